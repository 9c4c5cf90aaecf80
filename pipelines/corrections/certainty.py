"""How sure a reading is: how often its method was right on annotated articles; never a number nobody measured.

The figures lie in data/learned/certainty.json, made by `python -m pipelines.training.certainty` from the halves of
data/gold on which nothing was tuned.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pipelines.model import inferred_roles
from pipelines.paths import DATA

PLACE = DATA / "learned" / "certainty.json"
FEWEST = 8  # readings behind a figure; with fewer, the layer's own is taken
_DETAIL = re.compile(
    r"(?:(?<!\s)\s+)?“[^“”]{0,400}”|:.*$|(?:(?<!\s)\s+)?\([^()]{0,400}\)|(?<!\s)\s+of [A-ZÀ-Ý].*$|\d+ ?%?"
)
_EVERY = ""  # the family of all readings of a layer


def certainty(layer: str, row: Mapping[str, Any]) -> float | None:
    """The share of readings like this one that were right, 0.5 to 1; None below one half, or where it is not measured.

    Args:
        layer: name, actor, quote, speaker, date, event or roles.
        row: a row of the layer's table.
    """
    figures = _measured().get(layer, {})
    families = (family(layer, row), _EVERY) if not _is_inferred(layer, row) else (family(layer, row),)
    for each in families:
        right, of = figures.get(each, (0, 0))
        if of >= FEWEST:
            return right / of if 2 * right >= of else None
    return None


def family(layer: str, row: Mapping[str, Any]) -> str:
    """What readings must have in common to be counted together: the method without the words it met."""
    if layer == "roles":
        return "inferred" if _is_inferred(layer, row) else "told"
    how = str(row.get("method") or row.get("rule") or "")
    plain = " ".join(_DETAIL.sub("", how.partition("; ")[0]).split())
    if layer == "event":
        plain = f"{row.get('type', '')} {row.get('status', '')}"
    return f"{plain}, inferred" if _is_inferred(layer, row) else plain


def _is_inferred(layer: str, row: Mapping[str, Any]) -> bool:
    if layer == "speaker":
        return bool(row.get("speaker_inferred"))
    return layer == "roles" and bool(inferred_roles(str(row.get("rule", ""))))


@cache
def _measured() -> dict[str, dict[str, tuple[int, int]]]:
    if not PLACE.exists():
        return {}
    given = json.loads(PLACE.read_text(encoding="utf-8"))["layers"]
    return {
        layer: {name: (int(r), int(n)) for name, (r, n) in names.items()} for layer, names in given.items()
    }
