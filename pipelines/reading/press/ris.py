"""RIS, as Zotero, EndNote and databases write it: `TI  - Renforts`, `AU  - Roy, Jeanne`, … `ER  -`."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from pipelines.reading.decoding import decode
from pipelines.reading.items import Draft, Item, Refusal
from pipelines.reading.layout import unwrap
from pipelines.reading.press.drafts import drafts
from pipelines.reading.published import to_edtf

_TAG = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  ?-(?: (?P<value>.*))?")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6]|blockquote)>", re.IGNORECASE)
_TITLES, _SOURCES = ("TI", "T1", "CT"), ("T2", "JO", "JF", "JA", "J2", "PB")
_AUTHORS = ("AU", "A1")
_DATES = ("DA", "Y1", "PY")
_ABSTRACTS = ("AB", "N2")
_SHORTEST_NOTE = 200  # characters; what is shorter is a remark
_LONGEST_ABSTRACT = 3_000  # characters; what is longer is no summary but the article
ABSTRACT = "The reference states an abstract and no full text; the abstract was loaded as the text."
NOTE = (
    "The reference’s note is longer than its abstract and was loaded as the text; see that it is the article."
)
NO_TEXT = (
    "The reference holds no text of the article, neither abstract nor note; load the article’s own file."
)
NO_REFERENCE = "The file holds no complete reference (from “TY  -” to “ER  -”); export it again."


def is_ris(head: str) -> bool:
    """Whether a text begins as a file of references does."""
    start = head.lstrip("\ufeff \t\r\n")
    # Some databases put a line about themselves first.
    return any(re.match(r"TY  ?- [A-Z]{2,6}\s*$", line) for line in start.split("\n", 6)[:6])


def read_ris(file_name: str, data: bytes) -> list[Item]:
    """The references that hold a text: a full text in a note before an abstract.

    Raises:
        ReadingError: the bytes are no text.
    """
    text, warnings = decode(file_name, data)
    records = _records(text)
    if not records:
        return [Refusal("", NO_REFERENCE)]
    return [
        _placed(_item(record, warnings), number, len(records))
        for number, record in enumerate(records, start=1)
    ]


def _placed(item: Item, number: int, count: int) -> Item:
    where = f"reference {number}"
    if isinstance(item, Refusal):
        return Refusal(where, item.reason)
    return Draft(
        item.text, item.title, item.published, item.source, item.author,
        place=f"#{number}" if count > 1 else "", where=where, warnings=item.warnings,
    )  # fmt: skip


def _records(text: str) -> list[dict[str, list[str]]]:
    """The tags of each reference; lines without a tag go on the value before."""
    records: list[dict[str, list[list[str]]]] = []
    current: dict[str, list[list[str]]] | None = None
    values: list[list[str]] = []  # of each its lines
    for raw in text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        match = _TAG.fullmatch(raw.strip())
        if match and match["tag"] == "TY":
            current = {}
            records.append(current)
            values = current.setdefault("TY", [[match["value"] or ""]])
        elif current is not None and match and match["tag"] == "ER":
            current = None
        elif current is not None and match:
            values = current.setdefault(match["tag"], [])
            values.append([match["value"] or ""])
        elif current is not None and values:
            values[-1].append(raw.strip())
    return [
        {tag: ["\n".join(lines) for lines in found] for tag, found in record.items()} for record in records
    ]


def _item(record: Mapping[str, list[str]], warnings: tuple[str, ...]) -> Item:
    abstract = _longest(record, _ABSTRACTS)
    text, doubts = best_text(abstract, _longest(record, ("N1", "RN")))
    stated = {
        "text": text,
        "title": _first(record, _TITLES),
        "source": _first(record, _SOURCES),
        "published": _date(record),
        "author": authors([each for tag in _AUTHORS for each in record.get(tag, [])]),
    }
    (item,) = drafts([stated], (*warnings, *doubts))
    return Refusal("", NO_TEXT) if isinstance(item, Refusal) else item


def best_text(abstract: str, note: str) -> tuple[str, tuple[str, ...]]:
    """Of a reference's abstract and note the one that is the article, and what to say about it.

    A note longer than a remark and than the abstract is the full text: reference managers keep it so.
    """
    abstract, note = plain(abstract), plain(note)
    if len(note) > max(_SHORTEST_NOTE, len(abstract)):
        return note, (NOTE,)
    if not abstract:
        return "", ()
    return abstract, () if len(abstract) > _LONGEST_ABSTRACT else (ABSTRACT,)


def plain(value: str) -> str:
    """A value without the tags that reference managers keep in notes, its paragraphs apart."""
    if "<" in value and _MARKUP.search(value):
        value = _MARKUP.sub("", _BREAK.sub("\n\n", value))
    return unwrap(html.unescape(value).strip())


def authors(names: list[str]) -> str:
    """ "Roy, Jeanne" and "Petit, Paul" → "Jeanne Roy, Paul Petit"."""
    turned = []
    for name in names:
        parts = [part.strip() for part in name.split(",") if part.strip()]
        turned.append(" ".join((parts[1], parts[0])) if len(parts) == 2 else " ".join(parts))
    return ", ".join(filter(None, turned))


def _first(record: Mapping[str, list[str]], tags: tuple[str, ...]) -> str:
    return next(
        (" ".join(value.split()) for tag in tags for value in record.get(tag, []) if value.strip()), ""
    )


def _longest(record: Mapping[str, list[str]], tags: tuple[str, ...]) -> str:
    return max((value for tag in tags for value in record.get(tag, [])), key=len, default="")


def _date(record: Mapping[str, list[str]]) -> str:
    """The most precise date; RIS writes "2022/11/09/", and leaves parts empty that it does not know."""
    said = [value.strip() for tag in _DATES for value in record.get(tag, []) if value.strip()]
    tidy = ["/".join(part for part in value.split("/")[:3] if part.strip()) for value in said]
    return max(filter(to_edtf, tidy), key=lambda value: len(to_edtf(value)), default=said[0] if said else "")
