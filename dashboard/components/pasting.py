"""A form for text from the clipboard: what the text says of itself fills the fields, where it can be changed."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import plain, state, warm
from dashboard.display import count
from dashboard.typeset import link, node, show
from dashboard.wish import granted, wished
from pipelines.errors import VisavisError
from pipelines.ingest import FileReport
from pipelines.reading.pasted import FoundInText, found_in

DATE_HELP = "2022-11-14, 2022-11 or 2022; empty when not known"
_TEXT = "paste_text"
_FIELDS = {"title": "Title", "published": "Published", "source": "Source", "author": "Author"}
_WORDS = {"title": "title", "published": "date", "source": "source", "author": "author"}
_FOUND, _DONE, _EMPTY = "paste_found", "paste_done", "paste_empty"
_LOAD, _REFUSED = "paste_load", "paste_refused"


def form(date_problem: Callable[[str], str]) -> None:
    """Draw the form and, under it, what became of the text loaded last.

    Args:
        date_problem: the sentence about a date that cannot be read, "" for one that can.
    """
    if st.session_state.pop(_EMPTY, False):
        _set_empty()
    with st.expander("Paste text"):
        st.text_area("French text", height=160, key=_TEXT, on_change=_look)
        for column, (name, label) in zip(st.columns(4), _FIELDS.items(), strict=True):
            column.text_input(
                f"{plain.markdown(label)} (optional)",
                key=_key(name),
                placeholder=DATE_HELP if name == "published" else None,
            )
        for sentence in _sentences(st.session_state.get(_FOUND)):
            st.caption(plain.markdown(sentence))
        if wished("Load text", _LOAD, type="primary"):
            _load(date_problem)
        if refused := st.session_state.get(_REFUSED):
            st.error(plain.markdown(refused))
    _loaded_last()


def _key(name: str) -> str:
    return f"paste_{name}"


def _set_empty() -> None:
    for key in (_TEXT, *map(_key, _FIELDS)):
        st.session_state[key] = ""
    st.session_state.pop(_FOUND, None)


def _look() -> None:
    """Fill the fields with what the text says; what the person wrote in them stays."""
    before: FoundInText = st.session_state.get(_FOUND) or FoundInText()
    text = st.session_state[_TEXT]
    found = found_in(text) if text.strip() else FoundInText()
    for name in _FIELDS:
        if st.session_state.get(_key(name), "").strip() in {"", getattr(before, name)}:
            st.session_state[_key(name)] = getattr(found, name)
    st.session_state[_FOUND] = found
    st.session_state.pop(_REFUSED, None)


def _sentences(found: FoundInText | None) -> list[str]:
    if found is None or not found.articles:
        return []
    if found.articles > 1:
        return [
            f"The text holds {found.articles:,} articles; each keeps its own title, and what you write here wins over the rest."
        ]
    names = [word for name, word in _WORDS.items() if getattr(found, name)]
    listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""
    said = [f"Found in the text: {listed}. Change them above before loading."] if names else []
    return [*said, *found.notes]


def _load(date_problem: Callable[[str], str]) -> None:
    text = st.session_state[_TEXT]
    given = {name: st.session_state[_key(name)].strip() for name in _FIELDS}
    problem = date_problem(given["published"]) or (
        "" if text.strip() else "There is no text yet. Paste an article above."
    )
    if problem:
        _settle(refused=problem)
        return
    found: FoundInText | None = st.session_state.get(_FOUND)
    with st.spinner("Reading the French"):
        try:
            report = warm.worker().load_text(text, given=given, exact=found is None or found.articles <= 1)
        except VisavisError as error:
            _settle(refused=str(error))
        else:
            _settle(report)
    st.rerun()


def _settle(report: FileReport | None = None, refused: str = "") -> None:
    """Keep what became of the text."""
    granted(_LOAD)
    st.session_state.pop(_REFUSED, None)
    if report is None or not (report.loaded or report.duplicates):
        st.session_state[_REFUSED] = refused or " ".join(report.messages if report else ())
        return
    said = f"Loaded, {count(report.sentences, 'sentence')}." if report.loaded else ""
    st.session_state[_DONE] = (" ".join(filter(None, (said, *report.messages))), report.article_ids)
    st.session_state[_EMPTY] = True


def _loaded_last() -> None:
    done = st.session_state.get(_DONE)
    if not done:
        return
    words, article_ids = done
    links = [
        link("Open the article" if len(article_ids) == 1 else f"Open article {number}", f"open:{article_id}")
        for number, article_id in enumerate(article_ids[:10], start=1)
    ]
    spaced = [part for each in links for part in (" ", each)]
    picked = show([node("p", words, *spaced, cls="note", role="status")], "pasted")
    kind, _, article_id = (picked or "").partition(":")
    if kind == "open":
        del st.session_state[_DONE]
        state.open_sentence(article_id, 1)
