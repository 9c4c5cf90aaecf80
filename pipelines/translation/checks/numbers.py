"""Numbers and dates that only one side has, by value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.translation.calendar_names import CalendarWord, calendar_words
from pipelines.translation.checks.flag import Flag
from pipelines.translation.numerals import Number, numbers
from pipelines.translation.wording import ENGLISH, FRENCH

_METRIC = re.compile(r"\s?(?:[cmk]?m[²2³3]?|km/?h?|kph|m[eè]tres?|\w{0,20}(?:m[eè]tres?|meters?|grammes?|grams?)|kilos?|kg|g|tonnes?|"
                     r"hectares?|ha|litres?|°\s?[CF]?|degr\w+|degrees?|celsius)\b", re.IGNORECASE)  # fmt: skip
_IMPERIAL = re.compile(r"\b(?:miles?|mph|feet|foot|ft|inch(?:es)?|yards?|acres?|pounds?|lbs?|ounces?|gallons?|fahrenheit|"
                       r"stone|\d+s\b|degrees?)\b|°\s?F|\(F\)|\d[\"']")  # fmt: skip
# "Les deux camps": English may say "both" or nothing.
_TWO_AS_BOTH = re.compile(
    r"\b(?:[ld]es|aux|[cs]es|leurs|nos|the|these|those|their) (?:deux|two)$", re.IGNORECASE
)


def number_flags(french: str, english: str) -> Iterator[Flag]:
    """Numbers whose value stands on one side only."""
    fr, en = numbers(french, FRENCH), numbers(english, ENGLISH)
    if not fr and not en:
        return
    if _IMPERIAL.search(english) and _METRIC.search(french):
        # Measures may have been converted; what is left to compare are the numbers that measure nothing.
        fr = tuple(
            replace(n, firm=n.firm and not _METRIC.match(french, n.end) and not _in_range(french, n))
            for n in fr
        )
        en = tuple(replace(n, firm=n.firm and not _measures(english, n)) for n in en)
    yield from _missing(french, fr, english, en, _by_the_other_day(french, FRENCH, english, ENGLISH), "lost")
    yield from _missing(english, en, french, fr, _by_the_other_day(english, ENGLISH, french, FRENCH), "added")


def _in_range(text: str, number: Number) -> bool:
    """Whether a number is the first of two that share a unit ("5 à 10 cm")."""
    after = re.match(r"\s?(?:à|et|ou|-|–)\s?\d+(?:,\d+)?", text[number.end : number.end + 12])
    return bool(after and _METRIC.match(text, number.end + after.end()))


def _measures(text: str, number: Number) -> bool:
    near = text[max(0, number.start - 6) : number.start] + "#" + text[number.end : number.end + 24]
    return bool(_IMPERIAL.search(near) or _METRIC.search(near))


def _missing(
    text: str,
    here: Sequence[Number],
    other: str,
    there: Sequence[Number],
    known: Sequence[CalendarWord],
    what: str,
) -> Iterator[Flag]:
    values = {v for number in there for v in number.values}
    firm = {v for number in there if number.firm for v in number.values}
    for number in here:
        words = text[number.start : number.end].strip()
        if (
            not number.firm
            or number.values & values
            or _TWO_AS_BOTH.search(text, max(0, number.start - 8), number.end)
        ):
            continue
        if any(_in_other_words(v, values, firm) for v in number.values) or any(
            _beside(number, d) for d in known
        ):
            continue
        if words.isalpha() and words in other:
            continue  # a title left as it was: "Five Lives"
        yield Flag("number", f"number {what}: “{words}”")


def _in_other_words(value: float, values: set[float], firm: set[float]) -> bool:
    """Whether a number is there otherwise: "l'an 98" as 1998, "1.5" as one and a half, "2.4" as about two."""
    return (
        (value < 100 and any(1900 <= v < 2100 and v % 100 == value for v in firm))
        or (1900 <= value < 2100 and value % 100 in firm)
        or bool(value % 1 == 0.5 and {value - 0.5, 0.5} <= values | {1.0})
        or bool(value % 1 and round(value) in values)
    )


def date_flags(french: str, english: str) -> Iterator[Flag]:
    """Months and weekdays that stand on one side only."""
    if not calendar_words(french, FRENCH) and not calendar_words(english, ENGLISH):
        return
    yield from _missing_dates(french, FRENCH, english, ENGLISH, "lost")
    yield from _missing_dates(english, ENGLISH, french, FRENCH, "added")


def _missing_dates(text: str, language: str, other: str, other_language: str, what: str) -> Iterator[Flag]:
    known = _by_the_other_day(text, language, other, other_language)
    # "9/11" and "11 septembre": a month's number may be its name on the other side.
    values = {v for number in numbers(other, other_language) for v in number.values}
    for word in _alone(text, language, other, other_language):
        if word not in known and not (word.is_month and float(word.key[1:]) in values):
            yield Flag("date", f"date {what}: “{text[word.start : word.end]}”")


def _alone(text: str, language: str, other: str, other_language: str) -> list[CalendarWord]:
    keys = {word.key for word in calendar_words(other, other_language, loose=True)}
    return [word for word in calendar_words(text, language) if word.key not in keys]


def _by_the_other_day(text: str, language: str, other: str, other_language: str) -> list[CalendarWord]:
    """Months with a day ("29 septembre"), or weekdays, that the other side may give as the other of the two ("Saturday")."""
    here = _alone(text, language, other, other_language)
    there = _alone(other, other_language, text, language) if here else []
    days = [word for word in here if not word.is_month]
    months = [
        word for word in here if word.is_month and any(_beside(n, word) for n in numbers(text, language))
    ]
    found = months[: sum(not word.is_month for word in there)]
    dated = [
        word
        for word in there
        if word.is_month and any(_beside(n, word) for n in numbers(other, other_language))
    ]
    return found + days[: len(dated)]


def _beside(number: Number, month: CalendarWord) -> bool:
    return month.is_month and (0 <= month.start - number.end <= 4 or 0 <= number.start - month.end <= 2)
