"""One article of Nexis: what its lines state, and its text."""

from __future__ import annotations

import re
from itertools import takewhile

from pipelines.reading.press.sheet import Sheet, is_date_line, is_page_line, is_property
from pipelines.reading.press.words import field_of, folded, words

_CENTRED = 8  # blanks before a line that the text export centres
_HEAD_LINES = 14
_EDITION = re.compile(r"\b(?:edition|editions|final|toutes editions|1ere|2e|national)\b")
_LABEL = re.compile(
    r"(?:(?<!\s)\s+)?(?P<label>[^\W\d_][\w'’ /-]{2,30}?)\s{0,20}:(?:\s+|$)(?P<value>.*)", re.DOTALL
)


def label_of(sheet: Sheet, number: int, capitals: bool = False) -> str:
    """What is done with the line "LABEL: value": title, author, lead, body, before, after; "" when it is none.

    With `capitals`, as the text export writes them: a sentence that begins "Sujet : …" is none.
    """
    match = _LABEL.match(sheet.lines[number][:400])
    if not match or (capitals and not match["label"].isupper()):
        return ""
    return field_of("nexis_labels").get(folded(match["label"]), "")


def _value(sheet: Sheet, block: list[int]) -> str:
    match = _LABEL.match(sheet.joined(block))
    return match["value"].strip() if match else ""


def read_classic(sheet: Sheet, start: int, stop: int) -> dict[str, str]:
    """An article of the text export between two marks "Document 1 de 20"."""
    stated: dict[str, str] = {}
    dated = _dated(sheet, start, stop)
    if dated is not None:
        named = [
            n for n in sheet.shown(start, dated) if not is_property(sheet.lines[n]) and not label_of(sheet, n)
        ]
        stated["source"] = sheet.line(named[0]) if named else ""
        stated["published"] = sheet.line(dated)
        start = _after_edition(sheet, dated + 1, stop)
    else:
        head = list(takewhile(lambda n: _is_centred(sheet.lines[n]), sheet.shown(start, stop)))
        named = [n for n in head if not is_property(sheet.lines[n])]
        stated["source"] = sheet.line(named[0]) if named else ""
        start = head[-1] + 1 if head else start
    return _labelled(sheet, _blocks(sheet, start, stop), stated)


def _blocks(sheet: Sheet, start: int, stop: int) -> list[list[int]]:
    """Blocks parted by blank lines and by labels."""
    parted: list[list[int]] = []
    for block in sheet.blocks(start, stop):
        parted.append([])
        for number in block:
            if parted[-1] and label_of(sheet, number, capitals=True):
                parted.append([])
            parted[-1].append(number)
    return parted


def _dated(sheet: Sheet, start: int, stop: int) -> int | None:
    head = sheet.shown(start, stop)[:_HEAD_LINES]
    return next((number for number in head if is_date_line(sheet.lines[number])), None)


def _after_edition(sheet: Sheet, start: int, stop: int) -> int:
    """The line after those that the export centres below the date: the edition."""
    number = start
    while number < stop and number < start + 8:
        line = sheet.lines[number]
        short_edition = (
            len(line) < 60 and _EDITION.search(sheet.folded(number)) and not label_of(sheet, number)
        )
        if line.strip() and not _is_centred(line) and not (number < start + 3 and short_edition):
            break
        number += 1
    return number


def _is_centred(line: str) -> bool:
    return len(line) - len(line.lstrip()) >= _CENTRED


def _labelled(sheet: Sheet, blocks: list[list[int]], stated: dict[str, str]) -> dict[str, str]:
    """Title, labels and text after the date: a block before any label is the title, after the labels the text begins."""
    lead: list[str] = []
    body: list[int] = []
    labelled = in_text = False
    for block in blocks:
        label = label_of(sheet, block[0], capitals=True)
        if label == "after" and body:
            break
        if label in {"after", "information"} or all(is_property(sheet.lines[number]) for number in block):
            continue
        if label in {"title", "author", "before", "lead", "body"} and not in_text:
            labelled = True
            value = _value(sheet, block)
            if label in {"lead", "body"}:
                lead.append(value)
            elif label != "before":
                stated[label] = value
        elif not labelled and "title" not in stated:
            stated["title"] = sheet.joined(block)
        else:
            in_text = labelled
            body.extend(block)
    text = list(filter(None, [*lead, *_taken(sheet, body)]))
    if not text and not labelled and stated.get("title"):
        text.append(stated.pop("title"))  # nothing but one block: that is the text
    stated["text"] = "\n\n".join(text)
    return stated


def _taken(sheet: Sheet, numbers: list[int]) -> list[str]:
    kept = [n for n in numbers if not is_property(sheet.lines[n]) and not is_page_line(sheet.lines[n])]
    return list(filter(None, [sheet.rewrapped(kept)]))


def read_uni(sheet: Sheet, start: int, stop: int, listed: str = "") -> dict[str, str]:
    """An article of Nexis Uni.

    Args:
        sheet: the document.
        start, stop: its lines, up to "End of Document".
        listed: its title as the cover lists it, without case and accents, "" where there is no cover.
    """
    dated = next(n for n in range(start, stop) if is_date_line(sheet.lines[n]))
    head = [n for n in sheet.shown(start, dated) if not is_page_line(sheet.lines[n])]
    source = head.pop() if head else None
    titles = (
        [n for n in head if n in sheet.titles] or _listed(sheet, head, listed) or _next_to_source(sheet, head)
    )
    stated = {
        "title": sheet.joined(titles),
        "source": sheet.line(source) if source is not None else "",
        "published": sheet.line(dated),
    }
    numbers = sheet.shown(dated + 1, stop)
    marker = next((i for i, n in enumerate(numbers) if sheet.folded(n) in words("nexis_body")), None)
    lead: list[str] = []
    first = _read_labels(sheet, numbers if marker is None else numbers[:marker], stated, lead)
    body = numbers[first if marker is None else marker + 1 :]
    ended = next((i for i, n in enumerate(body) if _ends_text(sheet, n)), len(body))
    kept = [n for n in body[:ended] if not _is_furniture(sheet, n, stated["title"])]
    stated["text"] = "\n\n".join(filter(None, [*lead, sheet.text(kept)]))
    return stated


def _next_to_source(sheet: Sheet, head: list[int]) -> list[int]:
    """The title where neither its style nor the cover tells it: what stands right above the newspaper."""
    return (
        head[-1:]
        if sheet.whole
        else [n for n in head if n in sheet.blocks(head[0], head[-1] + 1)[-1]]
        if head
        else []
    )


def _listed(sheet: Sheet, head: list[int], listed: str) -> list[int]:
    """The last lines of `head` that make the title of the list, wrapped or not."""
    for first in range(len(head) - 1, max(-1, len(head) - 6), -1):
        if listed and folded(sheet.joined(head[first:])) == listed:
            return head[first:]
    return []


def _read_labels(sheet: Sheet, numbers: list[int], stated: dict[str, str], lead: list[str]) -> int:
    """Takes what labels state; gives the place of the first line of text among `numbers`."""
    place = 0
    for i, number in enumerate(numbers):
        label = label_of(sheet, number)
        if label in {"title", "author"}:
            stated[label] = _value(sheet, [number])
        elif label == "lead":
            lead.append(_value(sheet, [number]))
        elif label == "body" or (
            not label
            and not is_property(sheet.lines[number])
            and not _before_label(sheet, numbers[i : i + 4])
        ):
            break
        place = i + 1
    return place


def _before_label(sheet: Sheet, numbers: list[int]) -> bool:
    """Whether a short line stands among labels: an edition, a second line of copyright."""
    return len(sheet.lines[numbers[0]]) < 60 and any(
        label_of(sheet, n) == "before" or is_property(sheet.lines[n]) for n in numbers[1:]
    )


def _ends_text(sheet: Sheet, number: int) -> bool:
    return label_of(sheet, number) == "after" or sheet.folded(number) in words("nexis_after")


def _is_furniture(sheet: Sheet, number: int, title: str) -> bool:
    line = sheet.lines[number]
    return (
        is_page_line(line)
        or sheet.folded(number) in words("nexis_links")
        or is_property(line)
        or (sheet.typeset and bool(title) and sheet.line(number) == title)  # repeated above every page
    )
