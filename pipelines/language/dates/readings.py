"""Readings of calendar words: a match and a context in, EDTF out.

A reading is given a day on which the text is read (`Context.today`), the tense of the verb near by and the
last day the text spoke of. It is "" where the words name no possible date, `UNRESOLVED` where they lean on a
day the text does not name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipelines.edtf import edtf_days, last_of_month
from pipelines.language.dates.words import calendar_words, number_of, year_of

PAST, PRESENT, FUTURE, NO_TENSE = "past", "present", "future", ""
# Past beyond doubt ("depuis", "dernier"), where PAST may be the verb of a clause around ("a annoncé un vote le 5 juin").
BEGUN = "begun"
# The reading of words that lean on a day where the text named none before.
UNRESOLVED = "?"

LAST = r"dernier|derniere|passe|passee|ecoule|ecoulee"
NEXT = r"prochain|prochaine"
FOLLOWING = r"suivant|suivante|d'apres"
BEFORE = r"precedent|precedente|d'avant"


@dataclass(frozen=True, slots=True)
class Context:
    """What a reading may lean on.

    Attributes:
        today: the day of reading.
        tense: the tense of the verb near by.
        anchor: the last day the text named.
        near: the beginning of the last day, month or year the text named.
    """

    today: date
    tense: str
    anchor: date | None
    near: date | None = None


Reading = Callable[[re.Match[str], Context], str]
Check = Callable[[re.Match[str], str], bool]


# Writing EDTF -------------------------------------------------------------------------------------------


def day_text(day: date) -> str:
    """A day as EDTF."""
    return day.isoformat()


def span_text(first: date, last: date) -> str:
    """An interval of days as EDTF, a day where both ends are one."""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def month_text(year: int, month: int) -> str:
    """A month as EDTF; months outside 1–12 run over into other years."""
    years, zero_based = divmod(month - 1, 12)
    return f"{year + years:04d}-{zero_based + 1:02d}"


def _valid(year: int, month: int, day: int) -> date | None:
    if not (1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= last_of_month(year, month).day):
        return None
    return date(year, month, day)


def shifted(day: date, amount: int, unit: str) -> str:
    """The EDTF of `amount` units from `day`, as exact as the unit is."""
    stem = unit.rstrip("s")
    try:
        if stem == "heure":
            return day_text(day + timedelta(days=round(amount / 24)))
        if stem == "jour":
            return day_text(day + timedelta(days=amount))
        if stem == "semaine":
            return f"{day_text(day + timedelta(weeks=amount))}~"
    except OverflowError:
        return ""
    if stem == "moi":
        return f"{month_text(day.year, day.month + amount)}~"
    year = day.year + amount * {"an": 1, "annee": 1, "decennie": 10, "siecle": 100}[stem]
    return f"{year:04d}~" if 1 <= year <= 9999 else ""


# Choosing among candidates ------------------------------------------------------------------------------


def _choose(candidates: list[tuple[date, date, str]], context: Context) -> str:
    """The candidate the tense asks for: the last that has begun, the first not over, or the nearest."""
    today = context.today
    if context.tense in (PAST, BEGUN):
        started = [each for each in candidates if each[0] <= today]
        ahead = candidates[len(started) : len(started) + 1]
        if started and context.tense == PAST and ahead and len(ahead[0][2]) >= 10:
            soon = (ahead[0][0] - today).days <= 60 and (today - started[-1][1]).days >= 300
            return ahead[0][2] if soon else started[-1][2]
        return started[-1][2] if started else ""
    if context.tense == FUTURE:
        ahead = [each for each in candidates if each[1] >= today]
        return ahead[0][2] if ahead else ""

    def distance(each: tuple[date, date, str]) -> int:
        first, last, _ = each
        return max((first - today).days, (today - last).days, 0)

    return min(candidates, key=distance)[2] if candidates else ""


def each_year(context: Context, make: Callable[[int], str]) -> str:
    """Of the values that `make` gives for the years around, the one the tense asks for."""
    candidates = []
    for year in range(context.today.year - 4, context.today.year + 5):
        value = make(year)
        if value:
            first, last = edtf_days(value)
            if first and last:
                candidates.append((first, last, value))
    return _choose(candidates, context)


# Readings of dates named by themselves ------------------------------------------------------------------


def _month_number(form: str) -> int:
    return calendar_words().months[form]


def _day_number(form: str) -> int:
    if form == "premier":
        return 1
    return number_of(form.removesuffix("er")) or 0


def read_numeric(match: re.Match[str], _: Context) -> str:
    """Read “12/05/2023”, “12.05.23”, “2023-05-12”."""
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 1900 if year > 50 else 2000
    day = _valid(year, int(match["month"]), int(match["day"]))
    return day_text(day) if day else ""


def read_english(match: re.Match[str], _: Context) -> str:
    """Read “May 12”, “2023”."""
    month = calendar_words().months_english[match["month"] or match["month2"]]
    day = _valid(int(match["year"]), month, int(match["day"] or match["day2"]))
    return day_text(day) if day else ""


def read_day_month(match: re.Match[str], context: Context) -> str:
    """Read “le lundi 3 mai (2021)”."""
    month, day = _month_number(match["month"]), _day_number(match["day"] or match["word"])

    def on(year: int) -> str:
        found = _valid(year, month, day)
        return day_text(found) if found else ""

    if match["year"]:
        return on(year_of(match["year"]) or 0)
    return each_year(leaning(context, match["shift"]), on)


def read_months(match: re.Match[str], context: Context) -> str:
    """Read “mars-avril 2012”."""
    first, last = _month_number(match["first"]), _month_number(match["last"])
    if first >= last:
        return ""

    def of(year: int) -> str:
        return f"{month_text(year, first)}/{month_text(year, last)}"

    return of(int(match["year"])) if match["year"] else each_year(context, of)


def read_days_of_month(match: re.Match[str], context: Context) -> str:
    """Read “les 3 et 4 novembre”, “du 3 au 5 mai 2021”."""
    month, first, last = (
        _month_number(match["month"]),
        _day_number(match["first"]),
        _day_number(match["last"]),
    )

    def on(year: int) -> str:
        start, end = _valid(year, month, first), _valid(year, month, last)
        return span_text(start, end) if start and end and start < end else ""

    return on(int(match["year"])) if match["year"] else each_year(context, on)


def leaning(context: Context, shift: str | None) -> Context:
    """The context with the tense that “dernier” or “prochain” asks for."""
    if not shift:
        return context
    tense = BEGUN if re.fullmatch(LAST, shift) else FUTURE
    return replace(context, tense=tense)


def read_week_of(match: re.Match[str], context: Context) -> str:
    """Read “la semaine du 22 mai”."""
    day, _ = edtf_days(read_day_month(match, context))
    return span_text(day, day + timedelta(days=6)) if day else ""


def read_half_month(match: re.Match[str], context: Context) -> str:
    """Read “la première quinzaine de juin”, “la seconde moitié de mai 2021”."""
    first, last = edtf_days(read_month(match, context))
    if not first or not last:
        return ""
    early = match["half"].startswith("prem")
    return span_text(first, first.replace(day=15)) if early else span_text(first.replace(day=16), last)


def read_weekday_of_month(match: re.Match[str], context: Context) -> str:
    """Read “mardi 12”: the nearest Tuesday that is a twelfth."""
    weekday, number = calendar_words().weekdays[match["wd"]], _day_number(match["day"])
    around = sorted(range(-60, 61), key=abs)
    days = (context.today + timedelta(days=shift) for shift in around)
    return next((day_text(day) for day in days if day.weekday() == weekday and day.day == number), "")


def read_month(match: re.Match[str], context: Context) -> str:
    """Read “mai”, “mai 2021”, “mars dernier”."""
    month = _month_number(match["month"])
    if match["year"]:
        year = int(match["year"])
        return month_text(year + 1900 if year < 100 else year, month)
    if match["period"]:
        step = (
            -1
            if re.search(rf"\b(?:{LAST})$", match["period"])
            else 1
            if re.search(NEXT, match["period"])
            else 0
        )
        return month_text(context.today.year + step, month)
    shift = match["shift"]
    if shift and re.fullmatch(FOLLOWING, shift):
        return month_text(*_next_month(context.anchor or context.today, month))
    if shift and re.fullmatch(f"{LAST}|{NEXT}", shift):
        # "mars dernier" written in March is last year's.
        year = context.today.year
        last = re.fullmatch(LAST, shift) is not None
        return month_text(
            year - (month >= context.today.month) if last else year + (month <= context.today.month), month
        )
    return each_year(context, lambda year: month_text(year, month))


def _next_month(day: date, month: int) -> tuple[int, int]:
    return day.year + (month <= day.month), month


def part_of(which: str, first: date, last: date) -> str:
    """Beginning, middle or end of a month (a day) or of a year (a month), approximate."""
    if which == "courant":
        return month_text(first.year, first.month) if first.month == last.month else f"{first.year:04d}"
    if (last - first).days < 7:
        place = {
            "debut": first,
            "mi": first + timedelta(days=2),
            "milieu": first + timedelta(days=2),
            "fin": last,
        }[which]
        return f"{day_text(place)}~"
    if first.month == last.month:
        number = {"debut": 1, "mi": 15, "milieu": 15, "fin": last.day}[which]
        return f"{day_text(first.replace(day=number))}~"
    return f"{first.year:04d}-{ {'debut': 1, 'mi': 6, 'milieu': 6, 'fin': 12}[which]:02d}~"


def read_part_of_month(match: re.Match[str], context: Context) -> str:
    """Read “fin août”, “mi-mars 2021”."""
    # "fin mars" read on the 25th of March, past or not, is this month: months decide, not days.
    month = edtf_days(read_month(match, context))
    return part_of(match["which"], month[0], month[1]) if month[0] and month[1] else ""


def read_part_of_year(match: re.Match[str], _: Context) -> str:
    """Read “début 2023”."""
    year = int(match["year"])
    return part_of(match["which"], date(year, 1, 1), date(year, 12, 31))
