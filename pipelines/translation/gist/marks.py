"""The sign of a word that no dictionary knows, in English text: *carillon* is French, and the page shows it in italics."""

from __future__ import annotations

import re

_MARKED = re.compile(r"(?<![\w*])\*([^\W\d_][\w'’-]*)\*(?![\w*])")


def marked(word: str) -> str:
    """A French word with the sign."""
    return f"*{word}*" if len(word) > 2 else word


def unmarked(english: str) -> str:
    """English without the sign: "the *carillon*" → "the carillon"."""
    return _MARKED.sub(r"\1", english)


def spans(english: str) -> list[tuple[int, int, str]]:
    """Where the marked words stand, signs included, and the words."""
    return [(m.start(), m.end(), m[1]) for m in _MARKED.finditer(english)]
