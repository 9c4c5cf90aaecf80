"""What an event leaves unsaid and the article has said before: the other party.

News names both parties once and then speaks of "the talks", "the threat". Where a role of an event is empty, it is
taken from the nearest earlier event that tells it; every role so filled is marked in `rule`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipelines.language.events.arguments import Participant

JOINT = {"CONSULT", "COOPERATE", "AGREE"}
NAME_BEFORE = (
    "the name before, inferred"  # where neither tree nor order gives an actor: a guess, and said to be one
)
# A summit is its organisation's, a mediation the mediator's, a visit the visitor's.
_OWN_PARTIES = {"multilateral", "third-party", "visit"}
_TWO = 2  # parties that talks need
_TALKS_REMEMBERED = 4


@dataclass(slots=True)
class Parties:
    """Who takes part in one event, and how each role was found.

    Attributes:
        type, mode: the PLOVER code.
        noun: True when the trigger is a noun.
        resumes: True when it takes up something told before ("les discussions", "cette attaque").
        content_of: index of the event this one is the content of ("menace [d'expulser]"), None when of none.
        sentence: first token of its sentence.
        taken: True when its clause has a subject of its own that is no party: no other actor may stand in for it.
        sides: the two that the story is about so far, for talks that name nobody.
    """

    type: str
    mode: str
    noun: bool
    resumes: bool
    content_of: int | None
    sentence: int
    taken: bool
    sides: tuple[Participant, ...]
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    sources: list[str] = field(default_factory=list)


def complete_parties(events: list[Parties]) -> None:
    """Fill empty roles from the events before; one pass over the article."""
    for event in events:
        if event.content_of is not None:
            _share_with_frame(event, events[event.content_of])
    talks: list[Parties] = []
    for event in events:
        if event.type not in JOINT:
            continue
        if event.mode not in _OWN_PARTIES and len(_told(event)) < _TWO:
            _go_on(event, talks)
        if len(_told(event)) >= _TWO:
            talks.append(event)


def _go_on(event: Parties, talks: Sequence[Parties]) -> None:
    """Give talks that name one party or none those of the talks before, else the two sides of the story."""
    earlier = _talks_before(event, talks)
    if earlier is None:
        if event.sides and not _told(event):
            event.actors, event.recipients, event.sources = (
                event.sides,
                (),
                ["parties: the two sides of the story, inferred"],
            )
    elif event.noun or not _told(event):
        _take(event, earlier, "the talks before, inferred")
    elif event.type == "CONSULT" and not event.recipients:
        own = {_key(each) for each in event.actors}
        event.recipients = tuple(
            each for each in (*earlier.actors, *earlier.recipients) if _key(each) not in own
        )
        event.sources.append("recipient: the talks before, inferred")


def _talks_before(event: Parties, talks: Sequence[Parties]) -> Parties | None:
    """The nearest earlier talks that an event goes on with.

    Those of its own party, or any where "les discussions" names none; for a verb only those of its sentence.
    """
    own = _told(event)
    for earlier in reversed(talks[-_TALKS_REMEMBERED:]):
        alike = (earlier.type == "COOPERATE") == (event.type == "COOPERATE")
        beside = earlier.sentence == event.sentence
        linked = (own or event.resumes) if event.noun else beside
        if alike and linked and own <= _told(earlier):
            return earlier
    return None


def _told(event: Parties) -> set[str]:
    """Keys of the parties that an event tells; a guess at the name before is none."""
    actors = () if f"actor: {NAME_BEFORE}" in event.sources else event.actors
    return {_key(each) for each in (*actors, *event.recipients)}


def add_outcome(event: Parties, outcome: Parties) -> None:
    """The victims "tué" names are the target of the attack it is the outcome of."""
    if not event.recipients and outcome.recipients and not _overlap(outcome.recipients, event.actors):
        event.recipients = outcome.recipients
        event.sources.append("recipient: its outcome")
    if not event.actors and outcome.actors and not _overlap(outcome.actors, event.recipients):
        event.actors = outcome.actors
        event.sources.append("actor: its outcome")


def _share_with_frame(event: Parties, frame: Parties) -> None:
    """In "menace d'expulser X": the threat is aimed at X too."""
    if frame.type not in {"THREATEN", "AGREE"}:
        return
    if event.recipients and not frame.recipients and not _overlap(event.recipients, frame.actors):
        frame.recipients = event.recipients
        frame.sources.append("recipient: its content")
    elif frame.recipients and not event.recipients and not _overlap(frame.recipients, event.actors):
        event.recipients = frame.recipients
        event.sources.append("recipient: its frame")


def _take(event: Parties, earlier: Parties, why: str) -> None:
    event.actors, event.recipients = earlier.actors, earlier.recipients
    if earlier.type != event.type:  # an offer has a giver and a taker, the talks it opens have two parties
        event.actors, event.recipients = (*earlier.actors, *earlier.recipients), ()
    event.sources = [f"parties: {why}"]


def _overlap(left: Iterable[Participant], right: Iterable[Participant]) -> bool:
    return bool({_key(each) for each in left} & {_key(each) for each in right})


def _key(participant: Participant) -> str:
    return participant.actor_id or participant.name.lower()
