"""Vis-à-vis in the browser: page order and what every page has around it."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

# `streamlit run dashboard/app.py` puts this folder, not the project, on the path.
_ROOT = str(Path(__file__).resolve().parent.parent)
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

from dashboard import address, correcting, engines, filters, guard, narrow, state, telling, theme  # noqa: E402
from dashboard.components import corpus_notes, correct  # noqa: E402
from dashboard.pages import links  # noqa: E402

TITLES = ("Reader", "Quotes", "Actors", "Network", "Timeline", "Review", "Corpus", "English", "Export")


def main() -> None:
    """Draw the page that was asked for, with filters where they apply."""
    st.set_page_config(page_title="Vis-à-vis", layout="wide", initial_sidebar_state=264)
    theme.inject_style()
    _only_where_guarded()
    pages = [
        st.Page(
            f"{state.PAGES}/{title.lower()}.py",
            title=title,
            default=title == "Reader",
            url_path=title.lower(),
        )
        for title in TITLES
    ]
    page = st.navigation(pages, position="hidden")
    state.arrive()
    address.follow(page.title)
    links(pages, page.title)
    narrow.close_sidebar_when_narrow()
    with telling.told():
        _land_on_corpus(page.title)
        if page.title not in ("Corpus", "English"):
            filters.sidebar()
        if page.title in ("Corpus", "English", "Reader"):
            engines.sidebar()
        if page.title != "Corpus":
            corpus_notes.sidebar()
        if guard.asks_who():
            st.sidebar.button("Sign out", on_click=st.logout, key="sign_out", type="tertiary")
        correcting.note()
        page.run()
        address.settle()
        correct.dialog()


def _only_where_guarded() -> None:
    """Nothing is read for others before someone has asked who they are; `visavis open --host` does."""
    if not guard.in_front() and st.get_option("server.address") not in ("127.0.0.1", "::1", "localhost"):
        st.error("Others could reach this page, and nobody asks who they are. Start it with “visavis open”.")
        st.stop()


def _land_on_corpus(title: str) -> None:
    """A first visit to an empty corpus begins where articles are loaded."""
    if st.session_state.get("visited"):
        return
    st.session_state["visited"] = True
    if title == "Reader" and state.tables().is_empty:
        st.switch_page(state.CORPUS)


main()
