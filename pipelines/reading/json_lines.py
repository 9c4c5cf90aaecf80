"""JSON and JSON Lines → one article per object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pipelines.errors import ReadingError
from pipelines.reading.decoding import decode
from pipelines.reading.items import Item, Refusal
from pipelines.reading.json_articles import article_of
from pipelines.reading.json_containers import objects_in

_LINES_TO_JUDGE = 50  # one rejection, not thousands, for a file that is something else altogether


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
            loaded = _load(line)
            objects = None if isinstance(loaded, _Broken) else objects_in(loaded)
            if objects is None:
                yield _item(loaded, f"line {number}", number, warnings)
                continue
            inside = list(objects) or ([loaded] if isinstance(loaded, list) else [])
            for inner, each in enumerate(inside, start=1):
                where = f"line {number}, item {inner}" if len(inside) > 1 else f"line {number}"
                yield _item(each, where, number, warnings)


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
    objects = objects_in(loaded)
    if objects is None:
        yield _item(loaded, "", 0, warnings)
        return
    number = 0
    for number, each in enumerate(objects, start=1):
        yield _item(each, f"item {number}", number, warnings)
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


def _item(loaded: Any, where: str, number: int, warnings: tuple[str, ...]) -> Item:
    place = f"#{number}" if number else ""
    if isinstance(loaded, _Broken):
        return Refusal(where, f"This is not valid JSON ({loaded.reason.split(',')[0]}).")
    return article_of(loaded, place, where, warnings)
