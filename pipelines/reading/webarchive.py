"""Safari's saved pages (.webarchive) → their article."""

from __future__ import annotations

import plistlib
from typing import Any

from pipelines.errors import ReadingError
from pipelines.reading.items import Item
from pipelines.reading.mail_parts import in_charset
from pipelines.reading.mhtml import NO_PAGE, read_page, with_host

DAMAGED = "The web archive is damaged; open the page in Safari and save it again."
_DEEPEST = 3


def read_webarchive(file_name: str, data: bytes) -> list[Item]:
    """The article of the page itself; its frames are read only where it has none.

    Raises:
        ReadingError: damaged, no page in it, or no article on the page.
    """
    try:
        archive = plistlib.loads(data)
    except Exception as error:  # the library lets many kinds through
        raise ReadingError(file_name, DAMAGED) from error
    refused: ReadingError | None = None
    for page in _pages(archive, 0):
        try:
            return _read(file_name, page)
        except ReadingError as error:
            refused = refused or error
    raise refused or ReadingError(file_name, NO_PAGE)


def _pages(archive: Any, depth: int) -> list[dict[str, Any]]:
    """The page and the frames inside it, outer ones first."""
    if not isinstance(archive, dict) or depth > _DEEPEST:
        return []
    main = archive.get("WebMainResource")
    frames = archive.get("WebSubframeArchives")
    found = [main] if isinstance(main, dict) and isinstance(main.get("WebResourceData"), bytes) else []
    for frame in frames[:100] if isinstance(frames, list) else []:
        found += _pages(frame, depth + 1)
    return found


def _read(file_name: str, page: dict[str, Any]) -> list[Item]:
    kind = str(page.get("WebResourceMIMEType") or "text/html").lower()
    content, address = page["WebResourceData"], str(page.get("WebResourceURL") or "")
    if kind == "application/pdf":
        from pipelines.reading.pdf import read_pdf  # noqa: PLC0415 - a PDF opened in the browser, rare

        return [with_host(item, address) for item in read_pdf(file_name, content)]
    if "html" not in kind:
        raise ReadingError(file_name, NO_PAGE)
    declared = str(page.get("WebResourceTextEncodingName") or "")
    return read_page(file_name, in_charset(content, declared, file_name), address)
