"""Review: the least certain first, once each; figures from random samples alone; certainty only where it was measured."""

from __future__ import annotations

import pytest
from support.gold_tables import gold_tables
from support.hand import written

from pipelines.corrections import Draft, Entry
from pipelines.corrections.certainty import certainty
from pipelines.corrections.everywhere import drafts_for, elsewhere
from pipelines.corrections.review import queue, readings, sample, scores, verdict, wilson
from pipelines.model import Tables
from pipelines.paths import DATA


@pytest.fixture(scope="module")
def gold() -> Tables:
    return gold_tables(DATA / "gold" / "dev.jsonl")


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_is_that_of_the_tables(right: int, of: int, low: float, high: float) -> None:
    """Newcombe (1998), table I: 81 of 263, 15 of 148, 1 of 29."""
    found = wilson(right, of)
    assert found == pytest.approx((low, high), abs=0.0001)


def test_queue_holds_each_reading_once_and_the_least_certain_first(gold: Tables) -> None:
    entries: list[Entry] = []
    first = queue(gold, entries, ["name", "speaker"], most=10**6)
    known = first["certainty"].dropna()
    assert known.is_monotonic_increasing
    for number, (_, reading) in enumerate(first.head(6).iterrows(), 1):
        draft = verdict(reading, ("right", "wrong", "skip")[number % 3])
        entry = written(gold, entries, draft, number)
        assert entry is not None
        entries.append(entry)
    left = queue(gold, entries, ["name", "speaker"], most=10**6)
    assert len(left) == len(first) - 6


def test_only_samples_say_how_right_it_is(gold: Tables) -> None:
    entries: list[Entry] = []
    chosen = sample(gold, entries, ["quote"], 8, "s")
    assert chosen.equals(sample(gold, entries, ["quote"], 8, "s"))
    others = readings(gold, ["date"]).head(3)
    drafts = [
        verdict(row, "right" if n < 6 else "wrong", "s") for n, (_, row) in enumerate(chosen.iterrows())
    ]
    drafts += [verdict(row, "wrong") for _, row in others.iterrows()]
    drafts.append(verdict(chosen.iloc[7], "right", "s"))  # the last word on it
    for number, draft in enumerate(drafts, 1):
        entry = written(gold, entries, draft, number)
        assert entry is not None
        entries.append(entry)
    (score,) = scores(entries)
    assert (score.layer, score.right, score.reviewed) == ("quote", 7, 8)


def test_certainty_is_empty_below_one_half_and_where_nothing_was_measured() -> None:
    assert certainty("name", {"method": "lexicon"}) is not None
    assert certainty("nonsense", {"method": "lexicon"}) is None
    inferred = {"rule": "expulser (verb); actor: la police, inferred, 99 %"}
    assert certainty("roles", inferred) is None


def test_everywhere_shows_the_other_places_with_their_sentences(gold: Tables) -> None:
    often = gold.mentions.groupby(["actor_id", "surface"]).size().idxmax()
    rows = gold.mentions[(gold.mentions["actor_id"] == often[0]) & (gold.mentions["surface"] == often[1])]
    one = rows.iloc[0]
    draft = Draft("mention.type", one["article_id"], int(one["start"]), int(one["end"]), "MISC")
    places = elsewhere(gold, draft)
    assert len(places) >= len(rows) - 1
    assert all(surface in text for surface, text in zip(places["surface"], places["text"], strict=True))
    assert len(drafts_for(draft, places)) == len(places)
    without = Tables(
        articles=gold.articles, sentences=gold.sentences, mentions=gold.mentions.drop(rows.index)
    )
    missed = Draft("mention.add", one["article_id"], int(one["start"]), int(one["end"]), {"type": "PER"})
    found = elsewhere(without, missed)
    assert len(found) >= len(rows) - 1
    assert set(found["surface"]) == {one["surface"]}
