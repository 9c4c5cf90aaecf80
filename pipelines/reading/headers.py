"""Metadata at the head of a text: ` date 2022-11 Les États-Unis…`, or lines such as `Titre:` and `Date:`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pipelines.reading.head_and_foot import split_head_and_foot, stands_alone
from pipelines.reading.items import Draft
from pipelines.reading.published import leading_date

FIELD_NAMES = {
    "title": ("titre", "title", "headline", "intitulé", "manchette"),
    "published": (
        "date", "published", "publié", "publié le", "publication", "date de publication", "publication date",
        "date de parution", "parution", "published on", "pubdate",
    ),
    "source": ("source", "journal", "média", "media", "newspaper", "publication name", "publisher", "agence", "agency"),
    "author": ("auteur", "auteurs", "author", "authors", "byline", "signature", "par"),
    "text": ("texte", "text", "contenu", "content", "corps", "body", "article"),
}  # fmt: skip
_FIELD_OF = {name: field for field, names in FIELD_NAMES.items() for name in names}
_LINE = re.compile(r"\s*(?P<name>[^\W\d_][^\W\d_ ]*(?: [^\W\d_]+){0,2})\s*[:=]\s*(?P<value>.*)$")
_DATE_FIRST = re.compile(r"\s*date(?:\s*+:)?\s++(?=\S)", re.IGNORECASE)
_NO_DATE = re.compile(r"(?:none|nan|nat|null|inconnue|unknown)\b(?=\s|$)", re.IGNORECASE)
_MAX_HEADER_LINES = 12
# A longer value is no metadata but text that happens to begin like it.
_MAX_VALUE = {"title": 300, "published": 80, "source": 120, "author": 150, "text": 10**9}


def is_header_line(line: str) -> bool:
    """Does a line state metadata, by a field's name (`Source : Le Monde`) or as pages do ("Publié le…")?"""
    match = _LINE.match(line[:500])
    field = _FIELD_OF.get(match["name"].lower().strip()) if match else None
    if match is not None and field not in {None, "text"} and len(match["value"]) <= _MAX_VALUE[str(field)]:
        return True
    return stands_alone(line)


def split_header(draft: Draft, hints: Iterable[str] = ()) -> Draft:
    """`draft` with the metadata at the head of its text moved into its fields.

    What the draft already states wins over nothing, lines that name their field win over the draft; other lines
    ("Publié le…", "Par Jeanne Roy", "© AFP") fill what is not stated.

    Args:
        draft: its text as lines.
        hints: lines that stood outside the text, such as running heads, which may name the paper and the date.
    """
    text = draft.text.lstrip("\ufeff\r\n")
    stated = _date_before_text(draft, text) or _field_lines(draft, text)
    return split_head_and_foot(stated, hints)


def _date_before_text(draft: Draft, text: str) -> Draft | None:
    """The shape `date 2022-11 Les États-Unis…`: a date and, on the same line, the beginning of the text."""
    line, newline, rest = text.partition("\n")
    match = _DATE_FIRST.match(line)
    if not match:
        return None
    after = line[match.end() :]
    if none := _NO_DATE.match(after):
        stated, end = "", none.end()
    elif dated := leading_date(after):
        stated, end = dated
    else:
        return None
    begins = after[end:].lstrip()
    if not begins:
        return None  # a line of its own: `Date: 2022-11`
    return replace(draft, text=begins + newline + rest, published=stated or draft.published)


def _field_lines(draft: Draft, text: str) -> Draft:
    stated: dict[str, Any] = {}
    lines = text.split("\n", _MAX_HEADER_LINES * 2)
    consumed = 0
    for i, line in enumerate(lines[:-1] if len(lines) > 1 else lines):
        if not line.strip():
            continue
        match = _LINE.match(line)
        field = _FIELD_OF.get(match["name"].lower().strip()) if match else None
        if match is None or field is None or field in stated or len(match["value"]) > _MAX_VALUE[field]:
            break
        if field == "text":
            if not stated:
                break
            lines[i] = match["value"]
            return replace(draft, text="\n".join(lines[i:]), **stated)
        if value := match["value"].strip():
            stated[field] = value
        consumed = i + 1
    rest = "\n".join(lines[consumed:])
    if not consumed or not rest.strip():
        return replace(draft, text=text)
    return replace(draft, text=rest, **stated)
