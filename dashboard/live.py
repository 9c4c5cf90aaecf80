"""The corpus in memory: read whole when its French changes, and of the English only what is new."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from pipelines.corpus import Corpus
from pipelines.corpus.english_log import EnglishChanges
from pipelines.corrections import Outcome, Replayed, replayed
from pipelines.corrections.entries import from_frame
from pipelines.model import Tables

_REST, _LEAST_REST = 20, 5.0  # times what a reading took, and seconds, between two readings of a busy corpus
_SENTENCE = ["article_id", "sentence"]


@dataclass(frozen=True)
class Held:
    """The corpus at one moment.

    Attributes:
        version: of everything but machine English.
        english: of machine English.
        corrections: of the ledger's last entry.
        replayed: the ledger applied: what became of each entry, and what the reader had made.
        articles: article → the number of its last change of machine English since the whole was read.
    """

    replayed: Replayed
    version: int
    english: int
    corrections: int
    articles: Mapping[str, int] = field(default_factory=dict)

    @property
    def tables(self) -> Tables:
        """All of it, as it is shown; share the tables, do not write into them."""
        return self.replayed.tables

    @property
    def french(self) -> tuple[int, int]:
        """What all but the English depends on."""
        return self.version, self.corrections

    @property
    def outcomes(self) -> Mapping[int, Outcome]:
        """Entry of the ledger → what became of it."""
        return self.replayed.outcomes

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
    """The tables of a corpus, kept up with what any process writes. Any thread may ask.

    Args:
        corpus: where they are.
        busy: whether its articles are being written one after the other. Pages then show the corpus as it was some
            seconds ago, so that not each of them waits for the whole to be read.
    """

    def __init__(self, corpus: Corpus, busy: Callable[[], bool] = lambda: False) -> None:
        self._corpus, self._busy = corpus, busy
        self._lock = threading.Lock()
        self._held: Held | None = None
        self._rest = 0.0  # until when the whole need not be read again while articles are written

    def is_behind(self) -> bool:
        """Whether `now` has the whole corpus to read."""
        held = self._held
        return held is None or (held.version != self._corpus.version() and not self._rests())

    def look_again(self) -> None:
        """Have `now` show what was just written, however busy it is."""
        self._rest = 0.0

    def _rests(self) -> bool:
        return time.monotonic() < self._rest and self._busy()

    def now(self) -> Held:
        """The corpus as it stands."""
        with self._lock:
            version, english, corrections = self._corpus.versions()
            if self._held is None or (self._held.version != version and not self._rests()):
                begun = time.monotonic()
                self._held = _read(self._corpus)
                took = time.monotonic() - begun
                self._rest = begun + took + max(_LEAST_REST, _REST * took)
            if self._held.corrections < corrections:
                self._held = self._corrected(self._held, corrections)
            if self._held.english != english:
                self._held = self._caught_up(self._held)
            return self._held

    def _corrected(self, held: Held, counted: int) -> Held:
        entries = self._corpus.entries_since(held.corrections)
        upto = max([counted, *(entry.id for entry in entries)])  # a refused correction takes a number, too
        return replace(held, replayed=held.replayed.with_entries(entries), corrections=upto)

    def _caught_up(self, held: Held) -> Held:
        changes = self._corpus.english_since(held.english)
        if changes is None:  # away for longer than the log reaches: the English is read, the rest is not
            rows, upto = self._corpus.translations()
            articles = dict.fromkeys(held.tables.articles["article_id"], upto)
            titled = merge_titles(held.tables.articles, self._corpus.english_titles())
            found = held.replayed.with_english(rows, titled)
            return replace(held, replayed=found, english=upto, articles=articles)
        titled = merge_titles(held.tables.articles, changes.titles)
        merged = merge_english(held.replayed.machine.translations, changes)
        articles = {**held.articles, **dict.fromkeys((a for a, _, _ in changes.ranges), changes.upto)}
        return replace(
            held,
            replayed=held.replayed.with_english(merged, titled),
            english=changes.upto,
            articles=articles,
        )


def _read(corpus: Corpus) -> Held:
    found = corpus.snapshot()
    entries = from_frame(found.tables.corrections)
    return Held(replayed(found.tables, entries), found.version, found.english, found.corrections)


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
