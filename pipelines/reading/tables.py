"""CSV, TSV, Excel and Parquet → one article per row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from pipelines.errors import ReadingError
from pipelines.formula_cells import restore
from pipelines.reading.decoding import decode
from pipelines.reading.fields import columns_by_field, stated_fields
from pipelines.reading.items import Draft, Item, Refusal
from pipelines.reading.layout import unwrap
from pipelines.reading.limits import MAX_FILE_BYTES, MAX_UNPACKED_BYTES
from pipelines.reading.samples import suffix_of
from pipelines.reading.unpacking import check_office_parts

_DELIMITERS = ",;\t|"
_MAX_NAMES_SHOWN = 12
# Our own table of articles, in which `pipelines.export.csv` has defused what a spreadsheet would run.
_OURS = {"article_id", "story_id", "n_words", "text"}
NO_TEXT_IN_ROW = "The row has no text, so it was left out."
LEFT_OPEN = "A quotation mark opens in this row and never closes, so it and all after it were left out."


def read_delimited(file_name: str, data: bytes) -> Iterator[Item]:
    """The rows of a CSV or TSV file; rows are numbered as a spreadsheet shows them, the header being row 1.

    Raises:
        ReadingError: no text, or no column that holds the articles' text.
    """
    text, warnings = decode(file_name, data)
    text = text.lstrip("\ufeff")
    if text.startswith("sep=") and "\n" in text[:10]:
        text = text.split("\n", 1)[1]
    csv.field_size_limit(MAX_FILE_BYTES + 1)
    delimiter = _delimiter(text, suffix_of(file_name))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = next((row for row in _safely(file_name, reader) if any(row)), [])
    columns = _columns(file_name, header)
    yield from _rows(file_name, _numbered(file_name, reader, text, header), columns, warnings)


def read_excel(file_name: str, data: bytes) -> Iterator[Item]:
    """The rows of every sheet of a workbook that has a text column.

    Raises:
        ReadingError: the workbook is broken or no sheet has a text column.
    """
    import openpyxl  # noqa: PLC0415 - heavy, and only workbooks need it

    check_office_parts(file_name, data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:
        raise ReadingError(
            file_name, "The workbook is damaged; open it in Excel and save it again."
        ) from error
    named: list[str] = []
    found = False
    for sheet in book.worksheets:
        # Sizes stated in the file may be absurd; the rows themselves tell.
        sheet.reset_dimensions()
        rows = enumerate(sheet.iter_rows(values_only=True), start=1)
        header = next((list(row) for _, row in rows if any(cell is not None for cell in row)), [])
        names = [str(cell) if cell is not None else "" for cell in header]
        columns = columns_by_field(names)
        if "text" not in columns:
            named.extend(filter(None, names))
            continue
        prefix = f"{sheet.title} " if len(book.worksheets) > 1 else ""
        numbered = ((number, dict(zip(names, row, strict=False))) for number, row in rows if any(row))
        found = True
        yield from _rows(file_name, numbered, columns, (), prefix)
    if not found:
        raise ReadingError(file_name, _no_text_column(named))


def read_parquet(file_name: str, data: bytes) -> Iterator[Item]:
    """The rows of a Parquet file, numbered from 1.

    Raises:
        ReadingError: the file is broken, unpacks to too much, or has no text column.
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
    columns = _columns(file_name, table.schema_arrow.names)
    batches = table.iter_batches(batch_size=1000, columns=list(dict.fromkeys(columns.values())))
    rows = chain.from_iterable(batch.to_pylist() for batch in batches)
    yield from _rows(file_name, enumerate(rows, start=1), columns)


def _rows(
    file_name: str,
    numbered: Iterable[tuple[int, Mapping[Any, Any] | str]],
    columns: Mapping[str, Any],
    warnings: tuple[str, ...] = (),
    prefix: str = "",
) -> Iterator[Item]:
    """A draft per row that has text; `numbered` gives a sentence in place of a row that cannot be told apart."""
    empty = True
    for number, row in numbered:
        empty = False
        where = f"{prefix}row {number}"
        if isinstance(row, str):
            yield Refusal(where, row)
            continue
        fields = stated_fields(row, columns)
        if not fields.get("text", "").strip():
            yield Refusal(where, NO_TEXT_IN_ROW)
            continue
        fields["text"] = unwrap(fields["text"])
        yield Draft(place=f"#{prefix}{number}", where=where, warnings=warnings, **fields)
    if empty:
        yield Refusal("", "The table has a header but no rows; add a row for each article.")


def _columns(file_name: str, names: Sequence[Any]) -> dict[str, Any]:
    columns = columns_by_field(names)
    if "text" not in columns:
        raise ReadingError(file_name, _no_text_column([str(name) for name in names if name]))
    return columns


def _no_text_column(names: Sequence[str]) -> str:
    shown = ", ".join(" ".join(name.split())[:40] for name in names[:_MAX_NAMES_SHOWN]) or "none"
    more = f" and {len(names) - _MAX_NAMES_SHOWN} more" if len(names) > _MAX_NAMES_SHOWN else ""
    return f"No column holds the articles; name it “text” or “texte” (columns found: {shown}{more})."


def _delimiter(text: str, suffix: str) -> str:
    if suffix in {".tsv", ".tab"}:
        return "\t"
    first = text.lstrip().split("\n", 1)[0]
    # The header decides: it has no free text in it.
    return max(_DELIMITERS, key=first.count)


def _safely(file_name: str, reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise ReadingError(
            file_name, f"The table cannot be read ({error}); save it again as CSV in UTF-8."
        ) from error


def _numbered(
    file_name: str, reader: Any, text: str, header: Sequence[str]
) -> Iterator[tuple[int, Mapping[str, str] | str]]:
    lines = text.split("\n")
    ours = set(header) >= _OURS
    number, began = 1, reader.line_num
    for row in _safely(file_name, reader):
        number += 1
        runs_to_the_end = reader.line_num >= len(lines) - 1 and reader.line_num - began > 1
        if runs_to_the_end and sum(line.count('"') for line in lines[began:]) % 2:
            yield number, LEFT_OPEN
            return
        began = reader.line_num
        if any(row):
            cells = map(restore, row) if ours else row
            yield number, dict(zip(header, cells, strict=False))
