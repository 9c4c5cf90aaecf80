"""Near matches of a sentence in the translation memory, ready to draw in the box where its English is edited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.display import french_spaces
from pipelines.translation.comparing import Pieces, word_diff
from pipelines.translation.memory import Suggestion


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


def _differing(french: str, other: str) -> Pieces:
    """The other sentence in pieces, and of each whether it is missing in this one."""
    return word_diff(french_spaces(french), french_spaces(other))[1]
