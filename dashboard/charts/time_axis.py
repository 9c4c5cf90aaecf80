"""Where a time axis has its lines and what it calls them: Mondays, months, years or decades, as room allows."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class AxisMarks:
    """Marks of a time axis.

    Attributes:
        ticks: (ISO day, words) of each line.
        heads: (ISO day, words) of the bold names above.
        name: what the ticks are, when their words alone do not say it.
    """

    ticks: list[tuple[str, str]]
    heads: list[tuple[str, str]]
    name: str = ""


def axis_marks(first: date, last: date) -> AxisMarks:
    """Marks from `first` to `last`, at most about thirteen lines."""
    days = (last - first).days
    if days <= 100:
        return AxisMarks(_mondays(first, last), _month_heads(first, last), "Mondays")
    if days <= 420:
        months = [(d.isoformat(), calendar.month_abbr[d.month]) for d in _months(first, last, 1)]
        return AxisMarks(months, _year_heads(first, last))
    if days <= 1300:
        quarters = [(d.isoformat(), calendar.month_abbr[d.month]) for d in _months(first, last, 3)]
        return AxisMarks(quarters, _year_heads(first, last))
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if days / 365 / s <= 13)
    start = -(-first.year // step) * step
    return AxisMarks([(f"{y:04d}-01-01", str(y)) for y in range(start, last.year + 1, step)], [])


def _mondays(first: date, last: date) -> list[tuple[str, str]]:
    day = first + timedelta(-first.weekday() % 7)
    found = []
    while day < last:
        found.append((f"{day.isoformat()}T12:00:00", str(day.day)))
        day += timedelta(7)
    return found


def _months(first: date, last: date, step: int) -> list[date]:
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    found = [date(n // 12, n % 12 + 1, 1) for n in numbers if (n % 12) % step == 0]
    return [day for day in found if first <= day < last]


def _month_heads(first: date, last: date) -> list[tuple[str, str]]:
    return [(d.isoformat(), f"{calendar.month_name[d.month]} {d.year}") for d in _months(first, last, 1)]


def _year_heads(first: date, last: date) -> list[tuple[str, str]]:
    years = [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    return [(max(day, first).isoformat(), str(day.year)) for day in years if max(day, first) < last]
