"""Hostile articles on every page: nothing runs, nothing is asked of another address, no line is turned round."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support.gold_tables import gold_tables, one_article
from support.hostile import SIGNS, audited, fill, listener, payload

from pipelines.corpus import Corpus
from pipelines.paths import DATA, SEEDS

pytestmark = pytest.mark.browser
PAGES = ("reader", "quotes", "actors", "network", "timeline", "corpus", "english", "export")
# Everything in the page, shadow trees included: its text, what is read out, and where its elements point.
LOOK = """() => {
  const found = { text: "", points: [], pwned: window.pwned };
  const walk = (root) => {
    for (const each of root.querySelectorAll("*")) {
      for (const name of ["aria-label", "title", "alt", "aria-description"]) found.text += " " + (each.getAttribute(name) || "");
      for (const name of ["src", "href", "srcdoc", "xlink:href", "action"]) if (each.getAttribute(name)) found.points.push(each.getAttribute(name));
      if (each.style && each.style.backgroundImage) found.points.push(each.style.backgroundImage);
      if (each.shadowRoot) walk(each.shadowRoot);
      if (["SCRIPT", "STYLE"].includes(each.tagName)) continue;
      for (const node of each.childNodes) if (node.nodeType === 3) found.text += " " + node.data;
    }
  };
  walk(document);
  return found;
}"""


def looked_at(page: Page, address: str, where: str) -> str:
    """The text of the page, once it is known that it is only text."""
    found = page.evaluate(LOOK)
    assert found.get("pwned") is None, where
    assert not [
        point for point in found["points"] if address in point or "javascript" in point or "pwned" in point
    ], where
    signs = re.compile(SIGNS.replace(r"\u{E0000}-\u{E007F}", "\U000e0000-\U000e007f"))
    assert not signs.search(found["text"]), f"{where}: {signs.search(found['text'])}"
    return str(found["text"])


def settled(page: Page, heading: str) -> None:
    expect(page.get_by_role("navigation", name="Pages").locator("[aria-current=page]")).to_contain_text(
        heading
    )
    expect(page.locator("[data-testid=stApp][data-test-script-state=running]")).to_have_count(0)
    page.wait_for_timeout(700)


def test_hostile_articles_stay_text_and_nothing_leaves(
    serve: Callable, new_page: Callable, tmp_path: Path
) -> None:
    with listener() as heard:
        words = payload(heard.address)
        corpus = Corpus(tmp_path / "corpus.db")
        gold = gold_tables(DATA / "gold" / "seed.jsonl")
        more = gold_tables(DATA / "gold" / "dev.jsonl")
        ids = list(more.articles["article_id"])[:6]
        fill(
            corpus,
            [
                *(one_article(gold, key) for key in gold.articles["article_id"]),
                *(one_article(more, key) for key in ids),
            ],
            words,
        )
        server = serve(corpus.where, **audited(tmp_path))
        page = new_page()

        for name in PAGES:
            page.goto(f"{server.url}/{name}")
            settled(page, name.capitalize())
            text = looked_at(page, heard.address, name)
            if name not in ("english", "export"):
                assert "<img src=" in text, name  # it is there, as text
                assert ":smile:" in text, name

        # Labels and hover of the charts.
        for name in ("network", "timeline"):
            page.goto(f"{server.url}/{name}")
            settled(page, name.capitalize())
            box = page.locator(".js-plotly-plot").first.bounding_box()
            assert box
            for step in range(1, 20):
                page.mouse.move(
                    box["x"] + box["width"] * step / 20, box["y"] + box["height"] * (step % 5 + 1) / 7
                )
                page.wait_for_timeout(40)
            looked_at(page, heard.address, f"{name}, hover")

        # Messages: a date that cannot be read, a file with a hostile name.
        page.goto(f"{server.url}/corpus")
        settled(page, "Corpus")
        page.get_by_text("Paste text").click()
        page.get_by_label("French text").fill("Le ministre a dit non.")
        page.get_by_label("Published (optional)").fill(words)
        page.get_by_role("button", name="Load text").click()
        expect(page.get_by_test_id("stAlert").first).to_contain_text("is not a date this page can read")
        looked_at(page, heard.address, "error")
        named = tmp_path / "![i](x) <img src=x onerror=window.pwned=5> :smile: \u202efdp.txt"
        named.write_text(next(SEEDS.glob("*.txt")).read_text(encoding="utf-8"), encoding="utf-8")
        page.get_by_test_id("stFileUploader").first.locator("input[type=file]").set_input_files([str(named)])
        expect(page.get_by_text(re.compile("Loaded, 14 sentences"))).to_be_visible()
        looked_at(page, heard.address, "uploaded")

        page.goto(f"{server.url}/export")
        settled(page, "Export")
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Download everything").click()
        assert waiting.value.path().stat().st_size > 1000
        assert not heard.asked

    sockets = [ast.literal_eval(line) for line in (tmp_path / "sockets").read_text().splitlines()]
    assert (
        len([event for event, _ in sockets if event == "started"]) > 1
    )  # the server, and the child that reads files
    away = [
        found
        for found in sockets
        if found[1] not in ("127.0.0.1", "::1", "localhost", None, "") and not str(found[1]).startswith("/")
    ]
    assert not away
