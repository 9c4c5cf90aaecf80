"""Filters: what stays, what the counts promise, what a URL restores."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.gold_tables import gold_tables
from support.small_corpus import small_tables

from pipelines.analysis.filters import Filters, apply, counts, fold, from_query, known, to_query
from pipelines.model import PLOVER_TYPES, Tables

GOLD = Path(__file__).parents[2] / "data" / "gold" / "dev.jsonl"


@cache
def gold() -> Tables:
    """Eight gold articles, in two sources."""
    tables = gold_tables(GOLD)
    ids = list(tables.articles["article_id"].head(8))
    frames = {
        name: table[table["article_id"].isin(ids)] if "article_id" in table.columns else table
        for name, table in tables.items()
    }
    frames["articles"] = frames["articles"].assign(source=["Le Monde", ""] * 4)
    present = set(frames["mentions"]["actor_id"])
    frames["actors"] = tables.actors[tables.actors["actor_id"].isin(present)]
    return Tables(**frames)


def days() -> st.SearchStrategy[str]:
    near = st.dates(
        date(2015, 1, 1), date(2026, 12, 31)
    )  # drawn within bounds: a filter would reject nearly all
    return st.one_of(st.just(""), near.map(date.isoformat))


def any_filters() -> st.SearchStrategy[Filters]:
    ids = list(gold().actors["actor_id"])
    return st.builds(
        Filters,
        actor_ids=st.lists(st.sampled_from(ids), max_size=3, unique=True).map(tuple),
        start_day=days(),
        end_day=days(),
        sources=st.lists(st.sampled_from(["Le Monde", ""]), max_size=2, unique=True).map(tuple),
        event_types=st.lists(st.sampled_from(PLOVER_TYPES), max_size=3, unique=True).map(tuple),
        words=st.sampled_from(["", "", "président", "accord paix", "introuvable-xyz"]),
    )


@settings(max_examples=40, deadline=None)
@given(any_filters())
def test_filtered_tables_are_subsets_that_belong_together(chosen):
    everything, kept = gold(), apply(gold(), chosen)
    for name, table in kept.items():
        whole = getattr(everything, name)
        assert set(table.index) <= set(whole.index)
        assert list(table.columns) == list(whole.columns)
    sentences = set(zip(kept.sentences["article_id"], kept.sentences["sentence"], strict=True))
    for name in ("translations", "mentions", "quotes", "dates", "events"):
        table = getattr(kept, name)
        assert set(zip(table["article_id"], table["sentence"], strict=True)) <= sentences
    assert set(kept.articles["article_id"]) == {article for article, _ in sentences}
    assert set(kept.mentions["actor_id"]) <= set(kept.actors["actor_id"])


@settings(max_examples=40, deadline=None)
@given(any_filters())
@example(Filters(actor_ids=("per:dragan-vujanic",), end_day="2015-01-01"))
def test_filtering_twice_changes_nothing(chosen):
    once = apply(gold(), chosen)
    twice = apply(once, chosen)
    for name in ("sentences", "mentions", "events", "dates", "articles"):
        assert getattr(once, name).equals(getattr(twice, name))


@settings(max_examples=25, deadline=None)
@given(any_filters(), st.data())
def test_counts_say_what_an_option_alone_would_leave(chosen, data):
    found = counts(gold(), chosen)
    assert set(found.actors) == set(gold().actors["actor_id"])
    actor = data.draw(st.sampled_from(sorted(found.actors)))
    assert found.actors[actor] == len(apply(gold(), replace(chosen, actor_ids=(actor,))).sentences)
    source = data.draw(st.sampled_from(sorted(found.sources)))
    assert found.sources[source] == len(apply(gold(), replace(chosen, sources=(source,))).articles)
    kind = data.draw(st.sampled_from(sorted(found.event_types)))
    assert found.event_types[kind] == len(apply(gold(), replace(chosen, event_types=(kind,))).events)


@settings(max_examples=60, deadline=None)
@given(any_filters())
def test_a_url_restores_the_filters(chosen):
    if chosen.start_day and chosen.end_day and chosen.start_day > chosen.end_day:
        chosen = replace(chosen, start_day="", end_day="")
    chosen = replace(chosen, event_types=tuple(k for k in PLOVER_TYPES if k in chosen.event_types))
    assert from_query(to_query(chosen)) == chosen


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["actor", "from", "to", "source", "type", "words", "x"]), st.lists(st.text())
    )
)
def test_no_url_is_an_error(query):
    found = from_query(query, gold())
    assert set(found.event_types) <= set(PLOVER_TYPES)
    assert set(found.actor_ids) <= set(gold().actors["actor_id"])
    apply(gold(), found)


def test_no_filter_leaves_the_tables_themselves():
    assert apply(gold(), Filters()) is gold()


def test_an_actor_keeps_sentences_that_name_quote_or_involve_it():
    tables = small_tables(
        [["A"], ["B"], ["B"], ["B"]], events=[{"sentence": 2, "actor_ids": ["A"], "actors": ["A"]}]
    )  # fmt: skip
    assert list(apply(tables, Filters(actor_ids=("A",))).sentences["sentence"]) == [1, 2]


def test_partners_in_a_kept_sentence_stay():
    kept = apply(small_tables([["A", "B"], ["C"]]), Filters(actor_ids=("A",)))
    assert list(kept.actors["actor_id"]) == ["A", "B"]
    assert list(kept.mentions["actor_id"]) == ["A", "B"]


def test_days_keep_what_was_published_or_is_told_of_then():
    tables = small_tables(
        [["A"], ["B"]],
        articles=["x", "y"],
        published={"x": "2022-11-10", "y": "2023-01-01"},
        events=[
            {"sentence": 1, "start_day": "2015-01-01", "end_day": "2015-01-01"},
            {"sentence": 1},
            {"sentence": 2, "start_day": "2022-11-30", "end_day": ""},
        ],
    )
    november = apply(tables, Filters(start_day="2022-11-01", end_day="2022-11-30"))
    assert list(november.articles["article_id"]) == ["x", "y"]  # y tells of an event that begins in November
    assert list(november.events["event_id"]) == ["e2", "e3"]  # e1 has days of its own, elsewhere
    assert apply(tables, Filters(end_day="2014-12-31")).is_empty


def test_an_undated_article_is_kept_only_without_a_range():
    tables = small_tables([["A"]])
    assert not apply(tables, Filters(words="a")).is_empty
    assert apply(tables, Filters(start_day="2022-01-01")).is_empty


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("elysee", True), ("ÉLYSÉE", True), ("Elys", True), ("lysee", False), ("armées élysée", True),
        ("armées absent", False), ("army", True), ("l'Élysée", True), ("  ", True),
    ],
)  # fmt: skip
def test_words_ignore_case_accents_and_endings_in_either_language(words, found):
    tables = small_tables([["l’Élysée", "Armées"]], english=["The army and the palace"])
    assert apply(tables, Filters(words=words)).sentences.empty is not found


def test_a_source_that_is_not_stated_can_be_chosen():
    tables = small_tables([["A"], ["B"]], articles=["x", "y"], sources={"x": "AFP"})
    assert list(apply(tables, Filters(sources=("",))).articles["article_id"]) == ["y"]
    assert counts(tables, Filters()).sources == {"": 1, "AFP": 1}
    assert from_query(to_query(Filters(sources=("",)))).sources == ("",)


def test_options_that_would_leave_nothing_stay_listed_at_zero():
    tables = small_tables([["A"], ["B"]], articles=["x", "y"], sources={"x": "AFP"})
    assert counts(tables, Filters(sources=("AFP",))).actors == {"A": 1, "B": 0}


def test_known_drops_actors_and_sources_that_are_gone():
    tables = small_tables([["A"]])
    assert known(Filters(actor_ids=("A", "gone"), sources=("gone", "")), tables) == Filters(
        ("A",), sources=("",)
    )


def test_fold_removes_case_accents_and_ligatures():
    assert fold("Œuvre Été ÇA") == "oeuvre ete ca"


def test_an_empty_corpus_filters_to_nothing():
    assert apply(Tables(), Filters(words="x", actor_ids=("a",))).is_empty
    assert counts(Tables(), Filters(start_day="2022-01-01")).actors == {}
