"""Clauses of reporting: where one ends, which "que" a verb governs, what stands in an incise, what is a name.

Each find holds where the words are, by which cue, and how to look for the speaker; speakers are looked up later
in text order, because pronouns depend on who spoke before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipelines.language.phrases import WHEN, subject_after, words
from pipelines.language.quotation_marks import MarkedSpan
from pipelines.language.records import Span
from pipelines.language.reporting import Cue
from pipelines.language.speakers import Speaker, Speakers
from pipelines.language.surface import CLITICS, SUBJECT_PRONOUNS, Surface

Find = Callable[[], Speaker | None]
_QUE = ("que", "qu'")
_NO_COMPLEMENTIZER_AFTER = frozenset({
    "plus", "moins", "ainsi", "alors", "tandis", "lors", "parce", "après", "avant", "pour", "sans", "depuis", "dès", "bien",
    "tel", "telle", "tels", "telles", "autre", "autres", "aussi", "même", "mêmes", "afin", "pendant", "tant", "seul", "jusqu'à ce",
    "mieux", "pire", "davantage", "autant", "moindre", "aussitôt", "outre", "cause", "condition",
    "quoi", "quel", "quelle", "quels", "quelles",
})  # fmt: skip
# Verbs whose direct object is the person told ("a informé les journalistes que").
_TOLD_TO = frozenset({"informer", "prévenir", "avertir", "aviser", "assurer", "alerter", "rassurer"})
_STOPS = frozenset({".", "!", "?", "…", ";"})
_BEFORE_NOUNS = frozenset({
    "nouvelle", "nouveau", "nouvel", "nouvelles", "nouveaux", "véritable", "véritables", "vraie", "vrai", "simple", "vaste",
    "grande", "grand", "grave", "prétendue", "prétendu", "profonde", "profond", "énorme", "immense", "seule", "seul",
})  # fmt: skip
_SPEAKING = frozenset({
    "celui-ci", "celle-ci", "ceux-ci", "celles-ci", "l'un", "l'une", "dernier", "dernière", "derniers", "dernières",
    "quelqu'", "certains", "certaines", "beaucoup", "plusieurs", "premier", "première", "second", "seconde",
})  # fmt: skip
_PLACES = frozenset({"à", "a", "au", "aux", "en", "dans", "chez", "sur", "côté", "du"})
_SUBORDINATES = frozenset({"si", "s'", "quand", "lorsque", "lorsqu'", "comme", "dès", "après", "puisque"})
_EVENTS_OF_SPEECH = frozenset({
    "communiqué", "entretien", "interview", "conférence", "déclaration", "allocution", "discours", "message", "tweet",
    "point", "tribune", "lettre", "post",
})  # fmt: skip
# Nouns by which the writer takes up a whole clause: "…, un chiffre qui".
_COMMENTS = frozenset({
    "chiffre", "bilan", "total", "record", "niveau", "décision", "accusation", "allégation", "information", "affirmation",
    "version", "annonce", "thèse", "promesse", "hypothèse", "première", "estimation", "explication", "évolution", "position",
})  # fmt: skip
_FARTHEST_QUE = 30  # tokens between a reporting verb and its "que"


@dataclass(slots=True)
class Found:
    """A quote before its speaker is resolved."""

    parts: list[Span]
    kind: str
    find: Find | None
    cue: Span | None
    stance: str
    method: str
    place: int  # offset by which quotes are ordered
    inherits: bool = False  # no speaker of its own
    marks: list[int] = field(default_factory=list)  # indices of the marked spans it uses up


class Clauses:
    """What both the clause rules and the mark rules need to know of one text."""

    def __init__(
        self, surface: Surface, cues: Sequence[Cue], marks: Sequence[MarkedSpan], speakers: Speakers
    ) -> None:
        self.surface, self.cues, self.marks, self.speakers = surface, cues, marks, speakers
        self.inside = [-1] * len(surface)  # index of the outermost marked span that covers each token
        for number, mark in enumerate(marks):
            for i in range(*surface.tokens_of(mark.outer_start, mark.outer_end)):
                self.inside[i] = number
        self.mark_starts = [mark.outer_start for mark in marks]
        self.by_left = {cue.left: cue for cue in cues}
        self.by_stop = {cue.stop: cue for cue in cues if cue.mood == "finite"}
        self.cue_lefts = [cue.left for cue in cues]

    def marks_within(self, start: int, end: int) -> list[int]:
        """Indices of the marked spans that lie in [start, end)."""
        number = bisect_right(self.mark_starts, start - 1)
        found = []
        while number < len(self.marks) and self.marks[number].outer_start < end:
            if self.marks[number].outer_end <= end + 1:
                found.append(number)
            number += 1
        return found

    def complementizer(self, cue: Cue) -> int:
        """The token after the "que" that this verb governs, -1 if none."""
        surface, low = self.surface, self.surface.low
        i = cue.stop
        limit = min(surface.last[cue.verb], i + _FARTHEST_QUE)
        while i < limit:
            word = low[i]
            if word in _QUE:
                before = low[i - 1]
                if i > cue.stop and (before in _NO_COMPLEMENTIZER_AFTER or before in ("et", "ou", "mais")):
                    return -1
                if i > cue.stop and (self._is_relative(cue, i) or self._is_concessive(i)):
                    return -1
                return i + 1 if i + 1 < surface.last[cue.verb] else -1
            if (
                self.inside[i] >= 0
                or surface.finite[i]
                or word in _STOPS
                or word == ":"
                or word in ("qui", "dont", "où")
                or (surface.infinitive[i] and low[i - 1] in ("à", "de", "d'"))
            ):
                return -1
            if (
                i in self.by_left
                and self.by_left[i].takes("que")
                and self.by_left[i].mood in ("gerund", "infinitive")
            ):
                return -1
            i += 1
        return -1

    def _is_concessive(self, i: int) -> bool:
        """Whether the "que" at i belongs to "quelque … que ce soit" or takes up "ce" ("lever ce qu'il reste")."""
        low = self.surface.low
        if low[i - 1] == "ce":
            return i < 2 or low[i - 2] not in ("de", "à")  # "se félicite de ce que"
        return bool({"quelque", "quelques"} & set(low[max(i - 4, 0) : i]))

    def _is_relative(self, cue: Cue, i: int) -> bool:
        """Whether the "que" at i takes up a noun: the direct object that follows the verb."""
        surface = self.surface
        if (
            surface.pos[i - 1] not in ("NOUN", "ADJ")
            or surface.is_mention(i - 1)
            or surface.low[i - 1] in WHEN
        ):
            return False
        tagged = surface.pos[i] == "PRON" or surface.dep[i].startswith("obj")
        j = cue.stop
        while j < i and (surface.pos[j] == "ADV" or surface.low[j] in WHEN or surface.low[j] == ","):
            j += 1
        if surface.pos[j] == "ADP" or surface.low[j] in ("à", "au", "aux", "dans", "lors", "sous", "sur"):
            return False
        return tagged and cue.entry.verb not in _TOLD_TO

    def clause_stop(self, start: int, cue: Cue | None, relative: int = -1) -> tuple[int, int]:  # noqa: PLR0911, PLR0912
        """One past the last token of the clause that begins at `start`, and where a coordinated "que" goes on (-1).

        Args:
            start: first token of the clause.
            cue: the verb that governs it, if any.
            relative: the relative pronoun whose clause holds it; found from the verb where it is not given.
        """
        surface, low = self.surface, self.surface.low
        last = surface.last[start]
        above = self._ancestors(cue.verb) if cue else set()
        if cue is not None and relative < 0:
            relative = self._relative_over(cue)
        infinitive = not surface.finite[start] and self._is_infinitive(start, last)
        home = self.inside[start]  # marks that hold the report itself are no part of it
        if home >= 0 and surface.start[start] > self.marks[home].start:
            last = min(last, surface.tokens_of(self.marks[home].start, self.marks[home].end)[1])
        else:
            home = -1
        i = start
        while i < last:
            number = self.inside[i]
            if (
                number >= 0
                and number != home
                and (self.marks[number].opened or self.marks[number].outer_start >= surface.start[i])
            ):
                if not self.marks[number].opened and low[i - 1] in _STOPS:
                    return i, -1
                i = max(surface.token_at(self.marks[number].outer_end), i + 1)
                last = max(last, surface.last[min(i, len(surface)) - 1])
                if i < last - 1 and low[i] == "," and self._is_complete(start, i) and self._is_apposed(i + 1):
                    return i, -1
                continue
            word = low[i]
            if (word in _STOPS and i > start) or "\n\n" in word:
                return i, -1
            if word == ":" and (i + 1 >= last or self.inside[i + 1] >= 0):
                return i, -1
            if word in ("et", "mais", "ou") and i + 1 < last and low[i + 1] in _QUE:
                return i, i + 2
            if word == "," and i + 2 < last and low[i + 1] in _QUE and self._lists_clauses(start, i, last):
                return i, i + 2
            if infinitive and word in ("et", "mais", "ou", "puis") and self._is_finite_next(i + 1, last):
                return i, -1
            if word in (",", "et", "mais", "puis", "avant") and self._leaves(i, last, above, cue):
                return i, -1
            if word == "," and relative >= 0 and self._resumes_main(relative, start, i, last):
                return i, -1
            i += 1
        return min(i, len(surface)), -1

    def _lists_clauses(self, start: int, i: int, last: int) -> bool:
        """Whether ", que" at i begins the second of three clauses: "estime que …, que … et que …"."""
        low = self.surface.low
        return any(self.surface.finite[start:i]) and any(
            low[j] == "et" and low[j + 1] in _QUE for j in range(i + 2, last - 1)
        )

    def _relative_over(self, cue: Cue) -> int:
        """The relative pronoun behind a comma whose clause the verb heads: "X, qui dit que …, a signé"."""
        surface, low = self.surface, self.surface.low
        for j in range(cue.left - 1, max(surface.first[cue.left], cue.left - 5), -1):
            if low[j] in ("qui", "où", "dont") and low[j - 1] == ",":
                return j
            if low[j] == "," or surface.finite[j]:
                return -1
        return -1

    def _resumes_main(self, relative: int, start: int, i: int, last: int) -> bool:
        """Whether the clause around a relative goes on after the comma at i, with the verb it still lacks."""
        surface, low = self.surface, self.surface.low
        if not any(surface.finite[start:i]) and not any(surface.infinitive[start:i]):
            return False
        if any(surface.finite[surface.first[relative] : relative]):
            return False
        j = i + 1
        if j < last and low[j] in SUBJECT_PRONOUNS:
            # "A Paris, où l'on répète que …, on préfère": what precedes the relative is no subject
            return low[surface.first[relative]] in _PLACES and low[start] not in _SUBORDINATES
        while j < last and low[j] in CLITICS:
            j += 1
        return j < last and surface.finite[j]

    def _is_complete(self, start: int, stop: int) -> bool:
        return any(self.surface.finite[start:stop])

    def _is_apposed(self, i: int) -> bool:
        """Whether a noun phrase or a relative at i comments on marked words rather than going on with the clause."""
        surface = self.surface
        return surface.low[i] in ("un", "une", "ce", "qui", "dont", "soit", "des") or (
            surface.pos[i] == "NOUN" and surface.low[i - 1] == ","
        )

    def _ancestors(self, verb: int) -> set[int]:
        above = {verb}
        for _ in range(4):
            verb = self.surface.head[verb]
            above.add(verb)
        return above

    def _leaves(self, i: int, last: int, above: set[int], cue: Cue | None) -> bool:  # noqa: PLR0911, PLR0912
        """Whether what follows the comma or conjunction at i belongs to the reporting clause again."""
        surface, low = self.surface, self.surface.low
        j = i if low[i] == "avant" else i + 1
        if j >= last:
            return False
        if low[i] == "," and low[j] in ("et", "mais", "puis"):
            j += 1
        if j + 1 < last:
            if low[j] == "avant" and low[j + 1] in ("de", "d'"):
                # without a comma, only what is said next is another thing the speaker does
                return low[i] == "," or j + 2 in self.by_left
            if low[i] == "," and (
                (low[j] == "tout" and low[j + 1] == "en")
                or (low[j] == "en" and low[j + 1].endswith("ant"))
                or (low[j] == "ce" and low[j + 1] in _QUE and (cue is not None or self._is_answered(j, last)))
                or (
                    low[j] == "sans"
                    and (
                        surface.infinitive[j + 1] or low[j + 1] in ("autre", "plus", "toutefois", "davantage")
                    )
                )
            ):
                return True
        if low[i] == "avant":
            return False
        if low[j] in ("selon",) or (low[j] == "d'" and low[min(j + 1, last - 1)] == "après"):
            return True
        other = self.by_left.get(j)
        if other is not None and other is not cue:
            if other.mood == "gerund" or (low[i] == "," and self.incise(other) is not None):
                return True
            if (
                other.mood in ("participle", "finite")
                and self.complementizer(other) >= 0
                and other.pronoun < 0
            ):
                return True
        if low[i] == "," and low[j] in ("un", "une") and j + 1 < last and low[j + 1] in _COMMENTS:
            return True
        if low[i] == "," and low[j] in ("dans", "lors", "à") and _EVENTS_OF_SPEECH & set(low[j : j + 5]):
            return True
        if low[i] == "," and j == i + 1:
            # A participle after a comma goes with the verb the parse gives it.
            return low[j].endswith("ant") and surface.pos[j] == "VERB" and surface.head[j] in above
        return self._returns_above(j, last, above) or (cue is not None and self._changes_tense(j, last, cue))

    def _is_answered(self, j: int, last: int) -> bool:
        """Whether "ce que" at j brings somebody's answer: ", ce que dément X"."""
        return any(k in self.by_left for k in range(j + 2, min(j + 6, last)))

    def _changes_tense(self, j: int, last: int, cue: Cue) -> bool:
        """ "a reconnu que … faisait …, mais s'en est pris à …": a verb without a subject, in the tense of the verb above."""
        surface = self.surface
        while j < last and surface.low[j] in CLITICS:
            j += 1
        if j >= last or not surface.finite[j] or cue.mood != "finite":
            return False
        tense = surface.tense(cue.first)
        inner = [k for k in range(cue.stop, j) if surface.finite[k] and self.inside[k] < 0]
        return (
            bool(tense and inner)
            and surface.tense(j) == tense
            and all(surface.tense(k) != tense for k in inner)
        )

    def _returns_above(self, j: int, last: int, above: set[int]) -> bool:
        """Whether a verb without a subject of its own at j is coordinated with the reporting verb."""
        surface = self.surface
        while j < last and surface.low[j] in (
            "ne",
            "n'",
            "se",
            "s'",
            "le",
            "la",
            "l'",
            "les",
            "lui",
            "y",
            "en",
            "a",
            "ont",
            "est",
        ):
            if surface.dep[j] == "conj" and surface.head[j] in above:
                return True
            j += 1
        return (
            j < last
            and surface.dep[j] == "conj"
            and surface.head[j] in above
            and surface.pos[j] in ("VERB", "AUX")
        )

    def _is_finite_next(self, j: int, last: int) -> bool:
        """Whether a finite verb without a subject follows: an infinitive cannot be coordinated with it."""
        while j < last and (self.surface.low[j] in CLITICS or self.surface.low[j] == ","):
            j += 1
        return j < last and self.surface.finite[j]

    def _is_infinitive(self, i: int, last: int) -> bool:
        surface, low = self.surface, self.surface.low
        j = i
        while j < last and j < i + 7 and (
            low[j] in ("ne", "n'", "pas", "se", "s'", "en", "y", "le", "la", "l'", "les", "lui", "leur", "jamais", "plus", '"')
            or low[j] in ("«", "“", "bien", "toujours", "rien")
        ):  # fmt: skip
            j += 1
        return j < last and surface.infinitive[j]

    def incise(self, cue: Cue) -> Find | None:  # noqa: PLR0911
        """How to find the speaker of a verb group that stands after what was said; None when it does not."""
        surface, low = self.surface, self.surface.low
        if cue.mood != "finite" or cue.passive or cue.left == 0:
            return None
        before = cue.left - 1
        while before > 0 and low[before].isspace():
            before -= 1
        after_mark = self.closes_mark(before)
        if low[before] == "." and before and self.closes_mark(before - 1):
            after_mark = True
        if not after_mark and low[before] not in (",", "—", "–", "?", "!", "…", "-"):
            return None
        if cue.pronoun >= 0:
            return lambda: self.speakers.after(cue)
        if self.complementizer(cue) >= 0 and not after_mark:
            return None
        found = subject_after(surface, cue.stop)
        if found is None:
            return None
        if not after_mark and not self.is_cut_clause(cue, found):
            return None
        return lambda: self.speakers.after(cue)

    def incise_stop(self, cue: Cue) -> int:
        """One past the speaker of an incise."""
        if cue.pronoun >= 0:
            return max(cue.stop, cue.pronoun + 1)
        subject = subject_after(self.surface, cue.stop)
        return subject[1] if subject else cue.stop

    def closes_mark(self, i: int) -> bool:
        """Whether a marked span ends with token i, or with the comma or stop right after it."""
        surface = self.surface
        if i > 0 and surface.low[i] == "," and self.inside[i] < 0:
            i -= 1
        while i > 0 and surface.low[i].isspace():
            i -= 1
        number = self.inside[i]
        return (
            number >= 0
            and surface.end[i] >= self.marks[number].outer_end - 1
            and self.marks[number].kind != "dash"
        )

    def is_cut_clause(self, cue: Cue, subject: tuple[int, int]) -> bool:
        """Whether a clause stands before the comma and the phrase after the verb can speak."""
        surface = self.surface
        direct_subjects = surface.subjects.get(cue.verb, ())
        home = self.inside[cue.left]
        floor = surface.first[cue.left]
        if home >= 0:
            floor = max(floor, surface.token_at(self.marks[home].outer_start))
        cut = home >= 0 and surface.low[cue.left - 1] == ","
        if not cut and not any(
            surface.finite[j] or surface.low[j] in ("?", "!") for j in range(floor, cue.left)
        ):
            return False
        if not self.can_speak(subject) or self._closes_relative(floor, cue.left):
            return False
        return not any(
            s < cue.left and surface.low[s] not in ("qui",) and self._reaches(s, cue) for s in direct_subjects
        )

    def can_speak(self, phrase: tuple[int, int]) -> bool:
        """Whether the phrase is a name, a person, an institution, a document or a pronoun for one."""
        surface, known = self.surface, words()
        return any(
            surface.is_mention(j)
            or surface.low[j] in known.sources
            or known.is_person(surface.low[j])
            or surface.low[j] in _SPEAKING
            for j in range(*phrase)
        )

    def _closes_relative(self, floor: int, left: int) -> bool:
        """Whether the comma before the verb closes a relative that parts it from its subject."""
        surface, low = self.surface, self.surface.low
        if low[left - 1] != ",":
            return False
        for j in range(left - 2, floor, -1):
            if low[j] in ("qui", "dont", "où") and low[j - 1] == ",":
                return sum(surface.finite[j:left]) == 1 and not any(surface.finite[floor:j])
        return False

    def _reaches(self, subject: int, cue: Cue) -> bool:
        """Whether a preverbal subject is really that of the verb: nothing finite stands between them."""
        surface = self.surface
        between = range(subject, cue.left)
        relative = next((j for j in between if surface.low[j] == ","), cue.left) + 1
        if relative < cue.left - 1 and surface.low[relative] in ("qui", "que", "qu'", "dont", "où"):
            # "X, qui rejette tout gel, a menacé Y": the one verb between is the relative's
            return sum(surface.finite[j] for j in between) == 1
        commas = sum(surface.low[j] == "," for j in between)
        return commas != 1 and not any(surface.finite[j] for j in between)

    def is_name(self, number: int) -> bool:  # noqa: PLR0911
        """Whether the marked words are a title, a name or a term rather than somebody's words."""
        surface, low = self.surface, self.surface.low
        mark = self.marks[number]
        i = surface.token_at(mark.outer_start)
        if i <= 0 or i >= len(low):
            return False
        before = low[i - 1]
        content = surface.text[mark.start : mark.end]
        capital = content[:1].isupper()
        spoken = self.by_stop.get(i)
        if spoken is not None and (spoken.first < spoken.verb or before not in ("dite", "dites", "dits")):
            return False  # "s'est dite « choquée »", not "des entreprises dites « zombies »"
        if (
            (
                before in words().naming
                and (surface.pos[i - 1] not in ("VERB", "ADJ") or before.startswith("dit"))
            )
            or (before in words().naming_capital and capital)
            or (
                before in ("de", "d'", "des", "du")
                and low[i - 2] in ("dit", "dite", "dits", "dites", "nom", "titre", "mention")
            )
        ):
            return True
        finite = any(surface.finite[j] for j in range(*surface.tokens_of(mark.start, mark.end)))
        first, stop = surface.tokens_of(mark.start, mark.end)
        if before in _BEFORE_NOUNS and i > 1 and surface.pos[i - 2] == "DET":
            return False  # "toute nouvelle « ingérence »"
        if surface.pos[i - 1] == "NOUN" and stop - first <= 2 and surface.pos[first] in ("NOUN", "PROPN"):
            return True  # "l'amendement « chasse »", while "une loi « liberticide »" judges
        if not capital or content[-1:] in ".!?…" or before in (":", ",") or "\n" in before:
            return False
        if i == surface.first[i]:
            return False
        return (not finite or surface.pos[i - 1] in ("NOUN", "ADP", "DET")) and len(content.split()) <= 9
