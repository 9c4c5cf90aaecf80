"""CSV for spreadsheets and for programs: UTF-8 with a byte order mark, formula cells defused."""

from __future__ import annotations

import pandas as pd

BOM = b"\xef\xbb\xbf"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def defuse(value: object) -> object:
    """`value`, with an apostrophe before text that a spreadsheet would run as a formula.

    Text that is a plain number ("-5", "+1.5") stays as it is. Source: OWASP, CSV Injection.
    """
    if not isinstance(value, str):
        return value
    if value.lstrip(" ").startswith(_FORMULA) and not _is_number(value):
        value = f"'{value}"
    # A lone carriage return would break the row in many readers; a line feed is quoted and safe.
    return value.replace("\r\n", "\n").replace("\r", "\n")


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def defused(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy of `frame` in which no cell and no column name is a formula."""
    texts = frame.select_dtypes(include=["object", "string"]).columns
    return frame.assign(**{name: frame[name].map(defuse) for name in texts}).rename(columns=defuse)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """`frame` as CSV: header, one line a row, UTF-8 with BOM, empty cells for unknown numbers."""
    return BOM + defused(frame).to_csv(index=False, lineterminator="\n").encode("utf-8", "surrogatepass")
