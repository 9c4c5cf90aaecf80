"""The pinned digests: a line a text, its key and a digest for each layer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

FILE = Path(__file__).with_name("digests.txt")
_HEAD = "# text annotate articles sentences actors mentions quotes dates events; written by `make pin`\n"


def read() -> dict[str, tuple[str, ...]]:
    """Key of a text → digests in the order of `readings.LAYERS`."""
    lines = FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else []
    rows = [line.split() for line in lines if not line.startswith("#")]
    return {key: tuple(digests) for key, *digests in rows}


def write(digests: Mapping[str, tuple[str, ...]]) -> None:
    """Write them in the order of keys, so that two branches that pin other texts meet without a conflict."""
    rows = [f"{key} {' '.join(each)}\n" for key, each in sorted(digests.items())]
    FILE.write_text(_HEAD + "".join(rows), encoding="utf-8")
