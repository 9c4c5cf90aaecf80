"""Tables as one XLSX workbook, a sheet each."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import pandas as pd

LONGEST_CELL = 32_767  # characters as Excel counts them, in UTF-16: its own limit
MOST_ROWS = 1_048_575  # below the header row, Excel's own limit
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A workbook writes a character that XML cannot hold as _x000D_; text that looks like it has its first sign written so.
_LIKE_A_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CODE_OF_THE_SIGN = "_x005F_"
_GUESSED = ("f", "e")  # what openpyxl takes "=1+1" and "#N/A" for


def xlsx_bytes(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """One sheet per table. Text is stored as text, so "=1+1" is shown and never run.

    Cells over Excel's 32,767 characters are cut there, see `cells_cut`; control characters that XML forbids are dropped.

    Raises:
        ValueError: a table has more rows than a sheet can hold; use CSV or Parquet.
    """
    for name, frame in tables.items():
        if len(frame) > MOST_ROWS:
            raise ValueError(
                f"“{name}” has {len(frame):,} rows, more than a sheet holds. Use CSV or Parquet."
            )
    buffer = io.BytesIO()
    with pd.ExcelWriter(buffer, engine="openpyxl") as writer:
        for name, frame in (tables or {"empty": pd.DataFrame()}).items():
            _writable(frame).to_excel(writer, sheet_name=name[:31], index=False, freeze_panes=(1, 0))
            for row in writer.sheets[name[:31]].iter_rows():
                for cell in row:
                    if cell.data_type in _GUESSED:
                        cell.data_type = "s"
                        cell.quotePrefix = True  # it stays text when a person edits it
    return buffer.getvalue()


def cells_cut(frame: pd.DataFrame) -> int:
    """How many cells of `frame` are too long for a workbook; CSV and Parquet hold them whole."""
    texts = frame.select_dtypes(include=["object", "string"])
    return sum(_is_too_long(value) for name in texts for value in texts[name])


def _writable(frame: pd.DataFrame) -> pd.DataFrame:
    texts = frame.select_dtypes(include=["object", "string"]).columns
    written = frame.assign(**{name: frame[name].map(_writable_cell) for name in texts})
    return written.rename(columns=_writable_cell)


def _writable_cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = _UNWRITABLE.sub("", value)
    if _is_too_long(text):
        text = text.encode("utf-16-le")[: 2 * LONGEST_CELL].decode("utf-16-le", "ignore")
    written = _LIKE_A_CODE.sub(_CODE_OF_THE_SIGN, text)
    if len(written) > LONGEST_CELL:
        text = text[: LONGEST_CELL - len(written)]
        written = _LIKE_A_CODE.sub(_CODE_OF_THE_SIGN, text)
    return written


def _is_too_long(value: object) -> bool:
    if not isinstance(value, str) or len(value) <= LONGEST_CELL // 2:
        return False
    return len(value) > LONGEST_CELL or len(value.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_CELL
