"""HTML exports of the press databases Europresse and Factiva → one article each."""

from __future__ import annotations

import re
from typing import Any

from pipelines.reading.items import EMPTY_TEXT, Draft, Item, Refusal

_EUROPRESSE = re.compile(
    r"class=[\"'][^\"']*\b(?:DocPublicationName|rdp__DocPublicationName|docOcurrContainer|DocText)\b"
)
_FACTIVA = re.compile(r"class=[\"'](?:article \w\w\w*Article|articleParagraph)")
_BLOCKS = "self::p or self::div or self::li or self::blockquote or self::h2 or self::h3"
_FACTIVA_DATE = re.compile(r"\d{1,2} [^\W\d_]+ \d{4}|[^\W\d_]+ \d{1,2}, \d{4}")


def read_press_export(file_name: str, page: str) -> list[Item]:
    """The articles of an export, [] when the page is none."""
    europresse, factiva = _EUROPRESSE.search(page), _FACTIVA.search(page)
    if not europresse and not factiva:
        return []
    from lxml import html  # noqa: PLC0415

    tree: Any = html.document_fromstring(
        page.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", no_network=True)
    )
    nodes = _europresse_articles(tree) if europresse else tree.xpath("//div[starts-with(@class, 'article ')]")
    read = _europresse if europresse else _factiva
    items: list[Item] = []
    for number, node in enumerate(nodes, start=1):
        fields = read(node)
        if fields["text"]:
            items.append(Draft(place=f"#{number}", where=f"article {number}", **fields))
        else:
            items.append(Refusal(f"article {number}", EMPTY_TEXT))
    return items


def _europresse_articles(tree: Any) -> list[Any]:
    articles = tree.xpath("//article")
    if articles:
        return list(articles)
    # Older exports set articles side by side in tables or divisions around the publication's name.
    containers: dict[Any, None] = {}
    for name in tree.xpath(f"//*[{_with_class('DocPublicationName')}]"):
        node = name
        while node is not None and not node.xpath(
            f".//*[{_with_class('DocText')} or {_with_class('docOcurrContainer')}]"
        ):
            node = node.getparent()
        if node is not None:
            containers[node] = None
    return list(containers)


def _with_class(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def _first(node: Any, *classes: str) -> str:
    for name in classes:
        for found in node.xpath(f".//*[{_with_class(name)}]"):
            if text := " ".join(found.text_content().split()):
                return text
    return ""


def _europresse(node: Any) -> dict[str, Any]:
    name = _first(node, "DocPublicationName", "rdp__DocPublicationName")
    header = _first(node, "DocHeader")
    bodies = node.xpath(f".//*[{_with_class('DocText')}]") or node.xpath(
        f".//*[{_with_class('docOcurrContainer')}]"
    )
    return {
        "title": _first(node, "titreArticleVisu", "rdp__articletitle", "TitreArticleVisu", "titreArticle"),
        # Edition and pages follow the name after a comma.
        "source": name.split(",")[0].strip(),
        "published": header or (name.split(",", 1)[1].strip() if "," in name else ""),
        "author": _first(node, "docAuthors", "DocAuthors", "sm-margin-bottomNews")
        .removeprefix("Par ")
        .strip(),
        "text": "\n\n".join(filter(None, (_paragraphs(body) for body in bodies))),
    }


def _factiva(node: Any) -> dict[str, Any]:
    if coded := _factiva_coded(node):
        return coded
    lines = [" ".join(each.text_content().split()) for each in node.xpath("./div") if not each.xpath(".//p")]
    dated = next((i for i, line in enumerate(lines) if _FACTIVA_DATE.fullmatch(line)), None)
    source = ""
    if dated is not None:
        # After the date comes the time in some exports, then the newspaper's name.
        source = next((line for line in lines[dated + 1 : dated + 3] if not re.match(r"\d\d:\d\d", line)), "")
    paragraphs = node.xpath(".//p[contains(@class, 'articleParagraph')]")
    return {
        "title": _first(node, "frHeadline", "enHeadline", "headline"),
        "published": lines[dated] if dated is not None else "",
        "source": source,
        "author": _first(node, "author"),
        "text": "\n\n".join(filter(None, (" ".join(each.text_content().split()) for each in paragraphs))),
    }


def _factiva_coded(node: Any) -> dict[str, Any]:
    """The older layout: a table of two-letter codes (HD headline, PD date, SN source, LP lead, TD text)."""
    cells: dict[str, str] = {}
    for row in node.xpath(".//tr[count(td) >= 2]"):
        code = row.xpath("normalize-space(td[1])")
        if re.fullmatch(r"[A-Z]{2,3}", code):
            cells[code] = _paragraphs(row.xpath("td[2]")[0])
    if "HD" not in cells:
        return {}
    return {
        "title": " ".join(cells["HD"].split()),
        "published": cells.get("PD", ""),
        "source": cells.get("SN", ""),
        "author": cells.get("BY", ""),
        "text": "\n\n".join(filter(None, (cells.get("LP", ""), cells.get("TD", "")))),
    }


def _paragraphs(node: Any) -> str:
    blocks = node.xpath(f".//*[({_BLOCKS}) and not(.//*[{_BLOCKS}])]")
    texts = [" ".join(block.text_content().split()) for block in blocks]
    whole = " ".join(node.text_content().split())
    # Text outside any block must not be lost.
    if sum(map(len, texts)) < 0.9 * len(whole):
        for line_break in node.xpath(".//br"):
            line_break.tail = "\n" + (line_break.tail or "")
        texts = [" ".join(line.split()) for line in node.text_content().split("\n")]
    return "\n\n".join(filter(None, texts))
