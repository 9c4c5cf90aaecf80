"""One bad cell costs one row, is named, and leaves the rest to be read."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.gold_tables import gold_tables, one_article

from pipelines.corpus import Corpus
from pipelines.errors import CorpusError
from pipelines.model import SCHEMAS, Tables
from pipelines.paths import DATA


@pytest.fixture(scope="module")
def articles() -> list[Tables]:
    gold = gold_tables(DATA / "gold" / "dev.jsonl")
    return [one_article(gold, key) for key in gold.articles["article_id"][:4]]


@pytest.fixture
def path(tmp_path: Path, articles: list[Tables]) -> Path:
    corpus = Corpus(tmp_path / "corpus.db")
    for tables in articles:
        corpus.add(tables)
    key = articles[0].articles["article_id"].iloc[0]
    corpus.edit_translation(key, 1, "English.", who="Ada")
    corpus.close()
    return tmp_path / "corpus.db"


def hurt(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        assert connection.execute(statement).rowcount == 1
        connection.commit()


def counts(tables: Tables) -> dict[str, int]:
    return {name: len(rows) for name, rows in tables.items()}


@pytest.mark.parametrize(
    ("table", "value"),
    [
        ("mentions", "type = 'XXX'"),
        ("mentions", "start = 'a lot'"),
        ("mentions", "start = -4"),
        ("mentions", '"end" = 0'),
        ("mentions", '"end" = 99999999'),
        ("mentions", "surface = CAST(x'ff41' AS TEXT)"),
        ("mentions", "surface = x'ff41'"),
        ("mentions", "sentence = 9223372036854775807.5"),
        ("mentions", "article_id = 'of no article'"),
        ("quotes", "kind = ''"),
        ("quotes", "parts = '[{'"),
        ("quotes", "parts = '{}'"),
        ("quotes", "speaker_start = 'x'"),
        ("quotes", "speaker_inferred = 'maybe'"),
        ("events", "actors = 'Macron'"),
        ("events", "status = CAST(x'c328' AS TEXT)"),
        ("dates", "edtf = x'00'"),
        ("sentences", '"end" = start'),
        ("translations", "flags = 'none'"),
        ("corrections", "new = CAST(x'e9' AS TEXT)"),
    ],
)
def test_one_bad_cell_costs_one_row(path: Path, table: str, value: str) -> None:
    before = counts(Corpus(path).tables())
    hurt(path, f"UPDATE {table} SET {value} WHERE rowid = (SELECT min(rowid) FROM {table})")
    corpus = Corpus(path)
    tables = corpus.tables()
    assert counts(tables) == {**before, table: before[table] - 1}
    (bad,) = corpus.bad_rows
    assert bad.table == table
    assert "left out" in bad.reason
    for name, rows in tables.items():
        SCHEMAS[name].validate(rows)


@pytest.mark.parametrize(
    "value", ["title = CAST(x'4ce965' AS TEXT)", "source = x'4c65'", "n_words = 'many'", "loaded_at = 17"]
)
def test_bad_cell_of_an_article_is_mended_and_named(path: Path, value: str) -> None:
    before = counts(Corpus(path).tables())
    hurt(path, f"UPDATE articles SET {value} WHERE rowid = 1")
    corpus = Corpus(path)
    if "17" in value:  # SQLite itself turns a number into text in such a column
        assert counts(corpus.tables()) == before
        return
    assert counts(corpus.tables()) == before
    assert [bad.table for bad in corpus.bad_rows] == ["articles"]


def test_bad_actor_costs_that_row_of_its_article_only(path: Path) -> None:
    before = Corpus(path).tables().actors
    for value in ("type = 'XXX'", "aliases = '['", "name = CAST(x'ff' AS TEXT)"):
        hurt(path, f"UPDATE article_actors SET {value} WHERE rowid = (SELECT max(rowid) FROM article_actors)")
        corpus = Corpus(path)
        assert len(before) - 1 <= len(corpus.tables().actors) <= len(before)
        assert [bad.table for bad in corpus.bad_rows] == ["article_actors"]


def test_whole_corpus_has_no_bad_rows(path: Path) -> None:
    corpus = Corpus(path)
    corpus.tables()
    assert corpus.bad_rows == []


def test_article_read_alone_from_a_hurt_row_is_a_sentence(path: Path, articles: list[Tables]) -> None:
    hurt(path, "UPDATE articles SET title = CAST(x'ff' AS TEXT) WHERE rowid = 1")
    with pytest.raises(CorpusError, match="damaged"):
        Corpus(path).article(articles[0].articles["article_id"].iloc[0])
