"""The database connection: opening it, reading in a snapshot, writing in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from pipelines.corpus import schema
from pipelines.errors import CorpusError

_BUSY_SECONDS = 30
# "version" moves with every write a page shows, "memory" with every change of what a person has worded or imported,
# "imports" with every import.
VERSION, MEMORY, IMPORTS = COUNTERS = ("version", "memory", "imports")


class Database:
    """One corpus database, safe to use from many threads and many processes.

    Args:
        where: a file path or a SQLAlchemy database URL.

    Raises:
        CorpusError: the database cannot be created or opened there.
    """

    def __init__(self, where: str | Path) -> None:
        self.where = str(where)
        self._engine = _open(self.where)

    def version(self) -> int:
        """A number that grows with every write, by any process."""
        return self._counter(VERSION)

    def _counter(self, key: str) -> int:
        query = sa.select(schema.meta.c.value).where(schema.meta.c.key == key)
        with self._reading() as connection:
            return connection.scalar(query) or 0

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with _speaking(self.where), self._engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN")  # one snapshot for all reads inside
            yield connection

    @contextmanager
    def _writing(self, *counters: str) -> Iterator[sa.Connection]:
        """One transaction, after which these counters of `COUNTERS` have moved on."""
        with _speaking(self.where), self._engine.begin() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            if counters:
                connection.execute(
                    sa.update(schema.meta)
                    .where(schema.meta.c.key.in_(counters))
                    .values(value=schema.meta.c.value + 1)
                )


def _open(where: str) -> sa.Engine:
    is_url = "://" in where
    url = where if is_url else f"sqlite:///{Path(where).expanduser().resolve()}"
    with _speaking(where):
        if not is_url:
            Path(where).expanduser().resolve().parent.mkdir(parents=True, exist_ok=True)
        engine = sa.create_engine(
            url, connect_args={"timeout": _BUSY_SECONDS} if url.startswith("sqlite") else {}
        )
        if engine.dialect.name == "sqlite":
            sa.event.listen(engine, "connect", _prepare_sqlite)
        with engine.begin() as connection:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")  # two processes may open a new corpus at once
            schema.metadata.create_all(connection)
            known = set(connection.scalars(sa.select(schema.meta.c.key)))
            missing = [{"key": key, "value": 1} for key in COUNTERS if key not in known]
            if missing:
                connection.execute(sa.insert(schema.meta).prefix_with("OR IGNORE", dialect="sqlite"), missing)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own implicit BEGIN is deferred, and a deferred writer can fail at its first write.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        f"busy_timeout={_BUSY_SECONDS * 1000}",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def _speaking(where: str) -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise
    except (SQLAlchemyError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error)
        raise CorpusError(
            f"The corpus at {where} cannot be used ({reason}). "
            "Check that the folder exists and can be written, or name another with --corpus or VISAVIS_CORPUS."
        ) from error


def log(connection: sa.Connection, who: str, table: str, key: str, column: str, old: str, new: str) -> None:
    """Append a person's change to the ledger of corrections."""
    row = {"when": now(), "who": who, "table": table, "key": key, "column": column, "old": old, "new": new}
    connection.execute(sa.insert(schema.TABLES["corrections"]), [row])


def now() -> str:
    """The present moment, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
