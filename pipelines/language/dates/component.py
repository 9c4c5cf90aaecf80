"""Dates: calendar expressions found by `grammar`, joined, bounded and resolved against `published`.

Three steps: single expressions; two joined by "et", "à", "au" (an interval); words that bound the value
(depuis, avant, d'ici à). Every expression is read twice, from the first and from the last day the article may
have been published. Where the two readings differ the day is not known, and the value says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from pipelines.edtf import edtf_days, is_edtf
from pipelines.language import extensions
from pipelines.language.dates.grammar import Rule, matches
from pipelines.language.dates.readings import BEGUN, FUTURE, PRESENT, UNRESOLVED, Context
from pipelines.language.dates.tense import Tenses
from pipelines.language.dates.words import fold
from pipelines.language.offsets import text_of
from pipelines.language.records import CalendarDate

FACTORY = "visavis_dates"

# Two days that no relative expression reads alike: whatever is equal on both needs no publication date.
_UNKNOWN = (date(1903, 3, 11), date(2046, 8, 18))
# Rules that name their place in the year: of two readings the one inside the time of publication is meant.
_IN_YEAR = frozenset(
    {"day_of_month", "days_of_month", "month", "part_of_month", "season", "quarter", "feast"}
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_RANGE_BEFORE = re.compile(r"(?<!\w)(?:(?P<between>entre)|(?:(?:la )?nuit )?(?:de|du|d'))\s?$")
_RANGE_GAP = re.compile(r"\s(?:a|au|aux|jusqu'(?:a|au|en)|et(?: (?:le|la|les))?|a la)\s")
_AND_GAP = re.compile(r"\s(?:et|puis|ou)(?: (?:le|de|du))?\s")
_SINCE = re.compile(r"(?<!\w)(?:depuis|a (?:partir|compter) (?:de|du|d'))(?:\s(?:le|la|les|l'))?\s?$")
_UNTIL = re.compile(
    r"(?<!\w)(?:(?P<avant>avant(?: meme)?)|jusqu'(?:a|au|en|aux)|d'ici(?: (?:a|au|en))?)(?:\s(?:le|la|les|l'))?"
    r"(?P<about>\s(?:environ|vers))?\s?$"
)
_AFTER = re.compile(r"(?<!\w)apres(?:\s(?:le|la|l'))?\s?$")
_LOOK_BACK = 28


@dataclass(frozen=True, slots=True)
class _Point:
    start: int
    end: int
    rule: Rule
    match: re.Match[str]
    tense: str

    def read(self, context: Context, tense: str | None = None) -> str:
        return self.rule.read(self.match, replace(context, tense=self.tense if tense is None else tense))

    @property
    def names_year(self) -> bool:
        return bool(self.match.groupdict().get("year"))


@dataclass(frozen=True, slots=True)
class _Expression:
    start: int
    end: int
    points: tuple[_Point, ...]
    bound: str = ""  # "since", "before", "until", "after"
    about: bool = False

    @property
    def rule(self) -> str:
        names = [point.rule.name for point in self.points]
        name = names[0] if len(names) == 1 else f"{names[0]} to {names[1]}"
        return f"{self.bound} {name}".strip()


@Language.factory(FACTORY, assigns=["doc._.dates"], requires=["token.pos", "token.morph"])
class DateFinder:
    """spaCy component: fills `doc._.dates` and `doc.spans["dates"]`; reads `doc._.published`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find and resolve the dates of one article."""
        found = find_dates(doc)
        doc._.dates = found
        extensions.set_spans(doc, "dates", (((each.start, each.end), each.precision) for each in found))
        return doc


def find_dates(doc: Doc) -> list[CalendarDate]:
    """The calendar expressions of an article, in text order."""
    text = text_of(doc)
    folded = fold(text)
    tenses = Tenses(doc)
    points = [
        _Point(match.start(), match.end(), rule, match, tenses.near(match.start(), match.end()))
        for rule, match in matches(folded, text)
    ]
    first, last, known = publication_days(doc._.published)
    expressions = _join(points, folded, first)
    early, late = _read_all(expressions, first), _read_all(expressions, last)
    return [
        _record(expression, a, b, doc._.published if known else "")
        for expression, a, b in zip(expressions, early, late, strict=True)
        if a and b
    ]


def publication_days(published: str) -> tuple[date, date, bool]:
    """First and last possible day of publication, and whether anything is known of it."""
    value = published if is_edtf(published) else published[:10]
    start, end = edtf_days(value) if is_edtf(value) else (None, None)
    return (start, end, True) if start and end else (*_UNKNOWN, False)


# Joining and bounding -----------------------------------------------------------------------------------


def _join(points: list[_Point], folded: str, today: date) -> list[_Expression]:
    expressions = []
    i = 0
    while i < len(points):
        point = points[i]
        following = points[i + 1] if i + 1 < len(points) else None
        joined = _joined(point, following, folded, today) if following else None
        expressions.append(_bounded(joined or _Expression(point.start, point.end, (point,)), folded))
        i += 2 if joined else 1
    return expressions


def _joined(a: _Point, b: _Point, folded: str, today: date) -> _Expression | None:
    gap = folded[a.end : b.start]
    if len(gap) > 12:
        return None
    opening = _RANGE_BEFORE.search(folded, max(0, a.start - 12), a.start)
    if opening and _RANGE_GAP.fullmatch(gap) and bool(opening["between"]) == gap.strip().startswith("et"):
        if _width(a, today) == _width(b, today):
            return _Expression(opening.start(), b.end, (a, b))
    elif _AND_GAP.fullmatch(gap):
        first, second = edtf_days(_settled(a, today)), edtf_days(_settled(b, today))
        if first[1] and second[0] and second[0] == second[1] and (second[0] - first[1]).days == 1:
            return _Expression(a.start, b.end, (a, b))
    return None


def _settled(point: _Point, today: date) -> str:
    value = point.read(Context(today, "", None))
    return "" if value == UNRESOLVED else value


def _width(point: _Point, today: date) -> int:
    return len(_settled(point, today).rstrip("~"))


def _bounded(expression: _Expression, folded: str) -> _Expression:
    floor = max(0, expression.start - _LOOK_BACK)
    bound, match = "", None
    for bound, pattern in (("since", _SINCE), ("until", _UNTIL), ("after", _AFTER)):  # noqa: B007
        match = pattern.search(folded, floor, expression.start)
        if match:
            break
    if not match:
        return expression
    points = expression.points
    if match.group().startswith("depuis"):
        points = tuple(replace(point, tense=BEGUN) for point in points)
    elif bound == "until":
        points = tuple(replace(point, tense=_tense_until(point)) for point in points)
    if bound == "until" and match["avant"]:
        bound = "before"
    about = bound in ("until", "before") and bool(match.groupdict().get("about"))
    return _Expression(match.start(), expression.end, points, bound, about)


def _tense_until(point: _Point) -> str:
    # "avant mercredi" lies ahead; "avant le 3 mai" may be the nearest third of May on either side.
    weekday = point.rule.name == "weekday"
    return FUTURE if weekday or point.tense == FUTURE else PRESENT


# Reading ------------------------------------------------------------------------------------------------


def _read_all(expressions: list[_Expression], today: date) -> list[str]:
    """The readings of all expressions, bounds left out, as if published on `today`."""
    context = Context(today, "", None)
    values = []
    for expression in expressions:
        value = _read(expression, context)
        values.append(value)
        if value not in ("", UNRESOLVED) and not expression.bound:
            near, last = edtf_days(value)
            anchor = last if len(value.rpartition("/")[2].rstrip("~")) == 10 else None
            context = replace(context, near=near or context.near, anchor=anchor or context.anchor)
    return values


def _read(expression: _Expression, context: Context) -> str:
    first = expression.points[0]
    value = first.read(context)
    if len(expression.points) == 1 or value == UNRESOLVED:
        return value
    second = expression.points[1]
    end = second.read(context)
    if end == UNRESOLVED:
        return end
    end_start = edtf_days(end)[0]
    if end_start and second.names_year and not first.names_year:
        value = first.read(replace(context, today=end_start), BEGUN)
    start = edtf_days(value)[0]
    if start and end_start and end_start < start:
        end = second.read(replace(context, today=start), FUTURE)
    if not value or not end:
        return ""
    value, end = value.partition("/")[0], end.rpartition("/")[2]
    return value if value == end else f"{value}/{end}"


def _record(expression: _Expression, early: str, late: str, published: str) -> CalendarDate:
    value, note = _merge(expression, early, late, published)
    value = _with_bound(value, expression)
    start, end = edtf_days(value)
    return CalendarDate(
        expression.start,
        expression.end,
        value,
        start.isoformat() if start else "",
        end.isoformat() if end else "",
        _precision(expression, value or _with_bound(early.rstrip(UNRESOLVED), expression)),
        note,
        expression.rule,
    )


def _merge(expression: _Expression, early: str, late: str, published: str) -> tuple[str, str]:
    """One value from the readings of the first and the last possible day, and what to tell the reader."""
    if UNRESOLVED in (early, late):
        return "", "not resolved: it leans on a day the text does not name"
    if early == late:
        return early, ""
    if not published:
        return "", "not resolved: publication date unknown"
    first, last = edtf_days(published)
    if expression.points[0].rule.name in _IN_YEAR and first and last:
        inside = [value for value in (late, early) if _within(value, first, last)]
        if inside:
            return inside[0], ""
    coarse = published if published.endswith("~") or "/" in published else f"{published}~"
    if early.endswith("/..") and late.endswith("/.."):
        coarse = f"{published}/.."
    elif early.startswith("../") and late.startswith("../"):
        coarse = f"../{published}"
    return coarse, _coarse_note(expression, published, early)


def _within(value: str, first: date, last: date) -> bool:
    start, end = edtf_days(value)
    return bool(start and end and first <= start and end <= last)


def _coarse_note(expression: _Expression, published: str, early: str) -> str:
    first, last = edtf_days(published)
    if first is None or last is None:
        return ""
    when = f"{_MONTHS[first.month - 1]} {first.year}" if first.month == last.month else str(first.year)
    start, end = edtf_days(early)
    if len(expression.points) == 1 and expression.points[0].rule.name == "weekday" and start and start == end:
        return f"a {_WEEKDAYS[start.weekday()]} in {when}"
    return f"in or near {when}: the day of publication is not known"


def _with_bound(value: str, expression: _Expression) -> str:
    if not value or ".." in value or not expression.bound:
        return value
    start, _, end = value.partition("/")
    about = "~" if expression.about and not value.endswith("~") else ""
    if expression.bound == "since":
        return f"{start}/.."
    if expression.bound == "after":
        return f"{end or start}/.."
    return f"../{start if expression.bound == 'before' else end or start}{about}"


def _precision(expression: _Expression, value: str) -> str:
    if ".." in value:
        return "open"
    name = expression.points[0].rule.name
    if "/" in value:
        return {"part_of_decade": "decade", "century": "century"}.get(name, "interval")
    bare = value.rstrip("~")
    if len(bare) == 7:
        return "season" if int(bare[5:]) > 12 else "month"
    return "year" if len(bare) == 4 else "day"
