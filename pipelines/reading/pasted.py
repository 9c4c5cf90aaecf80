"""Text from the clipboard → one article, or those of a press database's list that was copied whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pipelines.reading.articles import to_article
from pipelines.reading.items import Draft, Item
from pipelines.reading.results import ReadResult
from pipelines.reading.text import items_of_text

PASTED = "pasted text"


@dataclass(frozen=True, slots=True)
class FoundInText:
    """What a pasted text says of itself, before it is loaded.

    Attributes:
        title, source, author: "" when it does not say.
        published: EDTF, "" when it does not say.
        notes: sentences for the person: what was left out, what is in doubt.
        articles: how many articles the text holds.
    """

    title: str = ""
    published: str = ""
    source: str = ""
    author: str = ""
    notes: tuple[str, ...] = ()
    articles: int = 0


def found_in(text: str) -> FoundInText:
    """What a pasted text says of its title, date, paper and author; only `articles` and notes for several texts.

    "Des renforts à Marseille", "Par Jeanne Roy", "Publié le 9 novembre 2022" above the text are found.
    """
    articles = read_pasted(text).articles
    if len(articles) != 1:
        return FoundInText(articles=len(articles))
    (article,) = articles
    return FoundInText(article.title, article.published, article.source, article.author, article.warnings, 1)


def read_pasted(
    text: str,
    title: str = "",
    published: str = "",
    source: str = "",
    author: str = "",
    *,
    exact: bool = False,
) -> ReadResult:
    """The article in a pasted text; what the person states wins over a header in the text.

    Args:
        text: as pasted; a header as in text files is understood.
        title, source, author: "" when not stated.
        published: a date in any form that files may use, "" when not known.
        exact: the person saw what was found in the text, so that "" means unknown and not "as found".
    """
    stated = {"title": title, "published": published, "source": source, "author": author}
    return ReadResult.of(
        to_article(PASTED, item) for item in _with_stated(items_of_text(text), stated, exact=exact)
    )


def _with_stated(items: Iterable[Item], stated: dict[str, str], *, exact: bool) -> list[Item]:
    """The items with what the person stated; of several articles none has the title that was given for one."""
    items = list(items)
    alone = len(items) == 1
    known: dict[str, Any] = {
        field: value.strip()
        for field, value in stated.items()
        if (value.strip() or (exact and alone)) and (alone or field != "title")
    }
    return [replace(item, **known) if isinstance(item, Draft) else item for item in items]
