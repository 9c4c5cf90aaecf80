"""Start with the sidebar closed where the window is narrow; only the browser knows the window's width."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

_NARROW = 1000  # px, as in the style sheet
_JS = f"""
export default function () {{
  if (window.visavisSidebarSet) return;
  window.visavisSidebarSet = true;
  if (window.innerWidth > {_NARROW}) return;
  const button = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
  if (button) button.click();
}}
"""


def close_sidebar_when_narrow() -> None:
    """Close the sidebar once per visit in a narrow window; a person can open it again."""
    with st.container(key="narrow"):
        _component()(key="narrow_sidebar")


@cache
def _component() -> Any:
    return st.components.v2.component("visavis_narrow", html="<span></span>", js=_JS)
