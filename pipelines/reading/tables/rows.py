"""The rows of a table → an article each, or a question about its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.errors import ReadingError
from pipelines.reading.answers import FIELDS, Answers, Question
from pipelines.reading.fields import as_text, columns_by_field, lead_among, simplified, source_of, with_lead
from pipelines.reading.fragments import is_markup, plain_line, plain_text
from pipelines.reading.items import Draft, Item, Refusal
from pipelines.reading.published import MONTH_NUMBERS, to_edtf
from pipelines.reading.tables.column_dates import in_order, is_undecided, order_of, serial_day
from pipelines.reading.tables.grid import Grid, Row, known_columns

_MAX_NAMES_SHOWN = 12
_SAMPLE_ROWS, _SAMPLE_CELL, _SHOWN_DATES = 3, 160, 4
# IRaMuTeQ and its helpers write "*source_La_Croix" in cells too.
_STARRED = re.compile(r"\*[^\W\d_]{1,30}_(?P<value>\S.*)", re.S)
_DAY_NAMES = ("jour", "day", "publicationday", "jourdepublication", "jourparution")
_MONTH_NAMES = ("mois", "month", "publicationmonth", "moisdepublication", "moisparution")
_YEAR_NAMES = ("annee", "year", "an", "publicationyear", "anneedepublication", "anneeparution")
_DATE_WORDS = ("date", "jour", "day", "parution", "publi", "publication")
_ROWS_TO_JUDGE = 50
NO_TEXT_IN_ROW = "The row has no text, so it was left out."
NO_ROWS = "The table has a header but no rows; add a row for each article."
DAY_FIRST_TAKEN = "Its date “{cell}” was read as day, then month, as the French press writes: no row of the column says which it is."
BOTH_ORDERS = (
    "Its date “{cell}” can be read two ways and other rows of the column use both, so the publication date is unknown; "
    "set it on the Corpus page."
)


def items_of(
    file_name: str, grids: Sequence[Grid], answers: Answers, warnings: tuple[str, ...] = ()
) -> Iterator[Item | Question]:
    """What the tables of one file hold: drafts and refusals, or the questions that come first.

    Args:
        file_name: for errors.
        grids: the tables; those without a text column are passed over where another has one.
        answers: what the person said of columns and dates.
        warnings: for each article.

    Raises:
        ReadingError: no table has a text column, and nobody is there to be asked.
    """
    known = [(grid, known_columns(grid.names, answers)) for grid in grids]
    with_text = [(grid, columns) for grid, columns in known if "text" in columns]
    if not with_text:
        if answers.ask and any(grid.names for grid in grids):
            yield from (_question(grid, list(grid.rows), columns) for grid, columns in known if grid.names)
            return
        raise ReadingError(
            file_name, _no_text_column([name for grid in grids for name in grid.names if name])
        )
    read = [
        (grid, columns, [_cells(grid, row) for row in grid.rows], len(grids) > 1)
        for grid, columns in with_text
    ]
    tables = [_Table(grid, columns, rows, answers, named) for grid, columns, rows, named in read]
    open_questions = [table.question() for table in tables if table.is_open]
    if answers.ask and open_questions:
        yield from open_questions
        return
    for table in tables:
        yield from table.items(warnings)


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row by the names of its columns, as text; `refusal` where it cannot be read."""

    number: int
    by_name: Mapping[str, str]
    warning: str = ""
    refusal: str = ""


def _cells(grid: Grid, row: Row) -> _Cells:
    if isinstance(row.cells, str):
        return _Cells(row.number, {}, refusal=row.cells)
    by_name: dict[str, str] = {}
    for name, cell in zip(grid.names, row.cells, strict=False):
        if text := _plain_cell(cell):
            by_name.setdefault(name, text)
    return _Cells(row.number, by_name, row.warning)


def _line(cell: str) -> str:
    return plain_line(cell) if is_markup(cell) else cell


def _plain_cell(cell: Any) -> str:
    text = as_text(cell)
    starred = _STARRED.fullmatch(text) if text.startswith("*") else None
    return starred["value"].replace("_", " ") if starred else text


class _Table:
    """A table whose columns are known, and the order of its dates."""

    def __init__(
        self, grid: Grid, columns: Mapping[str, str], rows: Sequence[_Cells], answers: Answers, named: bool
    ) -> None:
        self._grid = grid
        self._columns = columns
        self._lead = lead_among(name for name in grid.names if name not in columns.values()) or ""
        self._rows = rows
        self._prefix = f"{grid.sheet} " if named and grid.sheet else ""
        self._parts = date_parts(grid.names, answers)
        dated = self._dated = self._most_precise(columns.get("published", ""), answers)
        self._order = order_of(row.by_name.get(dated, "") for row in rows if dated and not self._parts)
        self._day_first = self._order.day_first if self._order.day_first is not None else answers.day_first

    def _most_precise(self, dated: str, answers: Answers) -> str:
        """The column of the date; another one that speaks of days where this one stops at the year or month."""
        if self._parts or "published" in answers.columns or self._is_of_days(dated):
            return dated
        others = (name for name in self._grid.names if any(word in simplified(name) for word in _DATE_WORDS))
        return next((name for name in others if self._is_of_days(name)), dated)

    def _is_of_days(self, name: str) -> bool:
        cells = [cell for row in self._rows[:_ROWS_TO_JUDGE] if (cell := row.by_name.get(name, ""))]
        return bool(cells) and all(
            len(to_edtf(cell)) >= len("2022-11-09") or serial_day(cell) for cell in cells
        )

    @property
    def is_open(self) -> bool:
        """Whether day and month of its dates can only be told by a person."""
        return self._day_first is None and bool(self._order.undecided)

    def question(self) -> Question:
        """Which comes first, day or month?"""
        return _question(
            self._grid, [Row(r.number, [r.by_name.get(n, "") for n in self._grid.names]) for r in self._rows], self._columns,
            self._order.undecided[:_SHOWN_DATES],
        )  # fmt: skip

    def items(self, warnings: tuple[str, ...]) -> Iterator[Item]:
        """A draft per row that has a text, a refusal per row that has none."""
        for row in self._rows:
            where = f"{self._prefix}row {row.number}"
            text = plain_text(row.by_name.get(self._columns["text"], ""))
            if row.refusal or not text.strip():
                yield Refusal(where, row.refusal or NO_TEXT_IN_ROW)
                continue
            text = with_lead(plain_text(row.by_name.get(self._lead, "")), text)
            published, doubt = self._published(row)
            line = {
                field: _line(row.by_name.get(self._columns.get(field, ""), ""))
                for field in ("title", "author")
            }
            papers = self._columns.get("source", "")
            line["source"] = source_of(papers, row.by_name.get(papers, ""))
            yield Draft(
                text, published=published, place=f"#{self._prefix}{row.number}", where=where,
                warnings=(*warnings, *filter(None, (row.warning, doubt))), **line,
            )  # fmt: skip
        if not self._rows:
            yield Refusal("", NO_ROWS)

    def _published(self, row: _Cells) -> tuple[str, str]:
        """The publication date in words that are understood everywhere, and a warning about it."""
        if self._parts:
            return _composed(row.by_name, self._parts), ""
        cell = plain_line(row.by_name.get(self._dated, ""))
        if self._day_first is not None:
            return in_order(cell, self._day_first), ""
        if is_undecided(cell):
            if self._order.mixed:
                return "", BOTH_ORDERS.format(cell=cell)
            return in_order(cell, day_first=True), DAY_FIRST_TAKEN.format(cell=cell)
        if not to_edtf(cell) and (day := serial_day(cell)):
            return day, ""
        return cell, ""


def date_parts(names: Sequence[str], answers: Answers) -> dict[str, str]:
    """ "day", "month", "year" → column, where a table has the month apart and no whole date."""
    if "published" in answers.columns:
        return {}
    by_simple = {simplified(name): name for name in reversed(names)}
    found = {
        part: next((by_simple[name] for name in candidates if name in by_simple), "")
        for part, candidates in (("day", _DAY_NAMES), ("month", _MONTH_NAMES), ("year", _YEAR_NAMES))
    }
    if not found["month"] or not found["year"]:
        return {}
    whole = columns_by_field([name for name in names if name not in found.values()])
    return {} if "published" in whole else found


def _composed(row: Mapping[str, str], parts: Mapping[str, str]) -> str:
    """ "9", "11" or "novembre", "2022" → 2022-11-09, at the precision that is filled in."""
    year, month, day = (row.get(parts[part], "").strip() for part in ("year", "month", "day"))
    number = MONTH_NUMBERS.get(month.lower().rstrip("."), 0) or (int(month) if month.isdecimal() else 0)
    if not year.isdecimal():
        return " ".join(filter(None, (day, month, year)))
    if not number:
        return year
    if not day.isdecimal():
        return f"{year}-{number:02d}"
    return f"{year}-{number:02d}-{int(day):02d}"


def _question(
    grid: Grid, rows: Sequence[Row], columns: Mapping[str, str], order_of_cells: Iterable[str] = ()
) -> Question:
    cells = [row.cells for row in rows if not isinstance(row.cells, str)]
    sample = tuple(
        tuple(" ".join(as_text(cell).split())[:_SAMPLE_CELL] for cell in row) for row in cells[:_SAMPLE_ROWS]
    )
    guess = {field: columns[field] for field in FIELDS if field in columns}
    return Question(grid.sheet, grid.names, sample, guess, tuple(order_of_cells), len(rows))


def _no_text_column(names: Sequence[str]) -> str:
    shown = ", ".join(" ".join(name.split())[:40] for name in names[:_MAX_NAMES_SHOWN]) or "none"
    more = f" and {len(names) - _MAX_NAMES_SHOWN} more" if len(names) > _MAX_NAMES_SHOWN else ""
    return f"No column holds the articles; name it “text” or “texte” (columns found: {shown}{more})."
