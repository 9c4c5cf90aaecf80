"""A wrong speaker mended by keyboard, seen on another page, and undone after the server was started anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect
from support.gold_tables import gold_tables, one_article

from pipelines.corpus import Corpus
from pipelines.paths import DATA


def test_speaker_is_mended_by_keyboard_and_undone_after_a_restart(
    serve: Callable, new_page: Callable, tmp_path: Path
) -> None:
    where = str(tmp_path / "corpus.db")
    gold = gold_tables(DATA / "gold" / "seed.jsonl")
    assert Corpus(where).add(one_article(gold, "seed"))
    quote = gold.quotes[gold.quotes["speaker_name"] != ""].iloc[0]
    server, page = serve(where, VISAVIS_USER="Ana"), new_page(1440)
    page.goto(server.url)
    page.locator(f'.r[data-n="{quote["sentence"]}"] [data-col="fr"]').first.click()
    page.keyboard.press("c")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Put right what was read here")).to_be_visible()
    expect(dialog.get_by_label("Speaker", exact=True)).to_be_visible()
    dialog.get_by_label("Speaker", exact=True).click()
    page.keyboard.type("no one named")
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    (entry,) = Corpus(where).ledger()
    assert (entry.what, entry.who, entry.new) == ("quote.speaker", "Ana", None)

    page.goto(f"{serve(where).url}/review")
    page.get_by_text("Corrections", exact=True).click()
    expect(page.get_by_text("quote.speaker")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Redo")).to_be_visible()
    shown = Corpus(where).tables().quotes.set_index("quote_id")
    assert shown.loc[quote["quote_id"], "speaker_name"] == quote["speaker_name"]
