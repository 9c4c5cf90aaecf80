"""Where the actors of an article stand: by name, and in the sentences that tell of events by pronoun, owner, noun or adjective."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from pipelines.language.events.arguments import Cast
from pipelines.language.events.lexicon import participants
from pipelines.language.events.tree import tree_of
from pipelines.language.gazetteer import demonyms, fold
from pipelines.language.reference.referents import PERSONAL, POSSESSIVES

_LONGEST = 120  # tokens of a sentence searched for pronouns


@dataclass(frozen=True, slots=True)
class Place:
    """Where an actor stands in the text: its token, sentence number and actor, and how: by name, pronoun, noun, owner or adjective."""

    token: int
    sentence: int
    actor_id: str
    how: str


def places_of(cast: Cast, starts: Sequence[int], tellers: Iterable[int]) -> list[Place]:
    """All places of a document's actors, in text order.

    Args:
        cast: the actors.
        starts: index of the first token of each sentence.
        tellers: numbers of the sentences that tell of events.
    """
    named = (
        Place(first, bisect_right(starts, first) - 1, mention.actor_id, "name")
        for first, mention in cast.places()
        if mention.type != "MISC"
    )
    others = (each for number in sorted(set(tellers)) for each in _unnamed_places(cast, starts, number))
    return sorted((*named, *others), key=lambda place: place.token)


def _unnamed_places(cast: Cast, starts: Sequence[int], number: int) -> Iterator[Place]:
    """Pronouns, possessives, definite phrases and adjectives of nationality of one sentence."""
    tree = tree_of(cast.doc)
    stop = starts[number + 1] if number + 1 < len(starts) else len(cast.doc)
    for i in range(starts[number], min(stop, starts[number] + _LONGEST)):
        if not (kinds := _kinds(tree.words[i])):
            continue
        token = tree.tokens[i]
        how = _anaphoric(token, kinds)
        if how and cast.mention_at(token) is None:
            who = cast.nationality(token) if how == "adjective" else cast.taken_up(token)
            if who is not None and cast.actor(who.actor_id) is not None:
                yield Place(i, number, who.actor_id, how)


@lru_cache(maxsize=1 << 14)
def _kinds(word: str) -> frozenset[str]:
    """The kinds of anaphor that a word in lower case may be: pronoun, owner, adjective, noun; for most words none."""
    word = word.removeprefix("-t").lstrip("-")
    kinds = {
        "pronoun": word in PERSONAL,
        "owner": word in POSSESSIVES,
        "adjective": fold(word) in demonyms(),
        "noun": word in participants(),
    }
    return frozenset(kind for kind, can_be in kinds.items() if can_be)


def _anaphoric(token: Token, kinds: frozenset[str]) -> str:
    """How a token may take up an actor: pronoun, owner, noun or adjective; "" where it cannot."""
    pos = token.pos_
    if pos == "PRON":
        return "pronoun" if "pronoun" in kinds else ""
    if pos == "DET" and "owner" in kinds:
        return "owner"
    if "adjective" in kinds:
        return "adjective"
    return "noun" if pos == "NOUN" and "noun" in kinds else ""
