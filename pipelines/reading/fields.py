"""Which column or key of a table holds the text, the title, the date, the source, the author."""

from __future__ import annotations

import ast
import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from pipelines.reading.fragments import plain_line

# In order of preference: the first name present wins.
_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "texte", "content", "contenu", "articletext", "textearticle", "texteintegral", "fulltext",
        "articlebody", "body", "corps", "corpsarticle", "article", "maintext", "textcontent", "bodytext", "contenuarticle",
        "paragraphs", "paragraphes", "story", "storytext", "contenttext", "contenthtml", "bodyhtml", "bodyxhtml", "rawcontent",
        "rawtext", "articlecontent", "articlehtml", "textecomplet", "contentencoded", "verbatim", "news", "plaintext",
        # where nothing else holds a text, the notices of catalogues and of GarganText do
        "abstract", "resume", "extrait", "description", "summary",
    ),
    "title": (
        "title", "titre", "headline", "titrearticle", "articletitle", "intitule", "manchette", "heading", "storytitle", "name",
    ),
    "published": (
        "published", "date", "publie", "publiele", "datedepublication", "datepublication", "publicationdate",
        "publisheddate", "datepublished", "datepublish", "publishdate", "publishedat", "publishedon", "pubdate", "firstpublished",
        "dateparution", "datedeparution", "parution", "datepubli", "datepub", "firstcreated", "contentcreated", "versioncreated",
        "issued", "createdat", "jour", "day", "timestamp", "time", "annee", "year",
    ),
    "source": (
        "source", "journal", "media", "newspaper", "publication", "publisher", "sitename", "sourcename", "nomdujournal",
        "nomjournal", "medianame", "outlet", "feedtitle", "metasitename", "ogsitename", "publishername", "titredupublication",
        "nomdusupport", "support", "agence", "agency", "provider", "providername", "site", "sourcehostname", "sourcedomain", "domainname", "domain", "hostname",
        "sourceurl", "mediaurl", "url", "link", "lien", "permalink", "canonicalurl", "canonicallink", "articleurl",
    ),
    "author": (
        "author", "auteur", "auteurs", "authors", "byline", "signature", "journaliste", "journalistes", "creator", "creators",
        "authorname", "publishedby", "signataire", "userscreenname", "screenname",
    ),
}  # fmt: skip
SUMMARIES = frozenset({"abstract", "resume", "extrait", "description", "summary"})
"""Names under which only the beginning or a summary of a text stands."""
LEADS = (
    "chapo",
    "chapeau",
    "chapoarticle",
    "accroche",
    "lead",
    "lede",
    "standfirst",
    "leadparagraph",
    "chapotexte",
)
"""Names under which the paragraph between headline and text stands."""
# Of these only the host says who published; what is no address in them says nothing.
_ADDRESSES = {
    "sourceurl",
    "mediaurl",
    "url",
    "link",
    "lien",
    "permalink",
    "canonicalurl",
    "canonicallink",
    "articleurl",
}
_ADDRESS = re.compile(r"(?:https?:)?//(?P<host>[^/\s?#:@]{3,253})", re.IGNORECASE)
_PYTHON_LIST = re.compile(r"\s*\[.{0,2000}\]\s*", re.DOTALL)
_TEXTS = ("rendered", "text", "texte", "value", "@value", "#text", "$t", "content", "html", "raw", "body")
_NAMED = (
    "name",
    "rendered",
    "title",
    "text",
    "value",
    "@value",
    "#text",
    "$t",
    "label",
    "content",
    "display_name",
    "@id",
)
_NOTHING = {"", "nan", "nat", "none", "null", "<na>", "n/a"}


def simplified(name: object) -> str:
    """A column name without case, accents, spaces, punctuation and what stands in parentheses behind it."""
    return _simplified(str(name)[:200])


@lru_cache(maxsize=4096)  # the same few names come with every row
def _simplified(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
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
    """What `row` states for each field, as text: names without tags, authors in a row, the host of an address.

    Without `columns` the first name that holds something wins, field by field.
    """
    if columns is None:
        found = {field: stated_field(row, field) for field in _NAMES}
    else:
        found = {field: _as_stated(field, name, row.get(name)) for field, name in columns.items()}
    return {field: value for field, value in found.items() if value}


def stated_field(row: Mapping[Any, Any], field: str) -> str:
    """What `row` states for one field under the first of its names that holds something, "" where none does."""
    given: dict[str, Any] = {}
    for name in row:
        given.setdefault(simplified(name), name)
    stated = (
        (candidate, _as_stated(field, given[candidate], row[given[candidate]]))
        for candidate in _NAMES[field]
        if candidate in given
    )
    values = [(candidate, value) for candidate, value in stated if value]
    if field == "source":
        # A name says more than an address.
        values.sort(key=lambda each: bool(_ADDRESS.match(as_text(row[given[each[0]]]))))
    return values[0][1] if values else ""


def _as_stated(field: str, name: Any, value: Any) -> str:
    if field == "text":
        # An object under "article" or "body" is no text because it has a title.
        return as_text(value, _TEXTS)
    if field == "author":
        return _names_of(value)
    text = as_text(value)
    if field == "source":
        return source_of(name, text)
    return plain_line(text) if field == "title" else text


def with_lead(lead: str, text: str) -> str:
    """`text` under its lead, once where the text begins with it too."""
    plain, beginning = (re.sub(r"[\W_]+", "", each[: len(lead) * 2]).casefold() for each in (lead, text))
    return text if not plain or beginning.startswith(plain) else f"{lead.strip()}\n\n{text}"


def lead_among(names: Iterable[Any]) -> Any:
    """The name in `names` that holds the lead of an article; None where none does."""
    return next((name for name in names if simplified(name) in LEADS), None)


def source_of(name: Any, text: str) -> str:
    """The paper that a value states under a name: of an address its host, without "www."."""
    if address := _ADDRESS.match(text.strip()):
        return address["host"].removeprefix("www.")
    return "" if simplified(name) in _ADDRESSES else plain_line(text)


def _names_of(value: Any) -> str:
    """Authors in a row: a list, the text of one ("['Jeanne Roy']"), a note's link ("[[Jeanne Roy]]")."""
    if isinstance(value, str) and _PYTHON_LIST.fullmatch(value) and not value.strip().startswith("[["):
        try:
            value = ast.literal_eval(value.strip())
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return plain_line(value)
    if isinstance(value, int | float):  # a number in a list of users
        return ""
    each = value if isinstance(value, list | tuple | set) else [value]
    names = (plain_line(as_text(one)).replace("[[", "").replace("]]", "").strip() for one in each)
    return ", ".join(dict.fromkeys(filter(None, names)))


def as_text(value: Any, inner: Sequence[str] = _NAMED) -> str:
    """A cell as text; "" for what stands for nothing; a list of paragraphs joined by blank lines.

    Of an object in it ({"author": {"name": …}}) the first of its keys `inner` that holds a text counts.
    """
    if value is None or isinstance(value, bool | bytes):
        return ""
    if isinstance(value, list | tuple):
        flat = (as_text(each, inner) for each in value if not isinstance(each, list | tuple))
        return "\n\n".join(filter(None, flat))
    if isinstance(value, dict):
        # APIs and JSON-LD nest names: {"author": {"name": …}}.
        return next((str(value[key]) for key in inner if isinstance(value.get(key), str) and value[key]), "")
    if isinstance(value, datetime.date):
        text = value.isoformat()[:10]  # a datetime is a date too
    elif isinstance(value, float) and value.is_integer():
        text = str(int(value))
    else:
        text = str(value)
    return "" if text.strip().lower() in _NOTHING else text
