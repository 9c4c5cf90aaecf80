"""The French calendar grammar: named rules, each a pattern over folded text, a reading and perhaps a check.

Rules know nothing of uncertainty: `dates` reads each match from the first and the last possible day of
publication. A rule is tried only near the words that set it off (`Rule.kind`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from pipelines.language.dates import checks, periods, relative
from pipelines.language.dates import readings as named
from pipelines.language.dates.readings import BEFORE, FOLLOWING, LAST, NEXT, Context
from pipelines.language.dates.words import alternatives, calendar_words

Reading = Callable[[re.Match[str], Context], str]
Check = Callable[[re.Match[str], str], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule, tried near words of its `kind`; `check` sees the match (in folded text) and the text."""

    name: str
    kind: str
    pattern: re.Pattern[str]
    read: Reading
    check: Check | None = None


_PART = (
    r"(?: (?:matin|midi|soir|apres-midi|en (?:debut de |fin de )?(?:matinee|soiree|journee|apres-midi)"
    r"|dans (?:la (?:matinee|soiree|nuit|journee)|l'apres-midi)|a l'aube|a la mi-journee"
    r"|au (?:petit )?(?:matin|soir)|a (?:midi|minuit)))?"
    r"(?:,? (?:vers |a |des )?(?:\d{1,2} ?h(?:eures?)?(?: ?[0-5]\d)?|\d{1,2}:[0-5]\d)(?: gmt| locales?)?(?!\w))?"
)
_UNIT = r"jours?|semaines?|mois|ans?|annees?|heures?|decennies?|siecles?"
_ABOUT = (
    r"(?:(?:environ|pres de|pres d'|plus de|plus d'|moins de|moins d'|au moins|a peine|tout juste|presque|exactement"
    r"|maintenant|deja) ?)?"
)
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
        "NUM": rf"\d{{1,3}}|{tens}(?: et |-et-|-)(?:{teens})|{alternatives(small)}",
        "YEAR": _YEAR,
        "YEARWORDS": rf"(?:deux mille|mil|mille)(?:(?: |-)(?:et )?(?:{tens}|{teens}|cents?)){{0,7}}",
        "SEASON": "|".join(words.seasons),
        "ORD": alternatives(words.ordinals),
        "FEAST": alternatives(words.feasts),
        "UNIT": _UNIT, "ABOUT": _ABOUT, "PART": _PART, "LAST": LAST, "NEXT": NEXT,
        "FOLLOWING": FOLLOWING, "BEFORE": BEFORE, "SHIFT": f"{LAST}|{NEXT}|{FOLLOWING}|{BEFORE}|en cours",
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


# The rules, the more special first ------------------------------------------------------------------------

_RULES: tuple[tuple[str, str, str, Reading, Check | None], ...] = (
    ("iso_day", "number", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", named.read_numeric, None),
    ("numeric_day", "number", r"(?:le )?(?P<day>\d{1,2})(?P<sep>[/.])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)(?!\.\d)%PART%",
     named.read_numeric, checks.is_plain_number),
    ("english_day", "english", r"(?:(?P<month>%ENGLISH%) (?P<day>\d{1,2})(?:st|nd|rd|th)?"
     r"|(?P<day2>\d{1,2}) (?P<month2>%ENGLISH%)),? (?P<year>%YEAR%)", named.read_english, None),
    ("night_between_weekdays", "weekday", r"(?:(?:la|cette) )?nuit (?:de|du) (?P<first>%WD%) (?:a|au) (?P<last>%WD%)(?: matin)?",
     relative.read_night_between, None),
    ("feast", "feast", r"(?P<feast>%FEAST%)(?: (?P<year>%YEAR%)| (?P<shift>dernier|prochain))?", periods.read_feast, checks.is_feast),
    ("week_of", "month", r"(?:la )?semaine du (?:%WD% )?(?P<day>%DAY%)(?P<word>(?!))? (?P<month>%MON%)"
     r"(?: (?P<year>%YEAR%)| (?P<shift>dernier|prochain))?", named.read_week_of, None),
    ("half_of_month", "month", r"(?:la )?(?P<half>premiere|seconde|deuxieme) (?:quinzaine|moitie) (?:de |d'|du mois de |du mois d')"
     r"(?P<period>(?!))?(?P<month>%MONTH%)(?: (?P<year>%YEAR%)| (?P<shift>dernier|prochain))?", named.read_half_month, None),
    ("days_of_month", "month", r"(?:(?:la )?nuit du |les |le |du |entre le )?(?:%WD% )?(?P<first>%DAY%)(?:, (?:%DAY%)){0,6}"
     r"(?: (?:et|au|a|ou|et le|ou le|et du) |-)(?:%WD% )?(?P<last>%DAY%) (?P<month>%MON%)(?: (?P<year>%YEAR%))?",
     named.read_days_of_month, checks.is_plain_number),
    ("day_of_month", "month", r"(?:(?:(?:le|ce) )?(?:%WD%,? (?:le )?)?(?P<day>%DAY%)|le (?:%WD% )?(?P<word>%DAYWORD%))(?: |-)(?P<month>%MON%)"
     r"(?: (?P<year>%YEAR%|%YEARWORDS%)| (?P<shift>dernier|prochain))?%PART%", named.read_day_month, checks.is_day),
    ("months", "month", r"(?P<first>%MONTH%)[-/](?P<last>%MONTH%)(?: (?P<year>%YEAR%))?", named.read_months, None),
    ("part_of_month", "month", r"(?:(?:le|la) )?(?P<which>%WHICH%)(?:(?: |-)|(?: du mois)? de |(?: du mois)? d')"
     r"(?P<period>(?!))?(?P<month>%MONTH%)(?: (?P<year>%YEAR%)| (?P<shift>%SHIFT%))?", named.read_part_of_month, None),
    ("month", "month", r"(?:(?:le|ce) )?(?P<word>mois de |mois d')?(?P<month>%MONTH%)"
     r"(?: (?:de )?(?P<year>%YEAR%|[3-9]\d(?=[,.;:)»\n]|$))| (?P<shift>%SHIFT%)"
     r"| de (?P<period>cette annee|l'an(?:nee)? (?:%LAST%|%NEXT%)))?", named.read_month, checks.is_month),
    ("part_of_decade", "unit", r"(?:(?:le|la|les) )?(?:(?P<which>debut|milieu|fin) des )?(?:annees|decennie) (?P<decade>\d0|%YEAR%"
     r"|vingt|trente|quarante|cinquante|soixante|soixante-dix|quatre-vingts?|quatre-vingt-dix)", periods.read_decade, None),
    ("century", "unit", r"(?:(?:le |la )?(?P<which>debut|milieu|fin) du |le )?(?:(?:(?P<roman>[ivx]{1,5})|(?P<digits>\d\d?))"
     r"(?:e|er|eme) siecle|siecle (?P<last>dernier))", periods.read_century, None),
    ("part_of_year", "year", r"(?:(?:le|la) )?(?P<which>%WHICH%)(?: de l'annee | de l'an | de | |-)(?P<year>%YEAR%)",
     named.read_part_of_year, None),
    ("part_of_period", "unit", r"(?:(?:le|la) )?(?P<which>debut|milieu|fin|mi)(?: de | du | d'| |-)"
     r"(?P<unit>l'annee|l'an|cette annee|annee|la semaine|cette semaine|semaine|ce mois(?:-ci)?|mois)(?: (?P<shift>%SHIFT%))?",
     relative.read_part_of_unit, None),
    ("years", "year", r"(?P<first>%YEAR%)[-/](?P<last>(?:%YEAR%)|\d\d)", periods.read_years, checks.is_plain_number),
    ("year", "year", r"(?:l'an |l'annee |annee )?(?P<year>%YEAR%)", periods.read_year, checks.is_year),
    ("year_in_words", "thousand", r"(?:l'an |l'annee )?(?P<year>%YEARWORDS%)", periods.read_year, checks.is_year),
    ("relative_period", "unit", r"(?:plus tot )?(?:(?:l'|la |le )(?P<unit>semaine|mois|annee|an|week-end|week end|weekend) (?P<shift>%SHIFT%))",
     relative.read_unit, None),
    ("this_period", "unit", r"(?:plus tot )?(?:ce |cet |cette )(?P<unit>semaine|mois|annee|week-end|week end|weekend)(?:-ci)?(?P<shift>(?!))?",
     relative.read_unit, None),
    ("weekend", "unit", r"(?:pendant|durant|tout) le (?P<unit>week-end)(?P<shift>(?!))?", relative.read_unit, None),
    ("relative_day", "day", r"(?P<word>avant-hier|hier|aujourd'hui|demain|apres-demain)(?: %WD%)?%PART%", relative.read_relative_day, None),
    ("today", "day", r"ce (?:matin|midi|soir|jour)|cet(?:te)? apres-midi", relative.read_today, checks.not_to_date),
    ("this_night", "day", r"(?:la nuit (?P<shift>derniere|prochaine)|cette nuit)", relative.read_night, None),
    ("weekday", "weekday", r"(?:(?P<this>ce) )?(?P<wd>%WD%)(?: (?P<shift>%LAST%|%NEXT%|en huit))?%PART%"
     r"(?: de la semaine (?P<week>%LAST%|%NEXT%|%FOLLOWING%|%BEFORE%))?", relative.read_weekday, checks.not_habit),
    ("weekday_of_month", "weekday", r"(?:(?:le|ce) )?(?P<wd>%WD%) (?P<day>%DAY%)", named.read_weekday_of_month, checks.counts_nothing),
    ("weekday_beside", "weekday", r"(?:(?:le|ce) )(?P<wd>%WD%)(?: (?P<shift>%FOLLOWING%|%BEFORE%)|(?P<la>-la))", relative.read_weekday_beside, None),
    ("ago", "unit", r"(?:il y a|voici|voila|cela fait) %ABOUT%(?P<n>%NUM%) ?(?P<unit>%UNIT%)", relative.read_ago, None),
    ("vague_ago", "unit", r"il y a (?:quelques|plusieurs) (?:%UNIT%)", relative.read_vague_past, None),
    ("until_ahead", "unit", r"d'ici(?: a)? %ABOUT%(?P<n>%NUM%) ?(?P<unit>%UNIT%)", relative.read_until_ahead, None),
    ("ahead", "unit", r"dans %ABOUT%(?P<n>%NUM%) ?(?P<unit>%UNIT%)", relative.read_ahead, None),
    ("vague_ahead", "unit", r"dans (?:quelques|plusieurs) (?:%UNIT%)|(?:dans )?les (?:%UNIT%) (?:a venir|qui viennent)"
     r"|d'ici(?: a)? quelques (?:%UNIT%)", relative.read_vague_future, None),
    ("since_ago", "unit", r"depuis %ABOUT%(?P<n>%NUM%) ?(?P<unit>%UNIT%)", relative.read_since_ago, None),
    ("last_units", "unit", r"(?:(?:ces|les) )?(?:(?P<n>%NUM%) )?(?:derniers|dernieres) (?P<unit>%UNIT%)"
     r"|(?:(?:ces|les) )?(?:derniers|dernieres) (?P<n2>%NUM%) (?P<unit2>%UNIT%)", relative.read_last_units, checks.no_year_after),
    ("next_units", "unit", r"(?:dans )?(?:(?:ces|les) )?(?:(?P<n>%NUM%) )?(?:prochains|prochaines) (?P<unit>%UNIT%)"
     r"|dans les (?P<n2>%NUM%) (?P<unit2>%UNIT%)", relative.read_next_units, None),
    ("season", "season", r"(?P<this>cet |ce |l'|le |d')?(?P<season>%SEASON%)(?: (?:de )?(?P<year>%YEAR%)(?:-\d\d(?:\d\d)?)?| (?P<shift>%LAST%|%NEXT%))?",
     periods.read_season, checks.is_season),
    ("quarter", "unit", r"(?:le )?(?P<nth>%ORD%) (?P<unit>trimestre|semestre)(?: (?:de |de l'annee )?(?P<year>%YEAR%)"
     r"| de (?P<this>cette annee|l'annee|l'an)(?: (?P<shift>%SHIFT%))?)?", relative.read_fraction, None),
    ("beside_anchor", "day", r"(?:le |la |l')(?P<word>lendemain|surlendemain|veille|avant-veille)(?: (?:matin|soir|apres-midi))?",
     relative.read_beside_anchor, checks.stands_alone),
    ("anchor", "that", r"(?:le|la) meme (?P<unit>jour|soir|mois|annee)|(?:ce|cet|cette) (?P<unit2>jour|soir|matin|mois|annee)-la",
     relative.read_anchor, None),
    ("from_anchor", "unit", r"(?P<n>%NUM%) ?(?P<unit>jours?|semaines?|mois|ans?|annees?) (?P<side>plus tard|plus tot|apres|auparavant|avant)",
     relative.read_from_anchor, checks.no_phrase_after),
)  # fmt: skip


_WORD = re.compile(r"[a-z]+|(?<!\d)\d{1,4}(?!\d)")
_WINDOW = 80  # characters on either side of a word that sets rules off; no expression is longer
_KINDS = {
    "unit": "jour jours semaine semaines mois an ans annee annees heure heures decennie decennies siecle siecles week weekend"
    " trimestre semestre",
    "day": "hier demain aujourd matin midi soir nuit apres veille lendemain surlendemain jour",
    "that": "jour soir matin mois annee",
    "thousand": "mil mille",
}


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, compiled once."""
    return tuple(
        Rule(name, kind, _compile(pattern), read, check) for name, kind, pattern, read, check in _RULES
    )


@cache
def _kinds_of_words() -> dict[str, tuple[str, ...]]:
    words = calendar_words()
    forms = {kind: text.split() for kind, text in _KINDS.items()}
    forms |= {
        "weekday": list(words.weekdays),
        "season": list(words.seasons),
        "english": list(words.months_english),
    }
    forms["month"] = [form.rstrip(".") for form in words.months]
    forms["feast"] = [max(re.findall("[a-z]+", form), key=len) for form in words.feasts]
    kinds: dict[str, tuple[str, ...]] = {}
    for kind, members in forms.items():
        for word in set(members):
            kinds[word] = (*kinds.get(word, ()), kind)
    return kinds


def _windows(folded: str) -> dict[str, list[tuple[int, int]]]:
    """By kind, the stretches of text around the words that set its rules off."""
    kinds = _kinds_of_words()
    windows: dict[str, list[tuple[int, int]]] = {}
    for match in _WORD.finditer(folded):
        word = match.group()
        for kind in _kinds_of_number(match) if word[0].isdigit() else kinds.get(word, ()):
            start, end = max(0, match.start() - _WINDOW), match.end() + _WINDOW
            places = windows.setdefault(kind, [])
            if places and start <= places[-1][1]:
                places[-1] = (places[-1][0], end)
            else:
                places.append((start, end))
    return windows


def _kinds_of_number(match: re.Match[str]) -> tuple[str, ...]:
    four = match.end() - match.start() == 4
    joined = match.string[match.end() : match.end() + 1] in ("-", "/", ".")
    return (("year",) if four else ()) + (("number",) if joined else ())


def _finditer(rule: Rule, folded: str, windows: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    for start, end in windows:
        yield from rule.pattern.finditer(folded, start, end)


def matches(folded: str, text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Matches that do not overlap, in text order: the first to begin; of those the longest; then by rule."""
    windows = _windows(folded)
    found = [
        (match.start(), -match.end(), order, rule, match)
        for order, rule in enumerate(rules())
        for match in _finditer(rule, folded, windows.get(rule.kind, []))
        if rule.check is None or rule.check(match, text)
    ]
    found.sort(key=lambda each: each[:3])
    position = 0
    for start, negative_end, _, rule, match in found:
        if start >= position:
            yield rule, match
            position = -negative_end
