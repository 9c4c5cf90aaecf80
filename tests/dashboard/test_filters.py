"""The sidebar sets the filters of every page, shows live counts and lives in the URL."""

import pytest
from support.dashboard_app import gold_corpus, open_page, page_text
from support.small_corpus import small_tables

from dashboard.filters import months_of
from pipelines.analysis.filters import Filters, apply


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return gold_corpus(tmp_path_factory.mktemp("filters") / "corpus.db", "seed")


@pytest.fixture
def kochavi(corpus):
    actors = corpus.tables().actors
    return actors.loc[actors["name"] == "Aviv Kochavi", "actor_id"].iloc[0]


def test_ticking_an_actor_filters_and_writes_the_url(monkeypatch, corpus, kochavi):
    app = open_page(monkeypatch, corpus)
    app.sidebar.checkbox(key=f"filter_actor:{kochavi}").check().run()
    assert app.query_params["actor"] in (kochavi, [kochavi])
    assert "1 set" in app.sidebar.button(key="filter_clear").label
    assert app.session_state["filters"] == Filters(actor_ids=(kochavi,))
    app.sidebar.checkbox(key=f"filter_actor:{kochavi}").uncheck().run()
    assert "actor" not in app.query_params


def test_a_shared_link_restores_the_filters(monkeypatch, corpus, kochavi):
    app = open_page(monkeypatch, corpus, actor=kochavi, type="CONSULT", words="réunions")
    assert app.sidebar.checkbox(key=f"filter_actor:{kochavi}").value
    assert app.sidebar.text_input(key="filter_words").value == "réunions"
    assert "3 set" in app.sidebar.button(key="filter_clear").label


def test_a_link_with_nonsense_is_ignored(monkeypatch, corpus):
    query = {"actor": "nobody", "type": "NONSENSE", "from": "tomorrow", "to": "2022-99-99"}
    app = open_page(monkeypatch, corpus, "", **query)
    assert not app.exception
    assert "none set" in "".join(m.value for m in app.sidebar.markdown)


def test_filters_follow_to_the_next_page_and_can_be_cleared(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus)
    app.sidebar.text_input(key="filter_words").set_value("Iran").run()
    app.switch_page("views/export.py").run()
    kept = len(apply(corpus.tables(), Filters(words="Iran")).sentences)
    assert f"{kept} of 14 sentences" in page_text(app)
    app.switch_page("views/reader.py").run()
    app.sidebar.button(key="filter_clear").click().run()
    assert app.sidebar.text_input(key="filter_words").value == ""
    assert "words" not in app.query_params


def test_finding_an_actor_lists_only_names_that_match(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus)
    app.sidebar.text_input(key="find_actor").set_value("etats").run()
    labels = [box.label for box in app.sidebar.checkbox]
    assert len(labels) == 1
    assert "États-Unis" in labels[0]
    app.sidebar.text_input(key="find_actor").set_value("nobody of that name").run()
    assert "No actor of this name." in [c.value for c in app.sidebar.caption]


def test_all_actors_can_be_listed(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus)
    few = len(app.sidebar.checkbox)
    app.sidebar.button(key="toggle_actors").click().run()
    assert len(app.sidebar.checkbox) == len(corpus.tables().actors) > few


def test_months_run_from_first_to_last_without_gaps():
    tables = small_tables(
        [["A"], ["B"]], articles=["x", "y"], published={"x": "2022-11-10", "y": "2023-02-01"},
        events=[{"sentence": 1, "start_day": "2022-10-05", "end_day": ""}],
    )  # fmt: skip
    assert months_of(tables) == ["2022-10", "2022-11", "2022-12", "2023-01", "2023-02"]
    assert months_of(small_tables([["A"]])) == []
