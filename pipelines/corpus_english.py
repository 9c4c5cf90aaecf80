"""The English of a whole corpus: the engines that each of its articles is given, and everything without English made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pipelines import translation
from pipelines.corpus import Corpus
from pipelines.errors import TranslationError
from pipelines.ingest import names_to_keep, save_english
from pipelines.translation.base import Engine, Translation
from pipelines.translation.glossary import Term, glossary
from pipelines.translation.glossed import GlossedEngine, Names
from pipelines.translation.jobs import Progress, TranslationJobs

_LOOK_SECONDS = 0.5


class ArticleEngines:
    """Which engines translate an article, told its names and a person's terms; a person's memory comes first."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._terms: tuple[Term, ...] = ()
        self._glossary = glossary()
        self._named: tuple[tuple[str, int], Names] | None = None

    def of(self, article_id: str, order: Sequence[str]) -> list[Engine]:
        """The engines for an article, in the order of `order`, names such as "firefox"."""
        terms = tuple(self._corpus.terms())
        if terms != self._terms:
            self._terms, self._glossary = terms, glossary(terms)
        names = self._names_of(article_id)
        return [
            self._corpus.person_memory(),
            *(
                each if each.kind == "memory" else GlossedEngine(each, self._glossary, self._terms, names)
                for each in translation.engines(order)
            ),
        ]

    def _names_of(self, article_id: str) -> Names:
        """The names of the article under way, read once for all its batches."""
        at = (article_id, self._corpus.version())
        if self._named is None or self._named[0] != at:
            self._named = at, names_to_keep(self._corpus, article_id)
        return self._named[1]


def translate_corpus(
    corpus: Corpus, order: Sequence[str], on_progress: Callable[[Progress], None] = lambda _: None
) -> Progress:
    """Give every sentence and title without English one, and keep it as it comes; what is interrupted stays kept.

    Args:
        corpus: whose sentences.
        order: names of the engines, first choice first.
        on_progress: called about twice a second.

    Raises:
        TranslationError: no engine of the order can be used here; the reasons of each are told.
    """
    reasons = {e.name: e.available() for e in translation.engines(order)}
    if all(reasons.values()):
        told = " ".join(f"{name}: {why}" for name, why in reasons.items())
        raise TranslationError(f"No engine can translate here. {told}")
    engines = ArticleEngines(corpus)

    def save(article_id: str, french: Mapping[int, str], english: Mapping[int, Translation]) -> None:
        save_english(corpus, article_id, french, english)

    jobs = TranslationJobs(lambda article_id: engines.of(article_id, order), save, corpus)
    try:
        for article_id, sentences in corpus.without_english().items():
            jobs.add(article_id, sentences)
        while not jobs.wait(_LOOK_SECONDS):
            on_progress(jobs.progress)
        on_progress(jobs.progress)
        return jobs.progress
    finally:
        jobs.close()
