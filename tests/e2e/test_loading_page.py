"""Every dropped thing is accounted for in the page, by name and reason, and opens at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pipelines.corpus import Corpus

pytestmark = pytest.mark.browser

expect.set_options(timeout=120_000)  # a fresh server loads the model first
TEXT = "Le ministre Paul Garnier est venu à {} mardi. « Nous resterons », a-t-il déclaré."
TOWNS = ("Paris", "Lyon", "Nantes", "Lille", "Brest", "Metz", "Nice", "Dijon")


def fourteen(folder: Path) -> list[str]:
    """Eight articles under plain and odd names, one of them twice, a table with a row without text, and what is none."""
    names = [
        "un.txt",
        "deux.html",
        "trois.md",
        "quatre é ☃.txt",
        "long " + "x" * 180 + ".txt",
        "six",
        "sept.inconnu",
        "<b>huit.txt",
    ]
    files: dict[str, bytes] = {}
    for name, town in zip(names, TOWNS, strict=True):
        text = TEXT.format(town)
        html = f"<html><body><article><h1>Visite</h1><p>{text}</p></article></body></html>"
        files[name] = (html if name.endswith(".html") else text).encode()
    files |= {
        "encore.txt": files["un.txt"],
        "lignes.csv": "titre,texte\nA,Le maire de Pau a parlé hier.\nB,\n".encode(),
        "vide.txt": b"",
        "photo.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        "notes.xyz": bytes(range(256)) * 30,
        "cassé.docx": b"PK\x03\x04 no document",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    assert len(files) == 14
    return [str(folder / name) for name in files]


def sum_of(page: Page) -> dict[str, int]:
    words = page.locator(".recon").inner_text().replace("\n", " ")
    return {
        word: int(number.replace(",", ""))
        for number, word in re.findall(r"([\d,]+)\s*(found|loaded|duplicates?|rejected)", words)
    }


@pytest.mark.parametrize("width", [1440, 900])
def test_fourteen_files_dropped_at_once_add_up_and_open(
    serve: Callable, new_page: Callable, tmp_path: Path, width: int
) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    server, page = serve(), new_page(width)
    page.goto(server.url)
    expect(page.get_by_role("heading", name="Read the French press beside its English")).to_be_visible()
    paths = fourteen(folder)
    chooser = page.get_by_test_id("stFileUploader").locator("input[type=file]")
    chooser.set_input_files(paths[:5])
    expect(page.locator(".prog li")).to_have_count(5)
    # The others come while these are being loaded, and are put behind them.
    expect(page.get_by_test_id("stFileUploader")).to_have_count(1)
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(paths[5:])
    expect(page.locator(".prog li")).to_have_count(14)
    expect(page.get_by_role("button", name="Stop after this article")).to_have_count(0)
    found = sum_of(page)
    assert found["found"] == 15 == sum(number for word, number in found.items() if word != "found")
    tables = Corpus(server.corpus).tables()
    assert (found["loaded"], found["rejected"]) == (len(tables.articles), 5)
    assert found["duplicate"] == 1
    for name in ("vide.txt", "photo.png", "notes.xyz", "cassé.docx"):
        line = page.locator(".prog li", has=page.locator(f'[title="{name}"]'))
        expect(line).to_contain_text(re.compile("Rejected: .{15,}"))
    zone = page.get_by_test_id("stFileUploaderDropzone").bounding_box()
    assert zone["height"] < 140
    main = page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
    page.locator(".prog").get_by_role("button", name="quatre é ☃.txt").click()
    expect(page.locator('[role=row][aria-rowindex="2"]').first).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("Lille"))).to_be_visible()


def test_a_pasted_text_leaves_its_box_and_opens_from_its_line(serve: Callable, new_page: Callable) -> None:
    server, page = serve(), new_page()
    page.goto(server.url)
    page.get_by_text("Paste text").click()
    page.get_by_role("textbox", name="French text").fill(TEXT.format("Rennes"))
    page.get_by_role("button", name="Load text").click()
    page.get_by_role("button", name="Open the article").click()
    expect(page.get_by_test_id("stMain").get_by_text("Rennes").first).to_be_visible()
