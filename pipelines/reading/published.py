"""Publication dates as files state them → EDTF.

Day before month, as the French press writes; month before day only where nothing else is possible.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_MONTHS = (
    "janvier|janv|jan|january",
    "février|fevrier|févr|fevr|fév|fev|february|feb",
    "mars|march|mar",
    "avril|avr|april|apr",
    "mai|may",
    "juin|june|jun",
    "juillet|juil|july|jul",
    "août|aout|august|aug",
    "septembre|september|sept|sep",
    "octobre|october|oct",
    "novembre|november|nov",
    "décembre|decembre|december|déc|dec",
)
MONTH_NUMBERS = {name: i for i, names in enumerate(_MONTHS, start=1) for name in names.split("|")}
_MONTH = "(?P<month>" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_NUMBER = r"(?<!\d)"

_EDTF = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d)?)?[~?%]?(?:/(?:\.\.|\d{4}(?:-\d\d(?:-\d\d)?)?[~?%]?))?|\.\./\d{4}(?:-\d\d){0,2}[~?%]?"
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.0+)?")
_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        _NUMBER + _YEAR + r"[-/.](?P<month_number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        _NUMBER + _YEAR + r"(?P<month_number>\d\d)(?P<day>\d\d)(?!\d)",
        _NUMBER + r"(?P<day>\d{1,2})\s?[-/.]\s?(?P<month_number>\d{1,2})\s?[-/.]\s?" + _YEAR + r"(?!\d)",
        _NUMBER + r"(?P<day>\d{1,2})[-/.](?P<month_number>\d{1,2})[-/.](?P<short_year>\d\d)(?!\d)",
        _NUMBER
        + r"(?P<day>\d{1,2})\s*(?:er|st|nd|rd|th)?[\s-]+(?:of\s+|de\s+)?"
        + _MONTH
        + r"[\s,-]+"
        + _YEAR,
        r"\b" + _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+" + _YEAR,
        r"\b" + _MONTH + r"[\s,]+" + _YEAR,
        _NUMBER + _YEAR + r"[-/](?P<month_number>\d{1,2})(?![\d-])",
        _NUMBER + r"(?P<month_number>\d{1,2})\s?[-/.]\s?" + _YEAR + r"(?!\d)",
        _NUMBER + _YEAR + r"(?!\d)",
    )
)


def to_edtf(stated: str) -> str:
    """The EDTF of a publication date: a day, a month or a year; "" when it is no date of the calendar.

    EDTF itself passes unchanged. In a longer phrase ("Publié le 3 mai 2023 à 18h05, mis à jour le 4 mai") the
    first date counts. Seconds and milliseconds since 1970 are understood.
    """
    stated = " ".join(stated.split())[:200]
    if _EDTF.fullmatch(stated):
        return stated if _is_edtf(stated) else ""
    if _EPOCH.fullmatch(stated):
        return _from_epoch(stated)
    for form in _FORMS:
        # The first form that matches decides: an impossible day must not fall back to its year.
        if match := form.search(stated):
            return _edtf_of(match)
    return ""


def leading_date(line: str) -> tuple[str, int] | None:
    """The date a line begins with and the offset where it ends; None when it begins otherwise."""
    found = [
        (-match.end(), rank, match)
        for rank, form in enumerate(_FORMS)
        if (match := form.match(line)) and (match.end() == len(line) or not line[match.end()].isalnum())
    ]
    if not found:
        return None
    _, _, match = min(found, key=lambda each: each[:2])
    end = match.end()
    while end < len(line) and line[end] in "~?%":
        end += 1
    return line[:end], end


def _edtf_of(match: re.Match[str]) -> str:
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else _full_year(int(groups["short_year"]))
    if groups.get("month"):
        month = MONTH_NUMBERS[groups["month"].lower()]
    elif groups.get("month_number"):
        month = int(groups["month_number"])
    else:
        return f"{year:04d}"
    if not groups.get("day"):
        return f"{year:04d}-{month:02d}" if 1 <= month <= 12 else ""
    day = int(groups["day"])
    if month > 12 >= day:  # 11/14/2022: American order is the only reading left
        day, month = month, day
    return _day(year, month, day)


def _full_year(short: int) -> int:
    return 2000 + short if short <= datetime.now(tz=UTC).year % 100 + 1 else 1900 + short


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _from_epoch(stated: str) -> str:
    seconds = float(stated)
    if seconds > 1e11:
        seconds /= 1000
    return datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()


def _is_edtf(stated: str) -> bool:
    return all(_is_level_one(part) for part in stated.split("/"))


def _is_level_one(part: str) -> bool:
    numbers = [int(number) for number in re.findall(r"\d+", part)]
    if len(numbers) == 3:
        return bool(_day(*numbers))
    return len(numbers) < 2 or 1 <= numbers[1] <= 12 or 21 <= numbers[1] <= 41
