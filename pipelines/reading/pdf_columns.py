"""The reading order of a page: columns from left to right, each from top to bottom, headings above them first.

A gutter is a white strip that several successive rows share with words at both of its sides. Rows that cross it
(a heading, a lead) end the band of columns; within a column the search goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipelines.reading.pdf_words import Word

_GUTTER = 0.8  # narrowest gutter, in type sizes
_GUTTER_IN_SPACES = 1.6  # and in the usual gaps between the words
_ROWS = 3  # rows a side must have
_NARROW, _ROWS_OF_NARROW = 1.3, 6  # a gutter narrower than that, in type sizes, needs more rows
_CELL = 12.0  # characters: shorter on an average side means a table, not columns of text
_DEEPEST = 4
_MOST_ROWS = 1_000  # no page that a person reads has more; on such a page columns are not looked for
_APART = 2.2  # times the leading: a line so far from its column is none of it
_LARGE = 1.2  # times the body size: set large

Row = list[Word]
Strip = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand under each other.

    Attributes:
        rows: the words of each line.
        aside: it interrupts columns; the text around it runs on past it.
    """

    rows: list[Row]
    aside: bool = False


def blocks_of_page(rows: list[Row]) -> tuple[list[Block], bool]:
    """The blocks of a page in reading order, and whether that order is certain.

    Args:
        rows: words by baseline, from the top; a row may run through several columns.
    """
    words = [word for row in rows for word in row]
    if not words:
        return [], True
    body = median(size for word in words for size in [word.size] * len(word.text))
    search = _Search(body)
    rows = _parted_by_size(rows, body)
    floats = _floats(rows, body)
    rows = [row for i, row in enumerate(rows) if i not in floats]
    blocks = [Block(each) for each in search.ordered(rows, _DEEPEST) if each]
    return [*blocks, *_asides(list(floats.values()))], search.sure


def _asides(rows: list[Row]) -> list[Block]:
    """Rows that interrupt the text, those under each other in one block."""
    blocks: list[Block] = []
    for row in rows:
        above = blocks[-1].rows[-1] if blocks else None
        if (
            above
            and above[0].y - row[0].y < 1.8 * row[0].size
            and above[0].x0 < row[-1].x1
            and row[0].x0 < above[-1].x1
        ):
            blocks[-1].rows.append(row)
        else:
            blocks.append(Block([row], aside=True))
    return blocks


def _parted_by_size(rows: list[Row], body: float) -> list[Row]:
    """Rows in which words set large stand apart from words of common size, as two rows each."""
    parted: list[Row] = []
    for row in rows:
        large = [word for word in row if word.size >= body * _LARGE]
        common = [word for word in row if word.size < body * _LARGE]
        edges = [(a, b) for a, b in pairwise(row) if (a in large) != (b in large)]
        if large and common and all(b.x0 - a.x1 > _GUTTER * body for a, b in edges):
            parted += [large, common]
        else:
            parted.append(row)
    return parted


def _floats(rows: list[Row], body: float) -> dict[int, Row]:
    """Rows set large that lines of common size run around: a quotation between columns or at their side."""
    found: dict[int, Row] = {}
    for i, row in enumerate(rows):
        if not all(word.size >= body * _LARGE for word in row):
            continue
        y, size, x0, x1 = row[0].y, row[0].size, row[0].x0, row[-1].x1
        around = [other for other in rows[max(0, i - 8) : i + 9] if other[0].size < body * _LARGE]
        near = [word for other in around for word in other if y - 0.5 * size < word.y < y + size]
        left, right = any(word.x1 <= x0 for word in near), any(word.x0 >= x1 for word in near)
        if (left and right) or (
            # Lines above or below run past its edge: those beside it were shortened for it.
            (left and any(_runs_past(other, x0, body) for other in around))
            or (right and any(_runs_past(other, x1, body) for other in around))
        ):
            found[i] = row
    return found


def _runs_past(row: Row, x: float, body: float) -> bool:
    """Does a line go on over this place without a gutter there?"""
    if not row[0].x0 < x - 2 * body or not row[-1].x1 > x + 2 * body:
        return False
    return all(not (a.x1 - body < x < b.x0 + body) or b.x0 - a.x1 < _GUTTER * body for a, b in pairwise(row))


class _Search:
    """Columns within columns; remembers whether any decision was doubtful."""

    def __init__(self, body: float) -> None:
        self.body = body
        self.sure = True

    def ordered(self, rows: list[Row], depth: int) -> list[list[Row]]:
        """The rows of each block of a region in reading order."""
        if depth == 0 or not _ROWS <= len(rows) <= _MOST_ROWS:
            self.sure = self.sure and len(rows) <= _MOST_ROWS
            return [rows]
        narrowest = max(_GUTTER * self.body, min(_GUTTER_IN_SPACES * _usual_space(rows), self.body))
        left = min(row[0].x0 for row in rows)
        right = max(word.x1 for row in rows for word in row)
        whites = [_whites(row, left - 1.0, right + 1.0, narrowest) for row in rows]
        out: list[list[Row]] = []
        plain: list[Row] = []
        start = 0
        while start < len(rows):
            end, gutters = _band(rows, whites, start, narrowest)
            if not gutters or not self._are_columns(rows[start:end], gutters):
                plain.append(rows[start])
                start += 1
                continue
            head, band, foot = _trimmed(rows[start:end], gutters)
            if plain or head:
                out.append(plain + head)
                plain = []
            for column in _columns(band, gutters):
                out += self.ordered(column, depth - 1)
            plain += foot
            start = end
        if plain:
            out.append(plain)
        return out

    def _are_columns(self, rows: list[Row], gutters: list[Strip]) -> bool:
        columns = _columns(rows, gutters)
        counts = [len(column) for column in columns]
        if min(counts) < 2:
            return False
        if min(counts) < _ROWS_OF_NARROW and any(b - a < _NARROW * self.body for a, b in gutters):
            return False  # the gaps of a few justified lines may stand under each other by chance
        lengths = [median(sum(len(w.text) + 1 for w in row) for row in column) for column in columns]
        if min(counts) < _ROWS:
            wide = all(b - a > 2 * self.body for a, b in gutters)
            if not wide or min(lengths) < 2 * _CELL:
                return False
            self.sure = False
        if min(lengths) < _CELL:
            # Short cells beside each other: a table is read along its rows; but it may be a narrow column.
            self.sure = self.sure and max(lengths) < 3 * _CELL
            return False
        return True


def _usual_space(rows: list[Row]) -> float:
    spaces = [b.x0 - a.x1 for row in rows for a, b in pairwise(row)]
    return median(spaces) if spaces else 0.0


def _whites(row: Row, left: float, right: float, narrowest: float) -> list[Strip]:
    edges = [left, *(edge for word in row for edge in (word.x0, word.x1)), right]
    return [
        (a, b)
        for i, (a, b) in enumerate(zip(edges[::2], edges[1::2], strict=True))
        if b - a >= narrowest or (i in {0, len(row)} and b > a)
    ]


def _band(
    rows: list[Row], whites: list[list[Strip]], start: int, narrowest: float
) -> tuple[int, list[Strip]]:
    """Where the rows end that share gutters with the row at `start`, and those gutters."""
    common = whites[start]
    best: tuple[int, list[Strip]] = (start + 1, [])
    x0, x1 = rows[start][0].x0, rows[start][-1].x1
    for end in range(start + 1, len(rows) + 1):
        gutters = [(a, b) for a, b in common if b - a >= narrowest and x0 < a and b < x1]
        if gutters:
            if best[1] and len(gutters) < len(best[1]) and end - start > 2 * _ROWS:
                break  # one of several gutters has ended: what follows is another band
            best = (end, gutters)
        if end == len(rows):
            break
        common = _meet(common, whites[end])
        x0, x1 = min(x0, rows[end][0].x0), max(x1, rows[end][-1].x1)
        if not any(b - a >= narrowest and a < x1 and b > x0 for a, b in common):
            break
    return best


def _meet(one: list[Strip], other: list[Strip]) -> list[Strip]:
    met: list[Strip] = []
    i = j = 0
    while i < len(one) and j < len(other):
        a, b = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if a < b:
            met.append((a, b))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return met


def _columns(rows: list[Row], gutters: list[Strip]) -> list[list[Row]]:
    edges = [(a + b) / 2 for a, b in gutters]
    columns: list[list[Row]] = [[] for _ in range(len(edges) + 1)]
    for row in rows:
        parts: dict[int, Row] = {}
        for word in row:
            parts.setdefault(sum(word.x0 >= edge for edge in edges), []).append(word)
        for place, part in parts.items():
            columns[place].append(part)
    return [column for column in columns if column]


def _trimmed(rows: list[Row], gutters: list[Strip]) -> tuple[list[Row], list[Row], list[Row]]:
    """A band without the lone lines far above or below its columns (a date, a page's foot)."""
    drops = [a[0].y - b[0].y for a, b in pairwise(rows)]
    usual = sorted(drops)[len(drops) // 2] if drops else 0.0
    columns = _columns(rows, gutters)
    leading = max(usual, median([a[0].y - b[0].y for c in columns for a, b in pairwise(c)] or [usual]))
    first, last = 0, len(rows)
    for i in (1, 2):
        if len(rows) > i + _ROWS and drops[i - 1] > _APART * leading and _one_sided(rows[:i], gutters):
            first = i
        if len(rows) > i + _ROWS and drops[-i] > _APART * leading and _one_sided(rows[-i:], gutters):
            last = len(rows) - i
    return rows[:first], rows[first:last], rows[last:]


def _one_sided(rows: list[Row], gutters: list[Strip]) -> bool:
    return len(_columns(rows, gutters)) == 1
