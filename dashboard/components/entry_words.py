"""An entry of the ledger in words: what it put right, from what to what, by whom and when."""

from __future__ import annotations

from typing import Any

from dashboard.display import TYPE_WORDS
from pipelines.corrections import Entry
from pipelines.corrections.values import said

_KINDS = {
    "mention.delete": "No name", "mention.type": "Type of a name", "mention.extent": "Words of a name",
    "mention.actor": "Whose name it is", "mention.add": "Name added",
    "quote.delete": "No quote", "quote.speaker": "Speaker of a quote", "quote.kind": "Kind of a quote",
    "quote.verb": "Verb of a quote", "quote.extent": "Words of a quote", "quote.add": "Quote added",
    "date.delete": "No date", "date.value": "Value of a date", "date.extent": "Words of a date", "date.add": "Date added",
    "event.delete": "No event", "event.type": "Type of an event", "event.mode": "Mode of an event",
    "event.status": "Status of an event", "event.actors": "Who does it", "event.recipients": "To whom it is done",
    "event.date": "Date of an event", "event.extent": "Words of an event", "event.add": "Event added",
    "sentence.not_text": "No text of the article",
    "actor.merge": "Two actors are one", "actor.split": "Actor split", "actor.rename": "Actor renamed",
    "actor.country": "Country of an actor", "actor.type": "Type of an actor", "actor.distinct": "Two actors are two",
    "english.text": "English of a sentence", "english.title": "English of a title",
    "place": "Placed by hand",
}  # fmt: skip
_LONGEST = 160


def kind_words(what: str) -> str:
    """What a kind of correction is about: "quote.speaker" → "Speaker of a quote"."""
    return _KINDS.get(what, what)


def change_words(entry: Entry, text: str = "") -> str:
    """What was there and what is there now: "“Joe Biden” → nothing".

    Args:
        entry: the correction.
        text: the text of its article, for spans told as their words; "" where it is not at hand.
    """
    old, new = _value(entry, entry.old, text), _value(entry, entry.new, text)
    if entry.change in ("delete", "not_text"):
        return old
    if entry.change in ("add", "distinct") or entry.old is None:
        return new
    return f"{old} → {new}"


def _value(entry: Entry, value: Any, text: str) -> str:
    if isinstance(value, dict):
        return _object(entry, value, text)
    if entry.change in ("extent", "verb", "place") and isinstance(value, list) and text:
        parts = value if value and isinstance(value[0], list) else [value]
        return _short(" […] ".join(f"“{text[start:end]}”" for start, end in parts))
    if isinstance(value, str) and value in TYPE_WORDS:
        return TYPE_WORDS[value]
    return _short(said(value))


def _object(entry: Entry, value: dict[str, Any], text: str) -> str:
    if entry.change == "add":
        words = text[entry.start or 0 : entry.end or 0]
        kind = value.get("type") or value.get("kind") or ""
        return _short(f"“{words}”" if words else said(kind)) + (
            f", {TYPE_WORDS.get(kind, kind)}" if words else ""
        )
    if entry.what == "actor.merge":
        return (
            f"“{value.get('name', value.get('actor_id'))}” into “{value.get('into_name', value.get('into'))}”"
        )
    if entry.what == "actor.distinct":
        return f"“{value.get('actor_id')}” and “{value.get('other')}”"
    if entry.what == "actor.split":
        return f"{len(value.get('mentions') or []):,} of its mentions are “{value.get('name')}”"
    if entry.thing == "actor":
        return ", ".join(
            TYPE_WORDS.get(str(each), str(each)) for key, each in value.items() if key != "actor_id"
        )
    return said(value)


def signed(entry: Entry) -> str:
    """Who and when: "Ana, 2026-11-14 09:30"."""
    return f"{entry.who}, {entry.when[:16].replace('T', ' ')}"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
