"""`datapackage.json`: what the files of a download are, as Frictionless data packages say it.

Source: Data Package Standard, https://datapackage.org/standard/data-package/.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from pipelines.analysis.filters import Filters
from pipelines.export import described

NAME = "datapackage.json"
_MEDIA = {
    "csv": "text/csv", "parquet": "application/vnd.apache.parquet", "gexf": "application/gexf+xml",
    "graphml": "application/graphml+xml", "tmx": "application/x-tmx+xml", "json": "application/json", "md": "text/markdown",
}  # fmt: skip
# Corrections speak of articles that may be deleted, or of none.
_WITHOUT_ARTICLE = ("articles", "corrections")


def datapackage(files: Mapping[str, bytes], filters: Filters, made: datetime | None = None) -> bytes:
    """The description of a download.

    Args:
        files: path in the download → content; a CSV file named after a table of `described.NAMES` gets its schema.
        filters: what was filtered, told under "filters".
        made: the time to state; now when not given.
    """
    told = {
        "name": "vis-a-vis-export",
        "title": "French-language press, read by Vis-à-vis",
        "created": (made or datetime.now(UTC)).isoformat(timespec="seconds"),
        "filters": asdict(filters),
        "resources": [_resource(path, content, files) for path, content in files.items()],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(path: str, content: bytes, files: Mapping[str, bytes]) -> dict[str, Any]:
    place = PurePosixPath(path)
    suffix = place.suffix.lstrip(".")
    common: dict[str, Any] = {
        "name": f"{place.stem}-{suffix}".lower(),
        "path": path,
        "format": suffix,
        "mediatype": _MEDIA.get(suffix, "application/octet-stream"),
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if suffix != "csv" or place.stem not in described.NAMES:
        return common | {"type": "file"}
    return common | {
        "type": "table",
        "encoding": "utf-8",
        "title": described.about(place.stem),
        "schema": schema(place.stem, str(place.with_name("articles.csv")) in files),
    }


def schema(table: str, articles: bool = True) -> dict[str, Any]:
    """The Table Schema of a table as CSV holds it.

    Args:
        table: one of `described.NAMES`.
        articles: whether the table of articles stands beside it, for its keys to refer to.
    """
    columns = described.columns(table)
    found: dict[str, Any] = {"fields": [_field(column) for column in columns], "missingValues": [""]}
    if table == "articles":
        found["primaryKey"] = ["article_id"]
    names = {column.name for column in columns}
    if articles and "article_id" in names and table not in _WITHOUT_ARTICLE:
        refers = {"resource": "articles-csv", "fields": ["article_id"]}
        found["foreignKeys"] = [{"fields": ["article_id"], "reference": refers}]
    return found


def _field(column: described.Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.about}
    if column.type == "boolean":
        found |= {"trueValues": ["True"], "falseValues": ["False"]}
    limits: dict[str, Any] = {}
    if column.options:
        limits["enum"] = list(column.options)
    if column.least is not None:
        limits["minimum"] = int(column.least) if column.type == "integer" else column.least
    if column.is_key:
        limits |= {"unique": True, "required": True}
    return found | ({"constraints": limits} if limits else {})
