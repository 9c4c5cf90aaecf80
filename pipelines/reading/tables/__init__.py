"""CSV, TSV, Excel and Parquet → one article per row.

A table first becomes a `Grid` (names of columns, rows), whatever file it stood in; then its columns are understood
(`grid`, `pipelines.reading.fields`), its dates by the evidence of their whole column (`column_dates`), its rows made
articles (`rows`). What its own words leave open is asked (`pipelines.reading.answers`).
"""
