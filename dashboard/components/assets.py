"""The files a component ships: its style and its script, joined from parts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import plain

_WEB = Path(__file__).parent / "web"


@cache
def read(*names: str) -> str:
    """The named files of `dashboard/components/web`, one after the other."""
    return "\n".join((_WEB / name).read_text(encoding="utf-8") for name in names)


def script(*names: str) -> str:
    """The named scripts, after the function that shows text as it is."""
    return plain.JAVASCRIPT + read(*names)


@cache
def component(name: str, styles: Sequence[str], scripts: Sequence[str]) -> Any:
    """The component `name` of the named files, made once; `tokens.css` and `common.js` go before them."""
    return st.components.v2.component(
        name,
        html='<div class="vav"></div>',
        css=read("tokens.css", *styles),
        js=script("common.js", *scripts),
        isolate_styles=True,
    )
