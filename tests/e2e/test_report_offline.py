"""The report of a filtered view, downloaded from the page and opened with the network off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from support.dashboard_app import gold_corpus

from pipelines.analysis.filters import Filters, apply

pytestmark = pytest.mark.browser


def test_report_opens_with_the_network_off(serve: Callable, new_page: Callable, tmp_path: Path) -> None:
    corpus = gold_corpus(tmp_path / "gold.db", "seed", "dev")
    tables = corpus.tables()
    actor = tables.quotes.loc[tables.quotes["speaker_id"] != "", "speaker_id"].iloc[0]
    kept = apply(tables, Filters(actor_ids=(actor,)))
    server, page = serve(corpus.where), new_page()
    page.goto(f"{server.url}/export?actor={actor}")
    button = page.get_by_role("button", name="Report (HTML)")
    expect(button).to_be_visible()
    with page.expect_download() as waiting:
        button.click()
    file = tmp_path / "report.html"
    waiting.value.save_as(file)

    reader = new_page()
    reader.context.set_offline(True)
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(file.as_uri())
    expect(reader.get_by_role("heading", name=f"Quotes ({len(kept.quotes)})")).to_be_visible()
    expect(reader.locator("article.quote")).to_have_count(len(kept.quotes))
    expect(reader.get_by_role("img", name="Network of")).to_be_visible()
    expect(reader.get_by_role("heading", name=f"Articles ({len(kept.articles)})")).to_be_visible()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
