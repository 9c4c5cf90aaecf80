"""The body of an article in HTML, without a page around it → paragraphs.

Feeds, agencies, mails and databases hand over an article as a piece of HTML. All of it is the article: nothing
has to be guessed, as on a page, and nothing a person sees may be lost.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

from pipelines.reading.layout import unwrap
from pipelines.reading.note_marks import MARK, is_note_mark, without_marks

_TAG = re.compile(
    r"</?(?:a|abbr|address|article|aside|b|blockquote|body|br|center|cite|code|div|dl|dt|dd|em|figure|font|footer|"
    r"h[1-6]|header|hr|html|i|iframe|img|ins|li|main|mark|ol|p|picture|pre|q|s|section|small|span|strong|style|sub|"
    r"sup|table|tbody|td|th|time|tr|u|ul|video)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,31}[0-9]{0,2}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_ESCAPED_TAG = re.compile(r"&lt;/?(?:p|br|div|li|strong|em|a|span)\b", re.IGNORECASE)
_LINE_TAG = re.compile(r"<(?:p|br|div|li|h[1-6]|td|article|section|ul|table|blockquote)\b", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_LEFT_OUT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "button",
        "select",
        "option",
        "textarea",
        "input",
        "figcaption",
        "audio",
        "video",
        "canvas",
        "map",
        "del",
        "s",
        "strike",
        "nav",
    ]
)
_HIDDEN = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|mso-hide\s{0,3}:\s{0,3}all|"
    r"(?:max-height|font-size|opacity)\s{0,3}:\s{0,3}0(?![.\d])",
    re.IGNORECASE,
)
_OPENS_QUOTE = ("«", "“", '"', "„")
QUOTED = "\u2028>"  # before each line of a mail quoted in another; removed by whoever asks for it


def is_markup(text: str) -> bool:
    """True where `text` holds tags or entities of HTML."""
    return bool(_TAG.search(text) or _ENTITY.search(text))


def plain_line(text: str) -> str:
    """A title or name on one line, without tags and entities."""
    if _TAG.search(text) or _ESCAPED_TAG.search(text):
        text = fragment_text(text)
    elif _ENTITY.search(text):
        text = html.unescape(text)
    return " ".join(text.split(None))


def plain_text(text: str) -> str:
    """The paragraphs of a text that may be HTML, or text with a few tags and entities, or plain."""
    if _ESCAPED_TAG.search(text) and not _LINE_TAG.search(text):
        text = html.unescape(text)
    if _TAG.search(text):
        if _LINE_TAG.search(text):
            return fragment_text(text)
        # Tags inside lines only: the line breaks of the text are its own.
        lines = (
            fragment_text(line) if _TAG.search(line) else html.unescape(line) for line in text.split("\n")
        )
        return unwrap("\n".join(lines))
    return unwrap(html.unescape(text) if _ENTITY.search(text) else text)


def fragment_text(fragment: str, *, marks_quoted: bool = False) -> str:
    """The paragraphs of a piece of HTML, a blank line between them; `<br>` is a line break.

    Args:
        fragment: HTML, from a few words with a tag to a whole document.
        marks_quoted: put `QUOTED` before lines that a mail quotes from another.
    """
    root = parse_fragment(fragment)
    return "" if root is None else element_text(root, marks_quoted=marks_quoted)


def parse_fragment(fragment: str) -> Any:
    """The element that holds all of a piece of HTML, None where there is none."""
    from lxml import etree  # noqa: PLC0415 - only HTML pays for it
    from lxml import html as lxml_html  # noqa: PLC0415

    fragment = fragment.replace("\x00", " ")
    if not fragment.strip():
        return None
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    data = f"<div>{fragment}</div>".encode("utf-8", "replace")
    try:
        return lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def element_text(root: Any, *, marks_quoted: bool = False, left_out: Iterable[str] = ()) -> str:
    """The paragraphs below an element of HTML or XHTML, also of XHTML inside another XML format."""
    walk = _Walk(frozenset(left_out) | _LEFT_OUT, marks_quoted)
    walk.over(root)
    return walk.text()


class _Walk:
    """Goes once over a tree, without recursion, and gathers its lines."""

    def __init__(self, left_out: frozenset[str], marks_quoted: bool) -> None:
        self._left_out = left_out
        self._marks_quoted = marks_quoted
        self._paragraphs: list[str] = []
        self._line: list[str] = []
        self._quoted = 0
        self._pre = 0
        self._of_figures: set[Any] = set()

    def over(self, root: Any) -> None:
        self._of_figures = _tables_of_figures(root)
        stack: list[tuple[Any, bool]] = [(root, False)]
        while stack:
            element, leaves = stack.pop()
            name = _name(element)
            if leaves:
                self._leave(element, name)
                if element is not root:
                    self._add(element.tail)
                continue
            is_mark = is_note_mark(element, name)
            if element is not root and (not name or name in self._left_out or is_mark or _is_hidden(element)):
                if name in _BLOCKS:
                    self._end()
                if is_mark:
                    self._line.append(MARK)
                self._add(element.tail)
                continue
            self._enter(element, name)
            self._add(element.text)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))

    def text(self) -> str:
        self._end()
        return "\n\n".join(self._paragraphs)

    def _enter(self, element: Any, name: str) -> None:
        if name == "br":
            self._line.append("\n")
        elif self._is_figure(element, name):
            if any(part.strip() for part in self._line):
                self._line.append(" | ")
        elif name in _BLOCKS:
            self._end()
        if _is_quoted(element, name):
            self._quoted += 1
        if name == "pre":
            self._pre += 1
        if name == "q":
            inner = "".join(element.itertext()).strip()
            self._line.append("" if inner.startswith(_OPENS_QUOTE) else "« ")

    def _leave(self, element: Any, name: str) -> None:
        if name == "q":
            inner = "".join(element.itertext()).strip()
            self._line.append("" if inner.startswith(_OPENS_QUOTE) else " »")
        if name in _BLOCKS and not self._is_figure(element, name):
            self._end()
        if _is_quoted(element, name):
            self._quoted -= 1
        if name == "pre":
            self._pre -= 1

    def _is_figure(self, element: Any, name: str) -> bool:
        if name not in {"td", "th"}:
            return False
        row = element.getparent()
        return row is not None and row.getparent() in self._of_figures

    def _add(self, text: str | None) -> None:
        if text:
            text = text.replace(MARK, " ")
            self._line.append(text if self._pre else _SPACES.sub(" ", text))

    def _end(self) -> None:
        if not self._line:
            return
        # Two breaks in a row part paragraphs; one is a line break.
        lines = [_SPACES.sub(" ", line).strip(" ") for line in without_marks("".join(self._line)).split("\n")]
        self._line = []
        mark = QUOTED if self._marks_quoted and self._quoted else ""
        for paragraph in "\n".join(lines).split("\n\n"):
            kept = [mark + line for line in paragraph.split("\n") if line.strip()]
            if kept:
                self._paragraphs.append("\n".join(kept))


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and _HIDDEN.search(style) is not None


def _tables_of_figures(root: Any) -> set[Any]:
    """The rows' parents in tables of figures: those with header cells, not those that lay out a page."""
    bodies: set[Any] = set()
    for cell in root.iter():
        if _name(cell) == "th" and cell.getparent() is not None and cell.getparent().getparent() is not None:
            body = cell.getparent().getparent()
            table = body if _name(body) == "table" else body.getparent()
            bodies.update({body, table}, () if table is None else table)
    return bodies


def _is_quoted(element: Any, name: str) -> bool:
    return name == "blockquote" and (
        element.get("type") == "cite" or "gmail_quote" in (element.get("class") or "")
    )
