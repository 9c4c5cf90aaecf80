"""The calendar vocabulary of data/lexicon/calendar.yaml, and the folded view of a text it is matched on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import yaml

from pipelines.errors import DataFileError
from pipelines.lexicon import load_yaml
from pipelines.paths import DATA

_TENS = {
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "quatre-vingt": 80,
    "quatre-vingts": 80,
}


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast day: a fixed month and day, or days after Easter; `year` where the name fixes it."""

    month: int
    day: int
    easter: int | None
    year: int | None

    def on(self, year: int) -> date:
        """The feast in a year."""
        if self.easter is not None:
            return easter_sunday(year) + timedelta(days=self.easter)
        return date(self.year or year, self.month, self.day)


@dataclass(frozen=True)
class CalendarWords:
    """The vocabulary, ready for lookup; keys are folded forms."""

    weekdays: dict[str, int]
    months: dict[str, int]
    months_english: dict[str, int]
    seasons: dict[str, int]
    ordinals: dict[str, int]
    numbers: dict[str, int]
    feasts: dict[str, Feast]
    prospective: dict[str, tuple[str, ...]]


@cache
def calendar_words() -> CalendarWords:
    """The vocabulary, read once.

    Raises:
        DataFileError: data/lexicon/calendar.yaml is missing or lacks a section.
    """
    path = DATA / "lexicon" / "calendar.yaml"
    try:
        data: dict[str, Any] = load_yaml(path.name)
        return CalendarWords(
            weekdays={form: n for n, form in enumerate(data["weekdays"])},
            months={form: n for n, forms in enumerate(data["months"], 1) for form in forms},
            months_english={form: n for n, form in enumerate(data["months_english"], 1)},
            seasons=data["seasons"],
            ordinals={str(form): value for form, value in data["ordinals"].items()},
            numbers=data["numbers"],
            feasts={form: _feast(item) for item in data["feasts"] for form in item["forms"]},
            prospective={name: tuple(forms) for name, forms in data["prospective"].items()},
        )
    except (OSError, KeyError, TypeError, yaml.YAMLError) as error:
        raise DataFileError(f"The calendar vocabulary {path} cannot be read ({error}).") from error


def _feast(item: dict[str, Any]) -> Feast:
    month, _, day = str(item.get("day", "1-1")).partition("-")
    return Feast(int(month), int(day), item.get("easter"), item.get("year"))


def easter_sunday(year: int) -> date:
    """Easter Sunday of a Gregorian year (the anonymous algorithm, as in Meeus, Astronomical Algorithms, 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def alternatives(forms: Iterable[str]) -> str:
    """A pattern for any of the forms, the longest first."""
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


@cache
def _fold_character(character: str) -> str:
    plain = unicodedata.normalize("NFD", character)[0].lower()
    return plain if len(plain) == 1 else character


def fold(text: str) -> str:
    """The text in lower case and without accents, of the same length; white space as plain spaces."""
    lowered = text.lower()
    if lowered.isascii():
        folded = lowered
    elif len(lowered) == len(text):
        folded = lowered.translate({ord(c): _fold_character(c) for c in set(lowered) if ord(c) > 127})
    else:
        folded = "".join(map(_fold_character, text))
    return folded.replace("\u2019", "'")


def number_of(words: str) -> int | None:
    """A number in digits or French words below 100 ("soixante-douze"); None when it is none."""
    words = " ".join(words.split())
    if words.isdigit():
        return int(words)
    known = calendar_words().numbers
    if words in known:
        return known[words]
    spaced = words.replace(" et ", "-").replace(" ", "-")
    for tens, value in _TENS.items():
        if spaced == tens:
            return value
        rest = spaced.removeprefix(tens + "-")
        if rest != spaced and rest in known and known[rest] < 20:
            return value + known[rest]
    return None


def year_of(words: str) -> int | None:
    """A year in digits or in words ("deux mille vingt-trois", "mil neuf cent quatorze")."""
    words = " ".join(words.split())
    if words.isdigit():
        return int(words)
    match = re.fullmatch(
        r"(deux mille|mille|mil)(?:[ -](\w+))?[ -]cents?(?:[ -](.+))?|(deux mille|mille|mil)(?:[ -](.+))?",
        words,
    )
    if not match:
        return None
    base = 2000 if (match[1] or match[4]) == "deux mille" else 1000
    hundreds = 0
    if match[1]:
        hundreds = number_of(match[2]) or 0 if match[2] else 1
    rest = match[3] or match[5]
    small = number_of(rest) if rest else 0
    return None if small is None or hundreds > 9 else base + 100 * hundreds + small
