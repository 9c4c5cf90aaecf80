"""The dialog in which everything that was read in a sentence can be put right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import evidence, plain, state
from dashboard.components.correct_forms import OPEN, Form, close
from dashboard.display import TYPE_WORDS, shorten
from dashboard.telling import told
from dashboard.typeset import node, show
from pipelines.model import Tables, span_of


@dataclass(frozen=True, slots=True)
class Place:
    """The sentence that is looked at, and the thing of it that was pointed at ("quotes", start); "" for none."""

    article_id: str
    sentence: int
    table: str = ""
    start: int = -1


def open_for(place: Place) -> None:
    """Open the dialog on this run, or the next one; may be called in a callback."""
    st.session_state[OPEN] = place


def is_open() -> bool:
    """Whether the dialog is open, or about to be."""
    return OPEN in st.session_state


def dialog() -> None:
    """Draw the dialog where one is open; a page calls it once, at its end."""
    if is_open():
        _dialog()


@st.dialog("Put right what was read here", width="large", on_dismiss=close)
@told()
def _dialog() -> None:
    place: Place = st.session_state[OPEN]
    tables = state.tables()
    here = tables.sentences[
        (tables.sentences["article_id"] == place.article_id)
        & (tables.sentences["sentence"] == place.sentence)
    ]
    if here.empty:
        st.write("This sentence is no longer among what is read.")
        return
    for _, french, english in evidence.marked(tables, here):
        show(
            [node("div", node("p", *french, lang="fr", cls="tx"), evidence.english_node(english, "tx"))],
            "correct_pair",
        )
    sentence = here.iloc[0]
    choices = _choices(tables, place, sentence)
    keys = list(choices)
    pointed = next((key for key in keys if key == (place.table, place.start)), keys[0])
    chosen = st.selectbox(
        "What is wrong?",
        keys,
        index=keys.index(pointed),
        format_func=lambda key: plain.visible(choices[key].words),
        key=f"correct:{place.article_id}:{place.sentence}:{place.table}:{place.start}",
    )
    choices[chosen].form()


@dataclass(frozen=True, slots=True)
class _Choice:
    words: str
    form: Callable[[], None]


def _choices(tables: Tables, place: Place, sentence: pd.Series) -> dict[tuple[str, int], _Choice]:
    """What can be put right in the sentence, in reading order, then what may be missing."""
    found: dict[tuple[str, int], _Choice] = {}
    form = Form(tables, sentence)
    for table, words, draw in (
        ("quotes", _quote_words, form.quote),
        ("mentions", _mention_words, form.mention),
        ("dates", lambda row: f"Date “{row['surface']}”: {row['edtf'] or 'not resolved'}", form.date),
        ("events", lambda row: f"Event “{row['trigger']}”: {row['type']}, {row['status']}", form.event),
    ):
        rows = getattr(tables, table)
        rows = rows[(rows["article_id"] == place.article_id) & (rows["sentence"] == place.sentence)]
        for row in rows.to_dict("records"):
            start, _ = span_of(row)
            found[table, start] = _Choice(words(row), _bound(draw, row))
    for what, told_as, missing in (
        ("name", "A name was missed", form.missing_name),
        ("quote", "A quote was missed", form.missing_quote),
        ("date", "A date was missed", form.missing_date),
        ("event", "An event was missed", form.missing_event),
        ("sentence", "This is no text of the article (a byline, a caption)", form.not_text),
    ):
        found[what, -1] = _Choice(told_as, missing)
    return found


def _bound(draw: Callable[[dict[str, Any]], None], row: dict[str, Any]) -> Callable[[], None]:
    return lambda: draw(row)


def _quote_words(row: dict[str, Any]) -> str:
    return f"Quote “{shorten(row['text'], 50)}”: {row['speaker_name'] or row['speaker'] or 'no one named'}"


def _mention_words(row: dict[str, Any]) -> str:
    return f"Name “{row['surface']}”: {TYPE_WORDS.get(row['type'], row['type'])}"
