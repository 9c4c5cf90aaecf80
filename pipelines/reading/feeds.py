"""RSS, Atom and RSS 1.0 (RDF) → one article per entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pipelines.errors import ReadingError
from pipelines.reading.fragments import element_text, fragment_text, is_markup, plain_line
from pipelines.reading.furniture import without_furniture
from pipelines.reading.items import Draft, Item, Refusal
from pipelines.reading.wire_dates import wire_date
from pipelines.reading.xml_safely import children, descendants, first_line, line_of, name_of, parse_xml

_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_MEDIA = ("http://search.yahoo.com/mrss", "http://www.itunes.com", "http://www.google.com")
_ENTRIES = ("item", "entry")
_PUBLISHED = ("pubDate", "published", "issued", "date", "created")
_UPDATED = ("updated", "modified", "lastBuildDate")
_FEW_WORDS = 60  # a lead is shorter; a dispatch of three sentences is not
NO_ENTRIES = "The feed has no entry; load it again when it holds articles."
TEASER_ONLY = "The feed holds only the beginning of this article; for the whole text open its page, save it and load that."
NO_TEXT = (
    "The entry “{title}” holds no text, only a title and a link; open its page, save it and load that file."
)


def read_feed(file_name: str, data: bytes) -> Iterator[Item]:
    """The entries of a feed: title, day of publication, authors, and the feed's title as source.

    The text is the full content where the feed gives it, after a lead that it does not repeat; else the summary,
    with a warning where that is only a teaser.

    Raises:
        ReadingError: damaged, or without any entry.
    """
    root, warnings = parse_xml(file_name, data)
    entries = [root] if name_of(root) == "entry" else list(descendants(root, *_ENTRIES))
    if not entries:
        raise ReadingError(file_name, NO_ENTRIES)
    channel = next(children(root, "channel"), root)
    source = plain_line(_own(channel, "title"))
    for number, entry in enumerate(entries, start=1):
        yield _entry(entry, number, source if channel is not entry else "", warnings)


def _entry(entry: Any, number: int, source: str, warnings: tuple[str, ...]) -> Item:
    title = _title(entry)
    where = f"entry {number}"
    text, whole = _text(entry)
    if not text:
        return Refusal(where, NO_TEXT.format(title=title[:80] or "without title"))
    if not whole:
        warnings = (*warnings, TEASER_ONLY)
    return Draft(
        text,
        title=title,
        published=wire_date(_first(entry, _PUBLISHED) or _first(entry, _UPDATED)),
        source=_source(entry) or source,
        author=_authors(entry),
        place=f"#{number}",
        where=where,
        warnings=warnings,
    )


def _own(element: Any, *names: str) -> str:
    """The first of the named children of the feed's own vocabulary that has text; captions of media are none."""
    for name in names:
        for child in children(element, name):
            if not child.tag.startswith(tuple("{" + space for space in _MEDIA)) and (text := line_of(child)):
                return text
    return ""


def _first(entry: Any, names: tuple[str, ...]) -> str:
    return _own(entry, *names)


def _title(entry: Any) -> str:
    for child in children(entry, "title"):
        if child.tag.startswith(tuple("{" + space for space in _MEDIA)):
            continue
        if child.get("type") == "xhtml":
            return " ".join(element_text(child).split())
        # RSS does not say whether a title is HTML; "<3" alone is none.
        return plain_line("".join(child.itertext()))
    return ""


def _text(entry: Any) -> tuple[str, bool]:
    """The text of an entry and whether it is the whole article."""
    full = ""
    for child in entry:
        name = name_of(child)
        if (name == "encoded" and child.tag.startswith("{" + _CONTENT)) or (
            name == "content" and not child.tag.startswith(tuple("{" + space for space in _MEDIA))
        ):
            full = max(full, _markup(child), key=len)
        elif name in {"body", "div"}:  # XHTML beside the description
            full = max(full, element_text(child), key=len)
    summaries = [
        _markup(child)
        for child in children(entry, "description", "summary", "subtitle")
        if not child.tag.startswith(tuple("{" + space for space in _MEDIA))
    ]
    lead = next(filter(None, summaries), "")
    full, lead = without_furniture(full), without_furniture(lead)
    if not full:
        return lead, len(lead.split()) >= _FEW_WORDS and not lead.rstrip('»”" )]').endswith(("…", "..."))
    if lead and not _holds(full, lead):
        return f"{lead}\n\n{full}", True
    return full, True


def _holds(text: str, lead: str) -> bool:
    """Whether the text says what the lead says: as its own first words, or cut short."""
    beginning = " ".join(lead.rstrip(" .…[]").split())[:80]
    return beginning in " ".join(text.split())


def _markup(element: Any) -> str:
    if element.get("type") == "xhtml" or any(isinstance(child.tag, str) for child in element):
        return element_text(element)
    text = "".join(element.itertext())
    if element.get("type") in {"text", "text/plain"}:
        return text.strip()
    if is_markup(text):
        return fragment_text(text)
    return "\n\n".join(" ".join(line.split()) for line in text.split("\n\n") if line.strip())


def _source(entry: Any) -> str:
    """Where a planet or an aggregator names the paper that an entry was taken from."""
    for child in children(entry, "source"):
        if title := plain_line(_own(child, "title") or (line_of(child) if not len(child) else "")):
            return urlsplit(title).hostname or title if title.startswith("http") else title
    return ""


def _authors(entry: Any) -> str:
    names: list[str] = []
    for child in children(entry, "creator", "author"):
        name = plain_line(first_line(child, "name") or ("" if len(child) else line_of(child)))
        # RSS asks for an address with the name in brackets: redaction@x.fr (Jeanne Roy)
        if "@" in name and "(" in name:
            name = name.partition("(")[2].rstrip(") ")
        if name and "@" not in name and name not in names:
            names.append(name)
    return ", ".join(names)
