"""Marked words under decision: what every rule about them shares."""

from __future__ import annotations

from bisect import bisect_left

from pipelines.language.quotes.clauses import Find, Found
from pipelines.language.quotes.quotation_marks import MarkedSpan
from pipelines.language.quotes.reports import Reports
from pipelines.language.records import Span
from pipelines.language.reporting import Cue
from pipelines.language.surface import Surface


class Marked:
    """The marked spans of one text and the quotes decided so far.

    Attributes:
        taken: indices of marked spans already used by a quote or a reported clause.
        found: the quotes decided so far.
    """

    def __init__(self, clauses: Reports, nested: list[MarkedSpan]) -> None:
        self.clauses = clauses
        self.surface: Surface = clauses.surface
        self.marks = clauses.marks
        self.nested = nested
        self.taken: set[int] = set()
        self.found: list[Found] = []
        self.opening = self._openings()
        self.cues_inside: dict[int, list[Cue]] = {}
        for cue in clauses.cues:
            number = clauses.inside[cue.left]
            if number >= 0:
                self.cues_inside.setdefault(number, []).append(cue)

    def _mark_before(self, i: int) -> int:
        """The outermost marked span that ends right before token i, punctuation aside; -1 if none."""
        surface = self.surface
        j = i - 1
        skipped = 0
        while (
            j >= 0
            and skipped < 3
            and (surface.low[j] in (",", ".", "…", "!", "?", "–", "—", "-") or surface.low[j].isspace())
        ):
            if self.clauses.inside[j] >= 0:
                break
            if "\n\n" in surface.low[j]:
                return -1
            j -= 1
            skipped += 1
        number = self.clauses.inside[j] if j >= 0 else -1
        if number < 0 or self.marks[number].kind == "dash":
            return -1
        return number if surface.end[j] >= self.marks[number].outer_end - 1 else -1

    def opens_clause(self, number: int) -> bool:
        """Whether nothing but a stop, a colon, a dash or marked words of the same kind stand before the mark."""
        return self.opening[number]

    def _openings(self) -> list[bool]:
        text = self.surface.text
        opening: list[bool] = []
        for number, mark in enumerate(self.marks):
            k = mark.outer_start - 1
            while k >= 0 and text[k] in " \u00a0\u202f*_":
                k -= 1
            free = k < 0 or text[k] in "\n.:!?…;—–-/)"
            if not free and number and opening[number - 1]:
                before = self.marks[number - 1]
                between = text[before.outer_end : mark.outer_start].strip()
                # "« A », « B », a dit X" and "« A » et « B », a dit X"
                free = between in (",", "et", "", "mais", "puis") and (
                    between != "" or text[before.end - 1] in ".!?…"
                )
            opening.append(free)
        return opening

    def _take_direct(self, number: int, cue: Cue | None, find: Find | None, how: str) -> Found:
        mark = self.marks[number]
        verb = cue.entry.verb if cue else ""
        found = Found(
            self.parts_of(number),
            "direct",
            find,
            self.surface.span(cue.first, cue.stop) if cue else None,
            cue.entry.stance if cue else "",
            f"{how} “{verb}”" if verb else how,
            mark.outer_start,
            inherits=find is None,
            marks=[number],
        )
        self.taken.add(number)
        self.found.append(found)
        return found

    def parts_of(self, number: int) -> list[Span]:
        """The words of a marked span, as the parts of a quote."""
        mark = self.marks[number]
        return [(mark.start, mark.end)]

    def _in_nested(self, cue: Cue) -> bool:
        offset = self.surface.start[cue.left]
        return any(
            inner.outer_end <= offset <= inner.outer_end + 3 or inner.outer_start <= offset < inner.outer_end
            for inner in self._nested_near(offset)
        )

    def _nested_near(self, offset: int) -> list[MarkedSpan]:
        k = bisect_left(self.nested, offset, key=lambda span: span.outer_start)
        return self.nested[max(k - 3, 0) : k + 1]

    def _before(self, number: int) -> int:
        """The token right before the opening mark, -1 if none."""
        i = self.surface.token_at(self.marks[number].outer_start) - 1
        while i >= 0 and self.surface.low[i].isspace() and "\n\n" not in self.surface.low[i]:
            i -= 1
        return i

    def is_utterance(self, mark: MarkedSpan) -> bool:
        """Whether the words can be said on their own: a verb of their own, or a sentence's end."""
        surface = self.surface
        content = surface.text[mark.start : mark.end]
        if content[-1] in ".!?…":
            return True
        first, stop = surface.tokens_of(mark.start, mark.end)
        has_verb = any(surface.finite[j] for j in range(first, stop))
        return (has_verb and stop - first >= 3) or stop - first >= 6
