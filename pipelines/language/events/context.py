"""What an event leaves unsaid and the article has said before: the other party.

News names both parties once and then speaks of "the talks", "the threat". Where a role of an event is empty, it is
taken from the nearest earlier event that tells it; every role so filled is marked in `rule`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipelines.language.events.arguments import Participant

JOINT = {"CONSULT", "COOPERATE", "AGREE"}
NAME_BEFORE = "the name before"  # where neither tree nor order gives an actor: a guess, and said to be one
_OWN_PARTIES = {"multilateral", "third-party"}  # a summit is its organisation's, a mediation the mediator's
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
    """

    type: str
    mode: str
    noun: bool
    resumes: bool
    content_of: int | None
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
        if event.noun and event.mode not in _OWN_PARTIES and len(_told(event)) < _TWO:
            resumed = _talks_before(event, talks)
            if resumed is not None:
                _take(event, resumed, "the talks before")
        if len(_told(event)) >= _TWO:
            talks.append(event)


def _talks_before(event: Parties, talks: Sequence[Parties]) -> Parties | None:
    """The nearest earlier talks that an event goes on with: those of its own party, or any where "les discussions" names none."""
    own = _told(event)
    for earlier in reversed(talks[-_TALKS_REMEMBERED:]):
        alike = (earlier.type == "COOPERATE") == (event.type == "COOPERATE")
        if alike and own <= _told(earlier) and (own or event.resumes):
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
