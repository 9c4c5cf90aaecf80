"""Title, date, source and author as a page states them: JSON-LD and meta tags first, then what it shows."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipelines.reading.page.about import says_when
from pipelines.reading.page.blocks import blocks_of
from pipelines.reading.page.body import Body
from pipelines.reading.page.bylines import author_of
from pipelines.reading.page.linked_data import LinkedData
from pipelines.reading.page.words import part_names, straight
from pipelines.reading.published import Stated, publication_in, to_edtf

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date.created",
    "dcterms.created", "dc.date", "article_date_original", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publicationdate", "publication-date",
    "citation_publication_date", "article.published", "displaydate", "date_published", "rnews:datepublished",
    "originalpublicationdate", "ptime", "date",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "dcterms.modified",
             "dc.date.modified", "last-modified", "revised", "updated_time", "article.updated")  # fmt: skip
_AUTHOR = ("author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "dc.contributor",
           "parsely-author", "sailthru.author", "article.author", "byl", "cxenseparse:author", "citation_author",
           "twitter:creator:name", "creator")  # fmt: skip
_SITE = ("og:site_name", "application-name", "publisher", "dc.publisher", "dcterms.publisher", "article:publisher_name",
         "cre", "citation_journal_title", "apple-mobile-web-app-title")  # fmt: skip
_CHANGED_NAMES = frozenset(
    {"updated", "modified", "update", "maj", "last-modified", "date-modified", "modification"}
)
_PUBLISHED_NAMES = frozenset(
    {"dt-published", "date-published", "entry-date", "post-date", "article-date", "pubdate"}
)
_AUTHOR_NAMES = frozenset(
    {"author", "authors", "auteur", "auteurs", "byline", "signature", "author-name", "reader-credits"}
)
_NOT_OF_AUTHOR = frozenset({"kicker", "surtitre", "rubrique"})
# "Publié le 12 mars 2024, par Jeanne Roy", "Jeanne Roy • 12 mars 2024 à 8h"
_BESIDE_DATE = re.compile(
    r"\d\s{0,3},?\s{1,3}par\s{1,3}(\S.{2,80})$|"
    r"^([A-ZÀ-Þ][\w'’-]{1,30}(?: [A-ZÀ-Þ][\w'’.-]{1,30}){1,3})(?:\s{0,3}[•·|]\s{0,3}|\s)(?:le\s{1,3})?\d"
)
_SEPARATED = re.compile(r"(?<!\s)\s+[|–—·•»-]\s+")
_UTC = re.compile(r"T\d\d:?\d\d.{0,12}(?:Z|[+-]00:?00)$")
_DATE_IN_ADDRESS = re.compile(r"/((?:1[89]|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/_.-])")
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(https?://\S{1,500})")
_MOST_TIMES = 200
CHANGED_ONLY = (
    "The page states when it was changed ({modified}) and not when it was published, so the publication date is "
    "left open; set it on the Corpus page."
)


@dataclass(slots=True)
class Head:
    """The metadata in a page's head.

    Attributes:
        meta: contents by name, property or itemprop, lower case; the first of each.
        authors: all contents that name an author.
        title: of the browser's window.
        address: where the page stands, "" where it does not say.
    """

    meta: dict[str, str] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)
    title: str = ""
    address: str = ""

    def first(self, names: tuple[str, ...]) -> str:
        """The first of `names` that is stated."""
        return next((self.meta[name] for name in names if self.meta.get(name)), "")

    @property
    def titles(self) -> tuple[str, ...]:
        """How the head calls the article."""
        return tuple(
            filter(None, (self.meta.get("og:title", ""), self.meta.get("twitter:title", ""), self.title))
        )


def head_of(tree: Any, text: str) -> Head:
    """The metadata of a page's head."""
    head = Head()
    for node in tree.iter("meta"):
        content = " ".join(html.unescape(node.get("content") or "").split())
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        if not content or not name:
            continue
        head.meta.setdefault(name, content)
        if name in _AUTHOR:
            head.authors.append(content)
    title = next(tree.iter("title"), None)
    head.title = " ".join((title.text or "").split()) if title is not None else ""
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), "")
    saved = _SAVED_FROM.search(text[:5_000])
    head.address = canonical or head.meta.get("og:url", "") or (saved[1] if saved else "")
    return head


def title_of(head: Head, data: LinkedData, shown: str) -> str:
    """The headline shown, else the one stated; the paper's name after it is cut."""
    stated = head.meta.get("og:title") or data.headline or head.meta.get("twitter:title") or head.title
    title = shown or _without_site(html.unescape(stated), head.meta.get("og:site_name", "") or data.publisher)
    return " ".join(title.split())


def _without_site(title: str, site: str) -> str:
    parts = _SEPARATED.split(title)
    if len(parts) > 1 and site and _same(parts[-1], site):
        return title[: title.rindex(parts[-1])].rstrip(" |–—·•:»-")
    return title


def _same(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def source_of(head: Head, data: LinkedData, title: str) -> str:
    """The paper: as the page names itself, else the last part of its window's title, else its host."""
    site = head.first(_SITE[:1]) or data.publisher or head.first(_SITE[1:])
    if site and not site.startswith(("http", "@")):
        return site.removeprefix("www.")
    parts = _SEPARATED.split(head.title)
    before = head.title[: head.title.rindex(parts[-1])] if len(parts) > 1 else ""
    if title and before and (_bare(title) in _bare(before) or _alike(title, parts[0])):
        last = parts[-1].strip()
        if 2 <= len(last) <= 40 and not _same(last, title):
            return last
    host = re.match(r"https?://([^/:?#\s]{1,200})", head.address)
    return host[1].removeprefix("www.") if host else ""


def _alike(title: str, part: str) -> bool:
    one, other = (set(re.findall(r"[^\W_]{3,}", each.casefold())) for each in (title, part))
    return bool(other) and len(one & other) >= 0.6 * len(one | other)


def author_in(head: Head, data: LinkedData, body: Body, source: str) -> str:
    """The author as stated for machines, else as shown."""
    for stated in (data.authors, head.authors, _marked_authors(body), _shown_authors(body.about)):
        if author := author_of(stated, source):
            return author
    return ""


def _shown_authors(about: list[str]) -> list[str]:
    for line in about:
        match = re.match(
            r"(?:par|by|texte|propos recueillis|de not?re|de nos|article de|reportage|"
            r"(?:écrit|rédigé|soumis|signé|posté|publié|submitted) (?:par|by)|auteure?s?(?= ?:))\b",
            line,
            re.IGNORECASE,
        )
        if match:
            names = re.split(r"(?<!\s)\s+(?:le|on|·|•|\||publié|mis à jour)\s+(?=(?:\w{2,9}\.?\s)?\S{0,40}\d|le\b)|(?:(?<!\s)\s+)?[|·•]\s*|(?<!\s)\s+-\s+", line, maxsplit=1, flags=re.I)[0]  # fmt: skip
            return [names]
        if named := _BESIDE_DATE.search(line):
            return [named[1] or named[2]]
    # A line of its own under the headline, or under the text.
    return [
        line
        for line in about
        if re.fullmatch(r"[^\W\d_][\w’'. -]{4,50}", line)
        and line[0].isupper()
        and " " in line
        and not says_when(line)
    ][:1]


def _marked_authors(body: Body) -> list[str]:
    node = _scope(body)
    if node is None:
        return []
    found: list[Any] = []
    for each in node.iter("a", "span", "div", "p", "address", "cite", "li", "strong", "h3", "h4", "h5", "h6"):
        marked = each.get("rel") == "author" or each.get("itemprop") == "author"
        names = part_names(each.get("class") or "")
        if not marked and (not names & _AUTHOR_NAMES or names & _NOT_OF_AUTHOR):
            continue
        if found and found[-1] in set(each.iterancestors()):
            found[-1] = each  # the name inside the line
        elif marked or not found:
            found.append(each)
    texts = [_names_shown(each) for each in found[:6]]
    return [text for text in texts if 3 <= len(text) <= 120]


def _names_shown(node: Any) -> str:
    """The lines of a part that names the author, without those that say when."""
    lines = [" ".join(block.text.split()) for block in blocks_of(node)]
    return "\n".join(line for line in lines if not says_when(line))


def _scope(body: Body) -> Any:
    """The element around the article and its headline."""
    node = body.node
    while node is not None and node.tag != "body":
        if next(node.iter("h1"), None) is not None:
            return node
        node = node.getparent()
    return body.node


def published_in(head: Head, data: LinkedData, body: Body) -> tuple[str, tuple[str, ...]]:
    """The date of publication in EDTF, "" where the page states none, and warnings.

    What is stated for machines wins, save that a date which is also that of the last change gives way to an earlier
    one, and a moment in UTC to the neighbouring day that the page shows.
    """
    shown = _shown(body)
    marked = _marked_times(body)
    stated = [to_edtf(data.published), to_edtf(head.first(_PUBLISHED))]
    changed = {to_edtf(data.modified), to_edtf(head.first(_MODIFIED)), shown.modified, marked.modified} - {""}
    candidates = [each for each in (*stated, marked.published, shown.published) if each]
    if not candidates:
        if found := _DATE_IN_ADDRESS.search(head.address):
            return to_edtf("-".join(found.groups())), ()
        if not changed:
            return "", ()
        return "", (CHANGED_ONLY.format(modified=sorted(changed)[-1]),)
    first = candidates[0]
    if first in changed:
        first = min((each for each in candidates if len(each) >= len(first) and each < first), default=first)
    if (
        shown.published
        and _UTC.search(data.published or head.first(_PUBLISHED))
        and _neighbours(first, shown.published)
    ):
        return shown.published, ()
    return first, ()


def _neighbours(one: str, other: str) -> bool:
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) == 1
    except ValueError:
        return False


def _shown(body: Body) -> Stated:
    published = modified = ""
    for line in body.about:
        found = publication_in(line)
        published = published or found.published
        modified = modified or found.modified
    return Stated(published, modified)


def _marked_times(body: Body) -> Stated:
    """The dates of <time> elements that stand beside the text; one inside a sentence is no publication date."""
    scope = _scope(body)
    published = modified = ""
    if scope is None:
        return Stated("", "")
    looked_at = 0
    for node in scope.iter("time", "abbr", "span", "div", "p", "meta"):
        stated = node.get("datetime") or (node.get("content") if node.get("itemprop") else "") or ""
        kind = (node.get("itemprop") or "").lower()
        if node.tag != "time" and not kind.startswith("date"):
            continue
        looked_at += 1
        if looked_at > _MOST_TIMES or (published and modified):
            break
        edtf = to_edtf(stated or " ".join("".join(node.itertext()).split()))
        names = part_names(node.get("class") or "")
        if not edtf or (not kind and not names & _PUBLISHED_NAMES and _is_in_sentence(node)):
            continue
        if kind == "datemodified" or names & _CHANGED_NAMES or _is_change(node):
            modified = modified or edtf
        else:
            published = published or edtf
    return Stated(published, modified)


def _is_in_sentence(node: Any) -> bool:
    """True for an element inside running text, or one that dates another page."""
    for parent in node.iterancestors("p", "li", "blockquote", "a", "article", "td"):
        if parent.tag == "a" and parent.get("href"):
            return True
        if parent.tag in {"article", "td"}:
            return False
        length = sum(len(part) for _, part in zip(range(60), parent.itertext(), strict=False))
        if length > 120:
            return True
        text = " ".join(parent.itertext()).strip()
        return text.endswith((".", "!", "?", "…", "»")) and len(text) > 40
    return False


def _is_change(node: Any) -> bool:
    """True where the words before the element, in the same line, speak of a change."""
    parent = node.getparent()
    if parent is None:
        return False
    before = parent.text or ""
    for sibling in parent:
        if sibling is node:
            break
        before += " ".join(sibling.itertext())[-80:] + (sibling.tail or "")
    stated = publication_in(straight(before[-80:]) + " 1er janvier 2000")
    own = publication_in(straight(" ".join(node.itertext())[:60]) + " 1er janvier 2000")
    return bool(stated.modified and not stated.published) or bool(own.modified and not own.published)
