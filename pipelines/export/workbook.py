"""Tables as one XLSX workbook, a sheet each."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import pandas as pd

LONGEST_CELL = 32_767  # characters, Excel's own limit
MOST_ROWS = 1_048_575  # below the header row, Excel's own limit
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xlsx_bytes(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """One sheet per table. Text is stored as text, so "=1+1" is shown and never run.

    Cells over Excel's 32,767 characters are cut there; control characters that XML forbids are dropped.

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
            for row in writer.sheets[name[:31]].iter_rows(min_row=2):
                for cell in row:
                    if cell.data_type == "f":
                        cell.data_type = "s"
    return buffer.getvalue()


def _writable(frame: pd.DataFrame) -> pd.DataFrame:
    texts = frame.select_dtypes(include=["object", "string"]).columns
    return frame.assign(**{name: frame[name].map(_writable_cell) for name in texts})


def _writable_cell(value: object) -> object:
    return _UNWRITABLE.sub("", value)[:LONGEST_CELL] if isinstance(value, str) else value
