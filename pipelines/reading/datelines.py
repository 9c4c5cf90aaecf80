"""Datelines and closing brackets of news agencies: "MARSEILLE, 8 nov 2022 (AFP) -", "… (AFP)"."""

from __future__ import annotations

import re

from pipelines.reading.press_words import agencies_in
from pipelines.reading.published import dates_in
from pipelines.reading.told import Told

_DATE = "\x01"
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim)\.?,?\s+)?"
_AGENCY_TAIL = re.compile(r"\s*\((?:avec\s+)?(?P<agencies>[^()]{2,40})\)\.?\s*$")
_DATELINE_END = re.compile(r"(?:(?<!\s)\s+)?(?:-{1,2}|[–—])\s+")


def dateline(paragraph: str) -> tuple[Told, int] | None:
    """A dispatch's dateline at the head of a paragraph and where it ends: "MARSEILLE, 8 nov 2022 (AFP) - ".

    Only one that names an agency, or a place in capitals and a whole date: "Kiev, 24 février 2022 – Les sirènes…"
    may tell a story.
    """
    head = paragraph[:140]
    found = [each for each in dates_in(head) if each.start < 60]
    edtf = found[0].edtf if found else ""
    for match in _DATELINE_END.finditer(head):
        if found and match.start() < found[0].end <= match.end() + 30 and match.end() <= found[0].start:
            continue  # "AIX-EN-PROVENCE - 8 nov 2022 (AFP) -"
        before = head[: match.start()]
        if found:
            before = before.replace(head[found[0].start : found[0].end], _DATE)
        parts = re.fullmatch(
            rf"(?P<place>[A-ZÀ-Þ][^\d()\x01]{{1,45}}?(?:\s?\([^()\d]{{2,30}}\))?)?\s*+,?\s*+(?:le\s++)?{_WEEKDAY}(?P<date>{_DATE})?"
            rf"\s*+(?:[,-]\s*+)?(?:\((?P<agency>[^()]{{2,30}})\)|(?P<bare>[A-Z][A-Za-z-]{{1,20}}))?\s*",
            before,
        )
        if not parts:
            return None
        place = (parts["place"] or "").strip()
        named = re.search(r"\(([^()]+)\)$", place)
        agency = agencies_in(parts["agency"] or parts["bare"] or (named[1] if named else ""))
        in_capitals = place == place.upper() and len(place) > 2
        if (parts["agency"] or parts["bare"]) and not agency:
            return None
        if agency and (parts["date"] or not re.search(r"\d", before)) and len(place.split()) <= 6:
            return Told(published=edtf if parts["date"] else "", source=agency), match.end()
        if in_capitals and parts["date"]:
            return Told(published=edtf), match.end()
        return None
    return None


def agency_tail(paragraph: str) -> tuple[Told, int] | None:
    """The agency in brackets that closes a text and where the brackets begin: "… insuffisante. (AFP)"."""
    start = paragraph.rfind("(", max(0, len(paragraph) - 60))
    if start < 0:
        return None
    match = _AGENCY_TAIL.match(paragraph, start)
    if (
        match
        and (agencies := agencies_in(match["agencies"]))
        and re.search(r"[.!?…»”\"]\s*$", paragraph[:start][-3:])
    ):
        return Told(author=agencies), start
    return None
