"""The articles of a page that a press database exported."""

from __future__ import annotations

from pipelines.reading.items import Item
from pipelines.reading.press.drafts import drafts
from pipelines.reading.press.europresse_page import europresse_articles, europresse_count, is_europresse
from pipelines.reading.press.factiva_page import factiva_articles, is_factiva
from pipelines.reading.press.gallica import read_gallica
from pipelines.reading.press.markup import paragraphs, parsed
from pipelines.reading.press.nexis import read_nexis
from pipelines.reading.press.sheet import Sheet


def articles_in_page(page: str, warnings: tuple[str, ...] = ()) -> list[Item]:
    """The articles of an export of Europresse, Factiva, Nexis or Gallica in HTML, [] when the page is none."""
    europresse, factiva = is_europresse(page), is_factiva(page)
    # Only these two write HTML without classes that name their parts.
    lines = (
        not europresse
        and not factiva
        and ("LOAD-DATE" in page or "DATE-CHARGEMENT" in page or "Rappel de votre demande" in page)
    )
    if not europresse and not factiva and not lines:
        return []
    tree = parsed(page)
    if lines:
        sheet = Sheet.of_paragraphs(((text, False) for text in paragraphs(tree)), warnings)
        return read_gallica(sheet) or read_nexis(sheet)
    if europresse:
        return drafts(europresse_articles(tree), warnings, europresse_count(tree))
    return drafts(factiva_articles(tree), warnings)
