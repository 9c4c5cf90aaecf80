"""XML from anywhere → an lxml tree: no document type, no entity of the file's own, nothing fetched."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.entities import html5
from typing import Any

from pipelines.errors import ReadingError
from pipelines.reading.decoding import decode

_DECLARATION = re.compile(r"\s*<\?xml\b[^<>]{0,500}\?>")
_ENCODING = re.compile(rb"^\s*<\?xml\b[^<>]{0,300}?encoding\s*=\s*[\"']([\w.-]{2,40})[\"']")
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_END_OF_DOCTYPE = re.compile(r"[\[>]")
_END_OF_SUBSET = re.compile(r"\]\s{0,100}>")
_AMPERSAND = re.compile(r"&(?:(?P<name>[A-Za-z][A-Za-z0-9]{0,31});|#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6});)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_OF_XML = {"amp", "lt", "gt", "quot", "apos"}
NOT_WELL_FORMED = (
    "The XML is not well formed ({fault}), so parts of it may be missing; compare with the original."
)
BROKEN = "The XML is damaged ({fault}); export it again."


def xml_text(file_name: str, data: bytes) -> str:
    """The characters of an XML file, in the encoding it declares where that fits, without declaration.

    Raises:
        ReadingError: the bytes are no text.
    """
    text = _decoded(file_name, data).lstrip("\ufeff")
    declaration = _DECLARATION.match(text)
    return text[declaration.end() :] if declaration else text


def _decoded(file_name: str, data: bytes) -> str:
    declared = _ENCODING.match(data[:400].removeprefix(codecs.BOM_UTF8))
    return decode(file_name, data, declared[1].decode("ascii") if declared else "")[0]


def parse_xml(file_name: str, data: bytes) -> tuple[Any, tuple[str, ...]]:
    """The root element of an XML file, comments left out, and warnings.

    Named entities of HTML (`&eacute;`) become their characters; any other stays as it is written. A file that
    is not well formed is read as far as it can be, with a warning.

    Raises:
        ReadingError: no text, or no element in it.
    """
    from lxml import etree  # noqa: PLC0415 - only XML files pay for it

    text = _CONTROL.sub("", _with_characters(_without_doctype(xml_text(file_name, data))))
    given = text.strip().encode("utf-8")
    fault = "no element"
    for recover in (False, True):
        parser = etree.XMLParser(
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
            recover=recover,
        )
        try:
            root = etree.fromstring(given, parser)
        except etree.XMLSyntaxError as error:
            fault = f"line {error.lineno}" if error.lineno else fault
            continue
        if root is not None:
            return root, (NOT_WELL_FORMED.format(fault=fault),) if recover else ()
    raise ReadingError(file_name, BROKEN.format(fault=fault))


def _without_doctype(text: str) -> str:
    start = _DOCTYPE.search(text, 0, 20_000)
    if start is None:
        return text
    end = _END_OF_DOCTYPE.search(text, start.end())
    if end is not None and end.group() == "[":
        end = _END_OF_SUBSET.search(text, end.end())
    return text[: start.start()] + (text[end.end() :] if end is not None else "")


def _with_characters(text: str) -> str:
    """Named entities replaced outside CDATA, where an ampersand is an ampersand."""
    kept: list[str] = []
    position = 0
    while (start := text.find("<![CDATA[", position)) >= 0:
        end = text.find("]]>", start)
        if end < 0:
            break
        kept += (_AMPERSAND.sub(_character, text[position:start]), text[start : end + 3])
        position = end + 3
    kept.append(_AMPERSAND.sub(_character, text[position:]))
    return "".join(kept)


def _character(match: re.Match[str]) -> str:
    name = match["name"]
    if name in _OF_XML or (not name and len(match.group()) > 1):
        return match.group()
    if name and (character := html5.get(name + ";")):
        return character.replace("&", "&amp;").replace("<", "&lt;")
    return "&amp;" + match.group()[1:]


def name_of(element: Any) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Any, *names: str) -> Iterator[Any]:
    """The children with one of these names, whatever their namespace."""
    return (child for child in element if name_of(child) in names)


def descendants(element: Any, *names: str) -> Iterator[Any]:
    """All elements below with one of these names, in reading order, whatever their namespace."""
    return (each for each in element.iterdescendants() if name_of(each) in names)


def line_of(element: Any) -> str:
    """All text of an element on one line; "" for None."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def first_line(element: Any, *names: str) -> str:
    """The text of the first non-empty element below named so, the names tried in order."""
    for name in names:
        for each in descendants(element, name):
            if text := line_of(each):
                return text
    return ""
