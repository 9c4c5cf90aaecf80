"""The network page, its figure and its evidence."""

import io

import pandas as pd
import pytest
from support.dashboard_app import component_data, gold_corpus, open_page, page_text
from support.small_corpus import small_tables

from dashboard import theme
from dashboard.charts import network as chart
from dashboard.charts.network import draw, strength_class
from pipelines.analysis import cooccurrence


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return gold_corpus(tmp_path_factory.mktemp("network") / "corpus.db", "seed")


def ids(corpus, *names):
    actors = corpus.tables().actors.set_index("name")["actor_id"]
    return tuple(actors[name] for name in names)


def test_page_says_what_it_shows(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus, "network")
    found = cooccurrence.network(corpus.tables(), "sentence", 1)
    assert f"{len(found.nodes)} actors, {len(found.links)} links, from 14 sentences" in page_text(app)


def test_unit_and_support_change_the_network(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus, "network")
    app.slider(key="network_support:True").set_value(2).run()
    found = cooccurrence.network(corpus.tables(), "sentence", 2)
    assert f"{len(found.links)} links" in page_text(app)
    app.button_group(key="network_unit").set_value(["article"]).run() if hasattr(
        app, "button_group"
    ) else None
    assert not app.exception


def test_support_that_leaves_nothing_falls_back_and_says_so(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus, "network")
    app.slider(key="network_support:True").set_value(9).run()
    assert "links of a single sentence are shown" in page_text(app)


def test_a_chosen_link_shows_its_sentences_in_french(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus, "network")
    app.session_state["network_selected"] = ids(corpus, "Aviv Kochavi", "Mark Milley")
    app.run()
    data = [e.proto.json for e in app.main if e.type == "bidi_component"]
    text = " ".join(data).encode().decode("unicode_escape", errors="ignore")
    assert "Aviv Kochavi and Mark Milley" in text
    assert "NPMI" in text
    assert "Pentagone" in text


def test_filter_to_this_actor_sets_the_filter(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus, "network")
    (milley,) = ids(corpus, "Mark Milley")
    app.session_state["network_selected"] = (milley,)
    app.run()
    app.button(key=f"network_filter:{milley}").click().run()
    assert app.session_state["filters"].actor_ids == (milley,)


def test_words_without_links_say_what_to_do(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus, "network", words="introuvable-xyz")
    assert "Nothing in the corpus passes the filters." in page_text(app)


def large_network(n: int = 300) -> cooccurrence.Network:
    sentences = [[f"N{i:03d}", f"N{(i * 7 + 1) % n:03d}", f"N{(i * 3 + 2) % n:03d}"] for i in range(n)]
    return cooccurrence.network(small_tables(sentences), minimum=1)


def test_figure_has_few_traces_and_caps_what_it_draws():
    found = large_network()
    drawing = draw(found, "count", theme.LIGHT)
    assert len(drawing.figure.data) <= 6
    assert drawing.nodes <= chart.MOST_NODES < len(found.nodes)
    assert drawing.links <= chart.MOST_LINKS


def test_figure_is_the_same_every_time():
    found = large_network(60)
    assert draw(found, "npmi", theme.DARK).figure == draw(found, "npmi", theme.DARK).figure


def test_every_node_and_link_can_be_chosen():
    found = cooccurrence.network(small_tables([["A", "B"], ["B", "C"]]), minimum=1)
    data = [
        point for trace in draw(found, "count", theme.LIGHT).figure.data for point in trace.customdata or ()
    ]
    assert {tuple(p) for p in data} == {
        ("node", "A"), ("node", "B"), ("node", "C"), ("link", "B", "A"), ("link", "B", "C"),
    }  # fmt: skip


def test_type_is_told_by_shape():
    found = cooccurrence.network(small_tables([["A", "B"]]), minimum=1)
    found.nodes["type"] = ["ORG", "LOC"]
    (nodes,) = [t for t in draw(found, "count", theme.LIGHT).figure.data if t.mode == "markers+text"]
    assert list(nodes.marker.symbol) == ["square", "triangle-down"]


def test_a_name_in_the_figure_is_not_markup():
    found = cooccurrence.network(small_tables([["<b>A</b>", "B"]]), minimum=1)
    (nodes,) = [t for t in draw(found, "count", theme.LIGHT).figure.data if t.mode == "markers+text"]
    assert "&lt;b&gt;A&lt;/b&gt;" in nodes.text


def test_strength_classes_are_thirds_of_the_range():
    assert strength_class([1, 1, 2, 3]) == [0, 0, 1, 2]
    assert strength_class([5, 5]) == [0, 0]
    assert strength_class([]) == []


def test_links_csv_holds_every_link(corpus):
    from pipelines.export.csv import csv_bytes

    found = cooccurrence.network(corpus.tables(), minimum=1)
    read = pd.read_csv(io.BytesIO(csv_bytes(found.links)))
    assert list(read["count"]) == list(found.links["count"])
    assert list(read["source_name"]) == list(found.links["source_name"])


def test_key_names_only_types_that_are_there(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus, "network")
    assert component_data(app, "visavis_typeset")["theme"] in ("light", "dark")
