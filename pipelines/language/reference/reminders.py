"""Who keeps somebody in mind between names: pronouns and descriptions that take an actor up, and people without a name.

"Le ministre X a reçu Y. Il a exclu toute taxe. « … », a-t-il dit": the second pronoun goes on from the first.
"Trois syndicats ont claqué la porte. Ils dénoncent …": a phrase without a name can be taken up as well as a name.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from pipelines.language.phrases import phrase_end, phrase_start, words
from pipelines.language.reference.prominence import Prominence, Speaker
from pipelines.language.surface import CLITICS, Surface

_PRONOUNS = frozenset({"il", "elle", "ils", "elles"})
_DETERMINERS = frozenset({
    "le", "la", "l'", "les", "un", "une", "des", "ce", "cet", "cette", "ces", "deux", "trois", "quatre", "cinq", "six", "sept",
    "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
    "trente", "quarante", "cinquante", "soixante", "cent", "mille", "plusieurs", "quelque", "certains", "certaines", "quelques", "son", "sa", "ses", "leur", "leurs",
})  # fmt: skip
# "une centaine de jeunes": the people counted, not the number, are whom the text goes on with.
QUANTITIES = frozenset({
    "dizaine", "dizaines", "douzaine", "quinzaine", "vingtaine", "trentaine", "quarantaine", "cinquantaine", "soixantaine",
    "centaine", "centaines", "millier", "milliers", "million", "millions", "poignée", "foule", "majorité", "vague",
})  # fmt: skip
_NOBODY = frozenset(
    {"faut", "fallait", "faudra", "faudrait", "y", "s'agit", "agit", "agissait", "pleut", "neige", "suffit"}
)
_LONGEST_APPOSITION = 14
_LONGEST_TITLE = 14


@dataclass(frozen=True, slots=True)
class Reminder:
    """A phrase that put somebody back into mind.

    Attributes:
        token, stop: its tokens, `stop` excluded.
        role: subject, oblique or other.
        speaker: who it stands for.
        pronoun: whether it is a pronoun.
    """

    token: int
    stop: int
    role: str
    speaker: Speaker
    pronoun: bool


class Reminders(Prominence):
    """Reads a text once, as far as it is asked about, for what takes people up."""

    def stories(self) -> list[int]:
        """For every token, how many sentences of the story, not of a quotation, have begun."""
        return self._stories

    @cached_property
    def _stories(self) -> list[int]:
        surface = self.surface
        counts: list[int] = []
        count = 0
        k = 0
        for i in range(len(surface)):
            if surface.first[i] == i:
                while k < len(self.quoted) and self.quoted[k][1] <= surface.start[i]:
                    k += 1
                within = k < len(self.quoted) and self.quoted[k][0] < surface.start[i]
                count += not within
            counts.append(count)
        return counts

    @cached_property
    def mention_roles(self) -> list[str]:
        """The part that each mention plays in its clause."""
        return [
            self.role_of(self.first_token[number], self.last_token[number])
            for number in range(len(self.surface.mentions))
        ]

    def role_of(self, first: int, stop: int) -> str:
        """The part that tokens first … stop - 1 play in their clause: subject, oblique, or other."""
        surface, low = self.surface, self.surface.low
        start = self._whole_start(first)
        if start > surface.first[first] and surface.pos[start - 1] == "ADP":
            return "oblique"
        apposed = phrase_start(surface, first)
        if low[stop : stop + 1] == [","] and apposed > start and self.verb_follows(stop + 1):
            return "subject"  # "le ministre, X, a reçu"
        stop = self.past_apposition(stop)
        if self.verb_follows(stop):
            return "subject"
        if low[start - 1 : start] == ["-"] or start <= 0:
            return "other"
        return "subject" if any(surface.dep[i].startswith("nsubj") for i in range(first, stop)) else "other"

    def _whole_start(self, first: int) -> int:
        """Where the phrase with its title begins: "le ministre de X, [Y]"."""
        surface, low = self.surface, self.surface.low
        start = phrase_start(surface, first)
        floor = surface.first[first]
        if start - 2 > floor and low[start - 1] == "," and surface.is_mention(first, "PER"):
            j = start - 2
            limit = max(floor, j - _LONGEST_TITLE)
            while j > limit and low[j - 1] not in (",", ";", ":") and not surface.finite[j - 1]:
                j -= 1
            if (j == floor or low[j - 1] == ",") and low[j] in _DETERMINERS:
                return j
            title = phrase_start(surface, start - 2)
            while (
                title > j and low[title - 1] in ("de", "d'", "du", "des", "à", "aux", "en") and title - 2 >= j
            ):
                title = phrase_start(surface, title - 2)
            if any(words().is_person(low[k]) for k in range(title, start - 1)):
                return title
        return start

    def past_apposition(self, stop: int) -> int:
        """Past "(RN)" and ", 54 ans," after a name."""
        surface, low = self.surface, self.surface.low
        for opening, closing in (("(", ")"), (",", ",")):
            if stop < len(low) and low[stop] == opening:
                end = stop + 1
                limit = min(surface.last[stop], end + _LONGEST_APPOSITION)
                if opening == "," and self.verb_follows(end):
                    return stop
                relative = low[end : end + 1] in (["qui"], ["dont"])
                while end < limit and low[end] != closing and (relative or not surface.finite[end]):
                    end += 1
                if end < limit and low[end] == closing:
                    stop = end + 1
        return stop

    def verb_follows(self, i: int) -> bool:
        """Whether a finite verb stands at token i, clitics and adverbs before it aside."""
        surface = self.surface
        limit = min(len(surface), i + 4)
        while i < limit and (surface.low[i] in CLITICS or surface.pos[i] == "ADV"):
            i += 1
        return i < limit and surface.finite[i]

    def reminders_before(self, token: int) -> tuple[list[Reminder], int]:
        """What took people up, by place, and how many of it did so before a token; read on as far as needed."""
        chain = self._chain
        while self._next < len(self._open) and self._open[self._next][0] < token:
            first, stop, role = self._open[self._next]
            self._next += 1
            speaker = self.taken_up(first, stop)
            if speaker is not None:
                pronoun = self.surface.low[first] in _PRONOUNS
                chain.append(Reminder(first, stop, role, speaker, pronoun))
        return chain, bisect_right(chain, token - 1, key=lambda each: each.token)

    def taken_up(self, first: int, stop: int) -> Speaker | None:
        """Who a pronoun or a phrase without a name stands for; None for nobody."""
        raise NotImplementedError

    @cached_property
    def _chain(self) -> list[Reminder]:
        return []

    _next = 0

    @cached_property
    def _open(self) -> list[tuple[int, int, str]]:
        """Every subject pronoun of the third person, and every phrase of people or institutions without a name."""
        surface, low = self.surface, self.surface.low
        found: list[tuple[int, int, str]] = []
        i = 0
        while i < len(low):
            if surface.mention[i] >= 0:
                i += 1
            elif low[i] in _PRONOUNS:
                if not self._says_nothing(i) and not self.in_quotation(surface.start[i]):
                    found.append((i, i + 1, "subject"))
                i += 1
            elif (low[i] in _DETERMINERS or low[i][:1].isdigit()) and i + 1 < len(low):
                stop = self._people(i)
                if stop > i and not self.in_quotation(surface.start[i]):
                    found.append((i, stop, self.role_of(i, stop)))
                i = max(stop, i + 1)
            else:
                i += 1
        return found

    def _says_nothing(self, i: int) -> bool:
        """ "Il faut", "il y a", "il s'agit": a pronoun that stands for nobody."""
        low, dep = self.surface.low, self.surface.dep
        return low[i] == "il" and (bool(_NOBODY & set(low[i + 1 : i + 4])) or dep[i].startswith("expl"))

    def _people(self, i: int) -> int:
        """One past the phrase of people or institutions without a name that begins at i; i where there is none."""
        surface, low = self.surface, self.surface.low
        known = words()
        counted = i + 1 + (low[i + 1] in QUANTITIES and low[i + 2 : i + 3] in (["de"], ["d'"]))
        limit = min(counted + 3, len(low))
        head = next(
            (
                j for j in range(counted, limit)
                if (surface.pos[j] == "NOUN" or low[j] in known.sources) and low[j] not in QUANTITIES
            ),
            -1,
        )  # fmt: skip
        if head < 0 or not (known.is_person(low[head]) or low[head] in known.institutions):
            return i
        stop = min(phrase_end(surface, i), len(low))
        if head >= stop:
            return i
        named = next((j for j in range(i, stop) if surface.mention[j] >= 0), -1)
        if named >= 0 and (
            counted > i + 1  # "une trentaine de rebelles du M23": the M23 is who goes on
            or surface.is_mention(named, "PER")
            or surface.pos[named - 1] not in ("ADP", "DET")
        ):
            return i
        return stop

    def in_quotation(self, offset: int) -> bool:
        """Whether the words at an offset stand between marks."""
        place = bisect_right(self.quoted, (offset, 1 << 60)) - 1
        return place >= 0 and self.quoted[place][0] <= offset < self.quoted[place][1]


def sentences_between(surface: Surface, stories: list[int], first: int, after: int) -> int:
    """How many sentences of the story lie between two tokens, 4 at most."""
    return min(max(stories[min(after, len(surface) - 1)] - stories[first], 0), 4)
