"""Factiva in HTML: tables of two-letter codes, or the bare display."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipelines.reading.press.factiva import (
    head_lines,
    is_document_line,
    is_word_count,
    of_cells,
    title_and_author,
)
from pipelines.reading.press.markup import classes, line, paragraphs
from pipelines.reading.press.sheet import is_property
from pipelines.reading.press.words import words

_ARTICLE = re.compile(r"\w{2,3}article", re.ASCII)
_PARAGRAPH = re.compile(r"(?:\w{2,3})?articleparagraph", re.ASCII)
_HEADLINE = re.compile(r"(?:\w{2,3})?headline", re.ASCII)


def is_factiva(page: str) -> bool:
    """Whether a page names its parts as Factiva does."""
    return "articleParagraph" in page or bool(re.search(r"class=[\"']article \w{2,3}Article", page))


def factiva_articles(tree: Any) -> list[dict[str, str]]:
    """What each article of an export states."""
    return [_coded(node) or _displayed(node) for node in _nodes(tree)]


def _nodes(tree: Any) -> Iterator[Any]:
    found: list[Any] = []
    for node in tree.iter("div"):
        names = classes(node)
        if "article" in names and any(_ARTICLE.fullmatch(name) for name in names):
            found.append(node)
    if not found:
        # Saved from the screen, paragraphs stand without the frame of an article.
        paragraph = next((node for node in tree.iter("p") if _has(node, _PARAGRAPH)), None)
        if paragraph is not None and paragraph.getparent() is not None:
            found.append(paragraph.getparent())
    yield from found


def _has(node: Any, pattern: re.Pattern[str]) -> bool:
    return any(pattern.fullmatch(name) for name in classes(node))


def _below(head: list[str], title: list[str]) -> str:
    """What stands between a title and the count of words: the authors."""
    if not title or title[-1] not in head:
        return ""
    return ", ".join(head[head.index(title[-1]) + 1 :])


def _coded(node: Any) -> dict[str, str]:
    cells: dict[str, str] = {}
    for row in node.iter("tr"):
        columns = [each for each in row if each.tag in {"td", "th"}]
        code = line(columns[0]) if len(columns) > 1 else ""
        if code in words("factiva_codes"):
            separator = "\n\n" if code in {"LP", "TD"} else " "
            cells[code] = separator.join(paragraphs(columns[1]))
    return of_cells(cells) if "HD" in cells else {}


def _displayed(node: Any) -> dict[str, str]:
    headline = next((each for each in node.iter() if _has(each, _HEADLINE) or each.get("id") == "hd"), None)
    author = next((each for each in node.iter("div", "span") if "author" in classes(each)), None)
    body = [each for each in node.iter("p") if _has(each, _PARAGRAPH)]
    text = [said for each in body for said in paragraphs(each)]
    head = paragraphs(node, body)
    counted = next((i for i, said in enumerate(head) if is_word_count(said)), None)
    stated: dict[str, str] = {}
    if counted is not None:
        stated = title_and_author([said for said in head[:counted] if not is_document_line(said)])
        used = head_lines(head[counted + 1 :], stated)
        if not body:
            text = head[counted + 1 + used :]
    if headline is not None:
        stated["title"] = line(headline)
        below = _below(head[:counted] if counted is not None else [], paragraphs(headline))
        stated["author"] = below if counted is not None else stated.get("author", "")
    if author is not None and line(author):
        stated["author"] = line(author)
    stated["text"] = "\n\n".join(
        said for said in text if not is_document_line(said) and not is_property(said)
    )
    return stated
