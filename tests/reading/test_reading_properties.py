"""Whatever the bytes and whatever the name, reading never raises and always reconciles."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import PARAGRAPH, excel, pdf, word

from pipelines.model import Article, Rejection
from pipelines.reading import read
from tests.support.packed import packed

SUFFIXES = [
    "txt",
    "md",
    "html",
    "pdf",
    "docx",
    "csv",
    "tsv",
    "xlsx",
    "json",
    "jsonl",
    "parquet",
    "zip",
    "xml",
    "rtf",
    "",
]
WHOLE = {
    "pdf": pdf([[PARAGRAPH]]),
    "docx": word([PARAGRAPH]),
    "xlsx": excel([("text", "date"), (PARAGRAPH, "2022")]),
    "zip": packed({"a.txt": PARAGRAPH.encode(), "b.csv": b"text\nBonjour"}),
    "html": f"<html><body><p>{PARAGRAPH}</p></body></html>".encode(),
    "csv": f'title;text\nA;"{PARAGRAPH}"\n'.encode(),
    "json": b'[{"text": "Bonjour"}, 3]',
}


def check(name: str, data: bytes) -> None:
    result = read(name, data)
    assert result.found == len(result.articles) + len(result.rejections) >= 1
    for article in result.articles:
        assert isinstance(article, Article)
        assert article.text
        assert article.file_name.startswith(name)
        article.text.encode("utf-8")
        assert all(warning.endswith(".") for warning in article.warnings)
    for rejection in result.rejections:
        assert isinstance(rejection, Rejection)
        assert rejection.file_name == name
        assert rejection.reason.endswith(".")


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=400), suffix=st.sampled_from(SUFFIXES))
def test_any_bytes_reconcile(data: bytes, suffix: str):
    check(f"a.{suffix}", data)


@settings(max_examples=100, deadline=None)
@given(
    text=st.text(max_size=300), suffix=st.sampled_from(["txt", "md", "html", "csv", "tsv", "json", "jsonl"])
)
def test_any_text_reconciles(text: str, suffix: str):
    check(f"a.{suffix}", text.encode("utf-8"))


@settings(max_examples=120, deadline=None)
@given(data=st.data(), suffix=st.sampled_from(sorted(WHOLE)), name=st.sampled_from(SUFFIXES))
def test_damaged_files_reconcile(data: st.DataObject, suffix: str, name: str):
    whole = bytearray(WHOLE[suffix])
    for _ in range(data.draw(st.integers(0, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    check(
        f"a.{data.draw(st.sampled_from([suffix, name]))}",
        bytes(whole[: data.draw(st.integers(1, len(whole)))]),
    )
