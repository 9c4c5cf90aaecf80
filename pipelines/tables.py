"""Doc → rows of the pandas model, one article at a time."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from spacy.tokens import Doc

from pipelines.edtf import iso_days
from pipelines.identity import article_id
from pipelines.language.records import CalendarDate, Event, Quote, Span
from pipelines.model import Article, Tables, dump_list, frame
from pipelines.reader_version import reader_version


@dataclass(frozen=True, slots=True)
class _Sentence:
    number: int  # from 1, as shown beside the text
    paragraph: int  # from 1
    start: int
    end: int


def article_tables(article: Article, doc: Doc, key: str = "") -> Tables:
    """All rows of one article.

    Args:
        article: as read; its `text` is the stored text.
        doc: what `pipelines.language.annotate` made of it.
        key: its identity, where that is not its text's (see `article_id`).

    Returns:
        Validated frames; `translations`, `rejections` and `corrections` are empty. `actors` has the
        article's own actors.
    """
    rows = article_rows(article, doc, key)
    return Tables(**{name: frame(name, each) for name, each in rows.items()})


def article_rows(article: Article, doc: Doc, key: str = "") -> dict[str, list[dict[str, Any]]]:
    """What `article_tables` makes its frames from: table → rows, plain values by column, before any check.

    Args as for `article_tables`. Columns that only a person fills are left out.
    """
    key = key or article_id(article.text)
    sentences = _sentences(article.text, doc)
    number = _SentenceFinder(sentences)
    head = {"article_id": key}
    text = article.text
    return {
        "articles": [_article_row(key, article)],
        "sentences": [
            {**head, "sentence": s.number, "paragraph": s.paragraph, "start": s.start, "end": s.end, "text": text[s.start : s.end]}
            for s in sentences
        ],
        "actors": _actor_rows(text, doc),
        "mentions": [
            {**head, "sentence": number(m.start), "start": m.start, "end": m.end, "surface": text[m.start : m.end],
             "type": m.type, "actor_id": m.actor_id, "method": m.method}
            for m in doc._.mentions
        ],
        "quotes": [{**head, **_quote_row(text, n, q, number)} for n, q in enumerate(doc._.quotes, 1)],
        "dates": [{**head, **_date_row(text, d), "sentence": number(d.start)} for d in doc._.dates],
        "events": [{**head, **_event_row(text, n, e, doc._.dates, number)} for n, e in enumerate(doc._.events, 1)],
    }  # fmt: skip


def _article_row(key: str, article: Article) -> dict[str, Any]:
    start, end = iso_days(article.published)
    return {
        "article_id": key,
        "title": article.title,
        "title_en": "",
        "title_engine": "",
        "title_flags": "[]",
        "source": article.source,
        "author": article.author,
        "published": article.published,
        "published_start": start,
        "published_end": end,
        "file_name": article.file_name,
        "n_words": len(article.text.split()),
        "story_id": key,
        "loaded_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "reader_version": reader_version(),
        "warnings": dump_list(article.warnings),
        "text": article.text,
    }


def _sentences(text: str, doc: Doc) -> list[_Sentence]:
    found: list[_Sentence] = []
    paragraph, previous_end = 1, 0
    for sent in doc.sents:
        raw = text[sent.start_char : sent.end_char]
        start = sent.start_char + len(raw) - len(raw.lstrip())
        end = sent.start_char + len(raw.rstrip())
        if start >= end:
            continue
        if found and "\n\n" in text[previous_end:start]:
            paragraph += 1
        found.append(_Sentence(len(found) + 1, paragraph, start, end))
        previous_end = end
    return found


class _SentenceFinder:
    """Offset → number of the sentence it lies in, by bisection."""

    def __init__(self, sentences: list[_Sentence]) -> None:
        self._starts = [s.start for s in sentences]

    def __call__(self, offset: int) -> int:
        return max(1, bisect_right(self._starts, offset))


def _actor_rows(text: str, doc: Doc) -> list[dict[str, Any]]:
    surfaces: dict[str, Counter[str]] = {}
    for mention in doc._.mentions:
        surfaces.setdefault(mention.actor_id, Counter())[text[mention.start : mention.end]] += 1
    rows = {}
    for actor in doc._.actors:
        written = [surface for surface, _ in surfaces.get(actor.actor_id, Counter()).most_common()]
        rows[actor.actor_id] = {
            "actor_id": actor.actor_id,
            "name": actor.name,
            "name_en": actor.name_en,
            "type": actor.type,
            "country": actor.country,
            "aliases": dump_list(surface for surface in written if surface != actor.name),
        }
    return list(rows.values())


def _span(span: Span | None) -> tuple[int | None, int | None]:
    return span if span else (None, None)


def _quote_row(text: str, n: int, quote: Quote, number: _SentenceFinder) -> dict[str, Any]:
    speaker_start, speaker_end = _span(quote.speaker)
    cue_start, cue_end = _span(quote.cue)
    parts = [{"start": start, "end": end, "surface": text[start:end]} for start, end in quote.parts]
    return {
        "quote_id": f"q{n}",
        "sentence": number(quote.parts[0][0]),
        "parts": dump_list(parts),
        "text": " […] ".join(str(part["surface"]) for part in parts),
        "kind": quote.kind,
        "speaker": text[slice(*quote.speaker)] if quote.speaker else "",
        "speaker_start": speaker_start,
        "speaker_end": speaker_end,
        "speaker_name": quote.speaker_name,
        "speaker_id": quote.speaker_id,
        "speaker_inferred": quote.inferred,
        "cue": text[slice(*quote.cue)] if quote.cue else "",
        "cue_start": cue_start,
        "cue_end": cue_end,
        "stance": quote.stance,
        "method": quote.method,
    }


def _date_row(text: str, date: CalendarDate) -> dict[str, Any]:
    return {
        "start": date.start,
        "end": date.end,
        "surface": text[date.start : date.end],
        "edtf": date.edtf,
        "start_day": date.start_day,
        "end_day": date.end_day,
        "precision": date.precision,
        "note": date.note,
        "rule": date.rule,
    }


def _event_row(
    text: str, n: int, event: Event, dates: list[CalendarDate], number: _SentenceFinder
) -> dict[str, Any]:
    date = dates[event.date] if event.date is not None else None
    return {
        "event_id": f"e{n}",
        "sentence": number(event.start),
        "start": event.start,
        "end": event.end,
        "trigger": text[event.start : event.end],
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "actors": dump_list(event.actors),
        "actor_ids": dump_list(event.actor_ids),
        "recipients": dump_list(event.recipients),
        "recipient_ids": dump_list(event.recipient_ids),
        "edtf": date.edtf if date else "",
        "start_day": date.start_day if date else "",
        "end_day": date.end_day if date else "",
        "date_surface": text[date.start : date.end] if date else "",
        "date_note": "; ".join(filter(None, (date.note if date else "", event.date_note))),
        "rule": event.rule,
    }
