"""Typeset what Streamlit's own elements cannot: serif cells, marks of the legend, dashed bars, links inside tables.

A page describes a small tree of nodes; the browser builds it from text nodes only, so that no text of an article
is ever read as markup. A node with a `pick` is a link: choosing it hands its value back to the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import plain, theme

Node = dict[str, Any] | str
_FOLDER = Path(__file__).parent


def node(tag: str, *children: Node, cls: str = "", **attributes: str) -> Node:
    """One element. Attributes: lang, pick, label (accessible name), title, role, href is not allowed."""
    made: dict[str, Any] = {"t": tag, "k": [child for child in children if child != ""]}
    if cls:
        made["c"] = cls
    return made | {name: value for name, value in attributes.items() if value}


def glyph(name: str, label: str = "") -> Node:
    """A small drawing: PER, ORG, LOC, MISC, an event status, "flag", or "community"."""
    return node("glyph", cls=name, label=label)


def link(text: str, pick: str, *, lang: str = "", cls: str = "") -> Node:
    """Words to choose; `pick` is handed back by `show`."""
    return node("button", text, pick=pick, lang=lang, cls=f"link {cls}".strip())


def table(head: Sequence[Node], rows: Sequence[Sequence[Node]], *, numeric: Sequence[int] = ()) -> Node:
    """A table; columns whose numbers are in `numeric` stand to the right with tabular figures."""

    def cells(tag: str, row: Sequence[Node]) -> list[Node]:
        return [node(tag, cell, cls="n" if i in numeric else "") for i, cell in enumerate(row)]

    return node(
        "table",
        node("thead", node("tr", *cells("th", head))),
        node("tbody", *(node("tr", *cells("td", row)) for row in rows)),
    )


def show(nodes: Sequence[Node], key: str) -> str | None:
    """Draw `nodes`; the `pick` of the link just chosen, else None."""
    data = {"nodes": list(nodes), "theme": "dark" if theme.is_dark() else "light"}
    result = _component()(data=data, key=key, on_pick_change=_nothing)
    picked = getattr(result, "pick", None)
    return str(picked) if picked is not None else None


def _nothing() -> None:
    """A trigger needs a callback; the page reads the value from the result."""


@cache
def _component() -> Any:
    css = (_FOLDER / "typeset.css").read_text(encoding="utf-8")
    themes = "".join(
        f'.vav[data-theme="{name}"]{{{"".join(f"--{token}:{value};" for token, value in colours.items())}}}'
        for name, colours in (("light", theme.LIGHT), ("dark", theme.DARK))
    )
    js = plain.JAVASCRIPT + (_FOLDER / "typeset.js").read_text(encoding="utf-8")
    return st.components.v2.component(
        "visavis_typeset", html='<div class="vav"></div>', css=themes + css, js=js
    )
