"""How much of a corpus has no English: what exports tell, so that nobody takes an empty cell for a silent text."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.model import Tables
from pipelines.wording.typography import count


@dataclass(frozen=True, slots=True)
class EnglishLeft:
    """Sentences and titles without English, and how many there are in all.

    Attributes:
        sentences, titles: without English.
        all_sentences, all_titles: with it or without; articles that state no title are not among them.
    """

    sentences: int
    titles: int
    all_sentences: int
    all_titles: int

    def __bool__(self) -> bool:
        return bool(self.sentences or self.titles)

    def words(self) -> str:
        """ "12 of 545 sentences and 1 of 40 titles have no English." """
        told = f"{self.sentences:,} of {count(self.all_sentences, 'sentence')}"
        one = self.sentences == self.all_sentences == 1
        if self.titles:
            told += f" and {self.titles:,} of {count(self.all_titles, 'title')}"
        return f"{told} {'has' if one and not self.titles else 'have'} no English."


def english_left(tables: Tables) -> EnglishLeft:
    """What of `tables` has no English."""
    by = ["article_id", "sentence"]
    done = tables.translations.loc[tables.translations["text_en"] != "", by].drop_duplicates()
    translated = len(tables.sentences[by].merge(done, on=by))
    titled = tables.articles[tables.articles["title"] != ""]
    return EnglishLeft(
        len(tables.sentences) - translated,
        int((titled["title_en"] == "").sum()),
        len(tables.sentences),
        len(titled),
    )
