"""Which marked words are somebody's words: quote, scare quote or title, decided mark by mark."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import partial

from pipelines.language.quotes.clauses import Find, Found
from pipelines.language.quotes.introduced import Introduced
from pipelines.language.quotes.quotation_marks import MarkedSpan
from pipelines.language.reporting import Cue
from pipelines.language.surface import CLITICS

_TOLD = frozenset({"me", "m'", "nous"})


class Utterances(Introduced):
    """Decides on every marked span of one text."""

    def dialogue(self) -> None:
        """Turns that open with a dash: taken when two follow each other or one names its speaker."""
        turns = [number for number, mark in enumerate(self.marks) if mark.kind == "dash"]
        for position, number in enumerate(turns):
            if number in self.taken:
                continue
            neighbours = [turns[k] for k in (position - 1, position + 1) if 0 <= k < len(turns)]
            mark = self.marks[number]
            exclaimed = self.surface.text[mark.end - 1] in "!?"
            lone = exclaimed and self.surface.text[max(mark.outer_start - 1, 0)] == " "
            if lone or any(abs(other - number) == 1 and self._adjoin(number, other) for other in neighbours):
                self._take_direct(number, None, None, "dialogue")

    def _adjoin(self, one: int, other: int) -> bool:
        a, b = sorted((self.marks[one], self.marks[other]), key=lambda mark: mark.start)
        return not self.surface.text[a.outer_end : b.outer_start].strip(" \n—–-")

    def inner(self) -> list[Found]:
        """Quotes told inside a quote: "Ils me demandent : “Qui va payer ?”", "“Débrouillez-vous”, nous a lancé X"."""
        surface, clauses = self.surface, self.clauses
        found: list[Found] = []
        used = {number for each in self.found for number in each.marks if each.kind in ("direct", "mixed")}
        for mark in self.nested:
            outer = bisect_left(clauses.mark_starts, mark.outer_start) - 1
            if outer not in used:
                continue
            cue, find, how = self._inner_cue(mark)
            if find is not None:
                found.append(Found(
                    [(mark.start, mark.end)], "direct", find, surface.span(cue.first, cue.stop) if cue else None,
                    cue.entry.stance if cue else "", how, mark.outer_start,
                ))  # fmt: skip
        return [*found, *self._told_inside(used)]

    def _told_inside(self, used: set[int]) -> list[Found]:
        """What somebody else told the speaker: "« Il m'a dit de prendre le chien »"."""
        surface, clauses = self.surface, self.clauses
        found: list[Found] = []
        for number, cues in self.cues_inside.items():
            if number not in used:
                continue
            for cue in cues:
                if (
                    not _TOLD & set(surface.low[cue.left : cue.verb])
                    or cue.pronoun >= 0
                    or self._in_nested(cue)
                ):
                    continue
                found.extend(each for each in clauses.told(cue) if each.parts)
        return found

    def _inner_cue(self, mark: MarkedSpan) -> tuple[Cue | None, Find | None, str]:
        surface, clauses = self.surface, self.clauses
        i = surface.token_at(mark.outer_end)
        if i < len(surface) and surface.low[i] == ",":
            i += 1
        cue = clauses.by_left.get(i)
        if cue is not None and cue.mood == "finite":
            chosen = cue
            return cue, (lambda: clauses.speakers.after(chosen)), f"inside a quote before “{cue.entry.verb}”"
        i = surface.token_at(mark.outer_start) - 1
        colon = i > 0 and surface.low[i] == ":"
        k = bisect_left(clauses.cue_lefts, i + 1)
        for cue in reversed(clauses.cues[max(k - 2, 0) : k]):
            if clauses.inside[cue.left] == clauses.inside[max(i, 0)] and (
                (colon and i - cue.stop < 10) or cue.stop == i + 1
            ):
                subject = self._verb_over(cue) if cue.mood == "gerund" else cue
                return (
                    cue,
                    partial(clauses.speakers.before, subject),
                    f"inside a quote after “{cue.entry.verb}”",
                )
        return None, None, ""

    def _verb_over(self, gerund: Cue) -> Cue:
        """The verb that a gerund inside a quote goes with: "« Mon frère a téléphoné en pleurant : “…” »"."""
        surface, inside = self.surface, self.clauses.inside
        for i in range(gerund.left - 1, surface.first[gerund.left], -1):
            if surface.finite[i] and inside[i] == inside[gerund.left]:
                left = i
                while left > surface.first[i] and surface.low[left - 1] in CLITICS:
                    left -= 1
                return replace(gerund, left=left, first=i, stop=i + 1, verb=i, mood="finite")
        return gerund
