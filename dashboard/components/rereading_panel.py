"""Reading articles again: which reader made them, a button, how far it is, and what it changed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import plain, state
from dashboard.display import count
from dashboard.rereading import Desk, desk
from dashboard.telling import told
from dashboard.typeset import Node, link, node, show, table
from pipelines.errors import VisavisError
from pipelines.model import Tables
from pipelines.reader_version import reader_version
from pipelines.rereading.corpus import ALL, OLDER, Summary

_MOST = 20
_NAMES = {
    "sentences": "Sentences",
    "mentions": "Names",
    "quotes": "Quotes",
    "dates": "Dates",
    "events": "Events",
}


def draw(tables: Tables) -> None:
    """The part of the Corpus page about reading again.

    Args:
        tables: the corpus.
    """
    at = desk(state.store().where)
    if at.running:
        _running()
        return
    older = int((tables.articles["reader_version"] != reader_version()).sum())
    _ended(at, older)
    if older:
        st.markdown(plain.markdown(_older_words(at, older, len(tables.articles))))
        st.button(
            "Go on" if _stopped(at) else "Read them again", key="reread_older", on_click=_start, args=(OLDER,)
        )
    with st.expander("Read all articles again"):
        st.caption(
            "Names, quotes, dates and events are found anew by the reader of today. What people put right is kept "
            "and placed again; what finds no place waits on the Review page. Pages stay usable meanwhile."
        )
        st.button(f"Read all {len(tables.articles):,} again", key="reread_all", on_click=_start, args=(ALL,))


def _older_words(at: Desk, older: int, articles: int) -> str:
    if _stopped(at):
        return f"{count(older, 'article')} of {articles:,} are still to be read again."
    return f"{count(older, 'article')} of {articles:,} were read by an older reader than today's."


def _stopped(at: Desk) -> bool:
    return at.current is not None and (at.current.summary is None or at.current.summary.left > 0)


def _start(chosen: str) -> None:
    where = state.store().where
    try:
        desk(where).start(where, chosen)
    except VisavisError as error:
        st.toast(plain.markdown(str(error)), icon=":material/error:")


@st.fragment(run_every=0.7)
@told()
def _running() -> None:
    run = desk(state.store().where).current
    if run is None or not run.running:
        st.rerun(scope="app")
    words = (
        f"{run.done:,} of {run.found:,} articles read again" if run.found else "Getting ready to read again"
    )
    share = 100 * run.done // run.found if run.found else 0
    stop: Node = "Stopping" if run.stopping else link("Stop after this article", "stop")
    line = node(
        "li", node("span", "Reading again", cls="fn"),
        node("div", node("i", width=str(max(2, share))), cls="pb", label=f"{share} %"),
        node("span", words, ". ", stop, cls="st"),
    )  # fmt: skip
    if show([node("ul", line, cls="prog", label="Rereading", live="polite")], "rereading") == "stop":
        run.stop()
        st.rerun(scope="fragment")


def _ended(at: Desk, older: int) -> None:
    if at.current is None:
        return
    if at.current.problem:
        st.error(plain.markdown(at.current.problem))
    summary = at.current.summary
    if summary is not None and (summary.found or not older):
        picked = show(summary_nodes(summary), "reread_summary")
        if picked == "place":
            st.session_state["review_part"] = "To be placed"
            state.go(state.REVIEW)


def summary_nodes(summary: Summary) -> list[Node]:
    """What a rereading did: the sum, what changed in each table, and what became of corrections."""
    numbers = ((summary.reread, "read again"), (len(summary.failed), "failed"), (summary.left, "left"))
    terms: list[Node] = [node("span", node("b", f"{summary.found:,}"), "articles")]
    for place, (number, words) in enumerate(numbers):
        terms += [
            node("span", "+" if place else "=", cls="op"),
            node("span", node("b", f"{number:,}"), words),
        ]
    made: list[Node] = [node("div", *terms, cls="recon", role="status")]
    rows: list[Sequence[Node]] = [
        [_NAMES.get(name, name), *(f"{counted[what]:,}" for what in ("new", "gone", "changed"))]
        for name, counted in summary.tables.items()
    ]
    if rows:
        made.append(table(["", "New", "Gone", "Changed"], rows, numeric=[1, 2, 3]))
    if sum(summary.corrections.values()):
        waits = len(summary.to_place)
        words = f"Corrections: {summary.corrections['applied']:,} in place, {waits:,} to be placed. "
        made.append(node("p", words, link("Place them", "place") if waits else "", cls="note"))
    for key, reason in list(summary.failed.items())[:_MOST]:
        made.append(node("p", f"Article {key[:12]}: {reason}", cls="note bad"))
    return made
