"""The loading process, started while a person looks for the file: the first upload need not wait for the model."""

from __future__ import annotations

import streamlit as st

from dashboard import state
from pipelines.loading.worker import LoadingWorker


@st.cache_resource(show_spinner=False)
def _of(where: str) -> LoadingWorker:
    return LoadingWorker(where)


def worker() -> LoadingWorker:
    """The loading process of this server's corpus; it starts when it is first asked for something."""
    return _of(state.store().where)


@st.cache_resource(show_spinner=False)
def _started(where: str) -> bool:
    _of(where).warm_up()
    return True


def start() -> None:
    """Have the model loaded, once per server. No page waits for it; a file that comes sooner is read once it is done."""
    _started(state.store().where)
