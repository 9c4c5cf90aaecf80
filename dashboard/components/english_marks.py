"""Marks on the English side of a sentence, found from those on its French."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.components.reader_rows import ArticleRows, EnglishMark
from pipelines.translation.projection import DATE, Source, project

# Finding one name looks through the whole sentence; a "sentence" with more names is a list, not prose.
_MOST = 150


def english_marks(rows: ArticleRows) -> dict[int, list[EnglishMark]]:
    """Sentence number → the names and dates on its English; what cannot be found is left unmarked."""
    return {
        number: _marks(sentence, english, mentions, dates, rows.actors)
        for number, sentence, english, mentions, dates in rows.with_english()
        if len(mentions) + len(dates) <= _MOST
    }


def _marks(
    sentence: Any,
    english: str,
    mentions: Sequence[Any],
    dates: Sequence[tuple[int, Any]],
    actors: Mapping[str, Any],
) -> list[EnglishMark]:
    sources = [
        Source(
            m.start - sentence.start, m.end - sentence.start, m.type, _english_names(actors.get(m.actor_id))
        )
        for m in mentions
    ]
    sources += [Source(d.start - sentence.start, d.end - sentence.start, DATE) for _, d in dates]
    kinds = [(m.type, m.actor_id) for m in mentions] + [("date", str(index)) for index, _ in dates]
    found = project(sentence.text, english, sources)
    return [
        EnglishMark(span[0], span[1], kind, ref)
        for span, (kind, ref) in zip(found, kinds, strict=True)
        if span is not None
    ]


def _english_names(actor: Any | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((actor.name_en, actor.name))) if actor else ()
