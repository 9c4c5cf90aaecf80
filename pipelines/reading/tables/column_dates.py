"""A column of dates → one order of day and month for all of it, by its own evidence; spreadsheet serial numbers.

"11/08/2022" is 11 August in a column that holds "14/11/2022", and 8 November beside "11/14/2022": one cell alone
cannot say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_NUMERIC = re.compile(
    r"\s*(?P<a>\d{1,2})\s?(?P<sign>[-/.])\s?(?P<b>\d{1,2})\s?(?P=sign)\s?(?P<year>\d{4}|\d\d)(?!\d)(?P<rest>.*)",
    re.S,
)
_SERIAL = re.compile(r"\s*(?P<days>\d{5})(?:[.,]\d{1,12})?\s*")
_HALF_DAY = re.compile(r"\b[ap]\.?m\b", re.IGNORECASE)
_FIRST_SERIAL, _LAST_SERIAL = 14_000, 73_000  # 1938 to 2099
_EPOCH = date(1899, 12, 30)  # Excel counts a 29 February 1900 that never was
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Order:
    """What a column's cells say of the order of day and month.

    Attributes:
        day_first: None where they do not say.
        undecided: distinct cells that can be read both ways, first come first.
        mixed: rows prove one order and others the other.
    """

    day_first: bool | None
    undecided: tuple[str, ...]
    mixed: bool = False


def order_of(cells: Iterable[str]) -> Order:
    """The order that a column's cells prove: by a number over 12, else by a clock of twice twelve hours, else by
    rows that rise or fall from day to day in one reading alone."""
    pairs: list[tuple[int, int, int]] = []
    day = month = halves = 0
    undecided: dict[str, None] = {}
    for cell in cells:
        match = _NUMERIC.match(cell)
        if not match:
            continue
        a, b = int(match["a"]), int(match["b"])
        if a > 12 >= b:
            day += 1
        elif b > 12 >= a:
            month += 1
        elif a != b and a >= 1 and b >= 1:
            undecided.setdefault(cell.strip())
        halves += bool(_HALF_DAY.search(match["rest"]))
        pairs.append((a, b, _year(match["year"])))
    decided = day + month
    if decided:
        share = day / decided
        order = True if share >= _SURE else False if share <= 1 - _SURE else None
    elif halves and halves == len(pairs):
        order = False
    else:
        order = _by_sequence(pairs)
    return Order(order, tuple(undecided), mixed=bool(decided) and order is None)


def _by_sequence(pairs: Sequence[tuple[int, int, int]]) -> bool | None:
    """Exports are sorted by day: the reading in which they are, where the other one is not."""
    if len(set(pairs)) < 4:
        return None
    first = _is_sorted([(year, b, a) for a, b, year in pairs])
    second = _is_sorted([(year, a, b) for a, b, year in pairs])
    return None if first == second else first


def _is_sorted(days: Sequence[tuple[int, int, int]]) -> bool:
    return list(days) in (sorted(days), sorted(days, reverse=True))


def in_order(cell: str, day_first: bool) -> str:
    """The cell with a numeric date written as YYYY-MM-DD in this order; other cells as they are.

    A cell that this order makes impossible is read in the other one.
    """
    match = _NUMERIC.match(cell)
    if not match:
        return cell
    a, b = int(match["a"]), int(match["b"])
    day, month = (a, b) if (day_first and b <= 12) or a > 12 else (b, a)
    try:
        return date(_year(match["year"]), month, day).isoformat()
    except ValueError:
        return cell


def is_undecided(cell: str) -> bool:
    """Whether day and month of a numeric date could change places."""
    match = _NUMERIC.match(cell)
    if not match:
        return False
    a, b = int(match["a"]), int(match["b"])
    return a != b and 1 <= a <= 12 and 1 <= b <= 12


def serial_day(cell: str) -> str:
    """The day of a spreadsheet's serial number ("44874" → 2022-11-09), "" where the cell is none."""
    match = _SERIAL.fullmatch(cell)
    if not match or not _FIRST_SERIAL <= int(match["days"]) <= _LAST_SERIAL:
        return ""
    return (_EPOCH + timedelta(days=int(match["days"]))).isoformat()


def _year(stated: str) -> int:
    year = int(stated)
    if len(stated) == 4:
        return year
    return year + (2000 if year <= date.today().year % 100 + 1 else 1900)  # noqa: DTZ011 - a century, no moment
