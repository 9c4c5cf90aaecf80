"""Small views of a sentence that the translation modules share. No spaCy, so engines load at once."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

FRENCH, ENGLISH = "fr", "en"
_CACHED = 512  # the checks, the projection and the glossary look at the same sentences in turn
_PLAIN = (
    ("’", "'"), ("ʼ", "'"), ("‘", "'"), ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("‐", "-"), ("‑", "-"),
)  # fmt: skip
_QUOTES = re.compile(r"[«»“”„\"‹›]")
_SPACES = re.compile(r"\s+")
_SPACED_MARKS = re.compile(r"(?<!\s)\s+(?=[;:!?%»”.,)])|(?<=[«“(])\s+")
# Small words of names, folded: they tell one name from another in neither language.
PARTICLES = frozenset([
    "de", "du", "des", "la", "le", "les", "l", "d", "et", "of", "the", "al", "el", "ben", "bin", "van", "von",
])  # fmt: skip
_LETTERS = (("œ", "oe"), ("æ", "ae"), ("ß", "ss"), ("ø", "o"), ("ł", "l"), ("đ", "d"), ("ı", "i"))
_LATIN = re.compile(r"[\u0000-\u024f\u2000-\u20cf]*")  # where a character is one letter and its accents
_COMBINING = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")


@lru_cache(maxsize=_CACHED)
def plain(text: str) -> str:
    """One apostrophe, one space, one hyphen; same length as `text`, so offsets hold."""
    if not text.isascii():
        for mark, usual in _PLAIN:
            text = text.replace(mark, usual)
    return text


@lru_cache(maxsize=_CACHED)
def fold(text: str) -> str:
    """Lower case without accents, for comparing names. Length may change."""
    if text.isascii():
        return text.lower()
    text = plain(text).lower()
    for letter, letters in _LETTERS:
        text = text.replace(letter, letters)
    return _COMBINING.sub("", unicodedata.normalize("NFKD", text))


@lru_cache(maxsize=_CACHED)
def fold_aligned(text: str) -> str:
    """As `fold`, but one character for each of `text`, so that matches give offsets into `text`."""
    if text.isascii():
        return text.lower()
    if _LATIN.fullmatch(text):
        return _COMBINING.sub("", unicodedata.normalize("NFD", plain(text).lower()))
    return "".join(_fold_character(c) for c in plain(text))


def _fold_character(character: str) -> str:
    return unicodedata.normalize("NFD", character.lower())[0]


def match_key(text: str) -> str:
    """What two sentences share when they differ only in typography: case, spacing, kinds of marks."""
    text = unicodedata.normalize("NFC", plain(text)).casefold()
    text = _QUOTES.sub('"', text)
    text = _SPACED_MARKS.sub("", _SPACES.sub(" ", text))
    return re.sub(r'(?:(?<!\s)\s+)?"\s*', '"', text).strip()


def english_typography(text: str) -> str:
    """English marks for French ones: “ ” for « », no space before ; : ! ? % nor doubled spaces."""
    text = re.sub(r"«\s*", "“", text)
    text = re.sub(r"(?:(?<!\s)\s+)?»", "”", text)
    return _SPACES.sub(" ", re.sub(r"(?<!\s)\s+(?=[;:!?%,])", "", text)).strip()
