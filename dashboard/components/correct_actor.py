"""Putting an actor right: renamed, its country and type, merged into another, or split by choosing mentions."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import correcting, plain
from dashboard.display import TYPE_WORDS, count
from dashboard.typeset import node, show
from dashboard.wish import forget, granted, wished
from pipelines.corrections import Draft
from pipelines.corrections.everywhere import elsewhere
from pipelines.model import ENTITY_TYPES, Tables

_MOST_ACTORS = 2_000
_SHOWN = 20
_WISHES = "actor "  # what the keys of the buttons of all cards begin with


def correct_actor(tables: Tables, actor_id: str) -> None:
    """The fields, folded away under the card of an actor.

    Args:
        tables: the whole corpus, as it is shown.
        actor_id: an actor of it.
    """
    row = tables.actors[tables.actors["actor_id"] == actor_id].iloc[0]
    forget(_WISHES, [f"{_WISHES}{what}:{actor_id}" for what in ("save", "merge", "split")])
    with st.expander("Correct this actor"):
        _named(row, actor_id)
        _merged(tables, row, actor_id)
        _split(tables, row, actor_id)


def _named(row: pd.Series, actor_id: str) -> None:
    left, right = st.columns(2)
    with left:
        name = st.text_input("Name", row["name"], key=f"actor_name:{actor_id}")
        country = st.text_input("Country, two letters", row["country"], key=f"actor_country:{actor_id}")
    with right:
        english = st.text_input("Name in English", row["name_en"], key=f"actor_en:{actor_id}")
        kind = st.selectbox(
            "Type",
            ENTITY_TYPES,
            index=ENTITY_TYPES.index(row["type"]),
            format_func=lambda each: plain.visible(TYPE_WORDS[str(each)]),
            key=f"actor_type:{actor_id}",
        )
    if not _pressed("Save", f"save:{actor_id}"):
        return
    stated = {"name": name.strip(), "name_en": english.strip()}
    changes = {key: value for key, value in stated.items() if value != row[key]}
    drafts = [_draft("actor.rename", actor_id, **changes)] if changes else []
    if country.strip() != row["country"]:
        drafts.append(_draft("actor.country", actor_id, country=country.strip().upper()))
    if kind != row["type"]:
        drafts.append(_draft("actor.type", actor_id, type=kind))
    _finish(drafts)


def _merged(tables: Tables, row: pd.Series, actor_id: str) -> None:
    actors = tables.actors
    often = tables.mentions["actor_id"].value_counts().index
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    alike = [each for each in often if each != actor_id and each in names][:_MOST_ACTORS]
    into = st.selectbox(
        "It is the same as",
        ["", *alike],
        format_func=lambda each: plain.visible(names.get(str(each), "another actor…")),
        key=f"actor_into:{actor_id}",
    )
    if not into:
        return
    draft = _draft("actor.merge", actor_id, into=into)
    places = elsewhere(tables, draft)
    st.caption(
        plain.markdown(
            f"{count(len(places), 'mention')} of {row['name']} become {names[into]}'s, here and in articles loaded later."
        )
    )
    lines = [node("p", text, lang="fr", cls="tx") for text in dict.fromkeys(places["text"].head(_SHOWN))]
    show(lines, f"actor_merge_places:{actor_id}")
    if _pressed(f"Merge into {names[into]}", f"merge:{actor_id}"):
        _finish([draft])


def _split(tables: Tables, row: pd.Series, actor_id: str) -> None:
    mentions = tables.mentions[tables.mentions["actor_id"] == actor_id].head(200)
    if len(mentions) < 2:
        return
    titles = dict(zip(tables.articles["article_id"], tables.articles["title"], strict=True))
    told = {
        (
            m.article_id,
            int(m.start),
            int(m.end),
        ): f"“{m.surface}”, sentence {m.sentence}, {titles.get(m.article_id, '')}"
        for m in mentions.itertuples()
    }
    chosen = st.multiselect(
        "These mentions are someone else's",
        list(told),
        format_func=lambda each: plain.visible(told[each]),
        key=f"actor_split_mentions:{actor_id}",
    )
    if not chosen:
        return
    name = st.text_input("Whose", key=f"actor_split_name:{actor_id}").strip()
    if name and _pressed(f"Split off as {name}", f"split:{actor_id}"):
        places = [list(each) for each in chosen]
        _finish([_draft("actor.split", actor_id, mentions=places, name=name, type=row["type"], to=None)])


def _pressed(label: str, key: str) -> bool:
    """A button of the card; what its press asks for is done, or refused, before anything else is drawn."""
    own = f"{_WISHES}{key}"
    asked = wished(label, own)
    if asked:
        granted(own)
    return asked


def _draft(what: str, actor_id: str, **new: Any) -> Draft:
    return Draft(what, "", None, None, {"actor_id": actor_id, **new})


def _finish(drafts: list[Draft]) -> None:
    if correcting.save(drafts):
        st.rerun()
