"""Plain text → one article, or several where the lines of IRaMuTeQ part them (`**** *source_lemonde *date_2022`)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from pipelines.reading.decoding import decode
from pipelines.reading.fields import stated_fields
from pipelines.reading.headers import split_header
from pipelines.reading.items import EMPTY_TEXT, Draft, Item, Refusal
from pipelines.reading.layout import unwrap

_IRAMUTEQ = re.compile(r"^\*{4}[ \t]+(?P<variables>\*.*)$", re.MULTILINE)
_VARIABLE = re.compile(r"\*(?P<name>[^\W_]+)_(?P<value>[^\s*]+)")


def read_text(file_name: str, data: bytes) -> list[Item]:
    """The article in a text file, its header read and its layout breaks joined.

    Raises:
        ReadingError: the bytes are no text.
    """
    text, warnings = decode(file_name, data)
    if text.lstrip("\ufeff\r\n ").startswith("**** *"):
        return _corpus(text, warnings)
    return [draft_of_text(text, warnings)]


def _corpus(text: str, warnings: tuple[str, ...]) -> list[Item]:
    """The texts of an IRaMuTeQ corpus; its starred variables state source, date and the like."""
    marks = list(_IRAMUTEQ.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    items: list[Item] = []
    for number, (mark, end) in enumerate(zip(marks, ends, strict=True), start=1):
        body = text[mark.end() : end].strip()
        stated: dict[str, Any] = stated_fields(
            {m["name"]: m["value"] for m in _VARIABLE.finditer(mark["variables"])}
        )
        stated.pop("text", None)
        where = f"text {number}"
        draft = Draft(body, place=f"#{number}", where=where, warnings=warnings, **stated)
        items.append(replace(draft, text=unwrap(body)) if body else Refusal(where, EMPTY_TEXT))
    return items


def draft_of_text(text: str, warnings: tuple[str, ...] = ()) -> Draft:
    """The draft of a text that may begin with metadata."""
    draft = split_header(Draft(text.replace("\r\n", "\n").replace("\r", "\n"), warnings=warnings))
    return replace(draft, text=unwrap(draft.text))
