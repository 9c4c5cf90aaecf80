"""What the corpus promises: whole articles or nothing, once, and a person's words over a machine's."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import sqlalchemy as sa
from support.gold_tables import gold_tables, one_article

from pipelines.corpus import Corpus, near_duplicates, schema
from pipelines.errors import CorpusError
from pipelines.model import Rejection, Tables, load_list
from pipelines.paths import DATA
from pipelines.translation.base import Translation


@pytest.fixture(scope="module")
def gold() -> Tables:
    return gold_tables(DATA / "gold" / "dev.jsonl")


@pytest.fixture
def articles(gold: Tables) -> list[Tables]:
    return [one_article(gold, key) for key in gold.articles["article_id"][:6]]


@pytest.fixture
def corpus(corpus_url: str) -> Iterator[Corpus]:
    opened = Corpus(corpus_url)
    yield opened
    opened.close()


def test_tables_come_back_as_they_were_stored(corpus: Corpus, articles: list[Tables]) -> None:
    for tables in articles:
        assert corpus.add(tables)
    stored = corpus.tables()
    for name in ("sentences", "mentions", "quotes", "dates", "events"):
        given = pd.concat([getattr(tables, name) for tables in articles])
        keys = [column for column in ("article_id", "start", "quote_id", "event_id") if column in given]
        pd.testing.assert_frame_equal(
            getattr(stored, name).sort_values(keys).reset_index(drop=True),
            given.sort_values(keys).reset_index(drop=True),
            check_dtype=False,
        )
    assert set(stored.articles["text"]) == {tables.articles.iloc[0]["text"] for tables in articles}


def test_corpus_is_empty_until_an_article_is_stored_and_after_the_last_is_deleted(
    corpus: Corpus, articles: list[Tables]
) -> None:
    assert corpus.is_empty()
    corpus.add(articles[0])
    assert not corpus.is_empty()
    corpus.delete(articles[0].articles.iloc[0]["article_id"])
    assert corpus.is_empty()


def test_add_twice_changes_nothing(corpus: Corpus, articles: list[Tables]) -> None:
    assert corpus.add(articles[0])
    before = corpus.tables()
    assert not corpus.add(articles[0])
    for name, rows in corpus.tables().items():
        pd.testing.assert_frame_equal(rows, getattr(before, name))


def test_version_grows_with_each_write_also_from_another_connection(
    corpus: Corpus, articles: list[Tables]
) -> None:
    first = corpus.version()
    corpus.add(articles[0])
    second = corpus.version()
    Corpus(corpus.where).edit_article(articles[0].articles.iloc[0]["article_id"], source="Le Soir")
    assert first < second < corpus.version()


def test_delete_leaves_no_trace_of_the_article(corpus: Corpus, articles: list[Tables]) -> None:
    for tables in articles[:2]:
        corpus.add(tables)
    gone, stays = (tables.articles.iloc[0]["article_id"] for tables in articles[:2])
    corpus.edit_translation(gone, 1, "Mine.")
    corpus.delete(gone)
    left = corpus.tables()
    for name in ("articles", "sentences", "mentions", "quotes", "dates", "events"):
        assert set(getattr(left, name)["article_id"]) <= {stays}
    assert left.corrections.empty
    assert set(left.actors["actor_id"]) == set(articles[1].actors["actor_id"])
    assert corpus.add(articles[0])


def test_edit_translation_is_kept_over_a_later_engine_and_undone(
    corpus: Corpus, articles: list[Tables]
) -> None:
    corpus.add(articles[0])
    key = articles[0].articles.iloc[0]["article_id"]
    machine = {
        "sentence": 1,
        "text_en": "Machine.",
        "engine": "firefox",
        "engine_version": "1",
        "flags": "[]",
    }
    corpus.save_translations(key, [machine])
    corpus.edit_translation(key, 1, "Person.", who="Ada")
    assert corpus.save_translations(key, [{**machine, "text_en": "Newer machine."}]) == 0
    row = corpus.tables().translations.iloc[0]
    assert (row["text_en"], row["edited_by"]) == ("Person.", "Ada")
    assert corpus.machine_translation(key, 1)["text_en"] == "Machine."
    reopened = Corpus(corpus.where)
    assert reopened.undo_translation(key, 1)
    row = reopened.tables().translations.iloc[0]
    assert (row["text_en"], row["engine"], row["edited_by"]) == ("Machine.", "firefox", "")
    assert not reopened.undo_translation(key, 1)


def test_replace_keeps_what_a_person_wrote(corpus: Corpus, articles: list[Tables]) -> None:
    corpus.add(articles[0])
    key = articles[0].articles.iloc[0]["article_id"]
    corpus.edit_article(key, title="Mon titre")
    corpus.edit_translation(key, 1, "Mine.")
    corpus.replace(articles[0])
    tables = corpus.tables()
    assert tables.articles.iloc[0]["title"] == "Mon titre"
    assert tables.translations.iloc[0]["text_en"] == "Mine."
    assert len(tables.mentions) == len(articles[0].mentions)


def test_cached_translation_is_by_engine_version_and_sentence(corpus: Corpus, articles: list[Tables]) -> None:
    corpus.add(articles[0])
    french = articles[0].sentences["text"].iloc[0]
    corpus.cache_translations("firefox", "1", {french: Translation("Hello.", "firefox", "1")})
    assert corpus.cached_translations("firefox", "1", [french, "Bonsoir."]) == {french: "Hello."}
    assert corpus.cached_translations("firefox", "2", [french]) == {}
    assert corpus.cached_translations("apertium", "1", [french]) == {}


def test_substitutions_follow_the_machines_english_that_stands_there(
    corpus: Corpus, articles: list[Tables]
) -> None:
    corpus.add(articles[0])
    key, french = articles[0].articles.iloc[0]["article_id"], articles[0].sentences["text"].iloc[0]
    put_in = ("Tsahal → the IDF (Tsahal)",)
    row = {"sentence": 1, "text_en": "x", "engine": "firefox", "engine_version": "1", "flags": "[]"}
    corpus.save_translations(key, [row])
    corpus.cache_translations(
        "firefox", "2", {french: Translation("x", "firefox", "2", substitutions=put_in)}
    )
    assert corpus.substitutions_of(key) == {}
    corpus.save_translations(key, [{**row, "engine_version": "2"}])
    assert corpus.substitutions_of(key) == {1: list(put_in)}
    corpus.edit_translation(key, 1, "Mine.")
    assert corpus.substitutions_of(key) == {}
    corpus.undo_translation(key, 1)
    assert corpus.substitutions_of(key) == {1: list(put_in)}


def test_story_is_shared_by_near_duplicates_only(corpus: Corpus, articles: list[Tables]) -> None:
    original = articles[0]
    text = original.articles.iloc[0]["text"]
    copy = original.articles.assign(article_id="copy", story_id="copy", text=text + "\n\n(AFP)")
    corpus.add(original)
    corpus.add(Tables(articles=copy))
    corpus.add(articles[1])
    stories = corpus.tables().articles.set_index("article_id")["story_id"]
    assert stories["copy"] == stories[original.articles.iloc[0]["article_id"]]
    assert stories.nunique() == 2


def test_rejections_are_kept_with_their_reason(corpus: Corpus) -> None:
    corpus.reject([Rejection("a.pdf", "", "No text layer.")])
    assert list(corpus.tables().rejections["reason"]) == ["No text layer."]


def test_actors_of_many_articles_are_one_row_with_all_spellings(
    corpus: Corpus, articles: list[Tables]
) -> None:
    for n, name in enumerate(("Aviv Kochavi", "Aviv Kochavi", "A. Kochavi")):
        row = (
            articles[0]
            .actors.iloc[:1]
            .assign(actor_id="per:x", name=name, name_en=name, aliases='["Kochavi"]')
        )
        corpus.add(Tables(articles=articles[n].articles, actors=row))
    actors = corpus.tables().actors
    assert list(actors["name"]) == ["Aviv Kochavi"]
    assert load_list(actors.iloc[0]["aliases"]) == ["A. Kochavi", "Kochavi"]


@pytest.mark.skipif(
    os.name == "nt" or (os.geteuid() == 0 and not Path("/proc").exists()), reason="needs /proc"
)
@pytest.mark.parametrize("where", ["/proc/nowhere/corpus.db", "postgresql+psycopg://127.0.0.1:1/none"])
def test_unusable_place_is_one_clear_sentence(where: str) -> None:
    with pytest.raises(CorpusError, match="cannot be used"):
        Corpus(where)


def test_many_threads_add_the_same_articles_once(corpus: Corpus, articles: list[Tables]) -> None:
    added: list[bool] = []

    def work() -> None:
        mine = Corpus(corpus.where)
        added.extend(mine.add(tables) for tables in articles)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(added) == len(articles)
    assert len(corpus.tables().articles) == len(articles)


_ADD_UNTIL_KILLED = """
import sys
from support.gold_tables import gold_tables, one_article
from pipelines.corpus import Corpus, near_duplicates, schema
from pipelines.model import Tables
from pipelines.paths import DATA
from pipelines.translation.base import Translation

gold = gold_tables(DATA / "gold" / "dev.jsonl")
corpus = Corpus(sys.argv[1])
for round_ in range(1000):
    for key in gold.articles["article_id"]:
        part = one_article(gold, key)
        new = {name: rows.assign(article_id=f"{key}-{round_}") for name, rows in part.items() if "article_id" in rows}
        corpus.add(Tables(**{name: new[name] for name in ("articles", "sentences", "mentions")}))
"""


def test_kill_in_the_middle_of_loading_tears_no_article(tmp_path: Path, gold: Tables) -> None:
    where = str(tmp_path / "corpus.db")
    # A process of its own: a multiprocessing child would begin by running again whatever `__main__` is here.
    tests = Path(__file__).resolve().parents[1]
    process = subprocess.Popen(
        [sys.executable, "-c", _ADD_UNTIL_KILLED, where],
        cwd=tests.parent, env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent)])},
    )  # fmt: skip
    deadline = time.monotonic() + 60
    corpus = Corpus(where)
    while corpus.version() < 20 and time.monotonic() < deadline:
        time.sleep(0.05)
    process.kill()
    process.wait()
    tables = Corpus(where).tables()
    assert len(tables.articles) >= 15
    whole = gold.sentences.groupby("article_id").size()
    stored = tables.sentences.groupby("article_id").size()
    for key in tables.articles["article_id"]:
        assert stored[key] == whole[key.rsplit("-", 1)[0]]


def test_signatures_of_another_maker_are_made_anew_before_stories_are_told(
    corpus_url: str, articles: list[Tables], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(corpus_url)
    with monkeypatch.context() as patch:  # a library of another version, whose signatures differ
        true = near_duplicates.signature
        patch.setattr(near_duplicates, "maker", lambda: "minhash:another")
        patch.setattr(near_duplicates, "signature", lambda text: true(text) ^ np.uint64(1 << 20))
        for tables in articles[:3]:
            corpus.add(tables)
    original = articles[1]
    text = original.articles.iloc[0]["text"]
    corpus.add(
        Tables(articles=original.articles.assign(article_id="copy", story_id="copy", text=text + " (AFP)"))
    )
    stories = corpus.tables().articles.set_index("article_id")["story_id"]
    assert stories["copy"] == original.articles.iloc[0]["article_id"]
    with corpus._reading() as connection:
        makers = set(connection.scalars(sa.select(schema.story_signatures.c.maker)))
        bands = connection.scalar(sa.select(sa.func.count()).select_from(schema.story_bands))
    assert makers == {near_duplicates.maker()}
    assert bands == 4 * near_duplicates.BANDS
    corpus.close()


@pytest.mark.parametrize("name", ["lone \udcff", "nul \0 inside"])
def test_sign_that_a_database_does_not_take_is_a_sentence_or_stored(corpus: Corpus, name: str) -> None:
    try:
        corpus.reject([Rejection(name, "", "none")])
    except CorpusError as error:
        assert "cannot be used" in str(error)
        assert corpus.tables().rejections.empty
    else:
        assert list(corpus.tables().rejections["file_name"]) == [name]
