"""JSON-LD of schema.org, as pages carry it → their articles in plain keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_OTHER_ARTICLES = {"BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "Report", "Review", "OpEd"}
_INSIDE = ("@graph", "mainEntity", "hasPart", "itemListElement", "item", "blogPost")
_DEEPEST = 6


def linked_articles(loaded: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The articles in an object of JSON-LD, [] where it is none or holds none.

    Organisations, persons, bread crumbs and pictures of a graph are no articles.
    """
    if not any(key in loaded for key in ("@graph", "@type", "@context")):
        return []
    return [_plain(each) for each in _articles(loaded, 0)]


def _type(loaded: Mapping[str, Any]) -> str:
    kinds = loaded.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return next(
        (str(each).rpartition("/")[2].rpartition(":")[2] for each in named if _is_article(each)), ""
    ) or (str(named[0]) if named and named[0] else "")


def _is_article(kind: Any) -> bool:
    name = str(kind).rpartition("/")[2].rpartition(":")[2]
    return name.endswith("Article") or name in _OTHER_ARTICLES


def _articles(loaded: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(loaded, list):
        for each in loaded:
            yield from _articles(each, depth + 1)
    elif isinstance(loaded, dict):
        if _is_article(_type(loaded)):
            yield loaded
            return
        for key in _INSIDE:
            yield from _articles(loaded.get(key), depth + 1)


def _plain(article: Mapping[str, Any]) -> dict[str, Any]:
    updates = article.get("liveBlogUpdate")
    body = article.get("articleBody") or article.get("text") or ""
    if not body and isinstance(updates, list):
        body = "\n\n".join(
            str(part)
            for each in updates
            if isinstance(each, dict)
            for part in (each.get("headline"), each.get("articleBody"))
            if part
        )
    publisher = article.get("publisher") or article.get("sourceOrganization") or article.get("isPartOf")
    return {
        "text": body,
        "title": article.get("headline") or article.get("name") or article.get("alternativeHeadline"),
        "published": article.get("datePublished") or article.get("dateCreated"),
        "source": publisher,
        "author": article.get("author") or article.get("creator"),
        "url": article.get("url") or article.get("mainEntityOfPage"),
    }
