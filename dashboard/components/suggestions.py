"""Near matches of a sentence in the translation memory, ready to draw in the box where its English is edited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from dashboard.display import french_spaces
from pipelines.translation.memory import Suggestion

_WORD = re.compile(r"\s+|[^\W_]+|[\W_]")


def suggestion_rows(french: str, found: Sequence[Suggestion]) -> list[dict[str, Any]]:
    """One dict each: likeness in per cent, the French it belongs to with what differs marked, its English, its source.

    Args:
        french: the sentence that the suggestions are for.
        found: what the memory holds that is like it.
    """
    return [
        {
            "score": int(each.score),  # 99.6 is not "100 %"
            "fr": _differing(french, each.unit.fr),
            "en": each.unit.en,
            "source": f"worded by {each.unit.edited_by}" if each.unit.edited_by else each.unit.label,
        }
        for each in found
    ]


def _differing(french: str, other: str) -> list[tuple[str, bool]]:
    """The other sentence in pieces, and of each whether it is missing in this one."""
    here, there = (_WORD.findall(french_spaces(text)) for text in (french, other))
    pieces = []
    for kind, _, _, start, end in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        if start < end:
            pieces.append(("".join(there[start:end]), kind != "equal"))
    return pieces
