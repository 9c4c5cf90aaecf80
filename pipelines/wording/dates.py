"""EDTF in words, never more exact than the text."""

from __future__ import annotations

import calendar
import re

from pipelines.wording.typography import listing

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_ABBREVIATED = tuple(month[:3] for month in _MONTHS)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY_NOTE = re.compile(rf"an? ({'|'.join(_WEEKDAYS)}) in ({'|'.join(_ABBREVIATED)}) (\d{{4}})")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_POINT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def edtf_words(edtf: str, unknown: str = "no date") -> str:
    """EDTF level 1 in English: "2022-11" → "November 2022"; `unknown` for "".

    A string that is not EDTF comes back as it is: better raw than wrong.
    """
    if not edtf:
        return unknown
    if "/" not in edtf:
        return _point_words(edtf)
    start, end = edtf.split("/", 1)
    if start in ("", ".."):
        return f"until {_point_words(end)}"
    if end in ("", ".."):
        return f"from {_point_words(start)}"
    return _interval_words(start, end)


def date_words(edtf: str, note: str = "", unknown: str = "no date") -> tuple[str, str]:
    """What a date says and what is uncertain about it, never more exact than the text.

    "2022-11~" with the note "a Monday in Nov 2022" gives ("Mon 7, 14, 21 or 28 Nov 2022", "which one is not
    known"); with "in or near Nov 2022: the day of publication is not known", its two halves. What follows a semicolon
    says that an event's date was inferred.
    """
    note, semicolon, inferred = note.partition("; ")
    aside = f"{semicolon}{inferred}"
    days = _weekdays_of(note)
    if days:
        return days, f"which one is not known{aside}"
    claim, colon, reason = note.partition(": ")
    if edtf.endswith("~") and colon:
        return claim, f"{reason}{aside}"
    return edtf_words(edtf, unknown), f"{note}{aside}"


def _weekdays_of(note: str) -> str:
    """Every day that "a Monday in Nov 2022" can mean; "" for other notes."""
    found = _WEEKDAY_NOTE.fullmatch(note)
    if not found:
        return ""
    weekday, month, year = _WEEKDAYS.index(found[1]), _ABBREVIATED.index(found[2]) + 1, int(found[3])
    days = [str(week[weekday]) for week in calendar.monthcalendar(year, month) if week[weekday]]
    return f"{found[1][:3]} {listing(days, 'or')} {found[2]} {year}"


def _point_words(point: str) -> str:
    if re.fullmatch(r"\d{3}X", point):
        return f"the {point[:3]}0s"
    if re.fullmatch(r"\d\dXX", point):
        century = int(point[:2]) + 1
        suffix = "th" if century in (11, 12, 13) else _ORDINALS.get(century % 10, "th")
        return f"the {century}{suffix} century"
    found = _POINT.fullmatch(point)
    if not found:
        return point
    year, month, day, qualifier = found.groups()
    words = " ".join(filter(None, [day and str(int(day)), _month_words(month), year]))
    return {"~": "around ", "?": "perhaps ", "%": "perhaps around "}.get(qualifier, "") + words


def _month_words(month: str | None) -> str:
    number = int(month or 0)
    return _MONTHS[number - 1] if 1 <= number <= 12 else _SEASONS.get(number, "")


def _interval_words(start: str, end: str) -> str:
    first, last = _POINT.fullmatch(start), _POINT.fullmatch(end)
    if first and last and first[3] and last[3] and not first[4] and not last[4]:
        if first.group(1, 2) == last.group(1, 2):
            return f"{int(first[3])} to {_point_words(end)}"
        if first[1] == last[1]:
            return f"{int(first[3])} {_month_words(first[2])} to {_point_words(end)}"
    return f"{_point_words(start)} to {_point_words(end)}"
