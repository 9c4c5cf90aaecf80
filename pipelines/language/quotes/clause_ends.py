"""Where a reported clause ends: at a stop, before another clause of the writer's, where the main clause resumes."""

from __future__ import annotations

from pipelines.language.quotes.clauses import Clauses
from pipelines.language.reporting import Cue
from pipelines.language.surface import CLITICS, SUBJECT_PRONOUNS

_QUE = ("que", "qu'")
_STOPS = frozenset({".", "!", "?", "…", ";"})
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


class ClauseEnds(Clauses):
    """Adds to the clauses of one text where each of them ends."""

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
        infinitive = not surface.finite[start] and self.is_infinitive(start, last)
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
        cues = (self.by_left.get(k) for k in range(j + 2, min(j + 6, last)))
        return any(cue is not None and cue.takes("que") for cue in cues)

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

    def is_infinitive(self, i: int, last: int) -> bool:
        """Whether an infinitive begins at i, its clitics, negation and opening marks first."""
        surface, low = self.surface, self.surface.low
        j = i
        while j < last and j < i + 7 and (
            low[j] in ("ne", "n'", "pas", "se", "s'", "en", "y", "le", "la", "l'", "les", "lui", "leur", "jamais", "plus", '"')
            or low[j] in ("«", "“", "bien", "toujours", "rien")
        ):  # fmt: skip
            j += 1
        return j < last and surface.infinitive[j]
