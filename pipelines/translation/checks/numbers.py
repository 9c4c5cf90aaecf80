"""Numbers and dates that only one side has, by value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipelines.translation.checks.flag import Flag
from pipelines.translation.numerals import ENGLISH, FRENCH, CalendarWord, Number, calendar_words, numbers

_METRIC = re.compile(r"\s?(?:[cmk]?m[²2³3]?|km/?h?|kph|m[eè]tres?|\w*(?:m[eè]tres?|meters?|grammes?|grams?)|kilos?|kg|g|tonnes?|"
                     r"hectares?|ha|litres?|°\s?[CF]?|degr\w+|degrees?|celsius)\b", re.IGNORECASE)  # fmt: skip
_IMPERIAL = re.compile(r"\b(?:miles?|mph|feet|foot|ft|inch(?:es)?|yards?|acres?|pounds?|lbs?|ounces?|gallons?|fahrenheit|"
                       r"stone|\d+s\b|degrees)\b|°\s?F|\d[\"']")  # fmt: skip


def number_flags(french: str, english: str) -> Iterator[Flag]:
    """Numbers whose value stands on one side only."""
    fr, en = numbers(french, FRENCH), numbers(english, ENGLISH)
    if _METRIC.search(french) and _IMPERIAL.search(english):
        # Measures may have been converted; what is left to compare are the numbers that measure nothing.
        fr = [
            replace(n, firm=n.firm and not _METRIC.match(french, n.end) and not _in_range(french, n))
            for n in fr
        ]
        en = [replace(n, firm=n.firm and not _measures(english, n)) for n in en]
    yield from _missing(french, fr, en, "lost")
    yield from _missing(english, en, fr, "added")


def _in_range(text: str, number: Number) -> bool:
    """Whether a number is the first of two that share a unit ("5 à 10 cm")."""
    after = re.match(r"\s?(?:à|et|ou|-|–)\s?\d+(?:,\d+)?", text[number.end : number.end + 12])
    return bool(after and _METRIC.match(text, number.end + after.end()))


def _measures(text: str, number: Number) -> bool:
    near = text[max(0, number.start - 6) : number.start] + "#" + text[number.end : number.end + 24]
    return bool(_IMPERIAL.search(near) or _METRIC.search(near))


def _missing(text: str, here: list[Number], there: list[Number], what: str) -> Iterator[Flag]:
    values = {v for number in there for v in number.values}
    # "9/11" and "11 septembre": a month's number may be its name on the other side.
    for number in here:
        if not number.firm or number.values & values:
            continue
        if any(_parts_of(v, values) for v in number.values):
            continue
        yield Flag("number", f"number {what}: “{text[number.start : number.end].strip()}”")


def _parts_of(value: float, values: set[float]) -> bool:
    """Whether a number is there in other words: "1,5 million" as 1 500 000, "l'an 98" as 1998, "1.5" as one and a half."""
    return (
        (value < 100 and any(1900 <= v < 2100 and v % 100 == value for v in values))
        or (1900 <= value < 2100 and value % 100 in values)
        or bool(value % 1 == 0.5 and {value - 0.5, 0.5} <= values | {1.0})
        or bool(value % 1 and round(value) in values)
    )


def date_flags(french: str, english: str) -> Iterator[Flag]:
    """Months and weekdays that stand on one side only."""
    fr, en = calendar_words(french, FRENCH), calendar_words(english, ENGLISH)
    yield from _missing_dates(
        french, fr, en, {v for n in numbers(english, ENGLISH) for v in n.values}, "lost"
    )
    yield from _missing_dates(
        english, en, fr, {v for n in numbers(french, FRENCH) for v in n.values}, "added"
    )


def _missing_dates(
    text: str, here: list[CalendarWord], there: list[CalendarWord], values: set[float], what: str
) -> Iterator[Flag]:
    keys = {word.key for word in there}
    for word in here:
        in_figures = word.key.startswith("m") and float(word.key[1:]) in values
        if word.key not in keys and not in_figures:
            yield Flag("date", f"date {what}: “{text[word.start : word.end]}”")
