"""NITF, the XML of agencies' dispatches → one article per `nitf` element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipelines.reading.fragments import element_text
from pipelines.reading.items import EMPTY_TEXT, Draft, Item, Refusal
from pipelines.reading.wire_dates import wire_date
from pipelines.reading.xml_safely import children, descendants, first_line, line_of, name_of, parse_xml

# Pictures with their captions, and lines that NITF sets apart from the story.
_LEFT_OUT = ("media", "note", "body.head", "tagline", "bibliography", "copyrite", "series")
_DATES = (
    ("pubdata", "date.publication"), ("date.issue", "norm"), ("story.date", "norm"), ("date.release", "norm"),
)  # fmt: skip
_BYLINE = re.compile(r"^(?:par|by)\s+", re.IGNORECASE)


def read_nitf(file_name: str, data: bytes) -> Iterator[Item]:
    """The dispatches of a NITF file: headline, byline, day of issue, agency; a lead in the head comes first.

    Raises:
        ReadingError: the XML is damaged.
    """
    root, warnings = parse_xml(file_name, data)
    stories = [root] if name_of(root) == "nitf" else list(descendants(root, "nitf"))
    for number, story in enumerate(stories, start=1):
        place = f"#{number}" if len(stories) > 1 else ""
        where = f"dispatch {number}" if len(stories) > 1 else ""
        yield nitf_item(story, place, where, warnings)


def nitf_item(story: Any, place: str, where: str, warnings: tuple[str, ...]) -> Item:
    """The article in a `nitf` element, or in the part of one that another format carries."""
    text = _text(story)
    if not text:
        return Refusal(where, EMPTY_TEXT)
    byline = next(descendants(story, "byline"), None)
    author = first_line(byline, "person") if byline is not None else ""
    return Draft(
        text,
        title=first_line(story, "hl1", "headline") or first_line(story, "title"),
        published=wire_date(_date(story)),
        source=_source(story),
        author=author or _BYLINE.sub("", _own_line(byline)),
        place=place,
        where=where,
        warnings=warnings,
    )


def _text(story: Any) -> str:
    contents = list(descendants(story, "body.content")) or list(descendants(story, "body"))
    paragraphs = [element_text(each, left_out=_LEFT_OUT) for each in contents]
    head = next(descendants(story, "body.head"), None)
    if head is not None:
        leads = (element_text(each) for each in children(head, "abstract"))
        whole = " ".join(" ".join(paragraphs).split())
        paragraphs[:0] = [lead for lead in leads if lead and " ".join(lead.split())[:80] not in whole]
    return "\n\n".join(filter(None, paragraphs))


def _own_line(byline: Any) -> str:
    """The byline without the title that may stand in it as an element of its own (`byttl`)."""
    if byline is None:
        return ""
    parts = [byline.text or ""]
    for child in byline:
        parts += ["" if name_of(child) == "byttl" else line_of(child), child.tail or ""]
    return " ".join("".join(parts).split())


def _date(story: Any) -> str:
    for name, attribute in _DATES:
        for each in descendants(story, name):
            if stated := (each.get(attribute) or line_of(each)).strip():
                return str(stated)
    return ""


def _source(story: Any) -> str:
    for each in descendants(story, "pubdata"):
        if name := each.get("name"):
            return str(name)
    return first_line(story, "distributor", "doc.copyright") or next(
        (str(each.get("holder")) for each in descendants(story, "doc.copyright") if each.get("holder")), ""
    )
