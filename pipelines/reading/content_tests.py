"""How the formats of mail, feeds, agencies, web archives and OpenDocument are told by their content."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

from pipelines.reading.samples import Sample, markup_start

_HEADER_LINE = re.compile(r"(?P<name>[!-9;-~]{1,76}):(?:[ \t\r\n]|[^/])")
_SAVED_BY = re.compile(r"^From:[ \t]{0,5}<?[^\n]{0,30}Saved by", re.IGNORECASE | re.MULTILINE)
_OF_MAIL = {
    "received",
    "return-path",
    "message-id",
    "mime-version",
    "content-type",
    "delivered-to",
    "x-mailer",
    "dkim-signature",
}
_OF_LETTER = {"from", "to", "date", "subject", "sender", "reply-to", "cc", "bcc"}
_TEXT_SUFFIXES = {".txt", ".text", ".asc", ".md", ".markdown", ".csv", ".tsv", ".json", ".jsonl"}
_MOST_HEADERS = 200


def root_name(sample: Sample) -> str:
    """The name of the first element of an XML file, lower case, without its prefix; "" where it is none."""
    start = markup_start(sample.head.lstrip("\ufeff"))
    return start.removeprefix("<!doctype ").removeprefix("<").rpartition(":")[2].strip("[ ")


def has_root(*names: str) -> Callable[[Sample], bool]:
    """A test for XML whose first element is one of `names` (lower case)."""
    wanted = frozenset(names)
    return lambda sample: root_name(sample) in wanted


def is_feed(sample: Sample) -> bool:
    """RSS, Atom, or RDF that holds RSS 1.0."""
    root = root_name(sample)
    return root in {"rss", "feed", "channel", "entry"} or (
        root == "rdf" and ("purl.org/rss" in sample.head or "<item" in sample.head)
    )


def _headers(sample: Sample) -> set[str]:
    """The names of the header lines that a file begins with, lower case; empty where it does not begin so."""
    names: set[str] = set()
    head = sample.head.lstrip("\ufeff\r\n")
    if sample.suffix == ".emlx":  # the length of the mail comes first
        head = head.partition("\n")[2]
    for number, line in enumerate(head.split("\n")):
        if not line.strip() or number > _MOST_HEADERS:
            break
        if line[0] in " \t":
            continue
        match = _HEADER_LINE.match(line + "\n")
        if match is None:
            return set() if number == 0 or len(names) < 2 else names
        names.add(match["name"].lower())
    return names


def is_mhtml(sample: Sample) -> bool:
    """A page saved as MIME: it says so, or is multipart/related whose parts have addresses."""
    names = _headers(sample)
    if "mime-version" not in names and "content-type" not in names:
        return False
    if "snapshot-content-location" in names or _SAVED_BY.search(sample.head[:4000]):
        return True
    return sample.suffix in {".mht", ".mhtml"} or (
        "to" not in names
        and "received" not in names
        and "multipart/related" in sample.head[:8000].lower()
        and "content-location:" in sample.head.lower()
    )


def is_mail(sample: Sample) -> bool:
    """A mail; a text that begins with lines such as "Date:" is none without a mail program's own headers."""
    names = _headers(sample)
    if sample.suffix in _TEXT_SUFFIXES:
        return len(names & _OF_MAIL) >= 2 and bool(names & _OF_LETTER)
    if sample.suffix in {".eml", ".emlx"}:
        return bool(names & (_OF_MAIL | _OF_LETTER))
    return bool(names & _OF_MAIL) and len(names & _OF_LETTER) >= 2


def is_mbox(sample: Sample) -> bool:
    """Mails one after another, each behind a line "From …" and followed by headers."""
    head = sample.head.lstrip("\ufeff\r\n")
    first, _, rest = head.partition("\n")
    if not first.startswith("From "):
        return False
    return bool(_headers(Sample("", rest[:20_000].encode("latin-1", "replace"))) & (_OF_MAIL | _OF_LETTER))


def is_warc(sample: Sample) -> bool:
    """Records that begin "WARC/1.0", plain or gzipped."""
    return _begins(sample).startswith((b"WARC/1.", b"WARC/0."))


def _begins(sample: Sample) -> bytes:
    if not sample.data.startswith(b"\x1f\x8b"):
        return sample.data[:16].lstrip()
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(sample.data[:4096], 64)
    except zlib.error:
        return b""


def is_webarchive(sample: Sample) -> bool:
    """A property list of Safari, binary or XML."""
    if sample.data.startswith(b"bplist00"):
        return sample.suffix == ".webarchive" or b"WebMainResource" in sample.data
    return root_name(sample) == "plist" and "WebMainResource" in sample.head


def is_open_document(kind: str, *suffixes: str) -> Callable[[Sample], bool]:
    """A test for an OpenDocument container of a kind ("text"), or for its flat XML form."""
    mimetype = f"application/vnd.oasis.opendocument.{kind}"

    def told(sample: Sample) -> bool:
        if sample.is_zip:
            return sample.mimetype.startswith(mimetype) or (
                not sample.mimetype and sample.suffix in suffixes and "word/document.xml" not in sample.parts
            )
        return root_name(sample) == "document" and mimetype in sample.head

    return told


def is_epub(sample: Sample) -> bool:
    """A container that says so, or that has EPUB's own part."""
    return sample.is_zip and (
        "application/epub+zip" in sample.mimetype
        or ("META-INF/container.xml" in sample.parts and any(name.endswith(".opf") for name in sample.parts))
    )
