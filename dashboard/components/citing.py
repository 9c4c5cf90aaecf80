"""A quote's citation to copy, and the citations of all quotes on the page to download."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from dashboard import plain
from dashboard.display import count
from pipelines.export.citation import FORMATS, Citation

_FORMAT = "cite_format"
_KEPT = "cite_kept"  # a format, once chosen, is that of the next citation, too


@st.dialog("Cite this quote", width="large")
def cite(cited: Sequence[Citation]) -> None:
    """Show a citation in each format, with a way to copy it."""
    names = list(FORMATS)
    chosen = st.segmented_control(
        "Format", names, default=st.session_state.get(_KEPT, names[0]), key=_FORMAT, required=True
    )
    name = chosen or names[0]
    st.session_state[_KEPT] = name
    make, suffix, media = FORMATS[name]
    text = make(cited)
    st.code(text, language=None, wrap_lines=True)
    st.caption("Point at the box and press its copy button, or download it.")
    st.download_button(
        "Download", text, f"quote.{plain.visible(suffix)}", media, on_click="ignore", key="cite_download"
    )


def _written(write: Callable[[Sequence[Citation]], str], make: Callable[[], Sequence[Citation]]) -> str:
    return write(make())


def citations_menu(number: int, make: Callable[[], Sequence[Citation]]) -> None:
    """A menu to download the citations of all quotes that the page shows.

    Args:
        number: how many they are.
        make: gives them; called when a download is asked for.
    """
    with st.popover("Citations", width="content"):
        st.caption(f"All {count(number, 'quote')}, as chosen on the page, in one file.")
        for name, (write, suffix, media) in FORMATS.items():
            st.download_button(
                plain.markdown(name),
                partial(_written, write, make),
                f"quotes.{plain.visible(suffix)}",
                media,
                on_click="ignore",
                key=f"cite_all_{suffix}",
                width="stretch",
            )
