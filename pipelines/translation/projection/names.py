"""Names: by their English forms, by translation word by word, by their parts, by spelling, by whom a capital stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pipelines.translation.known_names import english_forms, english_of_words, people_words, seats_of_power
from pipelines.translation.projection.source import Source, Span, overlaps
from pipelines.translation.spelling import alike
from pipelines.translation.wording import PARTICLES, fold, fold_aligned

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_FRENCH_WORD = re.compile(r"[^\W_]+")
_ENOUGH = 0.6  # share of a name's words that must be found for a part of it to be the whole


class _English(NamedTuple):
    """An English sentence, ready to be looked through."""

    text: str
    folded: str
    words: list[Span]


def project_names(french: str, english: str, spans: Sequence[Source]) -> list[Span | None]:
    """Full forms before parts, exact before respelt; two mentions of one name keep their order."""
    folded = fold_aligned(english)
    there = _English(english, folded, [m.span() for m in _WORD.finditer(folded)])
    taken: list[Span] = []
    found: list[Span | None] = [None] * len(spans)
    # Longer names first, so that "Fox News" is not found inside "Fox News Digital".
    order = sorted(range(len(spans)), key=lambda i: (spans[i].start - spans[i].end, spans[i].start))
    for finder in (_exact, _translated, _part, _respelt, _government):
        for index in order:
            if found[index] is None:
                options = finder(french[spans[index].start : spans[index].end], spans[index], there, taken)
                found[index] = next((s for s in options if not overlaps(s, taken)), None)
                if span := found[index]:
                    taken.append(span)
    return _in_order(french, spans, found)


def _in_order(french: str, spans: Sequence[Source], found: list[Span | None]) -> list[Span | None]:
    groups: dict[str, list[int]] = {}
    for index, span in enumerate(spans):
        if found[index]:
            groups.setdefault(fold_aligned(french[span.start : span.end]), []).append(index)
    for indices in groups.values():
        places = sorted(place for i in indices if (place := found[i]))
        for index, place in zip(sorted(indices, key=lambda i: spans[i].start), places, strict=True):
            found[index] = place
    return found


def _exact(surface: str, span: Source, there: _English, _: list[Span]) -> Iterator[Span]:
    forms = dict.fromkeys((*span.candidates, *english_forms(surface), surface))
    # The name before the adjective ("Turkey", "Turkish"), the longer before the shorter.
    yield from _forms(sorted(forms, key=lambda f: (f in people_words(), -len(f))), there)


def _forms(forms: Sequence[str], there: _English) -> Iterator[Span]:
    for form in forms:
        wanted = fold_aligned(form)
        for match in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", there.folded) if wanted else ():
            # "US" is a name, "us" is not.
            if there.text[match.start()].isupper() or not form[:1].isupper():
                yield match.span()


def _government(surface: str, _: Source, there: _English, __: list[Span]) -> Iterator[Span]:
    """The state whose capital the French names in its stead ("Moscou affirme", "Russia says")."""
    yield from _forms(seats_of_power().get(fold(surface), ()), there)


def _translated(surface: str, span: Source, there: _English, _: list[Span]) -> Iterator[Span]:
    """The shortest stretch of English that holds most of a name's words, each in its English."""
    tokens = [
        t for t in dict.fromkeys(_FRENCH_WORD.findall(fold(surface))) if len(t) > 2 and t not in PARTICLES
    ]
    if span.kind == "PER" or len(tokens) < 2:
        return
    english = [_english_of(token) for token in tokens]
    marks = [
        (
            place,
            {i for i, forms in enumerate(english) if _answers(there.folded[slice(*place)], tokens[i], forms)},
        )
        for place in there.words
    ]
    runs: list[tuple[int, int, Span]] = []
    for first, (place, met) in enumerate(marks):
        if not met:
            continue
        seen, strangers, end = set(met), 0, place[1]
        for later, more in marks[first + 1 :]:
            word = there.folded[slice(*later)]
            if more - seen:
                seen, end = seen | more, later[1]
            elif word not in _LINKS:
                strangers += 1
            if strangers > 1:
                break
        if len(seen) > 1 and len(seen) >= _ENOUGH * len(tokens):
            runs.append((-len(seen), end - place[0], (place[0], _without_possessive(there.folded, end))))
    yield from (run for _, _, run in sorted(runs))


_LINKS = PARTICLES | {"for", "and", "s", "in", "on"}


def _english_of(token: str) -> frozenset[str]:
    known = {fold(form) for form in english_forms(token)}
    return (
        english_of_words().get(token, frozenset())
        | english_of_words().get(token.removesuffix("s"), frozenset())
        | known
    )


def _answers(word: str, token: str, forms: frozenset[str]) -> bool:
    bare = word.removesuffix("'s")
    return bare in forms or (len(bare) > 3 and alike(bare, token))


def _without_possessive(folded: str, end: int) -> int:
    return end - 2 if folded[end - 2 : end] == "'s" else end


def _part(surface: str, span: Source, there: _English, taken: list[Span]) -> Iterator[Span]:
    """The longest run of the name's own words: the surname alone, an organisation without its translated part."""
    yield from _runs(surface, span, there, taken, 3, lambda word, wanted: word in wanted)


def _respelt(surface: str, span: Source, there: _English, taken: list[Span]) -> Iterator[Span]:
    """As `_part`, in another spelling."""
    yield from _runs(
        surface,
        span,
        there,
        taken,
        4,
        lambda word, wanted: len(word) > 3 and any(alike(word, w) for w in wanted),
    )


def _runs(
    surface: str,
    span: Source,
    there: _English,
    taken: list[Span],
    shortest: int,
    same: Callable[[str, set[str]], bool],
) -> Iterator[Span]:
    """Stretches of capitalised English words that are the name's, longest first; small words may lie between."""
    names = (surface, *span.candidates)
    wanted = {
        t for name in names for t in _WORD.findall(fold_aligned(name)) if len(t) >= shortest
    } - PARTICLES
    runs: list[tuple[int, Span]] = []
    start = end = count = 0
    for word_start, word_end in there.words:
        word = there.folded[word_start:word_end].removesuffix("'s")
        capital = there.text[word_start].isupper() or there.text[word_start].isdigit()
        if capital and same(word, wanted):
            start = start if count else word_start
            end, count = word_start + len(word), count + 1
        elif count and word not in PARTICLES:
            runs.append((count, (start, end)))
            count = 0
    if count:
        runs.append((count, (start, end)))
    words = sum(t not in PARTICLES for t in _FRENCH_WORD.findall(fold(surface)))
    for matched, run in sorted(runs, key=lambda r: (-r[0], r[1])):
        if span.kind == "PER" or words < 2:
            yield run
            continue
        wider = _whole(there.text, run, taken)
        # A city is not its court of appeal.
        if wider != run or matched >= _ENOUGH * words:
            yield wider


_BEFORE = re.compile(r"(?:[A-Z][\w'’-]{0,40}(?: (?:of|for|and|the|on|in)){0,6} ){1,20}$")
_AFTER = re.compile(r"(?: (?:(?:of|for|and|the|on|in|to) )*(?:the )?[A-Z][\w'’-]*)+")


def _whole(english: str, span: Span, taken: list[Span]) -> Span:
    """A part of a translated name with the capitalised words around it: "Alliance" → "Alliance for Citizen Renewal"."""
    start, end = span
    before = _BEFORE.search(english[:start])
    after = _AFTER.match(english, end)
    wider = (before.start() if before else start, after.end() if after else end)
    # The capital a sentence begins with belongs to no name.
    if wider[0] == 0 and start > 0:
        wider = (start, wider[1])
    return span if overlaps(wider, taken) else wider
