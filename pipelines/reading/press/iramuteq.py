"""IRaMuTeQ corpora: `**** *source_La_Croix *date_2022-11-09`, then the text; `-*thematique_securite` parts it by theme."""

from __future__ import annotations

import re

from pipelines.reading.fields import stated_fields
from pipelines.reading.items import EMPTY_TEXT, Draft, Item, Refusal
from pipelines.reading.layout import unwrap
from pipelines.reading.published import MONTH_NUMBERS, to_edtf

# Alceste numbers its texts where IRaMuTeQ sets four stars.
_MARK = re.compile(r"^(?:\*{4}|\d{4})[ \t]+(?P<variables>\*[^\s*_]+_.*)$", re.MULTILINE)
_VARIABLE = re.compile(r"\*(?P<name>[^\s*_]+)_(?P<value>[^\s*]+)")
_THEME = re.compile(r"^[ \t]*-\*[^\s*].*$", re.MULTILINE)
_DATES = (
    "date",
    "published",
    "parution",
    "publication",
    "jma",
    "amj",
    "am",
    "mois",
    "annee",
    "année",
    "an",
    "year",
)
BEFORE_FIRST = (
    "The text before the first line of variables (“**** *…”) belongs to no article; give it such a line."
)
FIRST_LOOKED_AT = 20_000
_DAY_FIRST = re.compile(r"(\d\d)(\d\d)((?:1[5-9]|20)\d\d)")


def is_iramuteq(text: str) -> bool:
    """Whether a text begins as a corpus of IRaMuTeQ or Alceste does."""
    start = text[:FIRST_LOOKED_AT].lstrip("\ufeff \t\r\n")
    return bool(
        _MARK.match(start.split("\n", 1)[0].rstrip("\r")) or re.search(r"^\*{4}[ \t]+\*", start, re.MULTILINE)
    )


def read_iramuteq(text: str, warnings: tuple[str, ...] = ()) -> list[Item]:
    """The texts of a corpus; its starred variables state source, date and the like."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    stars = "****" if re.search(r"^\*{4}[ \t]+\*", text, re.MULTILINE) else ""
    marks = [mark for mark in _MARK.finditer(text) if not stars or mark.group().startswith(stars)]
    if not marks:
        return []
    items: list[Item] = []
    if text[: marks[0].start()].strip():
        items.append(Refusal("before text 1", BEFORE_FIRST))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for number, (mark, end) in enumerate(zip(marks, ends, strict=True), start=1):
        body = _THEME.sub("", text[mark.end() : end]).strip()
        where = f"text {number}"
        if not body:
            items.append(Refusal(where, EMPTY_TEXT))
            continue
        items.append(
            Draft(
                unwrap(body), place=f"#{number}", where=where, warnings=warnings, **_stated(mark["variables"])
            )
        )
    return items


def _stated(variables: str) -> dict[str, str]:
    """What the variables state; "_" stands for a blank, which they cannot hold."""
    values = {m["name"].casefold(): m["value"].strip("_") for m in _VARIABLE.finditer(variables)}
    stated: dict[str, str] = {
        name: value.replace("_", " ")
        for name, value in stated_fields(values).items()
        if name in {"title", "source", "author"}
    }
    if published := _published(values):
        stated["published"] = published
    return stated


def _published(values: dict[str, str]) -> str:
    """The most precise date among the variables: a date, or a day, month and year in three of them."""
    candidates = [
        to_edtf(_parted(values[name]).replace("_", "-")) or to_edtf(values[name].replace("_", " "))
        for name in _DATES
        if name in values
    ]
    year = next((values[name] for name in ("annee", "année", "an", "year") if name in values), "")
    month = _month(next((values[name] for name in ("mois", "month") if name in values), ""))
    day = next((values[name] for name in ("jour", "day") if name in values), "")
    if year.isdigit() and month:
        candidates.append(
            to_edtf(f"{year}-{month:02d}-{int(day):02d}")
            if day.isdigit() and len(day) < 3
            else f"{year}-{month:02d}"
        )
    return max(filter(None, candidates), key=len, default="")


def _parted(stated: str) -> str:
    """ "09112022" → "09-11-2022": variables hold no marks, and not everyone writes the year first."""
    day_first = _DAY_FIRST.fullmatch(stated)
    return "-".join(day_first.groups()) if day_first and not to_edtf(stated) else stated


def _month(stated: str) -> int:
    if stated.isdigit() and len(stated) < 3:
        return int(stated) if 1 <= int(stated) <= 12 else 0
    return MONTH_NUMBERS.get(stated.casefold(), 0)
