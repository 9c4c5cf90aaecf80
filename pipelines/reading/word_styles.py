"""What a Word document's styles say: their names, and which of them hide text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_TITLES = frozenset({"title", "titre"})
_HEADINGS = frozenset({"heading 1", "heading1", "titre 1", "titre1"})


def is_on(value: str, *, absent: bool = True) -> bool:
    """A Word switch: on when it stands there without a value."""
    return value.lower() not in {"0", "false", "off"} if value else absent


class WordStyles:
    """The styles of one document.

    Args:
        part: the bytes of the styles part, b"" where the document has none. Word keeps hundreds of styles, and few
            documents use one that hides: the part is parsed for those alone.
        parse: gives the root of a part's bytes.
    """

    def __init__(self, part: bytes, parse: Callable[[bytes], Any]) -> None:
        self._part = part
        self._names: dict[str, str] = {}
        self._bases: dict[str, str] = {}
        self._hidden: dict[str, bool] = {}
        if b"vanish" in part:
            for style in parse(part).iterchildren("{*}style"):
                self._learn(style)

    def _learn(self, style: Any) -> None:
        namespace = style.tag[: style.tag.index("}") + 1]
        identifier = style.get(f"{namespace}styleId") or ""
        for node in style.iterchildren(f"{namespace}basedOn", f"{namespace}rPr"):
            if node.tag.endswith("}basedOn"):
                self._bases[identifier] = node.get(f"{namespace}val") or ""
            elif (vanish := node.find(f"{namespace}vanish")) is not None:
                self._hidden[identifier] = is_on(vanish.get(f"{namespace}val") or "")

    def name(self, identifier: str) -> str:
        """The name of a style: English for Word's own, whatever the language of the program."""
        if identifier not in self._names:
            # A style's name stands first in it.
            found = re.search(
                rb"styleId=\""
                + re.escape(identifier.encode())
                + rb"\"[^>]{0,300}>\s{0,99}<(?:\w{1,20}:)?name\s[^>]{0,300}?val=\"([^\"<>]{1,200})\"",
                self._part,
            )
            self._names[identifier] = found[1].decode("utf-8", "replace") if found else identifier
        return self._names[identifier]

    def is_hidden(self, identifier: str) -> bool:
        """True when the style, or one it is based on, hides its text."""
        for _ in range(len(self._bases) + 1):
            if identifier in self._hidden:
                return self._hidden[identifier]
            if identifier not in self._bases:
                break
            identifier = self._bases[identifier]
        return False


def is_title(style: str) -> bool:
    """True for the style of a document's title."""
    return style.lower() in _TITLES


def is_heading(style: str) -> bool:
    """True for the style of a document's highest heading."""
    return style.lower() in _HEADINGS
