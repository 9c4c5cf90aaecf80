"""Gallica's text mode: a notice of the library, a warning about character recognition, then the text of the issue."""

from __future__ import annotations

import re

from pipelines.reading.items import Item
from pipelines.reading.press.drafts import drafts
from pipelines.reading.press.sheet import Sheet
from pipelines.reading.press.words import begins, folded, words

_FIELD = re.compile(r"(?P<name>[^:]{3,40}?)\s*:\s*(?P<value>.*)")
_RATE = re.compile(r"(?P<rate>\d{1,3}(?:[.,]\d{1,2})?)\s?%")
_SERIAL = re.compile(
    r"\((?:[^()]{0,40}[.,]\s?)?1[5-9]\d\d|\((?:[^()]{0,40}[.,]\s?)?20\d\d"
)  # "(Paris. 1876)"
_NOTICE_LINES = 120
_POOR = 90.0
POORLY_RECOGNISED = (
    "Gallica estimates that {rate} % of the characters were recognised; expect wrong letters in this text."
)


def read_gallica(sheet: Sheet) -> list[Item]:
    """The issue of a newspaper with what its notice states, [] when the document is none."""
    end = next(
        (
            n
            for n in range(min(len(sheet.lines), _NOTICE_LINES))
            if sheet.folded(n).startswith(begins("gallica_end"))
        ),
        None,
    )
    if end is None:
        return []
    notice = _notice(sheet, end)
    if len(words("gallica_notice") & notice.keys()) < 2:
        return []
    numbers = sheet.shown(end, len(sheet.lines))
    start, rate = 0, ""
    for i, number in enumerate(numbers[:8]):
        said = sheet.folded(number)
        if match := _RATE.search(sheet.line(number)) if "taux de reconnaissance" in said else None:
            rate = match["rate"]
        # The warning may be wrapped: its last line names the rate.
        if (
            i == 0
            or said.startswith(begins("gallica_after"))
            or match
            or (not rate and number == numbers[i - 1] + 1)
        ):
            start = i + 1
        else:
            break
    titles, types = notice["titre"], notice.get("type", "")
    stated = {
        "title": titles,
        "published": notice.get("date d'edition", ""),
        "source": titles if "serie" in folded(types) or _SERIAL.search(titles) else "",
        "author": notice.get("auteur", ""),
        "text": sheet.text(numbers[start:]),
    }
    doubts = sheet.warnings
    if rate and float(rate.replace(",", ".")) < _POOR:
        doubts = (*doubts, POORLY_RECOGNISED.format(rate=rate))
    return drafts([stated], doubts)


def _notice(sheet: Sheet, end: int) -> dict[str, str]:
    """The first value of each field of the notice, types joined."""
    notice: dict[str, str] = {}
    for number in sheet.shown(0, end):
        if match := _FIELD.match(sheet.line(number)):
            name, value = folded(match["name"]), match["value"].strip()
            if name == "type" and name in notice:
                notice[name] += f", {value}"
            elif value:
                notice.setdefault(name, value)
    return notice
