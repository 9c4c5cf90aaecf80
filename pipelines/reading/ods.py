"""OpenDocument workbooks (.ods, .fods) → the rows of their sheets, as those of other tables."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from pipelines.errors import ReadingError
from pipelines.reading.answers import Answers, Question
from pipelines.reading.items import Item
from pipelines.reading.odf import Gathered, OpenDocument, attribute, line_text, open_document
from pipelines.reading.tables.files import grid_of
from pipelines.reading.tables.rows import items_of
from pipelines.reading.xml_safely import children, descendants, name_of

_NO_ANSWERS = Answers()
_MOST_COLUMNS = 1_024
_MOST_REPEATS = 10_000
_MOST_CELLS = 5_000_000
_DEEPEST = 20
TOO_LARGE = "The workbook repeats its cells beyond reason; save it as .xlsx or CSV."


def read_ods(file_name: str, data: bytes, answers: Answers = _NO_ANSWERS) -> Iterator[Item | Question]:
    """The rows of every sheet of a workbook that has a text column.

    Raises:
        ReadingError: damaged, protected, absurdly large, or no sheet has a text column and nobody is asked.
    """
    document = open_document(file_name, data, "spreadsheet")
    sheets = [
        grid_of(_rows(file_name, document, sheet), attribute(sheet, "name"), answers)
        for sheet in children(document.body, "table")
    ]
    yield from items_of(file_name, sheets, answers, document.warnings)


def _rows(file_name: str, document: OpenDocument, sheet: Any) -> Iterator[list[Any]]:
    left = _MOST_CELLS
    for row in _table_rows(sheet, 0):
        cells = _cells(document, row)
        count = _repeats(row, "number-rows-repeated")
        if not cells:
            # The empty rest of a sheet is stated as one row repeated a million times.
            yield from ([] for _ in range(min(count, _MOST_REPEATS)))
            continue
        left -= len(cells) * count
        if left < 0 or count > _MOST_REPEATS:
            raise ReadingError(file_name, TOO_LARGE)
        for _ in range(count):
            yield list(cells)


def _table_rows(parent: Any, depth: int) -> Iterator[Any]:
    for part in parent:
        name = name_of(part)
        if name == "table-row":
            yield part
        elif name in {"table-rows", "table-header-rows", "table-row-group"} and depth < _DEEPEST:
            yield from _table_rows(part, depth + 1)


def _cells(document: OpenDocument, row: Any) -> list[Any]:
    cells: list[Any] = []
    for cell in children(row, "table-cell", "covered-table-cell"):
        value = _value(document, cell)
        count = min(_repeats(cell, "number-columns-repeated"), _MOST_COLUMNS - len(cells))
        cells.extend([value] * max(count, 0))
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _repeats(element: Any, name: str) -> int:
    stated = attribute(element, name)
    return max(int(stated), 1) if stated.isdecimal() and len(stated) < 10 else 1


def _value(document: OpenDocument, cell: Any) -> Any:
    """What a cell holds: a day, a number or the lines it shows."""
    kind = attribute(cell, "value-type")
    if kind == "date":
        stated = attribute(cell, "date-value")
        try:
            return datetime.date.fromisoformat(stated[:10])
        except ValueError:
            return stated or None
    if kind in {"float", "percentage", "currency"}:
        try:
            return float(attribute(cell, "value"))
        except ValueError:
            pass
    lines = [line_text(document, each, Gathered()) for each in _lines(cell)]
    return "\n".join(lines).strip("\n") or None


def _lines(cell: Any) -> Iterator[Any]:
    """The paragraphs of a cell, none of its comment."""
    for part in cell:
        if name_of(part) == "p":
            yield part
        elif name_of(part) not in {"annotation", "detective", "table"}:
            yield from descendants(part, "p")
