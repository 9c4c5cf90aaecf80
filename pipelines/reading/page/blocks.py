"""A page's tree → the blocks of text that a person sees, in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from pipelines.reading.note_marks import MARK, is_note_mark, without_marks
from pipelines.reading.page.words import part_names

BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
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
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
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
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong"})
_INLINE = frozenset({"span", "time", "em", "i", "small"})
_DATE = re.compile(r"\s{0,5}\d{1,2}(?:er)?(?:/\d{1,2}/| [^\W\d_]{3,9}\.? )\d{4}\b")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" ?\x00 ?")
_QUOTE_MARKS = ("«", "“", '"', "„", "‹")
_OPENING = {"\u00a0»": "«\u00a0", "”": "“"}
_LONG_LINE = 70
_SENTENCE_END = re.compile(r"[.!?…][»”\"'’)\]\s]*$")
_CELL = 200
_LONGEST_OPENING = 40


@dataclass(slots=True, eq=False)
class Block:
    """A stretch of text between two breaks of the page.

    Attributes:
        text: white space as shown; "\\n" is a line break.
        node: the innermost block element around it.
        tag: of that element.
        linked, bold: how many characters stand in links to other pages, and in bold type.
        opening: the words of the element inside the line with which it begins, where these are few ("Abonnés").
    """

    text: str
    node: Any
    tag: str
    linked: int = 0
    bold: int = 0
    opening: str = ""

    @property
    def is_linked(self) -> bool:
        """True where nearly all of it is a link."""
        return self.linked >= 0.85 * len(self.text)


@dataclass(slots=True)
class _Writer:
    """Collects text until the next break."""

    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    bold: int = 0
    opener: Any = None
    opening: str = ""

    def open(self, node: Any) -> None:
        """Note that an element inside the line begins: only the first, before any text, is kept."""
        if self.opener is None and not any(map(str.strip, self.parts)):
            self.opener = node

    def close(self, node: Any) -> None:
        if node is self.opener:
            opening = " ".join("".join(self.parts).split())
            self.opening = opening if len(opening) <= _LONGEST_OPENING else ""

    def put(self, text: str, *, in_link: bool, in_bold: bool) -> None:
        self.parts.append(text)
        length = len(text.strip())
        if in_link:
            self.linked += length
        if in_bold:
            self.bold += length

    def end(self, node: Any) -> None:
        text = _SPACES.sub(" ", without_marks("".join(self.parts))).strip()
        linked, bold, opening = self.linked, self.bold, self.opening
        self.parts, self.linked, self.bold = [], 0, 0
        self.opener, self.opening = None, ""
        if not text:
            return
        tag = str(node.tag)
        for part in _paragraphs(text):
            share = len(part) / len(text)
            opened = opening if opening and part.startswith(opening) else ""
            self.blocks.append(Block(part, node, tag, round(linked * share), round(bold * share), opened))


def _paragraphs(text: str) -> list[str]:
    """The paragraphs in a block: two line breaks part them, and so does one after a long line that ends a sentence."""
    if "\x00" not in text:
        return [text]
    lines = [line.strip() for line in _AROUND_BREAK.split(text)]
    out: list[list[str]] = []
    fresh, length = True, 0
    for line in lines:
        if not line:
            fresh = True
        elif fresh or (length >= _LONG_LINE and _SENTENCE_END.search(out[-1][-1])):
            out.append([line])
            fresh, length = False, len(line)
        else:
            out[-1].append(line)
            length += 1 + len(line)
    return ["\n".join(each) for each in out]


def blocks_of(root: Any, skipped: frozenset[Any] | set[Any] = frozenset()) -> list[Block]:
    """The blocks under `root`, those of `skipped` elements left out. Linear, whatever the depth."""
    from lxml import etree  # noqa: PLC0415

    walk = _Walk(root, skipped)
    walker = etree.iterwalk(root, events=("start", "end"))
    passed_over: Any = None
    for event, node in walker:
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            if not walk.start(node, tag):
                passed_over = node
                walker.skip_subtree()
            continue
        if node is passed_over:
            passed_over = None
        else:
            walk.end(node, tag)
        if node is not root:
            walk.put(node.tail)
    walk.out.end(root)
    return walk.out.blocks


class _Walk:
    """Where in the tree a walk stands: what is open around the text that comes."""

    def __init__(self, root: Any, skipped: frozenset[Any] | set[Any]) -> None:
        self.out = _Writer()
        self._skipped = skipped
        self._open_blocks = [root]
        self._quotes: list[str] = []
        self._links = self._bolds = self._pre = 0

    def put(self, text: str | None) -> None:
        """Text between two tags."""
        if text:
            shown = text.replace("\x00", " ").replace(MARK, " ")
            if self._pre:
                shown = shown.replace("\r\n", "\n").replace("\n", "\x00")
            self.out.put(shown, in_link=self._links > 0, in_bold=self._bolds > 0)

    def start(self, node: Any, tag: str) -> bool:
        """An element begins; False where what it holds is passed over."""
        is_block = tag in BLOCK_TAGS or _is_shown_as_block(node, tag)
        if is_block:
            self.out.end(self._open_blocks[-1])
        rows = _rows_of_figures(node) if tag == "table" else []
        is_note = is_note_mark(node, tag)
        if rows or node in self._skipped or not tag or is_note:
            _put_rows(rows, node, self.out)
            self.out.put(MARK if is_note else "", in_link=False, in_bold=False)
            return False
        if is_block:
            self._open_blocks.append(node)
        else:
            self.out.open(node)
        self._links += _is_link(node, tag)
        self._bolds += tag in _BOLD
        self._pre += tag == "pre"
        if tag == "br":
            self.out.put("\x00", in_link=False, in_bold=False)
        elif tag == "q":
            self._quotes.append(_closing_mark(node, self.out.parts, len(self._quotes)))
            self.put(_OPENING.get(self._quotes[-1]))
        self.put(_gap_before(node, tag, self.out.parts) + (node.text or ""))
        return True

    def end(self, node: Any, tag: str) -> None:
        """An element that was begun ends."""
        if tag == "q":
            self.put(self._quotes.pop())
        self._links -= _is_link(node, tag)
        self._bolds -= tag in _BOLD
        self._pre -= tag == "pre"
        if tag in BLOCK_TAGS or _is_shown_as_block(node, tag):
            self.out.end(self._open_blocks.pop())
        else:
            self.out.close(node)


def _gap_before(node: Any, tag: str, before: list[str]) -> str:
    """The space that the page's style sets before a date in an element of its own: `<b>Jeanne Roy</b><time>9 mai`."""
    if tag not in _INLINE or not before or not before[-1][-1:].isalpha():
        return ""
    return " " if tag == "time" or _DATE.match((node.text or "")[:40]) else ""


def _is_shown_as_block(node: Any, tag: str) -> bool:
    if not tag or tag in BLOCK_TAGS:
        return False
    style = node.get("style")
    return (
        bool(style)
        and re.search(r"display\s{0,3}:\s{0,3}(?:block|flex|grid|table)\b", style[:300]) is not None
    )


def _is_link(node: Any, tag: str) -> bool:
    """True for a link that leads to another page."""
    if tag != "a":
        return False
    href = node.get("href") or ""
    return bool(href) and not href.startswith(("#", "javascript:void(0)"))


def _closing_mark(node: Any, before: list[str], depth: int) -> str:
    """The mark that closes a <q>; "" where the page has typed marks itself."""
    inner = (node.text or "").strip()
    previous = (before[-1] if before else "").rstrip()
    if inner.startswith(_QUOTE_MARKS) or previous.endswith(_QUOTE_MARKS):
        return ""
    return "”" if depth else "\u00a0»"


def _rows_of_figures(table: Any) -> list[list[Any]]:
    """The cells of a table whose rows mean something together: short ones, at least two a row; else none."""
    groups = [table, *(each for each in table if each.tag in {"tbody", "thead", "tfoot"})]
    rows = [
        cells
        for group in groups
        for row in group
        if row.tag == "tr" and (cells := [cell for cell in row if cell.tag in {"td", "th"}])
    ]
    if len(rows) > 1 and len(rows[0]) == 1:
        del rows[0]  # a heading over all columns
    if len(rows) < 2 or not all(len(row) > 1 and all(map(_is_short, row)) for row in rows):
        return []
    return rows


def _is_short(cell: Any) -> bool:
    length = 0
    for i, node in enumerate(cell.iter()):
        length += len(node.text or "") + len(node.tail or "")
        if length > _CELL or i > _CELL or node.tag == "table":
            return False
    return True


def _put_rows(rows: list[list[Any]], table: Any, out: _Writer) -> None:
    for row in rows:
        cells = [" ".join("".join(cell.itertext()).split()) for cell in row]
        if any(cells):
            linked = sum(
                len("".join(link.itertext()))
                for cell in row
                for link in cell.iter("a")
                if _is_link(link, "a")
            )
            out.blocks.append(Block(" | ".join(filter(None, cells)), table, "table", linked))


def names_of(node: Any) -> frozenset[str]:
    """The names of a part: what its class, id and kin call it."""
    stated = [node.get(key) for key in ("class", "id", "data-component", "data-testid")]
    return part_names(" ".join(filter(None, stated)))
