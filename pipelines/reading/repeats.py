"""Which of a page's boxes only say again what the running text says: pull quotes, captions of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

_NO_WORD = re.compile(r"[\W_]+")
_FEWEST_PAIRS, _MOST = 5, 0.8
_FEWEST_WORDS = 3  # a box of one or two words ("Repères") is a heading, wherever else they stand


class RunningText:
    """The words of a text, to be asked whether a box repeats them."""

    def __init__(self, paragraphs: Iterable[str]) -> None:
        texts = [_words(paragraph) for paragraph in paragraphs]
        self._words = " " + " / ".join(texts) + " "
        self._texts = texts
        self._pairs: frozenset[tuple[str, str]] | None = None

    def repeats(self, box: str, *, nearly: bool = False) -> bool:
        """True where all words of `box` follow each other in one paragraph, whatever its marks and capitals.

        Args:
            box: the text of a box.
            nearly: a shortened or joined sentence counts too, as large type often shows it: most pairs of words that
                follow each other in the box do so in the text.
        """
        words = _words(box)
        if words.count(" ") + 1 < _FEWEST_WORDS:
            return False
        if f" {words} " in self._words:
            return True
        pairs = _pairs(words)
        if not nearly or len(pairs) < _FEWEST_PAIRS:
            return False
        if self._pairs is None:
            self._pairs = frozenset(pair for text in self._texts for pair in _pairs(text))
        return sum(pair in self._pairs for pair in pairs) >= _MOST * len(pairs)


def _words(text: str) -> str:
    return _NO_WORD.sub(" ", text).strip().casefold()


def _pairs(words: str) -> list[tuple[str, str]]:
    return list(pairwise(words.split()))
