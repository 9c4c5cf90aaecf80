"""The English page: terms, memories, an English version that exists already."""

from __future__ import annotations

import pytest
from support.dashboard_app import gold_corpus, open_page, page_text

from pipelines.corpus import Corpus
from pipelines.translation.glossary import Term


@pytest.fixture
def corpus(tmp_path):
    return gold_corpus(tmp_path / "corpus.db", "seed")


def test_english_page_of_an_empty_corpus_still_takes_terms_and_memories(monkeypatch, tmp_path):
    app = open_page(monkeypatch, Corpus(tmp_path / "empty.db"), "english")
    assert not app.exception
    assert "Your terms" in page_text(app)
    assert not [box for box in app.text_area if box.label == "English text"]


def test_english_page_shows_the_terms_that_are_kept(monkeypatch, corpus):
    corpus.set_terms([Term("Tsahal", "the Israeli army", by_person=True)])
    app = open_page(monkeypatch, corpus, "english")
    assert not app.exception
    app.button(key="terms_save").click().run()
    assert not app.exception
    assert [(t.fr, t.en) for t in corpus.terms()] == [("Tsahal", "the Israeli army")]


def test_pasted_english_version_is_laid_beside_the_article(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus, "english")
    (box,) = [box for box in app.text_area if box.label == "English text"]
    box.set_value("The United States and Israel discussed a joint military exercise against Iran.")
    (button,) = [b for b in app.button if b.label == "Lay it beside the French"]
    button.click().run()
    assert not app.exception
    rows = corpus.tables().translations
    pasted = rows[
        rows["edited_by"] == "pasted version"
    ]  # an engine may have filled the other sentences by now
    assert list(pasted["text_en"]) == [
        "The United States and Israel discussed a joint military exercise against Iran."
    ]
    assert "sentences placed" in " ".join(message.value for message in app.success)
