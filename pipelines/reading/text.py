"""Plain text → one article."""

from __future__ import annotations

from dataclasses import replace

from pipelines.reading.decoding import decode
from pipelines.reading.headers import split_header
from pipelines.reading.items import Draft
from pipelines.reading.layout import unwrap


def read_text(file_name: str, data: bytes) -> list[Draft]:
    """The article in a text file, its header read and its layout breaks joined.

    Raises:
        ReadingError: the bytes are no text.
    """
    text, warnings = decode(file_name, data)
    return [draft_of_text(text, warnings)]


def draft_of_text(text: str, warnings: tuple[str, ...] = ()) -> Draft:
    """The draft of a text that may begin with metadata."""
    draft = split_header(Draft(text.replace("\r\n", "\n").replace("\r", "\n"), warnings=warnings))
    return replace(draft, text=unwrap(draft.text))
