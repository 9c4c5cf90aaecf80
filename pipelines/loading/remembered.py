"""English put beside an article: what a person worded or imported as it is loaded, what engines made later."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipelines import translation
from pipelines.corpus import Corpus
from pipelines.corpus.english_log import TITLE
from pipelines.english_rows import named, translation_rows
from pipelines.model import Tables
from pipelines.translation import checks
from pipelines.translation.article_names import names_in_title, names_of
from pipelines.translation.gist.marks import unmarked
from pipelines.translation.glossary import Hit
from pipelines.translation.memory import translation_of


def remember(corpus: Corpus, tables: Tables) -> None:
    """Store the English that the translation memory has for the sentences of a newly loaded article."""
    french = dict(zip(tables.sentences["sentence"].astype(int), tables.sentences["text"], strict=True))
    row = tables.articles.iloc[0]
    if row["title"]:
        french = {TITLE: str(row["title"]), **french}
    remembered = translation.translate(list(french.values()), order=[corpus.person_memory(), "memory"])
    save_english(corpus, str(row["article_id"]), french, dict(zip(french, remembered, strict=True)))


def remember_title(corpus: Corpus, article_id: str) -> None:
    """Store the English that the translation memory has for a title that has none."""
    article = corpus.article(article_id)
    if article is None or not article["title"] or article["title_en"]:
        return
    french = {TITLE: article["title"]}
    (made,) = translation.translate(list(french.values()), order=[corpus.person_memory(), "memory"])
    save_english(corpus, article_id, french, {TITLE: made})


def save_english(
    corpus: Corpus, key: str, french: Mapping[int, str], english: Mapping[int, translation.Translation]
) -> None:
    """Store what engines made of an article's sentences, checked, in one write; a person's wording is left alone.

    English that the memory has for this very place goes before theirs.

    Args:
        corpus: where to store.
        key: the article.
        french: sentence number → French; number 0 is the title.
        english: sentence number → Translation, for each of them.
    """
    placed = {n: translation_of(unit) for n, unit in corpus.placed_in(key, list(french)).items()}
    made = {number: each for number, each in {**english, **placed}.items() if each.text_en}
    if made:
        names = names_in(corpus, key, list(made))
        twice = named_twice(corpus, key, {n: unmarked(each.text_en) for n, each in made.items()})
        corpus.save_translations(key, translation_rows(french, made, names, twice), french)


def named_twice(corpus: Corpus, key: str, english: Mapping[int, str]) -> dict[int, list[checks.Flag]]:
    """Flags of those of an article's sentences that name somebody otherwise than its other sentences do.

    Args:
        corpus: holds the article, and the English of its other sentences.
        key: the article.
        english: sentence number → English that is about to be stored; the title is not looked at.
    """
    whole = {n: text for n, text in {**corpus.english_of(key), **english}.items() if n != TITLE}
    texts = corpus.sentences_of(key)
    return checks.two_englishes(names_in(corpus, key, list(whole)), texts, whole, english)


def names_to_keep(corpus: Corpus, key: str) -> dict[str, list[Hit]]:
    """French of each sentence of an article, and of its title, → the names in it that engines are to keep."""
    french = corpus.sentences_of(key)
    mentions = corpus.mentions_in(key, list(french))
    found = {text: names_of(text, mentions.get(number, ())) for number, text in french.items()}
    article = corpus.article(key)
    if article and article["title"] and article["title"] not in found:
        title = article["title"]
        found[title] = names_of(title, names_in_title(title, mentions))
    return found


def names_in(corpus: Corpus, key: str, sentences: Sequence[int]) -> dict[int, list[checks.Name]]:
    """Sentence number → its names; a title's are those of the article that stand in it."""
    found = {n: [named(*row) for row in rows] for n, rows in corpus.names_in(key, sentences).items()}
    if TITLE in sentences and (article := corpus.article(key)):
        title = article["title"]
        everywhere = corpus.names_in(key, list(corpus.sentences_of(key)))
        rows = dict.fromkeys(row for rows in everywhere.values() for row in rows)
        found[TITLE] = [named(*row) for row in rows if re.search(rf"(?<!\w){re.escape(row[0])}(?!\w)", title)]
    return found
