"""The links to the pages: each leads to its page as it was left, under the filters of now.

Streamlit's own list of pages leads to bare addresses, from which every step would cost two entries of the browser's
history, and Back would lose the filters.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import streamlit as st

from dashboard import address

# Streamlit tells only its own list which page is open, and draws these links as any others.
_JS = """
export default function ({ data }) {
  const box = document.querySelector('.st-key-pages');
  if (!box) return;
  box.setAttribute('role', 'navigation');
  box.setAttribute('aria-label', 'Pages');
  for (const link of box.querySelectorAll('a')) {
    if (link.textContent.trim() === data) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}
"""


def links(pages: Sequence[st.Page], title: str) -> None:
    """Draw them at the head of the sidebar.

    Args:
        pages: in their order.
        title: of the page that is open.
    """
    with st.sidebar:
        with st.container(key="pages", gap=None):
            for page in pages:
                st.page_link(page, query_params=address.query_of(page.title))
        with st.container(key="pages_mark"):
            _component()(data=title, key="pages_marked")


@cache
def _component() -> Any:
    return st.components.v2.component("visavis_pages", html="<span></span>", js=_JS)
