"""The sidebar's "Translation": which engines are usable here, in which order, and consent before text leaves."""

from __future__ import annotations

import streamlit as st


def sidebar() -> None:
    """Draw the chooser."""
    with st.sidebar, st.expander("Translation"):
        st.caption("No engine is set up yet.")
