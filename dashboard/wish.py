"""A button whose wish is not forgotten when the browser speaks again before it is granted.

Streamlit 1.67 leaves a run where it stands, at any call of its own, when another message comes, and the run after it
knows nothing of the button. What takes longer than a moment is therefore asked for with `wished`, and ended with
`granted` by whoever did it. Where a button can go before its wish is granted, as in a form that gives way to another,
whoever drew it says with `forget` which ones still stand, so that no old wish is fulfilled when the form comes back.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import streamlit as st

from dashboard import plain


def wished(label: str, key: str, **options: Any) -> bool:
    """Draw the button; True from when it is pressed until `granted(key)`, over as many runs as that takes."""
    st.button(plain.markdown(label), key=key, on_click=_keep, args=(key,), **options)
    return _name(key) in st.session_state


def granted(key: str) -> None:
    """The wish is fulfilled or refused; called together with keeping what became of it, before anything is drawn."""
    st.session_state.pop(_name(key), None)


def forget(among: str, but: Collection[str] = ()) -> None:
    """Give up the wishes whose key begins with `among`, except these keys."""
    stay = {_name(key) for key in but}
    for name in list(st.session_state):
        if str(name).startswith(_name(among)) and name not in stay:
            del st.session_state[name]


def _keep(key: str) -> None:
    st.session_state[_name(key)] = True


def _name(key: str) -> str:
    return f"wish:{key}"
