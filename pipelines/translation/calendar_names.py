"""Months and weekdays in French and in English, by key, so that the two can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines.translation.wording import ENGLISH, FRENCH, fold_aligned


@dataclass(frozen=True, slots=True)
class CalendarWord:
    """A month ("m1" … "m12") or a weekday ("d1" Monday … "d7") in a sentence."""

    start: int
    end: int
    key: str

    @property
    def is_month(self) -> bool:
        """Whether it is a month and no weekday."""
        return self.key.startswith("m")


_MONTHS = {
    FRENCH: ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
             "novembre", "decembre"],
    ENGLISH: ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
              "november", "december"],
}  # fmt: skip
_DAYS = {
    FRENCH: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ENGLISH: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
}
_SHORT_MONTHS = {"jan": 1, "feb": 2, "apr": 4, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12}
_SHORT_MONTH_MARK = re.compile(r"\.| \d")
_CAPITALISED_MONTHS = {"march", "may", "august", "mars"}
_LETTERS = re.compile(r"[a-z]+")


@cache
def _calendar_words(language: str) -> dict[str, str]:
    words = {word: f"m{i}" for i, word in enumerate(_MONTHS[language], 1)}
    words |= {word: f"d{i}" for i, word in enumerate(_DAYS[language], 1)}
    words |= {f"{word}s": key for word, key in words.items() if key.startswith("d")}
    return words


_IN_A_TITLE = re.compile(
    r" (?:Times|Telegraph|Mirror|Mail|Express|Herald|Post|Star|Night|Morning|Football|School|Fund)\b"
)


@lru_cache(maxsize=1024)
def calendar_words(text: str, language: str, *, loose: bool = False) -> tuple[CalendarWord, ...]:
    """Months and weekdays of a sentence. English ones must be capitalised; short months need a stop or a number.

    Args:
        loose: also what may be another word ("May", "Mars", "The Sunday Times"), as an answer to the other side.
    """
    known = _calendar_words(language)
    folded = fold_aligned(text)
    if known.keys().isdisjoint(words := _LETTERS.findall(folded)) and _SHORT_MONTHS.keys().isdisjoint(words):
        return ()
    found = []
    for match in _LETTERS.finditer(folded):
        word, start, end = match.group(), match.start(), match.end()
        key = known.get(word, "")
        if not key and language == ENGLISH and _SHORT_MONTH_MARK.match(folded, end):
            key = f"m{_SHORT_MONTHS[word]}" if word in _SHORT_MONTHS else ""
        if not key or (language == ENGLISH and not text[start].isupper()):
            continue
        if loose or not _another_word(text, folded, word, start, end, language):
            found.append(CalendarWord(start, end, key))
    return tuple(found)


def _another_word(text: str, folded: str, word: str, start: int, end: int, language: str) -> bool:
    if language == ENGLISH and _IN_A_TITLE.match(text, end):
        return True  # The Sunday Times, Saturday Night Live
    if word not in _CAPITALISED_MONTHS:
        return False
    planet = language == FRENCH and start > 0 and text[start].isupper()
    return planet or not _beside_date(folded, start, end)


def _beside_date(folded: str, start: int, end: int) -> bool:
    """Whether an ambiguous month (mars, March, May, August) stands where a date would put it."""
    before = folded[max(0, start - 12) : start]
    after = folded[end : end + 6]
    return bool(
        re.match(r"(?:,? ?\d)", after)
        or re.search(r"(?:\d(?:er|st|nd|rd|th)?|\b(?:en|de|fin|debut|mi|mois de|depuis|jusqu'en|in|of|last|since|until|by|"
                     r"next|this|early|late|mid|from|to|during|before))[ -]$", before)
    )  # fmt: skip
