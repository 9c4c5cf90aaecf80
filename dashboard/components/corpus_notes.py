"""What a person should know of the corpus as a whole: that it was brought up to date, is damaged, or takes no changes."""

from __future__ import annotations

import streamlit as st

from dashboard import plain, state
from dashboard.display import count
from pipelines.corpus import Corpus

_MOST = 5  # damaged rows that are named; “visavis doctor” names more
READ_ONLY = (
    "This corpus can be read but not written: nothing is loaded, corrected or translated in it. To work in it, copy it "
    "to a folder of yours and name the copy with --corpus."
)
DAMAGED_ELSEWHERE = "A part of this corpus is damaged and left out. The Corpus page says what."
READ_ONLY_ELSEWHERE = "This corpus can be read but not written."


def lines(corpus: Corpus) -> list[str]:
    """The sentences on the corpus as it is open and was read last; none where all is well."""
    told = list(corpus.notices)
    if corpus.read_only:
        told.append(READ_ONLY)
    bad = corpus.bad_rows
    if bad:
        damaged = (
            "is damaged; everything else is shown"
            if len(bad) == 1
            else "are damaged; everything else is shown"
        )
        told.append(
            f"{count(len(bad), 'row')} of this corpus {damaged}. “visavis doctor” says what can be saved, and brings "
            "the last backup back."
        )
        told += [str(each) for each in bad[:_MOST]]
        if len(bad) > _MOST:
            told.append(f"{len(bad) - _MOST:,} more.")
    return told


def whole() -> None:
    """All of them, a quiet line each, on the Corpus page; the tables have been read before."""
    for line in lines(state.store()):
        st.caption(plain.markdown(line))


def sidebar() -> None:
    """On every other page, what changes how its figures are read."""
    corpus = state.store()
    if corpus.bad_rows:
        st.sidebar.caption(plain.markdown(DAMAGED_ELSEWHERE))
    if corpus.read_only:
        st.sidebar.caption(plain.markdown(READ_ONLY_ELSEWHERE))
