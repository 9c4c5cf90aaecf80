"""Web archives (WARC, also gzipped) → the article of every page in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipelines.errors import ReadingError
from pipelines.reading.guarding import guarded
from pipelines.reading.http_bodies import Answer, parse_answer, unpacked
from pipelines.reading.items import Draft, Item, Refusal
from pipelines.reading.limits import MAX_ARCHIVE_MEMBERS, MAX_FILE_BYTES, MAX_UNPACKED_BYTES, MEGABYTE
from pipelines.reading.mail_parts import in_charset
from pipelines.reading.mhtml import read_page, with_host
from pipelines.reading.samples import markup_start

_VERSION = re.compile(rb"WARC/[01]\.\d{1,2}[ \t]*\r?\n")
_END = re.compile(rb"\r?\n\r?\n")
_NEXT = re.compile(rb"\r?\n(?=WARC/[01]\.\d)")
_PAGES = {"text/html", "application/xhtml+xml"}
DAMAGED = "The web archive is damaged: no record begins where one should; make it again."
NO_PAGE = "The web archive holds no page with an article ({held}); archive the articles' own pages."
TOO_LARGE = f"The web archive unpacks to more than {MAX_UNPACKED_BYTES // MEGABYTE} MB; split it."
PAGE_TOO_LARGE = f"The page is larger than {MAX_FILE_BYTES // MEGABYTE} MB, so it was not read."
TOO_MANY = f"The web archive holds more than {MAX_ARCHIVE_MEMBERS:,} pages; split it."
ANSWERED = "The server answered {status} and no article; archive the page again."


@dataclass(frozen=True, slots=True)
class Record:
    """One record of an archive: its type, the address it was taken from, its content type and bytes."""

    kind: str
    address: str
    content_type: str
    body: bytes


def read_warc(file_name: str, data: bytes) -> Iterator[Item]:
    """The article of every HTML page and PDF that a server answered with; the host is the source where none is stated.

    Style sheets, scripts, pictures and redirections are no articles. The day of archiving is not the day of
    publication, so it is not taken.

    Raises:
        ReadingError: damaged, over the limits, or without any page.
    """
    if data.startswith(b"\x1f\x8b"):
        try:
            data = unpacked(data, "gzip", MAX_UNPACKED_BYTES)
        except OverflowError:
            raise ReadingError(file_name, TOO_LARGE) from None
    pages = seen = size = 0
    for record in records(file_name, data):
        seen += 1
        if record.kind not in {"response", "resource"}:
            continue
        try:
            answer = _answer(record, min(MAX_FILE_BYTES, MAX_UNPACKED_BYTES - size))
        except OverflowError:
            yield Refusal(record.address, PAGE_TOO_LARGE)
            continue
        size += len(answer.body)
        if not _is_readable(answer) or 300 <= answer.status < 400 or not answer.body.strip():
            continue
        pages += 1
        if pages > MAX_ARCHIVE_MEMBERS:
            raise ReadingError(file_name, TOO_MANY)
        if answer.status >= 400:
            yield Refusal(record.address, ANSWERED.format(status=answer.status))
            continue
        yield from guarded(_page(file_name, record.address, answer, pages), record.address)
    if not pages:
        raise ReadingError(file_name, NO_PAGE.format(held=f"{seen} records"))


def records(file_name: str, data: bytes) -> Iterator[Record]:
    """The records of an unpacked archive; one whose stated length is wrong ends where the next begins.

    Raises:
        ReadingError: no record begins where one should.
    """
    position = _after_blank(data, 0)
    while position < len(data):
        version = _VERSION.match(data, position)
        end = _END.search(data, version.end() - 1, version.end() + 100_000) if version else None
        if version is None or end is None:
            raise ReadingError(file_name, DAMAGED, f"byte {position:,}")
        headers: dict[str, str] = {}
        for line in data[version.end() : end.start()].decode("utf-8", "replace").split("\n"):
            name, colon, value = line.partition(":")
            if colon:
                headers[name.strip().lower()] = value.strip()
        stop = _stop(data, end.end(), headers.get("content-length", ""))
        yield Record(
            headers.get("warc-type", "").lower(),
            headers.get("warc-target-uri", "").strip("<>"),
            headers.get("content-type", ""),
            data[end.end() : stop],
        )
        position = _after_blank(data, stop)


def _stop(data: bytes, start: int, length: str) -> int:
    stated = start + int(length) if length.isdecimal() and len(length) < 12 else len(data) + 1
    if stated <= len(data):
        following = _after_blank(data, stated)
        if following == len(data) or _VERSION.match(data, following):
            return stated
    found = _NEXT.search(data, start)
    return found.start() if found else len(data)


def _after_blank(data: bytes, position: int) -> int:
    while position < len(data) and data[position] in b"\r\n":
        position += 1
    return position


def _answer(record: Record, limit: int) -> Answer:
    if record.body.startswith(b"HTTP/"):
        return parse_answer(record.body, limit)
    return Answer(200, record.content_type.partition(";")[0].strip().lower(), "", record.body[: limit + 1])


def _is_readable(answer: Answer) -> bool:
    if not answer.kind:
        return markup_start(answer.body[:4096].decode("latin-1")) in {"<!doctype html", "<html"}
    return answer.kind in _PAGES or answer.kind == "application/pdf"


def _page(file_name: str, address: str, answer: Answer, number: int) -> Iterator[Item]:
    if answer.kind == "application/pdf":
        from pipelines.reading.pdf import read_pdf  # noqa: PLC0415 - few archives hold one

        items: list[Item] = [with_host(item, address) for item in read_pdf(file_name, answer.body)]
    else:
        items = read_page(file_name, in_charset(answer.body, answer.charset, file_name), address)
    for item in items:
        if isinstance(item, Draft):
            yield replace(item, place=f"#{number}{item.place}", where=address)
        else:
            yield item
