"""Learns which of an article's dates an event hangs on, from the annotated events of data/gold.

python -m pipelines.training.event_dates
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipelines.evaluation.layers import days_of, event_pairs
from pipelines.language import pipeline
from pipelines.language.events.component import FACTORY, Events
from pipelines.language.events.dates import DateCandidate, DateFinder
from pipelines.language.events.matching import Match
from pipelines.language.learned import FOLDER, Model
from pipelines.training.examples import Reading, readings, tuning_articles
from pipelines.training.logistic import Example, fit, write

STRENGTH = 0.2
FOLDS = 5
_NOTHING = Model(0.0, {})  # takes the first date in reach; only the first round of learning meets it


@dataclass(slots=True)
class Story:
    """The events of one article with their status, the gold date of each (None where gold has no such event)."""

    reading: Reading
    matches: Sequence[Match]
    statuses: list[str]
    gold: list[str | None]
    chosen: list[int | None] = field(default_factory=list)
    asked: list[tuple[tuple[str, ...], list[DateCandidate]]] = field(default_factory=list)

    def value(self, index: int | None) -> str:
        """The EDTF value of a date of the article; "" for none."""
        return "" if index is None else str(self.reading.doc._.dates[index].edtf)

    def decide(self, judge: Model) -> None:
        """Choose the date of every event, and keep what was asked of the judge."""
        finder = DateFinder(self.reading.doc, self.matches)
        self.chosen, self.asked = [], []
        for match, status in zip(self.matches, self.statuses, strict=True):
            self.asked.append((finder.contexts(match, status), finder.candidates(match)))
            self.chosen.append(finder.date_of(match, status, judge)[0])


def story(reading: Reading, component: Events) -> Story:
    """Pair the events found in an article with its gold events."""
    matches = component.scene(reading.doc).matches
    found = []
    for match in matches:
        start, end = reading.given(match.first.idx, match.last.idx + len(match.last))
        found.append({"start": start, "end": end, "type": match.entry.type})
    gold: list[str | None] = [None] * len(found)
    for i, j in event_pairs(reading.gold["events"], found):
        gold[j] = reading.gold["events"][i]["date"]
    return Story(reading, matches, [status for status, _ in component.statuses(reading.doc, matches)], gold)


def examples(stories: Iterable[Story]) -> list[Example]:
    """One example a date in reach of an event that gold has."""
    return [
        Example(each.signs, around, bool(gold) and days_of(told.value(each.index)) == days_of(gold))
        for told in stories
        for gold, (around, candidates) in zip(told.gold, told.asked, strict=True)
        if gold is not None
        for each in candidates
    ]


def learn(stories: Sequence[Story]) -> Model:
    """A model that sees the events before an event dated as they will be, out of fold."""
    for each in stories:
        each.decide(_NOTHING)
    for _ in range(2):
        rough = [
            fit(examples(each for n, each in enumerate(stories) if n % FOLDS != fold), STRENGTH)
            for fold in range(FOLDS)
        ]
        for n, each in enumerate(stories):
            each.decide(rough[n % FOLDS])
    return fit(examples(stories), STRENGTH)


def main() -> None:
    """Cross-validate, print the share of events dated right, and write the model."""
    component = Events(pipeline())
    stories = [story(reading, component) for reading in readings(tuning_articles(), without=[FACTORY])]
    right = total = 0
    for fold in range(FOLDS):
        judge = learn([each for n, each in enumerate(stories) if n % FOLDS != fold])
        for told in stories[fold::FOLDS]:
            told.decide(judge)
            for gold, index in zip(told.gold, told.chosen, strict=True):
                if gold is not None:
                    total += 1
                    right += days_of(gold) == days_of(told.value(index))
    print(f"dated right {100 * right / total:5.1f} % of {total} events, cross-validated over articles")
    about = "Made by `python -m pipelines.training.event_dates` from the tuning halves of data/gold."
    write(FOLDER / "event_dates.json", {"date": learn(stories)}, about)


if __name__ == "__main__":
    main()
