"""Readings of calendar words that lean on the day of reading or on the day the text named before."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from pipelines.edtf import last_of_month
from pipelines.language.dates.readings import (
    BEFORE,
    FOLLOWING,
    FUTURE,
    LAST,
    NEXT,
    PAST,
    PRESENT,
    UNRESOLVED,
    Context,
    day_text,
    each_year,
    month_text,
    part_of,
    shifted,
    span_text,
)
from pipelines.language.dates.words import calendar_words, number_of


def weekday_on(weekday: int, context: Context) -> date:
    """The day meant by a bare weekday: past unless the verb is future; in the present the nearest."""
    back = (context.today.weekday() - weekday) % 7
    ahead = back and (context.tense == FUTURE or (context.tense == PRESENT and back > 3))
    return context.today + timedelta(days=7 - back if ahead else -back)


def read_part_of_unit(match: re.Match[str], context: Context) -> str:
    """Read “la fin de l'année”, “le début du mois”."""
    unit = match["unit"]
    stem = "annee" if re.search(r"\ban\b|annee", unit) else "mois" if "mois" in unit else "semaine"
    first, last = _unit_days(stem, match["shift"], context)
    return part_of(match["which"], first, last)


def _unit_days(unit: str, shift: str | None, context: Context) -> tuple[date, date]:
    """First and last day of this, the last, the next week, month or year, or of the one beside the anchor."""
    step, origin = 0, context.today
    if shift and re.fullmatch(LAST, shift):
        step = -1
    elif shift and re.fullmatch(NEXT, shift):
        step = 1
    elif shift and re.fullmatch(f"{FOLLOWING}|{BEFORE}", shift):
        origin = context.anchor or context.today
        step = 1 if re.fullmatch(FOLLOWING, shift) else -1
    if unit == "semaine":
        monday = origin - timedelta(days=origin.weekday()) + timedelta(weeks=step)
        return monday, monday + timedelta(days=6)
    if unit == "week-end":
        return _weekend_days(step, origin, context)
    if unit == "mois":
        years, zero_based = divmod(origin.month - 1 + step, 12)
        year = origin.year + years
        return date(year, zero_based + 1, 1), last_of_month(year, zero_based + 1)
    return date(origin.year + step, 1, 1), date(origin.year + step, 12, 31)


def _weekend_days(step: int, origin: date, context: Context) -> tuple[date, date]:
    # On Monday to Thursday "ce week-end" is the last one unless the verb is future.
    monday = origin - timedelta(days=origin.weekday())
    early = origin.weekday() < 4
    if step == 0:
        step = -1 if early and context.tense != FUTURE else 0
    elif step == 1:
        step = 0 if early else 1
    saturday = monday + timedelta(days=5, weeks=step)
    return saturday, saturday + timedelta(days=1)


def read_unit(match: re.Match[str], context: Context) -> str:
    """Read “la semaine dernière”, “ce week-end”, “l'an prochain”."""
    unit = match["unit"]
    stem = {"week-end": "week-end", "week end": "week-end", "weekend": "week-end"}.get(unit, unit)
    stem = "annee" if stem == "an" else stem
    first, last = _unit_days(stem, match["shift"], context)
    if stem == "annee":
        return f"{first.year:04d}"
    return month_text(first.year, first.month) if stem == "mois" else span_text(first, last)


_RELATIVE_DAYS = {
    "avant-hier": -2, "hier": -1, "aujourd'hui": 0, "demain": 1, "apres-demain": 2, "surlendemain": 2,
}  # fmt: skip


def read_relative_day(match: re.Match[str], context: Context) -> str:
    """Read “hier”, “après-demain”."""
    return day_text(context.today + timedelta(days=_RELATIVE_DAYS[match["word"]]))


def read_today(_: re.Match[str], context: Context) -> str:
    """Read “ce matin”."""
    return day_text(context.today)


def read_night(match: re.Match[str], context: Context) -> str:
    """Read “cette nuit”, “la nuit dernière”."""
    ahead = match["shift"] is not None and re.fullmatch(NEXT, match["shift"])
    start = context.today - timedelta(days=0 if ahead else 1)
    return span_text(start, start + timedelta(days=1))


def read_weekday(match: re.Match[str], context: Context) -> str:
    """Read “mardi”, “lundi prochain”, “mardi de la semaine dernière”."""
    weekday = calendar_words().weekdays[match["wd"]]
    today = context.today
    if match["week"]:
        monday, _ = _unit_days("semaine", match["week"], context)
        return day_text(monday + timedelta(days=weekday))
    shift = match["shift"]
    if shift and re.fullmatch(LAST, shift):
        return day_text(today - timedelta(days=(today.weekday() - weekday) % 7 or 7))
    if shift:
        extra = 7 if shift == "en huit" else 0
        return day_text(today + timedelta(days=((weekday - today.weekday()) % 7 or 7) + extra))
    if match["this"] and context.tense != FUTURE:
        context = replace(context, tense=PRESENT)
    return day_text(weekday_on(weekday, context))


def read_weekday_beside(match: re.Match[str], context: Context) -> str:
    """Read “le lundi suivant”, “ce mardi-là”."""
    origin = context.anchor
    if not origin:
        return UNRESOLVED
    weekday = calendar_words().weekdays[match["wd"]]
    if match["shift"] and re.fullmatch(BEFORE, match["shift"]):
        return day_text(origin - timedelta(days=(origin.weekday() - weekday) % 7 or 7))
    if match["la"]:
        return day_text(origin - timedelta(days=(origin.weekday() - weekday) % 7))
    return day_text(origin + timedelta(days=(weekday - origin.weekday()) % 7 or 7))


def read_night_between(match: re.Match[str], context: Context) -> str:
    """Read “la nuit de lundi à mardi”."""
    weekdays = calendar_words().weekdays
    tense = FUTURE if context.tense == FUTURE else PAST
    last = weekday_on(weekdays[match["last"]], replace(context, tense=tense))
    return span_text(last - timedelta(days=1), last)


def _amount(match: re.Match[str]) -> int:
    return number_of(match["n"]) or 0


def read_ago(match: re.Match[str], context: Context) -> str:
    """Read “il y a trois ans”."""
    return shifted(context.today, -_amount(match), match["unit"])


def read_ahead(match: re.Match[str], context: Context) -> str:
    """Read “dans deux semaines”."""
    return shifted(context.today, _amount(match), match["unit"])


def read_until_ahead(match: re.Match[str], context: Context) -> str:
    """Read “d'ici deux ans”."""
    value = shifted(context.today, _amount(match), match["unit"])
    return value and f"../{value}"


def read_since_ago(match: re.Match[str], context: Context) -> str:
    """Read “depuis deux semaines”."""
    value = shifted(context.today, -_amount(match), match["unit"])
    return value and f"{value.rstrip('~')}~/.."


def read_vague_past(_: re.Match[str], context: Context) -> str:
    """Read “il y a quelques jours”."""
    return f"../{day_text(context.today)}"


def read_vague_future(_: re.Match[str], context: Context) -> str:
    """Read “dans les jours à venir”."""
    return f"{day_text(context.today)}/.."


def read_last_units(match: re.Match[str], context: Context) -> str:
    """Read “ces derniers jours”, “les six derniers mois”."""
    number = match["n"] or match["n2"]
    if not number:
        return read_vague_past(match, context)
    start = shifted(context.today, -(number_of(number) or 0), match["unit"] or match["unit2"])
    return start and f"{start}/{day_text(context.today)}"


def read_next_units(match: re.Match[str], context: Context) -> str:
    """Read “dans les prochains jours”, “dans les 48 heures”."""
    number = match["n"] or match["n2"]
    if not number:
        return read_vague_future(match, context)
    end = shifted(context.today, number_of(number) or 0, match["unit"] or match["unit2"])
    return end and f"{day_text(context.today)}/{end}"


_BESIDE = {"lendemain": 1, "surlendemain": 2, "veille": -1, "avant-veille": -2}


def read_beside_anchor(match: re.Match[str], context: Context) -> str:
    """Read “le lendemain”, “la veille”."""
    # "la veille" opens many a dispatch; the other words need a day before them.
    if not context.anchor and match["word"] != "veille":
        return UNRESOLVED
    return day_text((context.anchor or context.today) + timedelta(days=_BESIDE[match["word"]]))


def read_anchor(match: re.Match[str], context: Context) -> str:
    """Read “le même jour”, “cette année-là”."""
    anchor = context.anchor
    if not anchor:
        return UNRESOLVED
    unit = match["unit"] or match["unit2"]
    if unit == "annee":
        return f"{anchor.year:04d}"
    return month_text(anchor.year, anchor.month) if unit == "mois" else day_text(anchor)


def read_from_anchor(match: re.Match[str], context: Context) -> str:
    """Read “trois jours plus tard”."""
    sign = -1 if " ".join(match["side"].split()) in ("plus tot", "auparavant", "avant") else 1
    origin = context.near if match["unit"].startswith("an") else context.anchor
    if not origin:
        return UNRESOLVED
    return shifted(origin, sign * _amount(match), match["unit"])


def read_fraction(match: re.Match[str], context: Context) -> str:
    """Read “le premier trimestre 2022”, “le second semestre”."""
    months = 3 if match["unit"] == "trimestre" else 6
    form = match["nth"]
    nth = calendar_words().ordinals[form]
    if form == "dernier":
        nth = 12 // months
    if nth * months > 12:
        return ""

    def of(year: int) -> str:
        return f"{month_text(year, (nth - 1) * months + 1)}/{month_text(year, nth * months)}"

    if match["year"]:
        return of(int(match["year"]))
    if match["this"]:
        first, _ = _unit_days("annee", match["shift"], context)
        return of(first.year)
    return each_year(context, of)
