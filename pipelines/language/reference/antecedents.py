"""Which actor of the article a pronoun or a definite phrase takes up ("elle", "ce dernier", "le groupe", "la banque").

Every actor named or quoted before is a candidate. Each gets readable signs (agrees in gender, one sentence back, spoke
last, "the text tells this function of him"), each sign a weight learned by logistic regression from data/gold
(`python -m pipelines.training.antecedents`); the likeliest wins, if it is likely enough. Features after Soon, Ng and
Lim (2001), "A Machine Learning Approach to Coreference Resolution of Noun Phrases".
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from pipelines.language.gazetteer import demonyms, fold, words_of
from pipelines.language.learned import Model, model
from pipelines.language.phrases import words
from pipelines.language.records import Actor
from pipelines.language.reference.prominence import Speaker
from pipelines.language.reference.reminders import Reminders, sentences_between
from pipelines.language.surface import MARKS, Surface

# A pronoun has an antecedent, so the likeliest will do; a definite phrase may well introduce someone new.
LIKELY_PRONOUN, LIKELY_NOUN = 0.05, 0.3
LIKELY_OBJECT, CLEARLY = 0.15, 1.15  # of an object before its verb, among several
TOLD, TOLD_LATER = "function told", "function told later"
ALIKE = "function of this kind"
PART = "institution of its own"
THIS, NAMED_COMPLEMENT, GENERAL = "this", "named complement", "general institution"
LIKELY_THIS, LIKELY_GENERAL = 0.05, 0.12
SAME = "goes on, spoke 0"
_GOES_ON = (
    "ajout",
    "poursui",
    "conclu",
    "insist",
    "précis",
    "repren",
    "repris",
    "continu",
    "résum",
    "renchéri",
    "détaill",
)
_ANSWERS = ("répond", "répliqu", "rétorqu", "ripost", "corrig", "objec", "rétorqu", "contest", "s'insurg")
_NEAR_VERB = 5  # tokens from a subject to its verb
_WINDOW = 60  # mentions looked back over: more would cost time and find nobody
_RECENT = 24  # pronouns and phrases without a name looked back over
_FRESH = 3  # sentences over which somebody without a name is kept in mind
_VOICES = 6
_SORTS = {
    "person noun": ("PER", ""),
    "institution noun": ("ORG", "LOC", ""),
    "country noun": ("LOC",),
}
_AHEAD = 2  # paragraphs in which a function may still be told


class _Tellings(NamedTuple):
    """Where a text tells a function, in order, and of whom: (token, actor_id), and per actor the first and last of them."""

    bearers: list[tuple[int, str]]
    first: dict[str, int]
    last: dict[str, int]
    earliest: int


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A phrase that takes up someone.

    Attributes:
        first, stop: its tokens, `stop` excluded.
        kind: subject (il), object (lui, l'), demonstrative (celui-ci, ce dernier), owner (son), or noun.
        gender, number: "" where the form does not tell.
        noun: its head, "" for pronouns; head: the token of it.
    """

    first: int
    stop: int
    kind: str
    gender: str = ""
    number: str = ""
    noun: str = ""
    head: int = -1

    @property
    def sort(self) -> str:
        """What it can stand for, as far as its words tell: a person, an institution, a country, or its kind."""
        return _sort_of(self.noun) if self.noun else self.kind


@lru_cache(maxsize=1 << 12)
def _sort_of(noun: str) -> str:
    known = words()
    if noun in known.countries:
        return "country noun"
    if noun == "régulateur" or noun in known.institutions or noun in known.general_institutions:
        return "institution noun"
    return "person noun" if known.is_person(noun) or fold(noun) in demonyms() else "other noun"


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
    if anaphor.kind == "demonstrative":
        # "ce dernier", "celui-ci": whoever was named last, not the subject before
        fresh = [each for each in found if {"0 sentences back", "1 sentences back"} & set(each.signs)]
        fresh = [
            each
            for each in fresh
            if not {"is LOC", "gender clashes", "named in a quotation"} & set(each.signs)
        ]
        if fresh:
            return fresh[0].speaker
    for sign in (TOLD, TOLD_LATER):
        bearers = [each for each in found if sign in each.signs]
        if bearers:
            found, least = bearers, 0.0
            break
    else:
        signs = found[0].signs if found else ()
        alike = [each for each in found if ALIKE in each.signs]
        if alike:
            found, least = alike, LIKELY_THIS
        elif NAMED_COMPLEMENT in signs or PART in signs:
            # "le porte-parole du Kremlin", "la direction" are nobody named before, unless the same goes on speaking
            found = [each for each in found if SAME in each.signs]
        elif THIS in signs or fold(anaphor.noun) in demonyms():
            least = LIKELY_THIS
        elif GENERAL in signs:
            least = LIKELY_GENERAL
    best: Speaker | None = None
    sort = (anaphor.sort,)
    for each in found:
        probability = judge.probability(each.signs, sort)
        if probability >= least:
            best, least = each.speaker, probability
    return best


def _stands_out(judge: Model, anaphor: Anaphor, found: Sequence[Antecedent]) -> bool:
    """Whether one of several is likely, and likelier than any other: for two alike, "l'a averti" tells too little."""
    second, first = sorted(judge.probability(each.signs, (anaphor.sort,)) for each in found)[-2:]
    return first >= LIKELY_OBJECT and first >= CLEARLY * second


class _Place(NamedTuple):
    """Where somebody was in mind last."""

    token: int
    role: str
    offset: int
    kind: str  # name, pronoun or phrase


class Antecedents(Reminders):
    """Ranks the actors of one text for an anaphor in it."""

    def __init__(self, surface: Surface, actors: Sequence[Actor]) -> None:
        super().__init__(surface, actors)
        self._bearers: dict[int, Speaker] = {}  # mention → whom it names
        self._told: dict[tuple[str, str, str], tuple[_Tellings, _Tellings]] = {}

    def choose(self, anaphor: Anaphor, without: Callable[[Speaker], bool] | None = None) -> Speaker | None:
        """Who the anaphor stands for, nobody that `without` rules out; None where nobody is likely enough."""
        judge, found = model("antecedents", "any"), self.antecedents(anaphor)
        if without is not None:
            found = [each for each in found if not without(each.speaker)]
            if anaphor.kind == "object" and len(found) > 1 and not _stands_out(judge, anaphor, found):
                return None
        return likeliest(judge, anaphor, found)

    def antecedents(self, anaphor: Anaphor) -> list[Antecedent]:
        """Everyone the anaphor may stand for, nearest first."""
        mentions = self.surface.mentions
        names: dict[str, int] = {}  # actor → its last mention before the anaphor
        times: dict[str, int] = {}
        before = bisect_left(self.first_token, anaphor.first)
        for number in range(before - 1, max(before - 1 - _WINDOW, -1), -1):
            mention = mentions[number]
            if mention.type == "MISC":
                continue
            names.setdefault(mention.actor_id, number)
            times[mention.actor_id] = times.get(mention.actor_id, 0) + 1
        voices = self._voices(anaphor)
        places = {
            actor_id: _Place(
                self.first_token[number], self.mention_roles[number], mentions[number].start, "name"
            )
            for actor_id, number in names.items()
        }
        unnamed = self._reminded(anaphor, places)
        most = max(times.values(), default=0)
        found: list[tuple[_Place | None, Antecedent]] = []
        for actor_id, number in names.items():
            each = Antecedent(self._bearer(number))
            each.signs.append(f"named: {min(times[actor_id], 3)}")
            if times[actor_id] == most and most > 1:
                each.signs.append("named most")
            found.append((places[actor_id], each))
        found.extend(self._others(anaphor, names, voices, unnamed))
        found = [
            pair
            for pair in found
            if self._may_be(anaphor, pair[1].speaker) and not self._is_source(anaphor, pair[0])
        ]
        found.sort(key=lambda pair: -pair[0].token if pair[0] else 0)
        self._place_signs(anaphor, found)
        for _, each in found:
            each.signs.extend(self._agreement_signs(anaphor, each.speaker))
            each.signs.extend(self._voice_signs(anaphor, each.speaker, voices))
            if anaphor.noun:
                each.signs.extend(self._noun_signs(anaphor, each.speaker))
        return [each for _, each in found]

    def _bearer(self, number: int) -> Speaker:
        """Who a mention names, made once."""
        if number not in self._bearers:
            mention = self.surface.mentions[number]
            self._bearers[number] = self._named(number, (mention.start, mention.end))
        return self._bearers[number]

    def _reminded(self, anaphor: Anaphor, places: dict[str, _Place]) -> dict[str, tuple[_Place, Speaker]]:
        """Move the places of actors to what took them up last; people without a name by what they are called."""
        chain, count = self.reminders_before(anaphor.first)
        stories = self.stories()
        unnamed: dict[str, tuple[_Place, Speaker]] = {}
        seen: set[str] = set()
        for each in reversed(chain[max(0, count - _RECENT) : count]):
            who = each.speaker.actor_id or each.speaker.name
            if each.stop > anaphor.first or who in seen:
                continue
            seen.add(who)
            place = _Place(
                each.token, each.role, self.surface.start[each.token], "pronoun" if each.pronoun else "phrase"
            )
            if each.speaker.actor_id in places:
                if place.token > places[each.speaker.actor_id].token:
                    places[each.speaker.actor_id] = place
            elif (
                not each.speaker.actor_id
                and sentences_between(self.surface, stories, each.token, anaphor.first) <= _FRESH
            ):
                unnamed[each.speaker.name] = place, each.speaker
        return unnamed

    def _is_source(self, anaphor: Anaphor, place: _Place | None) -> bool:
        """Whether somebody is whom "selon son cabinet, il" tells of the pronoun, and so not whom it stands for."""
        surface = self.surface
        return (
            place is not None
            and anaphor.kind == "subject"
            and place.token > 0
            and surface.low[place.token - 1] in ("selon", "après")
            and surface.first[place.token] == surface.first[anaphor.first]
        )

    @staticmethod
    def _is_function(anaphor: Anaphor) -> bool:
        """Whether the noun tells what a person does, so that it fits few: "le recteur", not "le quinquagénaire"."""
        noun = anaphor.noun
        return (
            anaphor.sort == "person noun"
            and noun not in words().general_people
            and not noun.endswith("génaire")
            and fold(noun) not in demonyms()
        )

    def _may_be(self, anaphor: Anaphor, speaker: Speaker) -> bool:  # noqa: PLR0911
        """Whether nothing rules the candidate out: gender and number of people, and what kind of thing the noun means."""
        actor = self.actors.get(speaker.actor_id)
        kind = actor.type if actor else ""
        if kind in ("PER", "") and anaphor.number and speaker.number != anaphor.number:
            return False
        if kind in ("PER", "") and anaphor.gender and speaker.gender and speaker.gender != anaphor.gender:
            return False
        if anaphor.kind == "object" and anaphor.number == "p" != speaker.number:
            return False  # "les", "leur" behind the verb's subject: an institution is "l'" and "lui"
        if anaphor.sort == "kin owner":
            return kind in ("PER", "")
        wanted = _SORTS.get(anaphor.sort)
        if (
            kind == "LOC"
            and anaphor.noun
            and (anaphor.noun == "numéro" or anaphor.number == "p" != speaker.number)
        ):
            return False
        if not kind and anaphor.sort in ("person noun", "institution noun"):
            called = speaker.name.lower().replace("'", "' ").split()[:4]
            person = next(
                (
                    words().is_person(word)
                    for word in called
                    if word in words().sources or words().is_person(word)
                ),
                None,
            )
            if self._is_function(anaphor) and anaphor.noun not in called:
                return False
            if person is not None and person != (anaphor.sort == "person noun"):
                return False
        state = demonyms().get(fold(anaphor.noun)) if anaphor.noun else None
        if state and actor and actor.country not in ("", state):
            return False
        return wanted is None or kind in wanted

    def _voices(self, anaphor: Anaphor) -> list[tuple[int, Speaker]]:
        """Who spoke before a phrase, the last first, each once, with the token where; what the phrase itself says is left out."""
        offset = self.surface.start[anaphor.first]
        stop = bisect_right(self.said, offset, key=lambda pair: pair[0])
        found: dict[str, tuple[int, Speaker]] = {}
        for place, speaker in reversed(self.said[max(0, stop - 2 * _VOICES) : stop]):
            own = speaker.span is not None and speaker.span[0] <= offset + 2 and offset < speaker.span[1]
            if speaker.name and place < offset and not own:
                token = min(self.surface.token_at(place), len(self.surface) - 1)
                found.setdefault(speaker.name, (token, speaker))
        return list(found.values())[:_VOICES]

    def _others(
        self,
        anaphor: Anaphor,
        names: dict[str, int],
        voices: list[tuple[int, Speaker]],
        unnamed: dict[str, tuple[_Place, Speaker]],
    ) -> Iterator[tuple[_Place | None, Antecedent]]:
        """People without a name who spoke or were told of, and whoever bears the function further on."""
        for token, speaker in voices:
            if not speaker.actor_id:
                place, _ = unnamed.pop(speaker.name, (None, None))
                yield (
                    place or _Place(token, "voice", self.surface.start[token], "phrase"),
                    Antecedent(speaker),
                )
        if not anaphor.noun or anaphor.sort == "country noun":
            for place, speaker in unnamed.values():
                yield place, Antecedent(speaker)
        if not anaphor.noun:
            return
        surface = self.surface
        for token, number in self.roles.get(anaphor.noun, ()):
            mention = surface.mentions[number]
            if token <= anaphor.first or mention.actor_id in names:
                continue
            if surface.paragraph[token] - surface.paragraph[anaphor.first] <= _AHEAD:
                yield None, Antecedent(self._bearer(number), ["named later"])
            return

    def _place_signs(self, anaphor: Anaphor, found: Sequence[tuple[_Place | None, Antecedent]]) -> None:
        """Where each candidate was in mind last, and how it ranks among the others for that."""
        surface, stories = self.surface, self.stories()
        order: list[tuple[int, bool, int, int]] = []
        for position, (place, each) in enumerate(found):
            if place is None:
                continue
            sentences = sentences_between(surface, stories, place.token, anaphor.first)
            paragraphs = min(surface.paragraph[anaphor.first] - surface.paragraph[place.token], 3)
            quoted = self._is_quoted(place.offset, surface.start[anaphor.first])
            signs = each.signs
            signs.append(f"{sentences} sentences, {paragraphs} paragraphs back")
            signs.append(f"{sentences} sentences back")
            signs.append(f"{paragraphs} paragraphs back")
            signs.append(place.role)
            signs.append(f"{place.role}, {sentences} sentences back")
            signs.append(f"newer: {min(position, 5)}")
            if place.kind != "name":
                signs.append(f"last a {place.kind}")
            if surface.first[place.token] + 2 >= place.token:
                signs.append(f"opens a sentence, {sentences} sentences back")
            if quoted:
                signs.append("named in a quotation")
            order.append((sentences + 4 * quoted, place.role != "subject", place.token, position))
        for rank, (*_, position) in enumerate(sorted(order)):
            found[position][1].signs.append(f"weight: {min(rank, 4)}")
        if len(order) == 1:
            found[order[0][-1]][1].signs.append("alone")

    def _agreement_signs(self, anaphor: Anaphor, speaker: Speaker) -> Iterator[str]:
        actor = self.actors.get(speaker.actor_id)
        kind = actor.type if actor else "unnamed"
        yield f"is {kind}"
        if anaphor.gender:
            known = speaker.gender
            state = "unknown" if not known else "agrees" if known == anaphor.gender else "clashes"
            yield f"gender {state}"
            yield f"{kind} gender {state}"
            if kind == "PER" and not known:
                looks = "f" if speaker.name.split(" ", 1)[0][-1:] in "ae" else "m"
                yield "name looks agreeing" if looks == anaphor.gender else "name looks clashing"
        if anaphor.number:
            yield f"{kind} number {'agrees' if speaker.number == anaphor.number else 'clashes'}, {anaphor.number}"

    def _turn(self, anaphor: Anaphor) -> str:
        """Whether the verb beside a speaker goes on ("ajoute-t-il") or answers ("a répliqué le maire"); "" for other verbs."""
        low = self.surface.low
        for i in (
            *range(anaphor.first - 1, max(anaphor.first - _NEAR_VERB, -1), -1),
            *range(anaphor.stop, min(anaphor.stop + _NEAR_VERB, len(low))),
        ):
            if low[i] in MARKS or low[i] == ".":
                continue
            if low[i].startswith(_GOES_ON):
                return "goes on"
            if low[i].startswith(_ANSWERS):
                return "answers"
        return ""

    def _voice_signs(
        self, anaphor: Anaphor, speaker: Speaker, voices: list[tuple[int, Speaker]]
    ) -> Iterator[str]:
        turn = self._turn(anaphor)
        for order, (token, voice) in enumerate(voices):
            if voice.name == speaker.name:
                surface = self.surface
                away = min(surface.paragraph[anaphor.first] - surface.paragraph[token], 2)
                near = sentences_between(surface, self.stories(), token, anaphor.first)
                yield f"spoke {min(order, 3)}"
                yield f"spoke {min(order, 3)}, {away} paragraphs back"
                if turn:
                    yield f"{turn}, spoke {min(order, 2)}"
                yield f"spoke {min(order, 3)}, {near} sentences back"
                if surface.first[token] == surface.first[anaphor.first]:
                    yield "spoke in this sentence"
                return
        yield "has not spoken"
        if turn:
            yield f"{turn}, has not spoken"

    def _tellings(self, anaphor: Anaphor) -> tuple[_Tellings, _Tellings]:
        """Where the text tells the function that the noun means, of whom, and where one of its kind ("le chef de l'État")."""
        low = self.surface.low
        complement = self._complement(anaphor.head)
        kinds = words().kinds
        phrase = " ".join(low[anaphor.head : anaphor.stop]).replace("' ", "'")
        if anaphor.head > anaphor.first + 1:
            phrase = next((each for each in (f"{low[anaphor.head - 1]} {phrase}",) if each in kinds), phrase)
        general = phrase if phrase in kinds else anaphor.noun
        key = anaphor.noun, complement, general
        if key not in self._told:
            own = [
                each for each in self.roles.get(anaphor.noun, ())
                if not complement or self._complement(each[0]) in ("", complement)
            ]  # fmt: skip
            kin = sorted(
                each
                for word in kinds.get(general, frozenset())
                if word != anaphor.noun
                for each in self.roles.get(word, ())
            )
            if general != anaphor.noun:
                own = [each for each in own if self._complement(each[0])]
            self._told[key] = self._tell(own), self._tell(kin)
        return self._told[key]

    def _tell(self, places: list[tuple[int, int]]) -> _Tellings:
        bearers = sorted((token, self.surface.mentions[number].actor_id) for token, number in places)
        first: dict[str, int] = {}
        last: dict[str, int] = {}
        for token, actor_id in bearers:
            first[actor_id] = min(token, first.get(actor_id, token))
            last[actor_id] = max(token, last.get(actor_id, token))
        return _Tellings(bearers, first, last, min(first.values(), default=sys.maxsize))

    def _complement(self, head: int) -> str:
        """The noun that completes a function: "défense" in "ministre de la Défense", "" where none does."""
        low = self.surface.low
        j = head + 1
        while head >= 0 and j < len(low) - 1 and self.surface.pos[j] == "ADJ" and j < head + 3:
            j += 1
        if head < 0 or j >= len(low) or low[j] not in ("de", "d'", "du", "des", "aux", "à"):
            return ""
        j += 1
        while j < len(low) - 1 and low[j] in ("la", "l'", "le", "les"):
            j += 1
        return low[j]

    def _noun_signs(self, anaphor: Anaphor, speaker: Speaker) -> Iterator[str]:  # noqa: PLR0912
        told, kin = self._tellings(anaphor)
        at, who = anaphor.first, speaker.actor_id
        if who and told.first.get(who, sys.maxsize) < at:
            yield TOLD
            before = told.bearers[bisect_left(told.bearers, (at,)) - 1]
            yield "function told last" if before[1] == who else "function told of another later"
        elif who and told.last.get(who, -1) > at:
            yield TOLD_LATER
        elif told.earliest < at:
            yield "function told of another"
        if kin.earliest < at:
            alike = kin.first.get(who, sys.maxsize) < at
            yield ALIKE if alike else "function of this kind told of another"
        completed = bool(self._complement(anaphor.head)) and anaphor.head + 1 < anaphor.stop
        named_complement = completed and any(
            self.surface.is_mention(i) for i in range(anaphor.head + 1, anaphor.stop)
        )
        if anaphor.noun in words().general_institutions or anaphor.noun == "numéro":
            yield GENERAL
            if completed:
                yield "general institution with a complement"
        elif anaphor.sort == "institution noun":
            yield PART
        elif anaphor.sort == "person noun":
            sort = "function" if self._is_function(anaphor) else "general noun"
            if fold(anaphor.noun) in demonyms():
                sort = "demonym"
            other = "of another function" if speaker.actor_id in self.described else "of no function"
            yield sort
            yield f"{sort}, {other}"
        if completed:
            yield "noun has a complement"
            if named_complement:
                yield NAMED_COMPLEMENT
        if self.surface.low[anaphor.first] in ("ce", "cet", "cette", "ces"):
            yield THIS
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
