"""Rich Text (.rtf) → the paragraphs that Word shows: deletions and hidden text out, notes and boxes in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pipelines.errors import ReadingError
from pipelines.reading.headers import split_header
from pipelines.reading.items import Draft, Item
from pipelines.reading.press.lines import articles_in_lines
from pipelines.reading.press.sheet import Sheet
from pipelines.reading.rtf_groups import (
    HEAD_CHARSETS,
    SIGNS,
    SKIPPED,
    STARRED,
    SYMBOLS,
    characters,
    code_page,
    font_charset,
    is_heading_style,
)

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|(?P<hex>(?:\\'[0-9A-Fa-f]{2})+)|\\(?P<sign>[^A-Za-z])"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<plain>[^\\{}\r\n]+)|\\"
)
_BREAKS = {"par", "sect", "page", "row", "nestrow", "column"}
_CELLS = {"cell", "nestcell"}
_CELL = "\x1f"
_SURROGATE = re.compile(r"[\ud800-\udfff]")
NO_TEXT = "The document holds no text; if it is a scan, run text recognition (OCR) on it."
DAMAGED = "The Rich Text document is damaged; open it in a word processor and save it again."


class Paragraph(NamedTuple):
    """A paragraph; `heading` when it is set as a title. Line breaks inside are "\\n"."""

    text: str
    heading: bool = False


@dataclass(slots=True)
class _Group:
    """What holds inside the braces of one group."""

    place: str = "text"  # text, note, box, skip, fonts, styles
    font: int = -1
    hidden: bool = False
    deleted: bool = False
    unicode_skip: int = 1
    starred: bool = False
    alternatives: bool = False


@dataclass(slots=True)
class _Flow:
    """Paragraphs of one place as they come."""

    pieces: list[str] = field(default_factory=list)
    done: list[Paragraph] = field(default_factory=list)

    def close(self, heading: bool = False) -> None:
        text = "".join(self.pieces)
        self.pieces.clear()
        if _CELL in text:
            # A merged cell is repeated by some programs.
            text = " | ".join(dict.fromkeys(cell.strip() for cell in text.split(_CELL) if cell.strip()))
        text = "\n".join(" ".join(line.split(" ")).strip(" \t") for line in text.split("\n"))
        if _SURROGATE.search(text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self.done.append(Paragraph(text.replace("\t", " "), heading))


def paragraphs_of_rtf(file_name: str, data: bytes) -> list[Paragraph]:
    """The paragraphs of a document in order, empty ones too; boxes after their paragraph, notes at the end.

    Raises:
        ReadingError: it does not begin as Rich Text does.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ReadingError(file_name, DAMAGED)
    return _Reader().read(data)


def read_rtf(file_name: str, data: bytes) -> list[Item]:
    """The article of a Rich Text file, or those of the press-database export it is.

    Raises:
        ReadingError: damaged, or without text.
    """
    paragraphs = paragraphs_of_rtf(file_name, data)
    if exported := articles_in_lines(Sheet.of_paragraphs(paragraphs)):
        return exported
    shown = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    if not shown:
        raise ReadingError(file_name, NO_TEXT)
    title = shown[0].text if shown[0].heading and len(shown) > 1 else ""
    text = "\n\n".join(paragraph.text for paragraph in (shown[1:] if title else shown))
    draft = split_header(Draft(text, title=title))
    return [replace(draft, title=" ".join(draft.title.split()))]


class _Reader:
    def __init__(self) -> None:
        self.document_charset = "cp1252"
        self.fonts: dict[int, str] = {}
        self.heading_styles: set[int] = set()
        self.stack: list[_Group] = []
        self.group = _Group()
        self.flows = {"text": _Flow(), "note": _Flow(), "box": _Flow()}
        self.to_skip = 0
        self.heading = False
        self.default_font = -1
        self.font_number = self.style_number = -1
        self.style_name: list[str] = []

    def read(self, data: bytes) -> list[Paragraph]:
        position, began = 0, False
        while match := _TOKEN.match(data, position):
            position = match.end()
            if brace := match["brace"]:
                self._brace(brace)
                began = True
                if not self.stack:
                    break  # what follows the outer group is no part of the document
            elif word := match["word"]:
                number = int(match["number"]) if match["number"] is not None else None
                if word == b"bin":
                    position += max(0, number or 0)  # raw bytes of a picture
                else:
                    self._word(word.decode("ascii"), number)
            elif began:
                self._rest(match)
        for flow in self.flows.values():
            if flow.pieces:
                flow.close()
        self._place_boxes()
        return self.flows["text"].done + [note for note in self.flows["note"].done if note.text.strip()]

    def _place_boxes(self) -> None:
        """Text boxes after the paragraph that they are anchored in."""
        boxes = self.flows["box"].done
        self.flows["text"].done.extend(box for box in boxes if box.text.strip())
        boxes.clear()

    def _brace(self, brace: bytes) -> None:
        self.to_skip = 0
        if brace == b"{":
            self._open()
        else:
            self._close()

    def _rest(self, match: re.Match[bytes]) -> None:
        if run := match["hex"]:
            self._bytes(bytes.fromhex(run.decode("ascii").replace("\\'", " ")))
        elif sign := match["sign"]:
            self._sign(sign)
        elif plain := match["plain"]:
            self._bytes(plain)

    def _open(self) -> None:
        parent = self.group
        self.stack.append(parent)
        self.group = replace(parent, starred=False, alternatives=False)
        if parent.alternatives:
            # The first of two: the same text without Unicode.
            parent.alternatives = False
            self.group.place = "skip"

    def _close(self) -> None:
        if not self.stack:
            return
        left, self.group = self.group, self.stack.pop()
        if left.place == "styles" and self.style_name:
            if is_heading_style("".join(self.style_name)):
                self.heading_styles.add(self.style_number)
            self.style_name.clear()
        if left.place != self.group.place and left.place in {"note", "box"}:
            self.flows[left.place].close()

    def _word(self, word: str, number: int | None) -> None:
        group = self.group
        if group.starred:
            group.starred = False
            if word not in STARRED:
                group.place = "skip"
                return
        if self._destination(word) or group.place == "skip":
            return
        if group.place == "fonts":
            if word == "f":
                self.font_number = number or 0
            elif word == "fcharset":
                self.fonts[self.font_number] = font_charset(number or 0, self.document_charset)
        elif group.place == "styles":
            if word == "s":
                self.style_number = number or 0
        elif word == "u":
            self._unicode(number or 0)
        else:
            self._formatting(word, number)
            self._break(word)
            if word in SYMBOLS:
                self._put(SYMBOLS[word])

    def _destination(self, word: str) -> bool:
        """Whether `word` opened a group of its own kind."""
        group = self.group
        if word == "fonttbl":
            group.place = "fonts"
        elif word == "stylesheet":
            group.place, self.style_number = "styles", 0
        elif word in SKIPPED:
            group.place = "skip"
        elif group.place == "skip":
            return True
        elif word == "footnote":
            group.place = "note"
        elif word in {"shptxt", "dptxbxtext"}:
            group.place = "box"
        elif word == "upr":
            group.alternatives = True
        else:
            return False
        return True

    def _formatting(self, word: str, number: int | None) -> None:
        group, on = self.group, number != 0
        if word in HEAD_CHARSETS:
            self.document_charset = HEAD_CHARSETS[word]
        elif word == "ansicpg" and number:
            self.document_charset = code_page(number)
        elif word == "deff":
            self.default_font = number or 0
        elif word == "f":
            group.font = number or 0
        elif word == "uc":
            group.unicode_skip = max(0, number if number is not None else 1)
        elif word == "v":
            group.hidden = on
        elif word == "deleted":
            group.deleted = on
        elif word == "plain":
            group.hidden = group.deleted = False
            group.font = -1
        elif word == "pard" and group.place == "text":
            self.heading = False
        elif word == "s" and group.place == "text":
            self.heading = number in self.heading_styles
        elif word == "outlinelevel" and group.place == "text":
            self.heading = self.heading or number == 0

    def _break(self, word: str) -> None:
        group = self.group
        if group.hidden or group.deleted:
            return
        if word == "line":
            self._put("\n")
        elif word in _CELLS:
            self._put(_CELL)
        elif word in _BREAKS:
            self.flows[group.place].close(self.heading and group.place == "text")
            if group.place == "text":
                self._place_boxes()

    def _unicode(self, number: int) -> None:
        self._put(chr(number % 0x10000 if number < 0 else min(number, 0x10FFFF)))
        self.to_skip = self.group.unicode_skip

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.group.starred = True
        elif self.to_skip:
            self.to_skip -= 1
        elif sign in SIGNS:
            self._put(SIGNS[sign])
        elif sign in {b"\n", b"\r"}:
            self._break("par")  # a backslash at the end of a line is a paragraph's end

    def _bytes(self, raw: bytes) -> None:
        skipped = min(self.to_skip, len(raw))
        self.to_skip -= skipped
        raw = raw[skipped:]
        if not raw or self.group.place in {"skip", "fonts"}:
            return
        if self.group.place == "styles":
            self.style_name.append(raw.decode("latin-1"))
            return
        font = self.group.font if self.group.font >= 0 else self.default_font
        self._put(characters(raw, self.fonts.get(font, self.document_charset)))

    def _put(self, text: str) -> None:
        group = self.group
        if group.place in self.flows and not group.hidden and not group.deleted:
            self.flows[group.place].pieces.append(text)
