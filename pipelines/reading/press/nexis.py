"""Nexis: the classic text export ("Document 1 de 20"), and Nexis Uni in Word, Rich Text or PDF.

    Le Figaro                                  Marseille: le ministre annonce des renforts
    Mercredi 9 Novembre 2022                   Le Figaro
    Marseille: le ministre …                   mercredi 9 novembre 2022
    AUTEUR: Jeanne Roy                         Copyright 2022 …
    LONGUEUR: 412 mots                         Longueur: 412 mots
    …                                          Corps
    DATE-CHARGEMENT: 9 novembre 2022           … Load-Date: … End of Document

The date of loading is the database's, never the article's.
"""

from __future__ import annotations

import re

from pipelines.reading.items import Item
from pipelines.reading.press.drafts import drafts
from pipelines.reading.press.nexis_article import label_of, read_classic, read_uni
from pipelines.reading.press.sheet import Sheet, is_date_line
from pipelines.reading.press.words import begins, folded, words

_MARK = re.compile(
    r"(?:document|dokument)\s+(?P<number>\d{1,5})\s+(?:de|of|von|sur)\s+(?P<all>\d{1,6})"
    r"|(?P<number_first>\d{1,5})\s+(?:of|de|von|sur)\s+(?P<all_first>\d{1,6})\s+documents?",
    re.IGNORECASE,
)
_COUNT = re.compile(r"documents?\s*\((?P<all>\d{1,5})\)", re.IGNORECASE)
_LISTED = re.compile(r"(?P<number>\d{1,5})\.\s+(?P<title>\S.*)")
_COVER_LINES = 4_000


def read_nexis(sheet: Sheet) -> list[Item]:
    """The articles of an export, [] when the document is none."""
    return _classic(sheet) or _uni(sheet)


def _classic(sheet: Sheet) -> list[Item]:
    marks = [
        (number, match)
        for number, line in enumerate(sheet.lines)
        if len(line) < 120 and (match := _MARK.fullmatch(line.strip()))
    ]
    if not marks or not any(
        label_of(sheet, number) in {"before", "after"} for number in range(len(sheet.lines))
    ):
        return []
    stops = [*(number for number, _ in marks[1:]), len(sheet.lines)]
    articles = [read_classic(sheet, start + 1, stop) for (start, _), stop in zip(marks, stops, strict=True)]
    last = marks[-1][1]
    return drafts(articles, sheet.warnings, int(last["all"] or last["all_first"]))


def _uni(sheet: Sheet) -> list[Item]:
    if not _is_uni(sheet):
        return []
    ends = [n for n in range(len(sheet.lines)) if sheet.folded(n) in words("nexis_end")]
    count, titles, begin = _cover(sheet)
    articles: list[dict[str, str]] = []
    for stop in [*ends, len(sheet.lines)]:
        if stop > begin and any(_is_dated(sheet, n) for n in range(begin, stop)):
            listed = titles[len(articles)] if len(articles) < len(titles) else ""
            articles.append(read_uni(sheet, begin, stop, listed))
        begin = max(begin, stop + 1)
    return drafts(articles, sheet.warnings, count)


def _is_uni(sheet: Sheet) -> bool:
    """Marks of two kinds: the end of a document or of its text, and a label that only Nexis writes."""
    ends = has_label = has_body = False
    for number in range(len(sheet.lines)):
        line = sheet.folded(number)
        ends = ends or line in words("nexis_end")
        has_body = has_body or line in words("nexis_body")
        has_label = has_label or line.partition(":")[0].strip() in words("nexis_marks")
    return has_label and (ends or has_body)


def _is_dated(sheet: Sheet, number: int) -> bool:
    return is_date_line(sheet.lines[number])


def _cover(sheet: Sheet) -> tuple[int | None, list[str], int]:
    """How many documents the cover states, their titles, and the line after the cover."""
    count, after = None, 0
    titles: list[str] = []
    for number in range(min(len(sheet.lines), _COVER_LINES)):
        line = sheet.folded(number)
        if line in words("nexis_end") or line.partition(":")[0].strip() in words("nexis_marks"):
            break
        if match := _COUNT.fullmatch(line):
            count, after = int(match["all"]), number + 1
        elif (
            count is not None
            and (listed := _LISTED.match(sheet.line(number)))
            and int(listed["number"]) == len(titles) + 1
        ):
            titles.append(listed["title"])
            after = number + 1
        elif line.startswith(begins("nexis_cover")) and (":" in line or line in words("nexis_cover")):
            after = number + 1
    return count, [folded(title) for title in titles], after
