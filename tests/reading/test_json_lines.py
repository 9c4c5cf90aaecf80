from __future__ import annotations

import json

import pytest
from made_files import PARAGRAPH, SECOND
from test_text import only, reason

from pipelines.paths import DATA
from pipelines.reading import read

OBJECT = {
    "titre": "Accord",
    "date": "2022-11-14",
    "source": {"name": "AFP"},
    "auteurs": ["J. Roy"],
    "texte": PARAGRAPH,
}


def lines(*objects: object) -> bytes:
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in objects).encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", lines(OBJECT, {"text": SECOND})),
        ("a.json", lines([OBJECT, {"text": SECOND}])),
        ("a.json", lines({"articles": [OBJECT, {"content": SECOND}]})),
        ("a.json", lines(OBJECT, {"text": SECOND})),
        ("a.jsonl", lines([OBJECT, {"body": SECOND}])),
    ],
)
def test_objects_become_articles(name: str, data: bytes):
    result = read(name, data)
    assert result.rejections == ()
    first, second = result.articles
    assert (first.title, first.published, first.source, first.author, first.text) == (
        "Accord", "2022-11-14", "AFP", "J. Roy", PARAGRAPH,
    )  # fmt: skip
    assert second.text == SECOND
    assert first.file_name == f"{name}#1"


def test_single_object_is_one_article():
    assert only("a.json", lines(OBJECT)).file_name == "a.json"


def test_gold_is_read_whole_and_unchanged():
    path = DATA / "gold" / "dev.jsonl"
    given = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    result = read(path.name, path.read_bytes())
    assert result.rejections == ()
    assert [(a.title, a.published) for a in result.articles] == [(g["title"], g["published"]) for g in given]
    assert [a.text for a in result.articles] == [g["text"] for g in given]


def test_broken_line_is_rejected_alone():
    result = read("a.jsonl", lines(OBJECT) + b'\n{"text": \n[1]\n' + lines({"nothing": 1}))
    assert len(result.articles) == 1
    assert [each.where for each in result.rejections] == ["line 2", "line 3", "line 4"]
    assert "nothing" in result.rejections[2].reason


@pytest.mark.parametrize(
    "data", [b"{", b"[" * 100_000, b"[]", b"12", b'{"a": "b"}', b"null", b'{"text": 1' + b"0" * 9000 + b"}"]
)
def test_json_without_an_article_is_rejected(data: bytes):
    reason("a.json", data)


def test_half_surrogate_pairs_are_replaced():
    article = only("a.json", b'{"text": "Le maire \\ud83d a dit non."}')
    article.text.encode("utf-8")
    assert article.text.startswith("Le maire")


def test_file_of_broken_lines_is_one_rejection():
    assert "first 50 lines" in reason("a.jsonl", b'{"a\n' * 1000)


def test_single_breaks_between_long_lines_part_paragraphs():
    article = only("a.json", json.dumps({"text": f"{PARAGRAPH}\n{SECOND}"}).encode())
    assert article.text == f"{PARAGRAPH}\n\n{SECOND}"
