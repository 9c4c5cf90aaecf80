"""Quotes: who said what, in French and English, how, about whom and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd
import streamlit as st

from dashboard import address, plain, state
from dashboard.components import correct
from dashboard.components.citing import citations_menu, cite
from dashboard.components.matrix import first_part, matrix
from dashboard.components.quotes_table import quotes_table
from dashboard.components.titles import titles
from dashboard.display import count
from pipelines.analysis.quotes import INFERRED, STATED, UNKNOWN, french_rows, speaker_kind, with_english
from pipelines.analysis.speaking import speaker_shown, speaking
from pipelines.export.citation import Citation, citations
from pipelines.export.csv import csv_bytes
from pipelines.model import Tables, load_list

PER_PAGE = 50
_PAGE = "quotes_page"
_NOT_MARKED = "not marked"
_ANY = ""
_DAY, _LATEST, _PAPER = "day, oldest first", "day, newest first", "paper"
_ORDERS = (_DAY, _LATEST, _PAPER)
_GROUP = "quotes_grouped"
_ROWS, _MATRIX = "Quotes", "Who about whom"
# What decides which rows are left of those that pass the filters.
_CHOICES = (
    "quotes_speaker",
    "quotes_stance",
    "quotes_about",
    "quotes_stated",
    "quotes_inferred",
    "quotes_not_stated",
)
_VIEW, _OPENING = "quotes_view", "quotes_opening"


def render() -> None:
    """Draw the page."""
    if state.tables().is_empty:
        st.title("Quotes", anchor=False)
        state.no_articles()
        return
    tables = state.filtered()
    rows = _rows(tables, state.key())
    head = st.container(key="page_head", horizontal=True, horizontal_alignment="distribute")
    if rows.empty:
        head.title("Quotes", anchor=False)
        _nothing()
        return
    _take_opening()
    chosen = _controls(rows)
    _head(head, tables, chosen, len(rows))
    if chosen.empty:
        st.write("No quote passes what is chosen above.")
    elif _as_matrix():
        _matrix(chosen)
    else:
        _table(tables, chosen)


def _as_matrix() -> bool:
    """Whether the person looks at who speaks about whom in place of the quotes themselves."""
    return st.session_state.get(_VIEW) == _MATRIX


@st.cache_resource(max_entries=8, show_spinner="Counting who speaks about whom")
def _speaking(_chosen: pd.DataFrame, key: tuple[str, int, str], choices: tuple[str, ...]) -> pd.DataFrame:
    """The matrix of the rows that these choices leave; its second and third argument say which they are."""
    return speaking(_chosen)


def _matrix(chosen: pd.DataFrame) -> None:
    choices = tuple(str(st.session_state.get(key)) for key in _CHOICES)
    table = _speaking(chosen, state.key(), choices)
    if table.empty:
        st.write("None of these quotes names anybody.")
        return
    silent = int((chosen["about_ids"] == "[]").sum())
    words = f"{count(len(chosen) - silent, 'quote')} that name somebody; {count(silent, 'quote')} that name nobody are not here."
    with st.container(key="matrix_head", horizontal=True, horizontal_alignment="distribute"):
        st.caption(
            f"{plain.markdown(words)} A quote that names three actors counts once for each. Choose a number to read the quotes."
        )
        st.download_button(
            "Download the matrix (CSV)",
            lambda: csv_bytes(table),
            "who-about-whom.csv",
            "text/csv",
            on_click="ignore",
            key="matrix_csv",
        )
    opened = matrix(table, chosen, key="quotes_matrix", theme=st.context.theme.type or "light")
    if opened:
        st.session_state[_OPENING] = opened
        st.rerun()


def _take_opening() -> None:
    """Show the quotes of the cell that was chosen; before the page's choices are drawn, so that they say so."""
    opening = st.session_state.pop(_OPENING, None)
    if opening:
        speaker, named = opening
        st.session_state[_VIEW] = _ROWS
        st.session_state["quotes_speaker"] = speaker or _ANY
        st.session_state["quotes_about"] = named or _ANY
        if speaker == "":  # the row of those quotes whose speaker is not stated
            for kind in (STATED, INFERRED, UNKNOWN):
                st.session_state[f"quotes_{kind.replace(' ', '_')}"] = kind == UNKNOWN
        _first_page()


def _table(tables: Tables, chosen: pd.DataFrame) -> None:
    page = _page(len(chosen))
    types = dict(zip(tables.actors["actor_id"], tables.actors["type"], strict=True))
    shown = chosen.iloc[page * PER_PAGE : (page + 1) * PER_PAGE]
    opened = quotes_table(
        with_english(shown, tables),
        types,
        key="quotes_table",
        total=len(chosen),
        theme=st.context.theme.type or "light",
        named=titles(tables, set(shown["article_id"])),
        groups=Counter(map(speaker_shown, chosen.itertuples())) if st.session_state.get(_GROUP) else None,
    )
    if opened and "start" in opened:
        correct.open_for(
            correct.Place(opened["article"], int(opened["sentence"]), "quotes", int(opened["start"]))
        )
    elif opened and "cite" in opened:
        cite(_citations(shown.iloc[[int(opened["cite"])]], tables))
    elif opened:
        state.open_sentence(opened["article"], int(opened["sentence"]))
    _pages(page, len(chosen))


@st.cache_resource(max_entries=4, show_spinner="Gathering quotes")
def _rows(_tables: Tables, key: tuple[str, int, str]) -> pd.DataFrame:
    """All quotes that pass the filters, without English; made again only when the French or the filters changed."""
    return french_rows(_tables)


def _citations(rows: pd.DataFrame, tables: Tables) -> list[Citation]:
    return citations(with_english(rows, tables), tables.articles)


def _nothing() -> None:
    if state.filters():
        state.nothing_left()
    else:
        st.write("No quotes were found in these articles.")


def _head(
    place: st.delta_generator.DeltaGenerator, tables: Tables, chosen: pd.DataFrame, all_rows: int
) -> None:
    with place:
        with st.container(width="stretch", gap=None):
            st.title("Quotes", anchor=False)
            st.caption(plain.markdown(summary(chosen, all_rows)))
        if not chosen.empty:
            citations_menu(len(chosen), lambda: _citations(chosen, tables))
        st.download_button(
            f"Download {count(len(chosen), 'quote')} (CSV)",
            lambda: csv_bytes(with_english(chosen, tables)),
            "quotes.csv",
            "text/csv",
            on_click="ignore",
            key="quotes_csv",
        )


def summary(chosen: pd.DataFrame, all_rows: int) -> str:
    """What is on the page, in one sentence."""
    kinds = Counter(speaker_kind(row) for row in chosen.itertuples())
    words = f"{kinds[STATED]:,} with a stated speaker, {kinds[INFERRED]:,} with one inferred from the sentences before"
    if kinds[UNKNOWN]:
        words += f", {kinds[UNKNOWN]:,} with none"
    of_all = f" of {all_rows:,}" if len(chosen) != all_rows else ""
    return f"{len(chosen):,}{of_all} quote{'' if len(chosen) == 1 and not of_all else 's'}: {words}."


def _controls(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that the page's own choices leave."""
    names = pd.Series([speaker_shown(row) for row in rows.itertuples()], index=rows.index, dtype=object)
    stances = rows["stance"].where(rows["stance"] != "", _NOT_MARKED)
    about = rows["about"].map(load_list)
    kinds = pd.Series([speaker_kind(row) for row in rows.itertuples()], index=rows.index)
    with st.container(key="controls", horizontal=True, gap="medium", vertical_alignment="bottom"):
        address.keep(_VIEW, _ROWS, address.one_of((_ROWS, _MATRIX)))
        st.segmented_control("Show", (_ROWS, _MATRIX), key=_VIEW, required=True)
        speaker = _select("Speaker", "quotes_speaker", "All speakers", names, 210)
        stance = _select("Verb’s stance", "quotes_stance", "Any stance", stances, 180)
        subject = _select(
            "About", "quotes_about", "Any actor", (name for found in about for name in found), 210
        )
        order = _order()
        shown = _speaker_kinds(kinds)
    kept = kinds.isin(shown)
    if speaker:
        kept &= names == speaker
    if stance:
        kept &= stances == stance
    if subject:
        kept &= about.map(lambda found: subject in found)
    return ordered(rows[kept], names[kept], order, grouped=bool(st.session_state.get(_GROUP)))


def _order() -> str:
    """The order of the rows; the matrix has its own."""
    if _as_matrix():
        return _DAY
    address.keep("quotes_order", _DAY, address.one_of(_ORDERS))
    address.keep(_GROUP, False, address.flag())
    order = st.selectbox("Order", _ORDERS, width=170, key="quotes_order", on_change=_first_page)
    st.checkbox("Group by speaker", key=_GROUP, width="content", on_change=_first_page)
    return str(order)


def ordered(rows: pd.DataFrame, names: pd.Series, order: str, *, grouped: bool) -> pd.DataFrame:
    """`rows`, which are by day, article and place, in another order; each speaker's together where `grouped`.

    Groups come by their size, the largest first; quotes of nobody come last, as do papers that are not stated.
    """
    if order == _LATEST:
        # inside a day, places go on from first to last
        rows = rows.sort_values("published", ascending=False, kind="stable")
    elif order == _PAPER:
        unstated = rows["source"] == ""
        rows = rows.assign(_unstated=unstated).sort_values(["_unstated", "source"], kind="stable")
        rows = rows.drop(columns="_unstated")
    if not grouped:
        return rows
    sizes = Counter(names)
    rank = {
        name: n for n, name in enumerate(sorted(sizes, key=lambda name: (name == "", -sizes[name], name)))
    }
    return rows.loc[names.loc[rows.index].map(rank).sort_values(kind="stable").index]


def _select(label: str, key: str, everything: str, values: Iterable[str], width: int) -> str:
    """A choice among the values that occur, most frequent first, each with its count; "" for all."""
    counts = Counter(value for value in values if value)
    options = [_ANY, *(value for value, _ in counts.most_common())]
    if (
        address.keep(key, _ANY, address.words()) not in options
    ):  # gone with a filter, or an address typed by hand
        st.session_state[key] = _ANY
        address.keep(key, _ANY, address.words())
    return st.selectbox(
        plain.markdown(label),
        options,
        format_func=lambda value: (
            f"{plain.visible(value)}, {counts[value]:,}" if value else plain.visible(everything)
        ),
        width=width,
        key=key,
        on_change=_first_page,
    )


def _speaker_kinds(kinds: pd.Series) -> list[str]:
    known = [kind for kind in (STATED, INFERRED, UNKNOWN) if kind != UNKNOWN or (kinds == UNKNOWN).any()]
    with st.container(key="show", width="content", gap=None):
        st.html("<label class='vav-label'>Speaker is</label>")
        with st.container(horizontal=True, gap="small"):
            return [kind for kind in known if _is_kind_shown(kind)]


def _is_kind_shown(kind: str) -> bool:
    key = f"quotes_{kind.replace(' ', '_')}"
    address.keep(key, True, address.flag())
    return st.checkbox(plain.markdown(kind), key=key, width="content", on_change=_first_page)


def _first_page() -> None:
    st.session_state[_PAGE] = 0
    first_part()


def _page(rows: int) -> int:
    last = (rows - 1) // PER_PAGE
    return min(int(address.keep(_PAGE, 0, address.number(0, 10_000_000))), last)


def _pages(page: int, rows: int) -> None:
    if rows <= PER_PAGE:
        return
    first, last = page * PER_PAGE + 1, min((page + 1) * PER_PAGE, rows)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Previous", disabled=page == 0, on_click=_turn, args=(page - 1,), key="quotes_previous")
        st.caption(f"Quotes {first:,} to {last:,} of {rows:,}")
        st.button("Next", disabled=last == rows, on_click=_turn, args=(page + 1,), key="quotes_next")


def _turn(page: int) -> None:
    st.session_state[_PAGE] = page


render()
