"""Sentences of a batch that seem to have the English of the one beside them: names and numbers tell.

Whatever the engine, one boundary lost or added gives every later sentence its neighbour's English. Each sentence's
names and numbers that its neighbour has not are looked for in its own English and in the neighbour's; a run of
sentences that all fit the neighbour's, and of which none fits its own, is a shift.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.translation.wording import fold

_DIGITS = re.compile(r"\d+(?:[ .,\u00a0\u202f]\d+)*")
_CAPITALISED = re.compile(r"(?<![\w-])[^\W\d_]\w{2,}")
_STEM = 4  # letters of a name by which two languages know it
_RUN = 2  # sentences in a run
_FAR = 2  # how far a shift is looked for


def shifted(french: Sequence[str], english: Sequence[str]) -> list[int]:
    """Numbers of the sentences whose English fits a neighbour's place better; [] when all is in step."""
    said, given = [_marks(text, first=False) for text in french], [_marks(text) for text in english]
    found: set[int] = set()
    for step in (d for far in range(1, _FAR + 1) for d in (far, -far)):
        votes = [_vote(said, given, n, n + step) for n in range(len(said))]
        found.update(_runs(votes))
    return sorted(found)


def _vote(said: Sequence[frozenset[str]], given: Sequence[frozenset[str]], own: int, other: int) -> int:
    """More than 0 when the marks of sentence `own` stand in the English of `other`, less when in its own."""
    if not 0 <= other < len(given):
        return 0
    marks = said[own] - said[other]
    mine, others = len(marks & given[own]), len(marks & given[other])
    return others if others > mine and not mine else -1 if mine else 0


def _runs(votes: Sequence[int]) -> list[int]:
    found: list[int] = []
    run: list[int] = []
    weight = 0
    for number, vote in enumerate([*votes, -1]):
        if vote < 0:
            if len(run) >= _RUN or weight > _RUN:
                found += run
            run, weight = [], 0
        elif vote:
            run.append(number)
            weight += vote
    return found


def _marks(text: str, *, first: bool = True) -> frozenset[str]:
    """Numbers by their digits and names by their first letters; a capital that begins the sentence is no name."""
    numbers = {re.sub(r"\D", "", m.group()) for m in _DIGITS.finditer(text)}
    words = [m for m in _CAPITALISED.finditer(text) if m.group()[0].isupper()]
    names = {fold(m.group())[:_STEM] for m in words if first or m.start() > 2}
    return frozenset(numbers | names)
