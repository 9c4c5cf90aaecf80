"""Words that stand after or under their verb, and the order in which marked words are tried."""

from __future__ import annotations

from bisect import bisect_left
from functools import partial

from pipelines.language.phrases import WHEN, begins_phrase, phrase_end, phrase_start, words
from pipelines.language.quotes.clauses import Find
from pipelines.language.quotes.inversion import subject_after
from pipelines.language.quotes.quotation_marks import MarkedSpan
from pipelines.language.quotes.speakers import Speaker
from pipelines.language.quotes.standing import Standing
from pipelines.language.reporting import Cue, Entry
from pipelines.language.surface import SUBJECT_PRONOUNS

_ANY_VERB = Entry("", frozenset({"direct"}), "")
_FARTHEST_FRAGMENT = 28  # tokens between a reporting verb and the words it quotes
_TERMS = ("en ces termes", "par ces mots", "en ces mots", "avec ces mots", "ainsi que", "ces mots que")
_OPENING_SUBORDINATES = frozenset(
    {"quand", "lorsque", "lorsqu'", "si", "s'", "comme", "alors", "puisque", "puisqu'"}
)
_SHOUTS = frozenset({"cri", "cris", "slogan", "slogans"})
_JUDGING = frozenset({"juger", "estimer", "trouver", "considérer", "croire", "déclarer", "dire", "prétendre"})
_DEFINITE = frozenset({"le", "la", "l'", "les", "du", "au", "aux", "ce", "cet", "cette", "ces"})


class Introduced(Standing):
    """Decides on words introduced by a colon, a comma or a verb, and on those nothing introduces."""

    def before_words(self) -> None:
        """Marked spans introduced by a colon, a comma or a verb they depend on, or that stand alone."""
        for number, mark in enumerate(self.marks):
            if number in self.taken or mark.kind == "dash":
                continue
            _ = (
                self._resumes(number)
                or self._shouted(number)
                or self._after_colon(number)
                or self._in_these_terms(number)
                or self._under_verb(number)
                or self.as_attribute(number)
                or self.as_predicate(number)
                or self.on_its_own(number)
            )

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
            and not self._is_subordinate(cue, i)
            and (self.is_utterance(mark) or self._is_near(cue, i))
        ):
            chosen = cue
            self._take_direct(number, cue, lambda: self.speaker_of(chosen), "after a colon and")
            return True
        if not self.is_utterance(mark) or self._names_before_colon(i):
            return False
        self._take_direct(number, None, lambda: self._presenter(i), "after a colon")
        return True

    def _is_subordinate(self, cue: Cue, i: int) -> bool:
        """Whether another clause stands between the verb's and the colon: "Quand on lui demande …, il hausse les épaules :"."""
        surface, low = self.surface, self.surface.low
        if low[surface.first[i]] not in _OPENING_SUBORDINATES:
            return False
        comma = next((j for j in range(i - 1, cue.stop, -1) if low[j] == ","), -1)
        return (
            comma > 0
            and any(surface.finite[comma:i])
            and not any(surface.finite[surface.first[i] : cue.left])
        )

    def speaker_of(self, cue: Cue) -> Speaker | None:
        """The subject before the verb or, where the clause inverts it, after it."""
        speakers = self.clauses.speakers
        following = speakers.following_subject(cue)
        if following is not None:
            return following
        if cue.mood == "finite" and cue.pronoun < 0:
            subject = subject_after(self.surface, cue.stop)
            inverted = subject is not None and subject[0] <= cue.stop + 1 and self._is_inverted(cue)
            left = cue.left - 1
            # "Faux, s'insurge sa sœur : « … »"
            announced = (
                subject is not None
                and subject[0] == cue.stop
                and left > self.surface.first[left]
                and self.surface.low[left] == ","
                and self.surface.low[subject[1] : subject[1] + 1] == [":"]
                and self.clauses.can_speak(subject)
                and not self.clauses.can_speak((self.surface.first[left], left))
                and not any(self.surface.finite[self.surface.first[left] : left])
            )
            if inverted or announced:
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
                surface.is_mention(j) or surface.low[j] in SUBJECT_PRONOUNS or self._stands_free(j)
                for j in range(surface.first[cue.left], cue.left)
            )
        )

    def _stands_free(self, j: int) -> bool:
        """Whether a noun, or "ce dernier", stands at j without a preposition, so that it can be the subject."""
        surface, low = self.surface, self.surface.low
        if low[j] in ("dernier", "dernière", "derniers", "dernières"):
            return low[j - 1] in ("ce", "cette", "ces")
        if surface.pos[j] != "NOUN" or low[j] in WHEN:
            return False
        start = phrase_start(surface, j)
        return start < j and (start == surface.first[j] or surface.pos[start - 1] != "ADP")

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
        if low[first] in _OPENING_SUBORDINATES:
            verb = next((j for j in range(first, i) if surface.finite[j] and surface.dep[j] == "ROOT"), verb)
        subjects = [s for s in surface.subjects.get(verb, ()) if s < verb]
        named = low[first] in ("à", "au", "chez", "côté", "aux", "du") and surface.is_mention(first + 1)
        if named or (low[first] in ("pour", "selon") and begins_phrase(surface, first + 1)):
            return self.clauses.speakers.of_phrase(first + 1, phrase_end(surface, first + 1))
        if subjects and verb >= 0:
            return self.clauses.speakers.before(Cue(_ANY_VERB, verb, verb, verb + 1, verb, "finite"))
        return self.clauses.speakers.before(cue)

    def _shouted(self, number: int) -> bool:
        """ "ont défilé aux cris de « … »": what the subject of the clause shouts."""
        low = self.surface.low
        i = self._before(number)
        if (
            i < 3
            or low[i] not in ("de", "d'", ":")
            or low[i - 1] not in _SHOUTS
            or low[i - 2] not in ("aux", "au", "des")
        ):
            return False
        cue = Cue(_ANY_VERB, i - 2, i - 2, i + (low[i] != ":"), i - 2, "finite")
        self._take_direct(number, cue, partial(self.clauses.speakers.before, cue), "shouted")
        return True

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
                self._take_direct(number, cue, partial(self.speaker_of, cue), "in these terms with")
                return True
        return False

    def _under_verb(self, number: int) -> bool:  # noqa: PLR0911
        """A fragment in the clause of a reporting verb: "a dénoncé « une brutalité révoltante »"."""
        surface = self.surface
        mark = self.marks[number]
        cue = self._cue_before(number, ("fragment", "direct"))
        i = self._before(number)
        if self.clauses.is_name(number) and not (cue is not None and self._judges(cue, i)):
            return False
        if cue is None or i - cue.stop > _FARTHEST_FRAGMENT:
            return False
        # "dénonce, lui, « … »": what two commas enclose does not part the verb from what it quotes
        enclosed = surface.low[i] == "," and cue.stop < i and surface.low[cue.stop] == ","
        comma = surface.low[i] == "," and not enclosed
        said = self.is_utterance(mark) or self._is_inverted(cue)
        if not cue.takes("fragment") and not ((comma or i < cue.stop) and said):
            return False
        if not self._reaches(cue, i, mark, comma=comma):
            return False
        agent = self._agent(cue, mark)
        if cue.passive and agent is None:
            return False
        if self._is_adjunct(cue, mark):
            return False
        definite = surface.low[i] in _DEFINITE and self._is_term(i, mark)
        if definite and (cue.takes("que") or cue.takes("incise")) and not self.is_utterance(mark):
            return False
        chosen = cue
        self._take_direct(number, cue, agent or (lambda: self.speaker_of(chosen)), "fragment under")
        return True

    def _is_adjunct(self, cue: Cue, mark: MarkedSpan) -> bool:
        """Whether the verb has its object behind the marks: "a rappelé « pour consultations » son ambassadeur"."""
        surface = self.surface
        first, stop = surface.tokens_of(mark.start, mark.end)
        after = surface.token_at(mark.outer_end)
        return (
            cue.takes("que")
            and surface.low[first] in ("pour", "en", "à", "dans", "sans")
            and not any(surface.finite[first:stop])
            and after < surface.last[cue.verb]
            and surface.pos[after] == "DET"
        )

    def _judges(self, cue: Cue, i: int) -> bool:
        """ "juge la situation « préoccupante »": the verb takes an object and what is said of it."""
        return (
            cue.entry.verb in _JUDGING
            and self.surface.pos[i] in ("NOUN", "PROPN", "ADJ")
            and self.surface.low[i] not in words().naming
            and i > cue.stop
        )

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
        return not comma or self.is_utterance(mark) or i <= cue.stop or self._is_inverted(cue)
