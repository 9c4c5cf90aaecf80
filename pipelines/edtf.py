"""Extended Date/Time Format (ISO 8601-2, level 1): the part a news text needs, read as days.

A value names a day, a month, a season, a year, a decade or a century, or an interval of two such values in
which ".." is an open end. "~" and "?" mark a value as approximate or uncertain and do not widen it.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

Days = tuple[date | None, date | None]
EARLIEST_YEAR, LATEST_YEAR = (
    1400,
    2200,
)  # nothing was printed before, and nothing after is a date of publication
_POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}  # the season's first month; winter runs into the next year


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def edtf_days(value: str) -> Days:
    """First and last day that an EDTF value allows; None for an open or unknown end.

    Seasons are the meteorological quarters (21 spring = March to May, 24 winter = December to February of the
    next year). "" and "../.." give (None, None).

    Raises:
        ValueError: `value` is not EDTF, or names a day that does not exist.
    """
    if not value:
        return None, None
    first, slash, last = value.partition("/")
    if not slash:
        return _point(value)
    start = None if first in ("..", "") else _point(first)[0]
    end = None if last in ("..", "") else _point(last)[1]
    return start, end


def _point(value: str) -> tuple[date, date]:
    match = _POINT.fullmatch(value.rstrip("~?%"))
    if not match:
        raise ValueError(f"“{value}” is not an EDTF date.")
    digits, second, third = match.groups()
    if second is None:
        return date(int(digits.replace("X", "0")), 1, 1), date(int(digits.replace("X", "9")), 12, 31)
    year, month = int(digits), int(second)
    if third is not None:
        day = date(year, month, int(third))
        return day, day
    if month in _SEASON_MONTHS:
        first = _SEASON_MONTHS[month]
        after = first + 2
        return date(year, first, 1), last_of_month(year + after // 13, (after - 1) % 12 + 1)
    if not 1 <= month <= 12:
        raise ValueError(f"“{value}” is not an EDTF date.")
    return date(year, month, 1), last_of_month(year, month)


def is_edtf(value: str) -> bool:
    """True when `edtf_days` can read `value` ("" included)."""
    try:
        edtf_days(value)
    except ValueError:
        return False
    return True


def publication_days(value: str) -> Days:
    """`edtf_days` of a date on which something can have been published; "" gives (None, None).

    Raises:
        ValueError: `value` is not EDTF, leaves both ends open, ends before it starts, or lies outside the years
            `EARLIEST_YEAR` to `LATEST_YEAR`.
    """
    start, end = edtf_days(value)
    known = [day for day in (start, end) if day is not None]
    if value and not known:
        raise ValueError(f"“{value}” names no day.")
    if any(not EARLIEST_YEAR <= day.year <= LATEST_YEAR for day in known):
        raise ValueError(f"“{value}” is no year in which a newspaper appears.")
    if start and end and end < start:
        raise ValueError(f"“{value}” ends before it starts.")
    return start, end


def is_publication_date(value: str) -> bool:
    """True when `publication_days` can read `value` ("" included)."""
    try:
        publication_days(value)
    except ValueError:
        return False
    return True


def iso_days(value: str) -> tuple[str, str]:
    """`edtf_days` as ISO text for a table, "" for an open or unknown end.

    Raises:
        ValueError: as `edtf_days`.
    """
    start, end = edtf_days(value)
    return start.isoformat() if start else "", end.isoformat() if end else ""
