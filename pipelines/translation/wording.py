"""Small views of a sentence that the translation modules share. No spaCy, so engines load at once."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "‐": "-", "‑": "-"})
_QUOTES = re.compile(r"[«»“”„\"‹›]")
_SPACES = re.compile(r"\s+")
_SPACED_MARKS = re.compile(r"\s+(?=[;:!?%»”.,)])|(?<=[«“(])\s+")
# Small words of names, folded: they tell one name from another in neither language.
PARTICLES = frozenset(
    [
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "et",
        "of",
        "the",
        "al",
        "el",
        "ben",
        "bin",
        "van",
        "von",
    ]
)
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


def plain(text: str) -> str:
    """One apostrophe, one space, one hyphen; same length as `text`, so offsets hold."""
    return text.translate(_PLAIN)


def fold(text: str) -> str:
    """Lower case without accents, for comparing names. Length may change."""
    decomposed = unicodedata.normalize("NFKD", plain(text).lower().translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def fold_aligned(text: str) -> str:
    """As `fold`, but one character for each of `text`, so that matches give offsets into `text`."""
    return "".join(_fold_character(c) for c in plain(text))


def _fold_character(character: str) -> str:
    if character.isascii():
        return character.lower()
    base = unicodedata.normalize("NFKD", character.lower())[0]
    return base if len(base) == 1 else character


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
