"""`visavis annotate`: what the reader finds, in the public shape of data/gold/FORMAT.md.

Offsets are code points into the text as the caller gave it, whatever `normalise` changed on the way in, and
`text[start:end] == surface` holds for every span.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from spacy.tokens import Doc

from pipelines.errors import VisavisError
from pipelines.language.normalise import Normalised, normalise
from pipelines.language.records import Quote, Span
from pipelines.model import Article

Record = dict[str, Any]
_BATCH = 64
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def to_gold(doc: Doc, normalised: Normalised, given: str, meta: Mapping[str, str]) -> Record:
    """One article's results in the shape of data/gold/FORMAT.md.

    Args:
        doc: the annotated Doc of `normalised.text`.
        normalised: the stored text, with its map back to `given`.
        given: the text as the caller gave it; all offsets are into it.
        meta: "id", "title" and "published", copied to the result.
    """
    span = _spanner(normalised, given)
    names = {actor.actor_id: actor.name for actor in doc._.actors}
    dates = doc._.dates
    sentences = (span((sent.start_char, sent.end_char)) for sent in doc.sents) if len(doc) else ()
    return {
        **_head(meta),
        "sentences": [[each["start"], each["end"]] for each in sentences if each["surface"]],
        "entities": [
            {**span((m.start, m.end)), "type": m.type, "actor": names.get(m.actor_id, "")}
            for m in doc._.mentions
        ],
        "quotes": [_quote(f"q{n}", quote, span) for n, quote in enumerate(doc._.quotes, 1)],
        "dates": [{**span((each.start, each.end)), "value": each.edtf} for each in dates],
        "events": [
            {
                **span((event.start, event.end)),
                "type": event.type,
                "mode": event.mode,
                "status": event.status,
                "actor": list(event.actors),
                "recipient": list(event.recipients),
                "date": "" if event.date is None else dates[event.date].edtf,
            }
            for event in doc._.events
        ],
    }


def annotate_lines(lines: Iterable[str]) -> Iterator[str]:
    """JSON lines {"id", "published", "text"[, "title"]} → JSON lines in the shape of data/gold/FORMAT.md.

    Results come in the order of the lines; blank lines are skipped; an empty text gives empty lists. A line
    without an id gets its line number as id.

    Raises:
        VisavisError: a line is not a JSON object or has no text. The lines before it have been yielded.
    """
    batch: list[tuple[dict[str, str], str]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip("\ufeff \t\r\n"):
            continue
        try:
            batch.append(_parse(line, number))
        except VisavisError:
            yield from _annotate(batch)
            raise
        if len(batch) == _BATCH:
            yield from _annotate(batch)
            batch = []
    yield from _annotate(batch)


def _annotate(batch: list[tuple[dict[str, str], str]]) -> Iterator[str]:
    for record in annotate_records(batch):
        yield json.dumps(record, ensure_ascii=False)


def annotate_records(batch: Iterable[tuple[Mapping[str, str], str]]) -> Iterator[Record]:
    """Pairs of metadata ("id", "title", "published") and text as given → records as `to_gold` makes them."""
    # The language layers load a model; `visavis --help` and a bad first line must not wait for it.
    from pipelines.language import annotate_many  # noqa: PLC0415

    pairs = [(meta, given, normalise(given)) for meta, given in batch]
    docs = annotate_many(
        Article(text=normalised.text, title=meta.get("title", ""), published=meta.get("published", ""))
        for meta, _, normalised in pairs
        if normalised.text
    )
    for meta, given, normalised in pairs:
        if normalised.text:
            yield to_gold(next(docs), normalised, given, meta)
        else:
            yield {**_head(meta), "sentences": [], "entities": [], "quotes": [], "dates": [], "events": []}


def _head(meta: Mapping[str, str]) -> Record:
    return {key: meta.get(key, "") for key in ("id", "title", "published")}


def _parse(line: str, number: int) -> tuple[dict[str, str], str]:
    try:
        item = json.loads(line.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise VisavisError(
            f"Line {number} is not valid JSON ({error.msg}): each line must be one article."
        ) from error
    except RecursionError as error:
        raise VisavisError(f"Line {number} is nested too deeply to be an article.") from error
    if not isinstance(item, dict):
        raise VisavisError(f'Line {number} is not a JSON object: expected {{"id", "published", "text"}}.')
    if not isinstance(item.get("text"), str):
        raise VisavisError(f'Line {number} has no "text": put the article\'s text there as a string.')
    meta = {key: "" if item.get(key) is None else str(item[key]) for key in ("id", "title", "published")}
    meta["id"] = meta["id"] or str(number)
    # A lone surrogate cannot be written as UTF-8; its replacement has the same length, so offsets hold.
    return meta, _LONE_SURROGATE.sub("\ufffd", item["text"])


def _spanner(normalised: Normalised, given: str) -> Callable[[Span], Record]:
    def span(stored: Span) -> Record:
        start, end = normalised.to_given(*stored)
        # What normalising dropped next to a span (a carriage return, a soft hyphen) belongs to no surface.
        while start < end and _is_blank(given[end - 1]):
            end -= 1
        while start < end and _is_blank(given[start]):
            start += 1
        return {"start": start, "end": end, "surface": given[start:end]}

    return span


def _is_blank(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf")


def _quote(quote_id: str, quote: Quote, span: Callable[[Span], Record]) -> Record:
    return {
        "id": quote_id,
        "kind": quote.kind,
        "parts": [span(part) for part in quote.parts],
        "speaker": None if quote.speaker is None else span(quote.speaker),
        "speaker_actor": quote.speaker_name,
        "cue": None if quote.cue is None else span(quote.cue),
    }
