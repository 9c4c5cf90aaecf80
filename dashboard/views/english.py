"""English: a person's terms, translation memories in and out, and an English version that exists already."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pandas as pd
import streamlit as st

from dashboard import plain, state
from dashboard.components.titles import titles as titles_of
from dashboard.translating import translating
from pipelines.corpus.english_log import TITLE
from pipelines.errors import VisavisError
from pipelines.export.tmx import memory_bytes
from pipelines.ingest import import_memory, paste_english
from pipelines.model import Tables
from pipelines.translation.glossary import Term, read_terms, write_terms

_NOTE = "english_note"
_EDITOR = "terms_editor"


def render() -> None:
    """Draw the page."""
    tables = state.tables()
    st.title("English", anchor=False)
    st.caption(
        "Your wordings win over every engine. Engines and their order are under Translation, in the sidebar."
    )
    note = st.session_state.pop(_NOTE, "")
    if note:
        st.success(plain.markdown(note))
    _terms(tables)
    _memory(tables)
    if not tables.is_empty:
        _existing_version(tables)


def _terms(tables: Tables) -> None:
    st.subheader("Your terms", anchor=False)
    st.caption(
        "A French name or term, and the English you want for it. Sentences that hold it are translated anew."
    )
    terms = state.store().terms()
    shown = pd.DataFrame([{"fr": t.fr, "en": t.en} for t in terms], columns=["fr", "en"], dtype="object")
    edited = st.data_editor(
        shown, num_rows="dynamic", hide_index=True, key=_EDITOR, width="stretch",
        column_config={"fr": st.column_config.TextColumn("French"), "en": st.column_config.TextColumn("English")},
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button("Save terms", type="primary", key="terms_save"):
            pairs = [(str(r.fr or "").strip(), str(r.en or "").strip()) for r in edited.itertuples()]
            _save_terms(tables, [Term(fr, en, by_person=True) for fr, en in pairs if fr and en])
        st.download_button(
            "Download terms (CSV)",
            write_terms(terms),
            "terms.csv",
            "text/csv",
            on_click="ignore",
            disabled=not terms,
        )
    given = st.file_uploader(
        "Add terms from a CSV with the columns fr and en", ["csv", "tsv"], key="terms_file"
    )
    if given is not None and st.button("Add these terms", key="terms_add"):
        try:
            added = read_terms(given.getvalue().decode("utf-8-sig", errors="replace"))
        except VisavisError as error:
            st.error(plain.markdown(str(error)))
        else:
            wanted = {t.fr: t for t in [*terms, *added]}
            _save_terms(tables, list(wanted.values()))


def _save_terms(tables: Tables, terms: list[Term]) -> None:
    changed = state.store().set_terms(terms)
    hit = tables.sentences[_holding(tables.sentences["text"], changed)]
    again = [(str(a), int(n)) for a, n in zip(hit["article_id"], hit["sentence"], strict=True)]
    titled = _holding(tables.articles["title"], changed)
    again += [(str(key), TITLE) for key in tables.articles.loc[titled, "article_id"]]
    translating(state.store()).again(again)
    st.session_state.pop(_EDITOR, None)
    st.session_state[_NOTE] = (
        f"{len(terms):,} terms saved; {len(again):,} sentences and titles are translated anew."
    )
    st.rerun()


def _holding(texts: pd.Series, terms: Iterable[str]) -> pd.Series:
    """Whether each text has one of the terms in it."""
    holds = pd.Series(False, index=texts.index)
    for french in terms:
        holds |= texts.str.contains(french, case=False, regex=False)
    return holds


def _memory(tables: Tables) -> None:
    st.subheader("Translation memory", anchor=False)
    st.caption("TMX 1.4, as other translation tools read and write it.")
    corpus = state.store()
    st.download_button(
        "Download everything translated here (TMX)", lambda: memory_bytes(corpus)[0], "vis-a-vis.tmx", "application/xml",
        on_click="ignore", disabled=tables.translations.empty,
    )  # fmt: skip
    given = st.file_uploader("Import a translation memory", ["tmx"], key="tmx_file")
    if given is not None and st.button("Import", key="tmx_import"):
        try:
            done = import_memory(state.store(), io.BytesIO(given.getvalue()), given.name)
        except VisavisError as error:
            st.error(plain.markdown(str(error)))
        else:
            st.session_state[_NOTE] = done.words(given.name)
            st.rerun()


def _existing_version(tables: Tables) -> None:
    st.subheader("An English version that exists already", anchor=False)
    st.caption("Paste the English of a whole article; it is laid beside the French sentence by sentence.")
    titles = titles_of(tables)
    with st.form("paste_english", border=False):
        chosen = st.selectbox(
            "Article", list(titles), format_func=lambda key: plain.visible(titles[key].both())
        )
        text = st.text_area("English text", height=180)
        if st.form_submit_button("Lay it beside the French") and text.strip():
            try:
                placed, confidence = paste_english(state.store(), chosen, text)
            except VisavisError as error:
                st.error(plain.markdown(str(error)))
            else:
                st.session_state[_NOTE] = (
                    f"{placed:,} sentences placed; confidence of the alignment {confidence:.0%}. "
                    "Sentences in doubt are flagged in the Reader."
                )
                st.rerun()


render()
