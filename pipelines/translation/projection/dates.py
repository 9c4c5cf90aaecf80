"""Dates and numbers: by calendar expression, else where their months, weekdays and numbers stand together."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipelines import paths
from pipelines.errors import DataFileError
from pipelines.translation.calendar_names import calendar_words
from pipelines.translation.numerals import numbers
from pipelines.translation.projection.source import NUMBER, Source, Span, overlaps
from pipelines.translation.wording import ENGLISH, FRENCH, fold_aligned

_GAP = 14  # characters between two parts of one English date ("Monday, the 3rd of November")
_BOUND = re.compile(
    r"^(?:avant|depuis|des|jusqu'(?:a|au|en)|a partir d[eu]|d'ici(?: a)?|apres|vers|pendant|durant|en|au|a) +"
)
_DETERMINER = re.compile(r"^(?:l'|l[ae]s? )")
_SEASONS = {"printemps": "spring", "ete": "summer", "automne": "autumn|fall", "hiver": "winter"}
_PARTS_OF_DAY = {
    "matin": "morning",
    "matinee": "morning",
    "apres-midi": "afternoon",
    "soir": "evening|night",
    "soiree": "evening",
    "nuit": "night",
}
_UNIT = re.compile(r"\b(?:ans?|annees?|mois|semaines?|jours?|heures?|siecles?|decennies?)\b")
_ENGLISH_UNIT = re.compile(
    r"[ -](?:years?|months?|weeks?|days?|hours?|centur(?:y|ies)|decades?)(?: (?:ago|earlier|before|later|on))?\b"
)
_CLOCK_MARK = re.compile(r"(?:[:.]00)? ?[ap]\.?m\b\.?|:00\b| o'clock")


@cache
def _expressions() -> dict[str, tuple[str, ...]]:
    """French calendar expressions as `_key` gives them → English forms.

    Raises:
        DataFileError: the lexicon is missing.
    """
    path = paths.DATA / "lexicon" / "date_expressions.csv"
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    except OSError as error:
        raise DataFileError(f"The lexicon {path} cannot be read: {error.strerror}.") from error
    return {_key(row["fr"]): tuple(row["en"].split(";")) for row in csv.DictReader(lines)}


def _key(expression: str) -> str:
    return _DETERMINER.sub("", fold_aligned(expression))


def project_dates(french: str, english: str, spans: Sequence[Source]) -> list[Span | None]:
    """The English place of each date or number, None where nothing agrees."""
    taken: list[Span] = []
    out: list[Span | None] = []
    for span in spans:
        surface = french[span.start : span.end]
        options = (*_expression_spans(surface, english), *_value_spans(surface, english, span.kind))
        place = next((s for s in options if not overlaps(s, taken)), None)
        if place:
            taken.append(place)
        out.append(place)
    return out


def _expression_spans(surface: str, english: str) -> Iterator[Span]:
    folded = fold_aligned(surface)
    known = _expressions()
    for form in known.get(_key(folded)) or known.get(_key(_BOUND.sub("", folded))) or ():
        for match in re.finditer(rf"\b{re.escape(form)}\b", english, re.IGNORECASE):
            yield match.span()


def _value_spans(surface: str, english: str, kind: str) -> Iterator[Span]:
    """Where the months, weekdays, seasons and numbers of a French date stand together in English, best first."""
    folded = fold_aligned(surface)
    keys = {w.key for w in calendar_words(surface, FRENCH, loose=True)}
    values = [
        n.values
        for n in numbers(surface, FRENCH)
        if n.firm or any(c.isdigit() for c in surface[n.start : n.end])
    ]
    seasons = [
        english_season for season, english_season in _SEASONS.items() if re.search(rf"\b{season}\b", folded)
    ]
    marks = [(w.start, w.end, 2) for w in calendar_words(english, ENGLISH, loose=True) if w.key in keys]
    marks += [
        (n.start, n.end, 1) for n in numbers(english, ENGLISH) if any(n.values & wanted for wanted in values)
    ]
    marks += [(*m.span(), 2) for s in seasons for m in re.finditer(rf"\b(?:{s})\b", english, re.IGNORECASE)]
    groups: list[list[tuple[int, int, int]]] = []
    for mark in sorted(marks):
        if groups and mark[0] - groups[-1][-1][1] <= _GAP:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    wanted_weight = 2 * len(keys) + 2 * len(seasons) + len(values)
    scored = [(sum(m[2] for m in g), (g[0][0], g[-1][1])) for g in groups]
    # A weekday must be there when the French has one: a lone number that agrees is no date.
    for weight, place in sorted(scored, key=lambda s: (-s[0], s[1])):
        if weight >= max(1, (wanted_weight + 1) // 2):
            yield (
                _bare_number(surface, english, place) if kind == NUMBER else _widened(folded, english, place)
            )


def _bare_number(surface: str, english: str, place: Span) -> Span:
    """A number without the marks of a clock that its French does not have either."""
    mark = _CLOCK_MARK.search(english, *place)
    return (place[0], mark.start()) if mark and surface.isdigit() else place


def _widened(folded: str, english: str, place: Span) -> Span:
    """A date with its part of the day ("Tuesday evening"), or a number with its unit ("twenty years ago")."""
    start, end = place
    for french_part, part in _PARTS_OF_DAY.items():
        if re.search(rf"\b{french_part}\b", folded) and (
            match := re.compile(rf" (?:{part})\b").match(english, end)
        ):
            return start, match.end()
    if _UNIT.search(folded) and (match := _ENGLISH_UNIT.match(english, end)):
        return start, match.end()
    return place
