"""The corpus goes away while pages are open: a sentence wherever the person clicks, and all is well once it is back."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from support.dashboard_app import gold_corpus, open_page

from dashboard.views import corpus as corpus_page
from pipelines.corpus import Corpus

AWAY = "not there any more"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return gold_corpus(tmp_path / "corpus.db", "seed")


def check_that_it_is_said(app: AppTest) -> None:
    assert not app.exception
    assert AWAY in " ".join(each.value for each in app.error)


@pytest.mark.parametrize(
    "page", ["", "quotes", "actors", "network", "timeline", "corpus", "english", "export"]
)
def test_page_says_so_and_recovers(corpus: Corpus, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    app = open_page(monkeypatch, corpus, page)
    path = Path(corpus.where)
    path.rename(path.with_name("away.db"))
    check_that_it_is_said(app.run())
    path.with_name("away.db").rename(path)
    app.run()
    assert not app.exception
    assert not app.error


def test_filter_chosen_meanwhile_is_kept(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page(monkeypatch, corpus, "quotes")
    box = next(each for each in app.sidebar.checkbox if each.key.startswith("filter_actor:"))
    path = Path(corpus.where)
    path.rename(path.with_name("away.db"))
    check_that_it_is_said(box.check().run())
    path.with_name("away.db").rename(path)
    app.run()
    assert not app.error
    assert box.key.partition(":")[2] in app.query_params["actor"]


def test_dialog_says_so(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page(monkeypatch, corpus, "corpus")
    article = corpus.tables().articles["article_id"].iloc[0]
    app.session_state[corpus_page.EDITING] = article
    app.run()
    app.checkbox(f"edit_sure:{article}").check().run()
    monkeypatch.setattr("pipelines.corpus.connection.opening.writing", _fails)
    app.button("edit_delete").click().run()
    assert not app.exception
    assert "no room" in " ".join(each.value for each in app.error)


def _fails(*_: object) -> object:
    raise OSError(28, "no room")
