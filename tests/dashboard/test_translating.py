"""The queue of translations behind the pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from dashboard.translating import Translating
from pipelines import translation
from pipelines.corpus import Corpus
from pipelines.ingest import ingest_text
from pipelines.translation.base import Engine, Translation

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
    version, english = corpus.versions()
    keep_up(Translating(corpus), corpus)
    assert len(corpus.tables().translations) == 2
    assert corpus.versions() == (version, english + 1)


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
