"""A sentence and the spans marked in it → the run of pieces that a page draws.

Splitting happens here, in code points, so that the browser (which counts UTF-16 units) never sees an offset.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EVENT = "event"


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked span of a sentence.

    Attributes:
        start, end: code points into the sentence.
        kind: "event" for an event word, anything else for what is underlined ("PER", "date", …).
        ref: what the mark stands for (an actor's id, the number of a date or an event).
    """

    start: int
    end: int
    kind: str
    ref: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that look the same; `event` is the ref of the event they trigger, "" for none."""

    text: str
    event: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch under one underline, or under none.

    Attributes:
        kind, ref: of the underlined mark, "" where there is none.
        pieces: its characters, split where an event word begins or ends.
        inner: refs of shorter marks that the longest one hides.
    """

    kind: str
    ref: str
    pieces: tuple[Piece, ...]
    inner: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All its characters."""
        return "".join(piece.text for piece in self.pieces)


def segments(text: str, spans: Iterable[Mark]) -> list[Segment]:
    """Split `text` into segments whose texts join to exactly `text`.

    Where underlined marks overlap, the longest wins (the earlier one among equals) and names the others it
    hides. Event words do not compete: they split a segment into pieces. Marks outside the text are cut to it,
    and dropped when nothing is left.
    """
    cut = [Mark(max(0, m.start), min(len(text), m.end), m.kind, m.ref) for m in spans]
    marks = [mark for mark in cut if mark.start < mark.end]
    events = _disjoint([mark for mark in marks if mark.kind == EVENT])[0]
    shown, hidden = _disjoint([mark for mark in marks if mark.kind != EVENT])
    found: list[Segment] = []
    at = 0
    for mark, inner in zip(shown, hidden, strict=True):
        if at < mark.start:
            found.append(Segment("", "", _pieces(text, at, mark.start, events)))
        found.append(Segment(mark.kind, mark.ref, _pieces(text, mark.start, mark.end, events), inner))
        at = mark.end
    if at < len(text):
        found.append(Segment("", "", _pieces(text, at, len(text), events)))
    return found


def _disjoint(marks: Sequence[Mark]) -> tuple[list[Mark], list[tuple[str, ...]]]:
    """The longest marks that do not overlap, in text order, and beside each the refs that it hides."""
    kept: list[Mark] = []
    starts: list[int] = []
    hides: dict[int, list[str]] = {}
    for mark in sorted(marks, key=lambda m: (m.start - m.end, m.start)):
        place = bisect_right(starts, mark.start)
        rival = _overlapping(kept, place, mark)
        if rival is None:
            starts.insert(place, mark.start)
            kept.insert(place, mark)
        elif mark.ref not in (rival.ref, *hides.get(rival.start, ())):
            hides.setdefault(rival.start, []).append(mark.ref)
    return kept, [tuple(hides.get(mark.start, ())) for mark in kept]


def _overlapping(kept: Sequence[Mark], place: int, mark: Mark) -> Mark | None:
    if place and kept[place - 1].end > mark.start:
        return kept[place - 1]
    if place < len(kept) and kept[place].start < mark.end:
        return kept[place]
    return None


def _pieces(text: str, start: int, end: int, events: Sequence[Mark]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    at = start
    first = bisect_left([event.end for event in events], start + 1)
    for event in events[first:]:
        if event.start >= end:
            break
        if at < event.start:
            found.append(Piece(text[at : event.start]))
        begin, stop = max(at, event.start), min(end, event.end)
        found.append(Piece(text[begin:stop], event.ref))
        at = stop
    if at < end:
        found.append(Piece(text[at:end]))
    return tuple(found)
