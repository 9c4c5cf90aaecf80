"""Who speaks about whom, as a table of speakers and the actors they name; each cell opens its quotes."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import address, plain
from dashboard.components import assets
from pipelines.analysis import speaking

ROWS, COLUMNS = 25, 10  # speakers and named actors shown at once
_ROW, _COLUMN = "matrix_row", "matrix_column"


def matrix(
    table: pd.DataFrame, rows: pd.DataFrame, *, key: str, theme: str
) -> tuple[str | None, str | None] | None:
    """Draw a part of the matrix with ways to its other parts.

    Args:
        table: from `pipelines.analysis.speaking.speaking`.
        rows: the quotes that it was made of.
        key: its widget key.
        theme: "light" or "dark".

    Returns:
        Speaker and named actor, when a cell was just chosen; one of them is None where all of a row or a column was.
    """
    speakers, named = speaking.speakers(rows, table), speaking.named(table)
    first, left = _at(_ROW, len(speakers), ROWS), _at(_COLUMN, len(named), COLUMNS)
    shown = speakers[first : first + ROWS], named[left : left + COLUMNS]
    result = assets.component("visavis_matrix", ("matrix.css",), ("matrix.js",))(
        data={**_drawn(table, *shown), "theme": theme}, key=key, height="content", on_open_change=_nothing
    )
    with st.container(horizontal=True, gap="large"):
        _turning("Speakers", _ROW, first, ROWS, len(speakers))
        _turning("Actors named", _COLUMN, left, COLUMNS, len(named))
    chosen = result.open
    return (chosen["speaker"], chosen["named"]) if chosen else None


def _nothing() -> None:
    """The page reads the trigger after the run."""


def first_part() -> None:
    """Show the matrix from its beginning again."""
    st.session_state[_ROW] = st.session_state[_COLUMN] = 0


def _at(key: str, number: int, step: int) -> int:
    last = max(0, (number - 1) // step * step)
    return min(int(address.keep(key, 0, address.number(0, 10_000_000))), last)


def _turning(what: str, key: str, at: int, step: int, number: int) -> None:
    """Previous and next part of one side; nothing where all of it is shown."""
    if number <= step:
        return
    last = min(at + step, number)
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        st.button("‹ Before", disabled=at == 0, on_click=_go, args=(key, at - step), key=f"{key}_before")
        st.caption(f"{plain.markdown(what)} {at + 1:,} to {last:,} of {number:,}")
        st.button("After ›", disabled=last == number, on_click=_go, args=(key, at + step), key=f"{key}_after")


def _go(key: str, to: int) -> None:
    st.session_state[key] = max(0, to)


def _drawn(
    table: pd.DataFrame, speakers: list[tuple[str, int]], named: list[tuple[str, int]]
) -> dict[str, Any]:
    cells = table.groupby(["speaker", "named"])[["quotes", "denials", "accusations"]].sum()
    held = {(str(who), str(whom)): tuple(map(int, row)) for (who, whom), row in zip(cells.index, cells.to_numpy(), strict=True)}  # fmt: skip
    return {
        "named": [{"name": name, "n": number} for name, number in named],
        "speakers": [
            {
                "name": name,
                "n": number,
                "cells": [_cell(held.get((name, other))) for other, _ in named],
            }
            for name, number in speakers
        ],
        "most": max((row[0] for row in held.values()), default=1),
    }


def _cell(found: tuple[int, ...] | None) -> dict[str, int] | None:
    if not found:
        return None
    quotes, denials, accusations = found
    return {"n": quotes, "deny": denials, "accuse": accusations}
