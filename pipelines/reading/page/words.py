"""The words of `data/lexicon/web_pages.yaml`, compiled: names of a page's parts, lines beside the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipelines.paths import DATA

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PIECE = re.compile(r"[^\W_]+")
# What a part is in or has, or what it is about, and not what it is: "has-sidebar", "tag-newsletter".
_STATES = (
    "tag-",
    "category-",
    "has-",
    "is-",
    "with-",
    "no-",
    "status-",
    "format-",
    "single-",
    "page-template",
)
_LONGEST_PART = 3
_MOST_PIECES = 60


@dataclass(frozen=True, slots=True)
class PageWords:
    """The lexicon of web pages.

    Attributes:
        parts: the names of each kind of part, "always", "leads" …
        beside: matches a line that stands beside an article.
        ends: matches a heading after which nothing of the article follows.
        boxes: matches the heading of a box that is no part of the article, wherever it stands.
        before_author, function: match what comes before an author's name, what is a function and no name.
        nobody: what is no author.
        outlets: matches a newspaper's or agency's name at the start.
    """

    parts: dict[str, frozenset[str]]
    beside: re.Pattern[str]
    ends: re.Pattern[str]
    boxes: re.Pattern[str]
    before_author: re.Pattern[str]
    function: re.Pattern[str]
    nobody: frozenset[str]
    outlets: re.Pattern[str]


@cache
def page_words() -> PageWords:
    """The lexicon, read once."""
    import yaml  # noqa: PLC0415 - only pages need it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: Any = yaml.load((DATA / "lexicon" / "web_pages.yaml").read_bytes(), Loader=loader)  # noqa: S506 - a safe loader
    authors = loaded["authors"]
    outlets = sorted((re.escape(_straight(each)) for each in loaded["outlets"]), key=len, reverse=True)
    return PageWords(
        parts={kind: frozenset(names) for kind, names in loaded["parts"].items()},
        beside=_one_of(loaded["lines"]["begins"]),
        ends=_one_of(loaded["ends"], after=r"\W{0,3}(?:\(?\d+\)?)?\s*$"),
        boxes=_one_of(loaded["boxes"], after=r"\W{0,3}\s*$"),
        before_author=_one_of(authors["before"], after=r"(?:\s*:\s*|\s+(?=\S)|(?<=[’']))"),
        function=_one_of(authors["functions"]),
        nobody=frozenset(authors["nobody"]),
        outlets=_one_of(outlets, after=r"(?![\w-])"),
    )


def _one_of(patterns: list[str], after: str = "") -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(_straight, patterns))}){after}", re.IGNORECASE)


def _straight(text: str) -> str:
    return text.replace("[’']", "'").replace("’", "'")


def straight(text: str) -> str:
    """`text` as the patterns expect it: one kind of apostrophe and of space, of the same length."""
    return text.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


def part_names(stated: str) -> frozenset[str]:
    """The words of class and id attributes: each piece, and pieces that follow each other joined by hyphens.

    "article__readAlso" gives "article", "read", "also", "article-read", "read-also" …
    """
    names: set[str] = set()
    for token in stated.split()[:20]:
        if token.lower().startswith(_STATES):
            continue
        pieces = [each.lower() for each in _PIECE.findall(_HUMP.sub("-", token))[:_MOST_PIECES]]
        for i in range(len(pieces)):
            for length in range(1, min(_LONGEST_PART, len(pieces) - i) + 1):
                names.add("-".join(pieces[i : i + length]))
    return frozenset(names)
