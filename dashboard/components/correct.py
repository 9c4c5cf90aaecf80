"""The dialog in which everything that was read in a sentence can be put right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from dashboard import evidence, plain, state
from dashboard.components.correct_forms import OPEN, WISHES, Form, Span, close, spans_of
from dashboard.display import TYPE_WORDS, shorten
from dashboard.telling import told
from dashboard.typeset import node, show
from dashboard.wish import forget
from pipelines.model import Tables, span_of


@dataclass(frozen=True, slots=True)
class Place:
    """The sentence that is looked at, and what of it was pointed at.

    Attributes:
        table, start: the thing, such as ("quotes", 120); "" for none.
        words: start and end, in the stored text, of words that were chosen; None for none.
    """

    article_id: str
    sentence: int
    table: str = ""
    start: int = -1
    words: Span | None = None


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
    form = Form(tables, here.iloc[0], place.words)
    if place.words:
        show([node("p", node("span", form.chosen, cls="sel"), lang="fr", cls="tx")], "correct_words")
        choices = _choices_of_words(tables, place, form)
    else:
        choices = _choices(tables, place, form)
    keys = list(choices)
    pointed = next((key for key in keys if key == (place.table, place.start)), keys[0])
    chosen = st.selectbox(
        "What are these words?" if place.words else "What is wrong?",
        keys,
        index=keys.index(pointed),
        format_func=lambda key: plain.visible(choices[key].words),
        key=f"correct:{place.article_id}:{place.sentence}:{place.table}:{place.start}:{place.words}",
    )
    choices[chosen].form()
    forget(WISHES, form.buttons)


@dataclass(frozen=True, slots=True)
class _Choice:
    words: str
    form: Callable[[], None]


_MANY_WORDS = 6
_FORMS = {"quotes": "quote", "mentions": "mention", "dates": "date", "events": "event"}
_Choices = dict[tuple[str, int], _Choice]


def _choices(tables: Tables, place: Place, form: Form) -> _Choices:
    """What can be put right in the sentence, in reading order, then what may be missing."""
    found: _Choices = {}
    for table, row in _things(tables, place):
        found[table, span_of(row)[0]] = _Choice(_WORDS[table](row), _bound(getattr(form, _FORMS[table]), row))
    for what, (told_as, missing) in _missing(form).items():
        found[what, -1] = _Choice(f"{told_as} was missed", missing)
    found["sentence", -1] = _Choice("This is no text of the article (a byline, a caption)", form.not_text)
    return found


def _choices_of_words(tables: Tables, place: Place, form: Form) -> _Choices:
    """What chosen words can be: a thing that has most of them, something missed, a thing that has few of them."""
    start, end = place.words or (0, 0)
    on: list[tuple[bool, int, tuple[str, int], _Choice]] = []
    for table, row in _things(tables, place):
        for edges in spans_of(table, row):
            common = min(edges[1], end) - max(edges[0], start)
            if common > 0:
                away = edges[1] - edges[0] + end - start - 2 * common
                far = common * 2 < max(edges[1] - edges[0], end - start)
                choice = _reaching(form, table, row, edges, away)
                on.append((far, away, (table, span_of(row)[0]), choice))
    for number, what in enumerate(_likeliest(form.chosen)):
        told_as, missing = _missing(form)[what]
        if what == "quote" or form.within_sentence:
            on.append((True, -4 + number, (what, -1), _Choice(f"{told_as} that was missed", missing)))
    found: _Choices = {}
    for _, _, key, choice in sorted(on, key=lambda each: each[:3]):
        found.setdefault(key, choice)
    return found


def _likeliest(words: str) -> list[str]:
    """What words are, by their look: many are a quote, with a figure a date, with a capital a name, else an event."""
    many, figure = len(words.split()) > _MANY_WORDS, any(sign.isdigit() for sign in words)
    first = "quote" if many else "date" if figure else "name" if words != words.lower() else "event"
    return sorted(("name", "quote", "date", "event"), key=lambda what: what != first)


def _reaching(form: Form, table: str, row: dict[str, Any], edges: Span, away: int) -> _Choice:
    if not away:
        return _Choice(_WORDS[table](row), _bound(getattr(form, _FORMS[table]), row))
    return _Choice(
        f"How far this reaches: {_WORDS[table](row)}", _bound(partial(form.extent, table, edges), row)
    )


def _things(tables: Tables, place: Place) -> Iterator[tuple[str, dict[str, Any]]]:
    """Table and row of what was read in the sentence; of quotes, those that reach into it from before as well."""
    for table in _WORDS:
        rows = getattr(tables, table)
        rows = rows[rows["article_id"] == place.article_id]
        if table != "quotes" or place.words is None:
            rows = rows[rows["sentence"] == place.sentence]
        for row in rows.to_dict("records"):
            yield table, row


def _missing(form: Form) -> dict[str, tuple[str, Callable[[], None]]]:
    return {
        "name": ("A name", form.missing_name),
        "quote": ("A quote", form.missing_quote),
        "date": ("A date", form.missing_date),
        "event": ("An event", form.missing_event),
    }


def _bound(draw: Callable[[dict[str, Any]], None], row: dict[str, Any]) -> Callable[[], None]:
    return lambda: draw(row)


def _quote_words(row: dict[str, Any]) -> str:
    return f"Quote “{shorten(row['text'], 50)}”: {row['speaker_name'] or row['speaker'] or 'no one named'}"


def _mention_words(row: dict[str, Any]) -> str:
    return f"Name “{row['surface']}”: {TYPE_WORDS.get(row['type'], row['type'])}"


_WORDS: dict[str, Callable[[dict[str, Any]], str]] = {
    "quotes": _quote_words,
    "mentions": _mention_words,
    "dates": lambda row: f"Date “{row['surface']}”: {row['edtf'] or 'not resolved'}",
    "events": lambda row: f"Event “{row['trigger']}”: {row['type']}, {row['status']}",
}
