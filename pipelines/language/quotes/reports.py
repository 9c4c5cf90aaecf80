"""Clauses and infinitives that hang on a reporting verb: "a dit que…", "dit vouloir…", "promet de…"."""

from __future__ import annotations

from pipelines.language.quotes.clause_ends import ClauseEnds
from pipelines.language.quotes.clauses import Found
from pipelines.language.reporting import Cue

_STOPS = frozenset({".", "!", "?", "…", ";"})
_FARTHEST_INFINITIVE = 6
_FARTHEST_DEMAND = 16  # tokens between a demand and its infinitive: "a exhorté les groupes armés à"
_AUXILIARIES = frozenset({"avoir", "être", "vouloir", "pouvoir", "devoir", "faire", "laisser"})
_NO_DEMAND_OVER = frozenset({".", "!", "?", "…", ";", ":", "qui", "que", "qu'", "dont", "où"})


class Reports(ClauseEnds):
    """Finds what reporting verbs govern."""

    def reported(self) -> list[Found]:
        """Clauses and infinitives that hang on a reporting verb."""
        found: list[Found] = []
        for cue in self.cues:
            if self.inside[cue.verb] >= 0 or cue.passive:
                continue
            if cue.negated and not cue.takes("negated"):
                continue
            if not self._reports_here(cue):
                continue
            found.extend(self.told(cue))
        return [each for each in found if each.parts]

    def told(self, cue: Cue) -> list[Found]:
        """What hangs on one reporting verb: its que-clauses, a clause after a colon, or an infinitive."""
        start = self.complementizer(cue) if cue.takes("que") else -1
        if start >= 0:
            return self._que_clauses(cue, start)
        start = self._announced(cue)
        if start >= 0:
            return [self._clause(cue, start, self.clause_stop(start, cue)[0], "clause after a colon and")]
        start = self._infinitive(cue)
        if start >= 0:
            return [
                self._bare(
                    self._clause(cue, start, self.clause_stop(start, cue)[0], "infinitive of"), cue, start
                )
            ]
        start = self._quoted_infinitive(cue)
        if start >= 0:
            return [
                self._clause(cue, start, self._demand_stop(start, cue), "infinitive with quoted words of")
            ]
        return []

    def _demand_stop(self, start: int, cue: Cue) -> int:
        """Where the infinitive ends: a second one with a preposition of its own is another demand."""
        low = self.surface.low
        stop, _ = self.clause_stop(start, cue)
        for i in range(start, stop - 2):
            if low[i] in ("et", "ou") and low[i + 1] in ("de", "d'", "à") and self.inside[i] < 0:
                return i if self.is_infinitive(i + 2, stop) else stop
        return stop

    def _bare(self, found: Found, cue: Cue, start: int) -> Found:
        """An infinitive after "de" that is marked from end to end is direct: "promet de « tout dire »"."""
        if len(found.marks) == 1 and start and self.surface.low[start - 1] in ("de", "d'"):
            mark = self.marks[found.marks[0]]
            if found.parts and found.parts[0][0] >= mark.outer_start and found.parts[0][1] <= mark.outer_end:
                found.kind, found.parts = "direct", [(mark.start, mark.end)]
        return found

    def _quoted_infinitive(self, cue: Cue) -> int:
        """The infinitive of a demand or reproach that holds quoted words: "a demandé de venir « avec des actes »"."""
        surface, low = self.surface, self.surface.low
        if not cue.takes("de") or not cue.takes("fragment") or cue.passive or cue.mood == "participle":
            return -1
        last = min(surface.last[cue.verb], cue.stop + _FARTHEST_DEMAND)
        for i in range(cue.stop, last - 1):
            if self.inside[i] >= 0 or surface.finite[i] or low[i] in _NO_DEMAND_OVER:
                return -1
            if (
                low[i] not in ("de", "d'", "à")
                or not self.is_infinitive(i + 1, last)
                or self.inside[i + 1] >= 0
            ):
                continue
            verb = next((j for j in range(i + 1, last) if surface.infinitive[j]), last)
            if low[cue.stop : i].count(",") % 2 or verb + 1 >= last:
                return -1
            if low[verb] in _AUXILIARIES and self.inside[verb + 1] >= 0:
                return -1  # "d'avoir « cogéré la misère »": the words are the verb itself
            stop = self._demand_stop(i + 1, cue)
            quoted = any(
                self.inside[j] >= 0 and not self.is_name(self.inside[j]) for j in range(verb + 1, stop)
            )
            return i + 1 if quoted else -1
        return -1

    def _reports_here(self, cue: Cue) -> bool:
        """Whether a verb that is not finite still reports: "avant d'ajouter que", "et de prévenir que"."""
        low = self.surface.low
        if cue.mood == "infinitive":
            before = low[cue.left - 1] if cue.left else ""
            earlier = low[cue.left - 2] if cue.left > 1 else ""
            return (before in ("de", "d'") and (earlier in ("avant", "et") or self._narrates(cue))) or (
                before == "pour" and any(self.surface.finite[self.surface.first[cue.left] : cue.left])
            )
        if cue.mood == "participle":
            before = low[cue.left - 1] if cue.left else ""
            return before in ("et", "ou", "puis", ",", "mais") or self.surface.pos[cue.left - 1] == "ADV"
        return True

    def _narrates(self, cue: Cue) -> bool:
        """ "Et l'élu de prévenir": a narrative infinitive whose sentence begins with "et"."""
        surface = self.surface
        first = surface.first[cue.left]
        return surface.low[first] == "et" and not any(surface.finite[first : cue.left])

    def _announced(self, cue: Cue) -> int:
        """The token after a colon right behind the verb, where an unmarked clause follows; -1 if none."""
        surface = self.surface
        i = cue.stop
        last = surface.last[cue.verb]
        if cue.mood != "finite" or not cue.takes("que") or i + 2 >= last or surface.low[i] != ":":
            return -1
        if self.inside[i + 1] >= 0 or not any(surface.finite[i + 1 : last]):
            return -1
        return i + 1

    def _que_clauses(self, cue: Cue, start: int) -> list[Found]:
        found = []
        while start >= 0:
            stop, following = self.clause_stop(start, cue)
            found.append(self._clause(cue, start, stop, "clause after"))
            start = following
        return found

    def _clause(self, cue: Cue, start: int, stop: int, how: str) -> Found:
        surface = self.surface
        span = surface.trim(surface.start[start], surface.end[stop - 1]) if stop > start else None
        marks = self.marks_within(*span) if span else []
        return Found(
            [span] if span else [],
            "mixed" if any(not self.is_name(number) for number in marks) else "indirect",
            lambda: self.speakers.before(cue),
            surface.span(cue.first, cue.stop),
            cue.entry.stance,
            f"{how} “{cue.entry.verb}”",
            surface.start[cue.first],
            marks=marks,
        )

    def _infinitive(self, cue: Cue) -> int:  # noqa: PLR0911
        """The first token of the infinitive that is what was said, -1 if none."""
        surface, low = self.surface, self.surface.low
        i = cue.stop
        last = surface.last[cue.verb]
        reflexive = bool({"se", "s'"} & set(low[cue.left : cue.verb]))
        if (
            reflexive
            and cue.entry.verb in ("dire", "déclarer")
            and i < last
            and (surface.pos[i] in ("ADJ", "VERB") and not surface.infinitive[i])
        ):
            return i
        limit = min(last, i + _FARTHEST_INFINITIVE)
        while i < limit:
            word = low[i]
            alone = ("lui", "elle", "eux", "elles")
            if word == "," and low[min(i + 1, last - 1)] not in alone and low[i - 1] not in alone:
                return -1
            if word in ("de", "d'"):
                if cue.takes("de") and self.is_infinitive(i + 1, last):
                    return i + 1
                return -1
            if cue.takes("infinitive") and self.is_infinitive(i, last):
                return i
            if (
                surface.pos[i] != "ADV"
                and not (surface.pos[i] in ("PUNCT", "PRON") and word not in _STOPS and word != ":")
                and not (
                    # "promettre aux élus de" names who is told in between
                    cue.takes("de")
                    and (surface.is_mention(i) or surface.pos[i] in ("ADP", "DET", "NOUN", "PROPN"))
                )
            ):
                return -1
            i += 1
        return -1
