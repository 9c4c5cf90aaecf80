"""Who looks at the page, where the dashboard asks: what the provider of sign-in says."""

from __future__ import annotations

import streamlit as st

from dashboard import guard


def person() -> str:
    """The account of the person signed in, the same in every session of theirs; "" where nobody is asked who they are.

    It is what the provider calls the account ("109…"), for a person's own settings; `shown` is for the eye.
    """
    return str(st.user.get("sub") or st.user.get("email") or "") if guard.asks_who() else ""


def shown() -> str:
    """The address or name of the person signed in, "ana@example.org"; "" where nobody is asked who they are."""
    if not guard.asks_who():
        return ""
    return str(st.user.get("email") or st.user.get("name") or st.user.get("sub") or "")
