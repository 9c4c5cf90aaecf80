"""The dashboard on a corpus of gold articles, run by Streamlit's AppTest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from support.gold_tables import gold_tables, one_article

from pipelines.corpus import Corpus

ROOT = Path(__file__).parent.parent.parent
GOLD = ROOT / "data" / "gold"


def gold_corpus(where: Path, *names: str) -> Corpus:
    """A corpus file that holds every article of the named gold files ("seed", "dev")."""
    corpus = Corpus(where)
    for name in names:
        tables = gold_tables(GOLD / f"{name}.jsonl")
        for article_id in tables.articles["article_id"]:
            corpus.add(one_article(tables, article_id))
    return corpus


def open_page(monkeypatch: pytest.MonkeyPatch, corpus: Corpus, page: str = "", **query: str) -> AppTest:
    """The app on `corpus`, run once, at `page` ("quotes"; "" is the Reader) with URL parameters."""
    monkeypatch.setenv("VISAVIS_CORPUS", corpus.where)
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    app.session_state["visited"] = True  # an empty corpus would land on the Corpus page
    for name, value in query.items():
        app.query_params[name] = value
    if page:
        app.run()
        app.switch_page(f"views/{page}.py")
    return app.run()


def component_data(app: AppTest, name: str) -> dict[str, Any]:
    """What the page handed to the component `name`."""
    found = [element for element in app.main if element.type == "bidi_component"]
    protos = [element.proto for element in found if element.proto.component_name == name]
    return json.loads(protos[0].json)


def page_text(app: AppTest) -> str:
    """Everything that plain elements of the page say."""
    return " ".join(str(getattr(element, "value", "")) for element in app.main)
