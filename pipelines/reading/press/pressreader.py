"""PressReader, printed or copied: the title, then "Le Figaro · 9 nov. 2022 · 8 · Jeanne Roy", then the text."""

from __future__ import annotations

import re

from pipelines.reading.items import Item
from pipelines.reading.press.drafts import drafts
from pipelines.reading.press.sheet import Sheet, is_page_line, looks_like_names
from pipelines.reading.press.words import field_of, folded
from pipelines.reading.press_words import names_in, paper_in
from pipelines.reading.published import dates_in, to_edtf

_PARTS = re.compile(r"(?<!\s)\s+[·•|]\s+")
_PAGE = re.compile(r"(?:p(?:age)?s?\.?\s*)?[A-Z]{0,3}\s?\d{1,4}[A-Z]?(?:\s*[-–,]\s*\d{1,4})*", re.IGNORECASE)
_WORDS = re.compile(r"\d[\d\s]{0,8}\s*(?:mots?|words?)", re.IGNORECASE)
_LABEL = re.compile(r"(?P<label>[^:]{3,24})\s?:\s*(?P<value>.*)")
_LONGEST = 200
_TITLE_LINES = 6


def read_pressreader(sheet: Sheet) -> list[Item]:
    """The articles of an export, [] when the document is none."""
    marks = [(n, stated) for n in range(len(sheet.lines)) if (stated := _stated(sheet.line(n)))]
    first = sheet.shown(0, len(sheet.lines))[: _TITLE_LINES + 1]
    if not marks or marks[0][0] not in first:
        return []  # such a line inside a text is no mark of an export
    after = [0, *(number + 1 for number, _ in marks)]
    titles = [_title(sheet, start, number) for start, (number, _) in zip(after, marks, strict=False)]
    articles = []
    for i, (number, stated) in enumerate(marks):
        stop = (titles[i + 1] or [marks[i + 1][0]])[0] if i + 1 < len(marks) else len(sheet.lines)
        articles.append(_article(sheet, titles[i], number, stop, stated))
    return drafts(articles, sheet.warnings)


def _stated(line: str) -> dict[str, str]:
    """Newspaper, date, author of a line "Le Figaro · 9 nov. 2022 · 8 · Jeanne Roy", {} when it is none."""
    if len(line) > _LONGEST or not any(sign in line for sign in "·•|"):
        return {}
    parts = [part.strip() for part in _PARTS.split(line) if part.strip()]
    dated = [
        part
        for part in parts
        if len(part) < 60
        and (dates_in(part) or (len(part) < 14 and part[:1].isdigit() and "/" in part and to_edtf(part)))
    ]
    if len(dated) != 1 or not 2 <= len(parts) <= 6:
        return {}
    others = [part for part in parts if part is not dated[0] and not _PAGE.fullmatch(part)]
    if not others or any(_WORDS.fullmatch(part) for part in others):
        return {}  # with a count of words it is a line of Europresse
    if names_in(others[0]) and not paper_in(others[0]):
        return {}  # "9 nov. 2022 | Jeanne Roy": no paper is a person
    stated = {"published": dated[0], "source": others[0]}
    if len(others) > 1 and looks_like_names(others[-1]):
        stated["author"] = others[-1]  # else it is a section
    return stated


def _title(sheet: Sheet, start: int, mark: int) -> list[int]:
    """The lines of the title above the line: those set larger, else the block next to it."""
    blocks = sheet.blocks(start, mark)
    if not blocks:
        return []
    large = []
    for number in reversed(sheet.shown(start, mark)):
        if number not in sheet.titles:
            break
        large.append(number)
    if large:
        return large[::-1]
    return blocks[-1] if len(sheet.joined(blocks[-1])) <= 300 and len(blocks[-1]) <= _TITLE_LINES else []


def _article(sheet: Sheet, title: list[int], mark: int, stop: int, stated: dict[str, str]) -> dict[str, str]:
    stated = {"title": sheet.joined(title), **stated}
    body = []
    for number in sheet.shown(mark + 1, stop):
        field, value = _labelled(sheet.line(number))
        if field:
            if value and field != "other":
                stated[field] = stated.get(field) or value
        elif not is_page_line(sheet.line(number)):
            body.append(number)
    stated["text"] = sheet.text(body)
    return stated


def _labelled(line: str) -> tuple[str, str]:
    """The field and value of a line that PressReader prints below an article: "Article Name:Des renforts"."""
    match = _LABEL.fullmatch(line) if len(line) <= _LONGEST else None
    return (
        (field_of("pressreader_labels").get(folded(match["label"]), ""), match["value"].strip())
        if match
        else ("", "")
    )
