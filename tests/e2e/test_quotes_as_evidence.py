"""From the Quotes page to what one hands in: order, groups, the matrix of who speaks about whom, citations."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from support.dashboard_app import gold_corpus

from pipelines.analysis.quotes import quote_rows
from pipelines.export.csv import csv_bytes

pytestmark = pytest.mark.browser


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(content.decode("utf-8-sig").splitlines()))


def test_quotes_are_grouped_and_cited(serve: Callable, new_page: Callable, tmp_path: Path) -> None:
    corpus = gold_corpus(tmp_path / "gold.db", "seed", "dev")
    evidence = _rows(csv_bytes(quote_rows(corpus.tables())))
    server, page = serve(corpus.where), new_page()
    page.goto(f"{server.url}/quotes")

    # The first quote of the first day, with its paper's day.
    first = page.get_by_role("table", name="Quotes").locator("tbody tr").first
    expect(first).to_contain_text("published")
    expect(first).to_contain_text(f"Sentence {evidence[0]['sentence']}")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile("Download .* quotes? .CSV")).click()
    waiting.value.save_as(tmp_path / "quotes.csv")
    assert _rows((tmp_path / "quotes.csv").read_bytes()) == evidence

    # Grouped, each speaker has a heading with all of their quotes, those of other pages, too.
    page.get_by_text("Group by speaker", exact=True).click()
    heading = page.get_by_role("table", name="Quotes").locator("tr.grp").first
    expect(heading).to_contain_text(re.compile(r"\d+ quotes"))

    # A citation to copy, in the format chosen.
    page.get_by_role("button", name=re.compile("Cite the quote of sentence")).first.click()
    dialog = page.get_by_role("dialog", name="Cite this quote")
    expect(dialog.get_by_test_id("stCode")).to_contain_text("sentence")
    dialog.get_by_role("radio", name="RIS").or_(dialog.get_by_role("button", name="RIS")).first.click()
    expect(dialog.get_by_test_id("stCode")).to_contain_text("TY - NEWS")


def test_cell_of_the_matrix_opens_its_quotes(serve: Callable, new_page: Callable, tmp_path: Path) -> None:
    corpus = gold_corpus(tmp_path / "gold.db", "seed", "dev")
    server, page = serve(corpus.where), new_page()
    page.goto(f"{server.url}/quotes")
    expect(page.get_by_role("table", name="Quotes")).to_be_visible()
    page.get_by_text("Who about whom", exact=True).click()
    cell = page.get_by_role("button", name=re.compile(r"^Aviv Kochavi about Iran: \d+ quote"))
    expect(cell).to_be_visible()
    number = int(re.search(r": (\d+)", str(cell.get_attribute("aria-label")))[1])  # type: ignore[index]
    cell.click()
    expect(page.get_by_role("table", name="Quotes").locator("tbody tr")).to_have_count(number)
    expect(page.get_by_role("table", name="Quotes").locator("tbody tr").first).to_contain_text("Aviv Kochavi")
    expect(page.get_by_role("table", name="Quotes").locator("tbody tr").first).to_contain_text("Iran")
    expect(page.get_by_role("button", name=f"Download {number} quotes (CSV)")).to_be_visible()


def test_link_restores_what_was_chosen_on_the_page(
    serve: Callable, new_page: Callable, tmp_path: Path
) -> None:
    corpus = gold_corpus(tmp_path / "gold.db", "seed", "dev")
    server, page = serve(corpus.where), new_page()
    page.goto(f"{server.url}/quotes?quotes_about=Iran&quotes_grouped=yes&quotes_speaker=Nobody+of+this+name")
    quotes = page.get_by_role("table", name="Quotes")
    expect(quotes.locator("tr.grp").first).to_be_visible()
    about = sum("Iran" in row["about"] for row in _rows(csv_bytes(quote_rows(corpus.tables()))))
    expect(page.get_by_role("button", name=f"Download {about} quotes (CSV)")).to_be_visible()
    expect(page).to_have_url(re.compile("quotes_about=Iran"))
    expect(page).to_have_url(re.compile("quotes_grouped=yes"))
    expect(page).not_to_have_url(re.compile("quotes_speaker="))
