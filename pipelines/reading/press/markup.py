"""HTML of press databases → paragraphs: blocks and line breaks part them, white space is one blank."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

_NAMES = "p div li ul ol dl dd dt blockquote h1 h2 h3 h4 h5 h6 pre table tr td th section article header footer aside"
BLOCKS = frozenset((*_NAMES.split(), "figure", "hr"))
_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "button", "select", "svg", "form"}
)


def parsed(page: str) -> Any:
    """The tree of a page.

    Raises:
        lxml.etree.ParserError, ValueError: there is no element in it.
    """
    from lxml import html  # noqa: PLC0415 - only pages pay for it

    return html.document_fromstring(
        page.encode("utf-8", "replace"),
        parser=html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True),
    )


def classes(node: Any) -> frozenset[str]:
    """The classes of an element, lower case."""
    return frozenset((node.get("class") or "").lower().split()) if isinstance(node.tag, str) else frozenset()


def paragraphs(node: Any, without: Collection[Any] = ()) -> list[str]:
    """The paragraphs in an element, in their order; elements of `without` are left out."""
    out: list[str] = []
    pieces: list[str] = []
    left_out = set(without)

    def close() -> None:
        if text := " ".join("".join(pieces).split()):
            out.append(text)
        pieces.clear()

    # A stack, not recursion: a page may nest more deeply than Python calls. Strings are text to add.
    stack: list[Any] = [node]
    while stack:
        each = stack.pop()
        if each is None:
            close()
        elif isinstance(each, str):
            pieces.append(each)
        else:
            _push(stack, each, is_root=each is node, is_left_out=each in left_out)
    close()
    return out


def _push(stack: list[Any], node: Any, *, is_root: bool, is_left_out: bool) -> None:
    """Puts what an element holds on the stack, last first; None stands for a paragraph's end."""
    tag = node.tag if isinstance(node.tag, str) else ""
    if not is_root and node.tail:
        stack.append(node.tail)
    if not tag or tag in _SKIPPED or is_left_out:
        return
    breaks = tag == "br" or tag in BLOCKS
    if breaks:
        stack.append(None)
    stack.extend(reversed(node))
    if node.text:
        stack.append(node.text)
    if breaks:
        stack.append(None)


def line(node: Any) -> str:
    """The words of an element on one line, parts that stand apart joined by a blank."""
    return " ".join(paragraphs(node))
