"""Files of tables → items: CSV and TSV, Excel, Parquet."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

from pipelines.errors import ReadingError
from pipelines.reading.answers import Answers, Question
from pipelines.reading.decoding import decode
from pipelines.reading.items import Item
from pipelines.reading.limits import MAX_UNPACKED_BYTES
from pipelines.reading.samples import suffix_of
from pipelines.reading.tables.delimited import read_grid
from pipelines.reading.tables.grid import HEADER_DEPTH, Grid, Row, header_at, known_columns
from pipelines.reading.tables.rows import date_parts, items_of
from pipelines.reading.unpacking import check_office_parts

_NO_ANSWERS = Answers()
_DAYS_OF_1904 = 1462  # what a workbook of the first Macintosh counts from later


def read_delimited(file_name: str, data: bytes, answers: Answers = _NO_ANSWERS) -> Iterator[Item | Question]:
    """The rows of a CSV or TSV file, numbered as a spreadsheet shows them.

    Raises:
        ReadingError: no text, or no column that holds the articles' text and nobody to ask for it.
    """
    text, warnings = decode(file_name, data)
    grid = read_grid(text, suffix_of(file_name), answers)
    yield from items_of(file_name, [grid], answers, warnings)


def read_excel(file_name: str, data: bytes, answers: Answers = _NO_ANSWERS) -> Iterator[Item | Question]:
    """The rows of every sheet of a workbook that has a text column.

    Raises:
        ReadingError: the workbook is broken, or no sheet has a text column and nobody is asked.
    """
    import openpyxl  # noqa: PLC0415 - heavy, and only workbooks need it
    from openpyxl.utils.datetime import CALENDAR_MAC_1904  # noqa: PLC0415
    from openpyxl.utils.escape import unescape  # noqa: PLC0415

    check_office_parts(file_name, data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:
        raise ReadingError(
            file_name, "The workbook is damaged; open it in Excel and save it again."
        ) from error
    later = _DAYS_OF_1904 if book.epoch == CALENDAR_MAC_1904 else 0

    def shown(cell: Any) -> Any:
        # Characters that XML cannot hold are written as _x000D_; Excel shows a line break.
        return unescape(cell).replace("\r\n", "\n").replace("\r", "\n") if isinstance(cell, str) else cell

    sheets: list[Grid] = []
    for sheet in book.worksheets:
        # Sizes stated in the file may be absurd; the rows themselves tell.
        sheet.reset_dimensions()
        rows = ([shown(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
        sheets.append(grid_of(rows, sheet.title, answers, later))
    yield from items_of(file_name, sheets, answers)


def grid_of(rows: Iterator[list[Any]], sheet: str, answers: Answers, days_later: int = 0) -> Grid:
    """A sheet's rows (numbered from 1) → its table, the header found below title rows.

    Args:
        rows: cells as the sheet holds them: text, numbers, dates, None.
        sheet: its name.
        answers: what the person said of columns.
        days_later: what to add to serial numbers of days in a column of dates.
    """
    head = list(islice(rows, HEADER_DEPTH))
    at = header_at(head, answers)
    names = tuple("" if cell is None else str(cell).strip() for cell in head[at]) if head else ()
    while names and not names[-1]:
        names = names[:-1]
    dated = known_columns(names, answers).get("published")
    column = names.index(dated) if dated and days_later else None

    def below() -> Iterator[Row]:
        for number, cells in enumerate(chain(head, rows), start=1):
            if number - 1 > at and any(cell is not None and cell != "" for cell in cells):
                if column is not None and column < len(cells) and isinstance(cells[column], int | float):
                    cells = [*cells[:column], cells[column] + days_later, *cells[column + 1 :]]  # noqa: PLW2901
                yield Row(number, cells)

    return Grid(names, below(), sheet)


def read_parquet(file_name: str, data: bytes, answers: Answers = _NO_ANSWERS) -> Iterator[Item | Question]:
    """The rows of a Parquet file, numbered from 1.

    Raises:
        ReadingError: the file is broken, unpacks to too much, or has no text column and nobody is asked.
    """
    import pyarrow  # noqa: PLC0415 - heavy, and only Parquet files need it
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        table = pq.ParquetFile(pyarrow.BufferReader(data))
    except Exception as error:
        raise ReadingError(file_name, "The Parquet file is damaged; write it again.") from error
    metadata = table.metadata
    unpacked = sum(metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups))
    if unpacked > MAX_UNPACKED_BYTES:
        raise ReadingError(file_name, f"It unpacks to more than {MAX_UNPACKED_BYTES // 10**6} MB; split it.")
    names = [str(name) for name in table.schema_arrow.names]
    wanted = names if answers.ask else _wanted(names, answers)
    batches = table.iter_batches(batch_size=1000, columns=wanted)
    rows = chain.from_iterable(batch.to_pylist() for batch in batches)
    numbered = (Row(number, [row.get(name) for name in wanted]) for number, row in enumerate(rows, start=1))
    yield from items_of(file_name, [Grid(tuple(wanted), numbered)], answers)


def _wanted(names: Sequence[str], answers: Answers) -> list[str]:
    """Columns worth unpacking: those with a field, and the parts of a date."""
    known = {*known_columns(names, answers).values(), *filter(None, date_parts(names, answers).values())}
    kept = [name for name in names if name in known]
    return kept if "text" in known_columns(names, answers) else list(names)
