"""The French calendar grammar: named rules, each a pattern over folded text and the reading of a match.

A reading is EDTF, given a day on which the text is read (`Context.today`), the tense of the verb near by and
the last day the text spoke of. It is "" where the words name no possible date. Rules know nothing of
uncertainty: `dates` reads each match from the first and the last possible day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pipelines.edtf import edtf_days, last_of_month
from pipelines.language.calendar_words import alternatives, calendar_words, number_of, year_of

PAST, PRESENT, FUTURE, NO_TENSE = "past", "present", "future", ""
# The reading of words that lean on a day where the text named none before.
UNRESOLVED = "?"


@dataclass(frozen=True, slots=True)
class Context:
    """What a reading may lean on: the day of reading, the tense near by, the last day named before."""

    today: date
    tense: str
    anchor: date | None


Reading = Callable[[re.Match[str], Context], str]
Check = Callable[[re.Match[str], str], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule. `check` sees the match (in folded text) and the text itself."""

    name: str
    pattern: re.Pattern[str]
    read: Reading
    check: Check | None = None


_PART = (
    r"(?: (?:matin|midi|soir|apres-midi|en (?:debut de |fin de )?(?:matinee|soiree|journee|apres-midi)"
    r"|dans (?:la (?:matinee|soiree|nuit|journee)|l'apres-midi)|a l'aube|a la mi-journee"
    r"|au (?:petit )?(?:matin|soir)|a (?:midi|minuit)))?"
    r"(?:,? (?:vers |a |des )?\d{1,2} ?h(?:eures?)?(?: ?[0-5]\d)?(?: gmt| locales?)?(?!\w))?"
)
_UNIT = r"jours?|semaines?|mois|ans?|annees?|heures?|decennies?|siecles?"
_ABOUT = (
    r"(?:(?:environ|pres de|pres d'|plus de|plus d'|moins de|moins d'|au moins|a peine|tout juste|presque|exactement"
    r"|maintenant|deja) ?)?"
)
_LAST = r"dernier|derniere|passe|passee|ecoule|ecoulee"
_NEXT = r"prochain|prochaine"
_FOLLOWING = r"suivant|suivante|d'apres"
_BEFORE = r"precedent|precedente|d'avant"
_YEAR = r"1\d{3}|20\d\d|21\d\d"


@cache
def _pieces() -> dict[str, str]:
    words = calendar_words()
    small = [form for form, value in words.numbers.items() if value <= 100]
    tens = r"(?:vingt|trente|quarante|cinquante|soixante|quatre-vingts?)"
    teens = alternatives(form for form in small if " " not in form and "'" not in form)
    return {
        "WD": "|".join(words.weekdays),
        "MONTH": alternatives(form for form in words.months if not form.endswith(".")),
        "MON": alternatives(words.months),
        "ENGLISH": alternatives(words.months_english),
        "DAY": r"(?:[12]\d|3[01]|0?[1-9])(?:er)?|premier",
        "DAYWORD": alternatives(form for form, value in words.numbers.items() if value <= 31) + r"|(?:vingt|trente)(?:-| et )\w+",
        "NUM": rf"\d{{1,3}}|{tens}(?:[ -]et[ -]|-)(?:{teens})|{alternatives(small)}",
        "YEAR": _YEAR,
        "YEARWORDS": rf"(?:deux mille|mil|mille)(?:[ -](?:et )?(?:{tens}|{teens}|cents?)){{0,7}}",
        "SEASON": "|".join(words.seasons),
        "ORD": alternatives(words.ordinals),
        "FEAST": alternatives(words.feasts),
        "UNIT": _UNIT, "ABOUT": _ABOUT, "PART": _PART, "LAST": _LAST, "NEXT": _NEXT,
        "FOLLOWING": _FOLLOWING, "BEFORE": _BEFORE, "SHIFT": f"{_LAST}|{_NEXT}|{_FOLLOWING}|{_BEFORE}|en cours",
        "WHICH": r"debut|milieu|fin|mi|courant",
    }  # fmt: skip


_PIECE = re.compile(r"%([A-Z]+)%")
# A space in a rule stands for the spaces of a typeset line, or one line break.
_SPACE = r"(?: {1,3}| ?\n ?)"


def _compile(pattern: str) -> re.Pattern[str]:
    filled = _PIECE.sub(lambda match: f"(?:{_pieces()[match[1]]})", pattern)
    filled = _PIECE.sub(lambda match: f"(?:{_pieces()[match[1]]})", filled)
    spaced = re.sub(r"(?<!\[)(?<!\\) (?![?*{])", lambda _: _SPACE, filled)
    return re.compile(rf"(?<![\w-])(?:{spaced})(?!\w|-\w)")


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
    if context.tense == PAST:
        started = [each for each in candidates if each[0] <= today]
        return started[-1][2] if started else ""
    if context.tense == FUTURE:
        ahead = [each for each in candidates if each[1] >= today]
        return ahead[0][2] if ahead else ""

    def distance(each: tuple[date, date, str]) -> int:
        first, last, _ = each
        return max((first - today).days, (today - last).days, 0)

    return min(candidates, key=distance)[2] if candidates else ""


def _each_year(context: Context, make: Callable[[int], str]) -> str:
    candidates = []
    for year in range(context.today.year - 9, context.today.year + 10):
        value = make(year)
        if value:
            first, last = edtf_days(value)
            if first and last:
                candidates.append((first, last, value))
    return _choose(candidates, context)


def weekday_on(weekday: int, context: Context) -> date:
    """The day meant by a bare weekday: past unless the verb is future; in the present the nearest."""
    back = (context.today.weekday() - weekday) % 7
    ahead = back and (context.tense == FUTURE or (context.tense == PRESENT and back > 3))
    return context.today + timedelta(days=7 - back if ahead else -back)


# Readings -----------------------------------------------------------------------------------------------


def _month_number(form: str) -> int:
    return calendar_words().months[form]


def _day_number(form: str) -> int:
    if form == "premier":
        return 1
    return number_of(form.removesuffix("er")) or 0


def _read_numeric(match: re.Match[str], _: Context) -> str:
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 1900 if year > 50 else 2000
    day = _valid(year, int(match["month"]), int(match["day"]))
    return day_text(day) if day else ""


def _read_english(match: re.Match[str], _: Context) -> str:
    month = calendar_words().months_english[match["month"] or match["month2"]]
    day = _valid(int(match["year"]), month, int(match["day"] or match["day2"]))
    return day_text(day) if day else ""


def _read_day_month(match: re.Match[str], context: Context) -> str:
    month, day = _month_number(match["month"]), _day_number(match["day"] or match["word"])

    def on(year: int) -> str:
        found = _valid(year, month, day)
        return day_text(found) if found else ""

    if match["year"]:
        return on(year_of(match["year"]) or 0)
    return _each_year(_leaning(context, match["shift"]), on)


def _read_days_of_month(match: re.Match[str], context: Context) -> str:
    month, first, last = _month_number(match["month"]), _day_number(match["first"]), _day_number(match["last"])

    def on(year: int) -> str:
        start, end = _valid(year, month, first), _valid(year, month, last)
        return span_text(start, end) if start and end and start < end else ""

    return on(int(match["year"])) if match["year"] else _each_year(context, on)


def _leaning(context: Context, shift: str | None) -> Context:
    if not shift:
        return context
    tense = PAST if re.fullmatch(_LAST, shift) else FUTURE
    return Context(context.today, tense, context.anchor)


def _read_month(match: re.Match[str], context: Context) -> str:
    month = _month_number(match["month"])
    if match["year"]:
        return month_text(int(match["year"]), month)
    shift = match["shift"]
    if shift and re.fullmatch(_FOLLOWING, shift):
        return month_text(*_next_month(context.anchor or context.today, month))
    if shift and re.fullmatch(f"{_LAST}|{_NEXT}", shift):
        # "mars dernier" written in March is last year's.
        year = context.today.year
        last = re.fullmatch(_LAST, shift) is not None
        return month_text(year - (month >= context.today.month) if last else year + (month <= context.today.month), month)
    return _each_year(context, lambda year: month_text(year, month))


def _next_month(day: date, month: int) -> tuple[int, int]:
    return day.year + (month <= day.month), month


def _part_of(which: str, first: date, last: date) -> str:
    """Beginning, middle or end of a month (a day) or of a year (a month), approximate."""
    if which == "courant":
        return month_text(first.year, first.month) if first.month == last.month else f"{first.year:04d}"
    if (last - first).days < 7:
        place = {"debut": first, "mi": first + timedelta(days=2), "milieu": first + timedelta(days=2), "fin": last}[which]
        return f"{day_text(place)}~"
    if first.month == last.month:
        number = {"debut": 1, "mi": 15, "milieu": 15, "fin": last.day}[which]
        return f"{day_text(first.replace(day=number))}~"
    return f"{first.year:04d}-{ {'debut': 1, 'mi': 6, 'milieu': 6, 'fin': 12}[which]:02d}~"


def _read_part_of_month(match: re.Match[str], context: Context) -> str:
    # "fin mars" read on the 25th of March, past or not, is this month: months decide, not days.
    month = edtf_days(_read_month(match, context))
    return _part_of(match["which"], month[0], month[1]) if month[0] and month[1] else ""


def _read_part_of_year(match: re.Match[str], _: Context) -> str:
    year = int(match["year"])
    return _part_of(match["which"], date(year, 1, 1), date(year, 12, 31))


def _read_part_of_unit(match: re.Match[str], context: Context) -> str:
    unit = match["unit"]
    stem = "annee" if re.search(r"\ban\b|annee", unit) else "mois" if "mois" in unit else "semaine"
    first, last = _unit_days(stem, match["shift"], context)
    return _part_of(match["which"], first, last)


def _unit_days(unit: str, shift: str | None, context: Context) -> tuple[date, date]:
    """First and last day of this, the last, the next week, month or year, or of the one beside the anchor."""
    step, origin = 0, context.today
    if shift and re.fullmatch(_LAST, shift):
        step = -1
    elif shift and re.fullmatch(_NEXT, shift):
        step = 1
    elif shift and re.fullmatch(f"{_FOLLOWING}|{_BEFORE}", shift):
        origin = context.anchor or context.today
        step = 1 if re.fullmatch(_FOLLOWING, shift) else -1
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


def _read_unit(match: re.Match[str], context: Context) -> str:
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


def _read_relative_day(match: re.Match[str], context: Context) -> str:
    return day_text(context.today + timedelta(days=_RELATIVE_DAYS[match["word"]]))


def _read_today(_: re.Match[str], context: Context) -> str:
    return day_text(context.today)


def _read_night(match: re.Match[str], context: Context) -> str:
    ahead = match["shift"] is not None and re.fullmatch(_NEXT, match["shift"])
    start = context.today - timedelta(days=0 if ahead else 1)
    return span_text(start, start + timedelta(days=1))


def _read_weekday(match: re.Match[str], context: Context) -> str:
    weekday = calendar_words().weekdays[match["wd"]]
    today = context.today
    if match["week"]:
        monday, _ = _unit_days("semaine", match["week"], context)
        return day_text(monday + timedelta(days=weekday))
    shift = match["shift"]
    if shift and re.fullmatch(_LAST, shift):
        return day_text(today - timedelta(days=(today.weekday() - weekday) % 7 or 7))
    if shift:
        extra = 7 if shift == "en huit" else 0
        return day_text(today + timedelta(days=((weekday - today.weekday()) % 7 or 7) + extra))
    if match["this"] and context.tense != FUTURE:
        context = Context(today, PRESENT, context.anchor)
    return day_text(weekday_on(weekday, context))


def _read_weekday_beside(match: re.Match[str], context: Context) -> str:
    origin = context.anchor
    if not origin:
        return UNRESOLVED
    weekday = calendar_words().weekdays[match["wd"]]
    if match["shift"] and re.fullmatch(_BEFORE, match["shift"]):
        return day_text(origin - timedelta(days=(origin.weekday() - weekday) % 7 or 7))
    if match["la"]:
        return day_text(origin - timedelta(days=(origin.weekday() - weekday) % 7))
    return day_text(origin + timedelta(days=(weekday - origin.weekday()) % 7 or 7))


def _read_night_between(match: re.Match[str], context: Context) -> str:
    weekdays = calendar_words().weekdays
    tense = FUTURE if context.tense == FUTURE else PAST
    last = weekday_on(weekdays[match["last"]], Context(context.today, tense, context.anchor))
    return span_text(last - timedelta(days=1), last)


def _amount(match: re.Match[str]) -> int:
    return number_of(match["n"]) or 0


def _read_ago(match: re.Match[str], context: Context) -> str:
    return shifted(context.today, -_amount(match), match["unit"])


def _read_ahead(match: re.Match[str], context: Context) -> str:
    return shifted(context.today, _amount(match), match["unit"])


def _read_until_ahead(match: re.Match[str], context: Context) -> str:
    value = shifted(context.today, _amount(match), match["unit"])
    return value and f"../{value}"


def _read_since_ago(match: re.Match[str], context: Context) -> str:
    value = shifted(context.today, -_amount(match), match["unit"])
    return value and f"{value.rstrip('~')}~/.."


def _read_vague_past(_: re.Match[str], context: Context) -> str:
    return f"../{day_text(context.today)}"


def _read_vague_future(_: re.Match[str], context: Context) -> str:
    return f"{day_text(context.today)}/.."


def _read_last_units(match: re.Match[str], context: Context) -> str:
    number = match["n"] or match["n2"]
    if not number:
        return _read_vague_past(match, context)
    start = shifted(context.today, -(number_of(number) or 0), match["unit"] or match["unit2"])
    return start and f"{start}/{day_text(context.today)}"


def _read_next_units(match: re.Match[str], context: Context) -> str:
    number = match["n"] or match["n2"]
    if not number:
        return _read_vague_future(match, context)
    end = shifted(context.today, number_of(number) or 0, match["unit"] or match["unit2"])
    return end and f"{day_text(context.today)}/{end}"


def _read_season(match: re.Match[str], context: Context) -> str:
    season = calendar_words().seasons[match["season"]]
    if match["year"]:
        return f"{int(match['year']):04d}-{season}"
    if match["shift"]:
        last = re.fullmatch(_LAST, match["shift"]) is not None
        today = context.today
        years = [today.year - 1, today.year] if last else [today.year, today.year + 1]
        days = [(f"{year}-{season}", *edtf_days(f"{year}-{season}")) for year in years]
        if last:
            over = [value for value, _, end in days if end and end < today]
            return over[-1] if over else f"{years[0] - 1}-{season}"
        return next((value for value, start, _ in days if start and start > today), "")
    return _each_year(context, lambda year: f"{year:04d}-{season}")


def _read_fraction(match: re.Match[str], context: Context) -> str:
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
    return _each_year(context, of)


def _read_decade(match: re.Match[str], _: Context) -> str:
    words = match["decade"]
    number = number_of(words)
    if number is None or number % 10:
        return ""
    if number < 100:
        number += 1900 if number >= 20 else 2000
    first, last = {"debut": (0, 3), "milieu": (4, 6), "fin": (7, 9)}.get(match["which"] or "", (0, 9))
    return f"{number + first:04d}/{number + last:04d}"


_ROMAN = {"i": 1, "v": 5, "x": 10}


def _read_century(match: re.Match[str], context: Context) -> str:
    if match["last"]:
        century = context.today.year // 100
    elif match["digits"]:
        century = int(match["digits"])
    else:
        values = [_ROMAN[letter] for letter in match["roman"]]
        century = sum(-v if values[k + 1 : k + 2] > [v] else v for k, v in enumerate(values))
    if not 1 <= century <= 30:
        return ""
    first, last = {"debut": (1, 33), "milieu": (34, 66), "fin": (67, 100)}.get(match["which"] or "", (1, 100))
    return f"{(century - 1) * 100 + first:04d}/{(century - 1) * 100 + last:04d}"


def _read_year(match: re.Match[str], _: Context) -> str:
    year = year_of(match["year"])
    return f"{year:04d}" if year and 1000 <= year < 2200 else ""


def _read_years(match: re.Match[str], _: Context) -> str:
    first = int(match["first"])
    last = int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    return f"{first}/{last}" if first < last <= first + 30 else ""


def _read_feast(match: re.Match[str], context: Context) -> str:
    feast = calendar_words().feasts[match["feast"]]
    if match["year"]:
        return day_text(feast.on(int(match["year"])))
    if feast.year and not match["shift"]:
        return day_text(feast.on(feast.year))
    return _each_year(_leaning(context, match["shift"]), lambda year: day_text(feast.on(year)))


_BESIDE = {"lendemain": 1, "surlendemain": 2, "veille": -1, "avant-veille": -2}


def _read_beside_anchor(match: re.Match[str], context: Context) -> str:
    # "la veille" opens many a dispatch; the other words need a day before them.
    if not context.anchor and match["word"] != "veille":
        return UNRESOLVED
    return day_text((context.anchor or context.today) + timedelta(days=_BESIDE[match["word"]]))


def _read_anchor(match: re.Match[str], context: Context) -> str:
    anchor = context.anchor
    if not anchor:
        return UNRESOLVED
    unit = match["unit"] or match["unit2"]
    if unit == "annee":
        return f"{anchor.year:04d}"
    return month_text(anchor.year, anchor.month) if unit == "mois" else day_text(anchor)


def _read_from_anchor(match: re.Match[str], context: Context) -> str:
    sign = -1 if match["side"] in ("plus tot", "auparavant", "avant") else 1
    if not context.anchor:
        return UNRESOLVED
    return shifted(context.anchor, sign * _amount(match), match["unit"])


# Checks: what stands around a match -----------------------------------------------------------------------

_HABIT = re.compile(r"(?<!\w)(?:chaque|tous les|toutes les|les|le|du|un|au|certains|quelques|aux|des|l'autre)\s$")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:en|de|depuis|avant|apres|des|fin|debut|jusqu'en|d'ici|pour|entre|et|a|ou|vers|environ|annee|l'an|que)\s"
    r"|[(:,]\s?|\bd')$"
)
_STRONG_YEAR_BEFORE = re.compile(
    r"\b(?:en|depuis|jusqu'en|d'ici|fin|debut|annee|l'an|exercice|saison|rentree|edition|millesime|budget|scrutin"
    r"|elections?|presidentielles?|legislatives?|municipales?|europeennes?|regionales?|printemps|automne|hiver)\s$"
)
# Few words that end in "s" or "x" may follow a year that is no quantity ("2015 soldats").
_QUANTITY_AFTER = re.compile(
    r"[.,]\d|\s?(?:%|€|\$|\d{3}\b|(?:euros?|dollars?|km|m|francs?|milli\w+)\b)"
    r"|\s(?!(?:dans|sans|sous|plus|mais|puis|les|des|ses|ces|aux|lors|apres|depuis|ils|elles|nous|vous|vers|alors|jamais"
    r"|tous|toutes|dix|deux|six|trois|hors|chez)\b)[a-z-]{2,}[sx]\b"
)
_MONTH_BEFORE = re.compile(
    r"(?:\b(?:en|des|depuis|de|avant|apres|jusqu'en|mois|et|a|au|ou|fin|entre|pour|debut|courant|d'ici|prochain"
    r"|que|jusqu'a)\s|\bd'|[,(]\s?)$"
)


def _folded_before(match: re.Match[str], width: int = 24) -> str:
    return match.string[max(0, match.start() - width) : match.start()]


def _not_habit(match: re.Match[str], text: str) -> bool:
    if match["this"]:
        return True
    habit = _HABIT.search(_folded_before(match))
    return not habit or text[match.start() - 4 : match.start()].lower() == "dès "


def _is_year(match: re.Match[str], _: str) -> bool:
    before = _folded_before(match)
    if match.group().startswith(("l'an", "annee")):
        return True
    after = _QUANTITY_AFTER.match(match.string, match.end(), match.end() + 24)
    if _STRONG_YEAR_BEFORE.search(before):
        return not after or after.group()[0] == " " and not after.group()[1:2].isdigit()
    return not after and _YEAR_BEFORE.search(before) is not None


def _is_month(match: re.Match[str], text: str) -> bool:
    # "Mars" with a capital inside a sentence is the planet or a name.
    start = match.start("month")
    if text[start].isupper() and not text[start : start + 3].isupper() and not match["year"]:
        return False
    return bool(match["year"] or match["shift"] or match["word"] or _MONTH_BEFORE.search(_folded_before(match)))


_SEASON_BEFORE = re.compile(r"\b(?:a|depuis|avant|pendant|durant|d'ici|apres|au|des|cours de|fin de|debut de|jusqu'a)\s$")


def _is_season(match: re.Match[str], _: str) -> bool:
    article = match["this"] or ""
    if match["season"] == "ete" and not article:
        return False
    if article.strip() in ("cet", "ce") or match["year"] or match["shift"]:
        return True
    return article.strip() in ("l'", "le", "") and bool(_SEASON_BEFORE.search(_folded_before(match)))


def _is_feast(match: re.Match[str], text: str) -> bool:
    before = _folded_before(match)
    if re.search(r"\b(?:pere|marches?|sapins?|arbres?|cadeaux?|contes?|chants?|ile|iles|place|rue|boulevard|avenue)(?: de| du)? $", before):
        return False
    # Noël Dupont, Pascale Noël, rue du 8-Mai.
    named = match["feast"] == "noel" and (
        re.match(r" [A-ZÉ]", text[match.end() : match.end() + 2])
        or (text[match.start()].isupper() and re.search(r"[A-ZÉ]\w+ $", text[max(0, match.start() - 20) : match.start()]))
    )
    return not named


def _stands_alone(match: re.Match[str], _: str) -> bool:
    return not re.match(r"\s(?:de|du|des|d'|que|qu')", match.string[match.end() : match.end() + 5])


def _no_phrase_after(match: re.Match[str], _: str) -> bool:
    if match["side"] not in ("apres", "avant"):
        return True
    return not re.match(
        r"\s(?:le|la|les|l'|un|une|son|sa|ses|leur|leurs|ce|cette|que|qu'|avoir|etre|de|d'|des|du|s'|[A-Z])",
        match.string[match.end() : match.end() + 8],
    )


def _not_to_date(match: re.Match[str], _: str) -> bool:
    return not re.search(r"\ba\s$", _folded_before(match))


_NAMED_DAY = re.compile(r"\b(?:mouvement|rue|place|avenue|boulevard|stade|pont|quai|gare|palais|lycee|brigade) du $")


def _is_day(match: re.Match[str], text: str) -> bool:
    return _is_plain_number(match, text) and not _NAMED_DAY.search(_folded_before(match))


def _is_plain_number(match: re.Match[str], _: str) -> bool:
    return not re.search(r"[\d][.,/ ]?$|n° ?$|\barticles? $|\bpages? $", _folded_before(match))


# The rules, the more special first ------------------------------------------------------------------------

_RULES: tuple[tuple[str, str, Reading, Check | None], ...] = (
    ("iso_day", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", _read_numeric, None),
    ("numeric_day", r"(?:le )?(?P<day>\d{1,2})(?P<sep>[/.])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)(?!\.\d)",
     _read_numeric, _is_plain_number),
    ("english_day", r"(?:(?P<month>%ENGLISH%) (?P<day>\d{1,2})(?:st|nd|rd|th)?"
     r"|(?P<day2>\d{1,2}) (?P<month2>%ENGLISH%)),? (?P<year>%YEAR%)", _read_english, None),
    ("night_between_weekdays", r"(?:(?:la|cette) )?nuit (?:de|du) (?P<first>%WD%) (?:a|au) (?P<last>%WD%)(?: matin)?",
     _read_night_between, None),
    ("days_of_month", r"(?:(?:la )?nuit du |les |le |du |entre le )?(?:%WD% )?(?P<first>%DAY%)(?:, (?:%DAY%)){0,6}"
     r"(?: (?:et|au|a|ou|et le|et du) |-)(?:%WD% )?(?P<last>%DAY%) (?P<month>%MON%)(?: (?P<year>%YEAR%))?",
     _read_days_of_month, _is_plain_number),
    ("day_of_month", r"(?:(?:(?:le|ce) )?(?:%WD%,? (?:le )?)?(?P<day>%DAY%)|le (?:%WD% )?(?P<word>%DAYWORD%))[ -](?P<month>%MON%)"
     r"(?: (?P<year>%YEAR%|%YEARWORDS%)| (?P<shift>dernier|prochain))?%PART%", _read_day_month, _is_day),
    ("part_of_month", r"(?:(?:le|la) )?(?P<which>%WHICH%)(?:(?: |-)|(?: du mois)? de |(?: du mois)? d')"
     r"(?P<month>%MONTH%)(?: (?P<year>%YEAR%)| (?P<shift>%SHIFT%))?", _read_part_of_month, None),
    ("month", r"(?:(?:le|ce) )?(?P<word>mois de |mois d')?(?P<month>%MONTH%)(?: (?:de )?(?P<year>%YEAR%)| (?P<shift>%SHIFT%))?",
     _read_month, _is_month),
    ("part_of_decade", r"(?:(?:le|la|les|des) )?(?:(?P<which>debut|milieu|fin) des )?(?:annees|decennie) (?P<decade>\d0|%YEAR%"
     r"|vingt|trente|quarante|cinquante|soixante|soixante-dix|quatre-vingts?|quatre-vingt-dix)", _read_decade, None),
    ("century", r"(?:(?:le |la )?(?P<which>debut|milieu|fin) du |le )?(?:(?:(?P<roman>[ivx]{1,5})|(?P<digits>\d\d?))"
     r"(?:e|er|eme) siecle|siecle (?P<last>dernier))", _read_century, None),
    ("part_of_year", r"(?:(?:le|la) )?(?P<which>%WHICH%)(?: de l'annee | de l'an | de | |-)(?P<year>%YEAR%)",
     _read_part_of_year, None),
    ("part_of_period", r"(?:(?:le|la) )?(?P<which>debut|milieu|fin|mi)(?: de | du | d'| |-)"
     r"(?P<unit>l'annee|l'an|cette annee|annee|la semaine|cette semaine|semaine|ce mois(?:-ci)?|mois)(?: (?P<shift>%SHIFT%))?",
     _read_part_of_unit, None),
    ("years", r"(?P<first>%YEAR%)[-/](?P<last>(?:%YEAR%)|\d\d)", _read_years, _is_plain_number),
    ("year", r"(?:l'an |l'annee |annee )?(?P<year>%YEAR%)", _read_year, _is_year),
    ("year_in_words", r"(?:l'an |l'annee )?(?P<year>%YEARWORDS%)", _read_year, _is_year),
    ("relative_period", r"(?:plus tot )?(?:(?:l'|la |le )(?P<unit>semaine|mois|annee|an|week-end|week end|weekend) (?P<shift>%SHIFT%))",
     _read_unit, None),
    ("this_period", r"(?:plus tot )?(?:ce |cet |cette )(?P<unit>semaine|mois|annee|week-end|week end|weekend)(?:-ci)?(?P<shift>(?!))?",
     _read_unit, None),
    ("weekend", r"(?:pendant|durant|tout) le (?P<unit>week-end)(?P<shift>(?!))?", _read_unit, None),
    ("relative_day", r"(?P<word>avant-hier|hier|aujourd'hui|demain|apres-demain)%PART%", _read_relative_day, None),
    ("today", r"ce (?:matin|midi|soir|jour)|cet(?:te)? apres-midi", _read_today, _not_to_date),
    ("this_night", r"(?:la nuit (?P<shift>derniere|prochaine)|cette nuit)", _read_night, None),
    ("weekday", r"(?:(?P<this>ce) )?(?P<wd>%WD%)(?: (?P<shift>%LAST%|%NEXT%|en huit))?%PART%"
     r"(?: de la semaine (?P<week>%LAST%|%NEXT%|%FOLLOWING%|%BEFORE%))?", _read_weekday, _not_habit),
    ("weekday_beside", r"(?:(?:le|ce) )(?P<wd>%WD%)(?: (?P<shift>%FOLLOWING%|%BEFORE%)|(?P<la>-la))", _read_weekday_beside, None),
    ("ago", r"(?:il y a|voici|voila|cela fait) %ABOUT%(?P<n>%NUM%) ?(?P<unit>%UNIT%)", _read_ago, None),
    ("vague_ago", r"il y a (?:quelques|plusieurs) (?:%UNIT%)", _read_vague_past, None),
    ("until_ahead", r"d'ici(?: a)? %ABOUT%(?P<n>%NUM%) ?(?P<unit>%UNIT%)", _read_until_ahead, None),
    ("ahead", r"dans %ABOUT%(?P<n>%NUM%) ?(?P<unit>%UNIT%)", _read_ahead, None),
    ("vague_ahead", r"dans (?:quelques|plusieurs) (?:%UNIT%)|(?:dans )?les (?:%UNIT%) (?:a venir|qui viennent)"
     r"|d'ici(?: a)? quelques (?:%UNIT%)", _read_vague_future, None),
    ("since_ago", r"depuis %ABOUT%(?P<n>%NUM%) ?(?P<unit>%UNIT%)", _read_since_ago, None),
    ("last_units", r"(?:(?:ces|les) )?(?:(?P<n>%NUM%) )?(?:derniers|dernieres) (?P<unit>%UNIT%)"
     r"|(?:(?:ces|les) )?(?:derniers|dernieres) (?P<n2>%NUM%) (?P<unit2>%UNIT%)", _read_last_units, None),
    ("next_units", r"(?:dans )?(?:(?:ces|les) )?(?:(?P<n>%NUM%) )?(?:prochains|prochaines) (?P<unit>%UNIT%)"
     r"|dans les (?P<n2>%NUM%) (?P<unit2>%UNIT%)", _read_next_units, None),
    ("season", r"(?P<this>cet |ce |l'|le |d')?(?P<season>%SEASON%)(?: (?:de )?(?P<year>%YEAR%)| (?P<shift>%LAST%|%NEXT%))?",
     _read_season, _is_season),
    ("quarter", r"(?:le )?(?P<nth>%ORD%) (?P<unit>trimestre|semestre)(?: (?:de |de l'annee )?(?P<year>%YEAR%)"
     r"| de (?P<this>cette annee|l'annee|l'an)(?: (?P<shift>%SHIFT%))?)?", _read_fraction, None),
    ("feast", r"(?P<feast>%FEAST%)(?: (?P<year>%YEAR%)| (?P<shift>dernier|prochain))?", _read_feast, _is_feast),
    ("beside_anchor", r"(?:le |la |l')(?P<word>lendemain|surlendemain|veille|avant-veille)(?: (?:matin|soir|apres-midi))?",
     _read_beside_anchor, _stands_alone),
    ("anchor", r"(?:le|la) meme (?P<unit>jour|soir|mois|annee)|(?:ce|cet|cette) (?P<unit2>jour|soir|matin|mois|annee)-la",
     _read_anchor, None),
    ("from_anchor", r"(?P<n>%NUM%) ?(?P<unit>jours?|semaines?|mois|ans?|annees?) (?P<side>plus tard|plus tot|apres|auparavant|avant)",
     _read_from_anchor, _no_phrase_after),
)  # fmt: skip


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, compiled once."""
    return tuple(Rule(name, _compile(pattern), read, check) for name, pattern, read, check in _RULES)


def matches(folded: str, text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Non-overlapping matches in text order: of those that begin first the longest, of equal ones the first rule's."""
    found = [
        (match.start(), -match.end(), order, rule, match)
        for order, rule in enumerate(rules())
        for match in rule.pattern.finditer(folded)
        if rule.check is None or rule.check(match, text)
    ]
    found.sort(key=lambda each: each[:3])
    position = 0
    for start, negative_end, _, rule, match in found:
        if start >= position:
            yield rule, match
            position = -negative_end
