"""Where a French name, quotation, number or date stands in the English sentence.

What cannot be found is None: a highlight in the wrong place is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipelines.translation.projection.dates import project_dates
from pipelines.translation.projection.names import project_names
from pipelines.translation.projection.quotations import project_quotes
from pipelines.translation.projection.source import DATE, NUMBER, QUOTE, Source, Span

__all__ = ["DATE", "NUMBER", "QUOTE", "Source", "Span", "project"]

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def project(
    french: str, english: str, spans: Sequence[Source], *, by_position: bool = False
) -> list[Span | None]:
    """One English span, or None, for each French span.

    Args:
        spans: offsets into `french`; names may repeat and are matched in order.
        by_position: as a last resort, take the words at the same place in the sentence.
    """
    found: list[Span | None] = [None] * len(spans)
    for finder, kinds in _FINDERS:
        wanted = [i for i, s in enumerate(spans) if _family(s.kind) in kinds]
        if wanted:
            places = finder(french, english, [spans[i] for i in wanted])
            for index, span in zip(wanted, places, strict=True):
                found[index] = span if span and span[0] < span[1] else None
    if by_position:
        return [f or _at_same_place(french, english, s) for f, s in zip(found, spans, strict=True)]
    return found


_Finder = Callable[[str, str, Sequence[Source]], list[Span | None]]
_FINDERS: tuple[tuple[_Finder, set[str]], ...] = (
    (project_quotes, {QUOTE}),
    (project_dates, {DATE, NUMBER}),
    (project_names, {"name"}),
)


def _family(kind: str) -> str:
    return kind if kind in {QUOTE, DATE, NUMBER} else "name"


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
