"""What is to be found in the English."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]
QUOTE, DATE, NUMBER = "quote", "date", "number"


@dataclass(frozen=True, slots=True)
class Source:
    """A span of the French sentence to be found in the English.

    Attributes:
        start, end: code points into the French sentence.
        kind: "quote", "date", "number", or a name's type (PER, ORG, LOC, MISC).
        candidates: English forms it may have, beside those of the lexicons.
    """

    start: int
    end: int
    kind: str
    candidates: tuple[str, ...] = ()


def overlaps(span: Span, taken: list[Span]) -> bool:
    """Whether a span shares a character with one of those taken."""
    return any(span[0] < end and start < span[1] for start, end in taken)
