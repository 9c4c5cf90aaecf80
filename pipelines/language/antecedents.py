"""Which actor of the article a pronoun or a definite phrase takes up ("elle", "ce dernier", "le groupe", "la banque").

Every actor named or quoted before is a candidate. Each gets readable signs (agrees in gender, one sentence back, spoke
last, "the text tells this function of him"), each sign a weight learned by logistic regression from data/gold
(`python -m pipelines.training.antecedents`); the likeliest wins, if it is likely enough. Features after Soon, Ng and
Lim (2001), "A Machine Learning Approach to Coreference Resolution of Noun Phrases".
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipelines.language.gazetteer import demonyms, fold, words_of
from pipelines.language.learned import Model, model
from pipelines.language.phrases import phrase_start, words
from pipelines.language.prominence import Prominence, Speaker
from pipelines.language.records import Actor
from pipelines.language.surface import Surface

# A pronoun has an antecedent, so the likeliest will do; a definite phrase may well introduce someone new.
LIKELY_PRONOUN, LIKELY_NOUN = 0.05, 0.3
TOLD, TOLD_LATER = "function told", "function told later"
_WINDOW = 60  # mentions looked back over: more would cost time and find nobody
_VOICES = 6
_SORTS = {
    "person noun": ("PER", ""),
    "institution noun": ("ORG", "LOC", ""),
    "country noun": ("LOC",),
}
_AHEAD = 2  # paragraphs in which a function may still be told


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A phrase that takes up someone.

    Attributes:
        first, stop: its tokens, `stop` excluded.
        kind: subject (il), object (lui, l'), demonstrative (celui-ci, ce dernier), owner (son), or noun.
        gender, number: "" where the form does not tell.
        noun: its head, "" for pronouns.
    """

    first: int
    stop: int
    kind: str
    gender: str = ""
    number: str = ""
    noun: str = ""

    @property
    def sort(self) -> str:
        """What it can stand for, as far as its words tell: a person, an institution, a country, or its kind."""
        return _sort_of(self.noun) if self.noun else self.kind


@lru_cache(maxsize=1 << 12)
def _sort_of(noun: str) -> str:
    known = words()
    if noun in known.countries:
        return "country noun"
    if noun in known.institutions or noun in known.general_institutions:
        return "institution noun"
    return "person noun" if known.is_person(noun) else "other noun"


@lru_cache(maxsize=1 << 12)
def _keys_of(name: str) -> tuple[str, ...]:
    return tuple(word.key for word in words_of(name))


@dataclass(slots=True)
class Antecedent:
    """Someone an anaphor may stand for, and the signs that speak for or against it."""

    speaker: Speaker
    signs: list[str] = field(default_factory=list)


def likeliest(judge: Model, anaphor: Anaphor, found: Sequence[Antecedent]) -> Speaker | None:
    """The likeliest of the candidates, if likely enough; where the text has told the noun of someone, one of those."""
    least = LIKELY_NOUN if anaphor.noun else LIKELY_PRONOUN
    for sign in (TOLD, TOLD_LATER):
        bearers = [each for each in found if sign in each.signs]
        if bearers:
            found, least = bearers, 0.0
            break
    best: Speaker | None = None
    sort = (anaphor.sort,)
    for each in found:
        probability = judge.probability(each.signs, sort)
        if probability >= least:
            best, least = each.speaker, probability
    return best


class Antecedents(Prominence):
    """Ranks the actors of one text for an anaphor in it."""

    def __init__(self, surface: Surface, actors: Sequence[Actor]) -> None:
        super().__init__(surface, actors)
        self._standings: dict[int, tuple[str, bool]] = {}  # mention → how it stands in its clause
        self._bearers: dict[int, Speaker] = {}  # mention → whom it names

    def choose(self, anaphor: Anaphor) -> Speaker | None:
        """Who the anaphor stands for; None where nobody is likely enough."""
        return likeliest(model("antecedents", "any"), anaphor, self.antecedents(anaphor))

    def antecedents(self, anaphor: Anaphor) -> list[Antecedent]:
        """Everyone the anaphor may stand for, nearest first."""
        last: dict[str, int] = {}  # actor → its last mention before the anaphor
        times: dict[str, int] = {}
        place = bisect_left(self.first_token, anaphor.first)
        for number in range(place - 1, max(place - 1 - _WINDOW, -1), -1):
            mention = self.surface.mentions[number]
            if mention.type == "MISC":
                continue
            last.setdefault(mention.actor_id, number)
            times[mention.actor_id] = times.get(mention.actor_id, 0) + 1
        voices = self._voices(anaphor.first)
        found: list[Antecedent] = []
        most = max(times.values(), default=0)
        for newer, (actor_id, number) in enumerate(last.items()):
            each = Antecedent(self._bearer(number))
            if not self._may_be(anaphor, each.speaker):
                continue
            each.signs.extend(self._place_signs(anaphor, number))
            each.signs.append(f"newer: {min(newer, 5)}")
            each.signs.append(f"named: {min(times[actor_id], 3)}")
            if times[actor_id] == most and most > 1:
                each.signs.append("named most")
            found.append(each)
        others = self._others(anaphor, last, voices)
        found.extend(each for each in others if self._may_be(anaphor, each.speaker))
        for each in found:
            each.signs.extend(self._agreement_signs(anaphor, each.speaker))
            each.signs.extend(self._voice_signs(anaphor, each.speaker, voices))
            if anaphor.noun:
                each.signs.extend(self._noun_signs(anaphor, each.speaker))
        return found

    def _bearer(self, number: int) -> Speaker:
        """Who a mention names, made once."""
        if number not in self._bearers:
            mention = self.surface.mentions[number]
            self._bearers[number] = self._named(number, (mention.start, mention.end))
        return self._bearers[number]

    def _may_be(self, anaphor: Anaphor, speaker: Speaker) -> bool:
        """Whether nothing rules the candidate out: gender and number of people, and what kind of thing the noun means."""
        actor = self.actors.get(speaker.actor_id)
        kind = actor.type if actor else ""
        if kind in ("PER", "") and anaphor.number and speaker.number != anaphor.number:
            return False
        if kind in ("PER", "") and anaphor.gender and speaker.gender and speaker.gender != anaphor.gender:
            return False
        if anaphor.sort == "kin owner":
            return kind in ("PER", "")
        wanted = _SORTS.get(anaphor.sort)
        return wanted is None or kind in wanted

    def _voices(self, before: int) -> list[tuple[int, Speaker]]:
        """Who spoke before a token, the last first, each once, with the token where."""
        offset = self.surface.start[before]
        stop = bisect_right(self.said, offset, key=lambda pair: pair[0])
        found: dict[str, tuple[int, Speaker]] = {}
        for place, speaker in reversed(self.said[max(0, stop - 2 * _VOICES) : stop]):
            if speaker.name and place < offset:
                token = min(self.surface.token_at(place), len(self.surface) - 1)
                found.setdefault(speaker.name, (token, speaker))
        return list(found.values())[:_VOICES]

    def _others(
        self, anaphor: Anaphor, last: dict[str, int], voices: list[tuple[int, Speaker]]
    ) -> Iterator[Antecedent]:
        """Unnamed people who spoke, and whoever bears the function further on."""
        for _, speaker in voices:
            if not speaker.actor_id:
                yield Antecedent(speaker, ["unnamed"])
        if not anaphor.noun:
            return
        surface = self.surface
        for token, number in self.roles.get(anaphor.noun, ()):
            mention = surface.mentions[number]
            if token <= anaphor.first or mention.actor_id in last:
                continue
            if surface.paragraph[token] - surface.paragraph[anaphor.first] <= _AHEAD:
                yield Antecedent(self._bearer(number), ["named later"])
            return

    def _place_signs(self, anaphor: Anaphor, number: int) -> Iterator[str]:
        """Where the actor was named last."""
        surface = self.surface
        first = self.first_token[number]
        sentences = self._sentences_between(first, anaphor.first)
        paragraphs = min(surface.paragraph[anaphor.first] - surface.paragraph[first], 3)
        yield f"{sentences} sentences, {paragraphs} paragraphs back"
        yield f"{sentences} sentences back"
        yield f"{paragraphs} paragraphs back"
        standing, opens = self._standing(number)
        if standing:
            yield standing
            yield f"{standing}, {sentences} sentences back"
        if opens:
            yield f"opens a sentence, {sentences} sentences back"
        if self._is_quoted(surface.mentions[number].start, surface.start[anaphor.first]):
            yield "named in a quotation"

    def _standing(self, number: int) -> tuple[str, bool]:
        """Whether a mention is a subject or stands after a preposition, and whether it opens its sentence."""
        known = self._standings.get(number)
        if known is None:
            surface, first = self.surface, self.first_token[number]
            start = phrase_start(surface, first)
            standing = ""
            if self._is_subject(first) or surface.dep[self.last_token[number] - 1].startswith("nsubj"):
                standing = "subject"
            elif start > 0 and surface.pos[start - 1] == "ADP":
                standing = "after a preposition"
            known = self._standings[number] = (standing, start == surface.first[first])
        return known

    def _sentences_between(self, first: int, after: int) -> int:
        surface = self.surface
        count, start = 0, surface.first[after]
        while start > first and count < 4:
            start = surface.first[start - 1]
            count += 1
        return count

    def _agreement_signs(self, anaphor: Anaphor, speaker: Speaker) -> Iterator[str]:
        actor = self.actors.get(speaker.actor_id)
        kind = actor.type if actor else "unnamed"
        yield f"is {kind}"
        if anaphor.gender:
            known = speaker.gender
            state = "unknown" if not known else "agrees" if known == anaphor.gender else "clashes"
            yield f"gender {state}"
            yield f"{kind} gender {state}"
        if anaphor.number:
            yield f"{kind} number {'agrees' if speaker.number == anaphor.number else 'clashes'}, {anaphor.number}"

    def _voice_signs(
        self, anaphor: Anaphor, speaker: Speaker, voices: list[tuple[int, Speaker]]
    ) -> Iterator[str]:
        for order, (token, voice) in enumerate(voices):
            if voice.name == speaker.name:
                surface = self.surface
                away = min(surface.paragraph[anaphor.first] - surface.paragraph[token], 2)
                here = surface.first[token] == surface.first[anaphor.first]
                yield f"spoke {min(order, 3)}"
                yield f"spoke {min(order, 3)}, {away} paragraphs back"
                if here:
                    yield "spoke in this sentence"
                return
        yield "has not spoken"

    def _noun_signs(self, anaphor: Anaphor, speaker: Speaker) -> Iterator[str]:
        told = self.roles.get(anaphor.noun, ())
        bearers = {self.surface.mentions[number].actor_id for token, number in told if token < anaphor.first}
        later = {self.surface.mentions[number].actor_id for token, number in told if token > anaphor.first}
        if speaker.actor_id and speaker.actor_id in bearers:
            yield TOLD
            last = self.surface.mentions[
                next(number for token, number in reversed(told) if token < anaphor.first)
            ].actor_id
            yield "function told last" if last == speaker.actor_id else "function told of another later"
        elif speaker.actor_id and speaker.actor_id in later:
            yield TOLD_LATER
        elif bearers:
            yield "function told of another"
        if speaker.actor_id in self.described:
            yield "some function told"
        name = _keys_of(speaker.name)
        noun = fold(anaphor.noun)
        if noun in name:
            yield "noun opens the name" if name[0] == noun else "noun in the name"
        if not speaker.actor_id and noun in fold(speaker.name):
            yield "noun in the unnamed phrase"
        actor = self.actors.get(speaker.actor_id)
        states = {
            iso
            for i in range(anaphor.first, anaphor.stop)
            if (iso := demonyms().get(fold(self.surface.low[i])))
        }
        if states:
            country = actor.country if actor else ""
            yield (
                "nationality unknown"
                if not country
                else "nationality agrees"
                if country in states
                else "nationality clashes"
            )
        length = min(anaphor.stop - anaphor.first, 4)
        yield f"phrase of {length} words"
