"""Reading the corpus again behind the pages: one rereading for each server and corpus, whoever started it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pipelines.rereading.background import Rereading


@dataclass
class Desk:
    """The rereading of a corpus, under way or the last one; None before the first."""

    current: Rereading | None = None

    @property
    def running(self) -> bool:
        """Whether articles are being read again."""
        return self.current is not None and self.current.running

    def start(self, where: str, chosen: str) -> None:
        """Begin to read again, unless that goes on already.

        Raises:
            VisavisError: no process can be started.
        """
        if not self.running:
            self.current = Rereading(where, chosen)


@st.cache_resource(show_spinner=False)
def desk(where: str) -> Desk:
    """What is known of the rereading of a corpus."""
    return Desk()
