"""The database connection: reading in a snapshot, writing in one transaction."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as insert_on_server

from pipelines.corpus import faults, opening, schema, sqlite_file
from pipelines.corpus.place import locate, shown
from pipelines.corpus.versions import CORRECTIONS, COUNTERS, ENGLISH, IMPORTS, MEMORY, VERSION
from pipelines.errors import CorpusError

__all__ = [
    "CORRECTIONS",
    "COUNTERS",
    "ENGLISH",
    "IMPORTS",
    "MEMORY",
    "VERSION",
    "Database",
    "insert_new",
    "log",
    "next_entry",
    "now",
]

_SAYS = logging.getLogger(__name__)
# The threads of one process queue here, each in its turn; SQLite lets them only try again and again.
_QUEUES: dict[str, threading.Lock] = {}


class Database:
    """One corpus database, safe to use from many threads and many processes.

    Attributes:
        where: the place, a path made absolute; it may hold a password, so that messages show `shown`.
        read_only: it can be read and not written.
        notices: sentences for the person, such as that an older corpus was brought up to date, and where its backup is.

    Args:
        where: a file path or a SQLAlchemy database URL.

    Raises:
        CorpusError: the database cannot be created or opened there.
    """

    def __init__(self, where: str | Path) -> None:
        place = locate(where)
        opened = opening.open_place(place)
        self.where = place.where
        self.read_only = opened.read_only
        self.notices = opened.notices
        self._engine = opened.engine
        self._queue = _QUEUES.setdefault(self.where, threading.Lock())
        for notice in self.notices:
            _SAYS.warning(notice)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.shown!r})"

    @property
    def shown(self) -> str:
        """The place as it may be shown: without user and password."""
        return shown(self.where)

    def close(self) -> None:
        """Let go of the file or the server; the next use opens it again."""
        self._engine.dispose()

    def version(self) -> int:
        """A number that grows with every write but machine English's, by any process."""
        return self._counter(VERSION)

    def _counter(self, key: str) -> int:
        query = sa.select(schema.meta.c.value).where(schema.meta.c.key == key)
        with self._reading() as connection:
            return connection.scalar(query) or 0

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        """One snapshot for everything that is read inside."""
        with faults.speaking(self.where), opening.reading(self._engine) as connection:
            yield connection

    @contextmanager
    def _writing(self, *counters: str) -> Iterator[sa.Connection]:
        """One transaction, after which these counters of `COUNTERS` have moved on."""
        if self.read_only:
            raise CorpusError(
                f"The corpus at {self.shown} can be read but not written. Nothing was changed. To work in it, copy it "
                "to a folder of yours and name the copy with --corpus or VISAVIS_CORPUS."
            )
        with faults.speaking(self.where), self._in_turn(), opening.writing(self._engine) as connection:
            yield connection
            if counters:
                connection.execute(
                    sa.update(schema.meta)
                    .where(schema.meta.c.key.in_(counters))
                    .values(value=schema.meta.c.value + 1)
                )

    def _clear_log(self) -> None:
        """Let the log, too, forget what was deleted; where somebody is reading, the next deletion or opening does."""
        if self._engine.dialect.name == "sqlite":
            with faults.speaking(self.where), self._engine.connect() as connection:
                sqlite_file.empty_log(connection.connection.dbapi_connection)

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        if not self._queue.acquire(timeout=10 * faults.BUSY_SECONDS):
            raise sa.exc.TimeoutError
        try:
            yield
        finally:
            self._queue.release()


def insert_new(connection: sa.Connection, table: sa.Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert those rows whose key is not there yet."""
    given = list(rows)
    if not given:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(sa.insert(table).prefix_with("OR IGNORE"), given)
    else:
        connection.execute(insert_on_server(table).on_conflict_do_nothing(), given)


def next_entry(connection: sa.Connection) -> int:
    """The number of the ledger's next entry, taken: every write of the ledger moves the counter by it."""
    here = schema.meta.c.key == CORRECTIONS
    connection.execute(sa.update(schema.meta).where(here).values(value=schema.meta.c.value + 1))
    return int(connection.scalar(sa.select(schema.meta.c.value).where(here)) or 0)


def log(
    connection: sa.Connection,
    who: str,
    what: str,
    article_id: str,
    old: str,
    new: str,
    *,
    span: tuple[int, int] | None = None,
    undoes: int | None = None,
) -> None:
    """Append a person's change to the ledger of corrections; `old` and `new` are JSON."""
    start, end = span or (None, None)
    row = {"id": next_entry(connection), "when": now(), "who": who, "what": what, "article_id": article_id}
    row |= {"start": start, "end": end, "old": old, "new": new, "undoes": undoes}
    connection.execute(sa.insert(schema.TABLES["corrections"]), [row])


def now() -> str:
    """The present moment, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
