"""Two engines side by side, behind the pages: one queue an engine, what they gave kept while the server runs."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from dashboard.translating import Translating
from pipelines import translation
from pipelines.corpus import Corpus
from pipelines.ingest import names_to_keep
from pipelines.translation.base import Engine, Translation
from pipelines.translation.glossary import glossary
from pipelines.translation.glossed import GlossedEngine
from pipelines.translation.jobs import TranslationJobs

_KEPT = 16  # articles by engines whose answers stay in memory
_NO_ANSWER = "The engine gave no answer."


def comparable(work: Translating, person: str = "") -> list[str]:
    """Names of the engines this person may ask: those on this machine, and online ones that they agreed to themselves."""
    asked = [each for each in work.order if each not in translation.ONLINE or work.has_agreed(each, person)]
    names = list(dict.fromkeys([*asked, *translation.DEFAULT_ORDER]))
    usable = [
        each.name for each in translation.engines(names) if each.kind != "memory" and not each.available()
    ]
    return list(dict.fromkeys(usable))


@dataclass(slots=True)
class _Asked:
    """What one engine was asked of one article, and what it gave: sentence number → text."""

    french: dict[int, str] = field(default_factory=dict)
    made: dict[int, Translation] = field(default_factory=dict)


class Comparing:
    """What engines give for sentences that a person compares; nothing of it is an article's English until taken."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._lock = threading.Lock()
        self._engines: dict[tuple[str, str], Engine] = {}
        self._jobs: dict[str, TranslationJobs] = {}
        self._asked: dict[tuple[str, str], _Asked] = {}

    def ask(self, engine: str, article_id: str, sentences: Mapping[int, str]) -> None:
        """Queue sentences (number → French) for an engine. What it gave before stands in the corpus' cache.

        Raises:
            TranslationError: there is no such engine.
            CorpusError: the corpus is out of reach.
        """
        terms = tuple(self._corpus.terms())
        asked = GlossedEngine(
            translation.engines([engine])[0], glossary(terms), terms, names_to_keep(self._corpus, article_id)
        )
        with self._lock:
            self._engines[engine, article_id] = asked
            if engine not in self._jobs:
                self._jobs[engine] = self._queue(engine)
            held = self._asked.pop((engine, article_id), None) or _Asked()
            self._asked[engine, article_id] = held
            held.french |= sentences
            for number in sentences:
                held.made.pop(number, None)
            while len(self._asked) > _KEPT:
                old = next(iter(self._asked))
                self._jobs[old[0]].forget(old[1])
                del self._asked[old], self._engines[old]
            self._jobs[engine].add(article_id, list(sentences.items()))

    def made(self, engine: str, article_id: str) -> dict[int, Translation]:
        """Sentence number → what the engine gave so far; a failure is a record with `error`."""
        with self._lock:
            held = self._asked.get((engine, article_id))
            return dict(held.made) if held else {}

    def answers(self, engine: str, article_id: str) -> tuple[int, int]:
        """How many of an article's sentences the engine has answered, and how many it was asked."""
        with self._lock:
            held = self._asked.get((engine, article_id))
            if held is None:
                return 0, 0
            now = self._jobs[engine].progress
            if not now.running and now.done >= now.total:  # a batch that broke was saved by nobody
                lost = Translation("", engine, "", error=now.message or _NO_ANSWER)
                held.made |= {number: lost for number in held.french if number not in held.made}
            return len(held.made), len(held.french)

    def stop(self, article_id: str) -> None:
        """Ask no more of this article; what was given stays."""
        with self._lock:
            for (engine, article), held in self._asked.items():
                if article == article_id:
                    held.french = {n: text for n, text in held.french.items() if n in held.made}
                    self._jobs[engine].forget(article_id)

    def _queue(self, engine: str) -> TranslationJobs:
        def save(article_id: str, french: Mapping[int, str], english: Mapping[int, Translation]) -> None:
            with self._lock:
                held = self._asked.get((engine, article_id), _Asked())
                held.made |= {n: each for n, each in english.items() if held.french.get(n) == french[n]}

        return TranslationJobs(lambda article: [self._engines[engine, article]], save, self._corpus)


@st.cache_resource
def _of(_corpus: Corpus, where: str) -> Comparing:
    return Comparing(_corpus)


def comparing(corpus: Corpus) -> Comparing:
    """The comparisons of this corpus, one per server."""
    return _of(corpus, corpus.where)
