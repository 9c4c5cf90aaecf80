"""What a rereading no longer finds waits, is placed by hand at what is there now, is taken back, and is dropped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.gold_tables import gold_tables, one_article
from support.hand import check_same

from dashboard.live import LiveTables
from pipelines.corpus import Corpus
from pipelines.corrections import CorrectionError, Draft, replayed
from pipelines.corrections.exchange import lines_of, read_lines
from pipelines.corrections.placing import Waiting, candidates, waiting
from pipelines.model import Tables
from pipelines.paths import DATA


@pytest.fixture(scope="module")
def read() -> Tables:
    gold = gold_tables(DATA / "gold" / "dev.jsonl")
    return one_article(gold, gold.articles["article_id"][0])


@pytest.fixture
def corpus(tmp_path: Path, read: Tables) -> Corpus:
    opened = Corpus(tmp_path / "c.db")
    assert opened.add(read)
    return opened


def name(read: Tables, number: int) -> dict[str, Any]:
    return {str(key): value for key, value in read.mentions.iloc[number].to_dict().items()}


def anchor(row: dict[str, Any]) -> tuple[str, int, int]:
    return row["article_id"], int(row["start"]), int(row["end"])


def without(read: Tables, row: dict[str, Any]) -> Tables:
    """As another reader has it, who does not find this name."""
    kept = read.mentions[(read.mentions["start"] != row["start"]) | (read.mentions["end"] != row["end"])]
    return replace(read, mentions=kept.reset_index(drop=True))


def waits(corpus: Corpus) -> list[Waiting]:
    held = LiveTables(corpus).now()
    return waiting(held.tables, corpus.ledger(), held.outcomes)


def test_corrections_of_one_thing_are_placed_together_and_taken_back(corpus: Corpus, read: Tables) -> None:
    gone, other = name(read, 3), name(read, 4)
    corpus.correct([Draft("mention.type", *anchor(gone), "MISC")], "Ana")
    corpus.correct([Draft("mention.actor", *anchor(gone), {"name": "Zoé Martin"})], "Ana")
    assert waits(corpus) == []
    corpus.replace(without(read, gone))
    unplaced = corpus.tables()
    (group,) = waits(corpus)
    assert ([e.id for e in group.entries], group.anchor, group.table) == ([1, 2], anchor(gone), "mentions")
    assert "Nothing that the reader finds today" in group.reason
    found = candidates(LiveTables(corpus).now().tables, group)
    assert len(found) == len(read.mentions) - 1
    assert found["sentence"].iloc[0] == gone["sentence"] or gone["sentence"] not in set(found["sentence"])

    live = LiveTables(corpus)
    live.now()
    corpus.place([1, 2], group.anchor, anchor(other)[1:], "Bob")
    assert waits(corpus) == []
    shown = corpus.tables().mentions.query("start == @other['start']").iloc[0]
    assert (shown["type"], shown["corrected_by"]) == ("MISC", "Ana")
    assert shown["actor_id"] == "per:zoe-martin"
    check_same(live.now().tables, replayed(corpus.machine_tables(), corpus.ledger()).tables)
    assert [e.what for e in corpus.ledger()] == ["mention.type", "mention.actor", "place", "place"]

    corpus.undo([3, 4], "Bob")
    check_same(corpus.tables(), unplaced)
    check_same(live.now().tables, corpus.tables())
    assert [e.id for e in waits(corpus)[0].entries] == [1, 2]
    corpus.redo(None, "Bob")
    assert [e.id for e in waits(corpus)[0].entries] == [1]
    corpus.undo([1], "Bob")  # dropped as no longer needed
    assert waits(corpus) == []
    corpus.redo([1], "Bob")
    assert [e.id for e in waits(corpus)[0].entries] == [1]


def test_placed_again_after_another_rereading_and_carried_to_a_colleague(
    corpus: Corpus, read: Tables, tmp_path: Path
) -> None:
    gone, second, third = name(read, 3), name(read, 4), name(read, 5)
    corpus.correct([Draft("mention.type", *anchor(gone), "MISC")], "Ana")
    fewer = without(read, gone)
    corpus.replace(fewer)
    corpus.place([1], anchor(gone), anchor(second)[1:], "Ana")
    fewest = without(fewer, second)
    corpus.replace(fewest)
    (group,) = waits(corpus)
    corpus.place([1], group.anchor, anchor(third)[1:], "Ana")
    assert waits(corpus) == []
    theirs = Corpus(tmp_path / "theirs.db")
    theirs.add(fewest)
    lines = list(lines_of(corpus.ledger()))
    assert theirs.take_in(read_lines(lines), "Bob").applied == 1
    check_same(theirs.tables(), corpus.tables())
    assert corpus.take_in(read_lines(lines), "Ana").already == 1


def test_split_waits_for_the_mentions_that_are_gone(corpus: Corpus, read: Tables) -> None:
    actor = read.mentions["actor_id"].value_counts().index[0]
    mine = read.mentions[read.mentions["actor_id"] == actor].to_dict("records")[:2]
    other = next(row for row in read.mentions.to_dict("records") if row["actor_id"] != actor)
    places = [list(anchor(row)) for row in mine]
    corpus.correct(
        [Draft("actor.split", new={"actor_id": actor, "mentions": places, "name": "Autre"})], "Ana"
    )
    corpus.replace(without(read, mine[0]))
    (group,) = waits(corpus)
    assert group.anchor == anchor(mine[0])
    corpus.place([1], group.anchor, anchor(other)[1:], "Ana")
    assert waits(corpus) == []
    named = corpus.tables().mentions.set_index("start")["actor_id"]
    assert named[other["start"]] == named[mine[1]["start"]]


def test_what_cannot_be_placed_is_refused_with_a_sentence(corpus: Corpus, read: Tables) -> None:
    gone, other = name(read, 3), name(read, 4)
    corpus.correct([Draft("mention.type", *anchor(gone), "MISC")], "Ana")
    corpus.correct([Draft("actor.rename", new={"actor_id": other["actor_id"], "name": "X"})], "Ana")
    key, start, end = anchor(gone)
    there = anchor(other)[1:]

    def refused(told: str, number: int, at: tuple[str, int, int], to: tuple[int, int]) -> None:
        before = corpus.ledger()
        with pytest.raises(CorrectionError, match=told):
            corpus.place([number], at, to, "Bob")
        assert corpus.ledger() == before

    refused("waits for no place: it is applied", 1, (key, start, end), there)
    corpus.replace(without(read, gone))
    refused("no correction 2 that waits", 2, (key, start, end), there)
    refused("no correction 77 that waits", 77, (key, start, end), there)
    refused("no longer in the corpus", 1, ("gone", start, end), there)
    refused("was not written for signs", 1, (key, start, end + 1), there)
    refused("no words from 5 to 10000000", 1, (key, start, end), (5, 10**7))
    refused("cannot be placed at", 1, (key, start, end), (end, end + 1))
    corpus.place([1], (key, start, end), there, "Bob")
    refused("waits for no place: it is applied", 1, (key, start, end), there)
    corpus.undo([1], "Bob")
    refused("waits for no place: it is undone", 1, (key, start, end), there)
    corpus.delete(key)
    assert [e.what for e in corpus.ledger()] == ["actor.rename"]
