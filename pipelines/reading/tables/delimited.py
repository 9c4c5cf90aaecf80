"""CSV and TSV: which sign parts the cells, how quotation marks are written, rows with a cell too many or too few."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.formula_cells import restore
from pipelines.reading.answers import Answers
from pipelines.reading.fields import columns_by_field
from pipelines.reading.limits import MAX_FILE_BYTES
from pipelines.reading.published import to_edtf
from pipelines.reading.tables.grid import HEADER_DEPTH, Grid, Row, header_at, known_columns

_OURS = frozenset({"article_id", "story_id", "n_words", "text"})
_DELIMITERS = ",;\t|"
_TO_JUDGE = 60  # records
_HEAD_CHARACTERS = 200_000
_SHORTEST_TEXT = 40  # characters; below it a cell may be anything
LEFT_OPEN = "A quotation mark opens in this row and never closes, so it and all after it were left out."
BROKEN_ROW = (
    "The row has {found} cells where the header has {wanted}, and which of them belong together cannot be told; "
    "put its text in quotation marks."
)
JOINED = "Row {number} had {found} cells for {wanted} columns; a text that was cut at its {sign} was put together again."
CUT_SHORT = "Row {number} ends before its last column; what follows its text is taken to be empty."


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file writes its cells: the sign between them, and whether a quotation mark inside is `\\"` or `""`."""

    delimiter: str
    backslash: bool


@dataclass(frozen=True, slots=True)
class Record:
    """One row as the CSV module parts it.

    Attributes:
        cells: parted.
        raw: the characters it was made of, without its last line break.
        open: a quotation mark in it never closes.
    """

    cells: list[str]
    raw: str
    open: bool = False


def read_grid(text: str, suffix: str, answers: Answers) -> Grid:
    """The table in `text`.

    Args:
        text: the whole file, decoded.
        suffix: ".tsv" where the name promises tabs.
        answers: what the person said of its columns.
    """
    csv.field_size_limit(MAX_FILE_BYTES + 1)
    text, stated = _without_sep_line(text.lstrip("\ufeff"))
    dialect = _dialect(text, stated or ("\t" if suffix in {".tsv", ".tab"} else ""), answers)
    head = list(_first(records(text, dialect), HEADER_DEPTH))
    at = header_at([record.cells for record in head], answers)
    names = tuple(cell.strip() for cell in head[at].cells) if head else ()
    while names and not names[-1]:
        names = names[:-1]  # a delimiter after the last name
    return Grid(names, _rows(text, dialect, names, at, answers))


def records(text: str, dialect: Dialect) -> Iterator[Record]:
    """The records of `text`, empty ones too; linear, whatever the quotation marks do."""
    lines = text.split("\n")
    counts = [line.count('"') - (line.count('\\"') if dialect.backslash else 0) for line in lines]
    left = sum(counts)
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=dialect.delimiter,
        doublequote=not dialect.backslash,
        escapechar="\\" if dialect.backslash else None,
    )
    began = 0
    last = len(lines)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Record([], "", open=True)
            return
        # The module counts "\r" alone as a line as well; the file's own lines are what is cut here.
        ends = min(reader.line_num, last)
        raw = "\n".join(lines[began:ends]).removesuffix("\r")
        quotes = sum(counts[began:ends])
        is_open = ends >= last - 1 and ends - began > 1 and left % 2 == 1 and quotes % 2 == 1
        left -= quotes
        began = ends
        yield Record([] if is_open else cells, raw, is_open)
        if is_open:
            return


def _rows(text: str, dialect: Dialect, names: Sequence[str], at: int, answers: Answers) -> Iterator[Row]:
    columns = known_columns(names, answers)
    # What a spreadsheet would run was defused in our own exports; it comes back as it was.
    ours = set(names) >= _OURS
    mender = _Mender(names, columns, dialect.delimiter)
    waiting: tuple[int, Record] | None = None
    number = 0
    for number, record in enumerate(records(text, dialect), start=1):
        if number - 1 <= at:
            continue
        if record.open:
            if waiting:
                yield mender.short(*waiting)
            yield Row(number, LEFT_OPEN)
            return
        if not any(cell.strip() for cell in record.cells):
            continue
        if waiting:
            before, waiting = waiting, None
            if whole := mender.continued(before[1], record):
                yield Row(before[0], whole)
                continue
            yield mender.short(*before)
        if len(record.cells) < len(names) and '"' not in record.raw:
            waiting = (number, record)  # the next line may be the rest of it
        elif len(record.cells) < len(names):
            yield mender.short(number, record)
        else:
            row = mender.full(number, record)
            if ours and not isinstance(row.cells, str):
                row = replace(row, cells=[restore(cell) for cell in row.cells])
            yield row
    if waiting:
        yield mender.short(*waiting)


class _Mender:
    """Rows with more or fewer cells than the header: mended where only one reading is possible."""

    def __init__(self, names: Sequence[str], columns: dict[str, str], delimiter: str) -> None:
        self._width = len(names)
        self._delimiter = delimiter
        self._dated = names.index(columns["published"]) if "published" in columns else None
        self._text = names.index(columns["text"]) if "text" in columns else None

    def full(self, number: int, record: Record) -> Row:
        """A row with as many cells as the header has, or more."""
        cells = record.cells
        used = len(cells)
        while used > self._width and not cells[used - 1].strip():
            used -= 1
        cells = cells[:used]
        if len(cells) == self._width:
            return Row(number, cells)
        if self._width == 1:
            # One column has no delimiter: the line is its cell, with quotation marks or without.
            return Row(number, [record.raw.strip().strip('"') if record.raw.startswith('"') else record.raw])
        # Delimiters are followed by no blank in CSV, commas in a text are.
        parts: list[list[str]] = []
        for cell in cells:
            if parts and cell.startswith((" ", "\xa0")):
                parts[-1].append(cell)
            else:
                parts.append([cell])
        joined = [self._delimiter.join(each) for each in parts]
        if len(joined) == self._width and self._fits(joined):
            sign = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}[self._delimiter]
            return Row(
                number, joined,
                JOINED.format(number=number, found=len(cells), wanted=self._width, sign=sign),
            )  # fmt: skip
        return Row(number, BROKEN_ROW.format(found=len(cells), wanted=self._width))

    def short(self, number: int, record: Record) -> Row:
        """A row with fewer cells: right where its text is there and what is missing stands behind it."""
        cells = [*record.cells, *[""] * (self._width - len(record.cells))]
        text = self._text
        if text is None:
            return Row(number, cells)
        has_text = text < len(record.cells) and len(cells[text]) == max(map(len, cells))
        if not has_text and not any(len(cell) >= _SHORTEST_TEXT for cell in cells):
            return Row(number, cells)  # a row without a text is refused as such
        if has_text and self._fits(cells) and (self._dated is not None or text == 0):
            return Row(number, cells, CUT_SHORT.format(number=number))
        return Row(number, BROKEN_ROW.format(found=len(record.cells), wanted=self._width))

    def continued(self, before: Record, record: Record) -> list[str] | None:
        """A row whose text runs on in the next line without quotation marks; None where that is not the only reading."""
        if len(record.cells) == self._width or not before.cells:
            return None
        cells = [*before.cells[:-1], before.cells[-1] + "\n" + record.cells[0], *record.cells[1:]]
        return cells if len(cells) == self._width and self._fits(cells) else None

    def _fits(self, cells: Sequence[str]) -> bool:
        """Whether the cell of the date holds a date or nothing, and that of the text the most."""
        if self._dated is not None and cells[self._dated].strip() and not to_edtf(cells[self._dated]):
            return False
        return self._text is None or len(cells[self._text]) == max(map(len, cells))


def _without_sep_line(text: str) -> tuple[str, str]:
    """Excel's first line "sep=;" and what it states."""
    if text[:4].lower() == "sep=" and "\n" in text[:10]:
        line, rest = text.split("\n", 1)
        return rest, line.strip()[4:5]
    return text, ""


def _dialect(text: str, delimiter: str, answers: Answers) -> Dialect:
    """The dialect that makes most of the first records: named columns first, then rows as wide as the header."""
    head = text[:_HEAD_CHARACTERS]
    if len(text) > _HEAD_CHARACTERS:
        head = head[: head.rfind("\n") + 1] or head
    signs = delimiter or _DELIMITERS
    escapes = (False, True) if '\\"' in head else (False,)
    candidates = [Dialect(sign, escape) for sign in signs for escape in escapes]
    return max(candidates, key=lambda dialect: _evidence(head, dialect, answers))


def _evidence(head: str, dialect: Dialect, answers: Answers) -> tuple[int, float, int]:
    parted = [
        r.cells for r in _first(records(head, dialect), _TO_JUDGE) if any(cell.strip() for cell in r.cells)
    ]
    if not parted:
        return 0, 0.0, 0
    at = header_at(parted, answers)
    names = [cell.strip() for cell in parted[at]]
    known = len(known_columns(names, answers)) if len(names) > 1 or columns_by_field(names) else 0
    below = parted[at + 1 :]
    even = sum(len(cells) == len(names) for cells in below) / len(below) if below else 1.0
    widths = Counter(len(cells) for cells in parted)
    return known, even, widths.most_common(1)[0][0]


def _first(found: Iterator[Record], count: int) -> Iterator[Record]:
    for _, record in zip(range(count), found, strict=False):
        yield record
