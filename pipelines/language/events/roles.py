"""Who fills the roles that the clause of an event leaves open: every actor in reach is weighed by all that points at him.

A clause often names one party only; the other was named sentences ago, or stands where no rule of grammar reaches.
Each candidate has readable signs (`scene`), each sign a weight learned by logistic regression from data/gold
(`python -m pipelines.training.event_roles`), and those likelier than not fill the role. Whom the clause itself names
for certain is never weighed.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.language.events.arguments import Participant
from pipelines.language.events.context import JOINT
from pipelines.language.events.scene import Candidate, Scene
from pipelines.language.learned import Model, model

# How likely the likeliest candidate must be to fill a role, and any further one.
LIKELY = {"actor": (0.6, 0.7), "recipient": (0.5, 0.6)}


def fill_roles(scene: Scene) -> None:
    """Where its clause leaves a role of an event open, give it to whoever is likeliest, if likely enough; actors first."""
    acting = [decide(scene, number, "actor") for number in range(len(scene.parties))]
    names = [[each.participant for each, _ in chosen] for chosen in acting]
    receiving = [decide(scene, number, "recipient", names) for number in range(len(names))]
    for told, doing, undergoing in zip(scene.parties, acting, receiving, strict=True):
        reasons = (
            *_reasons("actor", told.actors, doing, told.sources),
            *_reasons("recipient", told.recipients, undergoing, told.sources),
        )
        told.sources = list(dict.fromkeys(reasons))  # "parties: the talks before" is the reason of both roles
        told.actors = tuple(each.participant for each, _ in doing)
        told.recipients = tuple(each.participant for each, _ in undergoing)


def decide(
    scene: Scene,
    number: int,
    role: str,
    acting: Sequence[Sequence[Participant]] | None = None,
    judge: Model | None = None,
) -> list[tuple[Candidate, float]]:
    """Who fills a role, each with how likely that is: those its clause names for certain, else the likeliest candidates.

    Args:
        acting: the actors of every event, already decided; an event's own are never its recipients.
        judge: the model to go by, that of data/learned where None.
    """
    certain = scene.certain(number, role)
    if certain:
        own = {each.name for each in acting[number]} if acting is not None else set()
        return [(each, 1.0) for each in certain if each.participant.name not in own]
    if role == "actor" and scene.parties[number].taken:
        return []
    if scene.parties[number].type in JOINT:
        return []  # what parties do together names them, or not: whom talks are about is too easily taken for one of them
    judge = judge or model("event_roles", role)
    around = scene.contexts(number)
    first, further = LIKELY[role]
    ranked = sorted(
        ((judge.probability(each.signs, around), each) for each in scene.candidates(number, acting)),
        key=lambda pair: -pair[0],
    )
    return [(each, p) for n, (p, each) in enumerate(ranked) if p >= (further if n else first)]


def _reasons(
    role: str,
    by_clause: Sequence[Participant],
    chosen: Sequence[tuple[Candidate, float]],
    sources: Sequence[str],
) -> list[str]:
    """Why a role is filled as it is: the clause's slot where it names them all, else how likely each is."""
    named = {each.name for each in by_clause}
    if chosen and all(each.participant.name in named for each, _ in chosen):
        return [source for source in sources if source.startswith((f"{role}:", "parties:"))]
    return [
        f"{role}: {each.participant.name}, inferred, {100 * probability:.0f} %"
        for each, probability in chosen
    ]
