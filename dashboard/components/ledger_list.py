"""The ledger of corrections on the page: every entry with what became of it, undo and redo, out to a file and in again."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import correcting, evidence, plain, state
from dashboard.components.entry_words import change_words, kind_words, signed
from dashboard.display import count
from dashboard.live import Held
from dashboard.typeset import Node, link, node, show
from pipelines.corrections import Entry, Outcome
from pipelines.corrections.entries import PLACE, REDO, REVIEWS, UNDO, WRITTEN
from pipelines.corrections.exchange import lines_of, read_lines
from pipelines.errors import VisavisError

_MOST = 100
_OPEN = ("waiting", "conflict")


def draw(held: Held) -> None:
    """The list, what waits or is in conflict first, then the newest."""
    entries, outcomes = held.replayed.ledger.entries, held.outcomes
    shown = [each for each in entries if each.what not in REVIEWS | {UNDO, REDO}]
    waits = {each.id for each in shown if outcomes[each.id].state in _OPEN}
    st.caption(plain.markdown(f"{count(len(shown), 'correction')}, {len(waits):,} waiting or in conflict."))
    with st.container(horizontal=True):
        st.download_button(
            "Download all (JSON lines)", "".join(f"{line}\n" for line in lines_of(entries)), "corrections.jsonl",
            "application/jsonl", on_click="ignore", disabled=not shown,
        )  # fmt: skip
    _take_in()
    texts = dict(zip(held.tables.articles["article_id"], held.tables.articles["text"], strict=True))
    for each in sorted(shown, key=lambda entry: (entry.id not in waits, -entry.id))[:_MOST]:
        _entry(each, outcomes[each.id], texts)
    if len(shown) > _MOST:
        st.caption(f"The last {_MOST} are shown; the download has all.")


def _take_in() -> None:
    with st.expander("Take in a colleague's corrections"):
        given = st.file_uploader("Corrections (JSON lines)", ["jsonl"], key="corrections_file")
        if given is None or not st.button("Take them in", key="corrections_take"):
            return
        try:
            lines = given.getvalue().decode("utf-8-sig", errors="replace").splitlines()
            report = state.store().take_in(read_lines(lines), correcting.who())
        except VisavisError as error:
            st.error(plain.markdown(str(error)))
            return
        st.write(plain.markdown(report.words()))
        for number, reason in [*report.waiting, *report.refused][:_MOST]:
            st.caption(plain.markdown(f"Line {number}: {reason}"))


def _entry(entry: Entry, outcome: Outcome, texts: Mapping[str, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"ledger_row:{entry.id}"):
        with st.container(width="stretch"):
            lines = _lines(entry, outcome, str(texts.get(entry.article_id, "")))
            picked = evidence.parse_sentence_pick(show(lines, f"entry{entry.id}"))
            if picked:
                state.open_sentence(*picked)
        if entry.what not in WRITTEN | {PLACE}:
            return  # English, a title, a date of publication: taken back where it is shown
        if outcome.state == "undone":
            st.button("Redo", key=f"redo{entry.id}", on_click=correcting.redo, args=(entry.id,))
        else:
            st.button("Undo", key=f"undo{entry.id}", on_click=correcting.undo, args=(entry.id,))


def _lines(entry: Entry, outcome: Outcome, text: str) -> list[Node]:
    state_words = "" if outcome.state == "applied" else outcome.state
    told: list[Node] = [
        node("p", node("b", kind_words(entry.what)), f": {change_words(entry, text)}", cls="change")
    ]
    at = _sentence(entry) if text and entry.start is not None else 0
    last: list[Node] = [signed(entry), f", {entry.what}"]
    if at:
        last += [", ", link(f"sentence {at}", evidence.sentence_pick(entry.article_id, at))]
    if state_words:
        reason = f": {outcome.reason}" if outcome.reason else ""
        last.append(node("span", f"; {state_words}{reason}", cls="bad" if outcome.state in _OPEN else ""))
    return [*told, node("p", *last, cls="note")]


def _sentence(entry: Entry) -> int:
    rows = state.tables().sentences
    at = rows[
        (rows["article_id"] == entry.article_id)
        & (rows["start"] <= entry.start)
        & (rows["end"] > entry.start)
    ]
    return int(at["sentence"].iloc[0]) if len(at) else 0
