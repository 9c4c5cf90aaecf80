"""Small views of a sentence that the translation modules share. No spaCy, so engines load at once."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CACHED = 512  # the checks, the projection and the glossary look at the same sentences in turn
_PLAIN = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "‐": "-", "‑": "-"}
)
_QUOTES = re.compile(r"[«»“”„\"‹›]")
_SPACES = re.compile(r"\s+")
_SPACED_MARKS = re.compile(r"\s+(?=[;:!?%»”.,)])|(?<=[«“(])\s+")
# Small words of names, folded: they tell one name from another in neither language.
PARTICLES = frozenset([
    "de", "du", "des", "la", "le", "les", "l", "d", "et", "of", "the", "al", "el", "ben", "bin", "van", "von",
])  # fmt: skip
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


@lru_cache(maxsize=_CACHED)
def plain(text: str) -> str:
    """One apostrophe, one space, one hyphen; same length as `text`, so offsets hold."""
    return text.translate(_PLAIN)


class _Folding(dict[int, str]):
    """For `str.translate`: a character without case and accents, found once."""

    def __init__(self, *, aligned: bool) -> None:
        super().__init__()
        self._aligned = aligned

    def __missing__(self, code: int) -> str:
        character = plain(chr(code)).lower()
        if self._aligned:
            folded = unicodedata.normalize("NFKD", character)[0]
        else:
            decomposed = unicodedata.normalize("NFKD", character.translate(_LETTERS))
            folded = "".join(c for c in decomposed if not unicodedata.combining(c))
        self[code] = folded
        return folded


_FOLDED, _ALIGNED = _Folding(aligned=False), _Folding(aligned=True)


@lru_cache(maxsize=_CACHED)
def fold(text: str) -> str:
    """Lower case without accents, for comparing names. Length may change."""
    return text.translate(_FOLDED)


@lru_cache(maxsize=_CACHED)
def fold_aligned(text: str) -> str:
    """As `fold`, but one character for each of `text`, so that matches give offsets into `text`."""
    return text.translate(_ALIGNED)


def match_key(text: str) -> str:
    """What two sentences share when they differ only in typography: case, spacing, kinds of marks."""
    text = unicodedata.normalize("NFC", plain(text)).casefold()
    text = _QUOTES.sub('"', text)
    text = _SPACED_MARKS.sub("", _SPACES.sub(" ", text))
    return re.sub(r'\s*"\s*', '"', text).strip()


def english_typography(text: str) -> str:
    """English marks for French ones: “ ” for « », no space before ; : ! ? % nor doubled spaces."""
    text = re.sub(r"«\s*", "“", text)
    text = re.sub(r"\s*»", "”", text)
    return _SPACES.sub(" ", re.sub(r"\s+(?=[;:!?%,])", "", text)).strip()
