"""The blocks of a page → those of its article: lead first, what stands beside it left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from pipelines.reading.page.about import is_about, is_day_of_text, is_name, is_named, states_publication
from pipelines.reading.page.blocks import HEADINGS, Block, blocks_of, names_of
from pipelines.reading.page.parts import Parts, parts_of
from pipelines.reading.page.words import page_words, straight
from pipelines.reading.repeats import RunningText

_SENTENCE_END = re.compile(r"[.!?…][»”\"’')\]\s]*$")
_SAYS = re.compile(r"[^\W_]|[?!…]|\.\.\.")  # a bullet or a picture in letters alone says nothing
_LONG, _LEAD = 80, 40
_HEAD_LINES = 600
_LONGEST_CAPTION = 300
# A caption ends with its picture's credit.
_CREDITED = re.compile(
    r"(?:\((?:photos?|crédits?|illustration|©)[^()]{0,60}\)|©\s?[^.!?©]{2,50})\.?$", re.IGNORECASE
)
_LONGEST_PULLED, _MOST_PULLED = 400, 200
_OPENS, _CLOSES = ("«", "“", '"'), ("»", "”", '"')
_FIRST_BLOCKS = 60
_LINES_ABOVE = 4
_HEAD = 3
_COUNTER = re.compile(r"\d[\d .,]{0,8}k?", re.IGNORECASE)  # of readers, shares, hearts
_DATES_OF_POSTS = frozenset({"date-header", "post-date", "entry-date", "article-date", "date-publication"})
_HEADLINES = frozenset({"entry-title", "post-title", "article-title", "p-name"})
_SHARE_TO_DESCEND, _SHARE_TO_STAY, _LINK_DENSE = 0.6, 0.25, 0.35
_TO_END = 0.4  # so much of the article must be past before a heading can end it


@dataclass(slots=True)
class Body:
    """The article of a page.

    Attributes:
        title: the headline shown, "" where none is.
        paragraphs: lead first.
        about: lines of author, date and place that stood beside the text, in the order of the page.
        node: the element that holds the article.
    """

    title: str = ""
    paragraphs: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    node: Any = None


def article_body(body: Any, titles: tuple[str, ...]) -> Body:
    """The article in the body of a page.

    Args:
        body: the element that holds all a person sees.
        titles: how the page's metadata call the article; the headline is the heading most like them.
    """
    parts = parts_of(body)
    blocks = [_without_opening(each) for each in blocks_of(body, parts.skipped) if _SAYS.search(each.text)]
    blocks = _with_lines_apart(blocks, titles, parts)
    if not blocks:
        return Body(node=body)
    good = [_is_good(block) for block in blocks]
    inside_of = _Inside(blocks, good, parts)
    holder = inside_of.holder(body)
    within = inside_of.within(holder)
    headline = _headline(blocks, within, titles)
    start = within[0]
    if headline is not None and headline >= start:
        start = headline + 1
    chosen = _leads(blocks, headline, start, parts) + [i for i in within if i >= start]
    if headline is not None and headline > within[0]:
        chosen = [i for i in within if i < headline and is_named(blocks[i], parts.leads)] + chosen
    paragraphs, about = _sorted(blocks, chosen, parts)
    about = [blocks[i].text for i in _beside_headline(blocks, headline, within, chosen, parts)] + about
    title = blocks[headline].text.replace("\n", " ") if headline is not None else ""
    return Body(title, _without_title(paragraphs, title), about, holder)


def _without_opening(block: Block) -> Block:
    """A sentence without the label before it in an element of its own: `<span>Article réservé aux abonnés</span>En visite…`."""
    rest = block.text[len(block.opening) :].lstrip()
    if (
        not block.opening
        or not rest[:1].isupper()
        or len(rest) < _LEAD
        or not _SENTENCE_END.search(rest)
        or block.linked > 0.5 * len(rest)
        or not page_words().beside.match(straight(block.opening))
    ):
        return block
    return replace(block, text=rest, opening="")


def _beside_headline(
    blocks: list[Block], headline: int | None, within: list[int], chosen: list[int], parts: Parts
) -> list[int]:
    """The lines about the article that stand around its headline.

    Above the headline and outside the article, a bare date is today's, or another page's.
    """
    taken, inside = set(chosen), set(within)
    first = within[0] if headline is None else headline
    return [
        i
        for i in range(max(first - _LINES_ABOVE, 0), within[-1] + 1)
        if i not in taken
        and is_about(blocks[i], parts)
        and (
            i in inside
            or i > first
            or states_publication(blocks[i].text)
            or names_of(blocks[i].node) & _DATES_OF_POSTS
        )
    ]


def _with_lines_apart(blocks: list[Block], titles: tuple[str, ...], parts: Parts) -> list[Block]:
    """Headline, author and date that only line breaks part, as old pages set them, are blocks of their own."""
    wanted = [_words(title) for title in titles if title]
    out: list[Block] = []
    for block in blocks:
        lines = block.text.split("\n")
        if len(lines) < 2 or len(block.text) > _HEAD_LINES:
            out.append(block)
            continue
        apart = [replace(block, text=line, linked=0, bold=0) for line in lines]
        if any(_words(line) in wanted for line in lines) or any(is_about(each, parts) for each in apart):
            out.extend(apart)
        else:
            out.append(block)
    return out


def _is_good(block: Block) -> bool:
    """True for a block that reads like the text of an article."""
    return len(block.text) >= _LEAD and block.linked < 0.5 * len(block.text) and not _is_beside(block)


def _is_beside(block: Block) -> bool:
    line = straight(block.text)
    if page_words().beside.match(line):
        return True
    return len(line) <= _LONGEST_CAPTION and _CREDITED.search(line) is not None


class _Inside:
    """Where in the tree the text is."""

    def __init__(self, blocks: list[Block], good: list[bool], parts: Parts) -> None:
        self._blocks = blocks
        self._parts = parts
        self._weight: dict[Any, int] = {}
        self._links: dict[Any, int] = {}
        self._all: dict[Any, int] = {}
        own: dict[Any, tuple[int, int, int]] = {}
        for block, is_good in zip(blocks, good, strict=True):
            weight, links, text = own.get(block.node, (0, 0, 0))
            length = len(block.text)
            own[block.node] = (weight + length * is_good, links + block.linked, text + length)
        self._own = own

    def _sum(self, body: Any) -> None:
        for node in reversed(list(body.iter())):
            weight, links, text = self._own.get(node, (0, 0, 0))
            self._weight[node] = weight = self._weight.get(node, 0) + weight
            self._links[node] = links = self._links.get(node, 0) + links
            self._all[node] = text = self._all.get(node, 0) + text
            parent = node.getparent()
            if parent is not None and node is not body:
                self._weight[parent] = self._weight.get(parent, 0) + weight
                self._links[parent] = self._links.get(parent, 0) + links
                self._all[parent] = self._all.get(parent, 0) + text

    def holder(self, body: Any) -> Any:
        """The smallest element that holds the article whole."""
        self._sum(body)
        node = body
        bodies = set(self._parts.bodies)
        while node.tag != "article" and node not in bodies:
            children = [child for child in node if self._weight.get(child, 0) > 0]
            if not children or not self._weight[node]:
                break
            best = max(children, key=self._weight.__getitem__)
            if self._weight[best] < _SHARE_TO_DESCEND * self._weight[node] or not self._is_holder(best):
                break
            others = [child for child in children if child is not best]
            if any(self._belongs(child, best, node) for child in others):
                break
            node = best
        return node

    @staticmethod
    def _is_holder(node: Any) -> bool:
        return node.tag not in {"p", "li", "ul", "ol", "blockquote", "pre", "dd", *HEADINGS}

    def _belongs(self, child: Any, best: Any, parent: Any) -> bool:
        """True where the text beside the best child is of the same article."""
        if child in self._parts.leads or self._links[child] > _LINK_DENSE * self._all[child]:
            return False
        if not self._is_holder(child) or self._weight[child] > _SHARE_TO_STAY * self._weight[parent]:
            return child.tag not in {"aside", "footer"}
        return bool(child.get("class")) and child.get("class") == best.get("class")

    def within(self, holder: Any) -> list[int]:
        """The blocks under `holder`."""
        nodes = set(holder.iter())
        return [i for i, block in enumerate(self._blocks) if block.node in nodes]


def _headline(blocks: list[Block], within: list[int], titles: tuple[str, ...]) -> int | None:
    """The block that is the article's headline: a heading like the page's title, before or at the head of the text."""
    wanted = [set(_words(title)) for title in titles if title]
    inside = set(within)
    best: tuple[float, int] | None = None
    for i in range(within[-1] + 1):
        block = blocks[i]
        if block.tag not in HEADINGS:
            continue
        words = set(_words(block.text))
        likeness = max((len(words & each) / max(len(words | each), 1) for each in wanted), default=0.0)
        score = likeness + (0.3 if block.tag == "h1" else 0.0) + (0.15 if i in inside else 0.0)
        if names_of(block.node) & _HEADLINES:
            score += 0.4
        if block.linked and block.is_linked and likeness < 0.5:
            continue
        if (block.tag == "h1" or likeness >= 0.5) and (best is None or score > best[0]):
            best = (score, i)
    if best:
        return best[1]
    # Old pages set their headline as text in large type.
    same = [i for i in range(min(within[-1] + 1, _FIRST_BLOCKS)) if set(_words(blocks[i].text)) in wanted]
    return same[-1] if same else None


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _leads(blocks: list[Block], headline: int | None, start: int, parts: Parts) -> list[int]:
    """The blocks between the headline and the holder of the text that are its lead."""
    if headline is None:
        return [i for i in range(start) if is_named(blocks[i], parts.leads) and _is_good(blocks[i])]
    return [
        i
        for i in range(headline + 1, start)
        if not is_about(blocks[i], parts)
        and not blocks[i].is_linked
        and not _is_beside(blocks[i])
        and (
            is_named(blocks[i], parts.leads) or (_is_good(blocks[i]) and _SENTENCE_END.search(blocks[i].text))
        )
    ]


def _sorted(blocks: list[Block], chosen: list[int], parts: Parts) -> tuple[list[str], list[str]]:
    """The paragraphs of the article, and the lines about it that stood among them."""
    kept: list[Block] = []
    about: list[str] = []
    total = sum(len(blocks[i].text) for i in chosen) or 1
    passed = 0
    following = set(chosen)
    text = [i for i in chosen if _is_good(blocks[i]) and not is_about(blocks[i], parts)] or chosen
    for i in chosen:
        block = blocks[i]
        outside = bool(text) and not text[0] <= i <= text[-1]
        passed += len(block.text)
        if (
            block.text.count(" ") < 14
            and passed > _TO_END * total
            and page_words().ends.fullmatch(straight(block.text))
        ):
            break
        if _is_beside(block):
            continue
        if block.is_linked and block.linked:
            continue
        if outside and block.tag not in HEADINGS and _COUNTER.fullmatch(block.text):
            continue
        signs = outside or (i + 1 in following and is_about(blocks[i + 1], parts))
        if signs and is_name(block):
            about.append(block.text)
            continue
        if is_about(block, parts) and (outside or not is_day_of_text(block, parts)):
            about.append(block.text)
            continue
        kept.append(block)
    return _without_repeats(_without_foot(kept), parts), about


def _without_foot(blocks: list[Block]) -> list[Block]:
    """`blocks` without short lines after the text that stand outside the element of its paragraphs."""
    last = next((i for i in range(len(blocks) - 1, -1, -1) if _is_good(blocks[i])), None)
    if last is None:
        return blocks
    parent = blocks[last].node.getparent()
    return blocks[: last + 1] + [
        each
        for each in blocks[last + 1 :]
        if each.node.getparent() is parent
        or each.node is blocks[last].node
        or _SENTENCE_END.search(each.text)
    ]


def _without_repeats(blocks: list[Block], parts: Parts) -> list[str]:
    apart = [_set_apart(block, parts) for block in blocks]
    if sum(box is not None for box in apart) > _MOST_PULLED:
        apart = [None] * len(blocks)  # a page of quotations
    running = RunningText(block.text for block, box in zip(blocks, apart, strict=True) if box is None)
    # What names the speaker of a pull quote, or its source, goes with it.
    pulled = {
        box
        for block, box in zip(blocks, apart, strict=True)
        if box is not None and running.repeats(block.text, nearly=box in parts.pulled)
    }
    seen: set[str] = set()
    out = []
    for block, box in zip(blocks, apart, strict=True):
        if box in pulled and (
            box is block or len(block.text) < _LONG or running.repeats(block.text, nearly=True)
        ):
            continue
        if len(block.text) >= _LONG and block.text in seen:
            continue
        seen.add(block.text)
        out.append(block.text)
    return out


def _set_apart(block: Block, parts: Parts) -> Any:
    """The box of a quotation or heading that can be a sentence of the text in large type; None for running text."""
    if len(block.text) > _LONGEST_PULLED:
        return None
    node = block.node
    for _ in range(4):
        if node is None:
            break
        if node in parts.pulled:
            return node
        node = node.getparent()
    line = block.text.rstrip(" .!?…\u00a0\u202f")
    return block if line[:1] in _OPENS and line[-1:] in _CLOSES and line else None


def _without_title(paragraphs: list[str], title: str) -> list[str]:
    """`paragraphs` without the headline set once more at their head, before or after the lead."""
    wanted = _words(title)
    again = next((i for i, each in enumerate(paragraphs[:_HEAD]) if wanted and _words(each) == wanted), None)
    return (
        paragraphs if again is None or len(paragraphs) < 2 else paragraphs[:again] + paragraphs[again + 1 :]
    )
