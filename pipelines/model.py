"""The pandas model: one pandera schema per table, and the article every table hangs on.

Column names here are the column names everywhere: database, CSV, docs.
Offsets are code points into `articles.text`, and `text[start:end] == surface` for every row.
Empty strings mean "not stated"; nullable integers (Int64) mean "not known".
List-valued columns (`aliases`, `parts`, `actors`, `recipients`, `flags`) hold JSON text, so that a table
survives CSV and SQL unchanged; `load_list` and `dump_list` are the only way in and out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

import pandas as pd
import pandera.pandas as pa

ENTITY_TYPES = ("PER", "ORG", "LOC", "MISC")
QUOTE_KINDS = ("direct", "indirect", "mixed")
EVENT_STATUSES = ("actual", "planned", "negated", "hypothetical", "alleged")
DATE_PRECISIONS = ("day", "month", "season", "year", "decade", "century", "interval", "open")
_INFERRED_ROLES = {"actor": ("actors",), "recipient": ("recipients",), "parties": ("actors", "recipients")}
INFERRED = "inferred from what is told before"  # in `date_note`: the event's own sentence does not date it
PLOVER_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "REJECT", "ACCUSE", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read, before any language work.

    Attributes:
        text: the stored text, normalised once by `pipelines.language.normalise`; paragraphs joined by a blank line.
        title: the headline, "" when not stated.
        published: EDTF ("2023-05-17", "2022-11"), "" when not known.
        source: the newspaper or agency, "" when not stated.
        author: the byline, "" when not stated.
        file_name: the file it came from, with its place inside ("bundle.zip/a.txt", "press.csv#12").
        warnings: sentences for the person ("This text does not look French…").
    """

    text: str
    title: str = ""
    published: str = ""
    source: str = ""
    author: str = ""
    file_name: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something that could not be loaded, and why, in one sentence."""

    file_name: str
    where: str
    reason: str


def dump_list(values: Iterable[Any]) -> str:
    """A list as the JSON text stored in a list-valued column."""
    return json.dumps(list(values), ensure_ascii=False)


def span_of(row: Mapping[str, Any]) -> tuple[int, int]:
    """Start and end of what a row is about, in the stored text; of a quote, of its first part."""
    first = load_list(row["parts"])[0] if "parts" in row else row
    return int(first["start"]), int(first["end"])


def load_list(cell: str) -> list[Any]:
    """The list held in a list-valued column; [] for an empty cell."""
    return json.loads(cell) if cell else []


def _text(**kwargs: Any) -> pa.Column:
    return pa.Column(str, coerce=True, **kwargs)


def _count(**kwargs: Any) -> pa.Column:
    return pa.Column("int64", pa.Check.ge(0), coerce=True, **kwargs)


def _one_of(values: Iterable[str]) -> pa.Column:
    return _text(checks=pa.Check.isin(list(values)))


def _schema(name: str, columns: Mapping[str, pa.Column], *, spans: bool = False) -> pa.DataFrameSchema:
    checks = [pa.Check(lambda df: df["start"] < df["end"], error="start must be before end")] if spans else []
    return pa.DataFrameSchema(dict(columns), checks=checks, strict=True, ordered=True, name=name)


_SPAN = {"start": _count(), "end": _count()}
# Who put the row right and when, and whether a person looked at it: "", "right", "wrong" or "corrected". They are
# worked out from the ledger (`pipelines.corrections`); the reader leaves them empty and the database has no place for them.
BY_HAND = ("corrected_by", "corrected_at", "reviewed")
_BY_HAND = {name: _text(default="") for name in BY_HAND}
_NUMBER = pa.Column("Int64", nullable=True, coerce=True)
_DAYS = {"start_day": _text(), "end_day": _text()}  # ISO days, "" when open or unknown

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "articles": _schema("articles", {
        "article_id": _text(unique=True),
        "title": _text(), "title_en": _text(), "title_engine": _text(), "title_flags": _text(),
        "source": _text(), "author": _text(),
        "published": _text(), "published_start": _text(), "published_end": _text(),
        "file_name": _text(), "n_words": _count(), "story_id": _text(), "loaded_at": _text(),
        "reader_version": _text(default=""),  # which reader made the rows, see `pipelines.reader_version`
        "warnings": _text(), "text": _text(),
    }),
    "sentences": _schema("sentences", {
        "article_id": _text(), "sentence": _count(), "paragraph": _count(), **_SPAN, "text": _text(),
    }, spans=True),
    "translations": _schema("translations", {
        "article_id": _text(), "sentence": _count(), "text_en": _text(),
        "engine": _text(), "engine_version": _text(), "edited_by": _text(), "flags": _text(),
    }),
    "actors": _schema("actors", {
        "actor_id": _text(unique=True), "name": _text(), "name_en": _text(),
        "type": _one_of(ENTITY_TYPES), "country": _text(), "aliases": _text(),
        **_BY_HAND,
    }),
    "mentions": _schema("mentions", {
        "article_id": _text(), "sentence": _count(), **_SPAN, "surface": _text(),
        "type": _one_of(ENTITY_TYPES), "actor_id": _text(), "method": _text(),
        **_BY_HAND,
    }, spans=True),
    "quotes": _schema("quotes", {
        "article_id": _text(), "quote_id": _text(), "sentence": _count(), "parts": _text(), "text": _text(),
        "kind": _one_of(QUOTE_KINDS), "speaker": _text(), "speaker_start": pa.Column("Int64", nullable=True, coerce=True),
        "speaker_end": pa.Column("Int64", nullable=True, coerce=True),
        "speaker_name": _text(), "speaker_id": _text(), "speaker_inferred": pa.Column(bool, coerce=True),
        "cue": _text(), "cue_start": pa.Column("Int64", nullable=True, coerce=True),
        "cue_end": pa.Column("Int64", nullable=True, coerce=True), "stance": _text(), "method": _text(),
        **_BY_HAND,
    }),
    "dates": _schema("dates", {
        "article_id": _text(), "sentence": _count(), **_SPAN, "surface": _text(),
        "edtf": _text(), **_DAYS, "precision": _text(), "note": _text(), "rule": _text(),
        **_BY_HAND,
    }, spans=True),
    "events": _schema("events", {
        "article_id": _text(), "event_id": _text(), "sentence": _count(), **_SPAN, "trigger": _text(),
        "type": _one_of(PLOVER_TYPES), "mode": _text(), "status": _one_of(EVENT_STATUSES),
        "actors": _text(), "actor_ids": _text(), "recipients": _text(), "recipient_ids": _text(),
        "edtf": _text(), **_DAYS, "date_surface": _text(), "date_note": _text(), "rule": _text(),
        **_BY_HAND,
    }, spans=True),
    "rejections": _schema("rejections", {"file_name": _text(), "where": _text(), "reason": _text(), "at": _text()}),
    "corrections": _schema("corrections", {
        "id": _count(), "when": _text(), "who": _text(), "what": _text(), "article_id": _text(),
        "start": _NUMBER, "end": _NUMBER, "old": _text(), "new": _text(), "undoes": _NUMBER,
    }),
}  # fmt: skip
TABLE_NAMES = tuple(SCHEMAS)


def _quote_rows() -> pa.DataFrameSchema:
    """Quotes as evidence: what a person cites first, then how it was found. Page and files have this order."""
    own = SCHEMAS["quotes"].columns
    added = {name: _text() for name in (
        "speaker_en", "speaker_function", "speaker_type", "text_en", "text_en_is", "engine", "cue_en", "about", "about_ids",
        "source", "published", "title", "title_en", "title_engine", "date", "edtf", "checks", "verb_class",
    )} | {"edited": pa.Column(bool, coerce=True)}  # fmt: skip
    first = (
        "speaker_name", "speaker_en", "speaker", "speaker_function", "speaker_inferred", "text", "text_en", "text_en_is",
        "engine", "cue", "cue_en", "stance", "verb_class", "about", "source", "published", "title", "title_en", "title_engine", "date",
        "edtf", "kind", "article_id", "quote_id", "sentence",
    )  # fmt: skip
    every = {**own, **added}
    return _schema("quotes", {name: every[name] for name in dict.fromkeys((*first, *own, *added))})


_SHARE = pa.Column(float, pa.Check.in_range(0, 1), coerce=True)
# Who speaks about whom, see `pipelines.analysis.speaking`.
SPEAKING = _schema("speaking", {
    "speaker": _text(), "speaker_id": _text(), "named": _text(), "named_id": _text(), "quotes": _count(),
    "denials": _count(), "accusations": _count(), "share_denials": _SHARE, "share_accusations": _SHARE,
})  # fmt: skip
_MEASURE = pa.Column(float, coerce=True)
# The network's links, see `pipelines.analysis.cooccurrence`.
LINKS = _schema("links", {
    "source": _text(), "target": _text(), "source_name": _text(), "target_name": _text(), "count": _count(),
    "jaccard": _SHARE, "cosine": _MEASURE, "npmi": _MEASURE, "chi2": _MEASURE, "fisher_p": _SHARE, "conditional": _SHARE,
})  # fmt: skip
QUOTE_ROWS = _quote_rows()  # what pages and files make of `quotes`, see `pipelines.analysis.quotes`


def inferred_roles(rule: str) -> frozenset[str]:
    """Roles of an event ("actors", "recipients") that its `rule` says were inferred and not told by its clause."""
    found: set[str] = set()
    for reason in rule.split("; "):
        role, colon, why = reason.partition(": ")
        if colon and ", inferred" in why:
            found.update(_INFERRED_ROLES.get(role, ()))
    return frozenset(found)


def columns_of(table: str) -> list[str]:
    """The column names of `table`, in order."""
    return list(SCHEMAS[table].columns)


def frame(table: str, rows: Iterable[Mapping[str, Any]] = ()) -> pd.DataFrame:
    """A validated frame of `table`; empty with the right columns and dtypes when `rows` is empty.

    Raises:
        pandera.errors.SchemaError: a row breaks the schema of `table`.
    """
    return SCHEMAS[table].validate(pd.DataFrame(list(rows), columns=columns_of(table)))


@cache
def _without_rows(table: str) -> pd.DataFrame:
    return frame(table)


def _empty(table: str) -> Any:
    return field(default_factory=lambda: _without_rows(table).copy())


@dataclass(frozen=True)
class Tables:
    """All tables of a corpus, or of a filtered part of it: one frame each, keyed as in `SCHEMAS`."""

    articles: pd.DataFrame = _empty("articles")
    sentences: pd.DataFrame = _empty("sentences")
    translations: pd.DataFrame = _empty("translations")
    actors: pd.DataFrame = _empty("actors")
    mentions: pd.DataFrame = _empty("mentions")
    quotes: pd.DataFrame = _empty("quotes")
    dates: pd.DataFrame = _empty("dates")
    events: pd.DataFrame = _empty("events")
    rejections: pd.DataFrame = _empty("rejections")
    corrections: pd.DataFrame = _empty("corrections")

    def items(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Pairs of table name and frame, in the order of `SCHEMAS`."""
        for each in fields(self):
            yield each.name, getattr(self, each.name)

    @property
    def is_empty(self) -> bool:
        """True when no article is loaded."""
        return self.articles.empty
