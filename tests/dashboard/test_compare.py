"""Compare in the Reader, with two stand-in engines."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from support.dashboard_app import component_data, open_page

from dashboard.comparing import Comparing, comparing
from dashboard.components import compare
from dashboard.components.compare_rows import ComparedSentence, _drawn
from dashboard.translating import translating
from pipelines import translation
from pipelines.corpus import Corpus
from pipelines.ingest import ingest_text
from pipelines.translation.base import Translation

RIGHT = "It is a manifest violation of the treaty."
WRONG = "It is a manifest rape of the treaty."
FRENCH = "C'est une violation manifeste du traité."
MINUTE = 60.0


class Says:
    """An engine that gives its English for `FRENCH`, and the right one for anything else, once its gate is open."""

    kind = "local"
    version = "1"

    def __init__(self, name: str, english: str) -> None:
        self.name, self._english = name, english
        self.gate = threading.Event()
        self.gate.set()

    def available(self) -> str:
        return ""

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        assert self.gate.wait(MINUTE)
        return [
            Translation(self._english if fr == FRENCH else RIGHT, self.name, self.version) for fr in sentences
        ]


class Breaks(Says):
    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        raise RuntimeError("no")


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> list[Says]:
    """The engines of this machine; a test may change the list."""
    here = [Says("firefox", RIGHT), Says("apertium", WRONG)]
    monkeypatch.setattr(translation, "engines", lambda names, *_: [e for e in here if e.name in names])
    return here


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path / "corpus.db")


def settled(work: Comparing) -> None:
    assert all(jobs.wait(MINUTE) for jobs in list(work._jobs.values()))


def compared(app: AppTest, corpus: Corpus, sentence: int = 0) -> AppTest:
    """The page once a person asked to compare on a sentence, 0 for the article, and the engines have answered."""
    app.session_state["compare_open"] = (corpus.tables().articles["article_id"].iloc[0], sentence)
    app.run()
    settled(comparing(corpus))
    return app.run()


def table(app: AppTest) -> list[dict[str, Any]]:
    """What the dialog draws."""
    found = [block for block in app.get("bidi_component") if block.proto.component_name == "visavis_compare"]
    return json.loads(found[0].proto.json)["rows"]


def test_compare_shows_both_with_differences_and_says_what_they_disagree_on(
    engines: list[Says], corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest_text(corpus, FRENCH)
    app = compared(open_page(monkeypatch, corpus), corpus, 1)
    assert not app.exception
    (row,) = table(app)
    assert [side["text"] for side in row["sides"]] == [RIGHT, WRONG]
    differing = [[text for text, differs, _ in side["pieces"] if differs] for side in row["sides"]]
    assert differing == [["violation"], ["rape"]]
    assert any("“rape” in the English" in line for line in row["said"])


def test_compare_keeps_the_wording_taken_as_the_person_s(
    engines: list[Says], corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = ingest_text(corpus, FRENCH).article_ids[0]
    taken = [{"article": key, "sentence": 1, "text": WRONG}]
    monkeypatch.setattr(compare, "compare_rows", lambda *_, **__: taken.pop() if taken else None)
    compared(open_page(monkeypatch, corpus), corpus, 1)
    assert not taken
    assert translating(corpus)._jobs.wait(MINUTE)
    kept = corpus.tables().translations.iloc[0]
    assert (kept["text_en"], kept["edited_by"]) == (WRONG, "you")
    assert "rape" in kept["flags"]


def test_compare_of_an_article_shows_only_sentences_of_disagreement(
    engines: list[Says], corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest_text(corpus, f"{FRENCH} Le ministre le dit.")
    app = compared(open_page(monkeypatch, corpus), corpus)
    assert any(each.value.startswith("2 sentences compared: in 1 they disagree") for each in app.caption)
    assert [row["n"] for row in table(app)] == [1]


def test_compare_row_shows_words_left_in_french_as_french() -> None:
    made = (
        Translation("The *carillon* rang.", "apertium", "1"),
        Translation("The bells rang.", "firefox", "1"),
    )
    row = _drawn(ComparedSentence(4, "Le carillon a sonné.", made, []), "a", ("apertium", "firefox"))
    left = row["sides"][0]
    assert left["text"] == "The carillon rang."
    assert [text for text, _, french in left["pieces"] if french] == ["carillon"]


def test_comparing_stores_nothing_as_the_article_s_english(engines: list[Says], corpus: Corpus) -> None:
    key = ingest_text(corpus, FRENCH).article_ids[0]
    work = Comparing(corpus)
    for name in ("firefox", "apertium"):
        work.ask(name, key, {1: FRENCH})
    settled(work)
    assert [work.made(name, key)[1].text_en for name in ("firefox", "apertium")] == [RIGHT, WRONG]
    assert corpus.tables().translations.empty


def test_comparing_goes_on_behind_the_page_and_can_be_stopped(engines: list[Says], corpus: Corpus) -> None:
    slow = engines[0]
    slow.gate.clear()
    work = Comparing(corpus)
    work.ask("firefox", "a", dict.fromkeys(range(1, 9), FRENCH))
    assert work.answers("firefox", "a") == (0, 8)
    work.stop("a")
    slow.gate.set()
    settled(work)
    assert work.answers("firefox", "a") == (0, 0)
    assert work.made("firefox", "a") == {}


def test_comparing_says_why_an_engine_gave_nothing(engines: list[Says], corpus: Corpus) -> None:
    engines[0] = Breaks("firefox", "")
    work = Comparing(corpus)
    work.ask("firefox", "a", {1: FRENCH})
    settled(work)
    assert work.answers("firefox", "a") == (1, 1)
    assert "RuntimeError" in work.made("firefox", "a")[1].error


def test_comparing_never_waits_for_a_batch_that_was_lost(
    engines: list[Says], corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Comparing(corpus)
    monkeypatch.setattr(corpus, "cached_translations", None)
    work.ask("firefox", "a", {1: FRENCH})
    settled(work)
    assert work.answers("firefox", "a") == (1, 1)
    assert work.made("firefox", "a")[1].error


def test_compare_is_not_offered_with_one_engine(
    engines: list[Says], corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    del engines[1]
    ingest_text(corpus, "Il pleut sur la ville.")
    app = open_page(monkeypatch, corpus)
    assert not app.exception
    assert not component_data(app, "visavis_reader")["compare"]


def test_click_is_answered_though_english_arrives_as_the_page_is_drawn(
    engines: list[Says], corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest_text(corpus, FRENCH)
    engines[0].gate.clear()
    app = open_page(monkeypatch, corpus, "english")
    assert any(each.label == "Stop translating" for each in app.button)
    engines[0].gate.set()
    assert translating(corpus)._jobs.wait(MINUTE)
    app.button(key="terms_save").click().run()
    assert any("terms saved" in each.value for each in app.success)
