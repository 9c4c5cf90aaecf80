"""French spacing, counts, lists, cut texts, and the words for types, statuses and countries. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from babel import Locale

NARROW_SPACE = "\u202f"
_NO_BREAK_SPACE = "\u00a0"
_SPACES = f" {_NO_BREAK_SPACE}{NARROW_SPACE}"
TYPE_WORDS = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other name"}
STATUS_WORDS = {
    "actual": "reported",
    "planned": "planned",
    "alleged": "alleged",
    "hypothetical": "hypothetical",
    "negated": "negated",
}
_BEFORE_MARK = re.compile(rf"(?<=[^\s{_SPACES}]) ?(?=[;!?»%](?![;!?]{{0,9}}\w)|:(?=[\s{_SPACES}«“]|$))")
_AFTER_GUILLEMET = re.compile(r"« ?(?=\S)")


def french_spaces(text: str, before: str = "", after: str = "") -> str:
    """French text with a narrow no-break space before ; : ! ? » % and after «.

    For display only. Spaces that are already no-break stay as they are; a mark inside a word or number
    ("12:30", an address) is left alone, and so is a mark after another mark ("?!").

    Args:
        text: one piece of a sentence.
        before: the character before the piece, "" at the start.
        after: the characters after it, "" at the end.
    """
    if not text:
        return text
    whole = f"{before}{text}{after}"
    begin, stop = len(before), len(before) + len(text)
    pieces: list[str] = []
    at = begin
    for mark in _insertions(whole, begin, stop):
        pieces += [whole[at : mark[0]], NARROW_SPACE]
        at = mark[1]
    return "".join(pieces) + whole[at:stop]


def _insertions(whole: str, begin: int, stop: int) -> list[tuple[int, int]]:
    """Spans to replace by a narrow space; a boundary between two pieces belongs to the one after it."""
    spans = [
        found.span() for found in _BEFORE_MARK.finditer(whole) if whole[found.start() - 1] not in ";:!?«"
    ]
    spans += [(found.start() + 1, found.end()) for found in _AFTER_GUILLEMET.finditer(whole)]
    return sorted(span for span in spans if begin <= span[0] < stop and span[1] <= stop)


def keep_together(name: str) -> str:
    """A person's name that does not break over lines."""
    return name.replace(" ", _NO_BREAK_SPACE)


def count(number: int, noun: str, plural: str = "") -> str:
    """ "1 quote", "2 quotes", "1,204 quotes"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listing(words: Iterable[str], joint: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    parts = list(words)
    return f" {joint} ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


@cache
def _territories() -> dict[str, str]:
    return dict(Locale("en").territories)


def country_name(code: str) -> str:
    """The English name of an ISO 3166 alpha-2 code, "" for ""; an unknown code comes back as it is."""
    return _territories().get(code, code) if code else ""


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word and closed with an ellipsis."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.…") + "…"


def quoted(text: str, kind: str, limit: int) -> str:
    """At most `limit` characters of a quote, between curly marks where the words were quoted directly."""
    short = shorten(text, limit)
    return f"“{short}”" if kind == "direct" and not short.startswith(("“", "«", '"')) else short
