"""One bad thing never stops the others, and everything given is accounted for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.corpus import Corpus
from pipelines.errors import CorpusError, VisavisError
from pipelines.ingest import edit_article, ingest_files, ingest_text
from pipelines.loading import loader
from pipelines.loading.loader import Loader
from pipelines.loading.outcomes import told_together
from pipelines.model import Rejection


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path / "corpus.db")


def lines(*texts: str, **stated: str) -> bytes:
    return "\n".join(json.dumps({"text": text, **stated}) for text in texts).encode()


def adds_up(report) -> bool:
    return all(
        each.found == each.loaded + each.duplicates + each.rejected + each.stopped for each in report.files
    )


@pytest.mark.parametrize(
    "date",
    [
        "9999",
        "9999-12-31",
        "0000",
        "0001-01-01",
        "2022-25",
        "2022-31",
        "2022-41",
        "2022-13",
        "2023/2022",
        "1066",
        "2500-01",
    ],
)
def test_a_date_that_is_none_is_not_known_and_said_so(corpus: Corpus, date: str) -> None:
    report = ingest_files(
        corpus,
        [
            ("a.jsonl", lines("Le ministre est venu lundi.", published=date)),
            ("b.txt", b"Il est parti mardi."),
        ],
    )
    assert report.total("loaded") == 2
    assert date in report.files[0].messages[0]
    assert set(corpus.tables().articles["published"]) == {""}


@pytest.mark.parametrize("date", ["9999", "0000", "2022-25", "demain"])
def test_a_date_given_for_all_files_that_is_none_stops_nothing(corpus: Corpus, date: str) -> None:
    data = lines("Le ministre est venu lundi.", published="2022-11-14")
    report = ingest_files(corpus, [("a.jsonl", data)], metadata={"published": date, "source": "Le Monde"})
    assert date in report.files[0].messages[0]
    article = corpus.tables().articles.iloc[0]
    assert (article["published"], article["source"]) == ("2022-11-14", "Le Monde")


@pytest.mark.parametrize("date", ["9999", "0000", "2022-25", "2023/2022", "1066"])
def test_an_edit_to_a_date_that_is_none_is_one_sentence(corpus: Corpus, date: str) -> None:
    key = ingest_text(corpus, "Le ministre est venu lundi.", published="2022-11-14").article_ids[0]
    with pytest.raises(VisavisError, match="no date"):
        edit_article(corpus, key, published=date)
    assert corpus.article(key)["published"] == "2022-11-14"


def test_an_article_that_breaks_a_layer_costs_itself_alone(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = loader.annotated

    def annotated(article, key=""):
        if "casse" in article.text:
            raise IndexError("list index out of range")
        return right(article, key)

    monkeypatch.setattr(loader, "annotated", annotated)
    report = ingest_files(corpus, [("a.jsonl", lines("Un.", "Cela casse.", "Trois.")), ("b.txt", b"Quatre.")])
    assert [(each.loaded, each.rejected) for each in report.files] == [(2, 1), (1, 0)]
    assert adds_up(report)
    assert "fault of this program (IndexError)" in report.files[0].messages[0]
    (kept,) = corpus.tables().rejections.itertuples()
    assert (kept.file_name, kept.where) == ("a.jsonl", "#2")


@pytest.mark.parametrize("name", ["add", "printings", "has"])
def test_an_article_that_cannot_be_stored_costs_itself_alone(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    right = getattr(Corpus, name)
    calls = iter([False, True, *[False] * 20])

    def sometimes(self, *arguments):
        if name != "has" and next(calls):
            raise CorpusError("The disk is full.")
        return right(self, *arguments)

    monkeypatch.setattr(Corpus, name, sometimes)
    report = ingest_files(corpus, [("a.jsonl", lines("Un.", "Deux.", "Trois."))])
    assert adds_up(report)
    if name != "has":
        assert (report.total("loaded"), report.total("rejected")) == (2, 1)
        assert "The disk is full." in report.files[0].messages[0]


def test_a_corpus_that_cannot_be_written_ends_the_load_with_an_account(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_):
        tried.append(1)
        raise CorpusError("The disk is full.")

    tried: list[int] = []
    monkeypatch.setattr(Corpus, "add", full)
    monkeypatch.setattr(Corpus, "reject", full)
    texts = [f"Le texte {n} est court." for n in range(30)]
    report = ingest_files(corpus, [("a.jsonl", lines(*texts)), ("b.jsonl", lines(*texts))])
    assert (report.total("found"), report.total("rejected")) == (60, 60)
    assert len(tried) < 10
    assert any("Not tried any more" in message for message in report.files[1].messages)


def test_english_that_cannot_be_put_beside_an_article_does_not_lose_it(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_):
        raise RuntimeError("boom")

    monkeypatch.setattr(loader, "remember", broken)
    report = ingest_text(corpus, "Le ministre est venu.")
    assert (report.loaded, report.rejected) == (1, 0)
    assert "English" in report.messages[0]


def test_a_reader_that_breaks_costs_its_file_alone(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    right = loader.reading.read

    def read(name, data, *arguments, **named):
        if name == "bad.txt":
            raise ZeroDivisionError
        return right(name, data, *arguments, **named)

    monkeypatch.setattr(loader.reading, "read", read)
    report = ingest_files(corpus, [("bad.txt", b"Un."), ("good.txt", b"Deux.")])
    assert [each.rejected for each in report.files] == [1, 0]
    assert "ZeroDivisionError" in report.files[0].messages[0]


def test_rejections_do_not_grow_when_the_same_files_are_loaded_again(corpus: Corpus) -> None:
    given_files = [("empty.txt", b""), ("rows.csv", b"texte,date\nUn texte.,2022\n,2022\n,2023\n")]
    for _ in range(3):
        report = ingest_files(corpus, given_files)
    assert report.total("rejected") == 3
    assert len(corpus.tables().rejections) == 3


def test_many_rows_without_text_are_one_line_with_a_count(corpus: Corpus) -> None:
    rows = "texte,date\nUn texte.,2022\n" + ",2022\n" * 2_000
    report = ingest_files(corpus, [("rows.csv", rows.encode())]).files[0]
    assert (report.found, report.loaded, report.rejected) == (2_001, 1, 2_000)
    (line,) = report.messages
    assert line.startswith("2,000 places, row 3 to row 2002: ")
    assert len(corpus.tables().rejections) == 1


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from(["1", "2"]), st.sampled_from("xyz")), max_size=60
    )
)
def test_told_together_loses_no_file_and_no_reason(given_: list[tuple[str, str, str]]) -> None:
    rejections = [Rejection(*each) for each in given_]
    told = told_together(rejections)
    assert {(r.file_name, r.reason) for r in told} == {(r.file_name, r.reason) for r in rejections}
    assert len(told) <= 2 * 3 * 5


def test_stopping_accounts_for_what_was_left(corpus: Corpus) -> None:
    asked = iter([False, False, True, *[True] * 9])
    data = lines("Un.", "Deux.", "Trois.", "Quatre.")
    report = ingest_files(corpus, [("a.jsonl", data), ("b.txt", b"Cinq.")], should_stop=lambda: next(asked))
    assert (report.total("loaded"), report.total("stopped"), report.not_opened) == (1, 3, 1)
    assert adds_up(report)


def test_an_article_of_a_try_that_was_lost_counts_as_loaded(corpus: Corpus) -> None:
    data = lines("Un.", "Deux.")
    first = Loader(corpus, began="2000-01-01T00:00:00+00:00").load("a.jsonl", data)
    again = Loader(corpus, began="2000-01-01T00:00:00+00:00").load("a.jsonl", data)
    assert (first.loaded, again.loaded, again.duplicates) == (2, 2, 0)
    assert again.sentences == first.sentences
    assert Loader(corpus, began="2999-01-01T00:00:00+00:00").load("a.jsonl", data).duplicates == 2


def test_odd_names_are_stored_as_they_can_be_shown(corpus: Corpus) -> None:
    ingest_files(corpus, [("caf\udce9\n.txt", b"Un texte."), ("vide\udcff.txt", b"")])
    tables = corpus.tables()
    assert list(tables.articles["file_name"]) == ["café .txt"]
    assert list(tables.rejections["file_name"]) == ["videÿ.txt"]
