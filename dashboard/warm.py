"""The French pipeline, loaded while a person looks for the file: the first upload need not wait for it."""

from __future__ import annotations

import threading

import streamlit as st

from pipelines.ingest import warm_up


@st.cache_resource(show_spinner=False)
def start() -> threading.Thread:
    """Begin, once per server. No page waits for it; an article that comes sooner is read as soon as it is done."""
    thread = threading.Thread(target=warm_up, name="warm-up", daemon=True)
    thread.start()
    return thread
