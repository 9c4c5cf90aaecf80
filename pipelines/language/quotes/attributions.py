"""Clauses that a preposition attributes: "selon X", "d'après X", "pour X", "de l'avis de X", "aux yeux de X"."""

from __future__ import annotations

from pipelines.language.phrases import begins_phrase, phrase_end, phrase_start, words
from pipelines.language.quotes.clauses import Found
from pipelines.language.quotes.source_clauses import SourceClauses
from pipelines.language.records import Span
from pipelines.language.reporting import Cue, Entry

_ANY_VERB = Entry("", frozenset({"direct"}), "")
_WHICH = frozenset({"qui", "lequel", "laquelle", "lesquels", "lesquelles"})
_OWN_WORDS = frozenset({"mots", "termes", "propos", "paroles", "dires", "expression", "formule"})


class Attributions(SourceClauses):
    """Finds what prepositions attribute, beside what verbs govern."""

    def sources(self) -> list[Found]:
        """Clauses that "selon X", "d'après X", "pour X" attribute to somebody."""
        surface, low = self.surface, self.surface.low
        found: list[Found] = []
        for i, word in enumerate(low):
            if self.inside[i] >= 0 or word not in (
                "selon",
                "après",
                "pour",
                "avis",
                "croire",
                "yeux",
                "dires",
                "dire",
                "aveu",
            ):
                continue
            where = self._preposition(i)
            if where is None:
                continue
            first, phrase = where
            if phrase < len(surface) and low[phrase] in _WHICH:
                each = self._by_relative(first, phrase)
                if each is not None:
                    found.append(each)
                continue
            if self._is_own_words(phrase):
                each = self._in_own_words(first, phrase)
                if each is not None:
                    found.append(each)
                continue
            stop = (
                phrase_end(surface, phrase) if phrase < len(surface) and begins_phrase(surface, phrase) else 0
            )
            if stop and self._can_be_source(phrase, stop, surface.low[i]):
                each = self._attributed(first, phrase, stop)
                if each is not None:
                    found.append(each)
        return found

    def _is_own_words(self, phrase: int) -> bool:
        low = self.surface.low
        if low[phrase : phrase + 1] not in (["ses"], ["leurs"], ["son"]):
            return False
        return bool(_OWN_WORDS & set(low[phrase + 1 : phrase + 3]))

    def _in_own_words(self, first: int, phrase: int) -> Found | None:
        """ "« … », selon ses propres termes": the marked words beside it, by the subject of the clause."""
        surface, low = self.surface, self.surface.low
        stop = phrase + 1
        while stop < surface.last[first] and low[stop - 1] not in _OWN_WORDS:
            stop += 1
        after = stop + (stop < len(low) and low[stop] == ",")
        before = first - 1 - (first > 1 and low[first - 1] == ",")
        number = self.inside[before] if before >= 0 and self.closes_mark(before) else -1
        if number < 0 and after < len(low):
            number = self.inside[after]
        if number < 0:
            return None
        mark = self.marks[number]
        subject = Cue(_ANY_VERB, first, first, first, first, "finite")
        return Found(
            [(mark.start, mark.end)], "direct", lambda: self.speakers.before(subject), surface.span(first, phrase),
            "neutral", f"words attributed by “{low[first]}”", surface.start[first], marks=[number],
        )  # fmt: skip

    def _by_relative(self, first: int, relative: int) -> Found | None:
        """ "La police, selon laquelle …": the clause is what the noun before says."""
        surface, low = self.surface, self.surface.low
        antecedent = first - 1
        comma = antecedent > surface.first[first] and low[antecedent] == ","
        antecedent -= comma
        if antecedent < surface.first[first] or relative + 1 >= surface.last[first]:
            return None
        if low[first] == "pour" and (low[relative] != "qui" or not comma):
            return None
        start = phrase_start(surface, antecedent)
        if not any(
            surface.is_mention(j)
            or words().is_person(low[j])
            or low[j] in words().institutions
            or (comma and low[j] in words().documents)
            for j in range(start, antecedent + 1)
        ):
            return None
        stop, _ = self.clause_stop(relative + 1, None, relative)
        part = (
            surface.trim(surface.start[relative + 1], surface.end[stop - 1]) if stop > relative + 1 else None
        )
        if part is None:
            return None
        marks = self.marks_within(*part)
        if len(marks) == 1 and self.marks[marks[0]].outer_end >= part[1]:
            said = self.marks[marks[0]]
            opening, ending = surface.tokens_of(said.outer_start, said.outer_end)
            if any(surface.finite[opening:ending]) and not any(surface.finite[relative + 1 : opening]):
                part = (said.outer_start, said.outer_end)  # "pour qui l'enquête « a cherché une filière »"
        each = self._as_found([part], first, relative, relative + 1)
        if each is not None:
            each.find = lambda: self.speakers.ending_at(antecedent)
        return each

    def _preposition(self, i: int) -> tuple[int, int] | None:  # noqa: PLR0911
        """First token of the preposition that ends at or near token i, and the token after it."""
        low = self.surface.low
        word = low[i]
        before = low[i - 1] if i else ""
        earlier = low[i - 2] if i > 1 else ""
        if word == "selon":
            return i, i + 1
        if word == "après" and before == "d'":
            return i - 1, i + 1
        if word == "pour" and (self._opens_clause(i) or self.surface.low[i + 1 : i + 2] == ["qui"]):
            return i, i + 1
        following = low[i + 1] if i + 1 < len(low) else ""
        if following == "même" and word == "aveu":
            i += 1
            following = low[i + 1] if i + 1 < len(low) else ""
        of = following in ("de", "d'", "du", "des")
        shift = i + 2 if following in ("de", "d'") else i + 1
        if word == "avis" and before == "l'" and earlier == "de" and of:
            return i - 2, shift
        if word == "aveu" and before == "l'" and earlier == "de" and of:
            return i - 2 - (low[i] == "même"), shift
        if word == "croire" and before == "en" and earlier in ("à", "a"):
            return i - 2, i + 1
        if word == "yeux" and before == "aux" and of:
            return i - 1, shift
        if word in ("dires", "dire") and before in ("aux", "au") and of:
            return i - 1, shift
        return None

    def _opens_clause(self, i: int) -> bool:
        low = self.surface.low
        return (
            i == self.surface.first[i]
            or low[i - 1] in (";", ":", "et", "mais")
            or (low[i - 1] == "," and low[i - 2] in ("mais", "et"))
        )

    def _can_be_source(self, first: int, stop: int, preposition: str) -> bool:
        surface, low = self.surface, self.surface.low
        named = any(surface.is_mention(j) for j in range(first, stop))
        head = next(
            (
                j
                for j in range(first, stop)
                if surface.pos[j] in ("NOUN", "PROPN") or low[j] in words().sources
            ),
            first,
        )
        if low[head] in words().no_source and not surface.is_mention(head):
            return False
        if preposition == "pour":
            person = (
                any(surface.is_mention(j, "PER") for j in range(first, stop)) or low[head] in words().people
            )
            marked = self.inside[min(stop + 1, len(low) - 1)] >= 0
            return low[min(stop, len(low) - 1)] == "," and (
                person
                or (low[first] in ("lui", "elle", "eux", "elles") and first == stop - 1)
                or (marked and (named or low[head] in words().institutions))
            )
        return named or words().is_person(low[head]) or any(low[j] in words().sources for j in range(first, stop)) or low[first] in (
            "lui", "elle", "eux", "elles", "celui-ci", "celle-ci", "certains", "plusieurs",
        )  # fmt: skip

    def _attributed(self, first: int, phrase: int, stop: int) -> Found | None:
        surface, low = self.surface, self.surface.low
        last = surface.last[first]
        opening = (
            first == surface.first[first]
            or low[first - 1] in (";", ":")
            or (low[first - 1] in ("et", "mais", "car", "or") and self._has_comma(stop, last))
        )
        parts: list[Span | None]
        if opening:
            start = self._past_apposition(phrase, stop, last)
            if start < 0:
                return None
            end, _ = self.clause_stop(start, None)
            if (
                end < last - 1
                and low[end] == ":"
                and self.inside[end + 1] >= 0
                and not any(surface.finite[start:end])
            ):
                return None  # "Pour X, pas de doute : « … »"
            parts = [surface.trim(surface.start[start], surface.end[max(end, start + 1) - 1])]
        else:
            before = low[first - 1]
            if (
                before not in (",", "(", "–", "—")
                and not self.closes_mark(first - 1)
                and stop < last - 1
                and low[stop] not in (",", ".", ";")
            ):
                return None
            start = self._hearsay_start(self._clause_start(first), first)
            marked = self._closing_fragment(start, first)
            if marked is not None:
                return self._as_found([(marked.outer_start, marked.outer_end)], first, phrase, stop)
            parts = [surface.trim(surface.start[start], surface.end[first - 1])]
            if (
                stop < last - 1
                and low[stop] == ","
                and before == ","
                and self.speakers.apposed(phrase, stop) < 0
                and self._goes_on(stop + 1, start, first)
            ):
                end, _ = self.clause_stop(stop + 1, None)
                parts.append(surface.trim(surface.start[stop + 1], surface.end[end - 1]))
        return self._as_found([part for part in parts if part], first, phrase, stop)
