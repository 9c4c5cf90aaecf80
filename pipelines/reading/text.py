"""Plain text → one article, or several where a press database or IRaMuTeQ wrote them."""

from __future__ import annotations

from dataclasses import replace

from pipelines.reading.decoding import decode
from pipelines.reading.headers import split_header
from pipelines.reading.items import Draft, Item
from pipelines.reading.layout import unwrap
from pipelines.reading.press.iramuteq import is_iramuteq, read_iramuteq
from pipelines.reading.press.lines import articles_in_lines
from pipelines.reading.press.sheet import Sheet


def read_text(file_name: str, data: bytes) -> list[Item]:
    """The article in a text file, its header read and its layout breaks joined; or those of an export.

    Raises:
        ReadingError: the bytes are no text.
    """
    text, warnings = decode(file_name, data)
    return items_of_text(text, warnings)


def items_of_text(text: str, warnings: tuple[str, ...] = ()) -> list[Item]:
    """The articles of a text: those of an export, else the one that it is."""
    if is_iramuteq(text) and (texts := read_iramuteq(text, warnings)):
        return texts
    return articles_in_lines(Sheet.of_text(text, warnings)) or [draft_of_text(text, warnings)]


def draft_of_text(text: str, warnings: tuple[str, ...] = ()) -> Draft:
    """The draft of a text that may begin with metadata."""
    given = Draft(text.replace("\r\n", "\n").replace("\r", "\n"), warnings=warnings)
    draft = split_header(given)
    return replace(draft, text=unwrap(draft.text))
