"""PDF → the glyphs of its pages: which letter stands where, in which size."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipelines.errors import ReadingError
from pipelines.reading.limits import MAX_PAGES

ENCRYPTED = "The PDF is protected by a password; remove the protection in a PDF program, then load it again."
DAMAGED = "The PDF is damaged and cannot be read; open it in a PDF program and save it again."
PAGE_DAMAGED = "Page {page} of the PDF is damaged and could not be read; its text is missing."
UNKNOWN_LETTERS = (
    "The fonts of the PDF do not say which letters they show, so its text cannot be read; "
    "run text recognition (OCR) on it, then load it again."
)
SOME_UNKNOWN = (
    "{n} characters of the PDF are unknown, because its fonts do not say which letters they show; "
    "they stand as “\ufffd”: check the spelling."
)
UNKNOWN = "\ufffd"
_UNKNOWN_SHARE = 0.2
_SMALL_CAPITALS = range(0xF721, 0xF800)  # Adobe's private range: small capitals and old-style figures


class Glyph(NamedTuple):
    """A letter on a page, in points from the page's lower left corner.

    Attributes:
        text: one or more characters (a ligature), a blank included.
        x0, x1: left and right edge.
        y: its baseline.
        size: its type size.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The pages of a PDF.

    Attributes:
        pages: the glyphs of each page in drawing order.
        pictures: numbers, from 1, of the pages that show a picture.
        title, author: as the file's properties state them, "" when they do not.
        warnings: sentences for the person.
    """

    pages: list[list[Glyph]]
    pictures: frozenset[int]
    title: str
    author: str
    warnings: tuple[str, ...]


def glyphs_of_pdf(file_name: str, data: bytes) -> Glyphs:
    """The glyphs of a PDF's text layer.

    Raises:
        ReadingError: damaged, protected, of too many pages, or in fonts that name no letters.
    """
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect  # noqa: PLC0415 - only PDFs pay for it

    try:
        document, pages = _opened(file_name, data)
        found, pictures, damaged = _glyphs_of_pages(pages)
    except (PDFEncryptionError, PDFPasswordIncorrect) as error:
        raise ReadingError(file_name, ENCRYPTED) from error
    except (ReadingError, MemoryError):
        raise
    except Exception as error:
        raise ReadingError(file_name, DAMAGED) from error
    if not found or (damaged and not any(found)):
        raise ReadingError(file_name, DAMAGED)
    warnings = [PAGE_DAMAGED.format(page=number) for number in damaged]
    letters = sum(not glyph.text.isspace() for page in found for glyph in page)
    unknown = sum(glyph.text == UNKNOWN for page in found for glyph in page)
    if unknown > letters * _UNKNOWN_SHARE:
        raise ReadingError(file_name, UNKNOWN_LETTERS)
    if unknown:
        warnings.append(SOME_UNKNOWN.format(n=unknown))
    return Glyphs(
        found, pictures, _property(document, "Title"), _property(document, "Author"), tuple(warnings)
    )


def _opened(file_name: str, data: bytes) -> tuple[Any, list[Any]]:
    from pdfminer.pdfdocument import PDFDocument  # noqa: PLC0415
    from pdfminer.pdfpage import PDFPage  # noqa: PLC0415
    from pdfminer.pdfparser import PDFParser  # noqa: PLC0415

    document = PDFDocument(PDFParser(io.BytesIO(data)))
    pages: list[Any] = []
    for page in PDFPage.create_pages(document):
        pages.append(page)
        if len(pages) > MAX_PAGES:
            raise ReadingError(file_name, f"The PDF has more than {MAX_PAGES:,} pages; split it.")
    return document, pages


def _glyphs_of_pages(pages: list[Any]) -> tuple[list[list[Glyph]], frozenset[int], list[int]]:
    """The glyphs of each page, the pages with pictures, and those that could not be read."""
    from pdfminer.converter import PDFLayoutAnalyzer  # noqa: PLC0415
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager  # noqa: PLC0415

    class Device(PDFLayoutAnalyzer):
        """Collects letters; drawings and pictures cost nothing."""

        layout: Any = None
        pictures = 0

        def paint_path(self, *_: Any) -> None: ...

        def render_image(self, *_: Any) -> None:
            self.pictures += 1

        def receive_layout(self, ltpage: Any) -> None:
            self.layout = ltpage

    resources = PDFResourceManager()
    device = Device(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    found: list[list[Glyph]] = []
    pictures: set[int] = set()
    damaged: list[int] = []
    for number, page in enumerate(pages, start=1):
        device.pictures = 0
        try:
            interpreter.process_page(page)
            found.append(_upright(list(_characters(device.layout))))
        except MemoryError:
            raise
        except Exception:
            damaged.append(number)
            found.append([])
        if device.pictures:
            pictures.add(number)
    return found, frozenset(pictures), damaged


def _characters(item: Any) -> Iterator[Any]:
    stack = [item]
    while stack:
        current = stack.pop()
        if hasattr(current, "matrix") and hasattr(current, "get_text"):
            yield current
        elif hasattr(current, "_objs"):
            stack.extend(reversed(current._objs))


def _upright(characters: list[Any]) -> list[Glyph]:
    """The page's glyphs as a person holds it: text set sideways is read only where it is most of the page."""
    turns = [_turn(character) for character in characters]
    main = max(range(4), key=turns.count) if turns else 0
    return [_glyph(c, main) for c, turn in zip(characters, turns, strict=True) if turn == main]


def _turn(character: Any) -> int:
    """Quarter turns counter-clockwise of a character's writing direction."""
    a, b = character.matrix[0], character.matrix[1]
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 1 if b > 0 else 3


def _glyph(character: Any, turn: int) -> Glyph:
    _, _, _, _, e, f = character.matrix
    x0, y0, x1, y1 = character.bbox
    if turn == 0:
        left, right, base, size = x0, x1, f, y1 - y0
    elif turn == 1:
        left, right, base, size = y0, y1, -e, x1 - x0
    elif turn == 2:
        left, right, base, size = -x1, -x0, -f, y1 - y0
    else:
        left, right, base, size = -y1, -y0, e, x1 - x0
    return Glyph(_text(character.get_text()), left, right, base, abs(size))


def _text(text: str) -> str:
    if text.startswith("(cid:"):
        # PDF draws the codes that Windows-1252 leaves free as bullets; programs write this one for it.
        return "•" if text == "(cid:127)" else UNKNOWN
    if len(text) == 1 and ord(text) in _SMALL_CAPITALS:
        return chr(ord(text) - 0xF700)
    return "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text) or " "


def _property(document: Any, name: str) -> str:
    """A property of the file as text, "" when it states none that can be read."""
    from pdfminer.pdftypes import resolve1  # noqa: PLC0415
    from pdfminer.utils import decode_text  # noqa: PLC0415

    for stated in document.info:
        try:
            value = resolve1(stated.get(name))
            text = decode_text(value) if isinstance(value, bytes) else ""
        except Exception:
            text = ""
        if text := re.sub(r"\s+", " ", text.replace("\x00", "")).strip():
            return text
    return ""
