"""Readings one after the other, least certain first; how right they are; the ledger of corrections."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import address, correcting, evidence, plain, state
from dashboard.components import correct, ledger_list, to_place
from dashboard.display import count, shorten
from dashboard.typeset import show, table
from pipelines.corrections import Draft, Entry
from pipelines.corrections.duplicates import likely_duplicates
from pipelines.corrections.entries import REVIEWS
from pipelines.corrections.placing import waiting
from pipelines.corrections.review import not_yet, queue, sample, scores, scores_frame, verdict
from pipelines.corrections.sentences import LAYERS, table_of
from pipelines.corrections.values import said
from pipelines.export.csv import csv_bytes
from pipelines.model import Tables

_SAMPLE, _TAB = "review_sample", "review_part"
_REVIEW, _LEDGER, _PLACE, _PAIRS = "Review", "Corrections", "To be placed", "Likely duplicates"
_LAYER_WORDS = {
    "name": "Is it a name of this type?", "actor": "Is it this actor?", "quote": "Is it a quote?",
    "speaker": "Does this speaker say it?", "date": "Is it this date?", "event": "Is it this event?",
    "roles": "Are these the actor and the recipient?",
}  # fmt: skip


def render() -> None:
    """Draw the page."""
    if state.tables().is_empty:
        st.title("Review", anchor=False)
        state.no_articles()
        return
    held = state.held()
    entries = held.replayed.ledger.entries
    unplaced = waiting(held.tables, entries, held.outcomes)
    with st.container(key="page_head", horizontal=True, horizontal_alignment="distribute"):
        with st.container(width="stretch", gap=None):
            st.title("Review", anchor=False)
            st.caption("Say what is right and wrong, mend it, and know how right the rest is.")
        correcting.name_yourself()
    address.keep(_TAB, _REVIEW, address.one_of((_REVIEW, _LEDGER, _PLACE, _PAIRS)))
    part = st.segmented_control(
        "Part of the page",
        [_REVIEW, _LEDGER, _PLACE, _PAIRS],
        format_func=lambda each: plain.markdown(
            f"{each} ({len(unplaced):,})" if each == _PLACE and unplaced else each
        ),
        key=_TAB,
        label_visibility="collapsed",
    )
    if part == _LEDGER:
        ledger_list.draw(held)
    elif part == _PLACE:
        to_place.draw(held.tables, unplaced)
    elif part == _PAIRS:
        _pairs(state.filtered())
    else:
        _review(state.filtered(), entries)


def _review(tables: Tables, entries: Sequence[Entry]) -> None:
    with st.container(key="controls", horizontal=True, gap="medium", vertical_alignment="bottom"):
        address.keep("review_layers", ["speaker"], address.several_of(LAYERS))
        layers = st.multiselect("What to look at", LAYERS, key="review_layers", width=420)
        size = st.number_input("Readings in a random sample", 10, 1_000, 50, 10, key="review_size", width=200)
        if st.button("Draw a random sample", key="review_draw"):
            taken = {str((e.new or {}).get("sample")) for e in entries if e.what in REVIEWS}
            name = f"sample {len(taken) + 1}"
            # Drawn once: what is corrected meanwhile is no reading any more, and would move all the others.
            st.session_state[_SAMPLE] = name, sample(tables, entries, layers, int(size), name)
        if _SAMPLE in st.session_state and st.button("Least certain first", key="review_certain"):
            del st.session_state[_SAMPLE]
    name, drawn = st.session_state.get(_SAMPLE, ("", None))
    if drawn is not None:
        rows = not_yet(drawn, entries)
        st.caption(plain.markdown(f"{name}: {len(drawn) - len(rows):,} of {len(drawn):,} looked at."))
    else:
        rows = queue(tables, entries, layers)
    _scores(entries)
    if rows.empty:
        st.write("Nothing is left to look at under these filters.")
        return
    _one(tables, rows.iloc[0], name)


def _one(tables: Tables, reading: pd.Series, name: str) -> None:
    sentences = tables.sentences
    here = sentences[
        (sentences["article_id"] == reading["article_id"]) & (sentences["sentence"] == reading["sentence"])
    ]
    st.subheader(plain.markdown(_LAYER_WORDS[reading["layer"]]), anchor=False)
    sure = reading["certainty"]
    known = (
        "how often this way of reading is right is not known"
        if pd.isna(sure)
        else (f"this way of reading is right {sure:.0%} of the time on annotated articles")
    )
    st.markdown(plain.markdown(f"“{shorten(reading['surface'], 200)}”: {said(reading['value'])}"))
    st.caption(plain.markdown(f"Found by: {reading['method'] or 'not said'}; {known}."))
    with st.container(key="evidence"):
        blocks = evidence.pairs(tables, here)
        picked = evidence.parse_sentence_pick(show(blocks, "review_pair"))
        if picked:
            state.open_sentence(*picked)
    with st.container(horizontal=True):
        st.button(
            "Right",
            type="primary",
            key="review_right",
            shortcut="Y",
            on_click=_say,
            args=(reading, "right", name),
        )
        st.button(
            "Wrong: mend it", key="review_wrong", shortcut="W", on_click=_say, args=(reading, "wrong", name)
        )
        st.button("Skip", key="review_skip", shortcut="S", on_click=_say, args=(reading, "skip", name))


def _say(reading: pd.Series, word: str, name: str) -> None:
    if correcting.record([verdict(reading, word, name)]) and word == "wrong":
        where = str(reading["article_id"]), int(reading["sentence"])
        correct.open_for(correct.Place(*where, table_of(reading["layer"]), int(reading["start"])))


def _scores(entries: Sequence[Entry]) -> None:
    found = scores(entries)
    if not found:
        st.caption("No random sample was reviewed yet: nothing can be said of how right the reader is here.")
        return
    rows = [
        [each.layer, f"{each.right:,} of {each.reviewed:,}", f"{each.low:.0%} to {each.high:.0%}"]
        for each in found
    ]
    show([table(["Layer", "Right", "95 % interval"], rows, numeric=[1, 2])], "review_scores")
    st.download_button(
        "Download (CSV)", csv_bytes(scores_frame(entries)), "how-right.csv", "text/csv", on_click="ignore"
    )


def _pairs(tables: Tables) -> None:
    """Actors that may be one: one key to merge, one to say that they are two."""
    found = likely_duplicates(tables, state.held().replayed.aliases.distinct)
    if found.empty:
        st.write("No two actors look like one under these filters.")
        return
    st.caption(
        plain.markdown(f"{count(len(found), 'pair')} of names that may be one actor's, the likeliest first.")
    )
    pair = found.iloc[0]
    for actor, name in ((pair["actor_id"], pair["name"]), (pair["other"], pair["other_name"])):
        mentions = tables.mentions[tables.mentions["actor_id"] == actor]
        st.subheader(plain.markdown(str(name)), anchor=False)
        keys = mentions[["article_id", "sentence"]].drop_duplicates().head(5)
        show(evidence.pairs(tables, tables.sentences.merge(keys), [actor]), f"pair:{actor}")
    one, other = str(pair["actor_id"]), str(pair["other"])
    merge = Draft("actor.merge", "", None, None, {"actor_id": one, "into": other})
    apart = Draft("actor.distinct", "", None, None, {"actor_id": one, "other": other})
    with st.container(horizontal=True):
        st.button(
            plain.markdown(f"One: merge into {pair['other_name']}"), type="primary", key="pair_merge", shortcut="M",
            on_click=correcting.recorded, args=([merge],),
        )  # fmt: skip
        st.button(
            "Two: keep them apart",
            key="pair_apart",
            shortcut="T",
            on_click=correcting.recorded,
            args=([apart],),
        )


render()
