"""How French a text looks by its letters beyond ASCII: what tells the right character set from the wrong ones."""

from __future__ import annotations

import re
from functools import lru_cache

_FRENCH_LOWER = frozenset("àâçéèêëîïôùûüÿœæ")
_FRENCH_UPPER = frozenset("ÀÂÇÉÈÊËÎÏÔÙÛÜŸŒÆ")
_WIDE = re.compile(r"[^\x00-\x7f]")
_LETTER = re.compile(r"[A-Za-z]")
_MOST = 20_000  # characters beyond ASCII that are looked at
_STRAY = -1.5
_FOREIGN = -0.3
# Signs of French typography: how much each speaks for a reading, and what may stand before and after it.
_BLANK = " \t\r\n\u00a0\u202f"
_NO_BREAK = "\u00a0\u202f\u2009"


def look(text: str) -> float:
    """From about 1.0 (every accent and sign stands where French has it) down to -1.5; 1.0 for plain ASCII."""
    total, count = 0.0, 0
    for match in _WIDE.finditer(text):
        i = match.start()
        total += _weight(text[i - 1 : i], match.group(), text[i + 1 : i + 2], text[i + 2 : i + 3])
        count += 1
        if count == _MOST:
            break
    return total / count if count else 1.0


# The same few neighbours come again and again in a language.
@lru_cache(maxsize=1 << 14)
def _weight(before: str, character: str, after: str, second: str) -> float:
    if character in _FRENCH_LOWER:
        return _of_lower(before, character, after)
    if character in _FRENCH_UPPER:
        return _of_upper(before, after, second)
    if character.isalpha():
        # Letters of other languages: in names; a capital inside a word is a misreading.
        inside = before.islower() and character.isupper()
        return _STRAY if inside or not "\u00c0" <= character <= "\u024f" else _FOREIGN
    return _of_sign(before, character, after)


def _of_lower(before: str, character: str, after: str) -> float:
    touches = _is_letter(before) or _is_letter(after)
    if before.isupper() and after.isupper():
        return -1.0  # "DéFICIT": capitals have capital accents
    if not touches:
        return 1.0 if character in "àô" and not before.isalnum() and not after.isalnum() else _STRAY
    return 1.0


def _of_upper(before: str, after: str, second: str) -> float:
    if before.islower():
        return _STRAY
    if before.isupper():
        return 0.9 if not after.islower() else -0.5
    if after.islower() or after.isupper() or after in "’'":
        return 0.9
    return 0.7 if after in _BLANK and (second.isupper() or second.isalpha()) else -0.5


def _of_sign(before: str, sign: str, after: str) -> float:  # noqa: PLR0911 - one line a sign
    letters = _is_letter(before) and _is_letter(after)
    if sign in "’ʼ":
        return 1.0 if letters else 0.2
    if sign == "«":
        return 0.9 if not _is_letter(before) and (after in _BLANK or after.isalnum()) else -1.0
    if sign == "»":
        return 0.9 if not _is_letter(after) and (before in _BLANK or not before.isspace()) else -1.0
    if sign in _NO_BREAK:
        return 0.6 if not letters else 0.0
    if sign in "“”‘„":
        return 0.5 if not letters else -1.0
    if sign in "…–—•":
        return 0.5 if not letters else -1.2
    if sign == "€":
        return 0.6 if before.isdigit() or before in _BLANK else -0.8
    if sign in "°²³½¼¾§©®™·":
        return 0.3 if not letters and not before.islower() else -1.0
    if sign == "\u00ad":
        return 0.1 if letters else -1.0
    return _STRAY


def _is_letter(character: str) -> bool:
    return bool(character) and (
        bool(_LETTER.match(character)) or character in _FRENCH_LOWER or character in _FRENCH_UPPER
    )


def sample_of(text: str) -> str:
    """A few words around the first character beyond ASCII, for a person to judge."""
    first = _WIDE.search(text)
    if first is None:
        return " ".join(text[:60].split())
    start = max(0, first.start() - 30)
    piece = text[start : first.start() + 40]
    return " ".join(piece.split())
