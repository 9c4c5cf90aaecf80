"""Europresse in HTML: three generations of its export, from tables to `rdp__` classes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pipelines.reading.press.markup import classes, line, paragraphs
from pipelines.reading.press.sheet import is_property, looks_like_names
from pipelines.reading.press.words import begins, folded
from pipelines.reading.published import to_edtf

MARKS = ("docpublicationname", "rdp__docpublicationname", "dococurrcontainer")
_NAMES = {"docpublicationname"}
_OLD_NAMES = {"rdp__docpublicationname"}
_TITLES = ({"titrearticlevisu", "rdp__articletitle"}, {"titrearticle", "grandtitre"})
_AUTHORS = ({"docauthors"}, {"sm-margin-bottomnews"})
_HEADERS = {"docheader"}
_LEADS = {"rdp__subtitle"}
_TEXTS = ({"dococurrcontainer"}, {"doctext"})
_NUMBERS = {"public-lblnodoc", "public_lblnodoc"}
# What is drawn around the text.
_ASIDE = {"doc-legalinfo", "apd-wrapper", "rdp__newsdoc", "icon-information", "docpublicationlogo"}
_NUMBER = re.compile(r"news[·.](\d{4})(\d\d)(\d\d)[·.]")
_ISSUE = re.compile(
    r"(?:(?<!\s)\s+)?(?:,\s*)?(?:n[o°º]\.?|vol\.?|num[ée]ro|issue)\s*\d.*$", re.IGNORECASE | re.DOTALL
)
_COUNT = re.compile(r"(?P<all>\d{1,5}) documents?(?: sauvegardes?| saved)?", re.IGNORECASE)
_LONGEST_AUTHOR = 200
_INVERTED = re.compile(
    r"(?P<last>[A-ZÀ-Þ][\w'’-]{0,30}[a-zà-ÿ][\w'’-]{0,30}), (?P<first>[A-ZÀ-Þ][\w'’-]{0,30}[a-zà-ÿ][\w'’-]{0,30})"
)
_SHORTEST_FRAME = 200  # characters of a table that holds a whole article


def is_europresse(page: str) -> bool:
    """Whether a page names its parts as Europresse does."""
    return any(
        mark in page
        for mark in ("DocPublicationName", "docOcurrContainer", "publiC-lblNodoc", "PubliC_lblNodoc")
    )


def europresse_articles(tree: Any) -> list[dict[str, str]]:
    """What each article of an export states."""
    return [_article(nodes) for nodes in _parts(tree)]


def europresse_count(tree: Any) -> int | None:
    """How many documents the head of the export states."""
    for node in tree.iter("h1", "h2", "h3", "span", "div", "p"):
        if (
            len(node) == 0
            and node.text
            and len(node.text) < 80
            and (match := _COUNT.fullmatch(folded(node.text)))
        ):
            return int(match["all"])
    return None


def _parts(tree: Any) -> Iterator[list[Any]]:
    """The elements of each article: one `article`, or all that stands between two names of newspapers."""
    articles = [node for node in tree.iter("article") if _some(node, *_TITLES, *_TEXTS, _NAMES)]
    if articles:
        yield from ([node] for node in articles)
        return
    names = [node for node in tree.iter() if classes(node) & _NAMES]
    names = names or [node for node in tree.iter() if classes(node) & _OLD_NAMES]
    inside: Counter[Any] = Counter()
    for name in names:
        inside.update((name, *name.iterancestors()))
    for name in names:
        yield _around(name, inside)


def _around(name: Any, inside: Counter[Any]) -> list[Any]:
    """The largest element around a name without another one; where names are side by side, what follows up to the next.

    Args:
        name: the element of a newspaper's name.
        inside: how many such names each element holds.
    """
    node = name
    while (parent := node.getparent()) is not None and parent.tag not in {"body", "html"}:
        if inside[parent] > 1:
            break
        node = parent
    is_frame = (
        node is not name and node.tag in {"table", "td", "section"} and len(line(node)) > _SHORTEST_FRAME
    )
    if _some(node, *_TEXTS) or is_frame:
        return [node]
    nodes = [node]
    for sibling in node.itersiblings():
        if inside[sibling]:
            break
        nodes.append(sibling)
    return nodes


def _some(node: Any, *wanted: set[str]) -> list[Any]:
    """The elements of the first of `wanted` sets of classes that is met, outermost ones only."""
    for names in wanted:
        found = [each for each in node.iter() if classes(each) & names]
        met = set(found)
        found = [each for each in found if not any(outer in met for outer in each.iterancestors())]
        if found:
            return found
    return []


def _all(nodes: list[Any], *wanted: set[str]) -> list[Any]:
    for names in wanted:
        if found := [each for node in nodes for each in _some(node, names)]:
            return found
    return []


def _article(nodes: list[Any]) -> dict[str, str]:
    names = _all(nodes, _NAMES, _OLD_NAMES)
    titles, headers, leads = _all(nodes, *_TITLES)[:1], _all(nodes, _HEADERS), _all(nodes, _LEADS)
    authors = [each for each in _all(nodes, *_AUTHORS) if not _inside(each, titles)]
    texts = _all(nodes, *_TEXTS)
    number = next((match for each in _all(nodes, _NUMBERS) if (match := _NUMBER.match(line(each)))), None)
    source, beside = _source(names[0]) if names else ("", "")
    author, unsigned = _author(authors)
    if not texts:
        # The oldest exports set the text without a class of its own.
        known = [*names, *titles, *headers, *leads, *authors, *_all(nodes, _NUMBERS), *_all(nodes, _ASIDE)]
        body = [text for node in nodes if node not in known for text in paragraphs(node, known)]
    else:
        body = [text for node in texts for text in paragraphs(node, _all([node], _ASIDE))]
    lead = [text for each in leads for text in paragraphs(each)] + unsigned
    return {
        "title": line(titles[0]) if titles else "",
        "source": source,
        "published": _published(" ".join(map(line, headers)), beside, number),
        "author": author,
        "text": "\n\n".join(text for text in _with_lead(lead, body) if not _is_furniture(text)),
    }


def _inside(node: Any, containers: list[Any]) -> bool:
    return any(ancestor in containers for ancestor in node.iterancestors())


def _source(name: Any) -> tuple[str, str]:
    """The newspaper, and what stands beside its name: issue, section, in some exports the date.

    Editions follow after a line break or a wide gap: "Ouest-France⏎   Brest ; Quimper".
    """
    whole = name.text_content()
    first = paragraphs(name)[:1]
    own = next((part for part in re.split(r"\s{3,}|\n", (name.text or whole).strip()) if part.strip()), "")
    own = own if own and first and first[0].startswith(" ".join(own.split())) else "".join(first)
    own = _ISSUE.sub("", " ".join(own.split())).split(",")[0].strip(" ,;•-")
    return own, line(name)[len(own) :]


def _published(header: str, beside: str, number: re.Match[str] | None) -> str:
    for said in (header, beside):
        if said and to_edtf(said):
            return said
    return "-".join(number.groups()) if number else header


def _author(nodes: list[Any]) -> tuple[str, list[str]]:
    """The authors, and lines of the same class that are no names: the lead."""
    said = [line(node) for node in nodes]
    said = [each for each in said if each]
    if not said:
        return "", []
    named = [each for each in said if looks_like_names(each) or (len(said) == 1 and _may_sign(each))]
    return (_upright(named[-1]) if named else ""), [
        each for each in said if each not in named and not _may_sign(each)
    ]


def _upright(name: str) -> str:
    """ "Roy, Jeanne" → "Jeanne Roy"; a comma parts authors elsewhere."""
    inverted = _INVERTED.fullmatch(name)
    return f"{inverted['first']} {inverted['last']}" if inverted else name


def _may_sign(said: str) -> bool:
    return len(said) <= _LONGEST_AUTHOR and not said.endswith((".", "!", "?", "»", "…", ":"))


def _with_lead(lead: list[str], body: list[str]) -> list[str]:
    start = body[:3]
    return [each for each in lead if each not in start] + body


def _is_furniture(text: str) -> bool:
    said = folded(text[:300])
    return said.startswith(begins("europresse_furniture")) or is_property(text) or bool(_NUMBER.match(text))
