"""PDF pages drawn word by word with ReportLab, in any order: columns, drop capitals, accents apart."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen import canvas

FONT = "Times-Roman"


class Page:
    """A sheet to draw on; y counts from its top."""

    def __init__(self, **properties: str) -> None:
        self._out = io.BytesIO()
        self._canvas: Any = canvas.Canvas(self._out, pagesize=(595, 842))
        self._canvas.setAuthor(properties.get("author", ""))
        self._canvas.setTitle(properties.get("title", ""))

    def line(self, text: str, x: float = 60, y: float = 60, size: float = 10) -> None:
        """One line of text."""
        self._canvas.setFont(FONT, size)
        self._canvas.drawString(x, 842 - y, text)

    def spaced(self, text: str, x: float, y: float, size: float, tracking: float) -> None:
        """A line in spaced letters."""
        for letter in text:
            if letter != " ":
                self.line(letter, x, y, size)
            x += stringWidth(letter, FONT, size) + tracking

    def justified(self, text: str, x: float, y: float, width: float, size: float = 10) -> None:
        """A line whose gaps are widened until it fills `width`."""
        words = text.split()
        free = width - sum(stringWidth(word, FONT, size) for word in words)
        gap = free / max(1, len(words) - 1)
        for word in words:
            self.line(word, x, y, size)
            x += stringWidth(word, FONT, size) + gap

    def next_page(self) -> None:
        """Go on with a new sheet."""
        self._canvas.showPage()

    def pdf(self) -> bytes:
        """The file."""
        self._canvas.showPage()
        self._canvas.save()
        return self._out.getvalue()


def wrapped(text: str, width: float, size: float = 10, *, divide: Iterable[str] = ()) -> list[str]:
    """The lines of a text set in a column; words of `divide` ("gouver|nement") may break at their bar."""
    bars = {word.replace("|", ""): word.split("|") for word in divide}
    lines: list[str] = [""]
    for word in text.split():
        core = word.rstrip(".,;:")
        fits = stringWidth(f"{lines[-1]} {word}", FONT, size) <= width
        if fits:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif core in bars and stringWidth(f"{lines[-1]} {bars[core][0]}-", FONT, size) <= width:
            first, rest = bars[core]
            lines[-1] += f" {first}-"
            lines.append(rest + word[len(core) :])
        else:
            lines.append(word)
    return lines


def by_rows(
    page: Page,
    columns: Sequence[Sequence[str]],
    xs: Sequence[float],
    top: float,
    *,
    leading: float = 12,
    size: float = 10,
    width: float = 0,
) -> None:
    """Columns drawn line by line across the page, as some programs write them."""
    for row in range(max(map(len, columns))):
        for column, x in zip(columns, xs, strict=True):
            if row < len(column):
                y = top + row * leading
                if width and row < len(column) - 1:
                    page.justified(column[row], x, y, width, size)
                else:
                    page.line(column[row], x, y, size)
