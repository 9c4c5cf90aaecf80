"""The database behind the pandas model: the same tables and columns, and a few of its own.

`article_actors` holds each article's actors (the `actors` frame is drawn from it, so that deleting an article
leaves no trace); `translation_cache` holds every machine sentence as long as an article holds its French, and
`substitutions` what the glossary put into it; `memory_units` and `terms` hold a person's imported translations and
wanted wordings, `placed_units` those translations that hold for one place only; `story_bands` and `story_signatures`
hold MinHash bands for near-duplicates, each signature with its `maker`; `english_log` says which English was written last; `meta` holds the counters. A change here needs a step: see `pipelines.corpus.migrations`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    func,
    text,
)

from pipelines.model import BY_HAND, SCHEMAS

metadata = MetaData()
_Value = TypeVar("_Value")

_KEYS = {
    "articles": ["article_id"],
    "sentences": ["article_id", "sentence"],
    "translations": ["article_id", "sentence"],
    "quotes": ["article_id", "quote_id"],
    "events": ["article_id", "event_id"],
    "corrections": ["id"],
}
_LATER = {
    "articles": {"title_en": "", "title_engine": "", "title_flags": "[]", "reader_version": ""}
}  # columns that older corpora got by a step
_INTEGERS = {"int64", "Int64"}
_ROW = BigInteger().with_variant(Integer, "sqlite")  # SQLite's own row ids are told by the word INTEGER


def _column(table: str, name: str) -> Column[object]:
    dtype = str(SCHEMAS[table].columns[name].dtype)
    key = name in _KEYS.get(table, [])
    text = String(64) if key else Text()
    kind = Integer() if dtype in _INTEGERS else Boolean() if dtype == "bool" else text
    default = _LATER.get(table, {}).get(name)
    return Column(name, kind, primary_key=key, nullable=dtype == "Int64", server_default=default)


def _table(name: str) -> Table:
    columns = [_column(name, column) for column in SCHEMAS[name].columns if column not in BY_HAND]
    if name not in _KEYS:
        # Insertion order is the order of reading; a row id keeps it on every database.
        columns.insert(0, Column("row", _ROW, primary_key=True, autoincrement=True))
    return Table(name, metadata, *columns)


_VARIABLES = 500  # asked for at once: below SQLite's limit of bound variables


def in_parts(values: Sequence[_Value]) -> Iterator[Sequence[_Value]]:
    """`values` in parts that one statement can name."""
    return (values[begin : begin + _VARIABLES] for begin in range(0, len(values), _VARIABLES))


PER_ARTICLE = ("sentences", "translations", "mentions", "quotes", "dates", "events")
TABLES = {name: _table(name) for name in ("articles", *PER_ARTICLE, "rejections", "corrections")}
for _name in ("mentions", "dates"):
    Index(f"ix_{_name}_article", TABLES[_name].c.article_id)
Index("ix_corrections_article_id", TABLES["corrections"].c.article_id)


OPENING = 32  # signs


def opening(column: Any) -> ColumnElement[str]:
    """The first signs of a text, by which `ix_sentences_opening` finds it at a tenth of a whole index's size."""
    return func.substr(column, text("1"), text(str(OPENING)))


Index("ix_sentences_opening", opening(TABLES["sentences"].c.text))
Index("ix_articles_title_opening", opening(TABLES["articles"].c.title))

article_actors = Table(
    "article_actors",
    metadata,
    Column("article_id", String(64), primary_key=True),
    Column("actor_id", String(255), primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("name", "name_en", "type", "country", "aliases")),
)
translation_cache = Table(
    "translation_cache",
    metadata,
    Column("engine", String(64), primary_key=True),
    Column("engine_version", String(128), primary_key=True),
    Column("sentence_hash", String(64), primary_key=True, index=True),
    Column("text_fr", Text, nullable=False),
    Column("text_en", Text, nullable=False),
)
substitutions = Table(
    "substitutions",
    metadata,
    Column("engine", String(64), primary_key=True),
    Column("engine_version", String(128), primary_key=True),
    Column("sentence_hash", String(64), primary_key=True, index=True),
    Column("terms", Text, nullable=False),  # a list: "Tsahal → the IDF (Tsahal)"
)
english_log = Table(
    "english_log",
    metadata,
    Column("changed", Integer, primary_key=True),
    Column("article_id", String(64), primary_key=True, index=True),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
)
memory_units = Table(
    "memory_units",
    metadata,
    Column("fr_hash", String(64), primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("fr", "en", "label", "edited_by")),
    Column("changed", Text, nullable=False, server_default=""),
)
placed_units = Table(
    "placed_units",
    metadata,
    Column("fr_hash", String(64), primary_key=True),
    Column("place_hash", String(64), primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("fr", "en", "label", "edited_by", "changed")),
    *(
        Column(name, Text, nullable=True) for name in ("file", "id", "prev", "next", "path")
    ),  # NULL: not stated
)
terms = Table(
    "terms",
    metadata,
    Column("fr", String(512), primary_key=True),
    Column("en", Text, nullable=False),
)
story_bands = Table(
    "story_bands",
    metadata,
    Column("band", Integer, primary_key=True),
    Column("key", BigInteger, primary_key=True),
    Column("article_id", String(64), primary_key=True, index=True),
)
story_signatures = Table(
    "story_signatures",
    metadata,
    Column("article_id", String(64), primary_key=True),
    Column("story_id", String(64), nullable=False, index=True),
    Column("signature", LargeBinary, nullable=False),
    Column("maker", Text, nullable=False, server_default="", index=True),
)
meta = Table(
    "meta", metadata, Column("key", String(64), primary_key=True), Column("value", Integer, nullable=False)
)
