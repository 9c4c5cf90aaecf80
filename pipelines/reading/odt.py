"""OpenDocument texts (.odt, .fodt) → their article, as Writer shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from pipelines.errors import ReadingError
from pipelines.reading.headers import split_header
from pipelines.reading.items import Draft, Item
from pipelines.reading.odf import Gathered, OpenDocument, attribute, is_shown, line_text, open_document
from pipelines.reading.press.lines import articles_in_lines
from pipelines.reading.press.sheet import Sheet
from pipelines.reading.xml_safely import children, name_of

_DEEPEST = 100
NO_TEXT = "The document holds no text; if it is a scan, run text recognition (OCR) on it."
TOO_DEEP = "The document's parts lie too deep in each other; save it in a simpler format."


class Paragraph(NamedTuple):
    """A paragraph; `heading` when it is set as a title or heading."""

    text: str
    heading: bool = False


def read_odt(file_name: str, data: bytes) -> Iterable[Item]:
    """The article of a document, or those of the press-database export it is.

    Deleted text and comments are left out, boxes stand after the paragraph that holds them, notes at the end. Who
    made or saved the file is never its author.

    Raises:
        ReadingError: damaged, protected, or without text.
    """
    document = open_document(file_name, data, "text")
    paragraphs = [each for each in paragraphs_of(document) if each.text.strip()]
    if exported := articles_in_lines(Sheet.of_paragraphs(paragraphs)):
        return exported
    if not paragraphs:
        raise ReadingError(file_name, NO_TEXT)
    title = paragraphs[0].text if paragraphs[0].heading and len(paragraphs) > 1 else ""
    text = "\n\n".join(each.text for each in (paragraphs[1:] if title else paragraphs))
    draft = split_header(Draft(text, title=title))
    return [replace(draft, title=" ".join(draft.title.split()), warnings=document.warnings)]


def paragraphs_of(document: OpenDocument) -> list[Paragraph]:
    """The paragraphs of a text document in order, then those of its notes.

    Raises:
        ReadingError: its parts are nested absurdly.
    """
    notes: list[Any] = []
    found = list(_blocks(document, document.body, notes, 0))
    for note in notes:
        for body in children(note, "note-body"):
            found.extend(each for each in _blocks(document, body, [], 0) if each.text)
    return found


def _blocks(document: OpenDocument, parent: Any, notes: list[Any], depth: int) -> Iterator[Paragraph]:
    if depth > _DEEPEST:
        raise ReadingError("", TOO_DEEP)
    for block in parent:
        name = name_of(block)
        if not name or not is_shown(document, block):
            continue
        if name in {"p", "h"}:
            gathered = Gathered()
            text = line_text(document, block, gathered)
            heading = name == "h" or document.is_title(attribute(block, "style-name"))
            yield Paragraph(text, heading and bool(text))
            notes.extend(gathered.notes)
            for box in gathered.boxes:
                yield from _blocks(document, box, notes, depth + 1)
        elif name == "table":
            yield from _rows(document, block, notes, depth + 1)
        else:  # lists, sections, frames, groups
            yield from _blocks(document, block, notes, depth + 1)


def _rows(document: OpenDocument, table: Any, notes: list[Any], depth: int) -> Iterator[Paragraph]:
    """A row with several filled cells is one line, as in other formats; a lone cell is its paragraphs."""
    if depth > _DEEPEST:
        raise ReadingError("", TOO_DEEP)
    for part in table:
        name = name_of(part)
        if name == "table-row":
            cells = [list(_blocks(document, cell, notes, depth + 1)) for cell in children(part, "table-cell")]
            filled = [cell for cell in cells if any(each.text for each in cell)]
            if len(filled) == 1:
                yield from filled[0]
            elif filled:
                yield Paragraph(
                    " | ".join(" ".join(each.text for each in cell if each.text) for cell in filled)
                )
        elif name in {"table-rows", "table-header-rows", "table-row-group"}:
            yield from _rows(document, part, notes, depth + 1)
