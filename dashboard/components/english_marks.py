"""The English side of a sentence: marks found from those on its French, and what was not found."""

from __future__ import annotations

from typing import Any

from dashboard.components.reader_rows import ArticleRows, Bitext, EnglishMark, EnglishSide
from dashboard.display import TYPE_WORDS, shorten
from pipelines.model import load_list
from pipelines.translation.projection import DATE, QUOTE, Source, project

# Finding one name looks through the whole sentence; a "sentence" with more names is a list, not prose.
_MOST = 150
_QUOTED_LENGTH = 40


def english_marks(rows: ArticleRows) -> dict[int, EnglishSide]:
    """Sentence number → the names and dates on its English, and in words what could not be found there."""
    return {pair.number: _side(pair, rows) for pair in rows.with_english()}


def _side(pair: Bitext, rows: ArticleRows) -> EnglishSide:
    if len(pair.mentions) + len(pair.dates) > _MOST:
        return EnglishSide(
            [],
            [f"all of its {len(pair.mentions) + len(pair.dates):,} names and dates: too many for a sentence"],
        )
    start, end = pair.sentence.start, pair.sentence.end
    sources = [
        Source(m.start - start, m.end - start, m.type, _english_names(rows.actors.get(m.actor_id)))
        for m in pair.mentions
    ]
    sources += [Source(d.start - start, d.end - start, DATE) for _, d in pair.dates]
    kinds = [(m.type, m.actor_id) for m in pair.mentions] + [("date", str(index)) for index, _ in pair.dates]
    quoted = [
        Source(max(part["start"], start) - start, min(part["end"], end) - start, QUOTE)
        for quote in pair.quotes
        if quote.kind == "direct"
        for part in load_list(quote.parts)
        if part["start"] < end and part["end"] > start
    ]
    found = project(pair.sentence.text, pair.english, [*sources, *quoted])
    marks = [
        EnglishMark(span[0], span[1], kind, ref)
        for span, (kind, ref) in zip(found, kinds, strict=False)  # quotations come last and have no mark
        if span is not None
    ]
    missing = [
        _named(pair.sentence.text[s.start : s.end], s.kind)
        for span, s in zip(found, [*sources, *quoted], strict=True)
        if span is None
    ]
    return EnglishSide(marks, list(dict.fromkeys(missing)))


def _named(surface: str, kind: str) -> str:
    word = {DATE: "date", QUOTE: "quotation"}.get(kind) or TYPE_WORDS[kind]
    return f"“{shorten(surface, _QUOTED_LENGTH)}” ({word})"


def _english_names(actor: Any | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((actor.name_en, actor.name))) if actor else ()
