"""The lines of a PDF in reading order, with what their place on the page tells.

Only positions count: the order in which a program drew the letters is not the order in which a person reads
them (columns drawn line by line, an accent drawn before or after its letter, a drop capital drawn last).
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from pipelines.reading.pdf_columns import blocks_of_page
from pipelines.reading.pdf_glyphs import glyphs_of_pdf
from pipelines.reading.pdf_words import Word, text_of, words_of_page

NO_TEXT_ON_PAGES = (
    "Page {pages} of the PDF shows a picture but has no text in it (perhaps a scan), so it was not read; "
    "run text recognition (OCR) on it, then load it again."
)
UNSURE_COLUMNS = (
    "Page {pages}: the order of its columns is not certain; compare the text with the page before you use it."
)


class Line(NamedTuple):
    """A line of text on a page.

    Attributes:
        text: without white space at its ends.
        page: the page's number, from 1.
        block: counts the columns and blocks of the whole file; lines of one block stand under each other.
        x0, x1: left and right edge in points.
        y: baseline in points from the page's foot.
        size: type size in points.
        aside: it interrupts the columns (a quotation set large between them).
    """

    text: str
    page: int = 1
    block: int = 0
    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    size: float = 0.0
    aside: bool = False


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text of a PDF as lines.

    Attributes:
        pages: the lines of each page in reading order; [] for a page without text.
        title, author: the file's properties, "" when not stated; often those of whoever saved the file.
        warnings: sentences for the person.
    """

    pages: list[list[Line]]
    title: str = ""
    author: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def lines(self) -> list[Line]:
        """All lines in reading order."""
        return [line for page in self.pages for line in page]


def lines_of_pdf(file_name: str, data: bytes) -> PdfText:
    """The lines of a PDF in reading order, page by page.

    Raises:
        ReadingError: damaged, protected, of too many pages, or in fonts that name no letters.
    """
    glyphs = glyphs_of_pdf(file_name, data)
    pages: list[list[Line]] = []
    unsure: list[str] = []
    block = 0
    for number, page in enumerate(glyphs.pages, start=1):
        blocks, sure = blocks_of_page(words_of_page(page))
        lines: list[Line] = []
        for each in blocks:
            lines += [_line(row, number, block, aside=each.aside) for row in each.rows]
            block += 1
        pages.append([line for line in lines if line.text])
        if not sure:
            unsure.append(str(number))
    warnings = list(glyphs.warnings)
    empty = [str(n) for n, page in enumerate(pages, start=1) if not page and n in glyphs.pictures]
    if empty and any(pages):
        warnings.append(NO_TEXT_ON_PAGES.format(pages=", ".join(empty)))
    if unsure:
        warnings.append(UNSURE_COLUMNS.format(pages=", ".join(unsure)))
    return PdfText(pages, glyphs.title, glyphs.author, tuple(warnings))


def _line(words: list[Word], page: int, block: int, *, aside: bool) -> Line:
    size = median(size for word in words for size in [word.size] * max(1, len(word.text)))
    left = min(word.margin for word in words)
    return Line(text_of(words), page, block, left, max(w.x1 for w in words), words[0].y, size, aside)
