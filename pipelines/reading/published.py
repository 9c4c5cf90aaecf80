"""Publication dates as files and pages state them → EDTF, at the precision stated.

Day before month, as the French press writes; month before day only where nothing else is possible. An issue of
two days or two months ("dimanche 6 - lundi 7 novembre 2022") is an interval.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import NamedTuple

from pipelines.edtf import is_publication_date

_MONTHS = (
    "janvier|janv|jan|january",
    "février|fevrier|févr|fevr|fév|fev|february|feb",
    "mars|march|mar",
    "avril|avr|april|apr",
    "mai|may",
    "juin|june|jun",
    "juillet|juil|july|jul",
    "août|aout|august|aug",
    "septembre|september|sept|sep|7bre",
    "octobre|october|oct|8bre",
    "novembre|november|nov|9bre",
    "décembre|decembre|december|déc|dec|xbre",
)
MONTH_NUMBERS = {name: i for i, names in enumerate(_MONTHS, start=1) for name in names.split("|")}
_MONTH_NAMES = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_MONTH = rf"(?P<month>{_MONTH_NAMES})\b\.?"
_FROM_MONTH = rf"(?P<from_month>{_MONTH_NAMES})\b\.?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?!\d)"
_FROM_YEAR = r"(?P<from_year>1[5-9]\d\d|20\d\d)"
_NUMBER = r"(?<!\d)(?<!\d[,.])"
_ORDINAL = r"(?:\s{0,9}(?:er|st|nd|rd|th))?"
_WEEKDAY = r"(?:(?:lun|mar|mer|jeu|ven|sam|dim)[^\W\d_]{0,7}\.?\s+)?"
_TO = r"(?:\s{0,20}[-–—/]\s*|\s+(?:et|au|à|&)\s+(?:le\s+)?)"

_EDTF = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d)?)?[~?%]?(?:/(?:\.\.|\d{4}(?:-\d\d(?:-\d\d)?)?[~?%]?))?|\.\./\d{4}(?:-\d\d){0,2}[~?%]?"
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.0+)?")
_TWO_YEARS = re.compile(rf"{_FROM_YEAR}\s?[-–/]\s?{_YEAR}")


def _compiled(*forms: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


_NAMED_DAY = _NUMBER + rf"(?P<day>\d{{1,2}}|premier\b){_ORDINAL}[\s-]+(?:of\s+|de\s+)?{_MONTH}"
# The first form that matches at a place decides: an impossible day must not fall back to its month or year.
_FORMS = _compiled(
    _NUMBER
    + rf"(?P<from_day>\d{{1,2}}){_ORDINAL}(?:\s+{_FROM_MONTH})?(?:\s+{_FROM_YEAR})?{_TO}{_WEEKDAY}"
    + rf"(?P<day>\d{{1,2}}){_ORDINAL}\s+{_MONTH}\s+{_YEAR}",
    r"\b" + _FROM_MONTH + rf"(?:\s+{_FROM_YEAR})?{_TO}{_MONTH}\s+{_YEAR}",
    _NUMBER
    + rf"(?P<from_day>\d{{1,2}})/(?P<from_month_number>\d{{1,2}})/{_FROM_YEAR}(?:\s+[-–—]\s+|\s+au\s+)"
    + rf"(?P<day>\d{{1,2}})/(?P<month_number>\d{{1,2}})/{_YEAR}",
    _NUMBER + _YEAR + r"[-/.](?P<month_number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
    _NUMBER + r"(?P<year>1[5-9]\d\d|20\d\d)(?P<month_number>\d\d)(?P<day>\d\d)(?!\d)",
    _NUMBER + r"(?P<day>\d{1,2})\s?[-/.]\s?(?P<month_number>\d{1,2})\s?[-/.]\s?" + _YEAR,
    _NAMED_DAY + r"[\s,-]+" + _YEAR,
    r"\b" + _MONTH + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+" + _YEAR,
    r"\b" + _MONTH + r"[\s,]+(?:de\s+)?" + _YEAR,
)
# Too weak to be looked for in running text, right where a date is expected.
_FIELD_FORMS = _compiled(
    _NUMBER + r"(?P<day>\d{1,2})[-/.](?P<month_number>\d{1,2})[-/.](?P<short_year>\d\d)(?!\d)",
    _NAMED_DAY + r"[\s,-]+'?(?P<short_year>\d\d)(?!\d|\s*[h:])",
    _NUMBER + _YEAR + r"[-/](?P<month_number>\d{1,2})(?![\d-])",
    _NUMBER + r"(?P<month_number>\d{1,2})\s?[-/.]\s?" + _YEAR,
    _NUMBER + _YEAR,
)
_LETTER_BEFORE = r"(?<![^\W\d_])"  # "07:00Modifié le", as pages run their parts together
_CUE = re.compile(
    _LETTER_BEFORE
    + r"(?:(?P<published>publi[ée]{1,2}s?(?:\s+et\s+mis(?:e)?\s+à\s+jour)?|post[ée]{1,2}|paru(?:e|tion)?|mise?\s+en\s+ligne"
    r"|publication|diffus[ée]{1,2}|créé{1,2}|published|posted)"
    r"|(?P<modified>mise?s?\s+à\s+jour|actualis[ée]{1,2}|modifi(?:é{1,2}|cation)|màj|maj\b|updated|modified))",
    re.IGNORECASE,
)
_MAX_STATED = 200
_REACH = 80  # characters from a date's first word to its year, or from its year to its last digit
_SOME_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d")


class DateInText(NamedTuple):
    """A date in running text: offsets of its words, and what it says in EDTF."""

    start: int
    end: int
    edtf: str


class Stated(NamedTuple):
    """What a line says of an article's dates, in EDTF; "" for what it does not say."""

    published: str
    modified: str


def to_edtf(stated: str) -> str:
    """The EDTF of a publication date: a day, a month, a year or an interval; "" when it is no date of the calendar.

    EDTF itself passes unchanged. In a longer phrase ("Publié le 3 mai 2023 à 18h05, mis à jour le 4 mai") the day
    of publication counts, else the first date. Seconds and milliseconds since 1970 are understood.
    """
    stated = " ".join(stated.split())[:_MAX_STATED]
    if _EDTF.fullmatch(stated):
        return stated if is_publication_date(stated) else ""
    if _EPOCH.fullmatch(stated):
        return _from_epoch(stated)
    if years := _TWO_YEARS.fullmatch(stated):
        return _interval(years["from_year"], years["year"])
    found = publication_in(stated)
    if found.published or found.modified:
        return found.published or found.modified
    for form in (*_FORMS, *_FIELD_FORMS):
        if match := form.search(stated):
            return _edtf_of(match)
    return ""


def publication_in(line: str) -> Stated:
    """What a line such as "Mis à jour le 4 mai 2023 à 9h, publié le 3 mai 2023" states.

    A date after a word of publication counts before a date without any; a date after a word of change ("mis à
    jour", "modifié", "actualisé") is never the publication.
    """
    published = unmarked = modified = ""
    before = 0
    for found in dates_in(line):
        cues = list(_CUE.finditer(line, before, found.start))
        before = found.end
        if cues and cues[-1]["modified"]:
            modified = modified or found.edtf
        elif cues:
            published = published or found.edtf
        elif not modified:
            unmarked = unmarked or found.edtf
    return Stated(published or unmarked, modified)


def dates_in(line: str) -> list[DateInText]:
    """The dates in running text that name a month and a year at least, in their order.

    "Le Figaro · 9 nov. 2022 · Jeanne Roy" has one, 2022-11-09. Days that the calendar does not have are left out.
    """
    found: list[DateInText] = []
    windows = _windows(line)
    if not windows:
        return found
    taken: list[tuple[int, int]] = []
    for form in _FORMS:
        for match in (each for window in windows for each in form.finditer(line, *window)):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken) or line[end : end + 1].isalnum():
                continue
            taken.append((start, end))
            if edtf := _edtf_of(match):
                found.append(DateInText(start, end, edtf))
    return sorted(found)


def _windows(line: str) -> list[tuple[int, int]]:
    """Where dates can stand: around what looks like a year. Long texts have few."""
    windows: list[tuple[int, int]] = []
    for year in _SOME_YEAR.finditer(line):
        start, end = max(year.start() - _REACH, 0), year.end() + _REACH
        if windows and start <= windows[-1][1]:
            start = windows.pop()[0]
        windows.append((start, end))
    return windows


def leading_date(line: str) -> tuple[str, int] | None:
    """The date a line begins with and the offset where it ends; None when it begins otherwise."""
    found = [
        (-match.end(), rank, match)
        for rank, form in enumerate((*_FORMS, *_FIELD_FORMS))
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
    month = _month_of(groups, "month")
    day = _day_of(groups.get("day"))
    if not month and day is None:
        return "" if groups.get("month_number") else f"{year:04d}"
    year_first = bool(groups.get("year") and groups.get("month_number")) and match.start(
        "year"
    ) < match.start("month_number")
    last = _point(year, month, day, american=not year_first)
    if not groups.get("from_day") and not groups.get("from_month"):
        return last
    from_month = _month_of(groups, "from_month") or month
    from_year = int(groups["from_year"]) if groups.get("from_year") else year
    from_day = _day_of(groups.get("from_day"))
    if not groups.get("from_month") and from_day is not None and day is not None and from_day > day:
        from_month = from_month - 1 or 12  # "samedi 31 - dimanche 1er janvier 2023"
    if not groups.get("from_year") and from_month > month:
        from_year -= 1
    return _interval(_point(from_year, from_month, from_day), last) or last


def _month_of(groups: dict[str, str | None], name: str) -> int:
    if word := groups.get(name):
        return MONTH_NUMBERS[word.lower()]
    return int(groups.get(f"{name}_number") or 0)


def _day_of(stated: str | None) -> int | None:
    if not stated:
        return None
    return int(stated) if stated.isdigit() else 1  # "premier mai"


def _point(year: int, month: int, day: int | None, *, american: bool = True) -> str:
    if day is None:
        return f"{year:04d}-{month:02d}" if 1 <= month <= 12 else ""
    if (
        month > 12 >= day and american
    ):  # 11/14/2022: American order is the only reading left; never behind a year
        day, month = month, day
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _interval(first: str, last: str) -> str:
    return f"{first}/{last}" if first and last and first < last else ""


def _full_year(short: int) -> int:
    return 2000 + short if short <= datetime.now(tz=UTC).year % 100 + 1 else 1900 + short


def _from_epoch(stated: str) -> str:
    seconds = float(stated)
    if seconds > 1e11:
        seconds /= 1000
    day = datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()
    return day if is_publication_date(day) else ""
