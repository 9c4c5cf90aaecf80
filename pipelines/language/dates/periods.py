"""Readings of seasons, years, decades, centuries and feasts: a match and a context in, EDTF out."""

from __future__ import annotations

import re

from pipelines.edtf import edtf_days
from pipelines.language.dates.readings import LAST, Context, day_text, each_year, leaning
from pipelines.language.dates.words import calendar_words, number_of, year_of


def read_season(match: re.Match[str], context: Context) -> str:
    """Read “l'été 2014”, “cet hiver”, “l'automne dernier”."""
    season = calendar_words().seasons[match["season"]]
    if match["year"]:
        return f"{int(match['year']):04d}-{season}"
    if match["shift"]:
        last = re.fullmatch(LAST, match["shift"]) is not None
        today = context.today
        years = [today.year - 1, today.year] if last else [today.year, today.year + 1]
        days = [(f"{year}-{season}", *edtf_days(f"{year}-{season}")) for year in years]
        if last:
            over = [value for value, _, end in days if end and end < today]
            return over[-1] if over else f"{years[0] - 1}-{season}"
        return next((value for value, start, _ in days if start and start > today), "")
    return each_year(context, lambda year: f"{year:04d}-{season}")


def read_decade(match: re.Match[str], _: Context) -> str:
    """Read “les années 1980”, “le début des années 90”."""
    words = match["decade"]
    number = number_of(words)
    if number is None or number % 10:
        return ""
    if number < 100:
        number += 1900 if number >= 20 else 2000
    first, last = {"debut": (0, 3), "milieu": (4, 6), "fin": (7, 9)}.get(match["which"] or "", (0, 9))
    return f"{number + first:04d}/{number + last:04d}"


_ROMAN = {"i": 1, "v": 5, "x": 10}


def read_century(match: re.Match[str], context: Context) -> str:
    """Read “le XIXe siècle”."""
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


def read_year(match: re.Match[str], _: Context) -> str:
    """Read “2015”, “mil neuf cent quatorze”."""
    year = year_of(match["year"])
    return f"{year:04d}" if year and 1000 <= year < 2200 else ""


def read_years(match: re.Match[str], _: Context) -> str:
    """Read “2019-2020”, “2021-22”."""
    first = int(match["first"])
    last = int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    return f"{first}/{last}" if first < last <= first + 30 else ""


def read_feast(match: re.Match[str], context: Context) -> str:
    """Read “Noël”, “Pâques 2021”, “le 14-Juillet”."""
    feast = calendar_words().feasts[match["feast"]]
    if match["year"]:
        return day_text(feast.on(int(match["year"])))
    if feast.year and not match["shift"]:
        return day_text(feast.on(feast.year))
    return each_year(leaning(context, match["shift"]), lambda year: day_text(feast.on(year)))
