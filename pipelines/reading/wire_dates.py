"""Dates of mails, feeds and agencies → words that `published.to_edtf` reads; the day is the one of the zone stated."""

from __future__ import annotations

import re

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = "(?P<month>" + "|".join(_MONTHS) + ")[a-z]{0,6}"
_UNIX = re.compile(
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s+"
    + _MONTH
    + r"\s+(?P<day>\d{1,2}),?\s+\d{1,2}:\d\d(?::\d\d)?"
    r"(?:\s+[A-Z]{1,5}|\s+[+-]\d{4}){0,2}\s+(?P<year>\d{4})\b",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(
    r"\b(?P<day>\d{1,2})[\s-]" + _MONTH + r"[\s-](?P<year>\d\d)\s+\d{1,2}:\d\d", re.IGNORECASE
)
_COMPACT = re.compile(r"\s*(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)T\d{4}")


def wire_date(stated: str) -> str:
    """`stated` in words that are understood everywhere: the forms of Unix, of the first mails and of the agencies.

    "Wed Nov 09 07:00:00 CET 2022" → "2022-11-09"; "09 Nov 22 07:00 +0100" → "2022-11-09";
    "20221109T070000+0100" → "2022-11-09"; anything else unchanged.
    """
    stated = " ".join(stated.split())[:200]
    if match := _COMPACT.match(stated):
        return f"{match['year']}-{match['month']}-{match['day']}"
    if match := _UNIX.search(stated):
        return _iso(int(match["year"]), match)
    if match := _SHORT_YEAR.search(stated):
        year = int(match["year"])
        return _iso(year + (2000 if year < 70 else 1900), match)
    return stated


def _iso(year: int, match: re.Match[str]) -> str:
    month = _MONTHS.index(match["month"].lower()) + 1
    return f"{year:04d}-{month:02d}-{int(match['day']):02d}"
