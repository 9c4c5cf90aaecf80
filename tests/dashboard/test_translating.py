"""The queue of translations behind the pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from dashboard.translating import Translating
from pipelines import translation
from pipelines.corpus import Corpus
from pipelines.corpus.english_log import TITLE
from pipelines.ingest import edit_article, ingest_text, save_english
from pipelines.translation.base import Engine, Translation
from pipelines.translation.held import GivenName

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Le ministre est venu hier à Paris. Il est reparti ce matin."


class Shouting:
    """An engine that needs nothing: the French with a mark before it."""

    name, version, kind = "shouting", "1", "local"

    def available(self) -> str:
        return ""

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        return [Translation(f"EN {sentence}", self.name, self.version) for sentence in sentences]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    def engines(_names: Sequence[str] = (), _keys: object = None) -> list[Engine]:
        return [Shouting()]

    monkeypatch.setattr(translation, "engines", engines)
    return Corpus(tmp_path / "corpus.db")


def keep_up(work: Translating, corpus: Corpus) -> None:
    work.keep_up()
    assert work._jobs.wait(30)


def test_queue_gives_every_sentence_its_english_and_spares_a_person(corpus: Corpus) -> None:
    key = ingest_text(corpus, TEXT).article_ids[0]
    corpus.edit_translation(key, 1, "The minister came.", who="Ada")
    keep_up(Translating(corpus), corpus)
    rows = corpus.tables().translations.set_index("sentence")
    assert rows.loc[1, "text_en"] == "The minister came."
    assert rows.loc[2, "text_en"] == "EN Il est reparti ce matin."


def test_queue_leaves_what_the_pages_have_read_as_it_is(corpus: Corpus) -> None:
    ingest_text(corpus, TEXT)
    version, english, _ = corpus.versions()
    keep_up(Translating(corpus), corpus)
    assert len(corpus.tables().translations) == 2
    after = corpus.versions()
    assert after[0] == version
    assert after[1] > english


def test_article_deleted_and_loaded_again_is_translated_again(corpus: Corpus) -> None:
    work = Translating(corpus)
    key = ingest_text(corpus, TEXT).article_ids[0]
    keep_up(work, corpus)
    corpus.delete(key)
    work.forget(key)
    assert ingest_text(corpus, TEXT).article_ids == (key,)
    keep_up(work, corpus)
    assert len(corpus.tables().translations) == 2


def test_online_engine_takes_part_only_after_consent(corpus: Corpus) -> None:
    work = Translating(corpus)
    work.use(["memory", "google"])
    assert work.order == ("memory",)
    assert work.waiting_for_consent == ("google",)
    work.agree("google")
    assert work.order == ("memory", "google")
    assert work.waiting_for_consent == ()


def test_online_consent_is_the_person_s_who_chooses(corpus: Corpus) -> None:
    work = Translating(corpus)
    work.use(["memory", "google"], "1", "ana@example.org")
    work.agree("google", "1", "ana@example.org")
    assert work.sent_for("google") == "ana@example.org"
    assert (work.has_agreed("google", "1"), work.has_agreed("google", "2")) == (True, False)
    work.use(["google", "memory"], "2", "bob@example.org")  # only the order: Ana's choice stands
    assert work.order == ("google", "memory")
    work.use(["memory"], "2", "bob@example.org")
    work.use(["memory", "google"], "2", "bob@example.org")  # chosen anew by one who has not agreed
    assert work.waiting_for_consent == ("google",)
    work.use(["memory"], "1", "ana@example.org")
    work.use(["memory", "google"], "1", "ana@example.org")
    assert work.order == ("memory", "google")
    work.withdraw("google")
    assert (work.order, work.waiting_for_consent, work.sent_for("google")) == (("memory",), (), "")


def test_others_are_told_where_articles_are_sent_and_can_end_it(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    from support.dashboard_app import open_page

    from dashboard import translating as module
    from dashboard.comparing import comparable

    ingest_text(corpus, TEXT)
    work = module.translating(corpus)
    work.use(["google"], "1", "ana@example.org")
    monkeypatch.setattr("dashboard.guard.asks_who", lambda: True)
    monkeypatch.setattr("dashboard.engines.person", lambda: "1")
    monkeypatch.setattr("dashboard.engines.shown", lambda: "ana@example.org")
    app = open_page(monkeypatch, corpus)
    assert any("your colleagues" in each.value for each in app.warning)
    app.button(key="agree:google").click().run()
    assert work.order == ("google",)
    assert not [each for each in app.warning if "are sent" in each.value]
    monkeypatch.setattr("dashboard.engines.person", lambda: "2")
    app.run()
    (told,) = [each.value for each in app.warning if "are sent" in each.value]
    assert "ana@example.org" in told.replace("\N{WORD JOINER}", "")
    monkeypatch.setattr(translation, "engines", lambda names, *_: [_named(each) for each in names])
    assert "google" in comparable(work, "1")
    assert "google" not in comparable(work, "2")
    app.button(key="withdraw:google").click().run()
    assert work.order == ()


def _named(name: str) -> Engine:
    made = Shouting()
    made.name = name
    return made


class Falls(Shouting):
    """An engine whose process dies until it is started anew."""

    well = False

    def trouble(self) -> str:
        return "" if self.well else "The engine ended by signal 4. “Try again” starts it anew."

    def try_again(self) -> None:
        self.well = True

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        if self.well:
            return super().translate(sentences)
        return [Translation("", self.name, self.version, error=self.trouble()) for _ in sentences]


def test_sentence_without_english_says_why_until_it_is_asked_again(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Falls()
    monkeypatch.setattr(translation, "engines", lambda *_: [engine])
    key = ingest_text(corpus, TEXT).article_ids[0]
    work = Translating(corpus)
    keep_up(work, corpus)
    assert work.troubles() == [engine.trouble()]
    assert work.reasons(key) == {1: engine.trouble(), 2: engine.trouble()}
    work.try_again()
    assert work._jobs.wait(30)
    assert work.troubles() == []
    assert work.reasons(key) == {}
    assert len(corpus.tables().translations) == 2


def test_engine_that_fell_is_said_on_the_page_with_a_button_that_starts_it_anew(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    from streamlit.testing.v1 import AppTest

    from dashboard import translating as module

    engine = Falls()
    monkeypatch.setattr(translation, "engines", lambda *_: [engine])
    ingest_text(corpus, TEXT)
    monkeypatch.setenv("VISAVIS_CORPUS", corpus.where)
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    app.session_state["visited"] = True
    app.run()
    work = module.translating(corpus)
    assert work._jobs.wait(30)
    app.run()
    assert any("signal 4" in each.value for each in app.warning)
    (again,) = [each for each in app.button if each.label == "Try again"]
    again.click().run()
    assert work._jobs.wait(30)
    app.run()
    assert not app.warning
    assert not [each for each in app.button if each.label == "Try again"]
    assert len(corpus.tables().translations) == 2


def test_title_that_a_person_changes_is_translated_anew(corpus: Corpus) -> None:
    work = Translating(corpus)
    key = ingest_text(corpus, TEXT, title="Le ministre à Paris").article_ids[0]
    keep_up(work, corpus)
    assert title(corpus, key) == "EN Le ministre à Paris"
    edit_article(corpus, key, title="Le ministre à Lyon")
    keep_up(work, corpus)
    assert title(corpus, key) == "EN Le ministre à Lyon"


def test_title_whose_english_a_person_takes_away_is_translated_anew(corpus: Corpus) -> None:
    work = Translating(corpus)
    key = ingest_text(corpus, TEXT, title="Le ministre à Paris").article_ids[0]
    keep_up(work, corpus)
    edit_article(corpus, key, title_en="The minister in Paris")
    keep_up(work, corpus)
    assert title(corpus, key) == "The minister in Paris"
    edit_article(corpus, key, title_en="")
    work.again([(key, TITLE)])
    keep_up(work, corpus)
    assert title(corpus, key) == "EN Le ministre à Paris"


def test_english_of_french_that_was_changed_meanwhile_is_not_kept(corpus: Corpus) -> None:
    key = ingest_text(corpus, TEXT, title="Le ministre à Paris").article_ids[0]
    edit_article(corpus, key, title="Le ministre à Lyon")
    late = {TITLE: "Le ministre à Paris", 1: "Le ministre est parti.", 2: corpus.sentences_of(key)[2]}
    save_english(corpus, key, late, {n: Translation(f"EN {n}", "e", "1") for n in late})
    assert title(corpus, key) == ""
    assert list(corpus.tables().translations["text_en"]) == ["EN 2"]


def title(corpus: Corpus, key: str) -> str:
    article = corpus.article(key)
    assert article is not None
    return str(article["title_en"])


class Naming(Shouting):
    """An engine that keeps the names that it is told, and tells what they were."""

    name = "naming"
    keeps_names = True

    def __init__(self) -> None:
        self.told: dict[str, list[str]] = {}

    def translate_named(
        self, sentences: Sequence[str], names: Sequence[Sequence[GivenName]]
    ) -> list[Translation]:
        for sentence, given in zip(sentences, names, strict=True):
            self.told[sentence] = [name.english for name in given]
        return self.translate(sentences)


def test_queue_tells_an_engine_the_names_that_the_reader_found(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Naming()
    monkeypatch.setattr(translation, "engines", lambda *_: [engine])
    text = "Marine Petit a quitté Londres. Pour Petit, le maire de Lille ment."
    ingest_text(corpus, text, title="Petit contre Lille")
    keep_up(Translating(corpus), corpus)
    assert engine.told == {
        "Petit contre Lille": ["Petit", "Lille"],
        "Marine Petit a quitté Londres.": ["Marine Petit", "London"],
        "Pour Petit, le maire de Lille ment.": ["Petit", "Lille"],
    }


def test_sentence_that_names_somebody_otherwise_than_the_others_is_flagged(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Wavers(Shouting):
        def translate(self, sentences: Sequence[str]) -> list[Translation]:
            english = {
                "Zorina": "Zorina",
                "Le maire": "The mayor saw Zoryna.",
                "Hier": "Yesterday, Zorina left.",
            }
            return [
                Translation(next(en for fr, en in english.items() if each.startswith(fr)), self.name, "1")
                for each in sentences
            ]

    monkeypatch.setattr(translation, "engines", lambda *_: [Wavers()])
    key = ingest_text(corpus, "Hier, Irina Zorina est partie. Le maire a vu Irina Zorina.").article_ids[0]
    keep_up(Translating(corpus), corpus)
    flags = corpus.tables().translations.set_index("sentence")["flags"]
    assert "“Zoryna” here, “Zorina” elsewhere" in flags[2]
    assert "two Englishes" not in flags[1]
    assert corpus.english_of(key)[1] == "Yesterday, Zorina left."
