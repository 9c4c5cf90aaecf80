"""Small questions to the elements of a Word document, whatever namespace (transitional or strict) they are in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipelines.reading.word_styles import is_on


def local_name(node: Any) -> str:
    """The name of an element without its namespace."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(node: Any, name: str) -> Any:
    """The first child of that name; None where there is none, or no node."""
    if node is None:
        return None
    return next((each for each in node if local_name(each) == name), None)


def attribute(node: Any, name: str) -> str:
    """An attribute by its local name, "" where it is missing."""
    for key, stated in node.items():
        if key.rpartition("}")[2] == name:
            return str(stated)
    return ""


def value(node: Any) -> str | None:
    """The w:val of an element, None without the element."""
    return None if node is None else attribute(node, "val")


def children(parent: Any, name: str) -> Iterator[Any]:
    """The children of that name, those in content controls and tracked insertions included."""
    for node in parent:
        inner = local_name(node)
        if inner == name:
            yield node
        elif inner in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            yield from children(node, name)


def is_own_cell(cell: Any) -> bool:
    """False for a cell that is deleted, or covered by the one above or before it."""
    properties = child(cell, "tcPr")
    if child(properties, "cellDel") is not None:
        return False
    return all(
        merge is None or attribute(merge, "val") == "restart"
        for merge in (child(properties, "vMerge"), child(properties, "hMerge"))
    )


def runs_on(properties: Any) -> bool:
    """True where the paragraph's end is deleted, moved away or hidden."""
    mark = child(properties, "rPr")
    if mark is None:
        return False
    vanish = child(mark, "vanish")
    return (
        child(mark, "del") is not None
        or child(mark, "moveFrom") is not None
        or (vanish is not None and is_on(attribute(vanish, "val")))
    )


def is_placeholder(control: Any) -> bool:
    """True for a content control that nobody has filled in: it shows a prompt."""
    shown = child(child(control, "sdtPr"), "showingPlcHdr")
    return shown is not None and is_on(attribute(shown, "val"))


def is_contents(control: Any) -> bool:
    """True for a content control that holds the table of contents."""
    part = child(child(control, "sdtPr"), "docPartObj")
    return value(child(part, "docPartGallery")) == "Table of Contents"


def alternative(node: Any) -> Any:
    """The first alternative that holds a text box, else the last one: one and the same drawing, stored twice."""
    choices = list(node)
    for choice in choices:
        if any(local_name(each) in {"txbxContent", "t"} for each in choice.iter("*")):
            return choice
    return choices[-1] if choices else node


def outermost_boxes(node: Any) -> Iterator[Any]:
    """The text boxes of a drawing, those inside another box left to that one."""
    for each in node:
        name = local_name(each)
        if name == "txbxContent":
            yield each
        elif name == "AlternateContent":
            yield from outermost_boxes(alternative(each))
        else:
            yield from outermost_boxes(each)


def closed_fields(story: Any) -> set[Any]:
    """The marks that begin a field which also ends: only those hide what stands before their result."""
    opened: list[Any] = []
    closed: set[Any] = set()
    for node in story.iter("{*}fldChar"):
        kind = attribute(node, "fldCharType")
        if kind == "begin":
            opened.append(node)
        elif kind == "end" and opened:
            closed.add(opened.pop())
    return closed


def chosen(begin: Any) -> str:
    """What a drop-down form field shows."""
    choices = child(child(begin, "ffData"), "ddList")
    if choices is None:
        return ""
    entries = [attribute(each, "val") for each in choices if local_name(each) == "listEntry"]
    index = value(child(choices, "result")) or value(child(choices, "default")) or "0"
    return entries[int(index)] if index.isdecimal() and int(index) < len(entries) else ""
