"""Where a French name, quotation, number or date stands in the English sentence.

What cannot be found is None: a highlight in the wrong place is worse than none.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from pipelines import paths
from pipelines.errors import DataFileError
from pipelines.translation.known_names import english_forms
from pipelines.translation.numerals import ENGLISH, FRENCH, calendar_words, numbers
from pipelines.translation.quotation_pairs import project_quotes
from pipelines.translation.wording import PARTICLES, fold_aligned, plain

Span = tuple[int, int]
QUOTE, DATE, NUMBER = "quote", "date", "number"
_SPELLING = 82.0  # rapidfuzz ratio, 0–100, of two folded words that may be one name in two transliterations
_GAP = 14  # characters between two parts of one English date ("Monday, the 3rd of November")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Source:
    """A span of the French sentence to be found in the English.

    Attributes:
        start, end: code points into the French sentence.
        kind: "quote", "date", "number", or a name's type (PER, ORG, LOC, MISC).
        candidates: English forms it may have, beside those of the lexicons.
    """

    start: int
    end: int
    kind: str
    candidates: tuple[str, ...] = ()


def project(
    french: str, english: str, spans: Sequence[Source], *, by_position: bool = False
) -> list[Span | None]:
    """One English span, or None, for each French span.

    Args:
        spans: offsets into `french`; names may repeat and are matched in order.
        by_position: as a last resort, take the words at the same place in the sentence.
    """
    found: list[Span | None] = [None] * len(spans)
    quotes = [i for i, s in enumerate(spans) if s.kind == QUOTE]
    quoted = [(spans[i].start, spans[i].end) for i in quotes]
    for index, span in zip(quotes, project_quotes(french, english, quoted), strict=True):
        found[index] = span
    dates = [i for i, s in enumerate(spans) if s.kind in {DATE, NUMBER}]
    for index, span in zip(dates, _dates(french, english, [spans[i] for i in dates]), strict=True):
        found[index] = span
    names = [i for i, s in enumerate(spans) if s.kind not in {QUOTE, DATE, NUMBER}]
    for index, span in zip(names, _names(french, english, [spans[i] for i in names]), strict=True):
        found[index] = span
    if by_position:
        return [f or _at_same_place(french, english, s) for f, s in zip(found, spans, strict=True)]
    return found


# --- names ---------------------------------------------------------------------------------------------------


def _names(french: str, english: str, spans: Sequence[Source]) -> list[Span | None]:
    """Full forms before parts, exact before respelt; two mentions of one name keep their order."""
    folded = fold_aligned(english)
    words = [(m.start(), m.end()) for m in _WORD.finditer(folded)]
    taken: list[Span] = []
    found: list[Span | None] = [None] * len(spans)
    for finder in (_exact, _part, _respelt):
        # Longer names first, so that "Fox News" is not found inside "Fox News Digital".
        order = sorted(range(len(spans)), key=lambda i: (-(spans[i].end - spans[i].start), spans[i].start))
        for index in order:
            if found[index] is None:
                surface = french[spans[index].start : spans[index].end]
                options = list(finder(surface, spans[index], english, folded, words))
                if finder is not _exact and " " in surface and spans[index].kind != "PER":
                    options = [_whole(english, option, taken) for option in options]
                found[index] = next((s for s in options if not _overlaps(s, taken)), None)
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


def _exact(surface: str, span: Source, english: str, folded: str, _: Sequence[Span]) -> Iterator[Span]:
    forms = dict.fromkeys((*span.candidates, *english_forms(surface), surface))
    for form in sorted(forms, key=len, reverse=True):
        wanted = fold_aligned(form)
        for match in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", folded) if wanted else ():
            # "US" is a name, "us" is not.
            if english[match.start()].isupper() or not form[:1].isupper():
                yield match.span()


def _part(surface: str, span: Source, english: str, folded: str, words: Sequence[Span]) -> Iterator[Span]:
    """The longest run of the name's own words: the surname alone, an organisation without its translated part."""
    tokens = {
        t for form in (surface, *span.candidates) for t in _WORD.findall(fold_aligned(form)) if len(t) > 2
    }
    yield from _runs(tokens - PARTICLES, english, folded, words, lambda word, wanted: word in wanted)


def _respelt(surface: str, span: Source, english: str, folded: str, words: Sequence[Span]) -> Iterator[Span]:
    tokens = {
        t for form in (surface, *span.candidates) for t in _WORD.findall(fold_aligned(form)) if len(t) > 3
    }
    yield from _runs(tokens - PARTICLES, english, folded, words, _alike)


def _alike(word: str, wanted: set[str]) -> bool:
    return len(word) > 3 and any(
        fuzz.ratio(word, token, score_cutoff=_SPELLING) or (word[:5] == token[:5] and len(word) > 4)
        for token in wanted
    )


def _runs(
    wanted: set[str], english: str, folded: str, words: Sequence[Span], same: Callable[[str, set[str]], bool]
) -> Iterator[Span]:
    """Stretches of capitalised English words that are the name's, longest first; small words may lie between."""
    runs: list[tuple[int, Span]] = []
    start = end = count = 0
    for word_start, word_end in words:
        word = folded[word_start:word_end].removesuffix("'s")
        capital = english[word_start].isupper() or english[word_start].isdigit()
        if capital and same(word, wanted):
            start = start if count else word_start
            end, count = word_start + len(word), count + 1
        elif count and word not in PARTICLES:
            runs.append((count, (start, end)))
            count = 0
    if count:
        runs.append((count, (start, end)))
    yield from (span for _, span in sorted(runs, key=lambda run: (-run[0], run[1])))


_BEFORE = re.compile(r"(?:[A-Z][\w'’-]*(?: (?:of|for|and|the|on|in))* )+$")
_AFTER = re.compile(r"(?: (?:(?:of|for|and|the|on|in|to) )*(?:the )?[A-Z][\w'’-]*)+")


def _whole(english: str, span: Span, taken: Sequence[Span]) -> Span:
    """A part of a translated name with the capitalised words around it: "Alliance" → "Alliance for Citizen Renewal"."""
    start, end = span
    before = _BEFORE.search(english[:start])
    after = _AFTER.match(english, end)
    wider = (before.start() if before else start, after.end() if after else end)
    # The capital a sentence begins with belongs to no name.
    if wider[0] == 0 and start > 0:
        wider = (start, wider[1])
    return span if _overlaps(wider, taken) else wider


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


# --- dates and numbers ---------------------------------------------------------------------------------------


@cache
def _expressions() -> dict[str, tuple[str, ...]]:
    """Folded French calendar expressions without a number → English forms.

    Raises:
        DataFileError: the lexicon is missing.
    """
    path = paths.DATA / "lexicon" / "date_expressions.csv"
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    except OSError as error:
        raise DataFileError(f"The lexicon {path} cannot be read: {error.strerror}.") from error
    return {fold_aligned(row["fr"]): tuple(row["en"].split(";")) for row in csv.DictReader(lines)}


def _dates(french: str, english: str, spans: Sequence[Source]) -> list[Span | None]:
    taken: list[Span] = []
    out: list[Span | None] = []
    for span in spans:
        surface = french[span.start : span.end]
        options = (*_expression_spans(surface, english), *_value_spans(surface, english))
        place = next((s for s in options if not _overlaps(s, taken)), None)
        if place:
            taken.append(place)
        out.append(place)
    return out


def _expression_spans(surface: str, english: str) -> Iterator[Span]:
    key = fold_aligned(plain(surface))
    for form in (
        _expressions().get(key) or _expressions().get(f"la {key}") or _expressions().get(f"l'{key}") or ()
    ):
        for match in re.finditer(rf"\b{re.escape(form)}\b", english, re.IGNORECASE):
            yield match.span()


def _value_spans(surface: str, english: str) -> Iterator[Span]:
    """Where the months, weekdays and numbers of a French date stand together in English, best first."""
    keys = {w.key for w in calendar_words(surface, FRENCH)}
    values = [
        n.values
        for n in numbers(surface, FRENCH)
        if n.firm or any(c.isdigit() for c in surface[n.start : n.end])
    ]
    words = [(w.start, w.end, 2) for w in calendar_words(english, ENGLISH) if w.key in keys]
    figures = [
        (n.start, n.end, 1) for n in numbers(english, ENGLISH) if any(n.values & wanted for wanted in values)
    ]
    marks = words + figures
    marks.sort()
    groups: list[list[tuple[int, int, int]]] = []
    for mark in marks:
        if groups and mark[0] - groups[-1][-1][1] <= _GAP:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    wanted_weight = 2 * len(keys) + len(values)
    scored = [(sum(m[2] for m in g), (g[0][0], g[-1][1])) for g in groups]
    # A weekday must be there when the French has one: a lone number that agrees is no date.
    yield from (
        span
        for weight, span in sorted(scored, key=lambda s: (-s[0], s[1]))
        if weight >= max(1, (wanted_weight + 1) // 2)
    )


# --- last resort ---------------------------------------------------------------------------------------------


def _at_same_place(french: str, english: str, span: Source) -> Span | None:
    """The English words that stand where the French ones do, in proportion; None for an empty sentence."""
    words = [m.span() for m in _WORD.finditer(english)]
    if not words or not french:
        return None
    scale = len(english) / len(french)
    start, end = span.start * scale, span.end * scale
    first = min(range(len(words)), key=lambda i: abs(words[i][0] - start))
    last = min(range(first, len(words)), key=lambda i: abs(words[i][1] - end))
    return words[first][0], words[last][1]
