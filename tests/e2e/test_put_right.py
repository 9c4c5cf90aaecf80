"""What a person puts right by keyboard and by mouse is undone on another server, and stays when articles are read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support.choosing import choose

from pipelines.corpus import Corpus

pytestmark = pytest.mark.browser


def test_corrections_are_made_undone_after_a_restart_and_survive_a_rereading(
    serve: Callable, new_page: Callable, tmp_path: Path
) -> None:
    where = str(tmp_path / "corpus.db")
    server, page = serve(where, VISAVIS_USER="Ana"), new_page(1440)
    page.goto(f"{server.url}/corpus")
    page.get_by_role("button", name="Or open the sample article").click()
    expect(page.locator('.r[data-n="1"]')).to_be_visible()
    before = Corpus(where).tables()
    quote = before.quotes[before.quotes["speaker_name"] != ""].iloc[0]
    _speaker_by_keyboard(page, int(quote["sentence"]))
    (entry,) = Corpus(where).ledger()
    assert (entry.what, entry.who, entry.new) == ("quote.speaker", "Ana", None)
    page.get_by_role("button", name="All of it is right").click()
    expect(page.get_by_role("button", name="Take that back")).to_be_visible()
    page.goto(f"{server.url}/actors")
    expect(page.get_by_role("heading", name="Actors", exact=True)).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    _merge_with_preview(page)
    new = Corpus(where).ledger()[-1].new
    merged, into = new["actor_id"], new["into"]

    page.goto(f"{serve(where).url}/review")
    page.get_by_text("Corrections", exact=True).click()
    expect(page.get_by_text("Speaker of a quote")).to_be_visible()
    row = page.locator(f".st-key-ledger_row-{entry.id}")
    row.get_by_role("button", name="Undo").click()
    expect(row.get_by_role("button", name="Redo")).to_be_visible()
    shown = Corpus(where).tables().quotes.set_index("quote_id")
    assert shown.loc[quote["quote_id"], "speaker_name"] == quote["speaker_name"]
    row.get_by_role("button", name="Redo").click()
    expect(row.get_by_role("button", name="Undo")).to_be_visible()

    page.get_by_role("link", name="Corpus", exact=True).click()
    page.get_by_text("Read all articles again").click()
    page.get_by_role("button", name="Read all 1 again").click()
    expect(page.get_by_text("Corrections: 2 in place, 0 to be placed")).to_be_visible()
    tables = Corpus(where).tables()
    corrected = tables.quotes[tables.quotes["reviewed"] == "corrected"]
    assert list(corrected["speaker_name"]) == [""]
    assert merged not in set(tables.actors["actor_id"])
    both = before.mentions["actor_id"].isin([merged, into])
    assert (tables.mentions["actor_id"] == into).sum() == both.sum()


def _speaker_by_keyboard(page: Page, sentence: int) -> None:
    page.locator(f'.r[data-n="{sentence}"] [data-col="fr"]').first.click()
    page.keyboard.press("c")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Put right what was read here")).to_be_visible()
    expect(dialog.get_by_label("Speaker", exact=True)).to_be_visible()
    dialog.get_by_label("Speaker", exact=True).click()
    page.keyboard.type("no one named")
    expect(page.get_by_role("option")).to_have_text(["no one named"])  # and no other is highlighted any more
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)


def _merge_with_preview(page: Page) -> None:
    """Merge the actor whose card is open into another."""
    page.get_by_text("Correct this actor").click()
    choose(page, page.get_by_label("It is the same as"), "Mark Milley", "Milley")
    expect(page.get_by_text("here and in articles loaded later")).to_be_visible()
    page.get_by_role("button", name="Merge into").click()
    expect(page.get_by_role("button", name="Merge into")).to_have_count(0)
