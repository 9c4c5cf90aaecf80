"""Words that nothing introduces: they describe a subject, are its predicate, or stand alone."""

from __future__ import annotations

from pipelines.language.phrases import begins_phrase, phrase_end, words
from pipelines.language.quotes.incises import Incises
from pipelines.language.reporting import Cue, Entry
from pipelines.language.surface import CLITICS, OPENING, SUBJECT_PRONOUNS

_ANY_VERB = Entry("", frozenset({"direct"}), "")


class Standing(Incises):
    """Decides on words without a reporting verb of their own."""

    def as_attribute(self, number: int) -> bool:
        """Words that open the sentence and describe its subject: "« Déçu », le sélectionneur a reconnu…"."""
        surface, low = self.surface, self.surface.low
        last = number
        while (
            last + 1 < len(self.marks)
            and surface.text[self.marks[last].outer_end : self.marks[last + 1].outer_start].strip()
            in ("et", "mais", ",", "ou")
            and last < number + 4
        ):
            last += 1
        mark = self.marks[number]
        i = surface.token_at(self.marks[last].outer_end)
        if not self.opens_clause(number) or i + 2 >= len(surface) or low[i] != "," or mark.kind == "dash":
            return False
        first, stop = surface.tokens_of(mark.start, mark.end)
        if any(surface.finite[first:stop]) or not begins_phrase(surface, i + 1):
            return False
        end = phrase_end(surface, i + 1)
        speaks = any(
            surface.is_mention(j, "PER", "ORG") or words().is_person(low[j]) for j in range(i + 1, end)
        )
        if not speaks or end >= len(surface) or not (surface.finite[end] or low[end] == ","):
            return False
        start = i + 1
        self._take_direct(
            number, None, lambda: self.clauses.speakers.of_phrase(start, end), "describes the subject"
        )
        return True

    def as_predicate(self, number: int) -> bool:
        """Marked words that are the predicate of their speaker: "contacté, il « ne commente pas »"."""
        surface, low = self.surface, self.surface.low
        mark = self.marks[number]
        i = self._before(number)
        first, stop = surface.tokens_of(mark.start, mark.end)
        if i < 0 or first >= stop or surface.pos[i] == "ADP" or low[i] in ("qui", "que", ":", "et"):
            return False
        if low[i] in OPENING:
            return False
        verb = first
        while verb < stop and low[verb] in CLITICS:
            verb += 1
        if (
            verb >= stop
            or not surface.finite[verb]
            or surface.first[i] > i
            or surface.first[first] != surface.first[i]
        ):
            return False
        floor = next((j for j in range(i, surface.first[i], -1) if low[j] == ";"), surface.first[i])
        if any(surface.finite[j] for j in range(floor, i + 1)) and low[i] not in SUBJECT_PRONOUNS:
            return False
        if stop - first < 2:
            return False
        cue = Cue(_ANY_VERB, first, first, first + 1, verb, "finite")
        self._take_direct(number, None, lambda: self.clauses.speakers.before(cue), "predicate of its speaker")
        return True

    def on_its_own(self, number: int) -> bool:
        """A whole sentence between marks: the speaker is the one before."""
        mark = self.marks[number]
        if not self.opens_clause(number) or not self.is_utterance(mark) or not mark.opened:
            return False
        after = self.surface.text[mark.outer_end : mark.outer_end + 3].replace("\u00a0", " ")
        said = self.surface.text[mark.start : mark.end].rstrip("\u00a0\u202f ”’›»")
        ended = said.endswith((".", "!", "?", "…"))
        stripped = after.lstrip(" ")
        if stripped[:1] == ":":
            return self._of_the_presented(number)
        if not (
            not stripped
            or stripped[0] in "\n.!?…"
            or ((ended and stripped[0] not in ",:;") and not stripped[0].islower())
        ):
            return False
        if self._heads_page(number):
            return False
        self._take_direct(number, None, None, "stands alone")
        return True

    def _of_the_presented(self, number: int) -> bool:
        """ "« … » : Antoine Rebuffet, 33 ans, est l'un des survivants": whom the sentence after a colon is about."""
        surface = self.surface
        i = surface.token_at(self.marks[number].outer_end) + 1
        if i >= len(surface) or surface.low[i - 1] != ":" or not surface.is_mention(i, "PER"):
            return False
        end = surface.mention_end(i)
        self._take_direct(
            number, None, lambda: self.clauses.speakers.of_phrase(i, end), "presented after a colon"
        )
        return True

    def _heads_page(self, number: int) -> bool:
        """A headline between marks above the text: nothing was said before it and no sentence ends in it."""
        mark = self.marks[number]
        rest = self.surface.text[mark.outer_end : mark.outer_end + 3]
        return mark.outer_start == 0 and not self.found and (not rest or rest.startswith("\n\n"))
