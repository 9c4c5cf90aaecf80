"""What a table leaves open, asked of the person: which column is what, and whether day or month comes first."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import plain
from dashboard.display import count
from dashboard.loading import FileLine, Load
from dashboard.telling import told
from pipelines.loading.column_memory import keep_answers
from pipelines.reading.answers import FIELDS, Answers, Question
from pipelines.reading.tables.column_dates import in_order

_CALLED = {
    "text": "Text of the article",
    "title": "Title",
    "published": "Date",
    "source": "Source",
    "author": "Author",
}
_NONE = "not in the table"
LEFT = "Left out, because its question was not answered. Drop the file again to answer it."


def ask_about(load: Load, line: FileLine, key: str) -> None:
    """Ask the question of `line`; the answer loads it. `key` is the entry of the session that says it is being asked."""

    def stop_asking() -> None:
        st.session_state.pop(key, None)

    @st.dialog("About this table", width="large", on_dismiss=stop_asking)
    @told()
    def ask() -> None:
        question = line.question
        if question is None:
            stop_asking()
            st.rerun()
        sheet = f", sheet “{question.where}”" if question.where else ""
        st.markdown(plain.markdown(f"{line.name}{sheet}, {count(question.number, 'row')}. It begins:"))
        _sample(question)
        answers = _order(question) if question.order_of else _columns(question)
        with st.container(horizontal=True):
            wanted = st.button("Load it so", type="primary", disabled=answers is None)
            unwanted = st.button("Leave it out")
        st.caption("Your answer is remembered for tables with the same columns.")
        if wanted and answers is not None:
            keep_answers(question, answers)
            load.answer(line, answers)
        elif unwanted:
            load.leave(line, LEFT)
        if wanted or unwanted:
            stop_asking()
            st.rerun()

    ask()


def _sample(question: Question) -> None:
    width = len(question.columns)
    names = [name or f"column {number}" for number, name in enumerate(question.columns, start=1)]
    unique = [
        name if names.count(name) == 1 else f"{name} ({number})" for number, name in enumerate(names, start=1)
    ]
    rows = [[*row, *[""] * width][:width] for row in question.sample]
    st.dataframe(plain.frame(pd.DataFrame(rows, columns=unique)), hide_index=True)


def _columns(question: Question) -> Answers | None:
    """Which column holds what; None until one is chosen for the text."""
    names = [name for name in dict.fromkeys(question.columns) if name]
    chosen: dict[str, str] = {}
    for place, field in zip(st.columns(len(FIELDS)), FIELDS, strict=True):
        guess = question.guess.get(field)
        picked = place.selectbox(
            plain.markdown(_CALLED[field]),
            ["", *names],
            index=names.index(guess) + 1 if guess in names else 0,
            format_func=lambda column: plain.visible(column or _NONE),
            key=f"column:{field}",
        )
        if picked:
            chosen[field] = picked
    if "text" not in chosen:
        st.caption("Choose the column that holds the text.")
        return None
    if len(set(chosen.values())) < len(chosen):
        st.error("One column is chosen twice; each can be one thing only.")
        return None
    return Answers(chosen, ask=True)


def _order(question: Question) -> Answers:
    """Which comes first, day or month, shown on the table's own dates."""

    def reading(day_first: bool) -> str:
        first = "Day first" if day_first else "Month first"
        shown = ", ".join(f"{cell} is {in_order(cell, day_first)}" for cell in question.order_of[:2])
        return f"{first}: {shown}"

    st.markdown("No row of its date column tells which comes first, day or month.")
    day_first = st.radio(
        "Dates",
        [True, False],
        format_func=lambda first: plain.markdown(reading(first)),
        key="day_first",
        label_visibility="collapsed",
    )
    return Answers(dict(question.guess), day_first, ask=True)
