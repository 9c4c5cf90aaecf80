"""Sixty files of thirty kinds and a copy, dropped at once in a real browser: each is accounted for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from support.thirty_kinds import sixty_files

from pipelines.corpus import Corpus

pytestmark = pytest.mark.browser

_WAIT = 300_000  # on a machine that does much else too


def test_sixty_files_of_thirty_kinds_are_all_accounted_for(
    serve: Callable, new_page: Callable, tmp_path: Path
) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    files = sixty_files()
    for each in files:
        (folder / each.name).write_bytes(each.content)
    copied = next(each for each in files if each.name == "cp1252.txt")
    (folder / "copie.txt").write_bytes(copied.content)
    names = [*(each.name for each in files), "copie.txt"]
    server, page = serve(), new_page()
    page.goto(server.url)
    chooser = page.get_by_test_id("stFileUploader").locator("input[type=file]")
    chooser.set_input_files([str(folder / name) for name in names])
    expect(page.locator(".prog li")).to_have_count(len(names), timeout=_WAIT)
    expect(page.get_by_role("button", name="Stop after this article")).to_have_count(0, timeout=_WAIT)
    words = page.locator(".recon").inner_text().replace("\n", " ")
    told = {
        word.rstrip("s"): int(number)
        for number, word in re.findall(r"(\d+)\s*(found|loaded|duplicates?|rejected)", words)
    }
    loaded = sum(len(each.articles) for each in files)
    rejected = sum(each.rejected for each in files)
    assert told == {"found": loaded + rejected + 1, "loaded": loaded, "duplicate": 1, "rejected": rejected}
    assert len(Corpus(server.corpus).tables().articles) == loaded
    for each in files:
        line = page.locator(".prog li", has=page.locator(f'[title="{each.name}"]'))
        if each.rejected:
            expect(line).to_contain_text(re.compile("Rejected: .{15,}"))
        else:
            expect(line).not_to_contain_text("Rejected")
