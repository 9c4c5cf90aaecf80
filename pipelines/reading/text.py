"""Plain text → one article, or several where a press database or IRaMuTeQ wrote them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from pipelines.reading.decoding import decode
from pipelines.reading.fragments import plain_text
from pipelines.reading.headers import split_header
from pipelines.reading.items import Draft, Item
from pipelines.reading.layout import unwrap
from pipelines.reading.press.iramuteq import is_iramuteq, read_iramuteq
from pipelines.reading.press.lines import articles_in_lines
from pipelines.reading.press.sheet import Sheet

_PARAGRAPH = re.compile(r"<p(?:\s[^<>]{0,500})?>")
_ACCENT = re.compile(r"&(?:[aceinouAEIOUC](?:acute|grave|circ|cedil|uml|tilde)|oelig|laquo|raquo|rsquo);")
_ENTITIES = 3  # so many are no slip of a writer


def read_text(file_name: str, data: bytes) -> list[Item]:
    """The article in a text file, its header read and its layout breaks joined; or those of an export.

    Raises:
        ReadingError: the bytes are no text.
    """
    text, warnings = decode(file_name, data)
    return items_of_text(text, warnings)


def items_of_text(text: str, warnings: tuple[str, ...] = ()) -> list[Item]:
    """The articles of a text: those of an export, else the one that it is."""
    if _is_of_a_page(text):
        text = plain_text(text)
    if is_iramuteq(text) and (texts := read_iramuteq(text, warnings)):
        return texts
    return articles_in_lines(Sheet.of_text(text, warnings)) or [draft_of_text(text, warnings)]


def _is_of_a_page(text: str) -> bool:
    """True for a piece of a page's code: paragraphs in tags that close, or accents written as entities."""
    if "</p>" in text and _PARAGRAPH.search(text):
        return True
    return any(True for _ in islice(_ACCENT.finditer(text), _ENTITIES - 1, None))


def draft_of_text(text: str, warnings: tuple[str, ...] = ()) -> Draft:
    """The draft of a text that may begin with metadata."""
    given = Draft(text.replace("\r\n", "\n").replace("\r", "\n"), warnings=warnings)
    draft = split_header(given)
    return replace(draft, text=unwrap(draft.text))
