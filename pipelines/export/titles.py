"""Rows that speak of an article name it: its title in both languages, who made the English, its paper and day."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from pipelines.model import Tables

COLUMNS = ("title", "title_en", "title_engine", "source", "published")


def with_title(rows: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """`rows` of a table with `COLUMNS` of their article after their own; a table without `article_id` as it is.

    A row of no article, as a correction of an actor, has them empty.
    """
    added = [name for name in COLUMNS if name not in rows.columns]
    if "article_id" not in rows.columns or not added:
        return rows
    by_article = articles.set_index("article_id")
    return rows.assign(**{name: rows["article_id"].map(by_article[name]).fillna("") for name in added})


def handed_on(tables: Tables) -> Iterator[tuple[str, pd.DataFrame]]:
    """Name and rows of each table, as files hold them."""
    for name, rows in tables.items():
        yield name, with_title(rows, tables.articles)
