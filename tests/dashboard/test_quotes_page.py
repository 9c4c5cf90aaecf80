import dataclasses
from types import SimpleNamespace

import pytest
from support.dashboard_app import component_data, open_page, page_text

from dashboard.display import quoted
from pipelines.analysis.quotes import COLUMNS, quote_rows, speaker_kind
from pipelines.corpus import Corpus
from pipelines.model import Tables, frame, load_list


def with_english(tables: Tables, sentence: int, english: str) -> Tables:
    row = {"article_id": "seed", "sentence": sentence, "text_en": english, "engine": "x", "engine_version": "1",
           "edited_by": "", "flags": "[]"}  # fmt: skip
    return dataclasses.replace(tables, translations=frame("translations", [row]))


def test_quotes_page_says_what_to_do_without_articles(monkeypatch, tmp_path) -> None:
    app = open_page(monkeypatch, Corpus(tmp_path / "empty.db"), "quotes")
    assert not app.exception
    assert "No articles yet" in page_text(app)


def test_quotes_page_shows_fifty_rows_of_all(monkeypatch, corpus) -> None:
    app = open_page(monkeypatch, corpus, "quotes")
    assert not app.exception
    data = component_data(app, "visavis_quotes")
    assert len(data["rows"]) == 50
    assert data["total"] == len(corpus.tables().quotes)
    app.button(key="quotes_next").click().run()
    following = component_data(app, "visavis_quotes")
    assert following["rows"][0] != data["rows"][0]
    assert "Quotes 51 to 100" in page_text(app)


def test_quotes_page_filters_by_speaker(monkeypatch, corpus) -> None:
    app = open_page(monkeypatch, corpus, "quotes")
    app.selectbox(key="quotes_speaker").set_value("Aviv Kochavi").run()
    data = component_data(app, "visavis_quotes")
    assert data["rows"]
    assert {row["speaker"]["name"] for row in data["rows"]} == {"Aviv Kochavi"}


def test_quotes_page_leaves_nothing_when_no_kind_of_speaker_is_chosen(monkeypatch, corpus) -> None:
    app = open_page(monkeypatch, corpus, "quotes")
    for box in [box for box in app.main.checkbox if box.key.startswith("quotes_")]:
        box.uncheck()
    app.run()
    assert not app.exception
    assert "No quote passes" in page_text(app)


def test_quotes_page_follows_the_sidebar_filter(monkeypatch, corpus) -> None:
    app = open_page(monkeypatch, corpus, "quotes", actor="per:aviv-kochavi")
    data = component_data(app, "visavis_quotes")
    assert {row["article"] for row in data["rows"]} == {"seed"}


def test_quote_rows_hold_one_row_a_quote_and_its_columns(seed) -> None:
    rows = quote_rows(seed)
    assert list(rows.columns) == list(COLUMNS)
    assert list(rows["quote_id"]) == list(seed.quotes["quote_id"])


def test_quote_rows_name_who_is_spoken_about(seed) -> None:
    row = quote_rows(seed)[lambda rows: rows["sentence"] == 3].iloc[0]
    assert load_list(row["about"]) == ["Iran"]
    assert row["cue_en"] == "said"
    assert row["date"] == "around November 2022"


def test_quote_rows_take_the_quoted_words_of_the_english(seed) -> None:
    tables = with_english(seed, 3, "“We are at a juncture,” Kochavi, who was in Washington, said.")
    row = quote_rows(tables)[lambda rows: rows["sentence"] == 3].iloc[0]
    assert (row["text_en"], row["text_en_is"]) == ("We are at a juncture", "quotation")


def test_quote_rows_give_the_whole_sentence_where_marks_do_not_agree(seed) -> None:
    english = "We are at a juncture, said Kochavi."
    row = quote_rows(with_english(seed, 3, english))[lambda rows: rows["sentence"] == 3].iloc[0]
    assert (row["text_en"], row["text_en_is"]) == (english, "sentence")


def test_quote_rows_of_an_empty_corpus_have_columns() -> None:
    assert list(quote_rows(Tables()).columns) == list(COLUMNS)


@pytest.mark.parametrize(
    ("speaker", "name", "inferred", "kind"),
    [
        ("Kochavi", "Aviv Kochavi", False, "stated"),
        ("", "Aviv Kochavi", True, "inferred"),
        ("", "", False, "not stated"),
    ],
)
def test_speaker_kind_tells_stated_inferred_and_unknown(speaker, name, inferred, kind) -> None:
    row = SimpleNamespace(speaker=speaker, speaker_name=name, speaker_inferred=inferred)
    assert speaker_kind(row) == kind


def test_quoted_sets_marks_around_direct_words_only() -> None:
    assert quoted("Oui", "direct", 90) == "“Oui”"
    assert quoted("“Oui” et non", "direct", 90) == "“Oui” et non"
    assert quoted("il viendra", "indirect", 90) == "il viendra"
    assert quoted("mot " * 100, "direct", 90).endswith("mot…”")
