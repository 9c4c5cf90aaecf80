"""One article read again, and what that changed."""

from __future__ import annotations

import itertools
from typing import Any

import pandas as pd

from pipelines.corpus import Corpus
from pipelines.corpus.translations import GONE
from pipelines.errors import CorpusError
from pipelines.loading.annotating import annotated
from pipelines.model import Article, Tables, span_of

TABLES = ("sentences", "mentions", "quotes", "dates", "events")
_NUMBERS = ("quote_id", "event_id", "sentence", "paragraph")  # they follow from what stands before
Changes = dict[str, dict[str, int]]


def reread_article(corpus: Corpus, key: str) -> Changes:
    """Read an article again from its stored text, title and date, in one write.

    Returns:
        Table → how many rows are "new", "gone" and "changed".

    Raises:
        CorpusError: it is no longer in the corpus.
    """
    row = corpus.article(key)
    if row is None:
        raise CorpusError(GONE)
    before = corpus.rows_of(key)
    after = annotated(Article(row["text"], row["title"], row["published"]), key)
    corpus.replace(after)
    return changes(before, after)


def changes(before: Tables, after: Tables) -> Changes:
    """What is different between two readings of an article; a row is known by its place in the text."""
    return {name: _changes(getattr(before, name), getattr(after, name)) for name in TABLES}


def _changes(before: pd.DataFrame, after: pd.DataFrame) -> dict[str, int]:
    old, new = _by_place(before), _by_place(after)
    common = old.keys() & new.keys()
    return {
        "new": len(new) - len(common),
        "gone": len(old) - len(common),
        "changed": sum(old[place] != new[place] for place in common),
    }


def _by_place(rows: pd.DataFrame) -> dict[tuple[int, int, int], dict[str, Any]]:
    """Place in the text → row; the last number tells rows of one place apart."""
    found: dict[tuple[int, int, int], dict[str, Any]] = {}
    for row in rows.to_dict("records"):
        place = span_of(row)
        count = next(number for number in itertools.count() if (*place, number) not in found)
        cells = {
            str(name): None if pd.isna(cell) else cell for name, cell in row.items() if name not in _NUMBERS
        }
        found[(*place, count)] = cells
    return found
