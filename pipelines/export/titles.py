"""Tables as files hold them: rows that speak of an article name its title, paper and day; quotes are evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from pipelines.analysis.quotes import in_order, quote_rows
from pipelines.model import QUOTE_ROWS, SCHEMAS, TABLE_NAMES, Tables

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


def as_file(tables: Tables, name: str, most: int | None = None) -> pd.DataFrame:
    """The rows of one table as files hold them: `quotes` with the columns of `model.QUOTE_ROWS`.

    Args:
        tables: the corpus, or the part of it that the filters leave.
        name: a table of `model.SCHEMAS`.
        most: no more than the first of these rows, for a look at them.
    """
    if name == "quotes":
        shown = tables if most is None else replace(tables, quotes=in_order(tables).head(most))
        return quote_rows(shown)
    rows = getattr(tables, name)
    return with_title(rows if most is None else rows.head(most), tables.articles)


def columns_in_file(name: str) -> list[str]:
    """The column names of a table as files hold it, in order."""
    if name == "quotes":
        return list(QUOTE_ROWS.columns)
    own = list(SCHEMAS[name].columns)
    return own + [each for each in COLUMNS if "article_id" in own and each not in own]


def handed_on(tables: Tables) -> Iterator[tuple[str, pd.DataFrame]]:
    """Name and rows of each table, as files hold them."""
    for name in TABLE_NAMES:
        yield name, as_file(tables, name)
