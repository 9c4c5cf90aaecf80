"""Which parts of a page do not belong to the article: told by their tag, their name and their share of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from pipelines.reading.page.blocks import HEADINGS, names_of
from pipelines.reading.page.words import PageWords, page_words, straight

_NEVER_TEXT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "embed",
        "video",
        "audio",
        "canvas",
        "button",
        "select",
        "input",
        "textarea",
        "map",
        "datalist",
        "option",
        "math-editor",
        "amp-ad",
        "amp-sidebar",
        "amp-consent",
        "amp-social-share",
        "amp-embed",
        "amp-analytics",
        "amp-iframe",
        "amp-user-notification",
        "amp-auto-ads",
        "rt",
        "rp",
        "nav",
        "menu",
        "dialog",
        "head",
        "title",
        "link",
        "meta",
        "del",
        "s",
        "strike",
    ]
)
_SELDOM_TEXT = frozenset({"form", "footer"})
_BESIDE_ROLES = frozenset(
    {"navigation", "complementary", "contentinfo", "dialog", "alert", "alertdialog", "search", "menu", "menubar",
     "tooltip", "toolbar"}
)  # fmt: skip
_UNSEEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_BOXES = frozenset({"div", "section", "aside", "td", "ul"})
_LONGEST_HEADING, _LONGEST_END = 10, 80  # elements, characters
_LITTLE, _MUCH, _ALMOST_ALL = 0.2, 0.35, 0.8
_DATES = frozenset({"date", "dates", "pubdate", "datetime"})  # "m-pub-dates" is no advertisement


@dataclass(slots=True)
class Parts:
    """The elements of a page by what they are.

    Attributes:
        skipped: no part of the article.
        pulled: set apart in large type; out where they repeat the text.
        leads, about, bodies: named as lead, as line of author or date, as the article itself.
    """

    skipped: set[Any] = field(default_factory=set)
    pulled: set[Any] = field(default_factory=set)
    leads: set[Any] = field(default_factory=set)
    about: set[Any] = field(default_factory=set)
    bodies: list[Any] = field(default_factory=list)


def parts_of(body: Any) -> Parts:
    """The parts of a page. Linear in the page."""
    words = page_words()
    found = Parts()
    nodes = [node for node in body.iter() if isinstance(node.tag, str)]
    sizes, keepers = _measured(nodes)
    total = max(sizes[nodes[0]], 1) if nodes else 1
    outside: set[Any] = set()  # below something skipped
    for node in nodes:
        if node is body:
            continue
        parent = node.getparent()
        if parent in outside or parent in found.skipped:
            outside.add(node)
            continue
        _judge(node, sizes[node] / total, node in keepers, words, found)
    return found


def _measured(nodes: list[Any]) -> tuple[dict[Any, int], set[Any]]:
    """How much text each element holds, and which hold the headline or the named body of the article."""
    sizes: dict[Any, int] = {}
    keepers: set[Any] = set()
    for node in reversed(nodes):
        if node.tag in _NEVER_TEXT:
            sizes[node] = 0
        else:
            sizes[node] = sizes.get(node, 0) + len((node.text or "").strip())
        if node.tag == "h1" or "articlebody" in (node.get("itemprop") or "").lower():
            keepers.add(node)
        parent = node.getparent()
        if parent is not None:
            sizes[parent] = sizes.get(parent, 0) + sizes[node] + len((node.tail or "").strip())
            if node in keepers:
                keepers.add(parent)
    return sizes, keepers


def _judge(node: Any, share: float, keeps: bool, words: PageWords, found: Parts) -> None:
    tag = node.tag
    if tag in _NEVER_TEXT or _is_unseen(node, share):
        found.skipped.add(node)
        return
    if "articlebody" in (node.get("itemprop") or "").lower():
        found.bodies.append(node)
        return
    if tag == "figcaption" or (tag == "figure" and not _holds_text(node)):
        found.skipped.add(node)
        return
    names = names_of(node)
    parts = words.parts
    if names & parts["pull_quotes"]:
        found.skipped.add(node)
    elif names & parts["bodies"] and share > 0.2:
        found.bodies.append(node)
    elif keeps:
        return
    elif (names & _DATES or (tag == "footer" and "submitted" in _names_inside(node))) and share < _LITTLE:
        found.about.add(node)
    elif names & parts["leads"] and share < _MUCH:
        found.leads.add(node)
    elif (names & parts["always"] and share < _ALMOST_ALL) or (
        share < _MUCH and (names & parts["often"] or names & parts["captions"] or _is_beside(node, tag))
    ):
        found.skipped.add(node)
    elif names & parts["about"] and share < _LITTLE:
        found.about.add(node)
    elif share < _ALMOST_ALL and _begins_with_end(node):
        found.skipped.add(node)
    if tag in {"aside", "blockquote"} or names & {"quote", "citation", "highlight"}:
        found.pulled.add(node)


def _names_inside(node: Any) -> frozenset[str]:
    """What the parts right inside are called."""
    return frozenset().union(*(names_of(child) for child in node[:4]))


def _begins_with_end(node: Any) -> bool:
    """True for a box under a heading such as "Les plus lus", whose first sibling or text it is."""
    if node.tag not in _BOXES or len(node) < 2 or (node.text or "").strip():
        return False
    first = node[0]
    if first.tag not in HEADINGS or len(first) > _LONGEST_HEADING:
        return False
    heading = " ".join("".join(first.itertext()).split())
    if len(heading) > _LONGEST_END:
        return False
    plain = straight(heading)
    return page_words().ends.fullmatch(plain) is not None or page_words().boxes.fullmatch(plain) is not None


def _is_unseen(node: Any, share: float) -> bool:
    if share > _MUCH:
        return False  # a page that shows its text by script only
    if node.get("hidden") is not None or node.get("amp-hidden") is not None:
        return True
    style = node.get("style")
    if style and _UNSEEN.search(style[:500]):
        return True
    names = node.get("class")
    return bool(names) and any(name.lower() in page_words().parts["unseen"] for name in names.split())


def _is_beside(node: Any, tag: str) -> bool:
    if tag in _SELDOM_TEXT:
        # The footer of a quotation names its author.
        return not (tag == "footer" and node.getparent().tag == "blockquote")
    if (node.get("role") or "").lower() in _BESIDE_ROLES:
        return True
    return tag == "article" and _is_teaser(node)


def _is_teaser(article: Any) -> bool:
    """True for an article inside another one whose heading is a link: it announces another page."""
    if next(article.iterancestors("article", "main"), None) is None:
        return False
    heading = next(article.iter("h2", "h3", "h4"), None)
    return heading is not None and (
        next(heading.iter("a"), None) is not None or next(heading.iterancestors("a"), None) is not None
    )


def _holds_text(figure: Any) -> bool:
    return next(figure.iter("blockquote", "table", "q", "ul", "ol"), None) is not None
