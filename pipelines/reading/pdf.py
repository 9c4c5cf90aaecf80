"""PDF → one article: layout breaks joined, running headers and page numbers left out."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from dataclasses import replace
from typing import Any

from pipelines.errors import ReadingError
from pipelines.reading.headers import split_header
from pipelines.reading.items import Draft
from pipelines.reading.layout import unwrap
from pipelines.reading.limits import MAX_PAGES
from pipelines.reading.pdf_lines import Line, lines_of_page

NO_TEXT_LAYER = (
    "The PDF has no text in it (perhaps a scan); run text recognition (OCR) on it, then load it again."
)
ENCRYPTED = "The PDF is protected by a password; remove the protection in a PDF program, then load it again."
DAMAGED = "The PDF is damaged and cannot be read; open it in a PDF program and save it again."
_PAGE_NUMBER = re.compile(
    r"\s*(?:page\s*)?[-–—]?\s*\d{1,4}\s*(?:[-–—]|(?:/|sur|of)\s*\d{1,4})?\s*", re.IGNORECASE
)
# What browsers print around a page: its address, and the time of printing before its title.
_PRINTED = re.compile(r"(?:https?|ﬁle|file)://\S+(?:\s+\d+/\d+)?$|\d{1,2}/\d{1,2}/\d{2,4},?\s+\d{1,2}:\d\d\b")
_LETTER = re.compile(r"[^\W\d_]")
_PROPORTIONAL = 0.2  # how far a full line of proportional type may stay under the longest, in characters
_LONGEST_TITLE = 250
_EDGE = 2  # lines at a page's top and bottom that may be running headers


def read_pdf(file_name: str, data: bytes) -> list[Draft]:
    """The text layer of a PDF as one article.

    Raises:
        ReadingError: damaged, protected, too many pages, or without a text layer.
    """
    pages, metadata = _pages(file_name, data)
    title, pages = _headline(_without_running_lines(pages))
    text = _join(pages)
    if not _LETTER.search(text):
        raise ReadingError(file_name, NO_TEXT_LAYER)
    draft = split_header(Draft(text))
    unwrapped = replace(draft, text=unwrap(draft.text, slack=_PROPORTIONAL, typeset=True))
    return [unwrapped.with_defaults(title=title).with_defaults(**metadata)]


def _pages(file_name: str, data: bytes) -> tuple[list[list[Line]], dict[str, str]]:
    import pypdf  # noqa: PLC0415 - only PDFs pay for it
    from pypdf.errors import FileNotDecryptedError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        _check(file_name, reader)
        return [lines_of_page(page) for page in reader.pages], _metadata(reader)
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


def _without_running_lines(pages: list[list[Line]]) -> list[list[Line]]:
    """Pages without bare page numbers at their edges and without lines that stand there on most pages."""
    counts = Counter(
        key for page in pages for key in {_key(line.text) for line in page[:_EDGE] + page[-_EDGE:]}
    )
    often = {key for key, count in counts.items() if count >= 3 and count > len(pages) / 2}
    kept: list[list[Line]] = []
    for page in pages:
        edge = {*range(min(_EDGE, len(page))), *range(max(0, len(page) - _EDGE), len(page))}
        kept.append(
            [
                line
                for i, line in enumerate(page)
                if not (i in edge and (_key(line.text) in often or _is_furniture(line.text)))
            ]
        )
    return kept


def _is_furniture(line: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line) or _PRINTED.match(line))


def _headline(pages: list[list[Line]]) -> tuple[str, list[list[Line]]]:
    """The lines in large type that open the first page, and the pages without them; "" when there is no more."""
    first = pages[0] if pages else []
    count = next((i for i, line in enumerate(first) if not line.headline), 0)
    title = " ".join(line.text for line in first[:count])
    if not title or len(title) > _LONGEST_TITLE:
        return "", pages
    return title, [first[count:], *pages[1:]]


def _key(line: str) -> str:
    return re.sub(r"\d+", "0", line.casefold())


def _join(pages: list[list[Line]]) -> str:
    return "\n".join(
        ("\n" if line.begins and i else "") + line.text for page in pages for i, line in enumerate(page)
    )
