"""The two that a story is about: whom "les deux camps", "les belligérants", "les frères ennemis" take up.

A report names the two sides once or twice, deals them blows and words, and then counts on the reader. So every two
actors earn weight together: where a title names both, where "et" or "entre" joins them, where one acts on the other.
The heaviest two of a fitting kind are meant, if no other two weigh nearly as much.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from pipelines.language.gazetteer import fold, state_of
from pipelines.language.records import Actor, Mention

Pair = tuple[str, str]
_JOINED = re.compile(
    r"\)?(?:\s\([^()]{1,20}\))?,?\s+(?:et|contre)\s+(?:de\s+|d['’])?"
    r"(?:(?:l['’]|d['’]|qu['’])?[a-zàâçéèêëîïôûü-]{2,14}[\s]+){0,4}(?:l['’]|d['’])?|\s?[-–]\s?"
)
_NO_LINK = re.compile(r"\b(?:a|ont|est|sont|avait|avaient|aurait|qui|que|où|dont|pour|dans|sur|à)\b")
# What acts for a state in its name: "l'armée éthiopienne" and "l'Éthiopie" are one side.
_ORGANS = (
    "armee ",
    "forces armees",
    "armee de l'air",
    "marine ",
    "aviation ",
    "gouvernement",
    "ministere",
    "garde-cote",
)
_SAME_ADJECTIVE = {"CG": "CD"}  # "congolais" is of both: the state that the article names is meant
_JOINT = 2.0  # an act of one on the other, words between them, or both acting together
_IN_TITLE = 3.0
_LOCAL = 3.0
_LEAST = 2.0
_NAMED, _ENOUGH = 0.3, 6
_OFTEN = 1.5
_LOOKED_AT = 12  # of the most named
_CLEARLY = 1.3
_MOST = 8.0  # what acts alone can weigh
_SEVERAL = 3  # more who act together are no two sides
_KEPT = 64  # pairs of one text: no story has more


class Pairs:
    """Weighs the pairs of one article as its text is read."""

    def __init__(
        self,
        text: str,
        title: str,
        actors: Mapping[str, Actor],
        mentions: Sequence[Mention],
        starts: Sequence[int],
    ) -> None:
        self._text, self._actors, self._mentions, self._starts = text, actors, mentions, starts
        self._title = f" {' '.join(re.findall(r'[a-z0-9]+', fold(title)))} "
        self._states = {a.country: a.actor_id for a in actors.values() if _is_state(a)}
        self._next = 1
        self._acts: defaultdict[Pair, float] = defaultdict(float)
        self._joined: dict[Pair, int] = {}  # where "et" joined them last
        self._acted: dict[Pair, int] = {}
        self._named = Counter(each.actor_id for each in mentions[:1] if each.actor_id in actors)
        self._in_title: set[str] | None = None

    def remember(self, actors: Iterable[str], recipients: Iterable[str], token: int) -> None:
        """Take note of who acts on whom in the event at a token."""
        doing = list(dict.fromkeys(filter(None, actors)))
        undergoing = list(dict.fromkeys(filter(None, recipients)))
        if len(doing) > _SEVERAL or len(undergoing) > _SEVERAL:
            return
        pairs = [(one, other) for one in doing for other in undergoing]
        if not pairs and len(doing) == 2:
            pairs = [(doing[0], doing[1])]
        for one, other in pairs:
            for pair in self._pairs_of(one, other):
                self._note(pair, self._acted, token)
                if pair in self._acted:
                    self._acts[pair] += _JOINT / max(1, len(pairs))

    def _pairs_of(self, one: str, other: str) -> set[Pair]:
        """Two actors, and the two states that they stand for."""
        sides = _ordered(self.side(one), self.side(other))
        return {pair for pair in {_ordered(one, other), sides} if pair[0] != pair[1]}

    def side(self, actor_id: str) -> str:
        """The state that an actor stands for, where the article names it; else the actor itself."""
        actor = self._actors.get(actor_id)
        if actor is None or not actor.country or actor.type not in {"ORG", "PER"}:
            return actor_id
        if actor.type == "ORG" and not fold(actor.name).startswith(_ORGANS):
            return actor_id
        other = _SAME_ADJECTIVE.get(actor.country, "")
        return self._states.get(actor.country) or self._states.get(other) or actor_id

    def partner(self, actor_id: str, fits: Callable[[Actor], bool], token: int, recent: int) -> str:
        """Whom "son homologue", "son rival" of an actor means: the other of the heaviest pair with him; "" where none is."""
        if actor_id not in self._actors:
            return ""
        pair = self.choose(fits, token, recent, set(), actor_id)
        return next(each for each in pair if each != actor_id) if pair else ""

    def choose(
        self, fits: Callable[[Actor], bool], token: int, recent: int, without: set[str], one_of: str = ""
    ) -> Pair | None:
        """The two meant by a phrase at a token, `one_of` among them; none but what is told from `recent` on is just told."""
        self._read(token)
        weights: list[tuple[float, Pair]] = []
        for pair in {**self._joined, **self._acted}:
            one, other = (self._actors[each] for each in pair)
            if not without.isdisjoint(pair) or not (fits(one) and fits(other)):
                continue
            if one_of and one_of not in pair:
                continue
            if (one.type == "PER") != (other.type == "PER"):
                continue
            if one.type != "PER" and pair != _ordered(self.side(pair[0]), self.side(pair[1])):
                continue  # its state stands for an army
            weight = min(self._acts[pair], _MOST) + (_JOINT if pair in self._joined else 0.0)
            if recent <= max(self._joined.get(pair, -1), self._acted.get(pair, -1)):
                weight += _LOCAL
            weight += _IN_TITLE * self._is_in_title(pair)
            weight += _NAMED * min(*(self._named[each] for each in pair), _ENOUGH)
            weights.append((weight, pair))
        weights.sort(reverse=True)
        if not weights or weights[0][0] < _LEAST:
            return None if one_of else self._most_named(fits, without)
        best, pair = weights[0]
        if len(weights) > 1 and best < _CLEARLY * weights[1][0] and self._joined.get(pair, -1) < recent:
            return None
        return pair

    def _most_named(self, fits: Callable[[Actor], bool], without: set[str]) -> Pair | None:
        """The two that the text names far more often than any third."""
        common = self._named.most_common(_LOOKED_AT)
        fitting = [pair for pair in common if pair[0] not in without and fits(self._actors[pair[0]])]
        if len(fitting) < 2:
            return None
        (one, _), (other, second) = fitting[:2]
        third = fitting[2][1] if len(fitting) > 2 else 0
        return _ordered(one, other) if second >= _OFTEN * third + 1 else None

    def _read(self, token: int) -> None:
        """Note the names that "et" joins before a token."""
        while self._next < len(self._mentions) and self._starts[self._next] < token:
            one, other = self._mentions[self._next - 1], self._mentions[self._next]
            for each in {other.actor_id, self.side(other.actor_id)} & self._actors.keys():
                self._named[each] += 1
            between = self._text[one.end : other.start]
            if len(between) < _KEPT and _JOINED.fullmatch(between) and not _NO_LINK.search(between):
                for pair in self._pairs_of(one.actor_id, other.actor_id):
                    self._note(pair, self._joined, self._starts[self._next])
            self._next += 1

    def _note(self, pair: Pair, places: dict[Pair, int], token: int) -> None:
        if pair[0] in self._actors and pair[1] in self._actors and (pair in places or len(places) < _KEPT):
            places[pair] = token

    def _is_in_title(self, pair: Pair) -> bool:
        if self._in_title is None:
            named: set[str] = set()
            for mention in self._mentions:
                if mention.actor_id not in named:
                    words = " ".join(re.findall(r"[a-z0-9]+", fold(self._text[mention.start : mention.end])))
                    if words and f" {words} " in self._title:
                        named.add(mention.actor_id)
            self._in_title = named | {self.side(each) for each in named}
        return pair[0] in self._in_title and pair[1] in self._in_title


def _is_state(actor: Actor) -> bool:
    state = state_of(actor.country) if actor.type == "LOC" and actor.country else None
    return state is not None and state.actor_id == actor.actor_id


def _ordered(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
