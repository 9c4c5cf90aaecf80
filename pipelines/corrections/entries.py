"""What a person put right: an entry of the ledger, a draft of one, and what became of it in the tables."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

UNSEEN = object()  # a draft's `old` where it is not said what the person saw

_THINGS = {
    "mention": ("delete", "type", "extent", "actor", "add"),
    "quote": ("delete", "speaker", "kind", "verb", "extent", "add"),
    "date": ("delete", "value", "extent", "add"),
    "event": ("delete", "type", "mode", "status", "actors", "recipients", "date", "extent", "add"),
    "sentence": ("not_text",),
}
OF_THINGS = frozenset(f"{thing}.{change}" for thing, changes in _THINGS.items() for change in changes)
OF_ACTORS = frozenset(
    f"actor.{change}" for change in ("merge", "split", "rename", "country", "type", "distinct")
)
REVIEWS = frozenset(f"review.{verdict}" for verdict in ("right", "wrong", "skip"))
UNDO, REDO, PLACE = "undo", "redo", "place"
WRITTEN = (
    OF_THINGS | OF_ACTORS | REVIEWS
)  # by `Corpus.correct`; `undo`, `redo` and `place` have their own ways in
TABLES = {
    "mention": "mentions",
    "quote": "quotes",
    "date": "dates",
    "event": "events",
    "sentence": "sentences",
}

APPLIED, UNDONE, CONFLICT, WAITING = "applied", "undone", "conflict", "waiting"


@dataclass(frozen=True, slots=True)
class Draft:
    """A change that a person wants.

    Attributes:
        what: its kind, one of `WRITTEN` ("quote.speaker").
        article_id: the article; "" for a change of an actor, which holds everywhere.
        start, end: the span, as shown, of the thing (of a quote its first part, of an event its trigger).
        new: what it is to be; the shapes are listed in `pipelines.corrections`.
        old: what the person saw; `UNSEEN` to change it whatever it is now.
    """

    what: str
    article_id: str = ""
    start: int | None = None
    end: int | None = None
    new: Any = None
    old: Any = UNSEEN


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger, never changed once written.

    Attributes:
        id: grows with every entry.
        when: ISO 8601 in UTC.
        who: the person.
        what, article_id, start, end, new: as in `Draft`.
        old: what stood there before.
        undoes: the entry that this one undoes, redoes or places anew.
    """

    id: int
    when: str
    who: str
    what: str
    article_id: str
    start: int | None
    end: int | None
    old: Any
    new: Any
    undoes: int | None = None

    @property
    def thing(self) -> str:
        """The kind of thing it is about ("quote")."""
        return self.what.partition(".")[0]

    @property
    def change(self) -> str:
        """What it does to it ("speaker")."""
        return self.what.partition(".")[2]

    @property
    def span(self) -> tuple[int, int] | None:
        """Where the thing is, None for an entry that is about no place."""
        return None if self.start is None or self.end is None else (self.start, self.end)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an entry: "applied", "undone", "conflict" (it needs an undone one) or "waiting" (to be placed)."""

    state: str
    reason: str = ""


def from_row(row: Any) -> Entry:
    """An entry from a row of the table `corrections`, a mapping."""
    number = {name: _number(row[name]) for name in ("start", "end", "undoes")}
    return Entry(
        id=int(row["id"]),
        when=str(row["when"]),
        who=str(row["who"]),
        what=str(row["what"]),
        article_id=str(row["article_id"] or ""),
        old=_value(row["old"]),
        new=_value(row["new"]),
        **number,
    )


def to_row(entry: Entry) -> dict[str, Any]:
    """The row of the table `corrections` for an entry."""
    return {
        "id": entry.id,
        "when": entry.when,
        "who": entry.who,
        "what": entry.what,
        "article_id": entry.article_id,
        "start": entry.start,
        "end": entry.end,
        "old": json.dumps(entry.old, ensure_ascii=False),
        "new": json.dumps(entry.new, ensure_ascii=False),
        "undoes": entry.undoes,
    }


def from_frame(rows: pd.DataFrame) -> list[Entry]:
    """The entries of a frame `corrections`, in the order of writing."""
    return [from_row({str(key): value for key, value in row.items()}) for row in rows.to_dict("records")]


def undone(entries: Iterable[Entry]) -> set[int]:
    """The ids of entries that are undone; the last word on each counts."""
    found: set[int] = set()
    for entry in entries:
        if entry.undoes is not None and entry.what == UNDO:
            found.add(entry.undoes)
        elif entry.undoes is not None and entry.what == REDO:
            found.discard(entry.undoes)
    return found


def _number(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else int(value)


def _value(cell: Any) -> Any:
    try:
        return json.loads(cell) if cell else None
    except ValueError:  # a hurt file; the entry then changes nothing that it could not name
        return None
