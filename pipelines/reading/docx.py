"""Word documents → one article."""

from __future__ import annotations

import io
from typing import Any

from pipelines.errors import ReadingError
from pipelines.reading.headers import split_header
from pipelines.reading.items import Draft
from pipelines.reading.unpacking import check_office_parts

_DAMAGED = "The Word document is damaged and cannot be opened; open it in Word and save it again."


def read_docx(file_name: str, data: bytes) -> list[Draft]:
    """The paragraphs of a document's body in order, tables row by row; a paragraph styled as title is the title.

    Raises:
        ReadingError: broken, a bomb, or without text.
    """
    import docx  # noqa: PLC0415 - only Word documents pay for it

    check_office_parts(file_name, data)
    try:
        document: Any = docx.Document(io.BytesIO(data))
        title, paragraphs = _paragraphs(document)
        properties = document.core_properties
        author = str(properties.author or "")
    except ReadingError:
        raise
    except Exception as error:
        raise ReadingError(file_name, _DAMAGED) from error
    if not paragraphs and not title:
        raise ReadingError(
            file_name, "The document holds no text; if it is a scan, run text recognition (OCR) on it."
        )
    draft = Draft("\n\n".join(paragraphs) or title, title=title if paragraphs else "")
    # Word writes its own name as the author of generated files.
    return [
        split_header(draft).with_defaults(author="" if author.lower().startswith("python-docx") else author)
    ]


def _paragraphs(document: Any) -> tuple[str, list[str]]:
    title = ""
    paragraphs: list[str] = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            paragraphs.extend(filter(None, (_row(row) for row in block.rows)))
            continue
        text = block.text.strip()
        if not text:
            continue
        style = str(getattr(block.style, "style_id", "") or "")
        if not title and not paragraphs and style in {"Title", "Titre", "Heading1", "Titre1"}:
            title = text
        else:
            paragraphs.append(text)
    return title, paragraphs


def _row(row: Any) -> str:
    # A merged cell is reported once per column it spans.
    cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
    return " | ".join(cell for cell in cells if cell)
