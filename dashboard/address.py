"""The address bar: the filters and the settings of the page stand in it, one history entry a move.

A shared link restores them, and the browser's Back brings the view before. What is chosen is the session's; the address
follows it at the end of a run, in one step. An address that is not the one last written is a move of the browser's
(Back, a link, a bookmark): then the session follows the address, and nothing is written, or Back would lead nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from pipelines.analysis import filters as analysis
from pipelines.analysis.filters import Filters

FILTERS = "filters"
_PAGE, _SEEN, _STAYS, _KEPT = "address_page", "address_seen", "address_stays", "address_kept"
_MOST = 2_000  # characters of a value; browsers and proxies cut longer addresses
Query = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a setting is written in the address, and read back: None where the address says nothing that it can be."""

    words_of: Callable[[Any], list[str]]
    value_of: Callable[[list[str]], Any]


def one_of(options: Iterable[Any]) -> Shape:
    """One of these values, by its words: `one_of(("sentence", "article"))`."""
    known = {str(each): each for each in options}
    return Shape(lambda value: [str(value)], lambda values: known.get(values[0]))


def several_of(options: Iterable[Any]) -> Shape:
    """Any of these values, in their own order; none at all is "-"."""
    known = {str(each): each for each in options}
    return Shape(
        lambda chosen: [str(each) for each in chosen] or ["-"],
        lambda values: [value for name, value in known.items() if name in values],
    )


def flag() -> Shape:
    """Yes or no."""
    return Shape(
        lambda value: ["yes" if value else "no"], lambda values: {"yes": True, "no": False}.get(values[0])
    )


def number(low: int, high: int) -> Shape:
    """A whole number between these, which count."""

    def read(values: list[str]) -> int | None:
        text = values[0]
        return int(text) if text.isascii() and text.isdecimal() and low <= int(text[:9]) <= high else None

    return Shape(lambda value: [str(value)], read)


def words() -> Shape:
    """Any words."""
    return Shape(lambda value: [str(value)], lambda values: values[0][:_MOST])


def span_of(steps: Sequence[Any]) -> Shape:
    """First and last of a stretch of these steps."""
    known = {str(each): each for each in steps}

    def read(values: list[str]) -> tuple[Any, Any] | None:
        found = [known[value] for value in values if value in known]
        return (
            (found[0], found[1])
            if len(found) == 2 and steps.index(found[0]) <= steps.index(found[1])
            else None
        )

    return Shape(lambda ends: [str(end) for end in ends], read)


def follow(page: str) -> None:
    """Take up a move of the browser's; the app calls it once it knows the page, before anything is drawn."""
    asked = _asked()
    seen = st.session_state.get(_SEEN)
    moved = (page, asked) != seen
    st.session_state[_PAGE] = page
    st.session_state[_STAYS] = (
        moved and seen is not None
    )  # one who arrives has no view before that Back leads to
    # Noted first: should the browser speak again while the page is drawn, the next run starts from what it says.
    st.session_state[_SEEN] = page, asked
    if moved:
        settings = {name: values for name, values in asked.items() if name not in analysis.QUERY_KEYS}
        for name in {*_all().get(page, {}), *settings}:
            st.session_state.pop(name, None)
        _all()[page] = settings
        st.session_state[FILTERS] = analysis.from_query(asked)


def settle() -> None:
    """Put the filters and the page's settings into the address; the app calls it when the page is drawn."""
    if st.session_state[_STAYS]:
        return
    page = str(st.session_state[_PAGE])
    wanted = query_of(page)
    if wanted != _asked():
        st.query_params.from_dict(wanted)
        st.session_state[_SEEN] = page, wanted


def query_of(page: str, **also: str) -> Query:
    """The address of a page as it was left, under the filters of now, with these values besides.

    Args:
        page: its title, "Network".
        also: such as article="a1", sentence="3".
    """
    chosen: Filters = st.session_state.get(FILTERS, Filters())
    return {
        **analysis.to_query(chosen),
        **_all().get(page, {}),
        **{name: [value] for name, value in also.items()},
    }


def keep(key: str, default: Any, shape: Shape) -> Any:
    """Have a setting stand in the address where it is not the default; call it before the widget with this key.

    Returns:
        Its value: the widget's, after a move of the browser's the address's, else the one it was left with.
    """
    left = kept().get(key)
    if key not in st.session_state:
        read = shape.value_of(left) if left else None
        st.session_state[key] = default if read is None else read
    value = st.session_state[key]
    if value is None or value == default:
        kept().pop(key, None)
    else:
        kept()[key] = shape.words_of(value)
    return value


def kept() -> Query:
    """The settings of the page that is drawn, as they stand in its address; may be changed, in callbacks too."""
    return _all().setdefault(str(st.session_state.setdefault(_PAGE, "")), {})


def first(name: str) -> str:
    """A setting of the page that is drawn, "" where it is not set."""
    values = kept().get(name)
    return values[0] if values else ""


def _all() -> dict[str, Query]:
    found: dict[str, Query] = st.session_state.setdefault(_KEPT, {})
    return found


def _asked() -> Query:
    return {name: st.query_params.get_all(name) for name in st.query_params}
