"""PDF → one article: columns read one after the other, running heads, page numbers and layout breaks undone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from pipelines.errors import ReadingError
from pipelines.reading.divisions import Divisions
from pipelines.reading.headers import is_header_line, split_header
from pipelines.reading.items import Draft, Item
from pipelines.reading.layout import bare_words
from pipelines.reading.pdf_lines import Line, PdfText, lines_of_pdf
from pipelines.reading.pdf_paragraphs import Paragraph, body_size, paragraphs_of
from pipelines.reading.pdf_running import without_running_lines
from pipelines.reading.press.typeset import articles_in_pdf

NO_TEXT_LAYER = (
    "The PDF has no text in it (perhaps a scan); run text recognition (OCR) on it, then load it again."
)
SEVERAL_HEADLINES = "The PDF seems to hold {n} articles ({titles}); they were loaded as one: split the file to tell them apart."
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_TITLE = 250
_HEADLINE = 1.3  # times the size of the body
_BEFORE_TITLE = 400  # characters that may stand before a title: the paper's name, a date, a kicker
_GENERATED = re.compile(
    r"\.(?:docx?|odt|rtf|indd|qxd|pdf|x?html?|txt|tex)$|^(?:microsoft word|untitled|sans titre|document\d*$|about:|"
    r"https?:|file:|[a-z]:\\)|^(?=[\w.-]+$)[^\d_]*+[\d_]",
    re.IGNORECASE,
)


def read_pdf(file_name: str, data: bytes) -> Iterable[Item]:
    """The text layer of a PDF as one article, or those of the press-database export it is.

    Raises:
        ReadingError: damaged, protected, too many pages, or without a text layer.
    """
    read = lines_of_pdf(file_name, data)
    return articles_in_pdf(read) or [draft_of_lines(file_name, read)]


def draft_of_lines(file_name: str, read: PdfText) -> Draft:
    """The article that the lines of a PDF make.

    Raises:
        ReadingError: there is no letter in them.
    """
    pages, running = without_running_lines(read.pages)
    lines = [line for page in pages for line in page]
    if not any(_LETTER.search(line.text) for line in lines):
        raise ReadingError(file_name, NO_TEXT_LAYER)
    divisions = Divisions("\n".join(line.text for line in lines))
    body = body_size(lines)
    paragraphs = paragraphs_of(lines, is_header_line)
    title, paragraphs = _headline(paragraphs, body, divisions)
    text = "\n\n".join(_without_pull_quotes([p.text(divisions) for p in paragraphs], paragraphs))
    draft = split_header(
        Draft(text, title=title, warnings=(*read.warnings, *_several(title, paragraphs, body, divisions))),
        hints=running,
    )
    stated = "" if _GENERATED.search(read.title) else read.title
    return draft.with_defaults(title=stated, author=_shown(read.author, lines))


def _headline(paragraphs: list[Paragraph], body: float, divisions: Divisions) -> tuple[str, list[Paragraph]]:
    """The words in the largest type near the head of the first page, and the paragraphs without them.

    Where nothing else is in the file, they are its text and no title.
    """
    before = 0
    candidates: list[Paragraph] = []
    for paragraph in paragraphs:
        text = paragraph.text(divisions)
        if paragraph.lines[0].page != paragraphs[0].lines[0].page or before > _BEFORE_TITLE:
            break
        if _is_headline(paragraph, body) and len(text) <= _LONGEST_TITLE and len(_LETTER.findall(text)) > 1:
            candidates.append(paragraph)
        else:
            before += len(text)
    if not candidates or len(paragraphs) == 1:
        return "", paragraphs
    title = max(candidates, key=lambda p: p.lines[0].size)
    return title.text(divisions), [p for p in paragraphs if p is not title]


def _is_headline(paragraph: Paragraph, body: float) -> bool:
    return paragraph.lines[0].size >= body * _HEADLINE and not paragraph.lines[0].aside


def _several(title: str, paragraphs: list[Paragraph], body: float, divisions: Divisions) -> list[str]:
    """A warning where further headlines as large as a title each begin a text of their own."""
    texts = [
        paragraph.text(divisions)
        for paragraph, following in pairwise(paragraphs)
        if paragraph.lines[0].size >= body * 1.5
        and not paragraph.lines[0].aside
        and following.kind == "body"
        and len(following.text(divisions)) > 150
        and "«" not in paragraph.lines[0].text
    ]
    if not title or not texts:
        return []
    titles = ", ".join(f"“{text[:60]}”" for text in [title, *texts][:4])
    return [SEVERAL_HEADLINES.format(n=len(texts) + 1, titles=titles)]


def _without_pull_quotes(texts: list[str], paragraphs: list[Paragraph]) -> list[str]:
    """Without words set apart in other type that only repeat what the body says."""
    bodies = [
        bare_words(text)
        for text, p in zip(texts, paragraphs, strict=True)
        if p.kind == "body" and not p.lines[0].aside
    ]
    whole = " ".join(bodies)
    return [
        text
        for text, paragraph in zip(texts, paragraphs, strict=True)
        if not (
            (paragraph.kind == "large" or paragraph.lines[0].aside)
            and len(bare_words(text)) > 15
            and bare_words(text) in whole
        )
    ]


def _shown(author: str, lines: list[Line]) -> str:
    """The author that the file's properties state, where the page shows the name too.

    Else it is whoever saved the file.
    """
    name = " ".join(author.split())
    if len(name) < 4 or not _LETTER.search(name):
        return ""
    return name if any(name.casefold() in line.text.casefold() for line in lines) else ""
