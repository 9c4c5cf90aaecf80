"""Web pages → one article each: its text without what surrounds it, and what the page states about it."""

from __future__ import annotations

from typing import Any

from pipelines.errors import ReadingError
from pipelines.reading.items import Draft, Item
from pipelines.reading.page.blocks import blocks_of
from pipelines.reading.page.body import article_body
from pipelines.reading.page.linked_data import linked_data
from pipelines.reading.page.metadata import author_in, head_of, published_in, source_of, title_of
from pipelines.reading.page.source import page_text, page_tree
from pipelines.reading.press.pages import articles_in_page

NO_TEXT = "The page holds no article text; open it in a browser, and paste the text or save the page again."
_ENOUGH = 3  # a text stated for machines must be so much longer than the one shown to take its place


def read_html(file_name: str, data: bytes) -> list[Item]:
    """The article of a page, its paragraphs apart, with the metadata it states.

    Raises:
        ReadingError: the bytes are no text, or the page has no article.
    """
    text, warnings = page_text(file_name, data)
    if exported := articles_in_page(text, warnings):
        return exported
    draft = draft_of_page(text, warnings)
    if draft is None:
        raise ReadingError(file_name, NO_TEXT)
    return [draft]


def draft_of_page(page: str, warnings: tuple[str, ...] = ()) -> Draft | None:
    """The article of a page given as characters; None where it has none."""
    tree = page_tree(page)
    if tree is None:
        return None
    head = head_of(tree, page)
    data = linked_data(tree, head.titles)
    body = article_body(_shown(tree), (*head.titles, data.headline))
    paragraphs = body.paragraphs or [block.text for block in blocks_of(_shown(tree), _unread(tree))]
    text = "\n\n".join(paragraphs)
    if len(data.text) > _ENOUGH * len(text):
        text = data.text  # the page is filled in by a script
    if not text:
        return None
    title = title_of(head, data, body.title)
    source = source_of(head, data, title)
    published, doubts = published_in(head, data, body)
    return Draft(
        text,
        title=title,
        published=published,
        source=source,
        author=author_in(head, data, body, source),
        warnings=(*warnings, *doubts),
    )


def _shown(tree: Any) -> Any:
    body = tree.find("body")
    return tree if body is None else body


def _unread(tree: Any) -> set[Any]:
    return set(tree.iter("script", "style", "noscript", "template", "nav", "head", "title"))
