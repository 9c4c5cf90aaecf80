"""What an article is called, in French and in English, wherever a page names it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.display import shorten
from dashboard.typeset import Node, link, node
from pipelines.corpus.english_log import PERSON
from pipelines.model import Tables
from pipelines.translation import memory
from pipelines.wording.makers import engine_label, engine_words

_LENGTH = 90
NARROW = 40
# A first sentence stands in for a title up to the end of its main clause.
_CLAUSE_END = re.compile(r"(?<=.{30})(?:[,;:] | (?:qui|dont|alors que|tandis que|that|which|who|while) )")


@dataclass(frozen=True, slots=True)
class Title:
    """One article's title.

    Attributes:
        fr: as stated, or the first clause of the text.
        en: its English, "" while there is none.
        by: who or what made the English, in words ("apertium gist", "worded by hand"), "" without.
        by_version: the same with the engine's version.
    """

    fr: str
    en: str = ""
    by: str = ""
    by_version: str = ""

    def both(self) -> str:
        """ "Le Pérou reconnaît l'Ukraine / Peru recognises Ukraine", for a line of plain text."""
        return f"{self.fr} / {self.en}" if self.en else self.fr


def titles(tables: Tables, only: Iterable[str] | None = None) -> dict[str, Title]:
    """Article → its title, for all articles of `tables` or for those of `only`."""
    articles = tables.articles if only is None else tables.articles[tables.articles["article_id"].isin(only)]
    untitled = articles.loc[articles["title"] == "", "article_id"]
    opened = _first_sentences(tables, untitled)
    return {
        row.article_id: stated(row.title, row.title_en, row.title_engine)
        if row.title
        else opened.get(row.article_id, Title(""))
        for row in articles.itertuples()
    }


def stated(french: str, english: str, engine: str) -> Title:
    """A title that the article states."""
    return (
        Title(french, english, made_by(engine), made_by(engine, version=True)) if english else Title(french)
    )


def made_by(engine: str, *, version: bool = False) -> str:
    """The cell `title_engine` in words, with the engine's version or without."""
    if engine == PERSON:
        return "worded by hand"
    name, _, number = engine.partition(" ")
    return engine_words(name, number if version or name == memory.NAME else "") if name else ""


def clause(sentence: str) -> str:
    """The first clause of a sentence, short enough for a title."""
    end = _CLAUSE_END.search(sentence)
    return shorten(sentence[: end.start()] if end else sentence.rstrip("."), _LENGTH)


def english_title(title: Title) -> Node:
    """The English of a title with who made it, for a line of its own; "" without."""
    if not title.en:
        return ""
    return node("small", node("span", title.en, lang="en"), _maker(title), cls="title-en")


def _maker(title: Title) -> Node:
    return node("span", title.by, title=title.by_version, cls="by")


def short_title(title: Title) -> Node:
    """A title in a narrow cell: English with who made it, the French on demand; French while there is no English."""
    if not title.en:
        return node("small", shorten(title.fr, NARROW), lang="fr", cls="title-en")
    english = node("span", shorten(title.en, NARROW), lang="en", title=title.fr)
    return node("small", english, _maker(title), cls="title-en")


def title_link(title: Title, sentence: int, pick: str) -> list[Node]:
    """A link to a sentence that names its article in English, or in French while there is no English."""
    words = f"{title.en or title.fr or 'untitled'}, sentence {sentence}"
    return [link(words, pick, lang="" if title.en else "fr"), _maker(title)]


def _first_sentences(tables: Tables, untitled: pd.Series) -> dict[str, Title]:
    """The title of articles that state none: the first clause of their first sentence, in both languages."""
    if untitled.empty:
        return {}
    by = ["article_id", "sentence"]
    of_them = tables.sentences[tables.sentences["article_id"].isin(untitled)]
    firsts = of_them.drop_duplicates("article_id")[[*by, "text"]]
    english = ["text_en", "engine", "engine_version", "edited_by"]
    found = firsts.merge(tables.translations[[*by, *english]], on=by, how="left")
    found[english] = found[english].fillna("")
    return {
        row.article_id: _opened(row) if row.text_en else Title(clause(row.text)) for row in found.itertuples()
    }


def _opened(row: Any) -> Title:
    engine = "" if row.edited_by else engine_words(row.engine, "")
    return Title(clause(row.text), clause(row.text_en), engine or engine_label(row), engine_label(row))
