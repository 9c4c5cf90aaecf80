"""Files name the article that a row speaks of, in both languages, and who made the English."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from support.gold_tables import gold_tables

from pipelines.analysis.filters import Filters
from pipelines.export.bundle import bundle_bytes
from pipelines.export.titles import COLUMNS, handed_on, with_title
from pipelines.model import SCHEMAS, Tables, frame
from pipelines.paths import DATA

OF_ARTICLES = [name for name in SCHEMAS if "article_id" in SCHEMAS[name].columns and name != "articles"]


@pytest.fixture(scope="module")
def tables() -> Tables:
    gold = gold_tables(DATA / "gold" / "dev.jsonl")
    articles = gold.articles.assign(
        title_en=[f"Title {n}" for n in range(len(gold.articles))], title_engine="apertium 3.8"
    )
    return replace(gold, articles=articles)


def test_no_table_has_a_column_of_another_meaning_under_these_names() -> None:
    assert not {
        name: set(COLUMNS) & set(SCHEMAS[name].columns)
        for name in OF_ARTICLES
        if set(COLUMNS) & set(SCHEMAS[name].columns)
    }


@pytest.mark.parametrize("name", OF_ARTICLES)
def test_every_row_that_speaks_of_an_article_names_it(tables: Tables, name: str) -> None:
    rows = getattr(tables, name)
    named = dict(handed_on(tables))[name]
    assert set(named.columns) >= {*rows.columns, *COLUMNS}
    assert sorted(named["article_id"]) == sorted(rows["article_id"])
    articles = tables.articles.set_index("article_id")
    for column in COLUMNS:
        assert list(named[column]) == list(articles.loc[named["article_id"], column])


def test_row_of_no_article_names_none(tables: Tables) -> None:
    rows = pd.DataFrame({"article_id": ["", tables.articles["article_id"].iloc[0]]})
    assert list(with_title(rows, tables.articles)["title_en"]) == ["", "Title 0"]
    assert list(with_title(rows, frame("articles"))["title_en"]) == ["", ""]


def test_table_of_no_article_stays_as_it_is(tables: Tables) -> None:
    assert with_title(tables.actors, tables.articles) is tables.actors
    assert with_title(tables.articles, tables.articles) is tables.articles


def test_archive_names_articles_in_its_tables_and_the_makers_in_its_manifest(
    tables: Tables, tmp_path: Path
) -> None:
    with zipfile.ZipFile(io.BytesIO(bundle_bytes(tables, Filters()))) as archive:
        archive.extractall(tmp_path)
    assert set(pd.read_csv(tmp_path / "csv" / "quotes.csv")["title_en"]) <= set(tables.articles["title_en"])
    events = pd.read_parquet(tmp_path / "parquet" / "events.parquet")
    assert len(events) == len(tables.events)
    assert set(events["title_en"]) <= set(tables.articles["title_en"])
    told = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert told["titles"] == [{"engine": "apertium 3.8", "articles": len(tables.articles)}]
