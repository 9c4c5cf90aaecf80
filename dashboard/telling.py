"""What went wrong is told as a sentence on the page.

The app's frame does so for a page drawn whole. A dialog and a part with a clock are drawn again alone, outside it: what
they raise would be shown as a traceback.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard import plain
from pipelines.errors import VisavisError


@contextmanager
def told() -> Iterator[None]:
    """An error meant for a person becomes a message where it arose; also a decorator, under `st.dialog` or `st.fragment`."""
    try:
        yield
    except VisavisError as error:
        st.error(plain.markdown(str(error)))
