"""What can still be read of a damaged file: row by row, around the pages that are lost."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from pipelines.corpus import rows, schema, sqlite_file
from pipelines.corpus.connection import Database, insert_new
from pipelines.model import Tables

_HURT = (sqlite3.DatabaseError, UnicodeDecodeError)
_FAULTS = 20  # told of one file
_SPANS = {"mentions": "surface", "dates": "surface", "events": "trigger", "sentences": "text"}
Cells = dict[str, Any]


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that reads a file, hurt as it may be; it is not changed."""
    with tempfile.TemporaryDirectory(prefix="visavis-") as folder:
        if missing := sqlite_file.missing_bytes(path):
            # SQLite reads nothing of a file that is too short; empty pages in place of those cut off cost these alone.
            padded = Path(folder) / "padded.db"
            shutil.copyfile(path, padded)
            with padded.open("ab") as file:
                file.truncate(file.tell() + missing)
            path = padded
        with closing(sqlite_file.connect(path, read_only=True)) as connection:
            connection.text_factory = lambda cell: cell.decode("utf-8", "surrogateescape")
            yield connection


def integrity(connection: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong with the file, a line each; [] for a whole one."""
    try:
        found = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_FAULTS})")]
    except _HURT as error:
        return [f"{error}."]
    return (
        [] if found == ["ok"] else [line for text in found for line in text.splitlines() if "***" not in line]
    )


def readable(connection: sqlite3.Connection) -> tuple[dict[str, int], dict[str, int]]:
    """Table → rows that can be read, and table → rows between them that cannot."""
    there: dict[str, int] = {}
    lost: dict[str, int] = {}
    for table in schema.metadata.sorted_tables:
        numbers = [number for number, _ in _rows(connection, table.name)]
        there[table.name] = len(numbers)
        highest = max(numbers, default=0)
        if (missing := highest - len(numbers)) > 0 and not _is_whole(connection, table.name):
            lost[table.name] = missing
    return there, lost


def _is_whole(connection: sqlite3.Connection, table: str) -> bool:
    try:
        connection.execute(f'SELECT count(*) FROM "{table}" NOT INDEXED').fetchone()  # noqa: S608 - our own names
    except _HURT:
        return False
    return True


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[tuple[int, Cells]]:
    """Row number and cells of each row that can be read, in the order of the file."""
    last, step = -(2**62), 1
    top = _highest(connection, table)
    while True:
        try:
            found = connection.execute(
                f'SELECT rowid AS "row number", * FROM "{table}" NOT INDEXED WHERE rowid > ? ORDER BY rowid',  # noqa: S608
                (last,),
            )
            names = [column[0] for column in found.description]
            for row in found:
                last, step = row[0], 1
                yield row[0], dict(zip(names[1:], row[1:], strict=True))
        except _HURT:
            # A page is lost: on behind it, in steps that grow.
            last = max(last, 0) + step
            step = min(2 * step, 1024)
            if last >= top:
                return
        else:
            return


def _highest(connection: sqlite3.Connection, table: str) -> int:
    try:
        return int(connection.execute(f'SELECT max(rowid) FROM "{table}" NOT INDEXED').fetchone()[0] or 0)  # noqa: S608
    except _HURT:
        return 1_000_000


def copy_readable(path: Path, target: Database) -> dict[str, int]:
    """Put every row that can be read and is sound into a new corpus; table → rows.

    Rows whose article is lost are left behind, but a person's own words and wordings.
    """
    saved: dict[str, int] = {}
    with opened(path) as connection, target._writing() as new:
        articles: set[str] = set()
        for table in sorted(schema.metadata.sorted_tables, key=lambda each: each.name != "articles"):
            found = [
                {column: row[column] for column in table.c.keys() if column in row}  # noqa: SIM118 - not a dict
                for _, row in _rows(connection, table.name)
            ]
            sound = rows.sound(table.name, found)
            if table.name == "articles":
                articles = {row["article_id"] for row in sound}
            elif "article_id" in table.c:
                kept = articles | {""}  # what is said of actors is of no one article
                sound = [row for row in sound if row["article_id"] in kept]
            _insert(new, table, sound)
            saved[table.name] = len(sound)
    return saved


def _insert(connection: sa.Connection, table: sa.Table, found: list[Cells]) -> None:
    if table is schema.meta:
        for row in found:
            here = schema.meta.c.key == row["key"]
            connection.execute(sa.update(table).where(here).values(value=row["value"]))
    else:
        insert_new(connection, table, found)


def broken_spans(tables: Tables) -> list[str]:
    """Rows whose words are not what stands at their place in the text, a sentence each."""
    texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
    return [
        f"{name}, article {row.article_id}, {row.start} to {row.end}: its words are not what the text has there."
        for name, column in _SPANS.items()
        for row in getattr(tables, name).itertuples()
        if texts.get(row.article_id, "")[row.start : row.end] != getattr(row, column)
    ]
