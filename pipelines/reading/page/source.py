"""A page's bytes → characters → tree."""

from __future__ import annotations

import re
from typing import Any

from pipelines.reading.decoding import decode

_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w:-]{2,30})", re.IGNORECASE)
_XML = re.compile(rb"\s{0,20}<\?xml[^>]{0,100}?encoding\s{0,5}=\s{0,5}[\"']([\w:-]{2,30})", re.IGNORECASE)
_DECLARED_WITHIN = 8192
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# What browsers take these names for (WHATWG Encoding), and what Python does not know.
_MEANT = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "iso_8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252",
    "l1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252", "ansi": "cp1252", "windows1252": "cp1252",
    "iso-8859-9": "cp1254", "x-mac-roman": "mac_roman", "macroman": "mac_roman", "mac": "mac_roman",
    "x-macroman": "mac_roman", "iso8859-15": "iso-8859-15", "latin9": "iso-8859-15", "latin-9": "iso-8859-15",
}  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_UPPER_CONTROL = re.compile(r"[\x80-\x9f]")


def page_text(file_name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters of a page and warnings: UTF-8 where it is valid, else the character set the page declares.

    Raises:
        ReadingError: the bytes are no text.
    """
    declared = _declared(data)
    if declared and not data.startswith(_MARKS):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            if (text := _as_declared(data, declared)) is not None:
                return _CONTROL.sub(" ", text), ()
    text, warnings = decode(file_name, data)
    return _CONTROL.sub(" ", text), warnings


def _declared(data: bytes) -> str:
    head = data[:_DECLARED_WITHIN]
    found = _META.search(head) or _XML.match(head)
    name = found[1].decode("ascii", "ignore").lower() if found else ""
    return _MEANT.get(name, name)


def _as_declared(data: bytes, encoding: str) -> str | None:
    if encoding.replace("_", "-").startswith(("utf-8", "utf8", "utf-16", "utf-32", "utf-7")):
        return None
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    if encoding.startswith("iso") and _UPPER_CONTROL.search(text):
        # Windows writes its own characters under the standard's name.
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return text
    return text


def page_tree(text: str) -> Any:
    """The root of a page, without comments, entities resolved; None where there is no markup at all, or it is nested without reason."""
    from lxml import etree, html  # noqa: PLC0415

    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    # Beyond some two thousand levels the rest of a page would be lost without a word.
    too_deep = any("depth" in each.message for each in parser.error_log)
    return None if too_deep else root
