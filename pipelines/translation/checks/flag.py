"""What the checks say, and what they are told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to look at.

    Attributes:
        kind: number, name, date, negation, quotation or harm.
        detail: what a person reads in the margin: "number lost: “deux”".
    """

    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in the French sentence.

    Attributes:
        surface: as it stands there.
        type: PER, ORG, LOC or MISC, "" when not known.
        english: English forms known for it, beside those of the lexicons.
    """

    surface: str
    type: str = ""
    english: tuple[str, ...] = ()
