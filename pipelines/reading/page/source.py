"""A page's bytes → characters → tree."""

from __future__ import annotations

import re
from typing import Any

from pipelines.reading.decoding import decode

_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w:-]{2,30})", re.IGNORECASE)
_XML = re.compile(rb"\s{0,20}<\?xml[^>]{0,100}?encoding\s{0,5}=\s{0,5}[\"']([\w:-]{2,30})", re.IGNORECASE)
_DECLARED_WITHIN = 8192
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def page_text(file_name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters of a page and warnings: UTF-8 where it is valid, else the character set the page declares.

    Raises:
        ReadingError: the bytes are no text.
    """
    head = data[:_DECLARED_WITHIN]
    found = _META.search(head) or _XML.match(head)
    text, warnings = decode(file_name, data, found[1].decode("ascii", "ignore") if found else "")
    return _CONTROL.sub(" ", text), warnings


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
