"""EPUB, of magazines, newspapers and books → one article per text in their reading order."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from pipelines.errors import ReadingError
from pipelines.reading.fragments import element_text
from pipelines.reading.furniture import without_furniture, without_title
from pipelines.reading.items import Draft, Item, Refusal
from pipelines.reading.limits import MAX_UNPACKED_BYTES, MEGABYTE
from pipelines.reading.unpacking import open_container, read_part
from pipelines.reading.xml_safely import children, descendants, line_of, name_of, parse_xml

_PAGES = {"application/xhtml+xml", "text/html", "application/x-dtbook+xml"}
_NOT_TEXT = re.compile(
    r"(?:^|[\s:_-])(?:cover|toc|titlepage|title-page|copyright-page|landmarks|loi|lot|index|colophon)\b"
)
_NOT_NAMED = re.compile(
    r"(?:unknown|no|without) title|unknown|untitled(?: document)?|sans titre|titre inconnu|(?:document|section) \d{1,4}",
    re.IGNORECASE,
)
_FEW_WORDS = 15
_LINKED = 0.6  # of the words; a page of contents has more of them in links
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
DAMAGED = "The EPUB is damaged and cannot be opened; export it again."
PROTECTED = "The EPUB is protected against copying (DRM), so its text cannot be read; ask for a copy without."
TOO_LARGE = f"The EPUB unpacks to more than {MAX_UNPACKED_BYTES // MEGABYTE} MB; split it."
NO_TEXT = "The EPUB holds no text but pictures; run text recognition (OCR) on it."


@dataclass(frozen=True, slots=True)
class _Book:
    """What the package file states.

    Attributes:
        texts: paths of the texts in reading order, adverts and navigation left out.
        title, published, author: of the whole.
        labels: path → its line in the table of contents.
    """

    texts: list[str]
    title: str
    published: str
    author: str
    labels: dict[str, str] = field(default_factory=dict)


def read_epub(file_name: str, data: bytes) -> Iterator[Item]:
    """The texts of a publication: its name is their source, their headings or lines of contents are their titles.

    Left out are covers, contents, what stands outside the reading order, and pages without text.

    Raises:
        ReadingError: damaged, a bomb, protected, or without text.
    """
    parts = open_container(file_name, data)
    if _is_protected(parts):
        raise ReadingError(file_name, PROTECTED)
    book = _book(file_name, parts)
    drafts: list[Draft] = []
    refused: list[Item] = []
    size = 0
    for path in book.texts:
        content = read_part(parts, path)
        size += len(content)
        if size > MAX_UNPACKED_BYTES:
            raise ReadingError(file_name, TOO_LARGE, path)
        if not content.strip():
            continue
        try:
            root, warnings = parse_xml(file_name, content)
        except ReadingError as error:
            refused.append(Refusal(path, error.reason))
            continue
        for draft in _drafts(root, book.labels.get(path, "")):
            goes_on = not draft.title and path not in book.labels and drafts and _is_split(path)
            if goes_on:
                drafts[-1] = replace(drafts[-1], text=f"{drafts[-1].text}\n\n{draft.text}")
            else:
                drafts.append(replace(draft, warnings=warnings))
    yield from refused
    if not drafts and not refused:
        raise ReadingError(file_name, NO_TEXT)
    many = len(drafts) > 1
    for number, draft in enumerate(drafts, start=1):
        known = draft.with_defaults(
            source=book.title,
            published=book.published,
            title="" if many else book.title,
            author="" if many and not _is_by_one(book) else book.author,
        )
        yield replace(known, place=f"#{number}" if many else "", where=f"text {number}" if many else "")


def _is_by_one(book: _Book) -> bool:
    """A magazine's creator is its publisher or the program that made it, and signs no article."""
    return False if book.author.lower() in {"calibre", book.title.lower()} else not book.published


def _is_protected(parts: ZipFile) -> bool:
    encryption = read_part(parts, "META-INF/encryption.xml")
    if not encryption:
        return bool(read_part(parts, "META-INF/rights.xml"))
    try:
        root, _ = parse_xml("", encryption)
    except ReadingError:
        return True
    # Fonts may be scrambled in a publication that is open.
    return any(each.get("Algorithm") not in _FONTS for each in descendants(root, "EncryptionMethod"))


def _book(file_name: str, parts: ZipFile) -> _Book:
    container = read_part(parts, "META-INF/container.xml")
    if not container:
        raise ReadingError(file_name, DAMAGED)
    root, _ = parse_xml(file_name, container)
    path = next((unquote(str(each.get("full-path") or "")) for each in descendants(root, "rootfile")), "")
    package = read_part(parts, path)
    if not package:
        raise ReadingError(file_name, DAMAGED)
    root, _ = parse_xml(file_name, package)
    folder = posixpath.dirname(path)
    manifest = {
        str(item.get("id")): (
            _inside(folder, str(item.get("href") or "")),
            str(item.get("media-type") or ""),
            str(item.get("properties") or "").split(),
        )
        for item in descendants(root, "item")
    }
    spine = next(descendants(root, "spine"), None)
    guide = {
        _inside(folder, str(each.get("href") or ""))
        for each in descendants(root, "reference")
        if str(each.get("type")) in {"cover", "toc", "title-page", "copyright-page"}
    }
    texts: list[str] = []
    for reference in descendants(root, "itemref"):
        target, kind, properties = manifest.get(str(reference.get("idref")), ("", "", []))
        if reference.get("linear") == "no" or kind not in _PAGES or "nav" in properties or target in guide:
            continue
        texts.append(target)
    metadata = next(descendants(root, "metadata"), root)
    labels: dict[str, str] = {}
    for target, kind, properties in manifest.values():
        if "nav" in properties or kind == "application/x-dtbncx+xml":
            labels = {**_labels(file_name, parts, target), **labels}
    return _Book(
        texts
        or ([] if spine is not None else [target for target, kind, _ in manifest.values() if kind in _PAGES]),
        next((_named(line_of(each)) for each in children(metadata, "title")), ""),
        _date(metadata),
        ", ".join(line_of(each) for each in children(metadata, "creator")),
        labels,
    )


def _named(title: str) -> str:
    """`title` unless it is what programs write where nobody named a thing: "Unknown Title", "Section 1"."""
    return "" if _NOT_NAMED.fullmatch(title.strip()) else title


def _inside(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0]))).lstrip("/")


def _date(metadata: Any) -> str:
    """The day of publication; that of the last change is none, and year 101 stands for unknown in Calibre."""
    dates = [each for each in children(metadata, "date") if line_of(each)[:1] in "12"]
    named = {value for each in dates for key, value in each.attrib.items() if key.endswith("event")}
    if "publication" in named:
        dates = [each for each in dates if "publication" in each.attrib.values()]
    return line_of(dates[0])[:25] if dates else ""


def _labels(file_name: str, parts: ZipFile, path: str) -> dict[str, str]:
    content = read_part(parts, path)
    if not content:
        return {}
    try:
        root, _ = parse_xml(file_name, content)
    except ReadingError:
        return {}
    folder = posixpath.dirname(path)
    found: dict[str, str] = {}
    for point in descendants(root, "navPoint"):
        target = next((str(each.get("src") or "") for each in children(point, "content")), "")
        label = next((line_of(each) for each in children(point, "navLabel")), "")
        found.setdefault(_inside(folder, target), _named(label))
    for link in descendants(root, "a"):
        found.setdefault(_inside(folder, str(link.get("href") or "")), _named(line_of(link)))
    return found


def _is_split(path: str) -> bool:
    """Whether a program cut a long text there: "article_split_001.html"."""
    return re.search(r"_split_\d{1,4}\.\w{1,6}$", path) is not None


def _drafts(root: Any, label: str) -> Iterator[Draft]:
    """The article in a page of the publication, or each of several."""
    body = next(descendants(root, "body"), root)
    if _is_no_text(body):
        return
    articles = [
        each
        for each in descendants(body, "article")
        if not any(name_of(a) == "article" for a in each.iterancestors())
    ]
    for part in articles if len(articles) > 1 else [body]:
        text = without_furniture(element_text(part))
        title = _heading(part) or ("" if len(articles) > 1 else label)
        first, _, rest = text.partition("\n\n")
        # Calibre sets headings as paragraphs, perhaps on several lines.
        text = rest if rest and title and _same(first, title) else without_title(text, title)
        if text.strip():
            yield Draft(text, title=title)


def _heading(part: Any) -> str:
    for name in ("h1", "h2", "h3"):
        for each in descendants(part, name):
            if line := " ".join(element_text(each).split()):
                return line
    return ""


def _same(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def _is_no_text(body: Any) -> bool:
    kinds = " ".join(
        value
        for element in (body, *body)
        for key, value in element.attrib.items()
        if key.rpartition("}")[2] in {"type", "role"}
    )
    if _NOT_TEXT.search(kinds.lower()):
        return True
    words = sum(len(text.split()) for text in body.itertext())
    linked = sum(len(line_of(link).split()) for link in descendants(body, "a"))
    return not words or (linked > _LINKED * words and words >= _FEW_WORDS)
