"""Choosing from a list of the page in a browser."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, TimeoutError

_TRIES = 20


def choose(page: Page, box: Locator, option: str, typed: str = "") -> None:
    """Open the list of `box`, type these words, take the option; opened anew where the page closed the list.

    Streamlit 1.67's lists close when what is around them still moves, as an expander that opens does on a slow machine.
    """
    for left in reversed(range(_TRIES)):
        box.click()
        if typed:
            box.fill(typed)
        try:
            page.get_by_role("option", name=option, exact=True).click(timeout=4_000)
        except TimeoutError:
            if not left:
                raise
            continue
        return
