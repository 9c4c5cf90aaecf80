"""Every dropped thing is accounted for in the page, by name and reason, and opens at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from pipelines.corpus import Corpus

pytestmark = pytest.mark.browser

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


def test_files_are_loaded_once_when_the_browser_speaks_late(
    serve: Callable, new_page: Callable, tmp_path: Path
) -> None:
    """Streamlit 1.67 takes a late message for a new drop (see `_take`): five files were loaded as ten.

    The message that brings the files is kept and sent again once the drop zone that it speaks of is gone.
    """
    late: list[Callable[[], None]] = []

    def between(browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()

        def forward(message: str | bytes) -> None:
            server.send(message)
            if isinstance(message, bytes) and b"upload:0" in message and b"un.txt" in message:
                late.append(lambda: server.send(message))

        browser.on_message(forward)

    folder = tmp_path / "drop"
    folder.mkdir()
    server, page = serve(), new_page()
    page.route_web_socket(re.compile("/_stcore/stream"), between)
    page.goto(server.url)
    expect(page.get_by_role("heading", name="Read the French press beside its English")).to_be_visible()
    zone = page.get_by_test_id("stFileUploader").locator("input[type=file]")
    zone.set_input_files(fourteen(folder)[:5])
    expect(page.locator(".prog li", has_text="Loaded")).to_have_count(5)
    assert late
    late[0]()
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(folder / "lignes.csv")
    expect(page.locator(".prog li", has_text="lignes.csv")).to_have_count(1)
    expect(page.get_by_role("button", name="Stop after this article")).to_have_count(0)
    expect(page.locator(".prog li")).to_have_count(1)  # the load before it is over, and was not begun anew


def test_a_pasted_text_leaves_its_box_and_opens_from_its_line(serve: Callable, new_page: Callable) -> None:
    server, page = serve(), new_page()
    page.goto(server.url)
    page.get_by_text("Paste text").click()
    page.get_by_role("textbox", name="French text").fill(TEXT.format("Rennes"))
    page.get_by_role("button", name="Load text").click()
    page.get_by_role("button", name="Open the article").click()
    expect(page.get_by_test_id("stMain").get_by_text("Rennes").first).to_be_visible()


def test_a_pasted_text_is_loaded_and_told_whatever_the_browser_says_meanwhile(
    serve: Callable, new_page: Callable
) -> None:
    """Streamlit 1.67 leaves a run for a message that comes meanwhile, and forgets the button that had been pressed."""
    said: list[Callable[[], None]] = []
    pressed: list[bool] = []

    def between(browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()

        def forward(message: str | bytes) -> None:
            server.send(message)
            said.append(lambda: server.send(message))
            pressed.append(b"paste_load" in message if isinstance(message, bytes) else False)

        browser.on_message(forward)

    server, page = serve(), new_page()
    page.route_web_socket(re.compile("/_stcore/stream"), between)
    page.goto(server.url)
    page.get_by_text("Paste text").click()
    page.get_by_role("textbox", name="French text").fill(TEXT.format("Rennes"))
    page.get_by_role("textbox", name="Source").focus()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    before = len(said) - 1
    assert not any(pressed)
    page.get_by_role("button", name="Load text").click()
    for _ in range(6):
        page.wait_for_timeout(80)
        said[before]()
    page.get_by_role("button", name="Open the article").click()
    expect(page.get_by_test_id("stMain").get_by_text("Rennes").first).to_be_visible()
    assert any(pressed)
    assert len(Corpus(server.corpus).tables().articles) == 1
