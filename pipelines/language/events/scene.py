"""An article's events with all its actors: who may fill a role of an event, and all that points at him.

Each candidate gets readable signs ("another actor by the clause", "actor of the event before", "1 sentences back");
`roles` weighs them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, combinations

from spacy.tokens import Doc, Token

from pipelines.language.events.arguments import Cast, Participant
from pipelines.language.events.context import NAME_BEFORE, Parties
from pipelines.language.events.heads import preposition
from pipelines.language.events.matching import Match
from pipelines.language.events.places import Place, places_of
from pipelines.language.events.tree import sentence_end, sentence_start
from pipelines.language.gazetteer import fold
from pipelines.language.offsets import column

ROLES = ("actor", "recipient")
_REACH = 10  # actors looked back to from an event, beside the most named of the article
_PROMINENT = 4
_UNNAMED_OVER = 3  # events over which a party without a name is remembered
_HIDDEN_SLOTS = {"surface", "candidates", "que", "infinitive", "det", "gov", "incise"}
_FIRST_PERSONS = {"nous", "je", "j'", "on", "vous"}
_STEPS = 4
_NAME_LINKS = {"flat:name", "flat:foreign", "appos", "flat"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who may take part in an event, and the signs that speak for or against it."""

    participant: Participant
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Dealings:
    """Over all events of an article: how often one acts on another, and how often two act together, by name."""

    acts: Counter[tuple[str, str]]
    together: Counter[frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Stage:
    """What the signs of all candidates of one event ask for, worked out once.

    Attributes:
        here: number of the trigger's sentence.
        everyone: the places of all candidates; beside: those in the sentence of the trigger.
        ends: first and last token of the trigger.
        carrier: token of the verb that carries it.
        way: the tokens above the trigger's verb, the verb first; steps: their places in it.
        echoes: signs with the names that earn them, by the roles of other events.
        clause: per role those the clause gives it, their signs, and the signs of everyone else.
        speaker: who speaks the quotation that tells the event, None outside quotations.
        persons: first and second persons that are its subject.
    """

    match: Match
    here: int
    everyone: list[Place]
    beside: list[Place]
    ends: set[int]
    carrier: int
    way: list[Token]
    steps: dict[int, int]
    echoes: list[tuple[frozenset[str], str]]
    clause: list[tuple[frozenset[str], list[str], list[str]]]
    speaker: str | None
    persons: list[str]


class Scene:
    """All events of one article with all its actors, ready to list each event's candidates."""

    def __init__(self, doc: Doc, cast: Cast, matches: Sequence[Match], parties: Sequence[Parties]) -> None:
        self._doc, self._cast, self.matches, self.parties = doc, cast, matches, parties
        self._starts = [sentence.start for sentence in doc.sents]
        tellers = (self._sentence(match.first.i) for match in matches)
        self._places = places_of(cast, self._starts, tellers)
        self._tokens = [place.token for place in self._places]
        counts = Counter(place.actor_id for place in self._places if place.how == "name")
        self._rank = {actor_id: rank for rank, (actor_id, _) in enumerate(counts.most_common())}
        self._counts = counts
        self._first = {place.actor_id: place.sentence for place in reversed(self._places)}
        self._as: dict[str, Counter[str]] = {
            "actor": Counter(each.name for told in parties for each in told.actors),
            "recipient": Counter(each.name for told in parties for each in told.recipients),
        }
        self._names = {
            "actor": [frozenset(each.name for each in told.actors) for told in parties],
            "recipient": [frozenset(each.name for each in told.recipients) for told in parties],
        }
        self._title = fold(doc._.title)
        self._verbs = [0, *accumulate(pos == "VERB" for pos in column(doc, "POS"))]  # verbs before each token
        self._heads: dict[int, tuple[Token, str]] = {}
        self._listed: dict[int, list[Candidate]] = {}
        self._dealings: tuple[Sequence[Sequence[Participant]], _Dealings] | None = None

    def _sentence(self, token: int) -> int:
        return bisect_right(self._starts, token) - 1

    def candidates(
        self, number: int, acting: Sequence[Sequence[Participant]] | None = None
    ) -> list[Candidate]:
        """Everyone who may fill a role of event `number`, the parties its clause names first.

        Args:
            acting: the actors of every event, once decided; then the signs also say how each candidate stands to them,
                and the event's own actors are left out.
        """
        if number not in self._listed:
            self._listed[number] = self._list(number)
        found = self._listed[number]
        if acting is None:
            return found
        own = {each.name for each in acting[number]}
        return [
            Candidate(each.participant, (*each.signs, *self._relation(number, each.participant, acting)))
            for each in found
            if each.participant.name not in own
        ]

    def certain(self, number: int, role: str) -> list[Candidate]:
        """Those the clause itself names in a role; a guess at the name before is none."""
        told = self.parties[number]
        if any(source == f"{role}: {NAME_BEFORE}" for source in told.sources):
            return []
        return [Candidate(each, ()) for each in (told.actors if role == "actor" else told.recipients)]

    def _list(self, number: int) -> list[Candidate]:
        told, match = self.parties[number], self.matches[number]
        slots = self._slots(match)
        people: dict[str, Participant] = {}
        for each in (*told.actors, *told.recipients):
            people.setdefault(each.name, each)
        for earlier in self.parties[max(0, number - _UNNAMED_OVER) : number]:
            for each in (*earlier.actors, *earlier.recipients):
                if not each.actor_id:
                    people.setdefault(each.name, each)
        near = self._near(match.first)
        for actor_id in near:
            participant = self._cast.participant(actor_id)
            people.setdefault(participant.name, participant)
        stage = self._stage(number, near)
        return [
            Candidate(each, tuple(self._signs(number, each, slots, near, stage))) for each in people.values()
        ]

    def _stage(self, number: int, near: Mapping[str, list[Place]]) -> _Stage:
        match = self.matches[number]
        trigger = match.first
        here = self._sentence(trigger.i)
        everyone = [each for places in near.values() for each in places]
        carrier = match.group.verb if match.group is not None else trigger
        way = _way_up(carrier if match.entry.part == "verb" else trigger)
        return _Stage(
            match,
            here,
            everyone,
            [each for each in everyone if each.sentence == here],
            {trigger.i, match.last.i},
            carrier.i,
            way,
            {each.i: n for n, each in enumerate(way)},
            list(self._echoes(number)),
            self._clause_signs(number),
            self._cast.speaker_at(trigger.idx),
            [
                head.lower_
                for slot in ("subj", "surface")
                for head in match.slots[slot]
                if head.lower_ in _FIRST_PERSONS
            ],
        )

    def _country(self, who: Participant) -> str:
        actor = self._cast.actor(who.actor_id)
        return actor.country if actor else ""

    def _dealings_of(self, acting: Sequence[Sequence[Participant]]) -> _Dealings:
        """Counted once for each decision on the actors."""
        if self._dealings is None or self._dealings[0] is not acting:
            found = _Dealings(Counter(), Counter())
            for told, actors in zip(self.parties, acting, strict=True):
                names = [each.name for each in actors]
                found.acts.update((name, each.name) for name in names for each in told.recipients)
                found.together.update(frozenset(pair) for pair in combinations(names, 2))
            self._dealings = (acting, found)
        return self._dealings[1]

    def _relation(
        self, number: int, who: Participant, acting: Sequence[Sequence[Participant]]
    ) -> Iterator[str]:
        """How a candidate stands to the actors of the event, here and in the other events of the article."""
        own = {each.name for each in acting[number]}
        if not own:
            yield "no actor decided"
            return
        yield "another actor decided"
        yield "only one other actor decided" if len(own) == 1 else "several actors decided"
        against = towards = beside = 0
        dealings = self._dealings_of(acting)
        received_here = who.name in self._names["recipient"][number]
        for one in own:
            against += dealings.acts.get((one, who.name), 0) - received_here
            towards += dealings.acts.get((who.name, one), 0)
            beside += dealings.together.get(frozenset((one, who.name)), 0)
        yield f"elsewhere acted on by the actor: {min(against, 2)}"
        yield f"elsewhere acts on the actor: {min(towards, 2)}"
        yield f"elsewhere acts with the actor: {min(beside, 2)}"
        country = self._country(who)
        for each in acting[number]:
            if country and self._country(each) == country:
                yield "of the decided actor's country"
        for label, other in (("before", number - 1), ("after", number + 1)):
            if 0 <= other < len(acting) and any(each.name == who.name for each in acting[other]):
                yield f"decided actor of the event {label}"
                if self._same_sentence(other, number):
                    yield f"same sentence, decided actor of the event {label}"

    def contexts(self, number: int) -> tuple[str, ...]:
        """What the weight of a sign depends on beside the sign itself: the type of event and the trigger's construction."""
        match = self.matches[number]
        return match.entry.type, match.construction

    def _same_sentence(self, one: int, other: int) -> bool:
        starts = [sentence_start(self.matches[number].first) for number in (one, other)]
        return starts[0] == starts[1]

    def _slots(self, match: Match) -> dict[str, list[str]]:
        """Slots of the clause by the name of who fills them."""
        found: dict[str, list[str]] = {}
        for slot, heads in match.slots.items():
            if slot in _HIDDEN_SLOTS or not heads:
                continue
            for each in self._cast.resolve_all(heads[:3]):
                found.setdefault(each.name, []).append(slot)
        return found

    def _near(self, trigger: Token) -> dict[str, list[Place]]:
        """Actors of the sentence, those before it, nearest first, and the most named ones so far or in the article."""
        end = bisect_left(self._tokens, sentence_end(trigger))
        found: dict[str, list[Place]] = {}
        for place in reversed(self._places[max(0, end - 40) : end]):
            if place.actor_id in found or len(found) < _REACH:
                found.setdefault(place.actor_id, []).append(place)
        for actor_id, rank in self._rank.items():
            if rank >= _PROMINENT:
                break
            found.setdefault(actor_id, [])
        return found

    def _signs(
        self,
        number: int,
        who: Participant,
        slots: Mapping[str, list[str]],
        near: Mapping[str, list[Place]],
        stage: _Stage,
    ) -> Iterator[str]:
        name = who.name
        for names, signs, others in stage.clause:
            yield from signs if name in names else others
        for slot in slots.get(name, ()):
            yield f"slot {slot}"
        for names, sign in stage.echoes:
            if name in names:
                yield sign
        for role in ROLES:
            elsewhere = self._as[role].get(name, 0) - (name in self._names[role][number])
            yield f"elsewhere {role}: {min(elsewhere, 2)}"
        if not who.actor_id:
            yield "unnamed"
            return
        actor = self._cast.actor(who.actor_id)
        yield f"is {actor.type if actor else '?'}"
        yield from self._place_signs(stage, near.get(who.actor_id, []))
        rank = self._rank.get(who.actor_id, 9)
        yield f"named often: {min(rank, 3)}"
        yield f"times named: {min(self._counts.get(who.actor_id, 0), 4)}"
        if self._first.get(who.actor_id) == 0:
            yield "in the lead"
        if self._title and fold(name) in self._title:
            yield "in the title"
        country = actor.country if actor else ""
        for other in self.parties[number].actors:
            if other.name != name and country and self._country(other) == country:
                yield "of the actor's country"
        if stage.speaker is not None:
            yield from self._quote_signs(stage.speaker, who, stage.persons)

    def _quote_signs(self, speaker: str, who: Participant, persons: list[str]) -> Iterator[str]:
        """How a candidate stands to who speaks the quotation that tells the event."""
        speaks = speaker == who.actor_id
        yield "speaker of the quote" if speaks else "not the quote's speaker"
        if persons:
            yield f"{'speaker' if speaks else 'not the speaker'}, subject {persons[0]}"
        actor, voice = self._cast.actor(who.actor_id), self._cast.actor(speaker)
        if not speaks and voice and actor and actor.country == voice.country != "":
            yield f"of the speaker's country, is {actor.type}{', subject nous' if 'nous' in persons else ''}"

    def _clause_signs(self, number: int) -> list[tuple[frozenset[str], list[str], list[str]]]:
        """Per role: the names that the clause gives it, their signs, and the signs of everyone else."""
        told = self.parties[number]
        found = []
        for role, parties in (("actor", told.actors), ("recipient", told.recipients)):
            source = next((s for s in told.sources if s.startswith((role, "parties"))), "")
            own = [f"{role} by the clause", f"{source} by the clause"]
            if len(parties) > 1:
                own.append(f"one of several {role}s")
            others = [f"another {role} by the clause"] if parties else [f"no {role} by the clause"]
            if parties and NAME_BEFORE not in source:
                others.append(f"another {role} by the clause, surely")
            found.append((self._names[role][number], own, others))
        return found

    def _echoes(self, number: int) -> Iterator[tuple[frozenset[str], str]]:
        """Signs from the roles of other events, each with the names that earn it."""
        told = self.parties[number]
        for label, other in (
            ("before", number - 1),
            ("2 before", number - 2),
            ("after", number + 1),
        ):
            if 0 <= other < len(self.parties):
                yield from self._role_signs(other, f" of the event {label}")
                if self._same_sentence(other, number):
                    yield from self._role_signs(other, f", same sentence, event {label}")
        for other in range(number - 1, max(-1, number - 12), -1):
            if self.parties[other].type == told.type:
                yield from self._role_signs(other, ", same type before")
                break
        if told.content_of is not None:
            yield from self._role_signs(told.content_of, ", frame")

    def _role_signs(self, number: int, ending: str) -> Iterator[tuple[frozenset[str], str]]:
        return ((self._names[role][number], f"{role}{ending}") for role in ROLES)

    def _place_signs(self, stage: _Stage, places: list[Place]) -> Iterator[str]:
        inside = [place for place in places if place.sentence == stage.here]
        before = [place for place in places if place.sentence < stage.here]
        if inside:
            yield from self._signs_here(stage, inside)
        elif before:
            yield from self._signs_back(stage, before)
        else:
            yield "not named before"

    def _signs_here(self, stage: _Stage, inside: list[Place]) -> Iterator[str]:
        """How a candidate named in the sentence of the trigger stands to it."""
        trigger = stage.match.first.i
        place = min(inside, key=lambda each: abs(each.token - trigger))
        side = "after the trigger" if place.token > trigger else "before the trigger"
        lo, hi = sorted((place.token, trigger))
        between = {each.actor_id for each in stage.beside if lo < each.token < hi} - {place.actor_id}
        head, link = self._head(place)
        verbs = self._verbs[min(hi, lo + 40)] - self._verbs[lo + 1] if hi > lo else 0
        yield side
        yield f"{side}, {min(len(between), 2)} between"
        yield f"{side}, {_bucket(hi - lo)} words"
        yield f"{side}, {link or head.dep_}"
        yield f"{side}, {min(verbs, 2)} verbs between"
        yield f"by {place.how}"
        yield f"{side} by {place.how}"
        if all(each.token >= place.token for each in stage.beside):
            yield "first named of the sentence"
        above = head.head.i
        if above in stage.ends:
            yield f"hangs on the trigger: {link or head.dep_}"
        elif above == stage.carrier:
            yield f"hangs on the verb: {link or head.dep_}"
        path = _path(head, stage)
        if path:
            yield f"path {link} {path}"
            yield f"path {path}"
        else:
            yield "no path"
        for each in [each for each in inside if each is not place][:3]:
            other, link = self._head(each)
            path = _path(other, stage)
            if path:
                yield f"also path {link} {path}"

    def _signs_back(self, stage: _Stage, before: list[Place]) -> Iterator[str]:
        """How far back a candidate was named last, and who has been named since."""
        place = max(before, key=lambda each: each.token)
        start = self._starts[stage.here]
        since = {each.actor_id for each in stage.everyone if place.token < each.token < start}
        newer = since - {place.actor_id}
        yield f"{min(stage.here - place.sentence, 4)} sentences back"
        yield f"back, {min(len(newer), 4)} newer"
        if self._doc[place.token].dep_.startswith("nsubj"):
            yield "back, subject"

    def _head(self, place: Place) -> tuple[Token, str]:
        """The head of the name at a place, and the preposition before it; many events ask for the same one."""
        if place.token not in self._heads:
            token = self._doc[place.token]
            for _ in range(4):
                if token.dep_ not in _NAME_LINKS or token.head.i >= token.i:
                    break
                token = token.head
            self._heads[place.token] = (token, preposition(token))
        return self._heads[place.token]


def _way_up(verb: Token) -> list[Token]:
    """The verb of a trigger and the tokens above it."""
    above = [verb]
    while len(above) < _STEPS and (head := above[-1].head).i != above[-1].i:
        above.append(head)
    return above


def _path(token: Token, stage: _Stage) -> str:
    """The way through the tree from a token to the trigger: labels upwards, then "/" and those down to it."""
    up: list[str] = []
    i = token.i
    for _ in range(_STEPS):
        if i in stage.ends:
            return "<".join(up)
        if i in stage.steps:
            down = [_short(each.dep_) for each in stage.way[: stage.steps[i]]]
            return f"{'<'.join(up)}/{'<'.join(down)}"
        up.append(_short(token.dep_))
        token = token.head
        if token.i == i:
            break
        i = token.i
    return ""


@lru_cache(maxsize=1 << 8)
def _short(dep: str) -> str:
    return "nsubj:pass" if dep == "nsubj:pass" else dep.split(":", maxsplit=1)[0]


def _bucket(distance: int) -> str:
    for top in (2, 5, 10, 20):
        if distance <= top:
            return f"≤{top}"
    return ">20"
