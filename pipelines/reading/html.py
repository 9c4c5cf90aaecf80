"""Web pages and press-database exports in HTML → one article, or several."""

from __future__ import annotations

import re
from typing import Any

from pipelines.errors import ReadingError
from pipelines.reading.decoding import decode
from pipelines.reading.items import Draft, Item
from pipelines.reading.press.pages import articles_in_page

NO_TEXT = "The page holds no article text; open it in a browser, and paste the text or save the page again."
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_html(file_name: str, data: bytes) -> list[Item]:
    """The main text of a page without navigation, its paragraphs apart, with the metadata it states.

    Raises:
        ReadingError: the bytes are no text, or the page has no article.
    """
    text, warnings = _decode(file_name, data)
    text = _CONTROL.sub(" ", text)
    if exported := articles_in_page(text, warnings):
        return exported
    draft = _main_text(text) or _all_paragraphs(text)
    if draft is None:
        raise ReadingError(file_name, NO_TEXT)
    return [Draft(draft.text, draft.title, draft.published, draft.source, draft.author, warnings=warnings)]


def _decode(file_name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """UTF-8 where it is valid, else the charset the page declares."""
    declared = _CHARSET.search(data[:4096])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if declared:
            try:
                return data.decode(declared[1].decode("ascii").lower().replace("iso-8859-1", "cp1252")), ()
            except (LookupError, UnicodeDecodeError):
                pass
    return decode(file_name, data)


def _main_text(page: str) -> Draft | None:
    import trafilatura  # noqa: PLC0415 - heavy, and only pages need it

    found: Any = trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        favor_recall=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or not (found.text or "").strip():
        return None
    title = found.title or ""
    paragraphs = [line.strip() for line in found.text.split("\n") if line.strip()]
    if len(paragraphs) > 1 and paragraphs[0].casefold() == title.casefold():
        del paragraphs[0]
    return Draft(
        "\n\n".join(paragraphs),
        title=title,
        published=found.date or "",
        source=found.sitename or found.hostname or "",
        author=found.author or "",
    )


def _all_paragraphs(page: str) -> Draft | None:
    """Every block of a page too small or too odd for the extractor."""
    from lxml import etree, html  # noqa: PLC0415

    try:
        tree: Any = html.document_fromstring(
            page.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", no_network=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    for unwanted in tree.xpath("//script|//style|//noscript|//nav|//template|//head/*[not(self::title)]"):
        unwanted.drop_tree()
    body = tree.find("body")
    blocks = body.xpath(".//p|.//h2|.//h3|.//li|.//blockquote|.//pre") if body is not None else []
    texts = [" ".join(block.text_content().split()) for block in blocks]
    if not any(texts) and body is not None:
        texts = [" ".join(line.split()) for line in body.text_content().split("\n")]
    text = "\n\n".join(filter(None, texts))
    return Draft(text, title=(tree.findtext(".//title") or "").strip()) if text else None
