"""Actors: everyone and everything named, and each one's sentences, words and events."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import address, plain, state
from dashboard.components.actor_card import Card, actor_cards
from dashboard.components.correct_actor import correct_actor
from dashboard.display import TYPE_WORDS, count, country_name
from dashboard.evidence import pairs, parse_sentence_pick, sentence_pick
from dashboard.typeset import Node, glyph, link, node, show, table
from pipelines.analysis.filters import fold, participants
from pipelines.export.csv import csv_bytes
from pipelines.model import Tables

PER_PAGE = 50
_CHOSEN, _PAGE = "actors_chosen", "actors_page"
# Too narrow for both side by side: the card comes first, the table under it. Fixed rules, no text.
_NARROW = (
    "<style>.st-key-actors_body{container-type:inline-size}@container (max-width:800px){"
    ".st-key-actors_body [data-testid=stHorizontalBlock]:has(>[data-testid=stColumn]){flex-direction:column-reverse}"
    ".st-key-actors_body [data-testid=stColumn]{width:100%;flex:1 1 auto}}</style>"
)
_COUNTED = ("mentions", "sentences", "articles", "quotes", "events")


def render() -> None:
    """Draw the page."""
    if state.tables().is_empty:
        st.title("Actors", anchor=False)
        state.no_articles()
        return
    tables = state.filtered()
    rows = actor_rows(tables)
    head = st.container(key="page_head", horizontal=True, horizontal_alignment="distribute")
    if rows.empty:
        head.title("Actors", anchor=False)
        state.nothing_left() if state.filters() else st.write("No names were found in these articles.")
        return
    found = _search(rows)
    _head(head, found, rows)
    if found.empty:
        st.write("No actor of this name. Part of a name is enough, accents do not matter.")
        return
    st.html(_NARROW)
    with st.container(key="actors_body"):
        left, right = st.columns([5, 3], gap="large")
        with left:
            _table(found)
        with right:
            _card(tables, found)


def actor_rows(tables: Tables) -> pd.DataFrame:
    """The actors table with counts over `tables`, most sentences first.

    Columns: those of `actors`, then mentions, sentences, articles, quotes (spoken) and events (taken part in).
    """
    mentions = tables.mentions
    by_actor = mentions.groupby("actor_id")
    sentences = mentions[["actor_id", "article_id", "sentence"]].drop_duplicates()["actor_id"]
    taking_part = participants(tables.events).drop_duplicates(["row", "actor_id"])["actor_id"]
    counts = {
        "mentions": by_actor.size(),
        "sentences": sentences.value_counts(),
        "articles": by_actor["article_id"].nunique(),
        "quotes": tables.quotes["speaker_id"].value_counts(),
        "events": taking_part.value_counts(),
    }
    rows = tables.actors.copy()
    for name, numbers in counts.items():
        rows[name] = rows["actor_id"].map(numbers).fillna(0).astype("int64")
    return rows.sort_values(
        ["sentences", "mentions", "name"], ascending=[False, False, True], ignore_index=True
    )


def _search(rows: pd.DataFrame) -> pd.DataFrame:
    with st.container(key="controls", horizontal=True, gap="medium", vertical_alignment="bottom"):
        address.keep("actors_search", "", address.words())
        words = st.text_input(
            "Find an actor", placeholder="e.g. Kochavi", key="actors_search", width=260, on_change=_first_page
        )
        kinds = Counter(rows["type"])
        address.keep("actors_type", "", address.one_of(kinds))
        kind = st.selectbox(
            "Type",
            ["", *kinds],
            format_func=lambda k: f"{plain.visible(TYPE_WORDS[k])}, {kinds[k]:,}" if k else "All types",
            key="actors_type",
            width=190,
            on_change=_first_page,
        )
    if kind:
        rows = rows[rows["type"] == kind]
    sought = fold((words or "").strip())
    if sought:
        spelled = (rows["name"] + " " + rows["name_en"] + " " + rows["aliases"]).map(fold)
        rows = rows[spelled.str.contains(sought, regex=False)]
    return rows


def _first_page() -> None:
    st.session_state[_PAGE] = 0


def _head(place: st.delta_generator.DeltaGenerator, found: pd.DataFrame, rows: pd.DataFrame) -> None:
    number = count(len(rows), "actor")
    if len(found) != len(rows):
        number = f"{len(found):,} of {number}"
    with place:
        with st.container(width="stretch", gap=None):
            st.title("Actors", anchor=False)
            st.caption(
                f"{plain.markdown(number)}, most sentences first. Choose one to read where it is named."
            )
        st.download_button(
            f"Download {count(len(found), 'actor')} (CSV)",
            lambda: csv_bytes(found),
            "actors.csv",
            "text/csv",
            on_click="ignore",
            key="actors_csv",
        )


def _table(found: pd.DataFrame) -> None:
    page = min(address.keep(_PAGE, 0, address.number(0, 10_000_000)), (len(found) - 1) // PER_PAGE)
    part = found.iloc[page * PER_PAGE : (page + 1) * PER_PAGE]
    heads: list[Node] = ["Name", "English, country", *(name.capitalize() for name in _COUNTED)]
    body = [_cells(row) for row in part.itertuples()]
    picked = show([table(heads, body, numeric=range(2, 2 + len(_COUNTED)))], "actors_table")
    if picked and picked != st.session_state.get(_CHOSEN):
        st.session_state[_CHOSEN] = picked
    if len(found) > PER_PAGE:
        first, last = page * PER_PAGE + 1, min((page + 1) * PER_PAGE, len(found))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button("Previous", disabled=page == 0, on_click=_turn, args=(page - 1,), key="actors_previous")
            st.caption(f"Actors {first:,} to {last:,} of {len(found):,}")
            st.button(
                "Next", disabled=last == len(found), on_click=_turn, args=(page + 1,), key="actors_next"
            )


def _turn(page: int) -> None:
    st.session_state[_PAGE] = page


def _cells(row: Any) -> list[Node]:
    country = country_name(row.country)
    about = [
        row.name_en if row.name_en != row.name else "",
        country if country not in (row.name, row.name_en) else "",
    ]
    name = node(
        "span", glyph(row.type, TYPE_WORDS[row.type]), link(row.name, row.actor_id, lang="fr"), cls="who"
    )
    return [name, ", ".join(filter(None, about)), *(f"{getattr(row, column):,}" for column in _COUNTED)]


def _card(tables: Tables, found: pd.DataFrame) -> None:
    chosen = str(address.keep(_CHOSEN, "", address.words()))
    known = set(tables.actors["actor_id"])
    actor_id = chosen if chosen in known else str(found.iloc[0]["actor_id"])
    card = actor_cards(tables, [actor_id])[actor_id]
    _follow(show([_card_node(card)], "actors_card"), card)
    with st.container(horizontal=True):
        st.button(
            "Filter to this actor", on_click=state.set_actor_filter, args=(actor_id,), key="actors_filter"
        )
        if st.button("Show in network", key="actors_network"):
            st.session_state["network_selected"] = (actor_id,)
            state.go(state.NETWORK)
    correct_actor(state.tables(), actor_id)
    keys = tables.mentions.loc[
        tables.mentions["actor_id"] == actor_id, ["article_id", "sentence"]
    ].drop_duplicates()
    sentences = tables.sentences.merge(keys, on=["article_id", "sentence"])
    _follow(show([node("div", *pairs(tables, sentences, [actor_id]), cls="ev-p")], "actors_sentences"), card)


def _follow(picked: str | None, card: Card) -> None:
    """A sentence opens in the Reader, a companion opens its own card."""
    place = parse_sentence_pick(picked)
    if place:
        state.open_sentence(*place)
    elif picked and picked != card["id"]:
        st.session_state[_CHOSEN] = picked
        st.rerun()


def _card_node(card: Card) -> Node:
    sentences, quotes, articles = card["totals"]
    facts = f"{count(sentences, 'sentence')}, {count(quotes, 'quote')}, {count(articles, 'article')}"
    about = ", ".join(
        filter(None, [card["type"], card["role"], card["french"] and f"in French: {card['french']}"])
    )
    blocks: list[Node] = [node("h2", card["name"]), node("p", about, cls="k"), node("p", facts, cls="k")]
    if card["with"]:
        names = [
            node("li", link(f"{other['name']}", other["id"]), f" {other['n']:,}") for other in card["with"]
        ]
        blocks.append(node("div", node("b", "Seen with"), node("ul", *names), cls="pair"))
    if card["said"]:
        blocks.append(node("div", node("b", "Said"), *map(_said, card["said"]), cls="pair"))
    if card["events"]:
        notes = [f"{e['type']}{', ' + e['word'] if e['word'] else ''} {e['n']:,}" for e in card["events"]]
        blocks.append(node("div", node("b", "Events"), node("p", " · ".join(notes)), cls="pair"))
    if card["written"]:
        blocks.append(
            node("div", node("b", "Also written"), node("p", ", ".join(card["written"])), cls="pair")
        )
    if card["why"]:
        why = [node("li", line) for line in card["why"]]
        blocks.append(node("div", node("b", "Why these count as one"), node("ul", *why), cls="pair soft"))
    return node("section", *blocks, cls="ev-p", label=f"Actor card: {card['name']}")


def _said(said: Card) -> Node:
    verb = f"{said['verb']}, " + ("speaker inferred, " if said["inferred"] else "")
    place = link(f"sentence {said['n']}", sentence_pick(said["article"], said["n"]))
    return node("div", node("span", verb, place, cls="no"), node("p", said["text"], lang="fr"))


render()
