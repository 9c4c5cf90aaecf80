"""Factiva as text, Rich Text, Word or PDF: with its two-letter codes, or with the bare lines of its display.

Marseille: le ministre annonce des renforts      HD  Canal
Jeanne Roy                                       BY  Jeanne Roy
412 mots                                         WC  230 mots
9 novembre 2022                                  PD  11 novembre 2022
10:21                                            SN  La Croix
Le Figaro                                        LP
FIGARO · 8 · Français · Copyright …              Le président …
… Document FIGARO0020221109eib900012             AN  Document CROIX00020221111eib900001
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.reading.items import Item
from pipelines.reading.press.drafts import drafts
from pipelines.reading.press.sheet import (
    Sheet,
    is_date_line,
    is_page_line,
    is_property,
    looks_like_names,
)
from pipelines.reading.press.words import folded, words

_DOCUMENT = re.compile(r"(?:AN\s++\|?\s*+)?Documento?\s+[A-Z][A-Z0-9]{3,11}[0-9A-Za-z]{8,24}", re.ASCII)
_WORD_COUNT = re.compile(
    r"\d{1,3}(?:[\s.,]?\d{3})*\s*(?:mots?|words?|wörter|palabras|parole|woorden)", re.IGNORECASE
)
_TIME = re.compile(r"\d{1,2}[:h]\d\d(?:\s*(?:[AP]M|GMT|CET))?", re.IGNORECASE)
_CONTENTS = re.compile(r"(?<!\.)(?<!\.\s)(?:\.\s?){3,}+\s*\d{1,4}$|\t\d{1,4}$")
_COUNT = re.compile(r"(?P<label>[^\d:|]{8,40}?)\s*+[:|]?\s*+(?P<all>\d{1,6})")
_CODE = re.compile(
    r"(?P<code>[A-Z]{2,3})(?P<apart>[ \t]*\|[ \t]*|\t[ \t]*|[ ]{2,}|[ ]|$)(?P<value>.*)", re.DOTALL
)
_TEXT_CODES = ("LP", "TD")
_HEAD = 16
_LONGEST_HEAD_LINE = 60
_TITLE_WORDS = 5


def read_factiva(sheet: Sheet) -> list[Item]:
    """The articles of an export, [] when the document is none."""
    if not _is_factiva(sheet):
        return []
    articles: list[dict[str, str]] = []
    stop_all = _before_summary(sheet)
    start = _after_cover(sheet, stop_all)
    ends = [n for n in range(start, stop_all) if _DOCUMENT.fullmatch(sheet.line(n))]
    for stop in [*ends, stop_all]:
        if found := _article(sheet, start, stop):
            articles.append(found)
        start = stop + 1
    return drafts(articles, sheet.warnings, _count(sheet, stop_all))


def _is_factiva(sheet: Sheet) -> bool:
    documents = word_counts = heads = ends = 0
    for number in range(len(sheet.lines)):
        line = sheet.line(number)[:120]
        documents += bool(_DOCUMENT.fullmatch(line))
        word_counts += bool(_WORD_COUNT.fullmatch(line))
        code = _code(sheet, number)
        heads += code == "HD"
        ends += code in {"SN", "AN", "PD"}
    # Without the mark of a document's end, the order of its lines tells: words, date, newspaper, language.
    return bool((heads and ends >= 2) or (documents and word_counts) or (word_counts and _displayed(sheet)))


def _displayed(sheet: Sheet) -> bool:
    for number in range(len(sheet.lines)):
        if _WORD_COUNT.fullmatch(sheet.line(number)):
            after = sheet.shown(number + 1, min(len(sheet.lines), number + _HEAD))[:10]
            if not after or not is_date_line(sheet.lines[after[0]]):
                continue
            if any(sheet.folded(n) in words("factiva_languages") for n in after[1:]):
                return True
    return False


def _before_summary(sheet: Sheet) -> int:
    found = (n for n in range(len(sheet.lines)) if sheet.folded(n) in words("factiva_summary"))
    return next(found, len(sheet.lines))


def _count(sheet: Sheet, summary: int) -> int | None:
    """How many articles the summary of the search states."""
    numbers = sheet.shown(summary, len(sheet.lines))
    for i, number in enumerate(numbers):
        here = sheet.line(number)
        beside = f"{here} {sheet.line(numbers[i + 1])}" if i + 1 < len(numbers) else here
        for line in (here, beside):
            match = _COUNT.fullmatch(line)
            if match and folded(match["label"]) in words("factiva_count"):
                return int(match["all"])
    return None


def _after_cover(sheet: Sheet, stop: int) -> int:
    """The line after the cover and the table of contents, which stand before the first article."""
    after = 0
    for number in range(stop):
        if _WORD_COUNT.fullmatch(sheet.line(number)) or _code(sheet, number) == "HD":
            break
        line = sheet.line(number)
        is_cover = sheet.folded(number).rstrip("®") in words("factiva_cover")
        if is_cover or _in_contents(sheet.lines[number]) or is_page_line(line):
            after = number + 1
    return after


def _article(sheet: Sheet, start: int, stop: int) -> dict[str, str]:
    """What one article states, {} where there is none between these lines."""
    codes = [n for n in range(start, stop) if _code(sheet, n)]
    if any(_code(sheet, n) == "HD" for n in codes):
        return _coded(sheet, start, stop)
    counted = next((n for n in range(start, stop) if _WORD_COUNT.fullmatch(sheet.line(n))), None)
    if counted is None:
        return {}
    before = [b for b in sheet.blocks(start, counted) if not all(_is_furniture(sheet, n) for n in b)]
    if before and len(before[-1]) > 1 and looks_like_names(sheet.line(before[-1][-1])):
        before[-1:] = [before[-1][:-1], before[-1][-1:]]  # set close below the title
    attached = len(before) > 1 and not sheet.whole and before[-1][-1] == counted - 1
    stated = title_and_author([sheet.joined(block) for block in before])
    if attached and "author" not in stated:
        # Set close above the count of words, apart from the title.
        stated = {"author": sheet.joined(before[-1]), "title": sheet.joined(before[-2])}
    titles = [n for block in before for n in block if n in sheet.titles]
    if titles:
        stated["title"] = sheet.joined(titles)
    begin = _head(sheet, counted + 1, stop, stated)
    body = [n for n in sheet.shown(begin, stop) if not _is_furniture(sheet, n)]
    stated["text"] = sheet.text(body)
    return stated


def title_and_author(blocks: Sequence[str]) -> dict[str, str]:
    """Which of the lines above the word count are title and author: section, title, author, of which the first and the last may lack."""
    stated: dict[str, str] = {}
    rest = list(blocks)
    if len(rest) > 1 and (looks_like_names(rest[-1]) or _below_a_title(rest[-2], rest[-1])):
        stated["author"] = rest.pop()
    if rest:
        stated["title"] = rest[-1]
    return stated


def _below_a_title(above: str, line: str) -> bool:
    """Whether a short line below a long one is its author, as sections above titles are short."""
    return len(above.split()) >= _TITLE_WORDS > len(line.split()) and not line.endswith(
        (".", "!", "?", "»", ":")
    )


def _head(sheet: Sheet, start: int, stop: int, stated: dict[str, str]) -> int:
    """Takes date and newspaper from the lines after the word count; gives the line where the text begins."""
    numbers = sheet.shown(start, stop)[:_HEAD]
    lines = [sheet.line(number) for number in numbers]
    used = head_lines(lines, stated)
    if not used:
        return start
    last = numbers[used - 1]
    # A notice of property that names nobody: what is set close below the language.
    following = last + 1
    while (
        not sheet.whole
        and not sheet.typeset
        and used < _HEAD
        and following < stop
        and sheet.lines[following].strip()
    ):
        if sheet.folded(last) not in words("factiva_languages"):
            break
        following += 1
    return following


def head_lines(lines: Sequence[str], stated: dict[str, str]) -> int:
    """Takes date and newspaper from the lines below a word count; gives how many lines are no text.

    After them come the database's code of the newspaper, edition, page, language and notice of property, of which
    any may lack: the last notice or language ends the head.
    """
    place = 0
    if place < len(lines) and is_date_line(lines[place]):
        stated["published"] = lines[place]
        place += 1
    while place < len(lines) and _TIME.fullmatch(lines[place]):
        place += 1
    if place < len(lines):
        stated["source"] = lines[place]
        place += 1
    used, closed = place, False
    for i in range(place, len(lines)):
        line = lines[i]
        if is_property(line) or folded(line) in words("factiva_languages"):
            used = i + 1
            closed = closed or is_property(line)
        elif closed or len(line) > _LONGEST_HEAD_LINE:
            break  # after the notice of property, the text
    return used


def _is_furniture(sheet: Sheet, number: int) -> bool:
    line = sheet.line(number)
    return (
        is_page_line(line) or is_property(line) or bool(_DOCUMENT.fullmatch(line)) or bool(_in_contents(line))
    )


def is_word_count(line: str) -> bool:
    """ "412 mots"."""
    return bool(_WORD_COUNT.fullmatch(line.strip()))


def is_document_line(line: str) -> bool:
    """ "Document FIGARO0020221109eib900012"."""
    return bool(_DOCUMENT.fullmatch(line.strip()))


def _in_contents(line: str) -> bool:
    """A line of a table of contents: words, dots, the number of a page."""
    return bool(_CONTENTS.search(line[-60:]))


def _code(sheet: Sheet, number: int) -> str:
    """The code a line begins with, "" where it has none."""
    match = _CODE.match(sheet.lines[number][:60].replace("\xa0", " "))
    return match["code"] if match and match["code"] in words("factiva_codes") else ""


def _coded(sheet: Sheet, start: int, stop: int) -> dict[str, str]:
    """An article whose parts are told by codes; inside the text only a code set apart is one."""
    cells: dict[str, list[tuple[int, str]]] = {}
    code = ""
    for number in sheet.shown(start, stop):
        line = sheet.lines[number].replace("\xa0", " ")
        match = _CODE.match(line)
        found = match["code"] if match and match["code"] in words("factiva_codes") else ""
        if match and found and not (code in _TEXT_CODES and match["apart"] == " "):
            code = found
            cells.setdefault(code, []).append((number, match["value"]))
        elif code and not is_page_line(line):
            cells[code].append((number, line))
    return of_cells({name: _cell(sheet, parts, name in _TEXT_CODES) for name, parts in cells.items()})


def _cell(sheet: Sheet, parts: list[tuple[int, str]], is_text: bool) -> str:
    if not is_text:
        return " ".join(" ".join(value.split()) for _, value in parts).strip()
    first, *rest = parts
    opening = first[1].strip()
    if sheet.whole or not rest:
        pieces = [opening, *(value.strip() for _, value in rest)]
        return "\n\n".join(filter(None, pieces))
    if not opening:
        return sheet.text([number for number, _ in rest])
    aligned = list(sheet.lines)
    aligned[first[0]] = opening
    return Sheet(tuple(aligned), join=sheet.join).text([number for number, _ in parts])


def of_cells(cells: dict[str, str]) -> dict[str, str]:
    """The fields of an article from its codes: HD title, BY author, PD date, SN newspaper, LP lead, TD text."""
    return {
        "title": cells.get("HD", ""),
        "author": cells.get("BY", ""),
        "published": cells.get("PD", ""),
        "source": cells.get("SN", ""),
        "text": "\n\n".join(filter(None, (cells.get("LP", ""), cells.get("TD", "")))),
    }
