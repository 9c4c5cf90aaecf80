"""Translation behind the pages: one queue per server, fed by whatever has no English yet."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

import streamlit as st

from pipelines import translation
from pipelines.corpus import Corpus
from pipelines.corpus_english import ArticleEngines
from pipelines.ingest import save_english
from pipelines.translation.base import Translation
from pipelines.translation.jobs import Progress, TranslationJobs


class Translating:
    """The queue of one corpus, the person's order of engines, and what was tried with it."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._lock = threading.Lock()
        self._tried: dict[tuple[str, int], int] = {}  # article and number → hash of the French that was tried
        self._reasons: dict[tuple[str, int], str] = {}
        self._version = -1
        self._wanted = self._order = tuple(translation.DEFAULT_ORDER)
        self._agreed: set[tuple[str, str]] = set()  # engine and the person who agreed to it
        self._sending: dict[str, str] = {}  # online engine → who is shown as having agreed to it
        engines = ArticleEngines(corpus)
        self._jobs = TranslationJobs(
            lambda article_id: engines.of(article_id, self._order), self._save, corpus
        )

    @property
    def progress(self) -> Progress:
        """What a progress line shows."""
        return self._jobs.progress

    @property
    def order(self) -> tuple[str, ...]:
        """Names of the engines, first choice first; online ones only after the person agreed."""
        return self._order

    @property
    def waiting_for_consent(self) -> tuple[str, ...]:
        """Online engines that were chosen and not yet agreed to; nothing is sent to them."""
        return tuple(name for name in self._wanted if name not in self._order)

    def sent_for(self, name: str) -> str:
        """Who agreed that text is sent to this online engine, as shown to others; "" where nobody is asked."""
        return self._sending.get(name, "")

    def has_agreed(self, name: str, person: str = "") -> bool:
        """Whether this person agreed that text is sent to this online engine."""
        return (name, person) in self._agreed

    def use(self, wanted: Sequence[str], person: str = "", shown: str = "") -> None:
        """Choose engines, first choice first.

        Of the online ones that are new, those take part that this `person` agreed to; the others once `agree` was called
        for them. What others agreed to before stands for what they chose, and for nothing that is chosen after.
        """
        with self._lock:
            new = [name for name in wanted if name not in self._wanted and (name, person) in self._agreed]
            self._sending = {name: who for name, who in self._sending.items() if name in wanted}
            self._sending |= dict.fromkeys(new, shown or person)
            self._wanted = tuple(wanted)
            self._settle()

    def agree(self, name: str, person: str = "", shown: str = "") -> None:
        """A person's consent that text is sent to this online engine, until they withdraw it or the server ends.

        Args:
            name: the engine.
            person: the account of who agrees, "" where nobody is asked who they are.
            shown: how others see them.
        """
        with self._lock:
            self._agreed.add((name, person))
            if name in self._wanted:
                self._sending.setdefault(name, shown or person)
            self._settle()

    def withdraw(self, name: str) -> None:
        """Send nothing more to this online engine, whoever agreed to it; it is asked again only when chosen again."""
        with self._lock:
            self._sending.pop(name, None)
            self._wanted = tuple(each for each in self._wanted if each != name)
            self._settle()

    def _settle(self) -> None:
        """Sentences that no engine could translate are tried again with the new order."""
        allowed = {*translation.DEFAULT_ORDER, *self._sending}
        self._order = tuple(name for name in self._wanted if name in allowed)
        self._tried.clear()
        self._reasons.clear()
        self._version = -1

    def reasons(self, article_id: str) -> dict[int, str]:
        """Why sentences of an article have no English though engines were asked: sentence number → a sentence."""
        return {
            number: why for (article, number), why in list(self._reasons.items()) if article == article_id
        }

    def troubles(self) -> list[str]:
        """Why engines of the order that are here are not asked any more: they died or hung; see `try_again`."""
        asked = [getattr(each, "trouble", None) for each in translation.engines(self._order)]
        return [why for trouble in asked if trouble and (why := trouble())]

    def try_again(self) -> None:
        """Start engines that fell anew, and ask again for every sentence that got no English."""
        for each in translation.engines(self._order):
            forget = getattr(each, "try_again", None)
            if forget:
                forget()
        with self._lock:
            for key in self._reasons:
                self._tried.pop(key, None)
            self._reasons.clear()
            self._version = -1
        self.keep_up()

    def keep_up(self) -> None:
        """Queue every sentence of the corpus that has no English, once per order of engines."""
        version = self._corpus.version()
        with self._lock:
            if version == self._version or not self.usable:
                return
            self._version = version
            for article_id, sentences in self._corpus.without_english().items():
                self._add(article_id, sentences)

    @property
    def usable(self) -> bool:
        """Whether any engine of the order can translate new sentences here."""
        return any(not e.available() for e in translation.engines(self._order) if e.kind != "memory")

    def again(self, sentences: Sequence[tuple[str, int]]) -> None:
        """Translate these (article_id, sentence) anew: a term that stands in them has changed."""
        with self._lock:
            for key in sentences:
                self._tried.pop(key, None)
            self._version = -1
        self._corpus.drop_machine_english(sentences)

    def stop(self) -> None:
        """Stop after the sentences under way."""
        self._jobs.stop()

    def resume(self) -> None:
        """Go on where it was stopped."""
        self._jobs.resume()

    def forget(self, article_id: str) -> None:
        """Drop a deleted article's sentences from the queue; loaded again, it is translated again."""
        with self._lock:
            self._tried = {key: french for key, french in self._tried.items() if key[0] != article_id}
            for key in [key for key in self._reasons if key[0] == article_id]:
                del self._reasons[key]
        self._jobs.forget(article_id)

    def _add(self, article_id: str, sentences: list[tuple[int, str]]) -> None:
        fresh = [(n, text) for n, text in sentences if self._tried.get((article_id, n)) != hash(text)]
        self._tried.update({(article_id, n): hash(text) for n, text in fresh})
        self._jobs.add(article_id, fresh)

    def _save(self, article_id: str, french: Mapping[int, str], english: Mapping[int, Translation]) -> None:
        save_english(self._corpus, article_id, french, english)
        with self._lock:
            for number, made in english.items():
                self._reasons.pop((article_id, number), None)
                if not made.text_en and made.error:
                    self._reasons[article_id, number] = made.error


@st.cache_resource
def _of(_corpus: Corpus, where: str) -> Translating:
    return Translating(_corpus)


def translating(corpus: Corpus) -> Translating:
    """The queue of this corpus, one per server."""
    return _of(corpus, corpus.where)
