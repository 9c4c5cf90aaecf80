"""Opening a corpus: found or made, brought up to date with a backup beside it, or refused with what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from pipelines.corpus import backup, faults, sqlite_file, versions
from pipelines.corpus.place import Place, shown
from pipelines.corpus.sqlite_file import NEW
from pipelines.errors import CorpusError

_LOCK = 0x56695669  # PostgreSQL's advisory lock that one writer of a corpus holds
_ANSWER_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Opened:
    """An open corpus.

    Attributes:
        engine: its connections.
        read_only: it can be read and not written.
        notices: sentences for the person: what was done to open it.
    """

    engine: sa.Engine
    read_only: bool = False
    notices: tuple[str, ...] = ()


def open_place(place: Place) -> Opened:
    """Open the corpus at a place, making it where there is none.

    Raises:
        CorpusError: it cannot be opened; nothing was changed.
    """
    with faults.speaking(place.where):
        return (
            _open_file(place.path)
            if place.path
            else _open_server(place.where, place.url or sa.make_url(place.where))
        )


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One transaction that no other writer's overlaps, so that what it reads still holds when it writes."""
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{faults.BUSY_SECONDS * 1000:.0f}ms'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        yield connection


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One snapshot for everything that is read inside."""
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def _open_file(path: Path) -> Opened:
    version = sqlite_file.version_of(path)
    versions.refuse_newer(version, str(path))
    if version == NEW:
        path.parent.mkdir(parents=True, exist_ok=True)
    read_only = not sqlite_file.is_writable(path)
    if read_only and version < versions.head():
        state = (
            "does not exist"
            if version == NEW
            else "was made by an older Vis-à-vis and must be brought up to date"
        )
        raise CorpusError(
            f"The corpus at {path} {state}, and its file or folder cannot be written. Nothing was changed. "
            "Name a place of yours with --corpus or VISAVIS_CORPUS, or copy it there first."
        )
    engine = _file_engine(path, read_only)
    notices = _bring_up_to_date(engine, path) if version < versions.head() else ()
    if not read_only:
        with engine.connect() as connection:
            sqlite_file.empty_log(connection.connection.dbapi_connection, patience=0)
    return Opened(engine, read_only, notices)


def _file_engine(path: Path, read_only: bool) -> sa.Engine:
    was_there = path.exists()

    def connect() -> sqlite3.Connection:
        nonlocal was_there
        if was_there and not path.exists():  # else an empty one would be made in its place
            raise faults.gone(path)
        connection = sqlite_file.connect(path, read_only=read_only)
        was_there = True
        return connection

    if read_only:  # asked for anew each time: whether somebody writes now decides how it can be read
        return sa.create_engine("sqlite://", creator=connect, poolclass=sa.NullPool)
    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.QueuePool, max_overflow=-1)
    _follow_the_file(engine, path)
    return engine


def _follow_the_file(engine: sa.Engine, path: Path) -> None:
    """Open the file anew where another lies in its place, or it was damaged and may have been mended.

    A connection goes on with the file it opened, even when that was moved or deleted: what is written then is lost.
    """

    @sa.event.listens_for(engine, "checkout")
    def same_file(_connection: Any, record: sa.pool.ConnectionPoolEntry, _proxy: Any) -> None:
        try:
            facts = path.stat()
        except FileNotFoundError:
            raise faults.gone(path) from None
        here = facts.st_dev, facts.st_ino
        if record.info.setdefault("file", here) != here or "hurt" in record.info:
            raise sa.exc.DisconnectionError

    @sa.event.listens_for(engine, "handle_error")
    def not_again(context: sa.engine.ExceptionContext) -> None:
        # only the next user opens anew: this one may still read row by row
        if context.connection is not None and faults.is_damage(context.original_exception):
            context.connection.info["hurt"] = True


def _bring_up_to_date(engine: sa.Engine, path: Path) -> tuple[str, ...]:
    with writing(engine) as connection:
        # Another process may have been faster; nobody is, from here on.
        with closing(sqlite_file.connect(path, read_only=True)) as other:
            version = sqlite_file.version_inside(other, path)
        if version == versions.head():
            return ()
        versions.refuse_newer(version, str(path))
        if version == NEW:
            versions.create(connection)
            return ()
        kept = backup.beside(path, f"before-version-{versions.head()}")
        versions.migrate(connection)
    _shrink(engine)
    return (
        f"The corpus at {path} was made by an older Vis-à-vis and has been brought up to date. "
        f"As it was, it is kept in {kept}.",
    )


def _shrink(engine: sa.Engine) -> None:
    """Free pages may hold what was deleted before deletion overwrote it. They can wait where others are at work."""
    with engine.connect() as connection:
        try:
            connection.exec_driver_sql("VACUUM")
        except sa.exc.OperationalError:
            return
        sqlite_file.empty_log(connection.connection.dbapi_connection)


def _open_server(where: str, url: sa.URL) -> Opened:
    is_psycopg = url.get_driver_name() == "psycopg"
    arguments: dict[str, Any] = {"connect_timeout": _ANSWER_SECONDS} if is_psycopg else {}
    engine = sa.create_engine(
        url, connect_args=arguments, max_overflow=-1, pool_pre_ping=True, hide_parameters=True
    )
    with engine.connect() as connection:
        version = versions.version_on_server(connection)
    versions.refuse_newer(version, where)
    if version == versions.head():
        return Opened(engine)
    with writing(engine) as connection:
        version = versions.version_on_server(connection)
        versions.refuse_newer(version, where)
        if version == NEW:
            versions.create(connection)
        elif version < versions.head():
            versions.migrate(connection)
            told = f"The corpus at {shown(where)} was made by an older Vis-à-vis and has been brought up to date."
            return Opened(engine, notices=(told,))
    return Opened(engine)
