"""Names with hyphens and a small word inside (Fort-de-France, Al-Sissi): a rule-based engine translates their parts.

They are held out of the sentence by a word that no dictionary knows, and put back where that word comes out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.translation.held import outside

_LETTERS = "bcdfghjklmnpqrstvwxz"
_NAME = re.compile(r"(?<![\w-])[^\W\d_]\w*(?:[-‐‑][\w']+)+(?![\w-])")
_HYPHENS = re.compile(r"[-‐‑]")
# Parts that are words of French or Spanish, and no translation of a name keeps.
_SMALL = frozenset([
    "al", "as", "el", "ul", "ben", "bin", "abu", "abou", "de", "des", "du", "la", "le", "les", "en", "sur", "sous", "lès",
    "lez", "à", "au", "aux", "et", "saint", "sainte", "san", "santa", "d", "l", "près", "devant", "entre", "mont", "pont",
])  # fmt: skip


def kept_whole(sentence: str) -> tuple[str, Mapping[str, str]]:
    """The sentence with such names held out, and word → name to put them back."""
    names: dict[str, str] = {}

    def hold(match: re.Match[str]) -> str:
        parts = _HYPHENS.split(match.group())
        if not (parts[0][0].isupper() and parts[-1][0].isupper() and any(_is_small(p) for p in parts)):
            return match.group()
        word = f"Zh{_LETTERS[len(names) // 20 % 20]}{_LETTERS[len(names) % 20]}x"
        names[word] = match.group()
        return word

    return outside(sentence, lambda part: _NAME.sub(hold, part)), names


def _is_small(part: str) -> bool:
    return part.lower().partition("'")[0] in _SMALL


def came_through(english: str, names: Mapping[str, str]) -> bool:
    """Whether every held-out name came out once."""
    return all(len(re.findall(rf"\b{word}\b", english, re.IGNORECASE)) == 1 for word in names)


def put_back(english: str, names: Mapping[str, str]) -> str:
    """English with the names back in it."""
    for word, name in names.items():
        english = re.sub(rf"\b{word}\b", lambda _, name=name: name, english, flags=re.IGNORECASE)  # type: ignore[misc]
    return english
