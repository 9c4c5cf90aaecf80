"""A button whose wish is not forgotten when the browser speaks again before it is granted.

Streamlit 1.67 leaves a run where it stands, at any call of its own, when another message comes, and the run after it
knows nothing of the button. What takes longer than a moment is therefore asked for with `wished`, and ended with
`granted` by whoever did it.
"""

from __future__ import annotations

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


def _keep(key: str) -> None:
    st.session_state[_name(key)] = True


def _name(key: str) -> str:
    return f"wish:{key}"
