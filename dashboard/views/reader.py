"""Reader: one article, French beside English, sentence by sentence."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import address, correcting, plain, state
from dashboard.comparing import comparable, comparing
from dashboard.components import correct
from dashboard.components.chosen_words import Sign, chosen_span
from dashboard.components.compare import Compared, compare, is_open, open_at
from dashboard.components.entry_words import signed
from dashboard.components.reader import reader, reader_data
from dashboard.components.suggestions import suggestion_rows
from dashboard.components.titles import titles
from dashboard.display import edtf_words
from dashboard.live import Held
from dashboard.person import person
from dashboard.translating import translating
from pipelines import translation
from pipelines.corrections.review import reviewed_whole, whole_article
from pipelines.english_rows import failed_checks
from pipelines.errors import VisavisError
from pipelines.loading.remembered import names_in
from pipelines.model import Tables, dump_list
from pipelines.translation import checks

_KEY = "bitext"
_CHOICE = "reader_article"
_SUGGESTED = "reader_suggested"
# The card reaches the window's edge, so this page has less padding than the others. Fixed rules, no text.
_FRAME = (
    "<style>.stMain.stMain .stMainBlockContainer.stMainBlockContainer{padding:16px 0 0 32px!important}"
    ".stMain.stMain .stMainBlockContainer>[data-testid=stVerticalBlock]{gap:0}"
    "body:has([data-testid=stExpandSidebarButton]) .stMain.stMain .stMainBlockContainer.stMainBlockContainer"
    "{padding-top:44px!important}"
    ".st-key-reader_chooser{max-width:52rem;padding-right:32px}</style>"
)


def render() -> None:
    """Draw the page."""
    tables = state.tables()
    if tables.is_empty:
        st.title("Reader", anchor=False)
        state.no_articles()
        return
    st.html(_FRAME)
    article_id = _article(tables)
    filters = state.filters()
    selected = filters.actor_ids[0] if len(filters.actor_ids) == 1 else ""
    matching = _matching(article_id) if filters else None
    here = state.held()
    at = (state.store().where, here.french, here.english_of(article_id))
    data = _data(tables, at, article_id, matching, selected)
    reasons = translating(state.store()).reasons(article_id)
    for row in data["rows"]:
        row["why"] = "" if row["text"] else _no_english(reasons.get(row["n"], ""))
    focus = _sentence()
    engines = comparable(translating(state.store()), person())
    result = reader(
        {
            **data,
            "focus": focus,
            "focus_token": f"{article_id}/{focus}",
            "suggested": st.session_state.get(_SUGGESTED),
            "compare": len(engines) > 1,
            "reviewed": _reviewed(here, article_id),
            "theme": st.context.theme.type or "light",
        },
        key=_KEY,
        callbacks={
            "edit_sentence": _save_edit,
            "undo_sentence": _undo_edit,
            "suggest": _suggest,
            "compare": _open_compare,
            "filter_actor": _filter_actor,
            "correct": _correct,
            "review_article": _review_article,
        },
    )
    _compare(tables, article_id, engines)
    _follow(result)


def _compare(tables: Tables, article_id: str, engines: list[str]) -> None:
    """Two engines' English side by side, once a person asked for it."""
    if not is_open(article_id) or correct.is_open():  # one dialog at a time
        return
    store = state.store()
    rows = tables.sentences[tables.sentences["article_id"] == article_id]
    sentences = {int(n): str(text) for n, text in zip(rows["sentence"], rows["text"], strict=True)}

    def names() -> dict[int, list[checks.Name]]:
        return names_in(store, article_id, list(sentences))

    compare(Compared(comparing(store), article_id, sentences, names, _keep), engines)


def _open_compare() -> None:
    asked = _trigger("compare")
    open_at(asked["article"], int(asked["sentence"]))


def _no_english(why: str) -> str:
    return f"No English: {why}" if why else ""


@st.cache_data(max_entries=64, show_spinner=False)
def _data(
    _tables: Tables,
    at: tuple[str, tuple[int, int], int],
    article_id: str,
    matching: tuple[int, ...] | None,
    selected: str,
) -> dict[str, Any]:
    """What the reader draws; made again only when the French, this article's English or the choice changed."""
    return reader_data(
        _tables,
        article_id,
        matching=None if matching is None else set(matching),
        machine=_machine(_tables, article_id),
        substitutions=state.store().substitutions_of(article_id),
        selected=selected,
    )


def _article(tables: Tables) -> str:
    """The article to read: the address's, which is the one read last, else the newest."""
    articles = _ordered(tables.articles)
    ids = list(articles["article_id"])
    wanted = address.first("article")
    chosen = wanted if wanted in ids else ids[0]
    if len(ids) > 1:
        shown = _titles(tables)
        st.session_state[_CHOICE] = chosen
        with st.container(key="reader_chooser"):
            st.selectbox(
                f"Article, newest first ({len(ids):,} loaded)",
                ids,
                key=_CHOICE,
                format_func=lambda key: plain.visible(shown[key]),
                on_change=_chose,
            )
    if wanted in ("", chosen):
        address.kept()["article"] = [chosen]
    else:
        st.warning("The article of this link is no longer in the corpus; the newest one is shown.")
    return chosen


def _chose() -> None:
    address.kept()["article"] = [st.session_state[_CHOICE]]
    address.kept().pop("sentence", None)


def _ordered(articles: pd.DataFrame) -> pd.DataFrame:
    """Newest publication first, those without a date last; ties as loaded."""
    return articles.sort_values("published_end", ascending=False, kind="stable")


def _titles(tables: Tables) -> dict[str, str]:
    named = titles(tables)
    return {
        row.article_id: f"{named[row.article_id].both()}  ·  "
        f"{row.source or 'source not stated'}, {edtf_words(row.published)}"
        for row in tables.articles.itertuples()
    }


def _matching(article_id: str) -> tuple[int, ...]:
    """Numbers of the article's sentences that pass the filters."""
    sentences = state.filtered().sentences
    return tuple(int(n) for n in sentences.loc[sentences["article_id"] == article_id, "sentence"])


def _sentence() -> int:
    value = address.first("sentence")
    return int(value) if value.isdecimal() else 0


def _machine(tables: Tables, article_id: str) -> dict[int, str]:
    rows = tables.translations
    edited = rows.loc[(rows["article_id"] == article_id) & (rows["edited_by"] != ""), "sentence"]
    found = {int(n): state.store().machine_translation(article_id, int(n)) for n in edited}
    return {n: row["text_en"] for n, row in found.items() if row}


def _trigger(name: str) -> dict[str, Any]:
    return dict(getattr(st.session_state[_KEY], name) or {})


def _save_edit() -> None:
    edit = _trigger("edit_sentence")
    _keep(edit["article"], int(edit["sentence"]), edit["text"])


def _keep(article_id: str, number: int, text: str) -> None:
    """Keep a person's English of a sentence, with the checks that it fails."""
    try:
        failed = _failed_checks(state.tables(), article_id, number, text)
        state.store().edit_translation(article_id, number, text, "you", failed)
    except VisavisError as error:
        st.toast(plain.markdown(str(error)), icon=":material/error:")


def _failed_checks(tables: Tables, article_id: str, number: int, text: str) -> str:
    """The checks that a person's English fails, as stored in `flags`."""

    def here(frame: pd.DataFrame) -> pd.DataFrame:
        return frame[(frame["article_id"] == article_id) & (frame["sentence"] == number)]

    english = dict(zip(tables.actors["actor_id"], tables.actors["name_en"], strict=True))
    names = [
        checks.Name(m.surface, m.type, (english.get(m.actor_id, m.surface),))
        for m in here(tables.mentions).itertuples()
    ]
    french = here(tables.sentences)["text"]
    return dump_list(failed_checks(french.iloc[0], text, names) if len(french) else [])


def _undo_edit() -> None:
    undo = _trigger("undo_sentence")
    try:
        state.store().undo_translation(undo["article"], int(undo["sentence"]))
    except VisavisError as error:
        st.toast(plain.markdown(str(error)), icon=":material/error:")


def _suggest() -> None:
    """Look for similar sentences in the memory: only now, when a person is about to word this one."""
    asked = _trigger("suggest")
    try:
        french = state.store().sentences_of(asked["article"]).get(int(asked["sentence"]), "")
        found = translation.suggest(french, state.store().person_memory())
    except VisavisError as error:
        st.toast(plain.markdown(str(error)), icon=":material/error:")
        return
    st.session_state[_SUGGESTED] = {**asked, "found": suggestion_rows(french, found)}


def _correct() -> None:
    """Open the dialog on the chosen words, else on the sentence, at the first mark of the actor that was pointed at."""
    asked = _trigger("correct")
    article_id, number, actor = asked["article"], int(asked["sentence"]), asked.get("actor", "")
    if "first" in asked:
        text = str((state.store().article(article_id) or {}).get("text", ""))
        words = chosen_span(text, Sign(*asked["first"]), Sign(*asked["last"]))
        correct.open_for(correct.Place(article_id, number, words=words))
        return
    rows = state.tables().mentions
    here = rows[
        (rows["article_id"] == article_id) & (rows["sentence"] == number) & (rows["actor_id"] == actor)
    ]
    pointed = ("mentions", int(here["start"].iloc[0])) if actor and len(here) else ("", -1)
    correct.open_for(correct.Place(article_id, number, *pointed))


def _reviewed(here: Held, article_id: str) -> str:
    found = reviewed_whole(here.replayed.ledger.of_article.get(article_id, ()))
    return signed(found) if found else ""


def _review_article() -> None:
    """Say that all of the article is right as it is shown, or take that back."""
    article_id = _trigger("review_article")["article"]
    here = state.held()
    found = reviewed_whole(here.replayed.ledger.of_article.get(article_id, ()))
    if found:
        correcting.undo(found.id)
        return
    rows = here.tables.articles
    for _, article in rows[rows["article_id"] == article_id].iterrows():
        correcting.record([whole_article(article)])


def _filter_actor() -> None:
    state.set_actor_filter(_trigger("filter_actor")["actor"])


def _follow(result: Any) -> None:
    """Go where a link in the reader points; pages can only be switched outside callbacks."""
    if result.open_sentence:
        state.open_sentence(result.open_sentence["article"], int(result.open_sentence["sentence"]))
    elif result.open_network:
        st.session_state["network_selected"] = (result.open_network["actor"],)
        state.go(state.NETWORK)
    elif result.open_event:
        st.session_state["timeline_selected"] = (result.open_event["article"], result.open_event["event"])
        state.go(state.TIMELINE)


render()
