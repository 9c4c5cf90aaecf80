"""English that is there already: what a person worded or imported, put beside an article as it is loaded."""

from __future__ import annotations

from pipelines import translation
from pipelines.corpus import Corpus
from pipelines.english_rows import sentence_names, translation_rows
from pipelines.model import Tables


def remember(corpus: Corpus, tables: Tables) -> None:
    """Store the English that the translation memory has for the sentences of a newly loaded article."""
    french = dict(zip(tables.sentences["sentence"].astype(int), tables.sentences["text"], strict=True))
    remembered = translation.translate(list(french.values()), order=[corpus.person_memory(), "memory"])
    english = dict(zip(french, remembered, strict=True))
    rows = translation_rows(french, english, sentence_names(tables))
    if rows:
        corpus.save_translations(tables.articles.iloc[0]["article_id"], rows)
