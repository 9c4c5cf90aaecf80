import pytest
from support.dashboard_app import GOLD, component_data, gold_corpus, open_page, page_text
from support.gold_tables import gold_tables

from dashboard.components.actor_card import actor_cards
from pipelines.corpus import Corpus
from pipelines.model import Tables


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return gold_corpus(tmp_path_factory.mktemp("corpus") / "corpus.db", "seed", "dev")


def words(node) -> str:
    return node if isinstance(node, str) else " ".join(words(child) for child in node.get("k", []))


def table_rows(app) -> list[str]:
    table = component_data(app, "visavis_typeset")["nodes"][0]
    return [words(row) for row in table["k"][1]["k"]]


def test_actors_page_says_what_to_do_without_articles(monkeypatch, tmp_path) -> None:
    app = open_page(monkeypatch, Corpus(tmp_path / "empty.db"), "actors")
    assert not app.exception
    assert "No articles yet" in page_text(app)


def test_actors_page_lists_most_named_first(monkeypatch, corpus) -> None:
    app = open_page(monkeypatch, corpus, "actors")
    assert not app.exception
    rows = table_rows(app)
    assert len(rows) == 50
    assert "actors, most sentences first" in page_text(app)


def test_actors_page_finds_a_name_without_accents(monkeypatch, corpus) -> None:
    app = open_page(monkeypatch, corpus, "actors")
    app.text_input(key="actors_search").set_value("moyen-ORIENT").run()
    assert any("Moyen-Orient" in row for row in table_rows(app))
    app.text_input(key="actors_search").set_value("israel").run()
    assert any("Israël" in row for row in table_rows(app))
    app.text_input(key="actors_search").set_value("zzzz").run()
    assert "No actor of this name" in page_text(app)


def test_actors_page_filters_to_the_chosen_actor(monkeypatch, corpus) -> None:
    app = open_page(monkeypatch, corpus, "actors")
    app.text_input(key="actors_search").set_value("Kochavi").run()
    app.button(key="actors_filter").click().run()
    assert app.session_state["filters"].actor_ids == ("per:aviv-kochavi",)


def test_actor_cards_count_company_words_and_events() -> None:
    tables = gold_tables(GOLD / "seed.jsonl")
    card = actor_cards(tables, ["per:aviv-kochavi"])["per:aviv-kochavi"]
    together = tables.mentions.groupby("sentence")["actor_id"].agg(set)
    with_iran = sum({"per:aviv-kochavi", "loc:iran"} <= named for named in together)
    assert next(other["n"] for other in card["with"] if other["id"] == "loc:iran") == with_iran
    assert card["totals"][1] == (tables.quotes["speaker_id"] == "per:aviv-kochavi").sum()
    assert card["said"][0]["verb"] == "a déclaré · said"


def test_actor_cards_leave_out_who_is_unknown() -> None:
    assert actor_cards(Tables(), ["per:nobody"]) == {}
