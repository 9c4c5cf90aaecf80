"""Hyphens at the ends of lines: dropped where the typesetter put them, kept where the word owns them."""

from __future__ import annotations

import re
from functools import cache

from pipelines.reading.word_forms import rank

_HYPHENS = "-\u2010\u2011"
_SOFT = "\u00ad"
_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
_LEADING = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*(?:[’']hui\b)?")
_LONGEST = 60  # characters of a word that are looked at
_DOUBTFUL = 80_000  # rarer forms of the vocabulary are half misprints ("avezvous")
_COMMON = 25_000
_ELISION = ("’", "'")


class Divisions:
    """Joins the lines of one text; the words inside its lines are the best evidence for those at their ends.

    Args:
        text: the whole text with its line breaks.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: frozenset[str] | None = None

    def joined(self, before: str, after: str) -> str:
        """What stands between two lines, in place of their break: `before` as it ends, and a blank or nothing.

        "le gouver-" and "nement" give "le gouver"; "dit-" and "il" give "dit-"; "le" and "ministre" "le ".
        """
        if before.endswith(_SOFT):
            return before[:-1]
        if before.endswith(_ELISION):
            return before
        head, tail = self._divided(before, after)
        if not head or not tail:
            return before + " "
        if self._keeps(head, tail, before[-1]):
            return before
        return before[:-1]

    def _divided(self, before: str, after: str) -> tuple[str, str]:
        if before[-1:] not in _HYPHENS or not before[-2:-1].isalnum():
            return "", ""
        leading = _LEADING.match(after[:_LONGEST])
        end = before[-_LONGEST:-1]
        start = len(end)
        while start and (end[start - 1].isalnum() or end[start - 1] in _HYPHENS):
            start -= 1
        return _plain(end[start:]).strip("-"), _plain(leading.group()) if leading else ""

    @property
    def _words(self) -> frozenset[str]:
        if self._found is None:
            # Not the parts of words that lines divide.
            whole = re.sub(r"(?<![^\W_])[^\W_]+[-\u2010]\n\s*[^\W_]*", " ", self._text)
            self._found = frozenset(_plain(word).casefold() for word in _WORD.findall(whole))
        return self._found

    @property
    def _breaks_with_its_own_hyphen(self) -> bool:
        """Does the text write U+2010 only where lines end, and the common hyphen elsewhere (as browsers do)?"""
        inside = re.sub(r"\u2010[ \t]*(?:\n|$)", "", self._text)
        return "\u2010" not in inside and re.search(r"\w-\w", inside) is not None

    def _keeps(self, head: str, tail: str, mark: str) -> bool:
        last, first = head.rsplit("-", 1)[-1], tail.split("-", 1)[0]
        if mark == "\u2010" and self._breaks_with_its_own_hyphen:
            return False
        if tail.startswith(("d’hui", "d'hui", "jourd")):
            return False
        if mark == "\u2011" or head[-1].isdigit() or tail[0].isdigit() or min(len(last), len(first)) == 1:
            return True  # no typesetter leaves one letter alone: "a-|t-il", "vis-à-|vis"
        if (known := self._in_text(head, tail, last, first)) is not None:
            return known
        capitals = len(last) > 1 and last.isupper() and first.isupper()
        return (first[0].isupper() and not capitals) or _owns_hyphen(head, tail, last, first)

    def _in_text(self, head: str, tail: str, last: str, first: str) -> bool | None:
        for left, right in ((head, tail), (last, first)):
            if f"{left}-{right}".casefold() in self._words:
                return True
            if (left + right).casefold() in self._words:
                return False
        return None


def _owns_hyphen(head: str, tail: str, last: str, first: str) -> bool:
    """By the vocabulary, then by what French writes with a hyphen."""
    compound = _best(f"{head}-{tail}", f"{last}-{first}")
    joined = _best(last + first, head + tail)
    if compound is not None and (joined is None or compound < joined):
        return True
    words = _lists()
    left, right = last.casefold(), first.casefold()
    hyphened = (
        (right in words["clitics"] and _best(last) is not None)
        or (left in words["heads"] and _best(first) is not None)
        or right in words["closings"]
        or (left in _numbers() and right in _numbers())
    )
    if joined is not None and (joined < _DOUBTFUL or not hyphened):
        return False
    if hyphened:
        return True
    if left in words["solid"] or last[0].isupper():
        return False
    parts = (_best(last), _best(first))
    return min(len(last), len(first)) >= 4 and all(part is not None and part < _COMMON for part in parts)


def _best(*forms: str) -> int | None:
    """The rank of the most common of some forms, read with and without their capitals."""
    found = [
        place
        for form in forms
        for variant in dict.fromkeys((form, form.lower(), form.title()))
        if (place := rank(variant)) is not None
    ]
    return min(found, default=None)


def _plain(word: str) -> str:
    return word.replace("\u2010", "-").replace("\u2011", "-")


@cache
def _lists() -> dict[str, frozenset[str]]:
    from pipelines.lexicon import load_yaml  # noqa: PLC0415 - only texts with divided words pay for it

    return {name: frozenset(words.split()) for name, words in load_yaml("compounds.yaml").items()}


@cache
def _numbers() -> frozenset[str]:
    from pipelines.lexicon import load_yaml  # noqa: PLC0415

    stated = load_yaml("number_words.yaml")["fr"]
    return frozenset([*stated["words"], *stated["scales"], "et"])
