"""Corrections as JSON lines, to be carried to a colleague's corpus and taken in there.

One object a line: `what` ("quote.speaker"), `article_id`, `start` and `end` (of the thing's first part, in the stored
text), `new`, and, if they are known, `old`, `who`, `when`. What is about actors has no article.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pipelines.corrections.entries import UNSEEN, WRITTEN, Draft, Entry, undone
from pipelines.corrections.placing import moved, placings

_LONGEST = 100_000  # signs of a line


@dataclass(frozen=True, slots=True)
class Given:
    """A line that was read.

    Attributes:
        number: which line, from 1.
        draft: what it asks for, None where it cannot be read.
        who, when: as it says, "" when it does not.
        fault: why it cannot be read.
    """

    number: int
    draft: Draft | None = None
    who: str = ""
    when: str = ""
    fault: str = ""


@dataclass(slots=True)
class Imported:
    """What became of the lines of a file: found = applied + already there + waiting + refused.

    Attributes:
        applied, already: how many lines.
        waiting, refused: line number and reason, for each.
    """

    applied: int = 0
    already: int = 0
    waiting: list[tuple[int, str]] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)

    @property
    def found(self) -> int:
        """How many lines there were."""
        return self.applied + self.already + len(self.waiting) + len(self.refused)

    def words(self) -> str:
        """The line for the person."""
        return (
            f"{self.found:,} found = {self.applied:,} applied + {self.already:,} already there + "
            f"{len(self.waiting):,} waiting + {len(self.refused):,} refused."
        )


def lines_of(entries: Sequence[Entry]) -> Iterator[str]:
    """The corrections that stand, one JSON object a line, in the order of writing."""
    out = undone(entries)
    placed = placings(entries, out)
    for each in entries:
        if each.what in WRITTEN and each.id not in out:
            entry = moved(each, placed)
            given: dict[str, Any] = {"what": entry.what, "article_id": entry.article_id or None}
            old = entry.old if entry is each else None  # it is what stood where it was written for
            given |= {"start": entry.start, "end": entry.end, "new": entry.new, "old": old}
            yield json.dumps({**given, "who": entry.who, "when": entry.when}, ensure_ascii=False)


def read_lines(lines: Iterable[str]) -> Iterator[Given]:
    """What lines ask for; blank ones are passed by, and one that cannot be read says why."""
    for number, line in enumerate(lines, 1):
        plain = line.strip().removeprefix("\ufeff")
        if plain:
            yield _read(number, plain)


def _read(number: int, line: str) -> Given:
    if len(line) > _LONGEST:
        return Given(number, fault=f"It has {len(line):,} signs; {_LONGEST:,} are the most.")
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return Given(number, fault="It is not JSON; each line is one object.")
    if not isinstance(given, dict):
        return Given(number, fault="It is no object with “what”, “article_id”, “start”, “end” and “new”.")
    what = given.get("what")
    if what not in WRITTEN:
        return Given(number, fault=f"“{str(what)[:40]}” is no kind of correction, such as “quote.speaker”.")
    start, end = given.get("start"), given.get("end")
    if any(
        edge is not None and (not isinstance(edge, int) or isinstance(edge, bool)) for edge in (start, end)
    ):
        return Given(
            number, fault="“start” and “end” are whole numbers, counted in signs of the stored text."
        )
    old = given["old"] if given.get("old") is not None else UNSEEN
    draft = Draft(str(what), str(given.get("article_id") or ""), start, end, given.get("new"), old)
    who = " ".join(str(given.get("who") or "").split())[:80]
    return Given(number, draft, who, _moment(given.get("when")))


def _moment(when: Any) -> str:
    try:
        return datetime.fromisoformat(str(when)).isoformat(timespec="seconds") if when else ""
    except ValueError:
        return ""


def same_as(entry: Entry) -> str:
    """What two entries have in common that say the same: kind, place and new value."""
    return _key(entry.what, entry.article_id, entry.start, entry.end, entry.new)


def asks_for(draft: Draft) -> str:
    """`same_as` of the entry that a draft asks for."""
    return _key(draft.what, draft.article_id, draft.start, draft.end, draft.new)


def _key(*parts: Any) -> str:
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
