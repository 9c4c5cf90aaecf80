"""English that is there already: what a person worded or imported, put beside an article as it is loaded."""

from __future__ import annotations

from pipelines import translation
from pipelines.corpus import Corpus
from pipelines.corpus.english_log import TITLE
from pipelines.english_rows import sentence_names, translation_rows
from pipelines.model import Tables
from pipelines.translation.memory import translation_of


def remember(corpus: Corpus, tables: Tables) -> None:
    """Store the English that the translation memory has for the sentences of a newly loaded article."""
    french = dict(zip(tables.sentences["sentence"].astype(int), tables.sentences["text"], strict=True))
    row = tables.articles.iloc[0]
    if row["title"]:
        french = {TITLE: str(row["title"]), **french}
    remembered = translation.translate(list(french.values()), order=[corpus.person_memory(), "memory"])
    english = dict(zip(french, remembered, strict=True))
    key = str(row["article_id"])
    english |= {n: translation_of(unit) for n, unit in corpus.placed_in(key, list(french)).items()}
    rows = translation_rows(french, english, sentence_names(tables))
    if rows:
        corpus.save_translations(key, rows)
