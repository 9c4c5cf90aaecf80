"""Quotations of a French sentence and of its English, paired by their marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.translation.projection.source import Source, Span

_MOST = 0.8
_INNER = re.compile(r"[“‘‹«](\S[^“”‘‹›«»]*?)[”›»]|(?<!\w)['‘](\S.{0,300}?\S)['’](?!\w)")
_OPEN, _CLOSE = "«“‹", "»”›"


def stretches(sentence: str) -> list[Span]:
    """What stands between quotation marks, marks excluded, left to right.

    A closing mark without an opening one closes a quotation begun in an earlier sentence, an opening one without
    a closing one goes on to the end. Inner marks of another kind belong to the outer quotation.
    """
    found: list[Span] = []
    start: int | None = None
    depth = 0
    closed_before = False
    for index, character in enumerate(sentence):
        straight = character == '"' and not _inside_word(sentence, index)
        if character in _OPEN or (straight and start is None):
            depth += 1
            start = index + 1 if start is None else start
        elif character in _CLOSE or straight:
            if start is None and not found and not closed_before:
                found.append((0, index))
            closed_before = True
            depth = max(0, depth - 1)
            if start is not None and depth == 0:
                found.append((start, index))
                start = None
    if start is not None:
        found.append((start, len(sentence)))
    trimmed = (_trim(sentence, span) for span in found)
    return [span for span in trimmed if span[0] < span[1]]


def _inside_word(sentence: str, index: int) -> bool:
    return 0 < index < len(sentence) - 1 and sentence[index - 1].isalnum() and sentence[index + 1].isalnum()


def _trim(sentence: str, span: Span) -> Span:
    start, end = span
    while start < end and sentence[start].isspace():
        start += 1
    while end > start and (sentence[end - 1].isspace()):
        end -= 1
    return start, end


def project_quotes(french: str, english: str, spans: Sequence[Source]) -> list[Span | None]:
    """The English stretch for each French quoted span, None where the marks do not tell."""
    wanted = [(s.start, s.end) for s in spans]
    fr, en = stretches(french), stretches(english)
    if not fr and not en:
        # A sentence inside a longer quotation carries no mark: all of it is quoted, or none.
        whole = _trim(english, (0, len(english)))
        return [whole if _covers(french, s) else None for s in wanted]
    pairs = list(zip(fr, en, strict=True)) if len(fr) == len(en) else _paired(french, english, fr, en)
    return [_in_english(french, english, span, pairs) for span in wanted]


def _in_english(french: str, english: str, span: Span, pairs: Sequence[tuple[Span, Span]]) -> Span | None:
    pair = next((pair for pair in pairs if _share(span, pair[0]) > 0.5), None)
    if pair is None:
        return None
    outer, place = pair
    if span[1] - span[0] < _MOST * (outer[1] - outer[0]):
        inner, inner_place = _inner(french, outer), _inner(english, place)
        if len(inner) == len(inner_place):
            places = (e for f, e in zip(inner, inner_place, strict=True) if _share(span, f) > _MOST)
            place = next(places, place)
    return _without_comma(english, place)


def _inner(sentence: str, outer: Span) -> list[Span]:
    """Quotations inside a quotation, by the inner marks of either language."""
    return [m.span(m.lastindex or 0) for m in _INNER.finditer(sentence, *outer)]


def _covers(sentence: str, span: Span) -> bool:
    return span[1] - span[0] >= 0.8 * len(sentence.strip())


def _share(one: Span, other: Span) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / max(1, min(one[1] - one[0], other[1] - other[0]))


def _without_comma(english: str, span: Span) -> Span:
    """English puts its comma inside the marks; it is not part of what was said."""
    start, end = span
    while end > start + 1 and english[end - 1] == ",":
        end -= 1
    return start, end


def _paired(french: str, english: str, fr: list[Span], en: list[Span]) -> list[tuple[Span, Span]]:
    """Quotations that are alike in length and place, in order, where the two sides differ in number."""
    few, many = (fr, en) if len(fr) < len(en) else (en, fr)
    texts = (french, english) if few is fr else (english, french)
    kept: list[tuple[Span, Span]] = []
    position = 0
    for span in few:
        options = many[position : len(many) - (len(few) - len(kept) - 1)]
        scored = [(_likeness(texts[0], span, texts[1], other), i) for i, other in enumerate(options)]
        best, index = max(scored, default=(0.0, -1))
        if index >= 0 and best > 0.5:
            kept.append((span, options[index]))
            position += index + 1
    return kept if few is fr else _with_interrupted(fr, [(b, a) for a, b in kept])


def _with_interrupted(fr: list[Span], pairs: list[tuple[Span, Span]]) -> list[tuple[Span, Span]]:
    """The other half of an utterance too that French cuts in two ("« … », dit-il, « … »") and English does not."""
    found = dict(pairs)
    for index, span in enumerate(fr):
        for neighbour in (fr[index - 1 : index] or [span])[0], (fr[index + 1 : index + 2] or [span])[0]:
            place = dict(pairs).get(neighbour)
            if span in found or place is None:
                continue
            alone, length = neighbour[1] - neighbour[0], place[1] - place[0]
            if abs(alone + span[1] - span[0] - length) < abs(alone - length):
                found[span] = place
    return sorted(found.items())


def _likeness(text: str, span: Span, other_text: str, other: Span) -> float:
    one, two = span[1] - span[0], other[1] - other[0]
    length = min(one, two) / max(one, two, 1)
    place = 1 - abs(span[0] / max(len(text), 1) - other[0] / max(len(other_text), 1))
    return 0.6 * length + 0.4 * place
