"""The articles of a PDF that a press database made."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.reading.divisions import Divisions
from pipelines.reading.headers import is_header_line
from pipelines.reading.items import Draft, Item
from pipelines.reading.pdf_lines import Line, PdfText
from pipelines.reading.pdf_paragraphs import body_size, paragraphs_of
from pipelines.reading.pdf_running import without_running_lines
from pipelines.reading.press.lines import articles_in_lines
from pipelines.reading.press.sheet import Sheet

_TITLE = 1.15  # times the size of the body


def articles_in_pdf(read: PdfText) -> list[Item]:
    """The articles of an export, [] when the PDF is none."""
    as_drawn = articles_in_lines(_sheet((line for page in read.pages for line in page), read.warnings))
    if not as_drawn:
        return []
    # What stands alike on every page may be a running head, or the line that every article of an export has.
    pages, _ = without_running_lines(read.pages)
    cleaned = articles_in_lines(_sheet((line for page in pages for line in page), read.warnings))
    return cleaned if _worth(cleaned) >= _worth(as_drawn) else as_drawn


def _worth(items: list[Item]) -> tuple[int, int]:
    drafts = [item for item in items if isinstance(item, Draft)]
    return len(drafts), -sum(len(draft.warnings) for draft in drafts)


def _sheet(drawn: Iterable[Line], warnings: tuple[str, ...]) -> Sheet:
    lines = list(drawn)
    divisions = Divisions("\n".join(line.text for line in lines))
    body = body_size(lines)
    texts: list[str] = []
    titles: set[int] = set()
    for paragraph in paragraphs_of(lines, is_header_line, in_order=True):
        if texts:
            texts.append("")
        for line in paragraph.lines:
            if line.size >= body * _TITLE and not line.aside:
                titles.add(len(texts))
            texts.append(line.text)
    return Sheet(tuple(texts), titles=frozenset(titles), warnings=warnings, join=divisions.joined)
