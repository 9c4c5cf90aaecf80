"""Which English changed, in order, so that a page fetches only what is new since it last looked.

The counter "english" moves by one with every write of machine English. `english_log` says for each of its numbers
which sentences of which articles were written; the last `KEPT` numbers are kept. The number is taken at the beginning
of the write, under the database's write lock, so that a reader who has seen number n has seen all before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd
import sqlalchemy as sa

from pipelines.corpus import schema
from pipelines.corpus.connection import CORRECTIONS, ENGLISH, VERSION, Database
from pipelines.model import columns_of, frame

KEPT = 5_000
TITLE = 0  # a title's number among the sentences of its article, the first of which is 1
PERSON = "person"  # the engine of a title that a person has worded
NO_TITLE = {
    "title_en": "",
    "title_engine": "",
    "title_flags": "[]",
}  # of an article whose title has no English
TITLE_COLUMNS = ("article_id", "title_en", "title_engine", "title_flags")
_RANGES = 200  # ranges of sentences asked for at once


@dataclass(frozen=True, slots=True)
class EnglishChanges:
    """What became of the English since a reader last looked.

    Attributes:
        upto: the counter's number that is now seen.
        ranges: article, first and last sentence number of what was written; rows outside have not changed.
        rows: what stands there now, with the columns of `translations`.
        titles: the English of titles that was written, with `TITLE_COLUMNS`; a title is number 0 of its article.
    """

    upto: int
    ranges: tuple[tuple[str, int, int], ...]
    rows: pd.DataFrame
    titles: pd.DataFrame


class EnglishLog(Database):
    """The reading side of the log."""

    def versions(self) -> tuple[int, int, int]:
        """`version()`, the number of the last change of machine English, and of the ledger's last entry, of one moment."""
        counters = schema.meta
        with self._reading() as connection:
            found = dict(connection.execute(sa.select(counters.c.key, counters.c.value)).tuples().all())
        return found.get(VERSION, 0), found.get(ENGLISH, 0), found.get(CORRECTIONS, 0)

    def english_since(self, seen: int) -> EnglishChanges | None:
        """The English written after number `seen`, each sentence once; None when the log does not reach back so far."""
        log, table = schema.english_log, schema.TABLES["translations"]
        with self._reading() as connection:
            upto = connection.scalar(sa.select(schema.meta.c.value).where(schema.meta.c.key == ENGLISH)) or 0
            if not upto - KEPT <= seen <= upto:
                return None
            query = sa.select(log.c.article_id, log.c.first, log.c.last).where(log.c.changed > seen)
            ranges = _joined(connection.execute(query.distinct()).tuples().all())
            found: list[dict[str, object]] = []
            for begin in range(0, len(ranges), _RANGES):
                within = sa.or_(
                    *(
                        sa.and_(table.c.article_id == article, table.c.sentence.between(first, last))
                        for article, first, last in ranges[begin : begin + _RANGES]
                    )
                )
                rows = sa.select(*(table.c[name] for name in columns_of("translations"))).where(within)
                found += [dict(row) for row in connection.execute(rows).mappings()]
            titled = sorted({article for article, first, _ in ranges if first <= TITLE})
            titles = [row for begin in range(0, len(titled), _RANGES)
                      for row in _titles(connection, titled[begin : begin + _RANGES])]  # fmt: skip
        return EnglishChanges(upto, tuple(ranges), frame("translations", found), _titles_frame(titles))

    def english_titles(self) -> pd.DataFrame:
        """The English of every title, with `TITLE_COLUMNS`."""
        with self._reading() as connection:
            return _titles_frame(_titles(connection))


def _titles(connection: sa.Connection, articles: list[str] | None = None) -> list[dict[str, object]]:
    table = schema.TABLES["articles"]
    query = sa.select(*(table.c[name] for name in TITLE_COLUMNS))
    if articles is not None:
        query = query.where(table.c.article_id.in_(articles))
    return [dict(row) for row in connection.execute(query).mappings()]


def _titles_frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(TITLE_COLUMNS)).astype("object")


def note_english(connection: sa.Connection, written: Mapping[str, Iterable[int]]) -> None:
    """Say in the log that the English of these sentences (article → numbers) is written in this transaction."""
    log, counters = schema.english_log, schema.meta
    here = counters.c.key == ENGLISH
    connection.execute(sa.update(counters).where(here).values(value=counters.c.value + 1))
    changed = connection.scalar(sa.select(counters.c.value).where(here)) or 0
    rows = [
        {"changed": changed, "article_id": article, "first": min(numbers), "last": max(numbers)}
        for article, numbers in ((article, list(given)) for article, given in written.items())
        if numbers
    ]
    if rows:
        connection.execute(sa.insert(log), rows)
    connection.execute(sa.delete(log).where(log.c.changed <= changed - KEPT))


def _joined(ranges: Iterable[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Ranges of each article put together where they touch or overlap."""
    joined: list[tuple[str, int, int]] = []
    for article, first, last in sorted(ranges):
        if joined and joined[-1][0] == article and first <= joined[-1][2] + 1:
            joined[-1] = (article, joined[-1][1], max(last, joined[-1][2]))
        else:
            joined.append((article, first, last))
    return joined
