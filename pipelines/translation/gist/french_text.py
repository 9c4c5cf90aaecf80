"""A French sentence as the analyser takes it: figures and ordinals written so, capitals that are none, words cut."""

from __future__ import annotations

import re

_BARE_A = re.compile(r"(?:(?<=[.!?] )|^)A (?=[^\W_])")  # a capital without its accent
_WORD = re.compile(r"[^\W_]+")
_ROMAN = re.compile(r"\b([IVX]{1,5})(?:e|ème)\b(?= siècle)")


def cut(phrase: str) -> list[str]:
    """The words of a phrase: "au moment d'écrire" → au, moment, d', écrire."""
    return re.findall(r"[^\s']+'|[^\s']+", phrase)


def lowered(text: str) -> str:
    """A headline in capitals in small letters, its first apart; other text as it is."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) > 12 and sum(c.isupper() for c in letters) > 0.7 * len(letters):
        return text[:1] + text[1:].lower()
    return text


def written(text: str) -> str:
    """Figures and ordinals as the analyser takes them for one word."""
    text = text.replace("’", "'").replace("\u202f", " ").replace("\xa0", " ")
    text = _BARE_A.sub("À ", text).replace("œ", "oe").replace("Œ", "Oe")
    text = re.sub(r"\b([Cc])'(?=é|est\b)", r"\1ela ", text)  # the analyser drops the pronoun of "c'est"
    text = re.sub(r"\b([Ee]st)-ce (?=qu[ei']\b)", r"\1 ce ", text)
    text = _ROMAN.sub(lambda m: f"{_roman(m[1])}e", text)
    return re.sub(r"\b1er\b", "1", text)


def restored(english: str, french: str) -> str:
    """English with "œ" in the French words and names that stand in it, as the French writes them."""
    for word in dict.fromkeys(w for w in _WORD.findall(french) if "œ" in w.lower()):
        cut_up = word.replace("œ", "oe").replace("Œ", "Oe")
        english = re.sub(rf"(?<![^\W_]){re.escape(cut_up)}(?![^\W_])", word, english)
    return english


def _roman(number: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[c] for c in number]
    return sum(-v if any(w > v for w in values[n + 1 : n + 2]) else v for n, v in enumerate(values))
