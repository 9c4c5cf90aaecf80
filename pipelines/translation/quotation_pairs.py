"""Quotations of a French sentence and of its English, paired by their marks."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int]

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


def project_quotes(french: str, english: str, spans: Sequence[Span]) -> list[Span | None]:
    """The English stretch for each French quoted span, None where the marks do not tell."""
    if not spans:
        return []
    fr, en = stretches(french), stretches(english)
    if not fr and not en:
        # A sentence inside a longer quotation carries no mark: all of it is quoted, or none.
        whole = _trim(english, (0, len(english)))
        return [whole if _covers(french, s) else None for s in spans]
    if len(fr) != len(en):
        fr, en = _paired(french, english, fr, en)
    out: list[Span | None] = []
    for span in spans:
        place = next((i for i, s in enumerate(fr) if _share(span, s) > 0.5), None)
        out.append(None if place is None else _without_comma(english, en[place]))
    return out


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


def _paired(french: str, english: str, fr: list[Span], en: list[Span]) -> tuple[list[Span], list[Span]]:
    """Quotations that are alike in length and in numbers and names, in order, where the two sides differ in number."""
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
    return (
        ([a for a, _ in kept], [b for _, b in kept])
        if few is fr
        else ([b for _, b in kept], [a for a, _ in kept])
    )


def _likeness(text: str, span: Span, other_text: str, other: Span) -> float:
    one, two = span[1] - span[0], other[1] - other[0]
    length = min(one, two) / max(one, two, 1)
    place = 1 - abs(span[0] / max(len(text), 1) - other[0] / max(len(other_text), 1))
    return 0.6 * length + 0.4 * place
