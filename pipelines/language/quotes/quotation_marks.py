"""Pairs of quotation marks in a text, by kind and nesting, tolerant of what the press does to them.

Every pair is kept as a candidate; whether it holds speech, a scare quote or a title is decided elsewhere.
Marks left open end with their paragraph, unless the next one re-opens them; a closing mark without an opening
one reaches back to the start of its sentence. One pass, linear in the length of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

# Doubled signs come first, so that "<<" is not read as two single marks.
_MARK = re.compile(
    r"<<|<‹|>>|›>|''|``|[«»“”„‟\"‹›]|(?<![^\s(«“\"‹])'(?=\w)|(?<=[\w.!?…])'(?=[\s,.;:!?»”)]|\Z)"
)
_PARAGRAPH_BREAK = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"[.!?…][»”\")\s]{0,50}\s(?=\s{0,50}[«“\"A-ZÀÂÇÉÈÊËÎÏÔÙÛÜ])")
_KINDS = {
    "«": "guillemet", "»": "guillemet", "<<": "guillemet", ">>": "guillemet", "<‹": "guillemet", "›>": "guillemet",
    "“": "curly", "”": "curly", "„": "curly", "‟": "curly",
    '"': "straight", "''": "doubled", "``": "doubled", "‹": "single guillemet", "›": "single guillemet", "'": "single",
}  # fmt: skip
_OPENERS = frozenset({"«", "<<", "<‹", "“", "„", "‟", "‹", "``"})
_CLOSERS = frozenset({"»", ">>", "›>", "”", "›"})
_LONGEST_SINGLE = 300  # characters between single quotes; further apart, they are apostrophes


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """Words between a pair of marks, or what stands for one.

    Attributes:
        outer_start, outer_end: with the marks.
        start, end: the words alone, white space at the edges left out; start < end.
        kind: guillemet, curly, straight, doubled, single guillemet or single.
        depth: 0 for an outermost pair, 1 for a pair inside one, …
        opened, closed: False where that mark is missing and the edge was recovered.
        resumes: True when it continues the span before it, left open at the end of the last paragraph.
    """

    outer_start: int
    outer_end: int
    start: int
    end: int
    kind: str
    depth: int
    opened: bool = True
    closed: bool = True
    resumes: bool = False


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    side: str  # "open", "close" or "either"


def pair_marks(text: str) -> list[MarkedSpan]:
    """All spans between quotation marks in `text`, by start, outer before inner.

    Args:
        text: paragraphs joined by blank lines, offsets in code points.
    """
    spans: list[MarkedSpan] = []
    start = 0
    carried = ""  # kind of the span left open by the paragraph before
    breaks = [(m.start(), m.end()) for m in _PARAGRAPH_BREAK.finditer(text)]
    for end, following in [*breaks, (len(text), len(text))]:
        paragraph = _Paragraph(text, start, end, carried)
        spans.extend(paragraph.spans())
        carried = paragraph.left_open
        start = following
    return sorted(spans, key=lambda span: (span.outer_start, -span.outer_end))


class _Paragraph:
    """One paragraph's marks and the stack that pairs them."""

    def __init__(self, text: str, start: int, end: int, carried: str) -> None:
        self.text, self.start, self.end, self.carried = text, start, end, carried
        self.left_open = ""
        self.marks = [
            _Mark(m.start(), m.end(), _KINDS[m.group()], _side(text, m.start(), m.end(), start, end))
            for m in _MARK.finditer(text, start, end)
        ]
        self.closers_left = Counter(mark.kind for mark in self.marks if mark.side != "open")
        self.openers_left = Counter(mark.kind for mark in self.marks if mark.side != "close")
        self.stack: list[_Mark] = []
        self.open_kinds: Counter[str] = Counter()
        self.found: list[MarkedSpan] = []
        self.furthest = start  # end of the span that reaches furthest
        self.last_edge = start  # end of the last outermost span

    def spans(self) -> list[MarkedSpan]:
        for mark in self.marks:
            if mark.side != "open":
                self.closers_left[mark.kind] -= 1
            if mark.side != "close":
                self.openers_left[mark.kind] -= 1
            if self._closes(mark):
                self._close(mark)
            else:
                self._open(mark)
        self._finish()
        return self.found

    def _closes(self, mark: _Mark) -> bool:
        if mark.side == "either":
            return self.open_kinds[mark.kind] > 0
        if mark.kind in ("straight", "doubled", "single"):
            # The same sign twice cannot nest, so context only decides where nothing is open.
            return self.open_kinds[mark.kind] > 0 or mark.side == "close"
        return mark.side == "close"

    def _open(self, mark: _Mark) -> None:
        if self.open_kinds[mark.kind]:
            missing = self.open_kinds[mark.kind] + 1 - self.closers_left[mark.kind]
            if missing > 0:
                self._abandon(mark.kind, mark.start)
        self.stack.append(mark)
        self.open_kinds[mark.kind] += 1

    def _close(self, mark: _Mark) -> None:
        if self.open_kinds[mark.kind]:
            while self.stack[-1].kind != mark.kind:
                self.open_kinds[self.stack.pop().kind] -= 1
            self._pair(self.stack.pop(), mark)
        elif mark.kind == "single":
            return
        elif self.stack and self._lacks_closer(self.stack[-1].kind):
            self._pair(self.stack.pop(), mark)  # opened with one kind, closed with another
        elif not self.stack:
            self._close_unopened(mark)

    def _lacks_closer(self, kind: str) -> bool:
        waiting = self.open_kinds[kind] + self.openers_left[kind]
        return kind != "single" and self.closers_left[kind] < waiting

    def _pair(self, opening: _Mark, closing: _Mark) -> None:
        self.open_kinds[opening.kind] -= 1
        if opening.kind == "single" and closing.start - opening.end > _LONGEST_SINGLE:
            return
        resumes = bool(self.carried) and not self.text[self.start : opening.start].strip()
        self._add(opening.start, closing.end, opening.end, closing.start, opening.kind, resumes=resumes)

    def _close_unopened(self, mark: _Mark) -> None:
        if self.carried == mark.kind and self.last_edge == self.start:
            # The paragraph before was left open and this one does not repeat the opening mark.
            self._add(self.start, mark.end, self.start, mark.start, mark.kind, opened=False, resumes=True)
            return
        edge = self.last_edge
        for match in _SENTENCE_END.finditer(self.text, edge, mark.start):
            edge = match.end()
        self._add(edge, mark.end, edge, mark.start, mark.kind, opened=False)

    def _abandon(self, kind: str, before: int) -> None:
        """Give up the innermost open mark of `kind`: its words end with the last sentence before `before`."""
        while self.stack:
            opening = self.stack.pop()
            self.open_kinds[opening.kind] -= 1
            if opening.kind == kind:
                stop = before
                floor = max(opening.end, self.furthest)  # never cut through a pair inside
                while stop > floor and self.text[stop - 1] in " \n»”\u00a0\u202f":
                    stop -= 1
                if not self.stack and stop > opening.end and self.text[stop - 1] in ".!?…":
                    self._add(opening.start, stop, opening.end, stop, kind, closed=False)
                return

    def _finish(self) -> None:
        """What is still open runs to the end of the paragraph, outermost only."""
        outermost = next((mark for mark in self.stack if mark.kind != "single"), None)
        if outermost is None:
            return
        self.stack.clear()
        self.left_open = outermost.kind
        resumes = bool(self.carried) and not self.text[self.start : outermost.start].strip()
        self._add(
            outermost.start, self.end, outermost.end, self.end, outermost.kind, closed=False, resumes=resumes
        )

    def _add(
        self, outer_start: int, outer_end: int, start: int, end: int, kind: str, *,
        opened: bool = True, closed: bool = True, resumes: bool = False,
    ) -> None:  # fmt: skip
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if not self.stack:
            self.last_edge = outer_end
        if start == end:
            return
        if not opened:
            while start < end and (self.text[start].isspace() or self.text[start] in ".,;:!?…"):
                start += 1
            if start == end:
                return
            outer_start = start
        if not closed:
            outer_end = end
        self.furthest = max(self.furthest, outer_end)
        self.found.append(
            MarkedSpan(outer_start, outer_end, start, end, kind, len(self.stack), opened, closed, resumes)
        )


def _side(text: str, start: int, end: int, first: int, last: int) -> str:
    """Whether the mark at [start, end) opens or closes, by its shape and by the white space around it."""
    before = text[start - 1] if start > first else " "
    after = text[end] if end < last else " "
    free_before = before.isspace() or before in "([{'-—–«“\"‹:_*/"
    free_after = after.isspace() or after in ')]}.,;:!?…»”"›-—–_*/'
    sign = text[start:end]
    if sign in _OPENERS:
        # Reversed by software: a letter right before and white space or a stop right after.
        if after in ",;.)":
            return "either"
        reversed_ = (before.isalnum() or before in ".!?…") and free_after and not free_before
        return "close" if reversed_ else "open"
    if sign in _CLOSERS:
        return "open" if free_before and after.isalnum() and not before.isdigit() else "close"
    if free_before and not free_after:
        return "open"
    if free_after and not free_before:
        return "close"
    return "either"
