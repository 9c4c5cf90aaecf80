"""What an article is called, in French and in English, wherever a page names it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from dashboard.components.reader_rows import engine_words
from dashboard.display import shorten
from pipelines.corpus.english_log import PERSON
from pipelines.model import Tables

_LENGTH = 90
# A first sentence stands in for a title up to the end of its main clause.
_CLAUSE_END = re.compile(r"(?<=.{30})(?:[,;:] | (?:qui|dont|alors que|tandis que|that|which|who|while) )")


@dataclass(frozen=True, slots=True)
class Title:
    """One article's title.

    Attributes:
        fr: as stated, or the first clause of the text.
        en: its English, "" while there is none.
        by: who or what made the English, in words ("Apertium, gist"), "" without.
    """

    fr: str
    en: str = ""
    by: str = ""

    def both(self) -> str:
        """ "Le Pérou reconnaît l'Ukraine / Peru recognises Ukraine", for a line of plain text."""
        return f"{self.fr} / {self.en}" if self.en else self.fr


def titles(tables: Tables) -> dict[str, Title]:
    """Article → its title, for all articles of `tables`."""
    first = tables.sentences.drop_duplicates("article_id").set_index("article_id")["text"]
    untitled = tables.articles.loc[tables.articles["title"] == "", "article_id"]
    english = _first_english(tables, untitled)
    return {
        row.article_id: stated(row.title, row.title_en, row.title_engine)
        if row.title
        else Title(clause(first.get(row.article_id, "")), *english.get(row.article_id, ("", "")))
        for row in tables.articles.itertuples()
    }


def stated(french: str, english: str, engine: str) -> Title:
    """A title that the article states."""
    return Title(french, english, made_by(engine) if english else "")


def made_by(engine: str) -> str:
    """The cell `title_engine` in words."""
    if engine == PERSON:
        return "worded by hand"
    name, _, version = engine.partition(" ")
    return engine_words(name, version)


def clause(sentence: str) -> str:
    """The first clause of a sentence, short enough for a title."""
    end = _CLAUSE_END.search(sentence)
    return shorten(sentence[: end.start()] if end else sentence.rstrip("."), _LENGTH)


def _first_english(tables: Tables, untitled: pd.Series) -> dict[str, tuple[str, str]]:
    if untitled.empty:
        return {}
    firsts = tables.sentences.drop_duplicates("article_id")
    firsts = firsts.loc[firsts["article_id"].isin(untitled), ["article_id", "sentence"]]
    found = firsts.merge(tables.translations, on=["article_id", "sentence"])
    return {
        row.article_id: (
            clause(row.text_en),
            "edited by hand" if row.edited_by else engine_words(row.engine, row.engine_version),
        )
        for row in found.itertuples()
        if row.text_en
    }
