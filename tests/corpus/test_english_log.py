"""What a page that looks again is told of the English: every change, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.gold_tables import gold_tables, one_article

from pipelines.corpus import Corpus, english_log
from pipelines.corpus.english_log import TITLE
from pipelines.model import Tables
from pipelines.paths import DATA


@pytest.fixture(scope="module")
def articles() -> list[Tables]:
    tables = gold_tables(DATA / "gold" / "dev.jsonl")
    return [one_article(tables, key) for key in tables.articles["article_id"][:3]]


@pytest.fixture
def corpus(tmp_path: Path, articles: list[Tables]) -> Corpus:
    corpus = Corpus(tmp_path / "corpus.db")
    for article in articles:
        assert corpus.add(article)
    return corpus


def key_of(article: Tables) -> str:
    return str(article.articles["article_id"].iloc[0])


def row(number: int, text: str = "English.") -> dict[str, object]:
    return {"sentence": number, "text_en": text, "engine": "e", "engine_version": "1", "flags": "[]"}


def test_log_gives_only_the_sentences_written_since(corpus: Corpus, articles: list[Tables]) -> None:
    first, second = map(key_of, articles[:2])
    corpus.save_translations(first, [row(1), row(2)])
    seen = corpus.versions()[1]
    corpus.save_translations(first, [row(3)])
    corpus.save_translations(second, [row(1)])
    changes = corpus.english_since(seen)
    assert changes is not None
    assert set(zip(changes.rows["article_id"], changes.rows["sentence"], strict=True)) == {
        (first, 3),
        (second, 1),
    }
    again = corpus.english_since(changes.upto)
    assert again is not None
    assert again.rows.empty
    assert again.ranges == ()


def test_log_tells_of_english_that_was_taken_away(corpus: Corpus, articles: list[Tables]) -> None:
    key = key_of(articles[0])
    corpus.save_translations(key, [row(1), row(2)])
    seen = corpus.versions()[1]
    corpus.drop_machine_english([(key, 2)])
    changes = corpus.english_since(seen)
    assert changes is not None
    assert changes.ranges == ((key, 2, 2),)
    assert changes.rows.empty


def test_log_that_does_not_reach_back_says_so(
    corpus: Corpus, articles: list[Tables], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(english_log, "KEPT", 3)
    seen = corpus.versions()[1]
    for number in range(1, 5):
        corpus.save_translations(key_of(articles[0]), [row(number)])
    assert corpus.english_since(seen) is None
    assert corpus.english_since(corpus.versions()[1] + 1) is None
    kept = corpus.english_since(corpus.versions()[1] - 3)
    assert kept is not None
    assert len(kept.rows) == 3


def test_log_holds_nothing_of_a_deleted_article(corpus: Corpus, articles: list[Tables]) -> None:
    first, second = map(key_of, articles[:2])
    seen = corpus.versions()[1]
    for key in (first, second):
        corpus.save_translations(key, [row(1)])
    corpus.delete(first)
    changes = corpus.english_since(seen)
    assert changes is not None
    assert [article for article, _, _ in changes.ranges] == [second]


def test_sentences_without_english_are_those_and_in_order(corpus: Corpus, articles: list[Tables]) -> None:
    key = key_of(articles[1])
    wanted = dict(zip(articles[1].sentences["sentence"], articles[1].sentences["text"], strict=True))
    corpus.save_translations(key, [row(1), row(3)])
    found = corpus.without_english()
    assert set(found) == {key_of(a) for a in articles}
    title = articles[1].articles["title"].iloc[0]
    assert found[key] == [(TITLE, title), *((n, wanted[n]) for n in sorted(wanted) if n not in (1, 3))]


def test_title_gets_its_english_once_and_a_persons_stays(corpus: Corpus, articles: list[Tables]) -> None:
    key = key_of(articles[0])
    seen = corpus.versions()[1]
    corpus.save_translations(key, [row(TITLE, "The title."), row(1)])
    changes = corpus.english_since(seen)
    assert changes is not None
    assert changes.titles.to_dict("records") == [
        {"article_id": key, "title_en": "The title.", "title_engine": "e 1", "title_flags": "[]"}
    ]
    assert list(changes.rows["sentence"]) == [1]
    assert TITLE not in dict(corpus.without_english()[key])
    corpus.edit_article(key, title_en="Our title.")
    corpus.save_translations(key, [row(TITLE, "Another.")])
    corpus.drop_machine_english([(key, TITLE)])
    stored = corpus.article(key)
    assert stored is not None
    assert (stored["title_en"], stored["title_engine"]) == ("Our title.", "person")


def test_english_of_a_title_goes_with_the_title(corpus: Corpus, articles: list[Tables]) -> None:
    key = key_of(articles[0])
    corpus.save_translations(key, [row(TITLE, "The title.")])
    corpus.edit_article(key, title="Un autre titre")
    assert corpus.without_english()[key][0] == (TITLE, "Un autre titre")


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["save", "drop", "look"]), st.integers(0, 2), st.sets(st.integers(1, 5), min_size=1)
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(steps=CHANGES)
def test_pages_that_catch_up_hold_what_the_corpus_holds(
    tmp_path_factory: pytest.TempPathFactory, articles: list[Tables], steps: list[tuple[str, int, set[int]]]
) -> None:
    from dashboard.live import LiveTables

    corpus = Corpus(tmp_path_factory.mktemp("live") / "corpus.db")
    for article in articles:
        corpus.add(article)
    live = LiveTables(corpus)
    whole = live.now()
    for number, (step, which, sentences) in enumerate(steps):
        key = key_of(articles[which])
        if step == "save":
            corpus.save_translations(key, [row(n, f"Text {number}.") for n in sentences])
        elif step == "drop":
            corpus.drop_machine_english([(key, n) for n in sentences])
        else:
            live.now()
    held = live.now()
    pd.testing.assert_frame_equal(held.tables.translations, corpus.tables().translations)
    assert held.tables.sentences is whole.tables.sentences  # nothing else was read again
    assert held.version == whole.version
