"""How a quote's speaker and verb are named beside it, in French and in English."""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import Any, NamedTuple

from dashboard.display import shorten
from pipelines.paths import DATA

_GLOSSES = DATA / "lexicon" / "reporting_verbs_en.csv"
_TAG_LENGTH = 48
_DETERMINER = re.compile(r"(?:l[’']|(?:les?|la|une?|des|son|sa|ses|leurs?|cet?|cette|ces)\s+)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AUXILIARIES = frozenset(
    ("a", "ont", "avait", "avaient", "aura", "auront", "aurait", "auraient", "ayant", "avoir", "eut", "eurent",
     "est", "sont", "était", "étaient", "sera", "seront", "serait", "seraient", "été", "être", "fut", "furent")
)  # fmt: skip
_NEGATIONS = frozenset({"pas", "jamais", "guère", "nullement"})


class SpeakerTag(NamedTuple):
    """Who is said to speak.

    Attributes:
        french, english: as written beside the quote; "" when nobody is named.
        translated: whether `english` is English; else it is the French phrase, as nothing translates it.
    """

    french: str
    english: str
    translated: bool


def speaker_tag(quote: Any, name_en: str) -> SpeakerTag:
    """The short name of a quote's speaker.

    Args:
        quote: a row of the quotes table.
        name_en: the English name of its actor, "" when it has none.
    """
    surface = quote.speaker
    # A pronoun or a function ("il", "le ministre") says less than the name it was resolved to.
    if not surface or (quote.speaker_id and not _shares_a_word(surface, quote.speaker_name)):
        surface = quote.speaker_name
    french = _headline(surface)
    if not quote.speaker_id or not name_en:
        return SpeakerTag(french, french, False)
    # A surname alone reads the same in both languages and is how the sentence itself names the person.
    surname = name_en == quote.speaker_name and " " not in surface and surface in name_en
    return SpeakerTag(french, surface if surname else name_en, True)


def _shares_a_word(phrase: str, name: str) -> bool:
    return bool({*_WORD.findall(phrase)} & {word for word in _WORD.findall(name) if word[:1].isupper()})


def _headline(phrase: str) -> str:
    bare = _DETERMINER.sub("", phrase, count=1) if _DETERMINER.match(phrase) else phrase
    return shorten(bare[:1].upper() + bare[1:], _TAG_LENGTH)


def verb_english(cue: str) -> str:
    """A reporting cue in English: "a déclaré" → "said", "selon" → "according to"; "" when not known."""
    glosses = _glosses()
    plain = cue.lower().replace("’", "'")
    words = _WORD.findall(plain)
    form = next((f for f in (plain, *_ending(words), *reversed(words)) if f in glosses), "")
    if not form:
        return ""
    usual, alone = glosses[form]
    english = alone if alone and not _AUXILIARIES & set(words) else usual
    return f"not {english}" if _NEGATIONS & set(words) else english


def _ending(words: list[str]) -> list[str]:
    """The last two and three words together, for "fait savoir" and "laissé entendre"."""
    return [" ".join(words[-n:]) for n in (3, 2) if len(words) >= n]


@cache
def _glosses() -> dict[str, tuple[str, str]]:
    """French form → its English, and its English where no auxiliary goes before it ("" when the same)."""
    with _GLOSSES.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {row["form"]: (row["english"], row["alone"]) for row in rows}
