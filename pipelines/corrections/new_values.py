"""Whether the new value of a correction is one: each bad one is refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from numbers import Integral
from typing import TYPE_CHECKING, Any, NoReturn

from babel import Locale

from pipelines.corrections.entries import Entry
from pipelines.corrections.rows import Rows, Thing
from pipelines.edtf import edtf_days
from pipelines.errors import CorrectionError
from pipelines.language.gazetteer import fold, slug
from pipelines.model import ENTITY_TYPES, EVENT_STATUSES, PLOVER_TYPES, QUOTE_KINDS

if TYPE_CHECKING:
    from pipelines.corrections.checking import Desk

_LONGEST_NAME = 200
_ONE_OF = {
    "mention.type": ("type of a name", ENTITY_TYPES),
    "quote.kind": ("kind of quote", QUOTE_KINDS),
    "event.type": ("type of event", PLOVER_TYPES),
    "event.status": ("status of an event", EVENT_STATUSES),
}
_NOTHING = ("mention.delete", "quote.delete", "date.delete", "event.delete", "sentence.not_text")


def refuse(sentence: str) -> NoReturn:
    """Say why a correction cannot be written.

    Raises:
        CorrectionError: always.
    """
    raise CorrectionError(sentence)


class NewValues:
    """The checks of new values, at a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def checked(self, entry: Entry, rows: Rows, there: Thing | None) -> Any:
        """The new value as it is stored: actors named, spans as numbers, words without odd spaces."""
        what, new, article_id = entry.what, entry.new, entry.article_id
        if what in _NOTHING:
            return None
        if what in _ONE_OF:
            return one_of(new, *_ONE_OF[what])
        if what in ("mention.extent", "date.extent"):
            return self._free(entry, self.span(article_id, new), rows, there)
        if entry.change == "add":
            return self._added(entry, rows, there)
        check: dict[str, Callable[[], Any]] = {
            "mention.actor": lambda: self.ref(new, makes=True),
            "quote.speaker": lambda: self.ref(new) if new else None,
            "quote.verb": lambda: self.span(article_id, new) if new else None,
            "quote.extent": lambda: self._alone(entry, self._parts(article_id, new), rows, there),
            "event.extent": lambda: self._alone(entry, self.span(article_id, new), rows, there),
            "date.value": lambda: edtf(new),
            "event.date": lambda: edtf(new) if new else "",
            "event.mode": lambda: name(new, "mode") if new else "",
            "event.actors": lambda: self.refs(new),
            "event.recipients": lambda: self.refs(new),
        }
        return check[what]()

    def _added(self, entry: Entry, rows: Rows, there: Thing | None) -> Any:
        if entry.what == "date.add":
            self._free(entry, list(entry.span or ()), rows, there)
            return edtf(entry.new)
        given = entry.new
        if not isinstance(given, dict):
            refuse(f"A new {entry.thing} is given as an object of its parts, such as its type or kind.")
        if entry.what == "mention.add":
            self._free(entry, list(entry.span or ()), rows, there)
            kind = one_of(given.get("type"), *_ONE_OF["mention.type"])
            words = self.cut(entry.article_id, entry.span)
            return {
                "type": kind,
                "actor": self.ref(given.get("actor") or {"name": words, "type": kind}, makes=True),
            }
        if entry.what == "quote.add":
            parts = self._parts(entry.article_id, given.get("parts") or [list(entry.span or ())])
            verb = given.get("verb")
            return {
                "parts": parts,
                "kind": one_of(given.get("kind") or "direct", *_ONE_OF["quote.kind"]),
                "speaker": self.ref(given["speaker"]) if given.get("speaker") else None,
                "verb": self.span(entry.article_id, verb) if verb else None,
            }
        return {
            "type": one_of(given.get("type"), *_ONE_OF["event.type"]),
            "mode": name(given["mode"], "mode") if given.get("mode") else "",
            "status": one_of(given.get("status") or "actual", *_ONE_OF["event.status"]),
            "actors": self.refs(given.get("actors") or []),
            "recipients": self.refs(given.get("recipients") or []),
            "date": edtf(given["date"]) if given.get("date") else "",
        }

    def cut(self, article_id: str, span: Any) -> str:
        """The words of a span of an article's text."""
        start, end = self.span(article_id, span)
        return self._desk.editor.text(article_id)[start:end] if self._desk.editor.has(article_id) else ""

    def span(self, article_id: str, span: Any) -> list[int]:
        """The two numbers of a span that has words."""
        edges = list(span) if isinstance(span, list | tuple) else []
        if len(edges) != 2 or not all(
            isinstance(edge, Integral) and not isinstance(edge, bool) for edge in edges
        ):
            refuse("A span is two whole numbers, [start, end], counted in signs of the stored text.")
        start, end = map(int, edges)
        if not self._desk.editor.has(article_id):  # an import for an article that may be loaded later
            return [start, end] if 0 <= start < end else refuse(f"From {start} to {end} there are no words.")
        text = self._desk.editor.text(article_id)
        if not 0 <= start < end <= len(text):
            refuse(f"The text has {len(text):,} signs; there are no words from {start} to {end}.")
        if not text[start:end].strip():
            refuse(f"From {start} to {end} the text has only spaces; choose words.")
        return [start, end]

    def _free(self, entry: Entry, span: list[int], rows: Rows, there: Thing | None) -> list[int]:
        """A span that no other name, or date, stands on."""
        for (start, end), other in rows.things(entry.article_id).items():
            same_place = other is there or (type(other) is type(there) and other == there)
            if same_place or not (start < span[1] and span[0] < end):
                continue
            if entry.change == "add" and [start, end] == span:
                continue  # it is there already; told by who asks
            words = rows.get(other, "surface")
            refuse(
                f"These words lie on “{words}”, which is a {entry.thing} already; change that one instead."
            )
        return span

    def _alone(self, entry: Entry, new: Any, rows: Rows, there: Thing | None) -> Any:
        """A place, of a quote or an event, at which no other one stands: one place names one thing."""
        first = new[0] if entry.thing == "quote" else new
        other = rows.things(entry.article_id).get((first[0], first[1]))
        if other is not None and not (type(other) is type(there) and other == there):
            refuse(f"Another {entry.thing} stands on just these words; change that one instead.")
        return new

    def _parts(self, article_id: str, parts: Any) -> list[list[int]]:
        if not isinstance(parts, list | tuple) or not parts:
            refuse("A quote has at least one part: [[start, end], …].")
        spans = sorted(self.span(article_id, part) for part in parts)
        if any(after[0] < before[1] for before, after in pairwise(spans)):
            refuse("The parts of a quote lie on each other; each word is said once.")
        return spans

    def refs(self, given: Any) -> list[dict[str, Any]]:
        """Several actors."""
        if not isinstance(given, list | tuple):
            refuse('Actors are given as a list, such as [{"name": "Emmanuel Macron"}].')
        return [self.ref(each) for each in given]

    def ref(self, given: Any, *, makes: bool = False) -> dict[str, Any]:
        """An actor that is known, or, where `makes`, a new one; else a name alone."""
        if isinstance(given, str):
            given = {"name": given}
        if not isinstance(given, dict) or not (given.get("actor_id") or given.get("name")):
            refuse(
                'An actor is given by its id or its name: {"actor_id": "iran"} or {"name": "Aviv Kochavi"}.'
            )
        actor_id = str(given.get("actor_id") or "")
        found = self._desk.name_of(actor_id) if actor_id else None
        if found:
            return {"actor_id": self._desk.aliases.root(actor_id), "name": found[0], "type": found[1]}
        if actor_id and (self._desk.exactly or not given.get("name")):
            refuse(f"No article names the actor “{actor_id[:60]}”; reload the page. Nothing was written.")
        called = name(given.get("name"), "name")
        kind = one_of(given.get("type") or "PER", *_ONE_OF["mention.type"])
        key = actor_id or f"{kind.lower()}:{slug(called)}"
        same = self._desk.name_of(key)
        if same and fold(same[0]) == fold(called):
            return {"actor_id": self._desk.aliases.root(key), "name": same[0], "type": same[1]}
        if makes:
            return {"actor_id": key, "name": called, "type": kind, "new": True}
        return {"actor_id": "", "name": called}

    def of_actor(self, change: str, new: dict[str, Any]) -> dict[str, Any]:
        """What is said of an actor: its names, country or type."""
        kept: dict[str, Any] = {"actor_id": str(new["actor_id"])}
        if change == "type":
            return {**kept, "type": one_of(new.get("type"), *_ONE_OF["mention.type"])}
        if change == "country":
            code = str(new.get("country") or "").upper()
            if code and code not in _countries():
                refuse(f"“{code[:20]}” is no country's code of two letters (ISO 3166), such as FR or IR.")
            return {**kept, "country": code}
        names: dict[str, Any] = {key: name(new[key], "name") for key in ("name", "name_en") if key in new}
        if not names:
            refuse("Give the French name, the English one, or both.")
        return {**kept, **names}

    def split(self, new: dict[str, Any], actor: dict[str, str]) -> dict[str, Any]:
        """A split as it is stored."""
        places = []
        for place in new["mentions"]:
            if not isinstance(place, list | tuple) or len(place) != 3:
                refuse("A mention is given by its article, start and end.")
            article, (start, end) = str(place[0]), place[1:]
            if self._desk.editor.has(article):
                self.span(article, (start, end))
            places.append([article, start, end])
        if new.get("to"):
            ref = self.ref({"actor_id": new["to"], "name": new.get("name"), "type": new.get("type")})
        else:
            ref = self.ref({"name": new.get("name"), "type": new.get("type") or actor["type"]}, makes=True)
        to = str(ref["actor_id"])
        if self._desk.aliases.is_one(to, actor["actor_id"]):
            refuse(f"“{ref['name']}” is the actor that the mentions are to leave; give the other one's name.")
        kept = {"actor_id": actor["actor_id"], "to": to, "name": ref["name"], "mentions": places}
        return {**kept, "type": ref.get("type") or actor["type"], "new": bool(ref.get("new"))}


def one_of(value: Any, label: str, allowed: tuple[str, ...]) -> str:
    """A value of a fixed list."""
    if value not in allowed:
        refuse(f"“{str(value)[:40]}” is no {label}; choose one of {', '.join(allowed)}.")
    return str(value)


def name(value: Any, label: str) -> str:
    """A name that a person typed, its spaces and control signs made plain."""
    words = " ".join(str(value or "").split())
    words = "".join(sign for sign in words if sign.isprintable())
    if not words:
        refuse(f"The {label} is empty; type one.")
    if len(words) > _LONGEST_NAME:
        refuse(f"The {label} has {len(words):,} signs; {_LONGEST_NAME} are the most.")
    return words


def edtf(value: Any) -> str:
    """A date that a person typed."""
    text = str(value or "").strip()
    try:
        start, end = edtf_days(text)
    except ValueError:
        start = end = None
    if (start is None and end is None) or (start and end and end < start):
        refuse(
            f"“{text[:40]}” is no date. Write 2022-11-14, 2022-11, 2022, 2022-11-14/2022-11-20, or 2022-11~ for about "
            "that month; the day must be in the calendar."
        )
    return text


@cache
def _countries() -> frozenset[str]:
    return frozenset(code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha())
