"""A sentence with its names marked, as it travels to an engine that keeps them: where each stands, and its English.

The marks are characters that no text is written with (a text that has them loses them), so that a marked sentence is
one string wherever sentences are sent, halved into smaller batches or answered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_OPEN, _CLOSE, _END, _FIELD = "\ue0f0", "\ue0f1", "\ue0f2", "\ue0f3"
_MARKS = re.compile(f"[{_OPEN}-{_FIELD}]")
_MARKED = re.compile(f"{_OPEN}([^{_OPEN}-{_FIELD}]*){_CLOSE}")
_WHOLE = re.compile(f"({_OPEN}[^{_OPEN}-{_FIELD}]*{_CLOSE})")


@dataclass(frozen=True, slots=True)
class GivenName:
    """A name in a French sentence.

    Attributes:
        start, end: its span in code points.
        english: what stands for it in English.
        kind: PER, ORG, LOC or MISC, "" when not known.
    """

    start: int
    end: int
    english: str
    kind: str = ""


def marked(sentence: str, names: Sequence[GivenName]) -> str:
    """The sentence with its names marked; `names` are in order and do not overlap.

    >>> read(marked("Il quitte Londres.", [GivenName(10, 17, "London", "LOC")]))
    ('Il quitte Londres.', [GivenName(start=10, end=17, english='London', kind='LOC')])
    """
    if not names:
        return bare(sentence)
    pieces, end = [], 0
    for name in names:
        pieces += [bare(sentence[end : name.start]), _OPEN, bare(sentence[name.start : name.end]), _CLOSE]
        end = name.end
    pieces.append(bare(sentence[end:]))
    told = (f"{bare(name.english)}{_FIELD}{name.kind}" for name in names)
    return "".join(pieces) + _END + _END.join(told)


def bare(text: str) -> str:
    """A text without the characters that serve as marks."""
    return _MARKS.sub("", text)


def split(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The French with its marks, and English and kind of each name in order; a rewriting of the French keeps the marks."""
    french, *told = text.split(_END)
    pairs = [each.partition(_FIELD) for each in told]
    return french, [(english, kind) for english, _, kind in pairs]


def placed(french: str, told: Sequence[tuple[str, str]]) -> tuple[str, list[GivenName]]:
    """The sentence without marks, and its names where they stand."""
    names: list[GivenName] = []
    pieces: list[str] = []
    end = length = 0
    for match, (english, kind) in zip(_MARKED.finditer(french), told, strict=False):
        before = bare(french[end : match.start()])
        start = length + len(before)
        pieces += [before, match[1]]
        length = start + len(match[1])
        names.append(GivenName(start, length, english, kind))
        end = match.end()
    pieces.append(bare(french[end:]))
    return "".join(pieces), names


def outside(text: str, change: Callable[[str], str]) -> str:
    """A marked sentence with `change` applied to what is no name of it."""
    french, end, told = text.partition(_END)
    pieces = _WHOLE.split(french)
    return "".join(piece if n % 2 else change(piece) for n, piece in enumerate(pieces)) + end + told


def read(text: str) -> tuple[str, list[GivenName]]:
    """What `marked` was given; a sentence without marks has no names."""
    return placed(*split(text))
