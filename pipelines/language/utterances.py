"""Which marked words are somebody's words: quote, scare quote or title, decided mark by mark."""

from __future__ import annotations

from bisect import bisect_left

from pipelines.language.clauses import Clauses, Find, Found
from pipelines.language.phrases import begins_phrase, phrase_end, subject_after, words
from pipelines.language.quotation_marks import MarkedSpan
from pipelines.language.records import Span
from pipelines.language.reporting import Cue, Entry
from pipelines.language.speakers import Speaker
from pipelines.language.surface import AVOIR, CLITICS, OPENING, SUBJECT_PRONOUNS, Surface

_ANY_VERB = Entry("", frozenset({"direct"}), "")
_STOPS = frozenset({".", "!", "?", "…"})
_FARTHEST_FRAGMENT = 28  # tokens between a reporting verb and the words it quotes
_TERMS = ("en ces termes", "par ces mots", "en ces mots", "avec ces mots", "ainsi que", "ces mots que")
_DEFINITE = frozenset({"le", "la", "l'", "les", "du", "au", "aux", "ce", "cet", "cette", "ces"})


class Utterances:
    """Decides on every marked span of one text.

    Attributes:
        taken: indices of marked spans already used by a quote or a reported clause.
        found: the quotes decided so far.
    """

    def __init__(self, clauses: Clauses, nested: list[MarkedSpan]) -> None:
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

    # ---- verb groups that stand after words

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
            elif (before < 0 or not self.opens_clause(before)) and self._is_clause_cue(cue):
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
        mark = self.marks[number]
        return [(mark.start, mark.end)]

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
        if surface.low[following] in ("qui", "dont", "ajoutant", "précisant") or following in clauses.by_left:
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

    # ---- incises inside the marks

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

    def _in_nested(self, cue: Cue) -> bool:
        offset = self.surface.start[cue.left]
        return any(
            inner.outer_end <= offset <= inner.outer_end + 3 or inner.outer_start <= offset < inner.outer_end
            for inner in self._nested_near(offset)
        )

    def _nested_near(self, offset: int) -> list[MarkedSpan]:
        k = bisect_left(self.nested, offset, key=lambda span: span.outer_start)
        return self.nested[max(k - 3, 0) : k + 1]

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
        stop = cue.stop
        if cue.pronoun < 0:
            subject = subject_after(surface, cue.stop)
            stop = subject[1] if subject else stop
        else:
            stop = max(stop, cue.pronoun + 1)
        limit = surface.last[cue.left]
        j = stop
        while (
            j < limit and surface.start[j] < mark.end and surface.low[j] not in (",", ".", "!", "?", "…", ":")
        ):
            j += 1
        if j < limit and surface.low[j] == "," and surface.start[j] < mark.end:
            # An apposition to the speaker belongs to the incise.
            k = j + 1
            if surface.is_mention(k, "PER") or surface.low[k] in words().people:
                k = max(phrase_end(surface, k), k + 1)
                while k < limit and surface.low[k] not in (",", ".", "!", "?", "…"):
                    k += 1
                j = k
        return min(surface.end[j] if j < len(surface) else mark.end, mark.end)

    # ---- words that stand after or under their verb

    def before_words(self) -> None:
        """Marked spans introduced by a colon, a comma or a verb they depend on, or that stand alone."""
        for number, mark in enumerate(self.marks):
            if number in self.taken or mark.kind == "dash":
                continue
            _ = (
                self._resumes(number)
                or self._after_colon(number)
                or self._in_these_terms(number)
                or self._under_verb(number)
                or self._as_attribute(number)
                or self._as_predicate(number)
                or self._on_its_own(number)
            )

    def _before(self, number: int) -> int:
        """The token right before the opening mark, -1 if none."""
        i = self.surface.token_at(self.marks[number].outer_start) - 1
        while i >= 0 and self.surface.low[i].isspace() and "\n\n" not in self.surface.low[i]:
            i -= 1
        return i

    def _cue_before(self, number: int, what: tuple[str, ...]) -> Cue | None:
        """The last verb group before the mark in its sentence that takes one of `what`."""
        surface = self.surface
        i = self._before(number)
        if i < 0:
            return None
        floor = surface.first[i]
        k = bisect_left(self.clauses.cue_lefts, i + 1)
        for cue in reversed(self.clauses.cues[max(k - 6, 0) : k]):
            if cue.left < floor:
                return None
            if (
                self.clauses.inside[cue.left] < 0
                and any(cue.takes(each) for each in what)
                and cue.stop <= i + 1
            ):
                return cue
        return None

    def _resumes(self, number: int) -> bool:
        """The rest of a sentence after an incise: "« … », tranche X, « et … »"."""
        if number == 0 or number - 1 not in self.taken:
            return False
        mark, before = self.marks[number], self.marks[number - 1]
        between = self.surface.text[before.outer_end : mark.outer_start].strip()
        said = self.surface.text[mark.start]
        last = next((each for each in reversed(self.found) if number - 1 in each.marks), None)
        if last is None or last.kind != "direct" or last.cue is None or last.cue[0] < before.outer_end:
            return False
        if (
            not between.endswith(",")
            or len(between) > 300
            or any(stop in between for stop in (". ", "! ", "? ", ":", "\n"))
        ):
            return False
        if said.isupper() and self.surface.text[before.end - 1] in ".!?":
            return False
        self._take_direct(number, None, None, "resumed after an incise")
        return True

    def _after_colon(self, number: int) -> bool:
        surface = self.surface
        i = self._before(number)
        if i < 1 or surface.low[i] != ":":
            return False
        mark = self.marks[number]
        cue = self._cue_before(number, ("direct", "que", "fragment"))
        if (
            cue is not None
            and not cue.passive
            and not cue.negated
            and (self.is_utterance(mark) or self._is_near(cue, i))
        ):
            chosen = cue
            self._take_direct(number, cue, lambda: self.speaker_of(chosen), "after a colon and")
            return True
        if not self.is_utterance(mark) or self._names_before_colon(i):
            return False
        self._take_direct(number, None, lambda: self._presenter(i), "after a colon")
        return True

    def speaker_of(self, cue: Cue) -> Speaker | None:
        """The subject before the verb or, where the clause inverts it, after it."""
        speakers = self.clauses.speakers
        if cue.mood == "finite" and cue.pronoun < 0:
            subject = subject_after(self.surface, cue.stop)
            inverted = subject is not None and subject[0] <= cue.stop + 1 and self._is_inverted(cue)
            if inverted:
                return speakers.after(cue)
        return speakers.before(cue)

    def _is_inverted(self, cue: Cue) -> bool:
        """ "Comme le confie X", "ce à quoi répond X": the clause opens without a subject before the verb."""
        surface = self.surface
        opener = surface.low[surface.first[cue.left] : cue.left]
        return (
            bool(opener)
            and opener[0] in ("comme", "ainsi", "ce", "à", "et")
            and not any(
                surface.is_mention(j) or surface.low[j] in SUBJECT_PRONOUNS
                for j in range(surface.first[cue.left], cue.left)
            )
        )

    def _is_near(self, cue: Cue, i: int) -> bool:
        return i - cue.stop <= 12

    def _names_before_colon(self, i: int) -> bool:
        return bool(
            {"mot", "mots", "titre", "slogan", "intitulé", "exemple", "mention", "inscription"}
            & set(self.surface.low[max(i - 6, 0) : i])
        )

    def _presenter(self, i: int) -> Speaker | None:
        """Who a sentence that ends in a colon presents: its subject, or the place it begins with."""
        surface, low = self.surface, self.surface.low
        first = surface.first[i]
        cue = Cue(_ANY_VERB, i, i, i, i, "finite")
        verb = next((j for j in range(first, i) if surface.finite[j]), -1)
        subjects = [s for s in surface.subjects.get(verb, ()) if s < verb]
        if low[first] in ("à", "au", "chez", "côté", "aux", "du") and surface.is_mention(first + 1):
            return self.clauses.speakers.of_phrase(first + 1, phrase_end(surface, first + 1))
        if subjects and verb >= 0:
            return self.clauses.speakers.before(Cue(_ANY_VERB, verb, verb, verb + 1, verb, "finite"))
        return self.clauses.speakers.before(cue)

    def _in_these_terms(self, number: int) -> bool:
        """ "« … » : c'est en ces termes que X a condamné…"."""
        surface = self.surface
        mark = self.marks[number]
        after = surface.text[mark.outer_end : mark.outer_end + 60].lower()
        if not self.opens_clause(number) or not any(term in after for term in _TERMS):
            return False
        i = surface.token_at(mark.outer_end)
        k = bisect_left(self.clauses.cue_lefts, i)
        for cue in self.clauses.cues[k : k + 3]:
            if cue.mood == "finite" and cue.left < surface.last[min(i, len(surface) - 1)]:
                chosen = cue
                self._take_direct(number, cue, lambda: self.speaker_of(chosen), "in these terms with")
                return True
        return False

    def _under_verb(self, number: int) -> bool:
        """A fragment in the clause of a reporting verb: "a dénoncé « une brutalité révoltante »"."""
        surface = self.surface
        mark = self.marks[number]
        if self.clauses.is_name(number):
            return False
        cue = self._cue_before(number, ("fragment", "direct"))
        i = self._before(number)
        if cue is None or i - cue.stop > _FARTHEST_FRAGMENT:
            return False
        comma = surface.low[i] == ","
        if not cue.takes("fragment") and not ((comma or i < cue.stop) and self.is_utterance(mark)):
            return False
        if not self._reaches(cue, i, mark, comma=comma):
            return False
        agent = self._agent(cue, mark)
        if cue.passive and agent is None:
            return False
        definite = surface.low[i] in _DEFINITE and self._is_term(i, mark)
        if definite and (cue.takes("que") or cue.takes("incise")) and not self.is_utterance(mark):
            return False
        chosen = cue
        self._take_direct(number, cue, agent or (lambda: self.speaker_of(chosen)), "fragment under")
        return True

    def _is_term(self, i: int, mark: MarkedSpan) -> bool:
        """Whether a few words after a definite article look like a known term rather than a judgement."""
        surface = self.surface
        words_inside = range(*surface.tokens_of(mark.start, mark.end))
        if len(words_inside) > 3:
            return False
        judged = any(surface.pos[j] == "ADJ" for j in words_inside)
        return not judged or surface.low[i] in ("les", "aux") or len(words_inside) == 1

    def _agent(self, cue: Cue, mark: MarkedSpan) -> Find | None:
        """The "par X" of a passive or a participle, before or right after the marked words."""
        surface, speakers = self.surface, self.clauses.speakers
        if not cue.passive and cue.mood != "participle":
            return None
        after = surface.token_at(mark.outer_end)
        for j in (*range(cue.stop, min(surface.token_at(mark.outer_start), cue.stop + 6)), after):
            if j + 1 < len(surface) and surface.low[j] == "par":
                first = j + 1
                return lambda: speakers.of_phrase(first, max(phrase_end(surface, first), first + 1))
        return None

    def _reaches(self, cue: Cue, i: int, mark: MarkedSpan, *, comma: bool) -> bool:
        """Whether the verb's clause still holds at the mark: no other finite verb, stop or clause between."""
        surface = self.surface
        for j in range(cue.stop, i + 1):
            word = surface.low[j]
            if self.clauses.inside[j] >= 0:
                continue
            if surface.finite[j] and j != cue.pronoun and surface.pos[j] in ("VERB", "AUX"):
                return False
            if word in (";", ":", ".", "!", "?") or word in ("qui", "dont", "où"):
                return False
        return not comma or self.is_utterance(mark) or i <= cue.stop

    def _as_attribute(self, number: int) -> bool:
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

    def _as_predicate(self, number: int) -> bool:
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
        if any(surface.finite[j] for j in range(surface.first[i], i + 1)) and low[i] not in SUBJECT_PRONOUNS:
            return False
        if stop - first < 2:
            return False
        cue = Cue(_ANY_VERB, first, first, first + 1, verb, "finite")
        self._take_direct(number, None, lambda: self.clauses.speakers.before(cue), "predicate of its speaker")
        return True

    def _on_its_own(self, number: int) -> bool:
        """A whole sentence between marks: the speaker is the one before."""
        mark = self.marks[number]
        if not self.opens_clause(number) or not self.is_utterance(mark) or not mark.opened:
            return False
        after = self.surface.text[mark.outer_end : mark.outer_end + 3].replace("\u00a0", " ")
        ended = mark.end > mark.start and self.surface.text[mark.end - 1] in ".!?…"
        stripped = after.lstrip(" ")
        if not (
            not stripped
            or stripped[0] in "\n.!?…"
            or (ended and stripped[0] not in ",:;")
            and not stripped[0].islower()
        ):
            return False
        if self._heads_page(number):
            return False
        self._take_direct(number, None, None, "stands alone")
        return True

    def _heads_page(self, number: int) -> bool:
        """A headline between marks above the text: nothing was said before it and no sentence ends in it."""
        mark = self.marks[number]
        rest = self.surface.text[mark.outer_end : mark.outer_end + 3]
        return mark.outer_start == 0 and not self.found and (not rest or rest.startswith("\n\n"))

    def is_utterance(self, mark: MarkedSpan) -> bool:
        """Whether the words can be said on their own: a verb of their own, or a sentence's end."""
        surface = self.surface
        content = surface.text[mark.start : mark.end]
        if content[-1] in ".!?…":
            return True
        first, stop = surface.tokens_of(mark.start, mark.end)
        has_verb = any(surface.finite[j] for j in range(first, stop))
        return (has_verb and stop - first >= 3) or stop - first >= 6

    # ---- dialogue and quotes inside quotes

    def dialogue(self) -> None:
        """Turns that open with a dash: taken when two follow each other or one names its speaker."""
        turns = [number for number, mark in enumerate(self.marks) if mark.kind == "dash"]
        for position, number in enumerate(turns):
            if number in self.taken:
                continue
            neighbours = [turns[k] for k in (position - 1, position + 1) if 0 <= k < len(turns)]
            if any(abs(other - number) == 1 and self._adjoin(number, other) for other in neighbours):
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
                colon and i - cue.stop < 10 or cue.stop == i + 1
            ):
                chosen = cue
                return (
                    cue,
                    (lambda: clauses.speakers.before(chosen)),
                    f"inside a quote after “{cue.entry.verb}”",
                )
        return None, None, ""
