"""Who corrects: the name set in the page, or in the environment, else the system's user."""

from __future__ import annotations

import getpass
import os

VARIABLE = "VISAVIS_USER"
_LONGEST = 80


def who_am_i(set_in_page: str = "") -> str:
    """The name under which corrections are written: `VISAVIS_USER`, the one set in the page, or the system's user."""
    for name in (os.environ.get(VARIABLE, ""), set_in_page):
        if name.strip():
            return " ".join(name.split())[:_LONGEST]
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container without a user of that number
        return "you"
