"""A table before its columns are understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.reading.answers import FIELDS, Answers
from pipelines.reading.fields import columns_by_field

HEADER_DEPTH = 30  # title rows above a header are few


@dataclass(frozen=True, slots=True)
class Row:
    """A row and the number a spreadsheet shows for it.

    Attributes:
        cells: in the header's order; a sentence in place of a row whose cells cannot be told apart.
        warning: what was mended in it, "" for nothing.
    """

    number: int
    cells: Sequence[Any] | str
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Names of the columns, rows below them; `sheet` is "" where a file holds one table."""

    names: tuple[str, ...]
    rows: Iterable[Row]
    sheet: str = ""


def known_columns(names: Sequence[str], answers: Answers) -> dict[str, str]:
    """Field → name of its column: as the person says, else as usual names say."""
    found = columns_by_field(names)
    chosen = {field: name for field, name in answers.columns.items() if name in names}
    taken = set(chosen.values())
    return {field: name for field, name in found.items() if name not in taken} | chosen


def header_at(rows: Sequence[Sequence[Any]], answers: Answers) -> int:
    """The index of the header among the first rows: that which names most fields, the text among them.

    Rows above it are titles ("Export de la veille presse"). Where no row names a text column it is the first row
    as wide as most, so that a person can be asked about its names.
    """
    best, most = -1, 0
    for index, row in enumerate(rows[:HEADER_DEPTH]):
        names = [str(cell).strip() for cell in row if cell is not None]
        known = known_columns(names, answers)
        # Cells as long as an article are no names.
        if "text" in known and len(known) > most and all(len(name) < 80 for name in names):
            best, most = index, len(known)
    if best >= 0:
        return best
    widths = [sum(cell not in {None, ""} for cell in row) for row in rows[:HEADER_DEPTH]]
    if not any(widths):
        return 0
    usual = max(set(filter(None, widths)), key=lambda width: (widths.count(width), width))
    return next(index for index, width in enumerate(widths) if width >= usual)


def is_field(name: str) -> bool:
    """Whether a table's column of this name would be understood."""
    return any(field in columns_by_field([name]) for field in FIELDS)
