"""Sentences in the English of two engines, as they are drawn: what differs marked, what they disagree on said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import theme
from dashboard.components import assets
from dashboard.display import french_spaces
from dashboard.engines import title
from pipelines.translation.base import Translation
from pipelines.translation.comparing import Pieces, word_diff
from pipelines.translation.gist.marks import spans, unmarked


@dataclass(frozen=True, slots=True)
class ComparedSentence:
    """One sentence, what two engines gave for it, and a line for each thing they disagree on."""

    number: int
    french: str
    made: tuple[Translation, Translation]
    said: Sequence[str]


def compare_rows(
    rows: Sequence[ComparedSentence], article_id: str, engines: tuple[str, str], *, key: str
) -> dict[str, Any] | None:
    """Draw the sentences.

    Returns:
        {"article", "sentence", "text"} when a wording was just taken, else None.
    """
    data = {
        "rows": [_drawn(row, article_id, engines) for row in rows],
        "theme": "dark" if theme.is_dark() else "light",
    }
    result = assets.component("visavis_compare", ("compare.css",), ("compare.js",))(
        data=data, key=key, height="content", on_take_change=_nothing
    )
    return dict(result.take) if result.take else None


def _nothing() -> None:
    """A trigger needs a callback; the page reads the value from the result."""


def _drawn(row: ComparedSentence, article_id: str, engines: tuple[str, str]) -> dict[str, Any]:
    diff = word_diff(*(unmarked(each.text_en) for each in row.made))
    sides = zip(engines, row.made, diff, strict=True)
    return {
        "article": article_id,
        "n": row.number,
        "fr": french_spaces(row.french),
        "sides": [_side(*side) for side in sides],
        "said": list(row.said),
    }


def _side(engine: str, made: Translation, pieces: Pieces) -> dict[str, Any]:
    return {
        "engine": title(engine),
        "text": unmarked(made.text_en),
        "pieces": _with_french(pieces, [word for _, _, word in spans(made.text_en)]),
        "error": made.error,
    }


def _with_french(pieces: Pieces, words: Sequence[str]) -> list[tuple[str, bool, bool]]:
    """The pieces with, of each, whether it is a word that the engine left in French."""
    if not words:
        return [(text, differs, False) for text, differs in pieces]
    sought = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words))})(?!\w)")
    return [
        (part, differs, bool(odd % 2))
        for text, differs in pieces
        for odd, part in enumerate(sought.split(text))
        if part
    ]
