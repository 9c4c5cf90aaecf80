"""Corrections whose thing a rereading no longer finds, placed by hand: what waits, where it may belong, and where it was put.

A placing is an entry of its own ("place"): `undoes` names the correction, `start` and `end` are the place that it was
written for, `new` is the place, as shown, of the thing that it is about now. The last one that stands counts; undone, the
correction waits again. A verdict of a review is not placed: it was said of a reading that is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from pipelines.corrections.entries import OF_THINGS, PLACE, TABLES, WAITING, Entry, Outcome, undone
from pipelines.corrections.rows import Span
from pipelines.corrections.splits import as_assignments
from pipelines.model import Tables, span_of

Anchor = tuple[str, int, int]  # article, start and end, as a correction was written for them
Placings = Mapping[tuple[int, Anchor], Span]
_WORDS = {"sentences": "text", "quotes": "text", "events": "trigger"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """Corrections of one thing that is not there any more.

    Attributes:
        table: the kind of thing ("quotes").
        anchor: where it stood.
        entries: the corrections, in order.
        reason: why they wait.
    """

    table: str
    anchor: Anchor
    entries: tuple[Entry, ...]
    reason: str


def placings(entries: Iterable[Entry], out: Iterable[int]) -> Placings:
    """Correction and anchor → where a person placed it, without the placings in `out`."""
    gone = set(out)
    found: dict[tuple[int, Anchor], Span] = {}
    for entry in entries:
        if entry.what == PLACE and entry.id not in gone and entry.undoes and entry.span:
            start, end = entry.new
            found[entry.undoes, (entry.article_id, *entry.span)] = int(start), int(end)
    return found


def moved(entry: Entry, placed: Placings) -> Entry:
    """A correction as it stands where a person placed it; itself where nobody did."""
    if not placed:
        return entry
    if entry.what == "actor.split" and isinstance(entry.new, dict):
        places = [_anchor(place) for place in entry.new.get("mentions") or []]
        now = [[p[0], *placed.get((entry.id, p), p[1:])] for p in places]
        return replace(entry, new={**entry.new, "mentions": now})
    if entry.span is None:
        return entry
    span = placed.get((entry.id, (entry.article_id, *entry.span)))
    return replace(entry, start=span[0], end=span[1]) if span else entry


def waiting(tables: Tables, entries: Sequence[Entry], outcomes: Mapping[int, Outcome]) -> list[Waiting]:
    """What waits to be placed, the oldest first; corrections of one thing together.

    Args:
        tables: as they are shown.
        entries: the whole ledger.
        outcomes: what became of each entry (`Replayed.outcomes`).
    """
    there = set(tables.articles["article_id"])
    placed = placings(entries, undone(entries))
    found: dict[tuple[str, Anchor], list[Entry]] = {}
    for entry in entries:
        outcome = outcomes.get(entry.id)
        if outcome is None or outcome.state != WAITING:
            continue
        if entry.what in OF_THINGS and entry.span and entry.article_id in there:
            anchor = (entry.article_id, *entry.span)
            found.setdefault((TABLES[entry.thing], anchor), []).append(entry)
        elif entry.what == "actor.split":
            for each in _unfound(tables, entry, placed):
                found.setdefault(("mentions", each), []).append(entry)
    return [
        Waiting(table, anchor, tuple(group), outcomes[group[-1].id].reason)
        for (table, anchor), group in found.items()
    ]


def candidates(tables: Tables, waits: Waiting) -> pd.DataFrame:
    """Things of the article that a correction may belong to now, the likeliest first.

    Returns:
        Rows of the table with `at` and `until`, where the thing stands (of a quote, its first part), and `words`. First
        those that lie on the old place, the most first; then those of its sentence; then the same words elsewhere; then
        the nearest.
    """
    article, start, end = waits.anchor
    rows = getattr(tables, waits.table)
    rows = rows[rows["article_id"] == article]
    spans = [span_of(row) for row in rows.to_dict("records")]
    rows = rows.assign(
        at=[span[0] for span in spans],
        until=[span[1] for span in spans],
        words=rows[_WORDS.get(waits.table, "surface")],
    )
    text = tables.articles.loc[tables.articles["article_id"] == article, "text"]
    old = str(text.iloc[0])[start:end] if len(text) else ""
    sentence = _sentence_of(tables, article, start)
    order = [
        (
            -max(0, min(until, end) - max(at, start)),
            number != sentence,
            words != old,
            abs(at - start),
        )
        for at, until, number, words in zip(
            rows["at"], rows["until"], rows["sentence"], rows["words"], strict=True
        )
    ]
    places = sorted(range(len(order)), key=order.__getitem__)
    return rows.iloc[places].reset_index(drop=True)


def _unfound(tables: Tables, entry: Entry, placed: Placings) -> list[Anchor]:
    """Of a split, the mentions that are not there, as the split was written for them."""
    given = as_assignments(entry)
    now = as_assignments(moved(entry, placed))
    rows = tables.mentions
    missing = []
    for before, after in zip(given, now, strict=True):
        here = rows[(rows["article_id"] == after.article_id) & (rows["start"] < after.end)]
        here = here[here["end"] > after.start]
        common = here["end"].clip(upper=after.end) - here["start"].clip(lower=after.start)
        longer = (here["end"] - here["start"]).clip(lower=(after.end or 0) - (after.start or 0))
        if not (common * 2 >= longer).any() and before.span:
            missing.append((before.article_id, *before.span))
    return missing


def _sentence_of(tables: Tables, article: str, offset: int) -> int:
    rows = tables.sentences[(tables.sentences["article_id"] == article)]
    before = rows[rows["start"] <= offset]
    return int(before["sentence"].iloc[-1]) if len(before) else 0


def _anchor(place: Sequence[object]) -> Anchor:
    article, start, end = place
    return str(article), int(str(start)), int(str(end))
