"""CSV for spreadsheets and for programs: UTF-8 with a byte order mark, formula cells defused."""

from __future__ import annotations

import pandas as pd

from pipelines.formula_cells import defuse

BOM = b"\xef\xbb\xbf"


def defused(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy of `frame` in which no cell and no column name is a formula."""
    texts = frame.select_dtypes(include=["object", "string"]).columns
    return frame.assign(**{name: frame[name].map(defuse) for name in texts}).rename(columns=defuse)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """`frame` as CSV: header, one line a row, UTF-8 with BOM, empty cells for unknown numbers."""
    return BOM + defused(frame).to_csv(index=False, lineterminator="\n").encode("utf-8", "surrogatepass")
