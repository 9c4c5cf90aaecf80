"""Tables of references: Zotero's CSV and GarganText's TSV, whose columns are known by name."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace

from pipelines.errors import ReadingError
from pipelines.reading.decoding import decode
from pipelines.reading.fields import simplified
from pipelines.reading.items import Item, Refusal
from pipelines.reading.limits import MAX_FILE_BYTES
from pipelines.reading.press.drafts import drafts
from pipelines.reading.press.ris import NO_TEXT, authors, best_text

_ZOTERO = frozenset({"key", "itemtype", "publicationtitle", "abstractnote"})
_GARGANTEXT = frozenset({"publicationday", "publicationmonth", "publicationyear", "abstract", "source"})
_DELIMITERS = "\t,;"


def is_references(head: str) -> bool:
    """Whether a table has the columns of Zotero or of GarganText."""
    names = _header(head)
    return names >= _ZOTERO or names >= _GARGANTEXT


def _header(head: str) -> frozenset[str]:
    first = head.lstrip("\ufeff \r\n").split("\n", 1)[0][:4_000]
    return max((frozenset(simplified(name) for name in first.split(sign)) for sign in _DELIMITERS), key=len)


def read_references(file_name: str, data: bytes) -> list[Item]:
    """The rows that hold a text, numbered as a spreadsheet shows them, the header being row 1.

    Raises:
        ReadingError: no text, or broken quotation marks.
    """
    text, warnings = decode(file_name, data)
    text = text.lstrip("\ufeff\r\n ")
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(MAX_FILE_BYTES + 1)
    items: list[Item] = []
    try:
        names, rows = _rows(text, delimiter)
    except csv.Error as error:
        raise ReadingError(
            file_name, f"The table cannot be read ({error}); save it again as CSV in UTF-8."
        ) from error
    for number, row in rows:
        if any(cell.strip() for cell in row):
            items.append(_item(number, names, row, warnings))
    return items or [Refusal("", "The table has a header but no rows; add a row for each article.")]


def _rows(text: str, delimiter: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Names of the columns, and the numbered rows.

    GarganText writes cells as they are, where a quotation mark that opens one need not close; spreadsheets quote
    them. Where every line has as many tabs as the header, no cell goes on over a line and none need be quoted.
    """
    quoted = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    if delimiter == "\t":
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE)
        bare = [row for row in reader if row]
        if all(len(row) == len(bare[0]) for row in bare):
            quoted = [[_unquoted(cell) for cell in row] for row in bare]
    return [simplified(name) for name in quoted[0]], list(enumerate(quoted[1:], start=2))


def _unquoted(cell: str) -> str:
    inner = cell[1:-1]
    whole = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner.replace('""', "")
    return inner.replace('""', '"') if whole else cell


def _item(number: int, names: list[str], row: list[str], warnings: tuple[str, ...]) -> Item:
    where = f"row {number}"
    if len(row) > len(names):
        return Refusal(
            where, f"The row has {len(row)} cells and the header {len(names)}; mend it and load it again."
        )
    cells = dict(zip(names, (cell.strip() for cell in row), strict=False))
    stated, doubts = _zotero(cells) if "abstractnote" in names else (_gargantext(cells), ())
    (item,) = drafts([stated], (*warnings, *doubts))
    if isinstance(item, Refusal):
        return Refusal(where, NO_TEXT)
    return replace(item, place=f"#{number}", where=where)


def _zotero(cells: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    text, doubts = best_text(cells.get("abstractnote", ""), cells.get("notes", ""))
    stated = {
        "text": text,
        "title": cells.get("title", ""),
        "source": cells.get("publicationtitle") or cells.get("publisher", ""),
        "published": cells.get("date") or cells.get("publicationyear", ""),
        "author": authors([name for name in cells.get("author", "").split(";") if name.strip()]),
    }
    return stated, doubts


def _gargantext(cells: Mapping[str, str]) -> dict[str, str]:
    parts = (
        cells.get("publicationyear", ""),
        cells.get("publicationmonth", ""),
        cells.get("publicationday", ""),
    )
    numbers = [int(part) for part in parts if part.isdigit() and int(part)]
    return {
        "text": cells.get("abstract", ""),
        "title": cells.get("title", ""),
        "source": cells.get("source", ""),
        "published": "-".join(f"{number:02d}" for number in numbers),
        "author": cells.get("authors", ""),
    }
