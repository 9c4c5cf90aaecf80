"""The ledger in the corpus: checked when it is written, anchored in the text, undone by entries, gone with its article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from support.gold_tables import gold_tables, one_article
from support.hand import check_same

from dashboard.live import LiveTables
from pipelines.corpus import Corpus
from pipelines.corrections import (
    ConflictError,
    CorrectionError,
    Draft,
    NothingChangesError,
    value_of,
)
from pipelines.model import Tables, load_list
from pipelines.paths import DATA


@pytest.fixture(scope="module")
def gold() -> Tables:
    return gold_tables(DATA / "gold" / "dev.jsonl")


@pytest.fixture
def corpus(corpus_url: str, gold: Tables) -> Iterator[Corpus]:
    opened = Corpus(corpus_url)
    for key in gold.articles["article_id"][:2]:
        opened.add(one_article(gold, key))
    yield opened
    opened.close()


def row(corpus: Corpus, table: str, number: int = 0) -> dict[str, Any]:
    rows = getattr(corpus.tables(), table)
    return {str(key): value for key, value in rows.iloc[number].to_dict().items()}


def draft(what: str, thing: dict[str, Any], new: Any = None, **old: Any) -> Draft:
    place = load_list(thing["parts"])[0] if "parts" in thing else thing
    return Draft(what, thing["article_id"], int(place["start"]), int(place["end"]), new, **old)


def test_later_of_two_people_sees_the_earlier_ones_value_and_decides(corpus: Corpus) -> None:
    quote = row(corpus, "quotes")
    seen = value_of("quote.speaker", quote)
    corpus.correct([draft("quote.speaker", quote, {"name": "Zoé Martin"}, old=seen)], "Ana")
    late = draft("quote.speaker", quote, None, old=seen)
    with pytest.raises(ConflictError, match="Ana has changed this to “Zoé Martin”") as raised:
        corpus.correct([late], "Bob")
    assert raised.value.who == "Ana"
    now = draft("quote.speaker", quote, None, old=raised.value.present)
    (entry,) = corpus.correct([now], "Bob")
    assert entry.old["name"] == "Zoé Martin"
    shown = row(corpus, "quotes")
    assert (shown["speaker_name"], shown["corrected_by"], shown["reviewed"]) == ("", "Bob", "corrected")
    assert shown["method"].startswith("corrected: speaker")


def test_ledger_is_undone_and_redone_by_entries_and_after_a_restart(corpus: Corpus) -> None:
    before = corpus.tables()
    thing = row(corpus, "mentions")
    corpus.correct([draft("mention.delete", thing)], "Ana")
    actors = list(before.actors["actor_id"])
    corpus.correct([Draft("actor.merge", new={"actor_id": actors[0], "into": actors[1]})], "Ana")
    merged = corpus.tables()
    assert actors[0] not in set(merged.actors["actor_id"])
    again = Corpus(corpus.where)
    again.undo(None, "Bob")
    again.undo(1, "Bob")
    check_same(again.tables(), before)
    again.redo(None, "Bob")
    again.redo(2, "Bob")
    check_same(corpus.tables(), merged)
    assert [entry.what for entry in corpus.ledger()][2:] == ["undo", "undo", "redo", "redo"]
    again.close()


def test_pages_take_in_only_new_entries(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    live = LiveTables(corpus)
    live.now()
    monkeypatch.setattr(corpus, "snapshot", lambda: pytest.fail("the whole corpus was read again"))
    corpus.correct([draft("event.status", row_of(live, "events"), "alleged")], "Ana")
    corpus.correct([draft("sentence.not_text", row_of(live, "sentences"))], "Ana")
    held = live.now()
    monkeypatch.undo()
    check_same(held.tables, corpus.tables(), but=())
    assert {outcome.state for outcome in held.outcomes.values()} == {"applied"}


def row_of(live: LiveTables, table: str) -> dict[str, Any]:
    return {str(key): value for key, value in getattr(live.now().tables, table).iloc[-1].to_dict().items()}


def test_what_builds_on_an_undone_entry_is_shown_as_a_conflict(corpus: Corpus) -> None:
    thing = row(corpus, "mentions")
    end = int(thing["end"])
    corpus.correct([draft("mention.extent", thing, [int(thing["start"]), end - 1])], "Ana")
    (entry,) = corpus.correct([draft("mention.type", {**thing, "end": end - 1}, "MISC")], "Bob")
    corpus.undo(1, "Ana")
    held = LiveTables(corpus).now()
    assert held.outcomes[entry.id].state == "conflict"
    assert "entry 1 of Ana" in held.outcomes[entry.id].reason
    assert row(corpus, "mentions")["type"] == thing["type"]


def bad_drafts(thing: dict[str, Any], actor: str) -> list[tuple[Draft, str]]:
    return [
        (Draft("quote.colour", thing["article_id"], 0, 3), "no kind of correction"),
        (draft("mention.delete", {**thing, "article_id": "gone"}), "no longer in the corpus"),
        (draft("mention.type", thing, "ROBOT"), "choose one of PER"),
        (draft("mention.type", {**thing, "end": 10**7}, "PER"), "no words from"),
        (draft("mention.extent", thing, [5, 2]), "no words from 5 to 2"),
        (draft("mention.actor", thing, {"name": "x" * 10_000}), "too many"),
        (draft("mention.actor", thing, {"name": "x" * 500}), "500 signs"),
        (draft("mention.actor", thing, {"actor_id": "nobody:at-all"}), "No article names"),
        (Draft("date.add", thing["article_id"], 0, 4, "2022-02-30"), "no date"),
        (Draft("date.add", thing["article_id"], 0, 4, "2022-11-20/2022-11-14"), "no date"),
        (Draft("actor.merge", new={"actor_id": actor, "into": actor}), "into itself"),
        (Draft("actor.merge", new={"actor_id": actor, "into": "nobody:at-all"}), "No article names"),
        (Draft("actor.country", new={"actor_id": actor, "country": "Absurdistan"}), "two letters"),
        (Draft("actor.rename", new={"actor_id": actor, "name": " \n "}), "empty"),
        (Draft("actor.split", new={"actor_id": actor, "mentions": []}), "Choose the mentions"),
    ]


def test_bad_input_gets_a_sentence_and_writes_nothing(corpus: Corpus) -> None:
    thing, before = row(corpus, "mentions"), corpus.tables()
    for bad, told in bad_drafts(thing, str(before.actors["actor_id"][0])):
        with pytest.raises(CorrectionError, match=told):
            corpus.correct([draft("mention.type", thing, "MISC"), bad], "Ana")
    assert corpus.ledger() == []
    check_same(corpus.tables(), before)


def test_merges_go_round_in_no_ring(corpus: Corpus) -> None:
    one, two, three = corpus.tables().actors["actor_id"][:3]
    corpus.correct([Draft("actor.merge", new={"actor_id": one, "into": two})], "Ana")
    corpus.correct([Draft("actor.merge", new={"actor_id": two, "into": three})], "Ana")
    with pytest.raises(NothingChangesError, match="ring"):
        corpus.correct([Draft("actor.merge", new={"actor_id": three, "into": one})], "Bob")
    # Undone, turned round and brought back, the earlier holds and the later is shown.
    corpus.undo(1, "Ana")
    corpus.undo(2, "Ana")
    corpus.correct([Draft("actor.merge", new={"actor_id": three, "into": one})], "Bob")
    corpus.redo([1, 2], "Ana")
    outcomes = LiveTables(corpus).now().outcomes
    assert [outcomes[number].state for number in (1, 2, 5)] == ["applied", "applied", "conflict"]


def test_merge_and_rename_hold_for_articles_loaded_later(corpus: Corpus, gold: Tables) -> None:
    known = set(corpus.tables().actors["actor_id"])
    for key in gold.articles["article_id"][2:]:
        later = one_article(gold, key)
        common = sorted(known & set(later.mentions["actor_id"]))
        if common:
            break
    into = sorted(known - {common[0]})[0]
    corpus.correct([Draft("actor.merge", new={"actor_id": common[0], "into": into})], "Ana")
    corpus.correct([Draft("actor.rename", new={"actor_id": into, "name": "Nom choisi"})], "Ana")
    corpus.add(later)
    mentions = corpus.tables().mentions
    fresh = mentions[(mentions["article_id"] == key) & (mentions["actor_id"] == into)]
    assert len(fresh) >= 1
    assert all("merged by Ana" in method for method in fresh["method"])
    assert common[0] not in set(mentions["actor_id"])
    assert "Nom choisi" in set(corpus.tables().actors["name"])


def test_corrections_of_a_deleted_article_go_with_it_and_those_of_actors_stay(corpus: Corpus) -> None:
    thing = row(corpus, "mentions")
    corpus.correct([draft("mention.type", thing, "MISC")], "Ana")
    one, two = corpus.tables().actors["actor_id"][:2]
    corpus.correct([Draft("actor.merge", new={"actor_id": one, "into": two})], "Ana")
    corpus.undo(1, "Ana")
    corpus.delete(thing["article_id"])
    assert [entry.what for entry in corpus.ledger()] == ["actor.merge"]
    with pytest.raises(CorrectionError, match="no correction 1"):
        corpus.redo(1, "Ana")
    assert corpus.correct([Draft("actor.rename", new={"actor_id": two, "name": "X"})], "Ana")[0].id == 4


def test_event_and_quote_reach_over_other_words_but_never_over_just_those_of_another(corpus: Corpus) -> None:
    one, two = row(corpus, "events"), row(corpus, "events", 1)
    assert one["article_id"] == two["article_id"]
    start, end = int(one["start"]), int(one["end"])
    corpus.correct([draft("event.extent", one, [start, end + 3], old=[start, end])], "Ana")
    shown = row(corpus, "events")
    text = corpus.article(one["article_id"])["text"]
    assert (shown["trigger"], shown["rule"][:17]) == (text[start : end + 3], "corrected: extent")
    with pytest.raises(CorrectionError, match="Another event stands on just these words"):
        corpus.correct(
            [draft("event.extent", {**one, "end": end + 3}, [int(two["start"]), int(two["end"])])], "B"
        )
    first, second = row(corpus, "quotes"), row(corpus, "quotes", 1)
    assert first["article_id"] == second["article_id"]
    place = value_of("quote.extent", second)
    with pytest.raises(CorrectionError, match="Another quote stands on just these words"):
        corpus.correct([draft("quote.extent", first, place)], "Bob")
    corpus.undo(None, "Ana")
    assert row(corpus, "events")["trigger"] == one["trigger"]
