"""What a download holds is what the page shows, though Streamlit makes it outside the person's session."""

from __future__ import annotations

import ast
import io
import json
import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from support.dashboard_app import ROOT, open_page

from pipelines.corpus import Corpus

PAGES = sorted((ROOT / "dashboard").rglob("*.py"))
# Modules whose functions ask the session of the person at the page.
SESSION = {"st", "state", "filters", "theme", "streamlit"}


def _deferred(tree: ast.AST) -> list[ast.expr]:
    """The `data` of each download button that is made only when it is asked for."""
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "download_button"
    ]
    given = [[*call.args[1:2], *(k.value for k in call.keywords if k.arg == "data")] for call in calls]
    return [data for found in given for data in found if not isinstance(data, ast.Constant)]


def test_every_page_with_downloads_is_looked_at() -> None:
    assert sum(len(_deferred(ast.parse(path.read_text(encoding="utf-8")))) for path in PAGES) >= 8


@pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_download_made_later_reads_nothing_of_the_session(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for data in _deferred(tree):
        seen: set[str] = set()
        todo: list[ast.AST] = (
            [data]
            if isinstance(data, ast.Lambda)
            else [functions[data.id]]
            if isinstance(data, ast.Name) and data.id in functions
            else []
        )
        while todo:
            node = todo.pop()
            names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
            assert not names & SESSION, (
                f"line {data.lineno}: {names & SESSION} is read when no session is there"
            )
            todo += [functions[name] for name in names - seen if name in functions]
            seen |= names


def test_manifest_says_what_was_filtered(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, Any] = {}
    buttons = st.delta_generator.DeltaGenerator.download_button

    def remember(self: Any, label: str, data: Any, *args: Any, **options: Any) -> bool:
        made[options.get("key", label)] = data
        return buttons(self, label, b"", *args, **options)

    monkeypatch.setattr(st.delta_generator.DeltaGenerator, "download_button", remember)
    monkeypatch.setattr(st, "download_button", lambda *a, **o: remember(st._main, *a, **o))
    open_page(monkeypatch, corpus, "export", words="nucléaire")
    content: list[bytes] = []
    elsewhere = threading.Thread(target=lambda: content.append(made["export_all"]()))
    elsewhere.start()
    elsewhere.join()
    with zipfile.ZipFile(io.BytesIO(content[0])) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["filters"]["words"] == "nucléaire"
    assert 0 < manifest["rows"]["sentences"] < len(corpus.tables().sentences)
