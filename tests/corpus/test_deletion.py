"""Deletion means gone: from every table, from the caches and from the bytes of the file."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from support.gold_tables import gold_tables, one_article

from pipelines.corpus import Corpus, schema
from pipelines.errors import CorpusError
from pipelines.ingest import ingest_text
from pipelines.model import Tables
from pipelines.paths import DATA
from pipelines.translation.base import Translation

SHARED = "Le président a reçu le chancelier hier soir à Paris."
SECRET = "Le rapport Zyxomatique cite le général Quarnavelle et la ville de Vlorbigny."


def cache(corpus: Corpus, sentences: list[str]) -> None:
    made = {
        french: Translation(f"EN of {french}", "firefox", "1", substitutions=(f"term of {french}",))
        for french in sentences
    }
    corpus.cache_translations("firefox", "1", made)


def everything(corpus: Corpus) -> str:
    """All that is stored, as one text."""
    with corpus._reading() as connection:
        rows = [connection.execute(sa.select(table)).all() for table in schema.metadata.sorted_tables]
    return repr(rows)


def test_delete_takes_the_sentences_that_no_other_article_holds_from_the_caches(corpus_url: str) -> None:
    corpus = Corpus(corpus_url)
    gone = ingest_text(corpus, f"{SHARED} {SECRET}").article_ids[0]
    stays = ingest_text(corpus, f"{SHARED} Ils ont parlé du budget de l’Union.").article_ids[0]
    cache(corpus, [SHARED, SECRET])
    corpus.edit_translation(gone, 2, "The Zyxomatique report.", who="Ada")
    corpus.edit_article(gone, title="Zyxomatique")
    assert "Zyxomatique" in everything(corpus)
    corpus.delete(gone)
    left = everything(corpus)
    for word in ("Zyxomatique", "Quarnavelle", "quarnavelle", "Vlorbigny", f"'{gone}'"):
        assert word not in left
    assert corpus.cached_translations("firefox", "1", [SHARED, SECRET]) == {SHARED: f"EN of {SHARED}"}
    corpus.delete(stays)
    assert corpus.cached_translations("firefox", "1", [SHARED]) == {}
    assert SHARED not in everything(corpus)
    corpus.close()


def test_sentences_with_the_same_opening_are_told_apart(corpus_url: str) -> None:
    corpus = Corpus(corpus_url)
    same = "Le ministre des Affaires étrangères de la République "
    gone = ingest_text(corpus, f"{same}a démissionné. Il part.").article_ids[0]
    ingest_text(corpus, f"{same}est resté à son poste. Il reste.")
    cache(corpus, [f"{same}a démissionné.", f"{same}est resté à son poste."])
    corpus.delete(gone)
    kept = corpus.cached_translations(
        "firefox", "1", [f"{same}a démissionné.", f"{same}est resté à son poste."]
    )
    assert list(kept) == [f"{same}est resté à son poste."]
    corpus.close()


def test_english_made_of_a_deleted_article_is_not_cached(corpus_url: str) -> None:
    corpus = Corpus(corpus_url)
    gone = ingest_text(corpus, SECRET).article_ids[0]
    corpus.delete(gone)
    cache(corpus, [SECRET])
    assert "Zyxomatique" not in everything(corpus)
    corpus.close()


def test_bytes_of_a_deleted_article_leave_the_file(tmp_path: Path) -> None:
    gold = gold_tables(DATA / "gold" / "dev.jsonl")
    corpus = Corpus(tmp_path / "corpus.db")
    keys = list(gold.articles["article_id"])
    for n, key in enumerate(keys):
        corpus.add(one_article(gold, key))
        if n == len(keys) // 2:
            gone = ingest_text(
                corpus, f"{SHARED} {SECRET} " + " ".join(f"{SECRET[:-1]} en {y}." for y in range(1950, 2010))
            )
    cache(corpus, list(corpus.sentences_of(gone.article_ids[0]).values()))
    corpus.delete(gone.article_ids[0])
    for path in tmp_path.iterdir():  # the log too, while the corpus is still open
        content = path.read_bytes().lower()
        for word in ("zyxomatique", "quarnavelle", "vlorbigny"):
            assert word.encode() not in content, path.name
    corpus.close()


def test_bytes_leave_with_the_next_deletion_where_somebody_was_reading(tmp_path: Path) -> None:
    corpus, other = Corpus(tmp_path / "corpus.db"), Corpus(tmp_path / "corpus.db")
    gone = ingest_text(corpus, SECRET).article_ids[0]
    with other._reading() as connection:
        connection.scalar(sa.select(schema.meta.c.value))
        corpus.delete(gone)
    Corpus(tmp_path / "corpus.db").close()
    assert all(b"zyxomatique" not in path.read_bytes().lower() for path in tmp_path.iterdir())
    corpus.close()
    other.close()


def test_writing_beside_a_deletion_leaves_nothing_of_the_article(corpus_url: str) -> None:
    corpus = Corpus(corpus_url)
    article = ingest_text(corpus, SECRET)
    key = article.article_ids[0]
    tables = corpus.tables()
    row = {"sentence": 1, "text_en": "x", "engine": "firefox", "engine_version": "1", "flags": "[]"}
    corpus.delete(key)
    assert corpus.save_translations(key, [row]) == 0
    for late in (
        lambda: corpus.edit_translation(key, 1, "Zyxomatique", who="Ada"),
        lambda: corpus.replace(tables),
        lambda: corpus.edit_article(key, title="Zyxomatique"),
    ):
        with pytest.raises(CorpusError, match="no longer in the corpus"):
            late()
    assert "Zyxomatique" not in everything(corpus)
    corpus.close()


def test_article_reread_keeps_english_only_beside_its_french(corpus_url: str) -> None:
    corpus = Corpus(corpus_url)
    key = ingest_text(corpus, f"{SHARED} {SECRET}").article_ids[0]
    rows = [
        {"sentence": n, "text_en": f"EN {n}", "engine": "firefox", "engine_version": "1", "flags": "[]"}
        for n in (1, 2)
    ]
    corpus.save_translations(key, rows)
    cache(corpus, [SHARED, SECRET])
    tables = corpus.tables()
    cut = tables.sentences.copy()
    cut.loc[1, ["start", "text"]] = [cut.loc[1, "start"] + 3, cut.loc[1, "text"][3:]]
    corpus.replace(Tables(articles=tables.articles, sentences=cut, actors=tables.actors))
    assert list(corpus.tables().translations["text_en"]) == ["EN 1"]
    assert list(corpus.cached_translations("firefox", "1", [SHARED, SECRET])) == [SHARED]
    corpus.close()


def test_many_delete_and_translate_at_once(corpus_url: str) -> None:
    corpus = Corpus(corpus_url)
    keys = [ingest_text(corpus, f"{SECRET[:-1]} en {year}.").article_ids[0] for year in range(2000, 2008)]
    texts = {key: corpus.sentences_of(key) for key in keys}
    failures: list[BaseException] = []

    def translate() -> None:
        try:
            for key in keys:
                cache(corpus, list(texts[key].values()))
        except BaseException as error:  # told below
            failures.append(error)

    def delete() -> None:
        try:
            for key in keys:
                corpus.delete(key)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for work in (translate, delete, translate)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert "Zyxomatique" not in everything(corpus)
    corpus.close()
