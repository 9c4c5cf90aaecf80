"""The files a component ships: its style and its script, joined from parts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dashboard import plain

_WEB = Path(__file__).parent / "web"


@cache
def read(*names: str) -> str:
    """The named files of `dashboard/components/web`, one after the other."""
    return "\n".join((_WEB / name).read_text(encoding="utf-8") for name in names)


def script(*names: str) -> str:
    """The named scripts, after the function that shows text as it is."""
    return plain.JAVASCRIPT + read(*names)
