"""Corrections whose thing an article that was read again no longer has: placed at another, or dropped."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import correcting, evidence, plain
from dashboard.components.entry_words import change_words, kind_words, signed
from dashboard.display import count, shorten
from dashboard.typeset import Node, node, show
from pipelines.corrections.placing import Waiting, candidates
from pipelines.model import Tables

_MOST = 10  # shown at once; the next ones follow as these are placed
_THINGS = {
    "mentions": "name",
    "quotes": "quote",
    "dates": "date",
    "events": "event",
    "sentences": "sentence",
}


def draw(tables: Tables, groups: Sequence[Waiting]) -> None:
    """Each thing that is gone with its old sentence, what stands there now, and two buttons.

    Args:
        tables: the corpus, as it is shown.
        groups: what waits (`pipelines.corrections.placing.waiting`).
    """
    if not groups:
        st.write(
            "Nothing waits. After a rereading, corrections whose name, quote, date or event is no longer found stand here."
        )
        return
    st.caption(
        plain.markdown(
            f"{count(len(groups), 'thing')} that people put right, which the reader no longer finds where they were. "
            "Say what each is now, or drop what is no longer needed. Both can be undone."
        )
    )
    for group in groups[:_MOST]:
        _one(tables, group)
    if len(groups) > _MOST:
        st.caption(f"{_MOST} of {len(groups):,} are shown; the next ones follow as these are placed.")


def _one(tables: Tables, group: Waiting) -> None:
    article, start, end = group.anchor
    numbers = [entry.id for entry in group.entries]
    key = f"{group.table}:{numbers[0]}:{start}"
    text = _text(tables, article)
    found = candidates(tables, group)
    with st.container(key=f"wait:{key}"):
        st.subheader(
            plain.markdown(f"{_THINGS[group.table].capitalize()} “{shorten(text[start:end], 80)}”"),
            anchor=False,
        )
        changes: list[Node] = [
            node("p", f"{kind_words(entry.what)}: {change_words(entry, text)}", node("small", signed(entry)))
            for entry in group.entries
        ]
        pairs = evidence.pairs(tables, _sentence(tables, article, start))
        show([*changes, *pairs], f"wait_pair:{key}")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            to = _candidate(found, key)
            if to is not None:
                st.button(
                    "Place here", type="primary", key=f"place:{key}",
                    on_click=correcting.place, args=(numbers, group.anchor, to),
                )  # fmt: skip
            st.button("Drop, no longer needed", key=f"drop:{key}", on_click=correcting.drop, args=(numbers,))


def _candidate(found: pd.DataFrame, key: str) -> tuple[int, int] | None:
    """Where the thing stands that was chosen; None where the article has none of its kind."""
    if found.empty:
        st.caption("The article has nothing of this kind any more.")
        return None
    chosen = st.selectbox(
        "It belongs now to",
        range(len(found)),
        format_func=lambda place: plain.visible(_told(found.iloc[place])),
        key=f"candidate:{key}",
        width=520,
    )
    return int(found["at"].iloc[chosen]), int(found["until"].iloc[chosen])


def _told(row: pd.Series) -> str:
    kinds = [str(row[name]) for name in ("type", "kind", "edtf") if row.get(name)]
    return (
        f"“{shorten(row['words'], 60)}”{', ' if kinds else ''}{', '.join(kinds)}; sentence {row['sentence']}"
    )


def _sentence(tables: Tables, article: str, offset: int) -> pd.DataFrame:
    rows = tables.sentences[tables.sentences["article_id"] == article]
    return rows[(rows["start"] <= offset) & (rows["end"] > offset)]


def _text(tables: Tables, article: str) -> str:
    found = tables.articles.loc[tables.articles["article_id"] == article, "text"]
    return str(found.iloc[0]) if len(found) else ""
