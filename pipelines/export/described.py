"""What every table of a file is: its columns with their types, limits and meaning, from the schemas of the model.

`python -m pipelines.export.described docs/tables.md` writes the page that people read.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandera.pandas as pa
import yaml

from pipelines.errors import DataFileError
from pipelines.export.files import write_file
from pipelines.export.titles import columns_in_file
from pipelines.model import LINKS, QUOTE_ROWS, SCHEMAS, SPEAKING, TABLE_NAMES
from pipelines.paths import DATA

_FILE = DATA / "tables.yaml"
NAMES = (*TABLE_NAMES, "links", "who-about-whom")
_OTHERS = {"links": LINKS, "who-about-whom": SPEAKING}
_TYPES = {"int64": "integer", "Int64": "integer", "bool": "boolean", "float64": "number"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file.

    Attributes:
        name: as in the header.
        type: of Frictionless: string, integer, number or boolean.
        about: what it holds, in a sentence.
        options: the values that it can have, () where any.
        least: the smallest number that it can have, None without a limit.
        is_key: no two rows have the same.
    """

    name: str
    type: str
    about: str
    options: tuple[str, ...] = ()
    least: float | None = None
    is_key: bool = False

    def limits(self) -> str:
        """The limits in words: "one of PER, ORG, LOC, MISC"."""
        words = [f"one of {', '.join(self.options)}"] if self.options else []
        words += [f"at least {self.least:g}"] if self.least is not None else []
        words += ["no two rows have the same"] if self.is_key else []
        return "; ".join(words)


def about(table: str) -> str:
    """What a row of the table is, in a sentence."""
    return str(_told()[table]["about"])


def columns(table: str) -> list[Column]:
    """The columns of a table, as files hold it, in order.

    Raises:
        DataFileError: data/tables.yaml does not describe one of them.
    """
    told = _told()
    words = told["shared"] | told[table]["columns"]
    schemas = _schemas(table)
    try:
        return [_column(name, schemas[name], words[name]) for name in _names(table)]
    except KeyError as error:
        raise DataFileError(f"{_FILE} does not describe the column {error} of {table}.") from error


def _names(table: str) -> list[str]:
    return list(_OTHERS[table].columns) if table in _OTHERS else columns_in_file(table)


def _schemas(table: str) -> dict[str, pa.Column]:
    if table == "quotes":
        return dict(QUOTE_ROWS.columns)
    own = _OTHERS[table] if table in _OTHERS else SCHEMAS[table]
    return dict(SCHEMAS["articles"].columns) | dict(own.columns)


def _column(name: str, schema: pa.Column, words: str) -> Column:
    limits: dict[str, Any] = {}
    for check in schema.checks:
        limits |= check.statistics or {}
    return Column(
        name,
        _TYPES.get(str(schema.dtype), "string"),
        words,
        tuple(limits.get("allowed_values", ())),
        limits.get("min_value"),
        bool(schema.unique),
    )


@cache
def _told() -> dict[str, Any]:
    try:
        told: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise DataFileError(f"The descriptions in {_FILE} cannot be read: {error}") from error
    return told


def page() -> str:
    """docs/tables.md."""
    parts = [
        "# Tables\n\nEvery table as files hold it: CSV, XLSX, Parquet, and the data package of “Download everything”. "
        "Made from the schemas of\n`pipelines/model.py` by `python -m pipelines.export.described docs/tables.md`.\n\n"
        "An empty cell means not stated or not known. Offsets count code points in the article's stored text. A column of "
        "lists holds JSON.\nIn CSV, a cell that a spreadsheet would run as a formula begins with an apostrophe.\n"
    ]
    for table in NAMES:
        rows = [
            f"| `{column.name}` | {column.type} | {_told_in_table(column)} |" for column in columns(table)
        ]
        parts.append(
            f"\n## {table}\n\n{about(table)}\n\n| column | type | meaning |\n|---|---|---|\n"
            + "\n".join(rows)
            + "\n"
        )
    return "".join(parts)


def _told_in_table(column: Column) -> str:
    limits = f" ({column.limits()})" if column.limits() else ""
    return f"{column.about}{limits}".replace("|", "\\|")


if __name__ == "__main__":
    write_file(Path(sys.argv[1]), page().encode())
