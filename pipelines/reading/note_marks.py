"""Numbers in a text that lead to its notes: a person passes over them, and in a line they would stick to a word.

"…devant la presse.¹" is set as `<sup><a href="#fn1">1</a></sup>`, `<a class="footnote-anchor" href="#footnote-1">1</a>`,
`[<a href="#nb1">1</a>]` and in other ways; the number before the note leads back.
"""

from __future__ import annotations

import re
from typing import Any

MARK = "\x01"  # where a number stood, until the line is whole
_NUMBER = re.compile(
    r"\s{0,9}[\[(]?\s{0,9}(?:\d{1,3}|\*{1,3}|[ivx]{1,5}|[a-z])\s{0,9}[\])]?\s{0,9}", re.IGNORECASE
)
_TO_NOTE = re.compile(
    r"(?:^|[^#]{0,400})#[_-]{0,2}(?:sd|data|called)?(?:foot|end)?(?:note|fn|f(?=\d)|ftn|edn|nb|nh|ref|cite|bas)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[ \u00a0]?\[\s{0,2}\x01\s{0,2}\]|[ \u00a0]?\(\s{0,2}\x01\s{0,2}\)|\x01")
_MOST_ELEMENTS = 6


def is_note_mark(node: Any, name: str) -> bool:
    """True for a link that is only the number of a note, raised or called so, and for the number that leads back.

    Args:
        node: an element of HTML or XHTML.
        name: of it, lower case, without its namespace.
    """
    if name == "a":
        return _is_number(node) and (_is_called_so(node) or _TO_NOTE.match(_target(node)) is not None)
    if name != "sup" or len(node) == 0:
        return False
    link = node[0]
    return (
        isinstance(link.tag, str)
        and link.tag.rpartition("}")[2].lower() == "a"
        and "#" in _target(link)
        and _is_number(node)
    )


def without_marks(text: str) -> str:
    """`text` without the places where numbers of notes stood, and the brackets around them."""
    return _BRACKETED.sub("", text) if MARK in text else text


def _target(link: Any) -> str:
    return str(link.get("href") or "")[:500]


def _is_called_so(link: Any) -> bool:
    return any(
        key.rpartition("}")[2] in {"type", "role"} and ("noteref" in value or "backlink" in value)
        for key, value in link.attrib.items()
    )


def _is_number(node: Any) -> bool:
    parts: list[str] = []
    for i, each in enumerate(node.iter()):
        if i >= _MOST_ELEMENTS:
            return False
        parts += (each.text or "", (each.tail or "") if each is not node else "")
    return _NUMBER.fullmatch("".join(parts)[:40]) is not None
