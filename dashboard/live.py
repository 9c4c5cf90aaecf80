"""The corpus in memory: read whole when its French changes, and of the English only what is new."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from pipelines.corpus import Corpus
from pipelines.corpus.english_log import EnglishChanges
from pipelines.model import Tables

_SENTENCE = ["article_id", "sentence"]


@dataclass(frozen=True)
class Held:
    """The corpus at one moment.

    Attributes:
        tables: all of it; share them, do not write into them.
        version: of everything but machine English.
        english: of machine English.
        articles: article → the number of its last change of machine English since the whole was read.
    """

    tables: Tables
    version: int
    english: int
    articles: Mapping[str, int] = field(default_factory=dict)

    def english_of(self, article_id: str) -> int:
        """A number that moves when the machine's English of this article changes."""
        return self.articles.get(article_id, 0)

    def with_english(self, kept: Tables) -> Tables:
        """`kept`, some of `tables`, with the English of its sentences as it stands now."""
        rows = self.tables.translations
        wanted = pd.MultiIndex.from_frame(kept.sentences[_SENTENCE])
        translations = rows[pd.MultiIndex.from_frame(rows[_SENTENCE]).isin(wanted)]
        articles = self.tables.articles
        ours = articles[articles["article_id"].isin(kept.articles["article_id"])]
        return replace(kept, translations=translations, articles=ours)


class LiveTables:
    """The tables of a corpus, kept up with what any process writes. Any thread may ask."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._lock = threading.Lock()
        self._held: Held | None = None

    def is_behind(self) -> bool:
        """Whether `now` has the whole corpus to read."""
        held = self._held
        return held is None or held.version != self._corpus.version()

    def now(self) -> Held:
        """The corpus as it stands."""
        with self._lock:
            version, english = self._corpus.versions()
            if self._held is None or self._held.version != version:
                self._held = Held(*self._corpus.snapshot())
            elif self._held.english != english:
                self._held = self._caught_up(self._held)
            return self._held

    def _caught_up(self, held: Held) -> Held:
        changes = self._corpus.english_since(held.english)
        if changes is None:  # away for longer than the log reaches: the English is read, the rest is not
            rows, upto = self._corpus.translations()
            articles = dict.fromkeys(held.tables.articles["article_id"], upto)
            titled = merge_titles(held.tables.articles, self._corpus.english_titles())
            return replace(
                held,
                tables=replace(held.tables, translations=rows, articles=titled),
                english=upto,
                articles=articles,
            )
        titled = merge_titles(held.tables.articles, changes.titles)
        merged = merge_english(held.tables.translations, changes)
        articles = {**held.articles, **dict.fromkeys((a for a, _, _ in changes.ranges), changes.upto)}
        return replace(
            held,
            tables=replace(held.tables, translations=merged, articles=titled),
            english=changes.upto,
            articles=articles,
        )


def merge_english(rows: pd.DataFrame, changes: EnglishChanges) -> pd.DataFrame:
    """The English as it stands after `changes`: rows by article and sentence, as the corpus gives them."""
    stale = pd.Series(False, index=rows.index)
    for article, first, last in changes.ranges:
        stale |= (rows["article_id"] == article) & rows["sentence"].between(first, last)
    merged = pd.concat([rows[~stale], changes.rows], ignore_index=True)
    return merged.sort_values(_SENTENCE, kind="stable", ignore_index=True)


def merge_titles(articles: pd.DataFrame, titles: pd.DataFrame) -> pd.DataFrame:
    """The articles with the English of their titles as `titles` has it; the same frame where it has none of them."""
    if titles.empty:
        return articles
    fresh = titles.set_index("article_id")
    at = articles["article_id"].isin(fresh.index)
    mended = articles.copy()
    for name in fresh.columns:
        mended.loc[at, name] = articles.loc[at, "article_id"].map(fresh[name])
    return mended
