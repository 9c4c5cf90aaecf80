"""Clauses of reporting: which "que" a verb governs, what stands in an incise, what is a name.

Each find holds where the words are, by which cue, and how to look for the speaker; speakers are looked up later
in text order, because pronouns depend on who spoke before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipelines.language.phrases import WHEN, words
from pipelines.language.quotes.inversion import subject_after
from pipelines.language.quotes.quotation_marks import MarkedSpan
from pipelines.language.quotes.speakers import Speaker, Speakers
from pipelines.language.records import Span
from pipelines.language.reporting import Cue
from pipelines.language.surface import Surface

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
