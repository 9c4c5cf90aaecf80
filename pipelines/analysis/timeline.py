"""Events in time: every event as the span of days that its text allows, in lanes, never a guessed day.

A span keeps its kind of knowledge: a known day, a few candidate days ("a Monday in November 2022"), an
interval with known ends, or an open interval. Events that cannot be dated are listed with the reason; none is
dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import pandas as pd

from pipelines.analysis.cooccurrence import names_en
from pipelines.analysis.filters import participants
from pipelines.model import INFERRED, Tables, inferred_roles, load_list

LANES = ("actor", "event type", "article")
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FRENCH_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_ENGLISH_DAYS + _FRENCH_DAYS)})", re.IGNORECASE)
_LONGEST_LIST = 62  # days: candidates are named within a month or two, beyond that a bar says more
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SMALL = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_STATUS_WORD = {
    "actual": "", "planned": "planned", "negated": "denied or not done", "hypothetical": "hypothetical",
    "alleged": "alleged",
}  # fmt: skip
SPAN_COLUMNS = [
    "article_id", "event_id", "sentence", "type", "mode", "status", "trigger", "who", "start_day", "end_day",
    "edtf", "date_surface", "candidates", "label",
]  # fmt: skip
UNDATED_COLUMNS = [
    "article_id", "event_id", "sentence", "type", "mode", "status", "trigger", "who", "reason",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane of the timeline: its key, its label, and the type of its actor ("" for other lanes)."""

    key: str
    label: str
    kind: str = ""


def spans(tables: Tables) -> pd.DataFrame:
    """Dated events, earliest first: columns `SPAN_COLUMNS`.

    `start_day` or `end_day` is "" where the text gives no bound on that side. `candidates` is a tuple of ISO
    days, filled when the text allows only those. `label` says status and date in words.
    """
    events = tables.events
    dated = events[(events["start_day"] != "") | (events["end_day"] != "")]
    found = dated.assign(
        who=_who(dated, tables),
        candidates=[
            candidates(row.start_day, row.end_day, f"{row.date_note} {row.date_surface}")
            for row in dated.itertuples(index=False)
        ],
    )
    found["label"] = [_label(row) for row in found.itertuples(index=False)]
    order = found["start_day"].where(found["start_day"] != "", found["end_day"])
    return found.assign(_order=order).sort_values(
        ["_order", "article_id", "sentence", "event_id"], ignore_index=True
    )[SPAN_COLUMNS]  # fmt: skip


def undated(tables: Tables) -> pd.DataFrame:
    """Events without any day: columns `UNDATED_COLUMNS`; `reason` says why, in words."""
    events = tables.events
    rows = events[(events["start_day"] == "") & (events["end_day"] == "")]
    dates = set(zip(tables.dates["article_id"], tables.dates["sentence"], strict=True))
    reasons = [_reason(row, (row.article_id, row.sentence) in dates) for row in rows.itertuples(index=False)]
    return rows.assign(who=_who(rows, tables), reason=reasons)[UNDATED_COLUMNS].reset_index(drop=True)


def candidates(start_day: str, end_day: str, words: str) -> tuple[str, ...]:
    """The days an interval leaves open when `words` name a weekday ("lundi", "a Monday in Nov 2022").

    () for a known day, for an open or long interval, and when no single weekday is named.
    """
    if not (start_day and end_day) or start_day == end_day:
        return ()
    first, last = date.fromisoformat(start_day), date.fromisoformat(end_day)
    named = {_weekday_number(match.group()) for match in _WEEKDAY.finditer(words)}
    if len(named) != 1 or (last - first).days > _LONGEST_LIST:
        return ()
    day = first + timedelta((named.pop() - first.weekday()) % 7)
    found = []
    while day <= last:
        found.append(day.isoformat())
        day += timedelta(7)
    return tuple(found) if len(found) > 1 else ()


def _weekday_number(word: str) -> int:
    days = _FRENCH_DAYS if word.lower() in _FRENCH_DAYS else _ENGLISH_DAYS
    return days.index(word.lower())


def laned(rows: pd.DataFrame, tables: Tables, by: str) -> tuple[list[Lane], pd.DataFrame]:
    """Lanes, fullest first, and `rows` (of `spans`) once for each lane they stand in (`lane` = its key).

    By actor, an event stands in the lane of every actor and recipient; with none resolved, in "Not named".

    Raises:
        ValueError: `by` is none of `LANES`.
    """
    if by not in LANES:
        raise ValueError(f"unknown lanes {by!r}; use one of {', '.join(LANES)}")
    if by == "actor":
        placed = _by_actor(rows, tables)
    else:
        placed = rows.assign(lane=rows["type" if by == "event type" else "article_id"])
    sizes = placed["lane"].value_counts()
    labels = _lane_labels(tables, by)
    keys = sorted(sizes.index, key=lambda key: (key == "", -sizes[key], labels.get(key, key)))
    kinds = dict(zip(tables.actors["actor_id"], tables.actors["type"], strict=True)) if by == "actor" else {}
    lanes = [Lane(key, labels.get(key, key) or "Not named", kinds.get(key, "")) for key in keys]
    return lanes, placed


def _by_actor(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    keys = ["article_id", "event_id"]
    events = tables.events.reset_index(drop=True)
    part = participants(events)
    part = events.loc[part["row"], keys].assign(lane=part["actor_id"].to_numpy())
    placed = rows.merge(part.drop_duplicates(), on=keys, how="left")
    return placed.assign(lane=placed["lane"].fillna(""))


def _lane_labels(tables: Tables, by: str) -> dict[str, str]:
    if by == "actor":
        return names_en(tables)
    if by == "article":
        articles = tables.articles
        stated = articles["title"].where(articles["title"] != "", articles["file_name"])
        title = articles["title_en"].where(articles["title_en"] != "", stated)
        return dict(zip(articles["article_id"], title, strict=True))
    return {}


def _who(events: pd.DataFrame, tables: Tables) -> list[str]:
    label = names_en(tables)
    return [_parties(row, label) for row in events.itertuples(index=False)]


def _parties(row: Any, label: dict[str, str]) -> str:
    """ "United States, Israel", "A → B", "on Iran", "“les deux hommes”, not resolved", "not named"."""
    doers = list(_names(row.actors, row.actor_ids, label))
    targets = list(_names(row.recipients, row.recipient_ids, label))
    if doers and targets:
        return f"{', '.join(doers)} → {', '.join(targets)}"
    if targets:
        return f"on {', '.join(targets)}"
    return ", ".join(doers) or "not named"


def _names(names: str, ids: str, label: dict[str, str]) -> Iterator[str]:
    known = _parsed(ids)
    for position, name in enumerate(_parsed(names)):
        actor_id = known[position] if position < len(known) else ""
        yield label.get(actor_id, name) if actor_id else f"“{name}”"


@lru_cache(maxsize=65_536)
def _parsed(cell: str) -> tuple[str, ...]:
    """A list-valued cell; the same parties come up again and again."""
    return tuple(load_list(cell))


def _label(row: Any) -> str:
    days = describe(row.start_day, row.end_day)
    if row.candidates:
        days = describe_candidates(row.candidates)
    elif row.date_surface and not (row.start_day and row.end_day):
        side = "no end given" if row.start_day else "no beginning given"
        days = f"“{row.date_surface}”, {side}"
    inferred = [
        word
        for word, is_so in (("date", INFERRED in row.date_note), ("parties", inferred_roles(row.rule)))
        if is_so
    ]
    aside = f"{' and '.join(inferred)} inferred" if inferred else ""
    return ", ".join(part for part in (_STATUS_WORD[row.status], days, aside) if part)


def describe_candidates(days: tuple[str, ...]) -> str:
    """ "one of four Mondays"."""
    number = _SMALL[len(days)] if len(days) < len(_SMALL) else str(len(days))
    return f"one of {number} {_ENGLISH_DAYS[date.fromisoformat(days[0]).weekday()].title()}s"


def describe(start_day: str, end_day: str) -> str:
    """A span in words: "14 Nov 2022", "14–20 Nov 2022", "Nov 2022", "2022", "from 14 Nov 2022, no end…"."""
    if not (start_day and end_day):
        if start_day:
            return f"from {_day(start_day)}, no end given"
        return f"until {_day(end_day)}, no beginning given" if end_day else "no date"
    if start_day == end_day:
        return _day(start_day)
    first, last = date.fromisoformat(start_day), date.fromisoformat(end_day)
    whole_months = first.day == 1 and (last + timedelta(1)).day == 1
    return _months(first, last) if whole_months else _days(first, last)


def _months(first: date, last: date) -> str:
    if (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    end = f"{_MONTHS[last.month - 1]} {last.year}"
    if first.year != last.year:
        return f"{_MONTHS[first.month - 1]} {first.year} – {end}"
    return end if first.month == last.month else f"{_MONTHS[first.month - 1]}–{end}"


def _days(first: date, last: date) -> str:
    end = _day(last.isoformat())
    if first.year != last.year:
        return f"{_day(first.isoformat())} – {end}"
    return (
        f"{first.day}–{end}"
        if first.month == last.month
        else f"{first.day} {_MONTHS[first.month - 1]} – {end}"
    )


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _reason(row: Any, has_date: bool) -> str:
    if row.date_note:
        return str(row.date_note)
    if row.date_surface:
        return f"“{row.date_surface}” gives no day"
    if row.status in ("hypothetical", "negated"):
        return f"{_STATUS_WORD[row.status]}, never dated"
    return "no date tied to this event" if has_date else "no date in the sentence"
