"""Web pages saved as one file of MIME (.mhtml, .mht: Chrome, Edge, Internet Explorer, Word) → their article."""

from __future__ import annotations

from dataclasses import replace
from email.message import Message
from typing import Any
from urllib.parse import urlsplit

from pipelines.errors import ReadingError
from pipelines.reading.html import read_html
from pipelines.reading.items import Draft, Item
from pipelines.reading.mail_parts import header, parse_message, parts, text_of

NO_PAGE = "The saved page holds no HTML; open it in a browser and save it again."


def read_mhtml(file_name: str, data: bytes) -> list[Item]:
    """The article of the page itself; frames and advertisements saved with it are read only where it has none.

    The day of saving is not the day of publication, so it is not taken.

    Raises:
        ReadingError: no page in it, or no article on the page.
    """
    message = parse_message(data)
    pages = [part for part in parts(message, file_name) if _is_page(part)]
    if not pages:
        raise ReadingError(file_name, NO_PAGE)
    start = str(message.get_param("start") or "").strip("<> ")
    address = header(message, "Snapshot-Content-Location")
    pages.sort(key=lambda part: not _is_main(part, start, address))
    refused: ReadingError | None = None
    for page in pages:
        try:
            items = read_page(
                file_name, text_of(page, file_name), address or header(page, "Content-Location")
            )
        except ReadingError as error:
            refused = refused or error
            continue
        return [_titled(item, header(message, "Subject")) for item in items]
    raise refused or ReadingError(file_name, NO_PAGE)


def read_page(file_name: str, page: str, address: str) -> list[Item]:
    """The article of a page whose characters are known and that was found at `address`.

    The host stands for the source where the page names none.

    Raises:
        ReadingError: the page has no article.
    """
    return [with_host(item, address) for item in read_html(file_name, page.encode("utf-8", "replace"))]


def with_host(item: Item, address: str) -> Item:
    """`item` with the host of an address as its source where it states none."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    return item.with_defaults(source=host.removeprefix("www.")) if isinstance(item, Draft) else item


def _is_page(part: Message) -> bool:
    return part.get_content_type() in {"text/html", "application/xhtml+xml"}


def _is_main(part: Message, start: str, address: str) -> bool:
    if start:
        return str(part.get("Content-ID") or "").strip("<> ") == start
    return bool(address) and header(part, "Content-Location") == address


def _titled(item: Item, subject: str) -> Item:
    stated: dict[str, Any] = {"title": subject}
    return replace(item, **stated) if isinstance(item, Draft) and subject and not item.title else item
