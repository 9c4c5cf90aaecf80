"""Marks on the English side of a sentence, from those on its French."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.components.reader_rows import ArticleRows, EnglishMark
from pipelines.model import load_list


def english_marks(rows: ArticleRows) -> dict[int, list[EnglishMark]]:
    """Sentence number → the marks on its English."""
    return {
        n: _names(text, mentions, rows.actors) for n, _french, text, mentions, _dates in rows.with_english()
    }


def _names(text: str, mentions: Sequence[Any], actors: Mapping[str, Any]) -> list[EnglishMark]:
    found: list[EnglishMark] = []
    taken: set[int] = set()
    for mention in mentions:
        actor = actors.get(mention.actor_id)
        if actor is None:
            continue
        for name in sorted(
            {actor.name_en, mention.surface, actor.name, *load_list(actor.aliases)}, key=len, reverse=True
        ):
            hits = [
                h
                for h in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
                if not taken & {*range(*h.span())}
            ]
            if hits:
                start, end = hits[0].span()
                taken |= {*range(start, end)}
                found.append(EnglishMark(start, end, mention.type, mention.actor_id))
                break
    return found
