"""How a quote's speaker and verb are named beside it, in French and in English."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from dashboard.display import shorten

_TAG_LENGTH = 48
_DETERMINER = re.compile(r"(?:l[’']|(?:les?|la|une?|des|son|sa|ses|leurs?|cet?|cette|ces)\s+)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


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
