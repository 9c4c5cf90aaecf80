"""What a page states of its article for machines: JSON-LD (schema.org), broken JSON included."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|Review|Posting)$")
_WEAK = frozenset({"WebPage", "ItemPage", "CreativeWork"})
_KEYS = ("datePublished", "dateModified", "headline")
_LOOSE = {key: re.compile(rf"\"{key}\"\s{{0,9}}:\s{{0,9}}\"((?:[^\"\\\n]|\\.){{1,300}})\"") for key in _KEYS}
_LOOSE_AUTHOR = re.compile(r"\"author\"\s{0,9}:[^\"]{0,20}(?:\"@type\"[^,]{0,60},\s{0,9})?(?:\"name\"\s{0,9}:\s{0,9})?\"([^\"\\\n]{2,120})\"")  # fmt: skip
_TRAILING_COMMA = re.compile(r",(\s{0,99}[}\]])")
_MOST_NODES = 5_000


@dataclass(frozen=True, slots=True)
class LinkedData:
    """An article as its page's JSON-LD states it; "" for what it does not state."""

    headline: str = ""
    published: str = ""
    modified: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    text: str = ""


def linked_data(tree: Any, titles: tuple[str, ...]) -> LinkedData:
    """The page's article; where several are stated (a list of others), the one headed like the page."""
    nodes: list[dict[str, Any]] = []
    loose = LinkedData()
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip()
        loaded = _loaded(text)
        if loaded is None:
            loose = loose if loose.published or loose.authors else _loosely(text)
        else:
            nodes.extend(_nodes(loaded))
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 2}
    articles = [node for node in nodes if any(map(_ARTICLE.search, _types(node)))]
    pages = [node for node in nodes if _WEAK & set(_types(node)) and node.get("datePublished")]
    if not articles and not pages:
        return loose
    wanted = [set(_words(title)) for title in titles if title]
    best = max(articles or pages, key=lambda node: _likeness(_text(node.get("headline")), wanted))
    page = pages[0] if pages and articles else {}
    return LinkedData(
        headline=_text(best.get("headline")) or _text(best.get("name")),
        published=_text(best.get("datePublished")) or _text(page.get("datePublished")),
        modified=_text(best.get("dateModified")),
        authors=tuple(_people(best.get("author") or best.get("creator"), by_id)),
        publisher=next(iter(_people(best.get("publisher"), by_id)), ""),
        text=_text(best.get("articleBody")),
    )


def _loaded(text: str) -> Any:
    text = text.removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    text = text.strip().removeprefix("<![CDATA[").removesuffix("]]>").rstrip("; \n")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _loosely(text: str) -> LinkedData:
    """Of JSON that is broken, what can be read all the same."""
    found = {key: match[1] if (match := form.search(text)) else "" for key, form in _LOOSE.items()}
    author = _LOOSE_AUTHOR.search(text)
    return LinkedData(
        headline=found["headline"],
        published=found["datePublished"],
        modified=found["dateModified"],
        authors=(author[1],) if author and not author[1].startswith(("http", "@", "Person")) else (),
    )


def _nodes(loaded: Any) -> Iterator[dict[str, Any]]:
    """All objects in it, the outer ones first."""
    waiting = [loaded]
    for count, each in enumerate(waiting):
        if count > _MOST_NODES:
            return
        if isinstance(each, dict):
            yield each
            waiting.extend(value for value in each.values() if isinstance(value, dict | list))
        elif isinstance(each, list):
            waiting.extend(value for value in each if isinstance(value, dict | list))


def _types(node: dict[str, Any]) -> list[str]:
    stated = node.get("@type")
    return [str(each).rpartition("/")[2] for each in (stated if isinstance(stated, list) else [stated])]


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = next(iter(value), "")
    if isinstance(value, dict):
        value = value.get("@value", "")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _people(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str):
            found = by_id.get(each)
            yield _text(found.get("name")) if found else each
        elif isinstance(each, dict):
            name = each.get("name") or by_id.get(str(each.get("@id")), {}).get("name")
            if isinstance(name, list):
                yield from (part for part in name if isinstance(part, str))
            elif isinstance(name, str):
                yield name
            elif isinstance(each.get("givenName"), str) and isinstance(each.get("familyName"), str):
                yield f"{each['givenName']} {each['familyName']}"


def _likeness(headline: str, wanted: list[set[str]]) -> float:
    words = set(_words(headline))
    return max((len(words & each) / max(len(words | each), 1) for each in wanted), default=0.0)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())
