"""Which column or key of a table holds the text, the title, the date, the source, the author."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

# In order of preference: the first name present wins.
_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "texte", "content", "contenu", "articletext", "textearticle", "texteintegral", "fulltext",
        "articlebody", "body", "corps", "corpsarticle", "article", "maintext", "textcontent", "bodytext", "contenuarticle",
        "paragraphs", "paragraphes", "story",
        # where nothing else holds a text, the notices of catalogues and of GarganText do
        "abstract", "resume", "extrait", "description", "summary",
    ),
    "title": ("title", "titre", "headline", "titrearticle", "articletitle", "intitule", "manchette", "heading", "name"),
    "published": (
        "published", "date", "publie", "publiele", "datedepublication", "datepublication", "publicationdate",
        "publisheddate", "datepublished", "publishedat", "publishedon", "pubdate", "dateparution", "datedeparution",
        "parution", "datepubli", "createdat", "jour", "day", "timestamp", "time", "annee", "year",
    ),
    "source": (
        "source", "journal", "media", "newspaper", "publication", "publisher", "sitename", "sourcename", "nomdujournal",
        "nomjournal", "outlet", "domain", "site", "agence", "agency", "titredupublication", "hostname",
    ),
    "author": ("author", "auteur", "auteurs", "authors", "byline", "signature", "journaliste", "creator"),
}  # fmt: skip
_NOTHING = {"", "nan", "nat", "none", "null", "<na>", "n/a"}


def simplified(name: object) -> str:
    """A column name without case, accents, spaces, punctuation and what stands in parentheses behind it."""
    plain = unicodedata.normalize("NFKD", str(name)).casefold()
    head, opened, _ = plain.partition("(")
    return re.sub(r"[\W_]", "", head if opened and head.strip() else plain)


def columns_by_field(names: Iterable[Any]) -> dict[str, Any]:
    """For each field of a draft, the name in `names` that holds it; fields without one are left out."""
    given: dict[str, Any] = {}
    for name in names:
        given.setdefault(simplified(name), name)
    found: dict[str, Any] = {}
    for field, candidates in _NAMES.items():
        for candidate in candidates:
            if candidate in given:
                found[field] = given[candidate]
                break
    return found


def stated_fields(row: Mapping[Any, Any], columns: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What `row` states for each field, as text."""
    columns = columns_by_field(row) if columns is None else columns
    return {field: value for field, name in columns.items() if (value := as_text(row.get(name)))}


def as_text(value: Any) -> str:
    """A cell as text; "" for what stands for nothing; a list of paragraphs joined by blank lines."""
    if value is None or isinstance(value, bool | bytes):
        return ""
    if isinstance(value, list | tuple):
        flat = (as_text(each) for each in value if not isinstance(each, list | tuple))
        return "\n\n".join(filter(None, flat))
    if isinstance(value, dict):
        # APIs and JSON-LD nest names: {"author": {"name": …}}.
        inner = value.get("name") or value.get("title") or value.get("text")
        return inner if isinstance(inner, str) else ""
    if isinstance(value, datetime.date):
        text = value.isoformat()[:10]  # a datetime is a date too
    elif isinstance(value, float) and value.is_integer():
        text = str(int(value))
    else:
        text = str(value)
    return "" if text.strip().lower() in _NOTHING else text
