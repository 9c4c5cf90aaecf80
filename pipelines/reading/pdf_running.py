"""Running heads, running feet and page numbers of a PDF, told by their place on the pages."""

from __future__ import annotations

import re
from collections import Counter

from pipelines.reading.pdf_lines import Line

_PAGE_NUMBER = re.compile(
    r"\s*+(?:page\s*+|p\.\s?)?[-–—]?\s*+\d{1,4}\s*+(?:[-–—]|(?:/|sur|of|de)\s*+\d{1,4})?\s*+", re.IGNORECASE
)
# What browsers print around a page: its address, and the time of printing before its title.
_PRINTED = re.compile(r"(?:https?|ﬁle|file)://\S+(?:\s+\d+/\d+)?$|\d{1,2}/\d{1,2}/\d{2,4},?\s+\d{1,2}:\d\d\b")
_EDGE = 2  # rows at a page's top and bottom that may be running
_SAME_PLACE = 6.0  # points


def without_running_lines(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """Pages without page numbers and without the lines that stand at the same edge of most pages.

    Returns:
        The pages, and the words of the running lines, each once; they may name the paper and its date.
    """
    edges = [_edge_lines(page) for page in pages]
    counts: Counter[tuple[str, int]] = Counter()
    for lines in edges:
        counts.update({(_key(line), place) for line in lines for place in _places(line)})
    filled = sum(bool(page) for page in pages)
    often = {
        place
        for place, count in counts.items()
        if count >= 2 and (count > filled / 2 or (count >= 3 and count > filled * 0.4))
    }
    running: dict[str, str] = {}
    kept: list[list[Line]] = []
    for page, lines in zip(pages, edges, strict=True):
        out: set[Line] = set()
        for line in lines:
            repeated = any((_key(line), place) in often for place in _places(line))
            if repeated or _PAGE_NUMBER.fullmatch(line.text) or _PRINTED.match(line.text):
                out.add(line)
                running.setdefault(_key(line), line.text)
        kept.append([line for line in page if line not in out])
    return kept, list(running.values())


def _edge_lines(page: list[Line]) -> list[Line]:
    heights = sorted({round(line.y) for line in page})
    outer = {*heights[:_EDGE], *heights[-_EDGE:]}
    return [line for line in page if round(line.y) in outer]


def _places(line: Line) -> tuple[int, int]:
    """Two overlapping steps of height, so that a line a little higher on the next page still meets itself."""
    return int(line.y // _SAME_PLACE) * 2, int((line.y + _SAME_PLACE / 2) // _SAME_PLACE) * 2 + 1


def _key(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text.casefold())
