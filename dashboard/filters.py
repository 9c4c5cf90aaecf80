"""The sidebar: actors, days, sources, event types and words, each option with what it would leave.

The filters themselves live in `dashboard.state`; widgets show them and report changes through callbacks, so that
any page (an actor card, a node of the network) can set a filter too.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from dashboard import plain, state, theme
from dashboard.display import count
from pipelines.analysis.filters import Counts, Filters, fold
from pipelines.model import Tables

FEW, MANY = 8, 200  # actors listed at first, and at most


def sidebar() -> None:
    """Draw the filters; does nothing while the corpus is empty."""
    tables = state.tables()
    if tables.is_empty:
        return
    chosen, counts = state.filters(), state.live_counts()
    with st.sidebar:
        _head(chosen)
        _actors(tables, chosen, counts)
        _days(tables, chosen)
        _sources(chosen, counts)
        _event_types(chosen, counts)
        _words(chosen)
    _line_for_narrow_windows(chosen)


def _line_for_narrow_windows(chosen: Filters) -> None:
    """Where the sidebar starts closed, say above the page what it holds; the style sheet hides it elsewhere."""
    number = chosen.n_set
    with st.container(key="filters_line"):
        st.caption(f"{count(number, 'filter')} set" if number else "No filters set")


def _changing(key: str, change: Callable[[Any], dict[str, Any]]) -> Callable[[], None]:
    """A callback that puts the widget's value into the filters."""

    def changed() -> None:
        state.set_filters(replace(state.filters(), **change(st.session_state[key])))

    return changed


def _head(chosen: Filters) -> None:
    with st.container(key="filters_head", horizontal=True, horizontal_alignment="distribute"):
        st.markdown("**Filters**")
        if chosen:
            st.button(f"Clear, {chosen.n_set:,} set", key="filter_clear", type="tertiary", on_click=_clear)
        else:
            st.markdown(":gray[none set]")


def _clear() -> None:
    state.set_filters(Filters())
    st.session_state["find_actor"] = ""


def _actors(tables: Tables, chosen: Filters, counts: Counts) -> None:
    wanted = st.text_input(
        "Actors, by sentences", placeholder="Find an actor", key="find_actor",
        help="Sentences that name the actor, quote them, or tell what they do or what is done to them.",
    )  # fmt: skip
    everyone = st.session_state.get("all_actors", False)
    shown, total = _listed(tables, chosen, counts, wanted or "", everyone=everyone)
    with st.container(key="actor_rows"):
        for position, actor in enumerate(shown):
            number = counts.actors.get(actor[0], 0)
            _actor_row(position, actor, number, checked=actor[0] in chosen.actor_ids)
    if wanted and not shown:
        st.caption("No actor of this name.")
    elif not wanted and total > FEW:
        if everyone and total > MANY:
            st.caption(f"The first {MANY:,} of {total:,}. Type a name to find the others.")
        st.button(
            "Fewer actors" if everyone else f"All {total:,} actors",
            key="toggle_actors",
            type="tertiary",
            on_click=_toggle_actors,
        )


def _toggle_actors() -> None:
    st.session_state["all_actors"] = not st.session_state.get("all_actors", False)


def _listed(
    tables: Tables, chosen: Filters, counts: Counts, wanted: str, *, everyone: bool
) -> tuple[list[tuple[str, str, str]], int]:
    """(actor_id, shown name, type) to list, chosen ones first, then by sentences; and how many there are."""
    actors = tables.actors
    rows = [
        (row.actor_id, row.name_en or row.name, row.type, f"{row.name} {row.name_en} {row.aliases}")
        for row in actors[["actor_id", "name", "name_en", "type", "aliases"]].itertuples(index=False)
    ]
    if wanted.strip():
        sought = fold(wanted.strip())
        rows = [row for row in rows if sought in fold(row[3])]
    rows.sort(key=lambda r: (r[0] not in chosen.actor_ids, -counts.actors.get(r[0], 0), fold(r[1])))
    limit = MANY if everyone or wanted.strip() else max(FEW, len(chosen.actor_ids))
    return [row[:3] for row in rows[:limit]], len(rows)


def _actor_row(position: int, actor: tuple[str, str, str], number: int, *, checked: bool) -> None:
    actor_id, name, kind = actor
    key = f"filter_actor:{actor_id}"
    st.session_state[key] = checked
    # The style sheet colours the mark by the row's key: colour written into the label would be read out.
    row = f"actor_row_{kind}_{position}{'' if number else '_none'}"
    with st.container(key=row, horizontal=True, vertical_alignment="center"):
        words = f"{theme.TYPE_CHARACTER[kind]} {name}"
        st.checkbox(plain.markdown(words), key=key, on_change=_tick, args=(actor_id,), width="stretch")
        st.markdown(f"{number:,}", width="content")


def _tick(actor_id: str) -> None:
    chosen = [a for a in state.filters().actor_ids if a != actor_id]
    if st.session_state[f"filter_actor:{actor_id}"]:
        chosen.append(actor_id)
    state.set_filters(replace(state.filters(), actor_ids=tuple(chosen)))


def _days(tables: Tables, chosen: Filters) -> None:
    months = months_of(tables)
    if len(months) < 2:
        return
    first = _month_in(months, chosen.start_day, months[0])
    last = _month_in(months, chosen.end_day, months[-1])
    shown = (first, max(first, last))
    # The slider keeps its own state; when the filters change elsewhere it is made anew, under the next number.
    number = st.session_state.setdefault("filter_days_number", 0)
    if st.session_state.get(f"filter_days:{number}", shown) != shown:
        number = st.session_state["filter_days_number"] = number + 1
    key = f"filter_days:{number}"

    def change(span: tuple[str, str]) -> dict[str, str]:
        return {
            "start_day": "" if span[0] == months[0] else f"{span[0]}-01",
            "end_day": "" if span[1] == months[-1] else _last_day(span[1]),
        }

    st.select_slider(
        "Date range",
        months,
        shown,
        format_func=lambda month: plain.visible(month_words(month)),
        key=key,
        on_change=_changing(key, change),
    )


def months_of(tables: Tables) -> list[str]:
    """Every month ("2022-11") from the first to the last that a publication or an event reaches, in order."""
    days = [
        day
        for frame, columns in (
            (tables.articles, ("published_start", "published_end")),
            (tables.events, ("start_day", "end_day")),
        )
        for column in columns
        for day in (frame[column][frame[column] != ""].min(), frame[column].max())
        if isinstance(day, str) and day
    ]
    return _months(min(days)[:7], max(days)[:7]) if days else []


def _months(first: str, last: str) -> list[str]:
    start, end = (int(m[:4]) * 12 + int(m[5:7]) - 1 for m in (first, last))
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, end + 1)]


def _month_in(months: Sequence[str], day: str, otherwise: str) -> str:
    """The month of `day`, moved to the nearest end when it lies outside `months`."""
    return min(max(day[:7], months[0]), months[-1]) if day else otherwise


def _last_day(month: str) -> str:
    year, number = int(month[:4]), int(month[5:7])
    return date(year, number, calendar.monthrange(year, number)[1]).isoformat()


def month_words(month: str) -> str:
    """ "2022-11" → "Nov 2022"."""
    return f"{calendar.month_abbr[int(month[5:7])]} {int(month[:4])}"


def _sources(chosen: Filters, counts: Counts) -> None:
    st.session_state["filter_sources"] = list(chosen.sources)
    st.multiselect(
        "Source",
        list(counts.sources),
        format_func=lambda s: f"{plain.visible(s or 'not stated')}, {counts.sources.get(s, 0):,}",
        placeholder="All sources",
        key="filter_sources",
        on_change=_changing("filter_sources", lambda v: {"sources": tuple(v)}),
    )


def _event_types(chosen: Filters, counts: Counts) -> None:
    if not counts.event_types:
        return
    options = sorted(counts.event_types, key=lambda k: (-counts.event_types[k], k))
    st.session_state["filter_types"] = [t for t in chosen.event_types if t in counts.event_types]
    st.pills(
        "Event type",
        options,
        selection_mode="multi",
        format_func=lambda kind: f"{plain.markdown(kind)} :gray[{counts.event_types[kind]:,}]",
        key="filter_types",
        on_change=_changing("filter_types", lambda v: {"event_types": tuple(v)}),
    )


def _words(chosen: Filters) -> None:
    st.session_state["filter_words"] = chosen.words
    st.text_input(
        "Words, French or English",
        placeholder="e.g. nucléaire",
        key="filter_words",
        on_change=_changing("filter_words", lambda v: {"words": (v or "")[:200]}),
    )
