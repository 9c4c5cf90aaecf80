"""Europresse as PDF, Word or text: a box about the newspaper, the article, its notice of property and its number.

    Mercredi 9 novembre 2022
    Le Figaro • no. 24310 • p. 8 • 412 mots
    Marseille: le ministre annonce des renforts
    …
    © 2022 Le Figaro. Tous droits réservés. Le présent document est protégé …
    Certificat émis le 12 novembre 2022 à …
    news·20221109·LF·20221109x20x0012

The day of the certificate is that of the export, never the article's.
"""

from __future__ import annotations

import re

from pipelines.reading.items import Item
from pipelines.reading.press.drafts import drafts
from pipelines.reading.press.sheet import Sheet, is_date_line, is_page_line, is_property, looks_like_names
from pipelines.reading.press.words import begins, folded, words

_NUMBER = re.compile(r"news[·.•](?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)[·.•]\S{1,80}")
_ABOUT = re.compile(
    r"(?P<source>[^•·|]{2,100}?)\s{0,20}+[•·|]\s*(?=(?:.{0,160}[•·|]\s{0,20})?[\d\s]{1,8}\s{0,20}mots?\b)",
    re.IGNORECASE,
)
_DOCUMENTS = re.compile(r"(?P<all>\d{1,5})\s+documents?\b", re.IGNORECASE)
_LONGEST_TITLE, _TITLE_LINES = 300, 5
_SHORT = 0.75  # of the width: the last line of a title
_FOLIO = re.compile(r"\d{1,4}")
_CONTINUES = re.compile(r"[a-zà-ÿ]|[,;:]")


def read_europresse(sheet: Sheet) -> list[Item]:
    """The articles of an export, [] when the document is none."""
    ends = [n for n in range(len(sheet.lines)) if _NUMBER.fullmatch(sheet.line(n))]
    abouts = [n for n in range(len(sheet.lines)) if _about(sheet, n)]
    if not abouts or not (
        ends
        or any(sheet.folded(n).startswith(begins("europresse_furniture")) for n in range(len(sheet.lines)))
    ):
        return []
    articles = []
    for i, about in enumerate(abouts):
        following = abouts[i + 1] if i + 1 < len(abouts) else len(sheet.lines)
        number = next((n for n in ends if about < n < following), None)
        # Without a number, the text ends where the box of the next article begins.
        stop = number if number is not None else _before_box(sheet, about, following)
        articles.append(
            _article(
                sheet, about, stop, _NUMBER.fullmatch(sheet.line(number)) if number is not None else None
            )
        )
    return drafts(articles, sheet.warnings, _count(sheet, abouts[0]))


def _about(sheet: Sheet, number: int) -> re.Match[str] | None:
    line = sheet.line(number)
    return _ABOUT.match(line) if len(line) < 250 else None


def _before_box(sheet: Sheet, about: int, following: int) -> int:
    if following == len(sheet.lines):
        return following
    first = following
    for number in range(following - 1, max(about, following - 16), -1):
        if is_date_line(sheet.lines[number]) or sheet.folded(number) in words("europresse_box"):
            first = number
    return first


def _count(sheet: Sheet, stop: int) -> int | None:
    """How many documents the cover states."""
    for number in range(stop):
        if sheet.folded(number).startswith(begins("europresse_cover")) and (
            match := _DOCUMENTS.search(sheet.folded(number))
        ):
            return int(match["all"])
    return None


def _article(sheet: Sheet, about: int, stop: int, numbered: re.Match[str] | None) -> dict[str, str]:
    match = _about(sheet, about)
    stated = {"source": match["source"].strip() if match else ""}
    near = [*range(about - 1, max(-1, about - 12), -1), about, *range(about + 1, min(stop, about + 3))]
    dated = next((n for n in near if n >= 0 and is_date_line(sheet.lines[n])), None)
    if dated is not None:
        stated["published"] = sheet.line(dated)
    elif numbered:
        stated["published"] = "{year}-{month}-{day}".format(**numbered.groupdict())
    start = about + 1 if dated is None else max(about, dated) + 1
    start = _after_box(sheet, start, stop)
    body = [n for n in sheet.shown(start, stop) if not _is_furniture(sheet, n)]
    body = body[: _end(sheet, body)]
    title = _title(sheet, body)
    stated["title"] = sheet.joined(title)
    rest = body[len(title) :]
    if len(rest) > 1 and looks_like_names(sheet.line(rest[0])) and not _runs_on(sheet, rest[0], rest[1]):
        stated["author"] = sheet.line(rest.pop(0))
    stated["text"] = sheet.text(rest)
    return stated


def _runs_on(sheet: Sheet, number: int, following: int) -> bool:
    """Whether the next line goes on a sentence that this one began."""
    return not sheet.whole and following == number + 1 and bool(_CONTINUES.match(sheet.line(following)))


def _after_box(sheet: Sheet, start: int, stop: int) -> int:
    """The line after the box about the newspaper, where it stands below the date: a label, then what it says."""
    after = start
    numbers = sheet.shown(start, min(stop, start + 24))
    for i, number in enumerate(numbers):
        if sheet.folded(number) in words("europresse_box"):
            after = numbers[i + 1] + 1 if i + 1 < len(numbers) else number + 1
    return after


def _title(sheet: Sheet, body: list[int]) -> list[int]:
    """The lines set as the title, else the first paragraph where others follow."""
    large = []
    for number in body:
        if number not in sheet.titles:
            break
        large.append(number)
    if large and len(large) < len(body):
        return large
    blocks = sheet.blocks(body[0], body[-1] + 1) if body else []
    if blocks and sheet.join and len(blocks[0]) > 1:
        return _title_of_run(sheet, blocks[0])
    return blocks[0] if len(blocks) > 1 and len(sheet.joined(blocks[0])) <= _LONGEST_TITLE else []


def _title_of_run(sheet: Sheet, block: list[int]) -> list[int]:
    """The title of a page where nothing parts it from the text: the lines before an author, else up to a short line."""
    for i, number in enumerate(block[1:_TITLE_LINES], start=1):
        if looks_like_names(sheet.line(number)):
            return block[:i]
    width = max(len(sheet.line(number)) for number in block)
    for i, number in enumerate(block[: _TITLE_LINES - 1], start=1):
        if len(sheet.line(number)) < width * _SHORT:
            return block[:i] if len(block) > i else []
    return []


def _end(sheet: Sheet, body: list[int]) -> int:
    """The text ends before the notice that closes it: what is below is the database's."""
    for i, number in enumerate(body):
        if sheet.folded(number).startswith(("© ", "(c) ")) and any(
            "tous droits reserves" in folded(sheet.line(n)) for n in body[i : i + 3]
        ):
            return i
    return len(body)


def _is_furniture(sheet: Sheet, number: int) -> bool:
    line = sheet.line(number)
    return (
        sheet.folded(number).startswith(begins("europresse_furniture"))
        or is_page_line(line)
        or bool(_FOLIO.fullmatch(line))
        or (is_property(line) and not sheet.folded(number).startswith(("© ", "(c) ")))
    )
