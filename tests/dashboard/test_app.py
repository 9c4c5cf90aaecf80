"""The frame around the pages: order, landing, URL, style."""

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest
from support.dashboard_app import ROOT, gold_corpus, open_page, page_text

from dashboard import theme
from pipelines.corpus import Corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return gold_corpus(tmp_path_factory.mktemp("app") / "corpus.db", "seed")


PAGES = ["quotes", "actors", "network", "timeline", "corpus", "export"]


def test_a_first_visit_to_an_empty_corpus_lands_where_articles_are_loaded(monkeypatch, tmp_path):
    monkeypatch.setenv("VISAVIS_CORPUS", str(tmp_path / "empty.db"))
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60).run()
    assert not app.exception
    assert [title.value for title in app.title] == ["Read the French press beside its English"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_an_empty_corpus(monkeypatch, tmp_path, page):
    app = open_page(monkeypatch, Corpus(tmp_path / "empty.db"), page)
    assert not app.exception
    if page != "corpus":
        assert "No articles yet" in page_text(app)
    assert not app.sidebar.text_input


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_a_full_corpus(monkeypatch, corpus, page):
    app = open_page(monkeypatch, corpus, page)
    assert not app.exception
    assert not app.error
    assert [title.value for title in app.title] == [page.capitalize()]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_bears_filters_that_leave_nothing(monkeypatch, corpus, page):
    app = open_page(monkeypatch, corpus, page, words="introuvable-xyz")
    assert not app.exception


def test_a_corpus_that_cannot_be_opened_says_so(monkeypatch, tmp_path):
    (tmp_path / "corpus.db").write_bytes(b"this is no database" * 100)
    monkeypatch.setenv("VISAVIS_CORPUS", str(tmp_path / "corpus.db"))
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60).run()
    assert not app.exception
    assert app.error


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two #RRGGBB colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK])
def test_colours_meet_aa_on_their_grounds(tokens):
    for ink in ("ink", "ink2", "ink3", "accent", "person", "org", "place", "flag"):
        for ground in ("bg", "side", "row"):
            assert contrast(tokens[ink], tokens[ground]) >= 4.5, (ink, ground)
    for ground in ("bg", "side", "row"):
        assert contrast(tokens["control"], tokens[ground]) >= 3.0


def test_nothing_is_shown_to_others_without_a_guard(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    before = config.get_option("server.address")
    config.set_option("server.address", "0.0.0.0")
    try:
        app = open_page(monkeypatch, corpus)
    finally:
        config.set_option("server.address", before)
    assert [error.value for error in app.error] == [
        "Others could reach this page, and nobody asks who they are. Start it with “visavis open”."
    ]
    assert not [element for element in app.main if element.type == "bidi_component"]
