"""The text of a Word document's parts as Word shows it in its final form.

Insertions, moved text, content controls, smart tags, fields' results and text boxes are part of the text;
deletions, hidden text, comments, field instructions and placeholders are not. Numbers of lists and notes are
drawn by Word and do not stand in the file: none are made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipelines.reading.word_styles import WordStyles, is_on
from pipelines.reading.word_symbols import private_characters, symbol
from pipelines.reading.word_xml import (
    alternative,
    attribute,
    child,
    children,
    chosen,
    closed_fields,
    is_contents,
    is_own_cell,
    is_placeholder,
    local_name,
    outermost_boxes,
    runs_on,
    value,
)

CONTENTS_LEFT_OUT = "The table of contents of the document was left out."
EMBEDDED_LEFT_OUT = (
    "A part of the document is embedded from another file and could not be read; "
    "open the document in Word, save it again and load that."
)
_CELL_LONG = 200  # a cell of a table of figures is shorter; longer ones are columns of a layout
_BREAKS = {"page": "\n\n", "column": "\n\n"}
_WHITE = re.compile(r"[\t\r\n]+")
# Deleted or moved away, or no text but what is known about it.
_SKIPPED = frozenset({
    "del", "moveFrom", "rPr", "pPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "tblPr", "tblGrid", "trPr",
    "tcPr", "sectPr", "rt",
})  # fmt: skip
_MARKS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(slots=True)
class Paragraph:
    """One paragraph of a document.

    Attributes:
        text: line breaks are meant.
        style: the name of its style, "" where it has none.
        in_box: it stands in a text box beside the running text.
    """

    text: str
    style: str = ""
    in_box: bool = False


@dataclass(slots=True)
class _Open:
    """A paragraph being read."""

    parts: list[str] = field(default_factory=list)
    style: str = ""
    hidden: bool = False
    boxes: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    """An open complex field: its instruction is not shown, its result is."""

    closed: bool
    in_result: bool = False

    @property
    def hides(self) -> bool:
        """True while its instruction is read."""
        return self.closed and not self.in_result


class WordReader:
    """Walks one part (body, footnotes …) of a document.

    Attributes:
        footnotes, endnotes: identifiers of the notes referred to in the visible text, in their order.
        warnings: sentences about what was left out.
    """

    def __init__(self, styles: WordStyles) -> None:
        self.footnotes: dict[str, None] = {}
        self.endnotes: dict[str, None] = {}
        self.warnings: dict[str, None] = {}
        self._styles = styles
        self._fields: list[_Field] = []
        self._instructions = 0  # how many of them hide what stands here
        self._closed: set[Any] = set()
        self._carried: list[str] = []
        self._box_texts: list[Paragraph] = []

    def paragraphs(self, story: Any) -> list[Paragraph]:
        """The paragraphs under `story` (w:body, w:footnote …) in the order of the page."""
        self._fields, self._instructions, self._carried = [], 0, []
        self._closed = closed_fields(story)
        return [each for each in (*self._blocks(story), *self._left_over()) if each.text]

    def _left_over(self) -> Iterator[Paragraph]:
        """A paragraph whose end is deleted, where no other one follows."""
        text = _tidy("".join(self._carried))
        self._carried = []
        yield Paragraph(text)

    def _blocks(self, parent: Any) -> Iterator[Paragraph]:
        for node in parent:
            name = local_name(node)
            if name == "p":
                yield from self._paragraph(node)
            elif name == "tbl":
                yield from self._left_over()
                yield from self._table(node)
            elif name == "sdt" and is_placeholder(node):
                continue
            elif name == "sdt" and is_contents(node):
                self.warnings[CONTENTS_LEFT_OUT] = None
            elif name in {"altChunk", "subDoc"}:
                self.warnings[EMBEDDED_LEFT_OUT] = None
            elif name == "AlternateContent":
                yield from self._blocks(alternative(node))
            elif name not in _SKIPPED and name != "r":
                yield from self._blocks(node)

    def _paragraph(self, node: Any) -> Iterator[Paragraph]:
        properties = child(node, "pPr")
        style = value(child(properties, "pStyle")) or ""
        opened = _Open(style=self._styles.name(style), hidden=self._styles.is_hidden(style))
        self._inline(node, opened)
        text = "".join([*self._carried, *opened.parts])
        if runs_on(properties) or (self._is_drop_cap(properties) and text.strip()):
            # Its end is deleted, hidden or that of an initial set apart: the next paragraph continues it.
            self._carried = [text.rstrip("\n")]
            self._box_texts.extend(opened.boxes)
            return
        self._carried = []
        for part in text.split("\n\n"):
            yield Paragraph(_tidy(part), opened.style)
        yield from self._box_texts
        yield from opened.boxes
        self._box_texts = []

    @staticmethod
    def _is_drop_cap(properties: Any) -> bool:
        frame = child(properties, "framePr")
        return frame is not None and attribute(frame, "dropCap") in {"drop", "margin"}

    def _inline(self, parent: Any, opened: _Open) -> None:
        for node in parent:
            name = local_name(node)
            if name == "r":
                self._run(node, opened)
            elif name == "sdt":
                if not is_placeholder(node):
                    self._inline(node, opened)
            elif name == "AlternateContent":
                self._inline(alternative(node), opened)
            elif name == "subDoc":
                self.warnings[EMBEDDED_LEFT_OUT] = None
            elif name not in _SKIPPED:
                if name == "den":  # the lower half of a fraction
                    self._put("/", opened)
                self._inline(node, opened)

    def _run(self, run: Any, opened: _Open) -> None:
        if self._is_hidden(child(run, "rPr"), opened):
            # A hidden run may still open or close a field.
            for node in run:
                if local_name(node) == "fldChar":
                    self._field_mark(node, opened)
            return
        for node in run:
            self._run_content(node, opened)
            if local_name(node) in {"footnoteReference", "endnoteReference"} and is_on(
                attribute(node, "customMarkFollows"), absent=False
            ):
                return  # the rest of the run is the note's own mark

    def _is_hidden(self, properties: Any, opened: _Open) -> bool:
        vanish = child(properties, "vanish")
        if vanish is not None:
            return is_on(attribute(vanish, "val"))
        style = value(child(properties, "rStyle"))
        return opened.hidden != (bool(style) and self._styles.is_hidden(style or ""))

    def _run_content(self, node: Any, opened: _Open) -> None:
        name = local_name(node)
        if name == "t":
            self._put(private_characters(_WHITE.sub(" ", node.text or "")), opened)
        elif name in _MARKS:
            self._put(_MARKS[name], opened)
        elif name == "br":
            self._put(_BREAKS.get(attribute(node, "type"), "\n"), opened)
        elif name == "sym":
            self._put(symbol(attribute(node, "font"), attribute(node, "char")), opened)
        elif name == "fldChar":
            self._field_mark(node, opened)
        elif name in {"footnoteReference", "endnoteReference"} and self._is_shown():
            notes = self.footnotes if name == "footnoteReference" else self.endnotes
            notes.setdefault(attribute(node, "id"))
        elif name == "ruby":
            self._inline(node, opened)
        elif name == "AlternateContent":
            for each in alternative(node):
                self._run_content(each, opened)
        elif name in {"drawing", "pict", "object"}:
            self._boxes(node, opened)

    def _put(self, text: str, opened: _Open) -> None:
        if text and self._is_shown():
            opened.parts.append(text)

    def _is_shown(self) -> bool:
        return self._instructions == 0

    def _field_mark(self, node: Any, opened: _Open) -> None:
        kind = attribute(node, "fldCharType")
        if kind == "begin":
            self._put(chosen(node), opened)
            self._fields.append(_Field(node in self._closed))
            self._instructions += self._fields[-1].hides
        elif self._fields and kind == "separate":
            self._instructions -= self._fields[-1].hides
            self._fields[-1].in_result = True
        elif self._fields and kind == "end":
            self._instructions -= self._fields.pop().hides

    def _boxes(self, drawing: Any, opened: _Open) -> None:
        """The texts in a drawing's boxes stand after the paragraph that holds it."""
        for node in outermost_boxes(drawing):
            inner = WordReader(self._styles)
            opened.boxes.extend(Paragraph(each.text, each.style, True) for each in inner.paragraphs(node))
            self.footnotes |= inner.footnotes
            self.endnotes |= inner.endnotes
            self.warnings |= inner.warnings

    def _table(self, table: Any) -> Iterator[Paragraph]:
        for row in children(table, "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is not None or child(properties, "hidden") is not None:
                continue
            cells = [
                [each for each in (*self._blocks(cell), *self._left_over()) if each.text]
                for cell in children(row, "tc")
                if is_own_cell(cell)
            ]
            yield from _row([cell for cell in cells if cell])


def _row(cells: list[list[Paragraph]]) -> Iterable[Paragraph]:
    """A row of figures is one line; cells of running text are read one after the other."""
    if len(cells) < 2 or any(len(cell) > 1 or len(cell[0].text) > _CELL_LONG for cell in cells):
        return [each for cell in cells for each in cell]
    return [Paragraph(" | ".join(cell[0].text for cell in cells))]


def _tidy(text: str) -> str:
    return "\n".join(line.strip(" \t") for line in text.split("\n")).strip()
