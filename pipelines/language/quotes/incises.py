"""Words before or around an incise: "« … », a dit X", "…, a indiqué X", "«…, répond X. …»"."""

from __future__ import annotations

from pipelines.language.phrases import phrase_end, words
from pipelines.language.quotes.clauses import Find, Found
from pipelines.language.quotes.inversion import subject_after
from pipelines.language.quotes.marked import Marked
from pipelines.language.quotes.quotation_marks import MarkedSpan
from pipelines.language.records import Span
from pipelines.language.reporting import Cue, Entry
from pipelines.language.surface import AVOIR, CLITICS, SUBJECT_PRONOUNS

_ANY_VERB = Entry("", frozenset({"direct"}), "")


class Incises(Marked):
    """Decides on words whose attribution follows or cuts them."""

    def after_words(self) -> None:
        """Quotes and clauses closed by an incise: "« … », a dit X", "…, a indiqué X"."""
        for cue in self.clauses.cues:
            number = self.clauses.inside[cue.left]
            if number >= 0 and not self._is_outside(cue, number):
                continue
            find = self.clauses.incise(cue)
            if find is None or not (cue.takes("direct") or cue.takes("incise")):
                continue
            before = self._mark_before(cue.left)
            if before >= 0 and before not in self.taken and self.opens_clause(before):
                self._take_direct(before, cue, find, "before an incise")
                self._take_row(before, cue, find)
            elif ((before < 0 or not self.opens_clause(before)) and self._is_clause_cue(cue)) or (
                before >= 0 and before not in self.taken and self._is_heading(before, cue)
            ):
                self._take_clause(cue, find)
        for number in range(len(self.marks)):
            if number not in self.taken:
                self._after_any_verb(number)

    def _take_row(self, number: int, cue: Cue, find: Find) -> None:
        """Marked words in a row before the ones an incise closes: "« A », « B », scande la foule"."""
        text = self.surface.text
        while number and number - 1 not in self.taken and self.opens_clause(number - 1):
            between = text[self.marks[number - 1].outer_end : self.marks[number].outer_start].strip()
            if between not in (",", "et", "mais", "puis"):
                return
            number -= 1
            self._take_direct(number, cue, find, "in a row before an incise")

    def _is_heading(self, number: int, cue: Cue) -> bool:
        """Whether no verb stands before the marks that an incise closes: "Un avertissement face aux « … », précise X"."""
        surface = self.surface
        i = surface.token_at(self.marks[number].outer_start)
        if cue.pronoun < 0:
            subject = subject_after(surface, cue.stop)
            if subject is None or not self.clauses.can_speak(subject):
                return False
        return not any(surface.finite[surface.first[i] : i])

    def _is_clause_cue(self, cue: Cue) -> bool:
        """Whether the verb can close an unmarked clause, and no subject of its own stands before it."""
        if not cue.takes("incise"):
            return False
        if cue.pronoun >= 0:
            return True
        subject = subject_after(self.surface, cue.stop)
        return subject is not None and self.clauses.is_cut_clause(cue, subject)

    def _is_outside(self, cue: Cue, number: int) -> bool:
        return self.surface.start[cue.left] >= self.marks[number].outer_end

    def _take_clause(self, cue: Cue, find: Find) -> None:
        """The unmarked clause, or the clause with marks in it, that an incise closes."""
        surface, clauses = self.surface, self.clauses
        floor = surface.first[cue.left - 1]
        before = cue.left - 1
        if surface.low[before] == "." or "\n\n" in surface.low[before]:
            return
        start = floor
        for j in range(before, floor, -1):
            if surface.low[j - 1] == ";" and clauses.inside[j - 1] < 0:
                start = j
                break
        rest = self._rest_after(cue, start)
        if rest is not None:  # only the last of coordinated clauses is cut by the incise
            start = (
                next(
                    (
                        j + 1
                        for j in range(before - 1, start, -1)
                        if surface.low[j] == "," and surface.low[j + 1] in ("mais", "et", "or", "car")
                    ),
                    start - 1,
                )
                + 1
            )
        parts = [surface.trim(surface.start[start], surface.end[before])]
        if not any(surface.finite[start:before]):
            parts, rest = self._around_incise(cue, parts, rest)
        if rest is not None:
            parts.append(rest)
        spans = [part for part in parts if part]
        if not spans:
            return
        marks = [number for part in spans for number in clauses.marks_within(*part)]
        if any(number in self.taken for number in marks):
            return
        self.taken.update(marks)
        quoted = any(not clauses.is_name(number) for number in marks)
        self.found.append(Found(
            spans, "mixed" if quoted else "indirect", find, surface.span(cue.first, cue.stop), cue.entry.stance,
            f"clause before “{cue.entry.verb}”", surface.start[cue.first], marks=marks,
        ))  # fmt: skip

    def _around_incise(
        self, cue: Cue, parts: list[Span | None], rest: Span | None
    ) -> tuple[list[Span | None], Span | None]:
        """What an incise leaves of words without a verb: the clause behind a colon, or marked words that go on."""
        surface, inside = self.surface, self.clauses.inside
        last = surface.last[cue.left]
        j = self.clauses.incise_stop(cue)
        while (
            j < last - 1 and inside[j] < 0 and not surface.finite[j] and surface.low[j] not in (":", ".", ";")
        ):
            j += 1
        if surface.low[j] == ":" and j + 1 < last and inside[j + 1] < 0:
            # "Faux, rétorque X : une hausse a été proposée."
            return [surface.trim(surface.end[j], surface.end[last - 1])], None
        if inside[j] >= 0 and surface.low[j - 1] == ",":
            # "Ces mots, « … », écrit X, « ne sauraient … »"
            mark = self.marks[inside[j]]
            return parts, (mark.outer_start, mark.outer_end)
        return parts, rest

    def _rest_after(self, cue: Cue, start: int) -> Span | None:
        """What goes on after the incise: "tout désigne, estime X, la faction Y"."""
        surface, clauses = self.surface, self.clauses
        stop = cue.stop
        if cue.pronoun < 0:
            subject = subject_after(surface, cue.stop)
            if subject is None:
                return None
            stop = subject[1]
        last = surface.last[cue.left]
        if stop >= last - 1 or surface.low[stop] != ",":
            return None
        following = stop + 1
        head = surface.head[following]
        hangs = any(start <= h < cue.left for h in (head, surface.head[head]))
        complete = any(surface.finite[j] for j in range(start, cue.left))
        verb_last = next(
            (j for j in range(cue.left - 2, start, -1) if surface.pos[j] not in ("ADV", "PUNCT")), start
        )
        hangs = hangs or surface.finite[verb_last]
        if surface.low[following] in ("qui", "dont", "ajoutant", "précisant"):
            return None
        if following in clauses.by_left and (complete or clauses.by_left[following].mood != "finite"):
            return None
        if not (hangs or not complete) or surface.is_mention(following, "PER"):
            return None
        end, _ = clauses.clause_stop(following, cue)
        return surface.trim(surface.start[following], surface.end[end - 1]) if end > following else None

    def _after_any_verb(self, number: int) -> None:
        """A verb not in the lexicon right after the marks with somebody as its inverted subject ("sourit X")."""
        surface = self.surface
        mark = self.marks[number]
        if not self.opens_clause(number) or mark.kind == "dash":
            return
        i = surface.token_at(mark.outer_end - 1) + 1
        while i < len(surface) and surface.low[i] == ",":
            i += 1
        first = i
        while i < len(surface) and surface.low[i] in CLITICS:
            i += 1
        if i >= len(surface) or not (
            surface.finite[i]
            or surface.low[i] == "dixit"
            or (i + 1 < len(surface) and surface.low[i + 1].startswith("-") and surface.pos[i] == "VERB")
        ):
            return
        stop = i + 1
        pronoun = (
            i + 1
            if i + 1 < len(surface)
            and surface.low[i + 1].lstrip("-t").lstrip("-") in SUBJECT_PRONOUNS
            and surface.low[i + 1].startswith("-")
            else -1
        )
        if pronoun >= 0:
            stop = pronoun + 1
        if surface.low[i] in AVOIR or (surface.low[first] in ("s'", "se") and surface.pos[i] == "AUX"):
            while stop < surface.last[i] and surface.pos[stop] == "ADV":
                stop += 1
            if stop >= surface.last[i] or surface.pos[stop] not in ("VERB", "ADJ"):
                return
            stop += 1
        cue = Cue(_ANY_VERB, first, first, stop, i, "finite", pronoun)
        subject = subject_after(surface, stop) if pronoun < 0 else None
        if pronoun < 0 and (subject is None or subject[0] > stop + 6 or not any(
            surface.is_mention(j, "PER") or surface.low[j] in words().people for j in range(*subject)
        )):  # fmt: skip
            return
        self._take_direct(number, cue, lambda: self.clauses.speakers.after(cue), "before an inverted verb")

    def incises_inside(self) -> None:
        """Marked spans that hold their own attribution: "«Je ne crois pas, répond X. Nous…»"."""
        for number, cues in self.cues_inside.items():
            if number in self.taken:
                continue
            parts: list[Span] = []
            mark = self.marks[number]
            start = mark.start
            chosen: tuple[Cue, Find] | None = None
            for cue in cues:
                if self.surface.start[cue.left] <= start + 1 or self._in_nested(cue):
                    continue
                find = self._incise_inside(cue, mark)
                if find is None:
                    continue
                end = self._end_of_incise(cue, mark)
                cut = self.surface.trim(start, self.surface.start[cue.left])
                if cut:
                    parts.append(cut)
                start = end
                chosen = chosen or (cue, find)
            if chosen is None:
                continue
            rest = self.surface.trim(start, mark.end)
            if start < mark.end and rest:
                parts.append((rest[0], mark.end))
            found = self._take_direct(number, chosen[0], chosen[1], "around an incise with")
            found.parts = parts

    def _incise_inside(self, cue: Cue, mark: MarkedSpan) -> Find | None:
        find = self.clauses.incise(cue)
        if find is None or not (cue.takes("direct") or cue.takes("incise")):
            return None
        if cue.pronoun >= 0:
            word = self.surface.low[cue.pronoun]
            return find if word.endswith(("il", "elle", "on", "ils", "elles")) else None
        return find

    def _end_of_incise(self, cue: Cue, mark: MarkedSpan) -> int:
        surface = self.surface
        stop = self.clauses.incise_stop(cue)
        limit = surface.last[cue.left]
        j = self._next_stop(stop, limit, mark)
        while j < limit and surface.low[j] == "," and surface.start[j] < mark.end:
            # What is said of the speaker belongs to the incise.
            k = j + 1
            person = surface.is_mention(k, "PER") or (k < limit and surface.low[k] in words().people)
            if not person and not self._is_said_of_speaker(k, limit, pronoun=cue.pronoun >= 0):
                break
            j = self._next_stop(max(phrase_end(surface, k), k + 1) if person else k + 1, limit, mark)
        return min(surface.end[j] if j < len(surface) else mark.end, mark.end)

    def _next_stop(self, j: int, limit: int, mark: MarkedSpan) -> int:
        low = self.surface.low
        while j < limit and self.surface.start[j] < mark.end and low[j] not in (",", ".", "!", "?", "…", ":"):
            j += 1
        return j

    def _is_said_of_speaker(self, k: int, limit: int, *, pronoun: bool) -> bool:  # noqa: PLR0911
        """Whether a bare noun, an age, an adjective or a gerund follows the comma: "tonne X, céréalier à Noé"."""
        surface, low = self.surface, self.surface.low
        if k + 1 >= limit:
            return False
        if low[k] == "en" and low[k + 1].endswith("ant"):
            return True
        if low[k] in ("le", "la", "l'", "les") and k + 3 < limit and low[k + 3] in (",", "."):
            # "la voix cassée", "les yeux rougis"
            return (
                surface.pos[k + 1] == "NOUN"
                and surface.pos[k + 2] in ("ADJ", "VERB")
                and not surface.finite[k + 2]
            )
        if pronoun:
            return False
        if surface.pos[k] == "NUM" or low[k].isdigit():
            return low[k + 1] == "ans"
        if surface.pos[k] == "NOUN" and not surface.is_mention(k):
            return True
        return (
            surface.pos[k] in ("ADJ", "VERB")
            and not surface.finite[k]
            and not surface.infinitive[k]
            and not low[k].endswith("ant")
        )
