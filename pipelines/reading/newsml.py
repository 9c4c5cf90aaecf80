"""NewsML-G2 and NewsML 1, the exchange formats of AFP and other agencies → one article per news item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipelines.errors import ReadingError
from pipelines.reading.fragments import element_text, plain_text
from pipelines.reading.furniture import without_title
from pipelines.reading.items import Draft, Item, Refusal
from pipelines.reading.nitf import nitf_item
from pipelines.reading.wire_dates import wire_date
from pipelines.reading.xml_safely import children, descendants, first_line, line_of, name_of, parse_xml

NO_ITEM = "The NewsML holds no news item with a text; export the dispatches themselves."
ONLY_MEDIA = "The item holds no text but {kind}; only written dispatches are read."
WITHDRAWN = "The agency withdrew this item ({status}), so it was left out."
_WITHDRAWN = {"canceled", "cancelled", "withheld"}
_NOT_STORY = ("media", "media-caption", "hl1", "hl2", "byline", "dateline")


def read_newsml(file_name: str, data: bytes) -> Iterator[Item]:
    """The news items of a NewsML file: headline, byline, day of first creation, provider, and their text.

    Raises:
        ReadingError: the XML is damaged or holds no news item.
    """
    root, warnings = parse_xml(file_name, data)
    names = ("newsItem", "NewsItem")
    items = [root] if name_of(root) in names else list(descendants(root, *names))
    if not items:
        raise ReadingError(file_name, NO_ITEM)
    for number, item in enumerate(items, start=1):
        place = f"#{number}" if len(items) > 1 else ""
        where = f"item {number}" if len(items) > 1 else ""
        read = _g2 if name_of(item) == "newsItem" else _newsml_1
        yield read(item, place, where, warnings)


def _g2(item: Any, place: str, where: str, warnings: tuple[str, ...]) -> Item:
    meta = next(children(item, "itemMeta"), item)
    content = next(children(item, "contentMeta"), item)
    status = _code(next(descendants(meta, "pubStatus"), None))
    if status in _WITHDRAWN:
        return Refusal(where, WITHDRAWN.format(status=status))
    fields = {
        "title": first_line(content, "headline") or first_line(meta, "title"),
        "published": wire_date(
            first_line(meta, "firstCreated")
            or first_line(content, "contentCreated")
            or first_line(meta, "versionCreated")
        ),
        "source": _named(content, "infoSource")
        or _named(meta, "provider")
        or first_line(item, "copyrightHolder"),
        "author": first_line(content, "by") or _named(content, "creator"),
    }
    text, kind = _inline(item), _code(next(descendants(meta, "itemClass"), None))
    if isinstance(text, Draft):
        return text.with_defaults(place=place, where=where, **fields)
    text = without_title(text, fields["title"])
    if not text:
        return _media(where, kind)
    return Draft(text, place=place, where=where, warnings=warnings, **fields)


def _media(where: str, kind: str) -> Refusal:
    return Refusal(where, ONLY_MEDIA.format(kind=f"“{kind}”" if kind and kind != "text" else "metadata"))


def _inline(item: Any) -> str | Draft:
    """The written content of an item, the longest where captions stand beside; a draft where NITF states more."""
    found: list[str | Draft] = []
    for content in descendants(item, "inlineXML", "DataContent"):
        stories = [nitf_item(story, "", "", ()) for story in descendants(content, "nitf")]
        drafts = [story for story in stories if isinstance(story, Draft)]
        found.extend(drafts or [element_text(content, left_out=_NOT_STORY)])
    found.extend(plain_text("".join(each.itertext())) for each in descendants(item, "inlineData"))
    return max(found, key=lambda each: len(each if isinstance(each, str) else each.text), default="")


def _code(element: Any) -> str:
    """The last part of a code: "stat:usable" → "usable"."""
    if element is None:
        return ""
    code = element.get("qcode") or element.get("uri") or element.get("FormalName") or ""
    return str(code).replace("/", ":").rpartition(":")[2].lower()


def _named(element: Any, name: str) -> str:
    for each in descendants(element, name):
        if found := first_line(each, "name") or each.get("literal") or line_of(each):
            return str(found)
        if code := str(each.get("qcode") or "").rpartition(":")[2]:
            return code.upper() if code.islower() and len(code) <= 4 else code
    return ""


def _newsml_1(item: Any, place: str, where: str, warnings: tuple[str, ...]) -> Item:
    status = _code(next(descendants(item, "Status"), None))
    if status in _WITHDRAWN:
        return Refusal(where, WITHDRAWN.format(status=status))
    text = _inline(item)
    published = first_line(item, "FirstCreated", "DateId", "ThisRevisionCreated")
    fields = {
        "title": first_line(item, "HeadLine"),
        "published": wire_date(
            published[:8] if published[:8].isdigit() and len(published) == 8 else published
        ),
        "source": _party(item, "Provider") or _party(item, "Source") or first_line(item, "CopyrightHolder"),
        "author": first_line(item, "ByLine") or _party(item, "Creator"),
    }
    if isinstance(text, Draft):
        return text.with_defaults(place=place, where=where, **fields)
    text = without_title(text, fields["title"])
    if not text:
        kind = next((_code(each) for each in descendants(item, "MediaType")), "")
        return _media(where, kind)
    return Draft(text, place=place, where=where, warnings=warnings, **fields)


def _party(item: Any, name: str) -> str:
    for each in descendants(item, name):
        for party in descendants(each, "Party"):
            if formal := party.get("FormalName"):
                return str(formal)
    return ""
