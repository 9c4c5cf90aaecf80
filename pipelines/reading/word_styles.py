"""What a Word document's styles say: their names, and which of them hide text."""

from __future__ import annotations

from typing import Any

_TITLES = frozenset({"title", "titre"})
_HEADINGS = frozenset({"heading 1", "heading1", "titre 1", "titre1"})


def is_on(value: str, *, absent: bool = True) -> bool:
    """A Word switch: on when it stands there without a value."""
    return value.lower() not in {"0", "false", "off"} if value else absent


class WordStyles:
    """The styles of one document.

    Args:
        root: the styles part, None where the document has none.
    """

    def __init__(self, root: Any = None) -> None:
        self._names: dict[str, str] = {}
        self._bases: dict[str, str] = {}
        self._hidden: dict[str, bool] = {}
        for style in () if root is None else root.iterchildren("{*}style"):
            self._learn(style)

    def _learn(self, style: Any) -> None:
        namespace = style.tag[: style.tag.index("}") + 1]
        identifier = style.get(f"{namespace}styleId") or ""
        for node in style.iterchildren(f"{namespace}name", f"{namespace}basedOn", f"{namespace}rPr"):
            value = node.get(f"{namespace}val") or ""
            if node.tag.endswith("}name"):
                self._names[identifier] = value
            elif node.tag.endswith("}basedOn"):
                self._bases[identifier] = value
            elif (vanish := node.find(f"{namespace}vanish")) is not None:
                self._hidden[identifier] = is_on(vanish.get(f"{namespace}val") or "")

    def name(self, identifier: str) -> str:
        """The name of a style: English for Word's own, whatever the language of the program."""
        return self._names.get(identifier, identifier)

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
