"""Writing what a person puts right: under whose name, and what became of it, told in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard import plain, state
from pipelines.corrections import Draft
from pipelines.corrections.placing import Anchor
from pipelines.corrections.rows import Span
from pipelines.corrections.who import who_am_i
from pipelines.errors import VisavisError

_WHO, _NOTE = "who", "corrected_note"


def who() -> str:
    """The person who corrects: see `who_am_i`; the name set on the Review page is this session's."""
    return who_am_i(str(st.session_state.get(_WHO, "")))


def name_yourself() -> None:
    """The field for the name under which corrections are written."""
    st.text_input(
        "Your name, beside each correction",
        key=_WHO,
        placeholder=who_am_i(),
        max_chars=80,
        width=260,
    )


def save(drafts: Sequence[Draft]) -> bool:
    """Write these corrections, all or none; why not stands on the page."""
    if not drafts:
        st.info("Nothing was changed.")
        return False
    try:
        state.store().correct(drafts, who())
    except VisavisError as error:
        st.error(plain.markdown(str(error)))
        return False
    st.session_state[_NOTE] = "Corrected. The Review page lists it, and undoes it."
    return True


def record(drafts: Sequence[Draft]) -> bool:
    """`save` for a callback: why not is told once the page is drawn."""
    return _turn(lambda: state.store().correct(drafts, who()), "")


def recorded(drafts: Sequence[Draft]) -> None:
    """`record` as a callback of its own."""
    record(drafts)


def undo(entry: int | None = None) -> None:
    """Take a correction back, the last of all without a number; a callback."""
    _turn(lambda: state.store().undo(entry, who()), "Undone.")


def place(numbers: Sequence[int], anchor: Anchor, to: Span) -> None:
    """Place corrections that wait at another thing; a callback."""
    _turn(lambda: state.store().place(numbers, anchor, to, who()), "Placed.")


def drop(numbers: Sequence[int]) -> None:
    """Take corrections back that are no longer needed, all at once; a callback."""
    _turn(lambda: state.store().undo(numbers, who()), "Dropped. The list of corrections brings it back.")


def redo(entry: int | None = None) -> None:
    """Put an undone correction into force again; a callback."""
    _turn(lambda: state.store().redo(entry, who()), "In force again.")


def _turn(work: Callable[[], object], words: str) -> bool:
    try:
        work()
    except VisavisError as error:
        st.session_state[_NOTE] = str(error)
        return False
    st.session_state[_NOTE] = words
    return True


def note() -> None:
    """What the last correction came to, once; the app calls it on each run."""
    words = st.session_state.pop(_NOTE, "")
    if words:
        st.toast(plain.markdown(words))
