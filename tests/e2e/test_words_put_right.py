"""Words chosen in the French by mouse and by keyboard, put right as just these words of the stored text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from support.choosing import choose
from support.gold_tables import gold_tables, one_article

from pipelines.corpus import Corpus
from pipelines.paths import DATA

pytestmark = pytest.mark.browser

# Where a mouse is that goes from within one word to within another.
_EDGES = """(cell, [first, last]) => {
  const walker = document.createTreeWalker(cell.querySelector(".t"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let begun = false;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!begun && node.data.includes(first)) { range.setStart(node, node.data.indexOf(first)); begun = true; }
    if (node.data.includes(last)) range.setEnd(node, node.data.indexOf(last) + last.length);
  }
  const boxes = [...range.getClientRects()].filter((box) => box.width);
  const [one, other] = [boxes[0], boxes[boxes.length - 1]];
  return [one.left + 1, one.top + one.height / 2, other.right - 1, other.top + other.height / 2];
}"""


def french(page: Page, number: int) -> Locator:
    return page.locator(f'.r[data-n="{number}"] [data-col="fr"]')


def drag(page: Page, number: int, first: str, last: str) -> None:
    french(page, number).scroll_into_view_if_needed()
    left, top, right, bottom = french(page, number).evaluate(_EDGES, [first, last])
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(right, bottom, steps=5)
    page.mouse.up()


def test_chosen_words_are_put_right_by_mouse_and_keyboard(
    serve: Callable, new_page: Callable, tmp_path: Path
) -> None:
    where = str(tmp_path / "corpus.db")
    gold = one_article(gold_tables(DATA / "gold" / "seed.jsonl"), "seed")
    corpus = Corpus(where)
    assert corpus.add(replace(gold, mentions=gold.mentions[gold.mentions["surface"] != "Mark Milley"]))
    text = str(gold.articles["text"].iloc[0])
    page = new_page(1440)
    page.goto(serve(where).url)
    dialog = page.get_by_role("dialog")

    # By mouse, over marks and event words: from within a word of a name to within a later word.
    expect(french(page, 1)).to_be_visible()
    drag(page, 1, "raël", "milita")
    expect(
        page.get_by_text("Choose a name in the text to see who it is.")
    ).to_be_visible()  # no card was opened
    page.get_by_role("button", name="Correct these words").click()
    expect(dialog.get_by_text("Israël ont discuté d’un exercice militaire", exact=True).first).to_be_visible()
    choose(page, dialog.get_by_label("What are these words?"), "A quote that was missed")
    # The form of the choice before has a button of the same name until the new form is drawn.
    expect(dialog.get_by_label("Verb, as it stands in the text; empty for none")).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    added = corpus.ledger()[-1]
    assert added.what == "quote.add"
    assert text[added.start : added.end] == "Israël ont discuté d’un exercice militaire"

    # By keyboard: two words, no others, of a sentence.
    french(page, 2).click(position={"x": 3, "y": 3})
    for _ in range(15):
        page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_role("status").filter(has_text="Chosen:")).to_have_count(1)
    while "Milley" not in (page.get_by_role("status").filter(has_text="Chosen:").text_content() or ""):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("c")
    expect(dialog.get_by_text("Mark Milley", exact=True).first).to_be_visible()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    name = corpus.ledger()[-1]
    assert (name.what, text[name.start : name.end]) == ("mention.add", "Mark Milley")

    # A longer stretch than a mark: how far the mark reaches.
    expect(french(page, 2).get_by_role("button", name="Mark Milley")).to_be_visible()
    drag(page, 2, "général", "Milley")
    page.keyboard.press("c")
    expect(dialog.get_by_text("Mark Milley → général Mark Milley")).to_be_visible()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    extent = corpus.ledger()[-1]
    assert (extent.what, text[slice(*extent.new)]) == ("mention.extent", "général Mark Milley")
