"""Learns who fills the roles of an event, from the annotated events of data/gold.

python -m pipelines.training.event_roles
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.evaluation.layers import Tally, event_pairs
from pipelines.evaluation.matching import name_key
from pipelines.language import pipeline
from pipelines.language.events.arguments import Participant
from pipelines.language.events.component import FACTORY, Events
from pipelines.language.events.roles import decide
from pipelines.language.events.scene import ROLES, Candidate, Scene
from pipelines.language.learned import FOLDER, Model
from pipelines.training.examples import Reading, readings, tuning_articles
from pipelines.training.logistic import Example, fit, write

STRENGTH = {"actor": 0.2, "recipient": 0.15}
FOLDS = 5


@dataclass(slots=True)
class Story:
    """The events of one article, the gold names of each (None where gold has no such event), and what is decided so far."""

    scene: Scene
    gold: list[dict[str, frozenset[str]] | None]
    candidates: dict[str, list[list[Candidate]]] = field(default_factory=dict)
    chosen: dict[str, list[list[Participant]]] = field(default_factory=dict)


def story(reading: Reading, component: Events) -> Story:
    """Pair the events found in an article with its gold events."""
    scene = component.scene(reading.doc)
    found = []
    for match in scene.matches:
        start, end = reading.given(match.first.idx, match.last.idx + len(match.last))
        found.append({"start": start, "end": end, "type": match.entry.type})
    gold: list[dict[str, frozenset[str]] | None] = [None] * len(found)
    for i, j in event_pairs(reading.gold["events"], found):
        gold[j] = {role: frozenset(map(name_key, reading.gold["events"][i][role])) for role in ROLES}
    made = Story(scene, gold)
    made.candidates["actor"] = [scene.candidates(number) for number in range(len(found))]
    return made


def examples(stories: Sequence[Story], role: str) -> list[Example]:
    """One example a candidate of an event that gold has."""
    return [
        Example(
            each.signs,
            told.scene.contexts(number),
            name_key(each.participant.name) in names[role],
        )
        for told in stories
        for number, names in enumerate(told.gold)
        if names is not None
        for each in told.candidates[role][number]
    ]


def choose(stories: Sequence[Story], role: str, judge: Model) -> None:
    """Choose who fills a role of every event; after the actors, list the candidates for the recipients."""
    for told in stories:
        acting = told.chosen["actor"] if role == "recipient" else None
        told.chosen[role] = [
            [each.participant for each, _ in decide(told.scene, number, role, acting, judge)]
            for number in range(len(told.gold))
        ]
        if role == "actor":
            told.candidates["recipient"] = [
                told.scene.candidates(number, told.chosen["actor"]) for number in range(len(told.gold))
            ]


def learn(stories: Sequence[Story]) -> dict[str, Model]:
    """Models for both roles; that of the recipients learns beside actors decided as they will be, out of fold."""
    for fold in range(FOLDS):
        rest = [each for n, each in enumerate(stories) if n % FOLDS != fold]
        choose(stories[fold::FOLDS], "actor", fit(examples(rest, "actor"), STRENGTH["actor"]))
    return {role: fit(examples(stories, role), STRENGTH[role]) for role in ROLES}


def score(stories: Sequence[Story]) -> dict[str, Tally]:
    """Names right, expected and given, of the events gold has."""
    tallies = {role: Tally() for role in ROLES}
    for told in stories:
        for number, names in enumerate(told.gold):
            if names is None:
                continue
            for role, tally in tallies.items():
                given = {name_key(each.name) for each in told.chosen[role][number]}
                tally.add(len(given & names[role]), len(names[role]), len(given))
    return tallies


def main() -> None:
    """Cross-validate, print the scores, and write the models."""
    component = Events(pipeline())
    stories = [story(reading, component) for reading in readings(tuning_articles(), without=[FACTORY])]
    for fold in range(FOLDS):
        models = learn([each for n, each in enumerate(stories) if n % FOLDS != fold])
        for role in ROLES:
            choose(stories[fold::FOLDS], role, models[role])
    for role, tally in score(stories).items():
        scores = tally.scores()
        print(
            f"{role:10} P {scores['precision']:5.1f}  R {scores['recall']:5.1f}  F {scores['f']:5.1f}"
            f"  of {scores['gold']}, cross-validated over articles"
        )
    about = "Made by `python -m pipelines.training.event_roles` from the tuning halves of data/gold."
    write(FOLDER / "event_roles.json", dict(learn(stories)), about)


if __name__ == "__main__":
    main()
