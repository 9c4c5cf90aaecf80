"""OpenDocument: its container or its flat XML → the parts that readers look at, and the text of its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipelines.errors import ReadingError
from pipelines.reading.unpacking import open_container, read_part
from pipelines.reading.xml_safely import children, descendants, name_of, parse_xml

_SPACES = re.compile(r"[ \t\r\n]+")
_SPACE, _BREAK = "\x01", "\n"  # what is a blank or break of its own, beside those that XML may add
_MOST_SPACES = 200
# Of the document's making, or seen on no page.
_UNSEEN = frozenset(
    [
        "annotation", "annotation-end", "tracked-changes", "hidden-text", "binary-data", "title", "desc", "forms", "object",
        "note-citation", "ruby-text", "scripts", "event-listeners", "glue-point", "soft-page-break", "object-ole", "math",
        "table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index",
        "sequence-decls", "variable-decls", "user-field-decls", "bibliography",
    ]
)  # fmt: skip
_FAMILIES = {"table": "table", "section": "section", "frame": "graphic"}
ENCRYPTED = "The document is protected by a password; open it, save it without one and load that."
DAMAGED = "The document is damaged and cannot be opened; open it in its program and save it again."


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """An OpenDocument file.

    Attributes:
        body: the element that holds its text or its tables.
        styles: families and names of styles → (parent's name, hidden); a table may have the name of a text's style.
        warnings: of its XML.
    """

    body: Any
    styles: dict[tuple[str, str], tuple[str, bool]]
    warnings: tuple[str, ...] = ()

    def is_hidden(self, family: str, style: str) -> bool:
        """Whether what has a style is not shown; `family` is "text", "paragraph", "section" …"""
        return any(self.styles[family, name][1] for name in self._chain(family, style))

    def is_title(self, style: str) -> bool:
        """Whether a paragraph's style is that of titles, or made from it."""
        family = "paragraph"
        return "Title" in [style, *self._chain(family, style)] or any(
            self.styles[family, name][0] == "Title" for name in self._chain(family, style)
        )

    def _chain(self, family: str, style: str) -> Iterator[str]:
        for _ in range(20):
            if (family, style) not in self.styles:
                return
            yield style
            style = self.styles[family, style][0]


def open_document(file_name: str, data: bytes, kind: str) -> OpenDocument:
    """The parts of an OpenDocument file.

    Args:
        file_name: for errors.
        data: a container, or flat XML.
        kind: the element of its body: "text" or "spreadsheet".

    Raises:
        ReadingError: damaged, a bomb, or protected by a password.
    """
    roots: list[Any] = []
    warnings: tuple[str, ...] = ()
    if data.startswith(b"PK"):
        container = open_container(file_name, data)
        manifest = read_part(container, "META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise ReadingError(file_name, ENCRYPTED)
        content = read_part(container, "content.xml")
        if not content:
            raise ReadingError(file_name, DAMAGED)
        root, warnings = parse_xml(file_name, content)
        roots.append(root)
        if styles := read_part(container, "styles.xml"):
            roots.append(parse_xml(file_name, styles)[0])
    else:
        root, warnings = parse_xml(file_name, data)
        roots.append(root)
    body = next((each for part in descendants(roots[0], "body") for each in children(part, kind)), None)
    if body is None:
        raise ReadingError(file_name, DAMAGED)
    return OpenDocument(body, _styles(roots), warnings)


def _styles(roots: list[Any]) -> dict[tuple[str, str], tuple[str, bool]]:
    found: dict[tuple[str, str], tuple[str, bool]] = {}
    for root in roots:
        for style in descendants(root, "style"):
            hidden = any(attribute(each, "display") == "none" for each in children(style, "text-properties"))
            key = attribute(style, "family"), attribute(style, "name")
            found.setdefault(key, (attribute(style, "parent-style-name"), hidden))
    return found


def attribute(element: Any, name: str) -> str:
    """An attribute whatever its namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


@dataclass(slots=True)
class Gathered:
    """What a paragraph holds beside its own line: boxes and notes that are read after it or at the end."""

    boxes: list[Any] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)


def line_text(document: OpenDocument, paragraph: Any, gathered: Gathered) -> str:
    """The text of a paragraph as it is shown: blanks, tabs and line breaks in it, comments and note numbers not."""
    parts: list[str] = []
    stack: list[tuple[Any, bool]] = [(paragraph, False)]
    while stack:
        element, leaves = stack.pop()
        if leaves:
            parts.append(element.tail or "")
            continue
        name = name_of(element)
        if element is not paragraph:
            stack.append((element, True))
            if not _is_shown(document, element, name):
                continue
        if name == "s":
            count = attribute(element, "c")
            parts.append(_SPACE * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif name == "tab":
            parts.append(_SPACE)
        elif name == "line-break":
            parts.append("\x02")
        elif name == "note":
            gathered.notes.append(element)
        elif name == "text-box":
            gathered.boxes.append(element)
        else:
            parts.append(element.text or "")
            stack.extend((child, False) for child in reversed(element))
    text = _SPACES.sub(" ", "".join(parts)).replace(_SPACE, " ").replace("\x02", _BREAK)
    return "\n".join(line.strip(" ") for line in text.split("\n")).strip("\n")


def _is_shown(document: OpenDocument, element: Any, name: str) -> bool:
    if not name or name in _UNSEEN:
        return False
    return name != "span" or not document.is_hidden("text", attribute(element, "style-name"))


def is_shown(document: OpenDocument, block: Any) -> bool:
    """Whether a block is on the page: no index, no list of changes, no hidden section."""
    if not _is_shown(document, block, name_of(block)):
        return False
    if attribute(block, "display") in {"none", "condition"}:
        return False
    family = _FAMILIES.get(name_of(block), "paragraph")
    return not document.is_hidden(family, attribute(block, "style-name"))
