"""The look in one place: tokens for both themes, glyphs, the page's style sheet and the plotly template.

Every value is documented in the visual design; names here are its token names.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

LIGHT = {
    "bg": "#FFFFFF", "side": "#F7F7F5", "ink": "#1E2126", "ink2": "#4A5058", "ink3": "#666C75",
    "hair": "#E5E6E3", "fill": "#E1E4E8", "control": "#878D96", "accent": "#1B4B8F", "on-accent": "#FFFFFF",
    "row": "#F2F5FC", "lit": "#DFE7F8", "person": "#7A35A8", "org": "#854F0A", "place": "#0B6660",
    "flag": "#A8390B",
}  # fmt: skip
DARK = {
    "bg": "#16181C", "side": "#1C1F24", "ink": "#ECEDEA", "ink2": "#B9BDC4", "ink3": "#9AA1AB",
    "hair": "#2E3238", "fill": "#333941", "control": "#757D88", "accent": "#9CBDF2", "on-accent": "#10131A",
    "row": "#1E2434", "lit": "#2A3655", "person": "#CFA3F0", "org": "#E5B070", "place": "#6FCBC2",
    "flag": "#F29A70",
}  # fmt: skip
SANS = '"Source Sans", sans-serif'

# Actor type → token of its colour, plotly symbol, and character for running text.
TYPE_TOKEN = {"PER": "person", "ORG": "org", "LOC": "place", "MISC": "ink2"}
TYPE_SYMBOL = {"PER": "circle", "ORG": "square", "LOC": "triangle-down", "MISC": "hexagon2"}
TYPE_CHARACTER = {"PER": "●", "ORG": "■", "LOC": "▼", "MISC": "⬣"}

_STYLE_SHEET = Path(__file__).parent / "style.css"
PLOTLY_CONFIG = {
    "displaylogo": False, "scrollZoom": False,
    "modeBarButtons": [["zoomIn2d", "zoomOut2d", "resetScale2d", "toImage"]],
}  # fmt: skip


def is_dark() -> bool:
    """Whether the person's browser shows the dark theme."""
    return getattr(st.context.theme, "type", None) == "dark"


def tokens(dark: bool | None = None) -> dict[str, str]:
    """The colours of the theme in use."""
    return DARK if (is_dark() if dark is None else dark) else LIGHT


def inject_style() -> None:
    """Put the page's style sheet in place; it holds fixed rules only, never a person's text."""
    st.html(_STYLE_SHEET)
    colours = "".join(f"--vav-{name}:{value};" for name, value in tokens().items())
    st.html(f"<style>:root{{{colours}}}</style>")


def layout(colours: dict[str, str]) -> dict[str, object]:
    """The plotly layout that every chart starts from."""
    return {
        "font": {"family": SANS, "size": 14, "color": colours["ink"]},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "hoverlabel": {
            "bgcolor": colours["ink"], "bordercolor": colours["ink"], "align": "left",
            "font": {"family": SANS, "size": 13, "color": colours["bg"]},
        },
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": colours["ink3"], "activecolor": colours["accent"]},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": "pan",
    }  # fmt: skip
