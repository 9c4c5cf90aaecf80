"""Which of a page's boxes only say again what the running text says: pull quotes, captions of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NO_WORD = re.compile(r"[\W_]+")
_FEWEST_WORDS = 3  # a box of one or two words ("Repères") is a heading, wherever else they stand


class RunningText:
    """The words of a text, to be asked whether a box repeats them."""

    def __init__(self, paragraphs: Iterable[str]) -> None:
        self._words = " " + " / ".join(map(_words, paragraphs)) + " "

    def repeats(self, box: str) -> bool:
        """True where all words of `box` follow each other in one paragraph, whatever its marks and capitals."""
        words = _words(box)
        return words.count(" ") + 1 >= _FEWEST_WORDS and f" {words} " in self._words


def _words(text: str) -> str:
    return _NO_WORD.sub(" ", text).strip().casefold()
