"""Lines of a PDF page with what their place on the page tells: paragraphs by gap and indentation, headlines by size."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

_GAP = 1.35  # a paragraph's gap, in leadings of the page
_INDENT = (4.0, 60.0)  # points from the page's usual margin
_HEADLINE = 1.3  # times the size of the body


class Line(NamedTuple):
    """A line of a page.

    Attributes:
        text: without white space at its ends.
        begins: it begins a paragraph.
        headline: it is set in larger type than the body.
    """

    text: str
    begins: bool = False
    headline: bool = False


class _Placed(NamedTuple):
    text: str
    x: float
    y: float
    height: float


def lines_of_page(page: Any) -> list[Line]:
    """The lines of a pypdf page in reading order, marked where a gap or an indentation begins a paragraph."""
    pieces: list[_Placed] = []

    def visit(text: str, device: Any, matrix: Any, _font: Any, size: Any) -> None:
        # The piece's origin and height on the page: text matrix through the device's.
        x = matrix[4] * device[0] + matrix[5] * device[2] + device[4]
        y = matrix[4] * device[1] + matrix[5] * device[3] + device[5]
        height = abs(float(size or 0) * (matrix[3] * device[3] or 1.0))
        pieces.append(_Placed(text, float(x), float(y), height))

    whole = page.extract_text(visitor_text=visit) or ""
    if "".join(piece.text for piece in pieces) != whole:
        return [Line(line.strip()) for line in whole.split("\n") if line.strip()]
    return _marked(_put_together(pieces))


def _put_together(pieces: list[_Placed]) -> list[_Placed]:
    """Pieces of text put together to lines, each with the origin of its first visible piece."""
    lines: list[_Placed] = []
    texts: list[str] = []
    origin = _Placed("", 0.0, 0.0, 0.0)

    def close() -> None:
        if text := "".join(texts).strip():
            lines.append(origin._replace(text=text))
        texts.clear()

    for piece in pieces:
        for i, text in enumerate(piece.text.split("\n")):
            if i:
                close()
            if text.strip() and not any(each.strip() for each in texts):
                origin = piece
                texts.clear()
            texts.append(text)
    close()
    return lines


def _marked(lines: list[_Placed]) -> list[Line]:
    if not lines:
        return []
    gaps = [0.0, *(above.y - below.y for above, below in pairwise(lines))]
    body = median(line.height for line in lines)
    # Even where paragraphs of two lines make every second gap wide, the narrow ones are the leading.
    real = sorted(gap for gap in gaps if gap > body * 0.6)
    leading = real[int(len(real) * 0.3)] if real else 0.0
    margin = median(line.x for line in lines)
    indented = [_INDENT[0] < line.x - margin < _INDENT[1] for line in lines]
    indents_mean = sum(indented) < len(lines) * 0.4
    marked: list[Line] = []
    for i, line in enumerate(lines):
        headline = body > 0 and line.height >= body * _HEADLINE
        runs_on = (
            headline and i > 0 and abs(line.height - lines[i - 1].height) < 1 and gaps[i] < line.height * 1.6
        )
        apart = leading > 0 and gaps[i] > leading * _GAP and not runs_on
        marked.append(Line(line.text, i > 0 and (apart or (indents_mean and indented[i])), headline))
    return marked
