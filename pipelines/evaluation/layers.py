"""One function per layer: gold and predicted articles in, scores out. Figures are in per cent.

The definitions are those of data/gold/FORMAT.md, section Scores. B³: Bagga and Baldwin (1998).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.edtf import Days, edtf_days
from pipelines.evaluation.matching import (
    Item,
    Pair,
    name_key,
    overlap,
    pair_equal,
    pair_off,
    quoted_characters,
    span_overlap,
    trim,
)
from pipelines.model import ENTITY_TYPES, QUOTE_KINDS

Article = dict[str, Any]
ArticlePair = tuple[Article, Article]
Scores = dict[str, Any]
QUOTE_OVERLAP = 0.8
DATE_OVERLAP = 0.5


@dataclass(slots=True)
class Tally:
    """Counts behind precision, recall and F."""

    right: int = 0
    gold: int = 0
    predicted: int = 0

    def add(self, right: int, gold: int, predicted: int) -> None:
        """Add one article's counts."""
        self.right += right
        self.gold += gold
        self.predicted += predicted

    def scores(self) -> dict[str, float]:
        """Precision, recall and F in per cent, and how many gold items; 100 where nothing is to be found."""
        if not self.gold and not self.predicted:
            return {"precision": 100.0, "recall": 100.0, "f": 100.0, "gold": 0}
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        f = 2 * self.right / (self.gold + self.predicted)
        return {"precision": 100 * precision, "recall": 100 * recall, "f": 100 * f, "gold": self.gold}


def percent(right: int, total: int) -> float:
    """`right` of `total` in per cent; 100 when there is nothing to get wrong."""
    return 100 * right / total if total else 100.0


def score_sentences(articles: Iterable[ArticlePair]) -> Scores:
    """Sentences with the same start and end."""
    tally = Tally()
    for gold, predicted in articles:
        expected = [tuple(span) for span in gold["sentences"]]
        found = [tuple(span) for span in predicted["sentences"]]
        tally.add(len(pair_equal(expected, found)), len(expected), len(found))
    return tally.scores()


def entity_pairs(gold: Article, predicted: Article) -> list[Pair]:
    """Mentions of the same span and type, leading determiner and edge punctuation ignored."""
    text = gold["text"]

    def keys(entities: list[Item]) -> list[tuple[Pair, str]]:
        return [(trim(text, each["start"], each["end"]), each["type"]) for each in entities]

    return pair_equal(keys(gold["entities"]), keys(predicted["entities"]))


def score_entities(articles: Iterable[ArticlePair]) -> Scores:
    """Strict span and type, over all types ("all") and by type."""
    tallies = {kind: Tally() for kind in ("all", *ENTITY_TYPES)}
    for gold, predicted in articles:
        right = Counter(gold["entities"][i]["type"] for i, _ in entity_pairs(gold, predicted))
        expected = Counter(each["type"] for each in gold["entities"])
        found = Counter(each["type"] for each in predicted["entities"])
        for kind in ENTITY_TYPES:
            tallies[kind].add(right[kind], expected[kind], found[kind])
        tallies["all"].add(right.total(), expected.total(), found.total())
    return {kind: tally.scores() for kind, tally in tallies.items()}


def score_actors(articles: Iterable[ArticlePair]) -> Scores:
    """On mentions found: share with the right name, and B³ of the clusters within each article."""
    right = total = 0
    precision = recall = 0.0
    for gold, predicted in articles:
        pairs = entity_pairs(gold, predicted)
        expected = [name_key(gold["entities"][i]["actor"]) for i, _ in pairs]
        found = [name_key(predicted["entities"][j]["actor"]) for _, j in pairs]
        right += sum(a == b for a, b in zip(expected, found, strict=True))
        total += len(pairs)
        shared = Counter(zip(expected, found, strict=True))
        expected_sizes, found_sizes = Counter(expected), Counter(found)
        for (a, b), count in shared.items():
            precision += count * count / found_sizes[b]
            recall += count * count / expected_sizes[a]
    if not total:
        return {"name_accuracy": 100.0, "b_cubed_f": 100.0, "matched": 0}
    f = 2 * precision * recall / (precision + recall) / total
    return {"name_accuracy": percent(right, total), "b_cubed_f": 100 * f, "matched": total}


def quote_pairs(text: str, gold: Sequence[Item], predicted: Sequence[Item]) -> list[Pair]:
    """Quotes paired one to one at a character IoU of at least .8 over all parts."""
    return pair_off(
        [quoted_characters(text, each) for each in gold],
        [quoted_characters(text, each) for each in predicted],
        overlap,
        QUOTE_OVERLAP,
    )


def same_speaker(gold: Item, predicted: Item) -> bool:
    """The resolved speakers have the same name."""
    return name_key(gold["speaker_actor"]) == name_key(predicted["speaker_actor"])


def score_quotes(articles: Iterable[ArticlePair]) -> Scores:
    """F by kind and over all kinds ("all" ignores the kind), speakers on quotes found, and end to end."""
    tallies = {kind: Tally() for kind in ("all", *QUOTE_KINDS, "end_to_end")}
    speakers = matched = 0
    for gold, predicted in articles:
        text, expected, found = gold["text"], gold["quotes"], predicted["quotes"]
        pairs = quote_pairs(text, expected, found)
        right = sum(same_speaker(expected[i], found[j]) for i, j in pairs)
        speakers += right
        matched += len(pairs)
        tallies["all"].add(len(pairs), len(expected), len(found))
        tallies["end_to_end"].add(right, len(expected), len(found))
        for kind in QUOTE_KINDS:
            ours = [each for each in expected if each["kind"] == kind]
            theirs = [each for each in found if each["kind"] == kind]
            tallies[kind].add(len(quote_pairs(text, ours, theirs)), len(ours), len(theirs))
    return {
        **{kind: tally.scores() for kind, tally in tallies.items()},
        "speaker_accuracy": percent(speakers, matched),
        "matched": matched,
    }


def days_of(value: str) -> Days | str:
    """The days of an EDTF value; an unreadable value is equal to itself only."""
    try:
        return edtf_days(value) if value else value
    except ValueError:
        return value


def date_pairs(gold: Sequence[Item], predicted: Sequence[Item]) -> list[Pair]:
    """Dates paired one to one at a span IoU of at least .5."""
    return pair_off(gold, predicted, span_overlap, DATE_OVERLAP)


def score_dates(articles: Iterable[ArticlePair]) -> Scores:
    """Dates found, and dates found and resolved to the same interval of days."""
    found_tally, resolved_tally = Tally(), Tally()
    for gold, predicted in articles:
        expected, found = gold["dates"], predicted["dates"]
        pairs = date_pairs(expected, found)
        right = sum(days_of(expected[i]["value"]) == days_of(found[j]["value"]) for i, j in pairs)
        found_tally.add(len(pairs), len(expected), len(found))
        resolved_tally.add(right, len(expected), len(found))
    return {"found": found_tally.scores(), "resolved": resolved_tally.scores()}


def event_pairs(gold: Sequence[Item], predicted: Sequence[Item]) -> list[Pair]:
    """Events paired one to one where triggers overlap and types agree."""

    def similarity(a: Item, b: Item) -> float:
        return span_overlap(a, b) if a["type"] == b["type"] else 0.0

    return pair_off(gold, predicted, similarity, 0.0)


def names_of(event: Item, role: str) -> frozenset[str]:
    """The keys of the names in a role of an event."""
    return frozenset(name_key(name) for name in event[role])


def score_events(articles: Iterable[ArticlePair]) -> Scores:
    """Triggers with type; on those found: status, actors, recipients, date; end to end asks the first 3."""
    triggers, whole = Tally(), Tally()
    roles = {"actor": Tally(), "recipient": Tally()}
    hits: dict[str, int] = defaultdict(int)
    for gold, predicted in articles:
        expected, found = gold["events"], predicted["events"]
        pairs = event_pairs(expected, found)
        complete = 0
        for i, j in pairs:
            a, b = expected[i], found[j]
            agrees = a["status"] == b["status"]
            hits["status"] += agrees
            hits["date"] += days_of(a["date"]) == days_of(b["date"])
            for role, tally in roles.items():
                ours, theirs = names_of(a, role), names_of(b, role)
                tally.add(len(ours & theirs), len(ours), len(theirs))
                agrees = agrees and ours == theirs
            complete += agrees
        hits["matched"] += len(pairs)
        triggers.add(len(pairs), len(expected), len(found))
        whole.add(complete, len(expected), len(found))
    return {
        "trigger": triggers.scores(),
        "status_accuracy": percent(hits["status"], hits["matched"]),
        "date_accuracy": percent(hits["date"], hits["matched"]),
        "actors": roles["actor"].scores(),
        "recipients": roles["recipient"].scores(),
        "end_to_end": whole.scores(),
        "matched": hits["matched"],
    }
