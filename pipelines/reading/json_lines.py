"""JSON and JSON Lines → one article per object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from pipelines.errors import ReadingError
from pipelines.reading.decoding import decode
from pipelines.reading.fields import columns_by_field, stated_fields
from pipelines.reading.items import Draft, Item, Refusal
from pipelines.reading.layout import unwrap

_LIST_KEYS = ("articles", "items", "data", "results", "documents", "docs", "hits", "response", "rows")
_MAX_NAMES_SHOWN = 12
_LINES_TO_JUDGE = 50  # one rejection, not thousands, for a file that is something else altogether
NOT_AN_OBJECT = "This is not an object with a text in it."


def read_json_lines(file_name: str, data: bytes) -> Iterator[Item]:
    """One object per line; a broken line is rejected alone.

    Raises:
        ReadingError: the bytes are no text.
    """
    text, warnings = decode(file_name, data)
    if text.lstrip("\ufeff \r\n\t").startswith("["):
        yield from read_json(file_name, data)
        return
    lines = text.lstrip("\ufeff").split("\n")
    first = list(islice((line for line in lines if line.strip()), _LINES_TO_JUDGE))
    if not first:
        raise ReadingError(file_name, "The file holds no line with an article; choose another.")
    if len(first) == _LINES_TO_JUDGE and all(isinstance(_load(line), _Broken) for line in first):
        raise ReadingError(
            file_name, f"None of its first {_LINES_TO_JUDGE} lines is valid JSON; export it again."
        )
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _item(file_name, _load(line), f"line {number}", number, warnings)


def read_json(file_name: str, data: bytes) -> Iterator[Item]:
    """One article, a list of articles, or a list of them under a usual key ("articles", "items", …).

    Raises:
        ReadingError: no text, or not JSON at all.
    """
    text, warnings = decode(file_name, data)
    loaded = _load(text.lstrip("\ufeff"))
    if isinstance(loaded, _Broken):
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > 1 and not isinstance(_load(lines[0]), _Broken):
            yield from read_json_lines(file_name, data)  # JSON Lines by another name
            return
        raise ReadingError(file_name, f"This is not valid JSON ({loaded.reason}); export it again.")
    objects = _objects(loaded)
    if objects is None:
        yield _item(file_name, loaded, "", 0, warnings)
        return
    number = 0
    for number, each in enumerate(objects, start=1):
        yield _item(file_name, each, f"item {number}", number, warnings)
    if not number:
        raise ReadingError(file_name, "The list is empty; choose a file that holds an article.")


class _Broken:
    def __init__(self, reason: str) -> None:
        self.reason = reason


def _load(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        return _Broken(f"{error.msg}, line {error.lineno}, column {error.colno}")
    except (ValueError, RecursionError):
        return _Broken("nested too deeply or a number too long")


def _objects(loaded: Any) -> Iterable[Any] | None:
    """The articles in `loaded`, None when it is itself one."""
    if isinstance(loaded, list):
        return loaded
    if isinstance(loaded, dict) and "text" not in columns_by_field(loaded):
        for key in _LIST_KEYS:
            if isinstance(loaded.get(key), list):
                return list(loaded[key])
    return None


def _item(file_name: str, loaded: Any, where: str, number: int, warnings: tuple[str, ...]) -> Item:
    place = f"#{number}" if number else ""
    if isinstance(loaded, _Broken):
        return Refusal(where, f"This is not valid JSON ({loaded.reason.split(',')[0]}).")
    if isinstance(loaded, str) and loaded.strip():
        return Draft(unwrap(loaded), place=place, where=where, warnings=warnings)
    if not isinstance(loaded, dict):
        return Refusal(where, NOT_AN_OBJECT)
    fields = stated_fields(loaded)
    if "text" not in fields:
        shown = (
            ", ".join(" ".join(str(key).split())[:40] for key in list(loaded)[:_MAX_NAMES_SHOWN]) or "none"
        )
        return Refusal(where, f"No key holds the text; name it “text” or “texte” (keys found: {shown}).")
    fields["text"] = unwrap(fields["text"])
    return Draft(place=place, where=where, warnings=warnings, **fields)
