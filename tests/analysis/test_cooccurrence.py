"""Co-occurrence against values computed by hand, on a corpus small enough to count."""

from math import log, sqrt

import networkx as nx
import pytest
from support.small_corpus import small_tables

from pipelines.analysis import cooccurrence
from pipelines.analysis.cooccurrence import evidence, network

# Sentences name: {A, B}, {A, B, C}, {A}, {C}; paragraphs {A, B, C} (sentences 1 and 2) and {A, C}; two articles.


@pytest.fixture(scope="module")
def tables():
    return small_tables([["A", "B"], ["A", "B", "C"], ["A"], ["C"]], paragraphs=[1, 1, 2, 2])


def link(found, a, b):
    rows = found.links[(found.links["source"] == a) & (found.links["target"] == b)]
    assert len(rows) == 1
    return rows.iloc[0]


def test_measures_equal_hand_computed_values(tables):
    found = network(tables, "sentence", minimum=1)
    ab = link(found, "A", "B")  # n = 4, f(A) = 3, f(B) = 2, f(A, B) = 2
    assert found.n_units == 4
    assert ab["count"] == 2
    assert ab["jaccard"] == pytest.approx(2 / 3)
    assert ab["cosine"] == pytest.approx(2 / sqrt(6))
    assert ab["npmi"] == pytest.approx(log(4 * 2 / 6) / -log(2 / 4))
    assert ab["conditional"] == pytest.approx(1.0)
    # 2 × 2 table [[2, 1], [0, 1]]: χ² = 4 (2·1 − 1·0)² / (3·1·2·2); Fisher: C(3,2)·C(1,0) / C(4,2)
    assert ab["chi2"] == pytest.approx(4 * 4 / 12)
    assert ab["fisher_p"] == pytest.approx(3 / 6)


def test_chi_squared_is_negative_when_actors_avoid_each_other(tables):
    ac = link(network(tables, "sentence", minimum=1), "A", "C")  # f(A) = 3, f(C) = 2, together once
    assert ac["count"] == 1
    # 2 × 2 table [[1, 2], [1, 0]]: χ² = 4 (1·0 − 2·1)² / (3·1·2·2); 1.5 would be expected together
    assert ac["chi2"] == pytest.approx(-4 * 4 / 12)
    assert ac["npmi"] == pytest.approx(log(4 / 6) / -log(1 / 4))


def test_npmi_is_one_for_a_pair_that_is_never_apart():
    found = network(small_tables([["A", "B"], ["C"], ["A", "B"]]), minimum=1)
    assert link(found, "A", "B")["npmi"] == pytest.approx(1.0)
    always = network(small_tables([["A", "B"], ["A", "B"]]), minimum=1)
    assert link(always, "A", "B")["npmi"] == 1.0


def test_a_name_repeated_in_a_sentence_counts_once():
    found = network(small_tables([["A", "A", "B"]]), minimum=1)
    assert link(found, "A", "B")["count"] == 1


def test_larger_units_join_what_sentences_keep_apart(tables):
    assert link(network(tables, "paragraph", minimum=1), "A", "C")["count"] == 2
    assert network(tables, "paragraph", minimum=1).n_units == 2
    assert network(tables, "article", minimum=1).n_units == 1


def test_story_counts_two_copies_of_a_dispatch_once():
    tables = small_tables([["A", "B"], ["A", "B"]], articles=["x", "y"], stories={"x": "s", "y": "s"})
    assert link(network(tables, "article", minimum=1), "A", "B")["count"] == 2
    assert link(network(tables, "story", minimum=1), "A", "B")["count"] == 1


def test_minimum_support_drops_weak_links_and_falls_back_to_one(tables):
    assert list(network(tables, minimum=2).links["count"]) == [2]
    assert network(tables, minimum=2).minimum == 2
    alone = network(tables, minimum=9)
    assert alone.minimum == 1
    assert len(alone.links) == 3


def test_network_does_not_depend_on_the_order_of_rows(tables):
    mentions = tables.mentions.sample(frac=1, random_state=3)
    shuffled = type(tables)(**{**dict(tables.items()), "mentions": mentions})
    one, other = network(tables, minimum=1), network(shuffled, minimum=1)
    assert one.links.equals(other.links)
    assert one.nodes.equals(other.nodes)


def test_communities_separate_two_cliques_joined_by_one_link():
    sentences = [["A", "B", "C"]] * 3 + [["X", "Y", "Z"]] * 3 + [["A", "X"]]
    group = network(small_tables(sentences), minimum=1).nodes.set_index("actor_id")["community"]
    assert group["A"] == group["B"] == group["C"]
    assert group["X"] == group["Y"] == group["Z"]
    assert group["A"] != group["X"]


def test_evidence_gives_the_sentences_that_name_both(tables):
    assert list(evidence(tables, ("A", "B"))["sentence"]) == [1, 2]
    assert list(evidence(tables, ("A", "C"), "paragraph")["sentence"]) == [1, 2, 3, 4]
    assert list(evidence(tables, ("C",))["sentence"]) == [2, 4]


def test_no_mentions_give_an_empty_network():
    found = network(small_tables([[], []]))
    assert found.links.empty
    assert found.nodes.empty
    assert isinstance(found.graph(), nx.Graph)


def test_an_unknown_unit_is_refused(tables):
    with pytest.raises(ValueError, match="unknown unit"):
        network(tables, "page")


def test_a_roll_call_of_thousands_of_names_stays_cheap():
    names = [f"N{i}" for i in range(5000)]
    found = network(small_tables([names]), minimum=1)
    most = cooccurrence.MOST_PER_UNIT
    assert len(found.links) == most * (most - 1) // 2
