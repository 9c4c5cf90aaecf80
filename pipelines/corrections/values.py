"""The value that a kind of correction changes, as it stands in a row that is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from pipelines.corrections.roles import ROLES
from pipelines.language.gazetteer import fold
from pipelines.model import load_list

_CELLS = {
    "mention.delete": "surface",
    "mention.type": "type",
    "quote.kind": "kind",
    "quote.delete": "text",
    "date.value": "edtf",
    "date.delete": "surface",
    "event.type": "type",
    "event.mode": "mode",
    "event.status": "status",
    "event.date": "edtf",
    "event.delete": "trigger",
    "sentence.not_text": "text",
}


def value_of(what: str, row: Mapping[str, Any]) -> Any:
    """What a correction of this kind would replace in a row, in the shape of its `new`.

    A deletion replaces the words. An actor is {"actor_id", "name"}; of a mention, its id alone is known.

    Args:
        what: the kind ("quote.speaker").
        row: a row as it is shown, of mentions, quotes, dates, events or sentences.
    """
    if what in _CELLS:
        return row[_CELLS[what]]
    look = _LOOK.get(what)
    return look(row) if look else None


def _actor(row: Mapping[str, Any]) -> Any:
    return {"actor_id": row["actor_id"]} if row["actor_id"] else None


def _speaker(row: Mapping[str, Any]) -> Any:
    named = {"actor_id": row["speaker_id"], "name": row["speaker_name"]}
    return named if row["speaker_id"] or row["speaker_name"] else None


def _verb(row: Mapping[str, Any]) -> Any:
    missing = row["cue_start"] is None or pd.isna(row["cue_start"])
    return None if missing else [int(row["cue_start"]), int(row["cue_end"])]


def _filling(role: str) -> Callable[[Mapping[str, Any]], Any]:
    def look(row: Mapping[str, Any]) -> Any:
        pairs = zip(load_list(row[ROLES[role]]), load_list(row[role]), strict=False)
        return [{"actor_id": actor, "name": name} for actor, name in pairs]

    return look


def _span(row: Mapping[str, Any]) -> Any:
    return [int(row["start"]), int(row["end"])]


_LOOK: dict[str, Callable[[Mapping[str, Any]], Any]] = {
    "mention.extent": _span,
    "date.extent": _span,
    "event.extent": _span,
    "mention.actor": _actor,
    "quote.speaker": _speaker,
    "quote.verb": _verb,
    "quote.extent": lambda row: [[part["start"], part["end"]] for part in load_list(row["parts"])],
    "event.actors": _filling("actors"),
    "event.recipients": _filling("recipients"),
}


def is_same(first: Any, second: Any) -> bool:
    """Whether two values of `value_of` mean the same: actors by their id, else by their name."""
    if isinstance(first, dict) and isinstance(second, dict):
        one, other = str(first.get("actor_id") or ""), str(second.get("actor_id") or "")
        if one or other:
            return one == other
        return fold(str(first.get("name") or "")) == fold(str(second.get("name") or ""))
    if isinstance(first, list | tuple) and isinstance(second, list | tuple):
        return len(first) == len(second) and all(map(is_same, first, second))
    return bool(first == second) or (first in (None, "") and second in (None, ""))


def said(value: Any) -> str:
    """A value as it stands in a sentence for a person."""
    if value is None or value in ("", []):
        return "nothing"
    if isinstance(value, dict):
        return f"“{value.get('name') or value.get('actor_id') or ''}”"
    if isinstance(value, list | tuple):
        if all(isinstance(each, int) for each in value):
            return f"signs {value[0]} to {value[-1]}"
        return ", ".join(map(said, value))
    text = str(value)
    return f"“{text if len(text) <= 60 else text[:59] + '…'}”"
