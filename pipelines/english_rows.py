"""English → rows of `translations`, with the checks that each sentence failed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipelines import translation
from pipelines.model import Tables, dump_list
from pipelines.translation import checks
from pipelines.translation.gist.marks import spans, unmarked

LEFT_IN_FRENCH = "french"


def translation_rows(
    sentences: Mapping[int, str],
    english: Mapping[int, translation.Translation],
    names: Mapping[int, list[checks.Name]],
    article: Mapping[int, list[checks.Flag]] | None = None,
) -> list[dict[str, Any]]:
    """Rows of `translations` (without article and editor), with the checks that each sentence failed.

    Args:
        sentences: sentence number → French.
        english: sentence number → Translation; those without English are left out.
        names: sentence number → the names in it.
        article: sentence number → what it fails beside the other sentences of its article.
    """
    beside = article or {}
    return [
        {
            "sentence": number,
            "text_en": unmarked(made.text_en),
            "engine": made.engine,
            "engine_version": made.version,
            "flags": dump_list(
                _flags(sentences[number], made.text_en, names.get(number, []), beside.get(number, []))
            ),
        }
        for number, made in english.items()
        if made.text_en
    ]


def failed_checks(
    french: str, english: str, names: Sequence[checks.Name], beside: Sequence[checks.Flag] = ()
) -> list[dict[str, str]]:
    """The checks that an English sentence fails and those `beside` it, each as a row's `flags` holds it."""
    failed = [*checks.flags(french, english, list(names)), *beside]
    return [{"kind": flag.kind, "detail": flag.detail} for flag in failed]


def _flags(
    french: str, english: str, names: list[checks.Name], beside: list[checks.Flag]
) -> list[dict[str, str]]:
    """What a sentence failed, and the words that its engine left in French, which a page shows as French."""
    found = failed_checks(french, unmarked(english), names, beside)
    left = dict.fromkeys(word for _, _, word in spans(english))
    if left:
        found.append({"kind": LEFT_IN_FRENCH, "detail": f"left in French: {', '.join(left)}"})
    return found


def is_left_in_french(flag: Any) -> bool:
    """Whether a flag tells of words left in French, which is no failed check."""
    return isinstance(flag, Mapping) and flag.get("kind") == LEFT_IN_FRENCH


def left_in_french(flags: list[Any]) -> list[str]:
    """The words that an engine left in French, from a row's `flags`."""
    told = [flag for flag in flags if is_left_in_french(flag)]
    return [
        word for flag in told for word in str(flag.get("detail", "")).partition(": ")[2].split(", ") if word
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
