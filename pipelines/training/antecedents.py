"""Learns who pronouns and definite phrases take up, from the annotated anaphors of data/gold.

python -m pipelines.training.antecedents
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.evaluation.matching import name_key
from pipelines.language import annotate_many
from pipelines.language.events.component import FACTORY
from pipelines.language.learned import FOLDER, Model, model
from pipelines.language.reference.antecedents import Anaphor, Antecedent, likeliest
from pipelines.model import Article
from pipelines.paths import DATA
from pipelines.training.examples import Reading, readings, tuning_articles
from pipelines.training.logistic import Example, fit, write

PASSAGES = DATA / "gold" / "speakers.jsonl"
STRENGTH = 0.1
FOLDS = 5
ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Case:
    """One annotated anaphor: its candidates, and the names of who it stands for."""

    article: str
    anaphor: Anaphor
    text: str
    candidates: tuple[Antecedent, ...]
    gold: frozenset[str]


def cases(reading: Reading) -> list[Case]:
    """The anaphors of an article that the reader sees as such."""
    referents = reading.doc._.referents
    if referents is None:
        return []
    surface = referents.surface
    places = {reading.given(start, start + 1)[0]: i for i, start in enumerate(surface.start)}
    found = []
    # Every quote tells who its speaker phrase stands for; some articles have all their anaphors annotated.
    annotated = {each["start"]: each for each in reading.gold.get("anaphors", ())}
    told = (
        {**quote["speaker"], "actor": quote["speaker_actor"]}
        for quote in reading.gold["quotes"]
        if quote["speaker"] and quote["speaker"]["start"] not in annotated
    )
    for each in (*annotated.values(), *told):
        first = places.get(each["start"])
        if first is None:
            continue
        stop = first
        while stop < len(surface) and reading.given(surface.start[stop], surface.end[stop])[1] <= each["end"]:
            stop += 1
        stop = max(stop, first + 1)
        anaphor = referents.anaphor(first, stop)
        if anaphor is None or any(surface.is_mention(i) for i in range(first, stop)):
            continue
        candidates = tuple(referents.antecedents(anaphor))
        gold = frozenset(name_key(name) for name in each["actor"].split("; ") if name)
        gold -= {name_key(each["surface"])}  # a phrase that stands for itself introduces someone
        found.append(Case(reading.gold["id"], anaphor, each["surface"], candidates, gold))
    return found


def passage_cases(path: Path = PASSAGES) -> list[Case]:
    """The speaker phrases of the short passages that stand for somebody else, or for themselves."""
    passages = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    docs = annotate_many(Article(text=each["text"]) for each in passages)
    found = []
    for passage, doc in zip(passages, docs, strict=True):
        referents = doc._.referents
        for words, speaker in passage["speakers"]:
            start = passage["text"].index(words)
            told = [
                each
                for each in doc._.quotes
                if any(a < start + len(words) and start < b for a, b in each.parts)
            ]
            if not told or told[0].speaker is None or referents is None:
                continue
            first, stop = referents.surface.tokens_of(*told[0].speaker)
            anaphor = referents.anaphor(first, stop)
            if anaphor is None or any(referents.surface.is_mention(i) for i in range(first, stop)):
                continue
            text = passage["text"][slice(*told[0].speaker)]
            gold = frozenset({name_key(speaker)} - {name_key(text), ""})
            candidates = tuple(referents.antecedents(anaphor))
            found.append(Case(passage["id"], anaphor, text, candidates, gold))
    return found


def examples(found: Sequence[Case]) -> list[Example]:
    """One example a candidate."""
    return [
        Example(tuple(each.signs), (case.anaphor.sort,), name_key(each.speaker.name) in case.gold)
        for case in found
        for each in case.candidates
    ]


def decide(judge: Model, case: Case) -> str:
    """Name of the likeliest candidate, "" where none is likely enough."""
    speaker = likeliest(judge, case.anaphor, case.candidates)
    return name_key(speaker.name) if speaker else ""


def is_right(case: Case, chosen: str) -> bool:
    """Whether the choice is right: the annotated actor, or nobody where nobody is named."""
    return chosen in case.gold if chosen else not case.gold


def main() -> None:
    """Learn in two rounds, print the share of right choices by sort of anaphor, and write the model.

    Who spoke before depends on the model itself: the first round takes the nearest candidate for it, the second
    what the first has learned.
    """
    about = "Made by `python -m pipelines.training.antecedents` from data/gold: the tuning halves and speakers.jsonl."
    judge = Model(0.0, {})
    for _ in range(ROUNDS):
        write(FOLDER / "antecedents.json", {"any": judge}, about)
        model.cache_clear()
        found = [
            case for reading in readings(tuning_articles(), without=[FACTORY]) for case in cases(reading)
        ]
        found += passage_cases()
        judge = fit(examples(found), STRENGTH)
    _cross_validate(found)
    write(FOLDER / "antecedents.json", {"any": judge}, about)


def _cross_validate(found: Sequence[Case]) -> None:
    articles = sorted({case.article for case in found})
    tally: dict[str, list[int]] = {}
    for fold in range(FOLDS):
        held = {article for n, article in enumerate(articles) if n % FOLDS == fold}
        judge = fit(examples([case for case in found if case.article not in held]), STRENGTH)
        for case in (case for case in found if case.article in held):
            counts = tally.setdefault(case.anaphor.sort, [0, 0])
            counts[0] += is_right(case, decide(judge, case))
            counts[1] += 1
    for sort, (right, total) in sorted(tally.items()):
        print(f"{sort:18} {100 * right / total:5.1f} % of {total}")
    right, total = (sum(counts[n] for counts in tally.values()) for n in (0, 1))
    print(f"{'all':18} {100 * right / total:5.1f} % of {total}, cross-validated over articles")


if __name__ == "__main__":
    main()
