"""PDF → one article: layout breaks joined, running headers and page numbers left out."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from pipelines.errors import ReadingError
from pipelines.reading.headers import split_header
from pipelines.reading.items import Draft
from pipelines.reading.layout import unwrap
from pipelines.reading.limits import MAX_PAGES

NO_TEXT_LAYER = (
    "The PDF has no text in it (perhaps a scan); run text recognition (OCR) on it, then load it again."
)
ENCRYPTED = "The PDF is protected by a password; remove the protection in a PDF program, then load it again."
DAMAGED = "The PDF is damaged and cannot be read; open it in a PDF program and save it again."
_PAGE_NUMBER = re.compile(
    r"\s*(?:page\s*)?[-–—]?\s*\d{1,4}\s*(?:[-–—]|(?:/|sur|of)\s*\d{1,4})?\s*", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")
_PROPORTIONAL = 0.2  # how far a full line of proportional type may stay under the longest, in characters
_GAP = 1.35  # a paragraph's gap, in leadings of the page
_INDENT = (4.0, 60.0)  # points from the page's usual margin
_EDGE = 2  # lines at a page's top and bottom that may be running headers


class _Line(NamedTuple):
    text: str
    begins: bool  # it begins a paragraph


def read_pdf(file_name: str, data: bytes) -> list[Draft]:
    """The text layer of a PDF as one article.

    Raises:
        ReadingError: damaged, protected, too many pages, or without a text layer.
    """
    pages, metadata = _pages(file_name, data)
    text = _join(_without_running_lines(pages))
    if not _LETTER.search(text):
        raise ReadingError(file_name, NO_TEXT_LAYER)
    draft = split_header(Draft(text))
    unwrapped = replace(draft, text=unwrap(draft.text, slack=_PROPORTIONAL, typeset=True))
    return [unwrapped.with_defaults(**metadata)]


def _pages(file_name: str, data: bytes) -> tuple[list[list[_Line]], dict[str, str]]:
    import pypdf  # noqa: PLC0415 - only PDFs pay for it
    from pypdf.errors import FileNotDecryptedError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        _check(file_name, reader)
        return [_lines(page) for page in reader.pages], _metadata(reader)
    except ReadingError:
        raise
    except (FileNotDecryptedError, pypdf.errors.DependencyError) as error:
        raise ReadingError(file_name, ENCRYPTED) from error
    except MemoryError:
        raise
    except Exception as error:
        raise ReadingError(file_name, DAMAGED) from error


def _check(file_name: str, reader: Any) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadingError(file_name, ENCRYPTED)
    if len(reader.pages) > MAX_PAGES:
        raise ReadingError(file_name, f"The PDF has more than {MAX_PAGES:,} pages; split it.")


def _metadata(reader: Any) -> dict[str, str]:
    """Title and author as stated; the creation date is the file's, not the article's, and is left out."""
    try:
        stated = reader.metadata or {}
        title, author = str(stated.get("/Title") or ""), str(stated.get("/Author") or "")
    except Exception:
        return {}
    looks_generated = re.search(
        r"\.(?:docx?|indd|qxd|pdf|html?)$|^(?:microsoft word|untitled|sans titre)", title, re.I
    )
    return {"title": "" if looks_generated else title, "author": author}


def _lines(page: Any) -> list[_Line]:
    """The lines of a page in reading order, marked where a gap or an indentation begins a paragraph."""
    placed: list[tuple[str, float, float]] = []

    def visit(text: str, device: Any, matrix: Any, _font: Any, _size: Any) -> None:
        # The line's origin on the page: text matrix through the device's.
        x = matrix[4] * device[0] + matrix[5] * device[2] + device[4]
        y = matrix[4] * device[1] + matrix[5] * device[3] + device[5]
        placed.append((text, float(x), float(y)))

    whole = page.extract_text(visitor_text=visit) or ""
    if "".join(text for text, _, _ in placed) != whole:
        return [_Line(line.strip(), False) for line in whole.split("\n") if line.strip()]
    return _marked(_origins(placed))


def _origins(placed: list[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    """Pieces of text put together to lines, each with the origin of its first visible piece."""
    lines: list[tuple[str, float, float]] = []
    text, x, y = "", 0.0, 0.0
    for piece, piece_x, piece_y in placed:
        first, *others = piece.split("\n")
        if not text.strip() and first.strip():
            x, y = piece_x, piece_y
        text += first
        for other in others:
            lines.append((text.strip(), x, y))
            text, x, y = other, piece_x, piece_y
    lines.append((text.strip(), x, y))
    return [line for line in lines if line[0]]


def _marked(lines: list[tuple[str, float, float]]) -> list[_Line]:
    gaps = [above[2] - below[2] for above, below in pairwise(lines)]
    leading = median([gap for gap in gaps if gap > 0] or [0.0])
    margin = median([x for _, x, _ in lines] or [0.0])
    indented = [_INDENT[0] < x - margin < _INDENT[1] for _, x, _ in lines]
    indents_mean = sum(indented) < len(lines) * 0.4
    return [
        _Line(
            text, (i > 0 and leading > 0 and gaps[i - 1] > leading * _GAP) or (indents_mean and indented[i])
        )
        for i, (text, _, _) in enumerate(lines)
    ]


def _without_running_lines(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Pages without bare page numbers at their edges and without lines that stand there on most pages."""
    counts = Counter(
        key for page in pages for key in {_key(line.text) for line in page[:_EDGE] + page[-_EDGE:]}
    )
    often = {key for key, count in counts.items() if count >= 3 and count > len(pages) / 2}
    kept: list[list[_Line]] = []
    for page in pages:
        edge = {*range(min(_EDGE, len(page))), *range(max(0, len(page) - _EDGE), len(page))}
        kept.append(
            [
                line
                for i, line in enumerate(page)
                if not (i in edge and (_key(line.text) in often or _PAGE_NUMBER.fullmatch(line.text)))
            ]
        )
    return kept


def _key(line: str) -> str:
    return re.sub(r"\d+", "0", line.casefold())


def _join(pages: list[list[_Line]]) -> str:
    return "\n".join(
        ("\n" if line.begins and i else "") + line.text for page in pages for i, line in enumerate(page)
    )
