"""Word documents → one article."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pipelines.errors import ReadingError
from pipelines.reading.headers import split_header
from pipelines.reading.items import Draft, Item
from pipelines.reading.press.lines import articles_in_lines
from pipelines.reading.press.sheet import Sheet
from pipelines.reading.repeats import RunningText
from pipelines.reading.unpacking import check_office_parts
from pipelines.reading.word_styles import WordStyles, is_heading, is_title
from pipelines.reading.word_text import EMBEDDED_LEFT_OUT, Paragraph, WordReader
from pipelines.reading.word_xml import local_name

DAMAGED = "The Word document is damaged and cannot be opened; open it in Word and save it again."
NO_TEXT = "The document holds no text; if it is a scan, run text recognition (OCR) on it."
_LINES_BEFORE_TITLE = 3


@dataclass(frozen=True, slots=True)
class WordDocument:
    """A document as Word shows it.

    Attributes:
        paragraphs: of the body in the order of the page, tables row by row, boxes after the paragraph that holds
            them unless they only repeat the text, then footnotes, then endnotes.
        warnings: sentences about what was left out.
    """

    paragraphs: list[Paragraph]
    warnings: tuple[str, ...] = ()


def read_docx(file_name: str, data: bytes) -> Iterable[Item]:
    """The text of a document in its final form, or the articles of the press-database export it is.

    A first paragraph styled as title is the title.

    The names in a file's properties are those of who made and saved it, never the article's author.

    Raises:
        ReadingError: broken, a bomb, or without text.
    """
    document = word_document(file_name, data)
    sheet = Sheet.of_paragraphs(
        ((each.text, is_title(each.style) or is_heading(each.style)) for each in document.paragraphs),
        document.warnings,
    )
    if exported := articles_in_lines(sheet):
        return exported
    title, paragraphs = _split_title(document.paragraphs)
    text = "\n\n".join(each.text for each in paragraphs)
    draft = split_header(Draft(text or title, title=title if text else ""))
    return [replace(draft, warnings=(*draft.warnings, *document.warnings))]


def word_document(file_name: str, data: bytes) -> WordDocument:
    """The paragraphs of a document, for readers of what press databases export as Word.

    Raises:
        ReadingError: broken, a bomb, or without text.
    """
    from lxml import etree  # noqa: PLC0415 - only Word documents pay for it

    check_office_parts(file_name, data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            document = _document(_Package(container))
    except (
        etree.LxmlError, zipfile.BadZipFile, zlib.error, OSError, EOFError, KeyError, ValueError, RuntimeError,
    ) as error:  # fmt: skip
        raise ReadingError(file_name, DAMAGED) from error
    if not document.paragraphs:
        raise ReadingError(
            file_name, EMBEDDED_LEFT_OUT if EMBEDDED_LEFT_OUT in document.warnings else NO_TEXT
        )
    return document


class _Package:
    """The parts of a document's container and how they refer to each other."""

    def __init__(self, container: zipfile.ZipFile) -> None:
        self._container = container
        # Names of parts are the same in any case.
        self._names = {name.replace("\\", "/").lower(): name for name in container.namelist()}

    def content(self, part: str) -> bytes:
        """The bytes of a part.

        Raises:
            KeyError: it is missing.
        """
        return self._container.read(self._names[part.lower()])

    def parse(self, part: str) -> Any:
        """The root of a part.

        Raises:
            KeyError, ValueError, lxml.etree.XMLSyntaxError: missing or broken.
        """
        return _root(self.content(part))

    def related(self, part: str, kind: str) -> str:
        """The part of that kind that `part` refers to, "" where there is none."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations.lower() not in self._names:
            return ""
        for each in self.parse(relations):
            if str(each.get("Type", "")).rpartition("/")[2] == kind and each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
                if target.lstrip("/").lower() in self._names:
                    return target.lstrip("/")
        return ""


def _root(part: bytes) -> Any:
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, load_dtd=False
    )
    root = etree.fromstring(part, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("A document's part declares no entities.")
    return root


def _document(package: _Package) -> WordDocument:
    main = package.related("", "officeDocument") or "word/document.xml"
    body = next((each for each in package.parse(main) if local_name(each) == "body"), None)
    if body is None:
        raise ValueError("The document has no body.")
    styles = package.related(main, "styles")
    reader = WordReader(WordStyles(package.content(styles) if styles else b"", _root))
    paragraphs = reader.paragraphs(body)
    for kind, name, wanted in (
        ("footnotes", "footnote", reader.footnotes),
        ("endnotes", "endnote", reader.endnotes),
    ):
        if wanted and (part := package.related(main, kind)):
            paragraphs += _notes(package.parse(part), name, list(wanted), reader)
    running = RunningText(each.text for each in paragraphs if not each.in_box)
    kept = [each for each in paragraphs if not (each.in_box and running.repeats(each.text))]
    return WordDocument(kept, tuple(reader.warnings))


def _notes(root: Any, name: str, wanted: list[str], reader: WordReader) -> list[Paragraph]:
    notes = {
        each.get(f"{each.tag[: each.tag.index('}') + 1]}id"): each
        for each in root
        if local_name(each) == name
    }
    return [
        paragraph
        for identifier in wanted
        if identifier in notes
        for paragraph in reader.paragraphs(notes[identifier])
    ]


def _split_title(paragraphs: list[Paragraph]) -> tuple[str, list[Paragraph]]:
    """The title, and the paragraphs without it."""
    for i, each in enumerate(paragraphs[:_LINES_BEFORE_TITLE]):
        if is_title(each.style) or (i == 0 and is_heading(each.style)):
            return " ".join(each.text.split("\n")), paragraphs[:i] + paragraphs[i + 1 :]
    return "", paragraphs
