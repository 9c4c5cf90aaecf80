"""Rows of the database as frames. One bad cell costs its row and not the corpus, and is named.

A cell is bad when its table's schema does not allow it: a file was hurt, or something else wrote into it. Whole tables
take a quick look each; only one that fails it is gone through row by row. A bad cell of an article's own row is mended
where it can be, since all its other rows hang on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import sqlalchemy as sa
from pandera.errors import SchemaError, SchemaErrors
from sqlalchemy.exc import DBAPIError

from pipelines.corpus import schema
from pipelines.model import BY_HAND, ENTITY_TYPES, SCHEMAS, columns_of, dump_list, frame, load_list

_LISTS = {
    "translations": ("flags",),
    "actors": ("aliases",),
    "article_actors": ("aliases",),
    "quotes": ("parts",),
    "events": ("actors", "actor_ids", "recipients", "recipient_ids"),
}
_OURS = "of the database alone"  # a column that the model does not have
_LOST = "�"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was left out, or mended.

    Attributes:
        table: its table.
        key: which row: the values of its key.
        reason: what is wrong, a sentence.
    """

    table: str
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.table}, {self.key}: {self.reason}"


def read_tables(connection: sa.Connection) -> tuple[dict[str, pd.DataFrame], list[BadRow]]:
    """All tables of the model in one snapshot, and what was bad in them."""
    bad: list[BadRow] = []
    frames = {name: read(connection, name, bad) for name in schema.TABLES}
    lengths = frames["articles"].set_index("article_id")["text"].str.len().astype("int64")
    for name in schema.PER_ARTICLE:
        frames[name] = _within_articles(name, frames[name], lengths, bad)
    frames["actors"] = _actors(
        _known_types(fetch(connection, "article_actors", bad), bad), set(lengths.index)
    )
    return frames, bad


def read(
    connection: sa.Connection, name: str, bad: list[BadRow], articles: Sequence[str] | None = None
) -> pd.DataFrame:
    """One table, or its rows of some articles; its bad rows are left out and told in `bad`."""
    parts = [None] if articles is None else schema.in_parts(articles)
    rows = [row for part in parts for row in fetch(connection, name, bad, part)]
    try:
        return frame(name, rows)
    except (SchemaError, SchemaErrors, ValueError, TypeError, OverflowError):
        return frame(name, _sound(name, rows, bad, strictly=True))


def actors_of(connection: sa.Connection, actor_id: str) -> pd.DataFrame:
    """The row of one actor over all articles; an empty frame when none names it."""
    table = schema.article_actors
    found = connection.execute(sa.select(table).where(table.c.actor_id == actor_id)).mappings()
    rows = _known_types([dict(row) for row in found], [])
    return _actors(rows, {row["article_id"] for row in rows})


def fetch(
    connection: sa.Connection, name: str, bad: list[BadRow], articles: Sequence[str] | None = None
) -> list[Row]:
    """The rows of a table whose cells are of the right kind, in the order of reading."""
    table = schema.metadata.tables[name]
    columns = [c for c in columns_of(name) if c not in BY_HAND] if name in SCHEMAS else list(table.c.keys())
    order = [table.c.loaded_at, table.c.article_id] if name == "articles" else table.primary_key.columns
    query = sa.select(*(_as_stored(table.c[column]) for column in columns)).order_by(*order)
    if articles is not None:
        query = query.where(table.c.article_id.in_(articles))
    try:
        rows = [dict(row) for row in connection.execute(query).mappings()]
    except (DBAPIError, ValueError, TypeError):
        if connection.dialect.name != "sqlite":
            raise
        return _sound(name, _fetch_any(connection, query, columns), bad)
    return rows if _of_right_kind(name, rows, columns) else _sound(name, rows, bad)


def _as_stored(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """A truth value as its number: read as one, anything that is not 0 would be true."""
    is_truth = isinstance(column.type, sa.Boolean)
    return sa.type_coerce(column, sa.Integer).label(column.name) if is_truth else column


def sound(name: str, rows: Iterable[Row]) -> list[Row]:
    """Of rows as SQLite has them, those that can be kept; an article's are mended."""
    if name in SCHEMAS:
        return _sound(name, rows, [], strictly=False)
    return [row for row in rows if all(not isinstance(cell, str) or _is_utf8(cell) for cell in row.values())]


def _fetch_any(connection: sa.Connection, query: sa.Select[Any], columns: list[str]) -> list[Row]:
    """Rows as SQLite has them, whatever is in their cells; what is no UTF-8 is kept as lone surrogates."""
    driver: Any = connection.connection.dbapi_connection
    statement = str(query.compile(dialect=connection.dialect))
    before = driver.text_factory
    driver.text_factory = lambda cell: cell.decode("utf-8", "surrogateescape")
    try:
        return [dict(zip(columns, row, strict=True)) for row in driver.execute(statement)]
    finally:
        driver.text_factory = before


def _of_right_kind(name: str, rows: list[Row], columns: list[str]) -> bool:
    """A quick look at whole columns: text is text, numbers are numbers, lists are lists."""
    if not rows:
        return True
    lists = _LISTS.get(name, ())
    for column in columns:
        cells = [row[column] for row in rows]
        kinds = set(map(type, cells))
        if not kinds <= _kinds(name, column):
            return False
        if _dtype(name, column) == "bool" and not set(cells) <= {0, 1}:
            return False
        if column in lists and not all(map(_is_list, set(cells))):
            return False
    return True


def _kinds(name: str, column: str) -> set[type]:
    dtype = _dtype(name, column)
    if dtype == "bool":
        return {bool, int}
    return {int} if dtype == "int64" else {int, type(None)} if dtype == "Int64" else {str}


def _dtype(name: str, column: str) -> str:
    if name not in SCHEMAS:
        return "str"
    known = SCHEMAS[name].columns
    return str(known[column].dtype) if column in known else _OURS


def _is_list(cell: str) -> bool:
    if cell == "[]" or not cell:
        return True
    try:
        return isinstance(json.loads(cell), list)
    except ValueError:
        return False


def _sound(name: str, rows: Iterable[Row], bad: list[BadRow], *, strictly: bool = False) -> list[Row]:
    """Those rows that the schema allows; the others are told, an article's mended."""
    kept: list[Row] = []
    seen: set[Any] = set()
    for given in rows:
        row = _mended(given, bad) if name == "articles" else given
        reason = _fault(name, row) or (strictly and _refused(name, row)) or ""
        key = row.get("article_id") if name == "articles" else None
        if not reason and key is not None and key in seen:
            reason = "it is there twice"
        if reason:
            bad.append(BadRow(name, _key(name, row), f"left out, since {reason}."))
        else:
            seen.add(key)
            kept.append(row)
    return kept


def _fault(name: str, row: Row) -> str:
    for column, cell in row.items():
        dtype = _dtype(name, column)
        if dtype == _OURS:
            continue
        if type(cell) not in _kinds(name, column) or (dtype == "bool" and cell not in (0, 1)):
            return f"{column} holds {_told(cell)}"
        elif isinstance(cell, str) and not _is_utf8(cell):
            return f"{column} holds bytes that are no text"
        elif column in _LISTS.get(name, ()) and not _is_list(cell):
            return f"{column} holds no list: {_told(cell)}"
    return ""


def _refused(name: str, row: Row) -> str:
    try:
        frame(name, [row])
    except (SchemaError, SchemaErrors, ValueError, TypeError, OverflowError) as error:
        return " ".join(str(error).split())[:120].rstrip(".")
    return ""


def _mended(given: Row, bad: list[BadRow]) -> Row:
    row = dict(given)
    for column, cell in given.items():
        text = cell.decode("utf-8", "replace") if isinstance(cell, bytes) else cell
        if _dtype("articles", column) == "int64":
            if type(cell) is not int or cell < 0:
                row[column] = len(str(row["text"]).split())
        elif isinstance(text, str) and column != "article_id" and _dtype("articles", column) != _OURS:
            raw = text.encode("utf-8", "surrogateescape")
            row[column] = raw.decode("utf-8", "replace") if not _is_utf8(text) else text
        if row[column] is not cell:
            bad.append(
                BadRow(
                    "articles",
                    _key("articles", row),
                    f"{column} was damaged; {_LOST} stands for what is lost.",
                )
            )
    return row


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _told(cell: Any) -> str:
    return ascii(cell)[:40]


def _key(name: str, row: Mapping[str, Any]) -> str:
    columns = [
        c
        for c in ("id", "article_id", "sentence", "quote_id", "event_id", "actor_id", "start", "at", "when")
        if c in row
    ]
    return ", ".join(f"{column} {_told(row[column])}" for column in columns)


def _within_articles(name: str, rows: pd.DataFrame, lengths: pd.Series, bad: list[BadRow]) -> pd.DataFrame:
    """Rows of articles that are there, with spans that lie in their text."""
    if rows.empty:
        return rows
    limits = rows["article_id"].map(lengths)
    wrong = limits.isna()
    if "end" in rows:
        wrong |= rows["end"] > limits
    if not wrong.any():
        return rows
    for row, limit in zip(rows[wrong].to_dict("records"), limits[wrong], strict=True):
        why = (
            "its article is not there"
            if pd.isna(limit)
            else f"it ends at {row['end']}, behind the text's end"
        )
        bad.append(BadRow(name, _key(name, {str(k): v for k, v in row.items()}), f"left out, since {why}."))
    return rows[~wrong].reset_index(drop=True)


def _known_types(rows: list[Row], bad: list[BadRow]) -> list[Row]:
    """Rows of actors whose type is one: the frame of all actors would be refused for one that is none."""
    wrong = [row for row in rows if row["type"] not in ENTITY_TYPES]
    bad += [
        BadRow("article_actors", _key("", row), f"left out, since type is {_told(row['type'])}.")
        for row in wrong
    ]
    return [row for row in rows if row["type"] in ENTITY_TYPES] if wrong else rows


def _actors(rows: list[Row], articles: set[str]) -> pd.DataFrame:
    """One row per actor over all articles: most frequent name and type, the union of its spellings."""
    table = pd.DataFrame([row for row in rows if row["article_id"] in articles])
    if table.empty:
        return frame("actors")
    merged = []
    for actor_id, group in table.groupby("actor_id", sort=True):
        name = _most_common(group["name"])
        spellings = {s for cell in group["aliases"] for s in load_list(cell)} | set(group["name"])
        merged.append({
            "actor_id": actor_id, "name": name, "name_en": _most_common(group["name_en"]),
            "type": _most_common(group["type"]), "country": _most_common(group["country"]),
            "aliases": dump_list(sorted(spellings - {name})),
        })  # fmt: skip
    return frame("actors", merged)


def _most_common(values: pd.Series) -> str:
    counts = values.value_counts()
    best = counts[counts == counts.iloc[0]].index
    return str(max(best, key=lambda value: (len(str(value)), str(value))))
