"""A filtered view as one document that can be handed in: HTML that opens offline, or Word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipelines.errors import VisavisError
from pipelines.report.content import Report, gather
from pipelines.report.html import html_bytes
from pipelines.report.word import docx_bytes

__all__ = ["SUFFIXES", "Report", "docx_bytes", "gather", "html_bytes", "writer_for"]

# Suffix of the file → how it is made.
SUFFIXES: dict[str, Callable[[Report], bytes]] = {".html": html_bytes, ".docx": docx_bytes}


def writer_for(target: Path) -> Callable[[Report], bytes]:
    """How a report is written into a file of this name.

    Raises:
        VisavisError: the suffix is of no format that a report has.
    """
    found = SUFFIXES.get(target.suffix.lower())
    if found is None:
        known = " or ".join(SUFFIXES)
        raise VisavisError(f"“{target.name}” has no suffix of a report. Name a file that ends in {known}.")
    return found
