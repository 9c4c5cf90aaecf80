"""Where the clause or the words begin and end that "selon X" attributes."""

from __future__ import annotations

from pipelines.language.phrases import WHEN, words
from pipelines.language.quotes.clauses import Found
from pipelines.language.quotes.quotation_marks import MarkedSpan
from pipelines.language.quotes.reports import Reports
from pipelines.language.records import Span

_HEARSAY = frozenset({"aurait", "auraient", "serait", "seraient"})


class SourceClauses(Reports):
    """Cuts what a preposition attributes."""

    def _hearsay_start(self, start: int, first: int) -> int:
        """Where only the last member of a sentence is hearsay, its start: "négocie avec X, qui aurait promis …, selon Y"."""
        surface, low = self.surface, self.surface.low
        for j in range(first - 2, start, -1):
            if low[j] == "," and self.inside[j] < 0:
                hearsay = {k for k in range(start, first) if low[k] in _HEARSAY}
                opens = low[j + 1] in ("qui", "dont", "un", "une", "des") or surface.pos[j + 1] == "NOUN"
                if opens and any(surface.finite[start:j]) and hearsay and min(hearsay) > j:
                    return j + 1
        return start

    def _closing_fragment(self, start: int, first: int) -> MarkedSpan | None:
        """The marked words right before the attribution, when they are what is said: "…, un « geste d'apaisement », selon X"."""
        surface, low = self.surface, self.surface.low
        i = first - 1 - (low[first - 1] == ",")
        if not self.closes_mark(i):
            return None
        number = self.inside[i]
        mark = self.marks[number]
        opening, stop = surface.tokens_of(mark.outer_start, mark.outer_end)
        if opening <= start or any(surface.finite[opening:stop]):
            return None
        if not any(surface.finite[start:opening]):
            # "L'accord, « historique » selon X, entrera en vigueur"
            return mark if low[opening - 1] == "," and low[first - 1] != "," else None
        if stop - opening < 6 and not (low[opening - 1] in ("un", "une", "des") and low[opening - 2] == ","):
            return None
        return None if surface.finite[opening - 1] or self.is_name(number) else mark

    def _as_found(self, parts: list[Span], first: int, phrase: int, stop: int) -> Found | None:
        surface = self.surface
        if not parts:
            return None
        marks = [number for part in parts for number in self.marks_within(*part)]
        kind, method = "mixed" if any(not self.is_name(number) for number in marks) else "indirect", "clause"
        if len(marks) == 1:
            whole = self.marks[marks[0]]
            if self._is_bare(parts, whole):
                kind, method, parts = "direct", "words", [(whole.start, whole.end)]
        name = surface.text[surface.start[first] : surface.start[phrase]].strip().lower()
        return Found(
            parts, kind, lambda: self.speakers.of_phrase(phrase, stop), (surface.start[first], surface.end[phrase - 1]),
            "neutral", f"{method} attributed by “{name}”", surface.start[first], marks=marks,
        )  # fmt: skip

    def _is_bare(self, parts: list[Span], mark: MarkedSpan) -> bool:
        """Whether the clause is nothing but the marked words, an article or a time behind them aside."""
        if len(parts) != 1:
            return False
        outside = sum(end - start for start, end in parts) - (mark.outer_end - mark.outer_start)
        if outside <= 4:
            return True
        surface = self.surface
        rest = range(*surface.tokens_of(mark.outer_end, parts[0][1]))
        return mark.outer_start <= parts[0][0] + 4 and all(
            surface.low[j] in WHEN or surface.low[j] in ("le", "la", "ce", "cette", "de") for j in rest
        )

    def _has_comma(self, stop: int, last: int) -> bool:
        return stop < last and self.surface.low[stop] == ","

    def _past_apposition(self, phrase: int, stop: int, last: int) -> int:
        """Where the attributed clause begins after "selon X, basé à Oslo,"; -1 when there is no comma."""
        surface, low = self.surface, self.surface.low
        i = stop
        if i < last and low[i] in ("que", "qu'", "qui", "dont", "où"):
            # "d'après une note que « Le Monde » a pu consulter,"
            verb = next((j for j in range(i, last) if surface.finite[j]), last)
            i = next((j for j in range(verb, last) if low[j] == "," and self.inside[j] < 0), last)
        while i < last and low[i] != "," and not (self.inside[i] >= 0):
            if surface.finite[i] and surface.pos[i - 1] == "PRON":
                return -1
            i += 1
        if i >= last:
            return -1
        if self.inside[i] >= 0 and low[i] != ",":
            return i
        start = i + 1
        for _ in range(2):
            if start >= last or self.inside[start] >= 0:
                break
            is_apposition = (
                low[start]
                in (
                    "qui",
                    "dont",
                    "cité",
                    "citée",
                    "cités",
                    "basé",
                    "basée",
                    "publié",
                    "publiée",
                    "joint",
                    "interrogé",
                )
                or (
                    surface.pos[start] in ("VERB", "ADJ")
                    and not surface.finite[start]
                    and not surface.infinitive[start]
                )
                or (
                    surface.is_mention(start, "PER") and low[min(surface.mention_end(start), last - 1)] == ","
                )
                or (low[start] in words().people)
            )
            following = next((j for j in range(start, last) if low[j] == "," and self.inside[j] < 0), -1)
            if not is_apposition or following < 0:
                break
            start = following + 1
        return start if start < last else -1

    def _clause_start(self, first: int) -> int:
        """First token of the clause that "…, selon X" closes."""
        low, floor = self.surface.low, self.surface.first[first]
        j = first - 1
        while j > floor and not (low[j - 1] in (";", ":") and self.inside[j - 1] < 0):
            j -= 1
        return j

    def _goes_on(self, following: int, start: int, first: int) -> bool:
        """Whether the clause before an attribution in commas continues after it."""
        surface = self.surface
        if not any(surface.finite[j] for j in range(start, first)):
            return True
        head = surface.head[following]
        return any(start <= h < first for h in (head, surface.head[head])) and surface.low[following] not in (
            "qui",
            "dont",
        )
