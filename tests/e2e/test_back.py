"""The address holds the view: Back brings the one before, a link restores it, one entry of history a move."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support.dashboard_app import gold_corpus

pytestmark = pytest.mark.browser


def go(page: Page, title: str) -> None:
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("navigation", name="Pages").locator("[aria-current=page]")).to_contain_text(title)


def tick(page: Page, name: str, number: int) -> None:
    """Filter by an actor of the sidebar, and wait until the address says so."""
    page.get_by_test_id("stSidebar").get_by_text(name, exact=False).first.click()
    expect(page).to_have_url(re.compile(rf"(actor=[^&]+(&|$)){{{number}}}"))


def heading(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()


def test_back_brings_each_view_before_and_a_link_restores_it(
    serve: Callable, new_page: Callable, tmp_path: Path
) -> None:
    corpus = gold_corpus(tmp_path / "corpus.db", "seed")
    page = new_page(1440)
    page.goto(f"{serve(corpus.where).url}/actors")
    heading(page, "Actors")
    everyone = page.get_by_text(re.compile(r"^\d+ actors, most sentences first"))
    expect(everyone).to_be_visible()
    before = page.evaluate("history.length")

    # Five moves: two filters, an actor, two pages.
    tick(page, "Aviv Kochavi", 1)
    heading(page, "Actors")
    tick(page, "Iran", 2)
    page.locator("table").get_by_text("Iran", exact=True).first.click()
    expect(page).to_have_url(re.compile("actors_chosen="))
    go(page, "Timeline")
    expect(page).to_have_url(re.compile("/timeline.*actor="))
    heading(page, "Timeline")
    go(page, "Actors")
    expect(page).to_have_url(re.compile("/actors.*actors_chosen="))
    heading(page, "Actors")
    assert page.evaluate("history.length") == before + 5
    last = page.url

    ticked = page.get_by_test_id("stSidebar").get_by_role("checkbox", checked=True)
    page.go_back()
    heading(page, "Timeline")
    expect(ticked).to_have_count(2)
    page.go_back()
    heading(page, "Actors")
    expect(page).to_have_url(re.compile("/actors.*actors_chosen="))
    page.go_back()
    expect(page).not_to_have_url(re.compile("actors_chosen="))
    expect(ticked).to_have_count(2)
    page.go_back()
    expect(ticked).to_have_count(1)
    page.go_back()
    expect(ticked).to_have_count(0)
    expect(everyone).to_be_visible()
    page.go_forward()
    expect(ticked).to_have_count(1)

    # Another person opens the link, and the page is as it was.
    other = new_page(1440)
    other.goto(last)
    heading(other, "Actors")
    expect(other.get_by_test_id("stSidebar").get_by_role("checkbox", checked=True)).to_have_count(2)
    expect(other.get_by_role("heading", name="Iran").first).to_be_visible()
    assert other.url == last


def test_link_to_an_article_deleted_since_says_so(
    serve: Callable, new_page: Callable, tmp_path: Path
) -> None:
    corpus = gold_corpus(tmp_path / "corpus.db", "seed")
    page = new_page(1440)
    page.goto(f"{serve(corpus.where).url}/reader?article=gone&sentence=3")
    expect(page.get_by_text("The article of this link is no longer in the corpus")).to_be_visible()
    expect(page.locator('.r[data-n="1"]')).to_be_visible()
