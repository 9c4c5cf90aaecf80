"""Lines of a PDF → paragraphs: parted by gaps, indentation, short last lines and changes of type size.

What interrupts a sentence (a caption between columns, a quotation set large, a footnote) goes after the
paragraph it interrupts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from pipelines.reading.divisions import Divisions
from pipelines.reading.pdf_lines import Line

_GAP = 1.35  # a paragraph's gap, in leadings of its block
_INDENT = (0.4, 6.0)  # type sizes from the block's usual margin
_OTHER_SIZE = 0.12  # a difference of size that parts paragraphs
_ENDS_SENTENCE = re.compile(r"[.!?…:][»”\"’'\s)\]¹²³⁴-⁹⁰]*$")
_LIST_ITEM = re.compile(r"\s*(?:[•*·▪■●◆►]|[-–—]|\d{1,2}[.)])\s")
_LONGEST_INTERRUPTION = 40  # lines


@dataclass(slots=True)
class Paragraph:
    """Lines that make one paragraph.

    Attributes:
        lines: in reading order.
        kind: "body", "small" or "large", by the type size against that of the whole text.
    """

    lines: list[Line] = field(default_factory=list)
    kind: str = "body"

    def text(self, divisions: Divisions) -> str:
        """The paragraph's lines joined, divided words closed."""
        out: list[str] = []
        for line in self.lines:
            if out:
                out[-1] = divisions.joined(out[-1], line.text)
            out.append(line.text)
        return "".join(out)

    @property
    def unfinished(self) -> bool:
        """Does its last line end inside a sentence?"""
        return not _ENDS_SENTENCE.search(self.lines[-1].text[-40:])


def body_size(lines: list[Line]) -> float:
    """The type size of most letters, 0.0 without lines."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 4) / 4] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def paragraphs_of(
    lines: list[Line], stands_alone: Callable[[str], bool], *, in_order: bool = False
) -> list[Paragraph]:
    """The paragraphs of lines in reading order.

    Args:
        lines: without running heads and page numbers.
        stands_alone: is this line a paragraph of its own by what it says (a byline, a date)?
        in_order: leave every line where it stands; what interrupts a paragraph parts it.
    """
    shapes = {block: _Shape.of(members) for block, members in _by_block(lines).items()}
    body = body_size(lines)
    done: list[Paragraph] = []
    last: Paragraph | None = None
    interrupted: Paragraph | None = None
    lines_between = 0
    alone = False
    for line in lines:
        kind = _kind(line, body)
        was_alone, alone = alone, stands_alone(line.text)
        lines_between += 1
        if lines_between > _LONGEST_INTERRUPTION:
            interrupted = None
        if interrupted and kind == interrupted.kind and not line.aside and _runs_on(interrupted, line):
            interrupted.lines.append(line)
            last, interrupted = interrupted, None
            continue
        same = last is not None and kind == last.kind and line.aside == last.lines[-1].aside
        if last and same and not alone and not was_alone and not _begins(last, line, shapes):
            last.lines.append(line)
            continue
        if (
            last
            and not in_order
            and interrupted is None
            and last.kind == "body"
            and last.unfinished
            and not (same or was_alone)
        ):
            interrupted, lines_between = last, 0
        last = Paragraph([line], kind)
        done.append(last)
    return done


@dataclass(frozen=True, slots=True)
class _Shape:
    """A block's usual margin, right edge and leading in points.

    Attributes:
        indents: its indentations mean paragraphs.
        justified: its full lines all end at the same edge.
    """

    margin: float
    edge: float
    leading: float
    indents: bool
    justified: bool

    @classmethod
    def of(cls, lines: list[Line]) -> _Shape:
        margin = median(line.x0 for line in lines)
        edges = sorted(line.x1 for line in lines)
        drops = sorted(
            a.y - b.y
            for a, b in pairwise(lines)
            if a.page == b.page and a.y - b.y > 0.6 * min(a.size, b.size)
        )
        indented = sum(_is_indented(line, margin) for line in lines)
        edge = edges[int(len(edges) * (0.95 if len(edges) < 20 else 0.9))]
        at_edge = sum(abs(each - edge) < 1.5 for each in edges)
        return cls(
            margin,
            edge,
            _leading(drops, lines),
            indented < len(lines) * 0.4,
            at_edge > 3 and at_edge >= 0.5 * len(edges),
        )


def _leading(drops: list[float], lines: list[Line]) -> float:
    usual = drops[int(len(drops) * 0.3)] if drops else 0.0
    # Two or three lines prove nothing: what parts them may be the gap of a paragraph.
    return min(usual, 1.4 * lines[0].size) if len(drops) < 4 else usual


def _by_block(lines: list[Line]) -> dict[int, list[Line]]:
    blocks: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        blocks[line.block].append(line)
    return blocks


def _is_indented(line: Line, margin: float) -> bool:
    return _INDENT[0] * line.size < line.x0 - margin < _INDENT[1] * line.size


def _kind(line: Line, body: float) -> str:
    if line.size > body * (1 + _OTHER_SIZE):
        return "large"
    return "small" if line.size < body * (1 - _OTHER_SIZE) else "body"


def _runs_on(paragraph: Paragraph, line: Line) -> bool:
    return paragraph.unfinished and (
        line.text[:1].islower() or paragraph.lines[-1].text[-1:] in "-\u2010\u00ad"
    )


def _begins(last: Paragraph, line: Line, shapes: dict[int, _Shape]) -> bool:
    """Does `line` begin a paragraph, standing after `last` in the same kind of type?"""
    above, shape = last.lines[-1], shapes[line.block]
    if abs(line.size - above.size) > _OTHER_SIZE * max(line.size, above.size):
        return True
    if _runs_on(last, line) and last.kind == "body":
        return False
    indented = shape.indents and _is_indented(line, shape.margin)
    if line.block != above.block or line.page != above.page:
        if last.unfinished:
            return last.kind != "body"
        return indented or _is_short(above, line, shapes[above.block])
    return _begins_under(last, line, shape, indented=indented)


def _begins_under(last: Paragraph, line: Line, shape: _Shape, *, indented: bool) -> bool:
    """The same for a line that stands under `last` in the same block."""
    above = last.lines[-1]
    gap = above.y - line.y
    if last.kind == "large":
        return gap > line.size * 1.7
    apart = shape.leading > 0 and gap > shape.leading * _GAP
    if apart or gap < 0.5 * line.size:  # beside the line above, not under it
        return True
    short = _is_short(above, line, shape)
    if last.unfinished:
        return indented and short
    item = _LIST_ITEM.match(line.text) is not None and not line.text.startswith(("–", "—", "-"))
    return indented or item or (short and not line.text[:1].islower())


def _is_short(above: Line, line: Line, shape: _Shape) -> bool:
    """Would the first word of `line` have fitted at the end of the line above it, or is that line not filled?"""
    if shape.justified:
        return above.x1 < shape.edge - 2.0
    first = line.text.split(maxsplit=1)[0]
    width = (line.x1 - line.x0) / max(1, len(line.text))
    return above.x1 + (len(first) + 1) * width < shape.edge - 0.3 * line.size
