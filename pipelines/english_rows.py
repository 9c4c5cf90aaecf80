"""English → rows of `translations`, with the checks that each sentence failed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipelines import translation
from pipelines.model import Tables, dump_list
from pipelines.translation import checks


def translation_rows(
    sentences: Mapping[int, str],
    english: Mapping[int, translation.Translation],
    names: Mapping[int, list[checks.Name]],
) -> list[dict[str, Any]]:
    """Rows of `translations` (without article and editor), with the checks that each sentence failed.

    Args:
        sentences: sentence number → French.
        english: sentence number → Translation; those without English are left out.
        names: sentence number → the names in it.
    """
    return [
        {
            "sentence": number,
            "text_en": made.text_en,
            "engine": made.engine,
            "engine_version": made.version,
            "flags": dump_list(
                {"kind": flag.kind, "detail": flag.detail}
                for flag in checks.flags(sentences[number], made.text_en, names.get(number, []))
            ),
        }
        for number, made in english.items()
        if made.text_en
    ]


def sentence_names(tables: Tables) -> dict[int, list[checks.Name]]:
    """Sentence number → the names in it, for one article's tables."""
    english = dict(zip(tables.actors["actor_id"], tables.actors["name_en"], strict=True))
    found: dict[int, list[checks.Name]] = {}
    for mention in tables.mentions.itertuples():
        name = named(mention.surface, mention.type, english.get(mention.actor_id, ""))
        found.setdefault(int(mention.sentence), []).append(name)
    return found


def named(surface: str, kind: str, english: str) -> checks.Name:
    """A name as the checks take it; `english` is "" when not known."""
    return checks.Name(surface, kind, (english,) if english else ())
