"""A table as Parquet, dtypes kept."""

from __future__ import annotations

import io

import pandas as pd


def parquet_bytes(frame: pd.DataFrame) -> bytes:
    """`frame` as one Parquet file, compressed with zstd."""
    buffer = io.BytesIO()
    frame.to_parquet(buffer, index=False, engine="pyarrow", compression="zstd")
    return buffer.getvalue()
