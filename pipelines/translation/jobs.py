"""Translation in the background: one thread, a queue, visible progress, and nothing translated twice."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from pipelines.errors import VisavisError
from pipelines.translation.answers import answered
from pipelines.translation.base import AbandonedError, Engine, Translation, abandon, quality_of

# A batch is what is saved in one write, and what is lost at most when a person stops or the process dies. A quick engine
# gets larger batches than a slow one.
_SMALLEST, _LARGEST = 1, 64
_BATCH_SECONDS = 0.7


class Cache(Protocol):
    """Where translations are kept for ever; the corpus store is one."""

    def cached_translations(self, engine: str, version: str, sentences: Sequence[str]) -> dict[str, str]:
        """French → English of those sentences that are kept."""
        ...

    def cache_translations(self, engine: str, version: str, made: Mapping[str, Translation]) -> None:
        """Keep the English of sentences, and what the glossary put into it."""
        ...


Save = Callable[[str, Mapping[int, str], Mapping[int, Translation]], None]
"""Called in the background thread once a batch: the article's id, and its sentences' French and English by index."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What a progress bar shows.

    Attributes:
        done, total: sentences since the queue was last empty.
        failed: sentences among the done that no engine translated.
        running: the thread is at work.
        stopped: a person stopped it; what is left waits for `resume`.
        article_id: the article under way, "" when none.
        message: the last failure, a sentence for the person, "" when none.
    """

    done: int = 0
    total: int = 0
    failed: int = 0
    running: bool = False
    stopped: bool = False
    article_id: str = ""
    message: str = ""


@dataclass(slots=True)
class _Job:
    article_id: str
    sentences: list[tuple[int, str]]


class TranslationJobs:
    """One background thread that translates queued articles in order. All methods may be called from any thread."""

    def __init__(
        self, engines: Callable[[str], Sequence[Engine]], save: Save, cache: Cache | None = None
    ) -> None:
        """`engines` gives the chain to use for an article, asked once a batch, so that a change takes effect at once."""
        self._engines = engines
        self._save = save
        self._cache = cache
        self._queue: deque[_Job] = deque()
        self._progress = Progress()
        self._wake = threading.Condition()
        self._closed = False
        self._batch = _SMALLEST
        self._chain: Sequence[Engine] = ()
        self._thread: threading.Thread | None = None

    @property
    def progress(self) -> Progress:
        """A snapshot."""
        with self._wake:
            return self._progress

    def add(self, article_id: str, sentences: Sequence[tuple[int, str]]) -> None:
        """Queue the sentences (index, French) of an article that have no English yet."""
        if not sentences:
            return
        with self._wake:
            if not self._queue and not self._progress.running:
                self._progress = Progress(stopped=self._progress.stopped)
            self._queue.append(_Job(article_id, list(sentences)))
            self._update(total=self._progress.total + len(sentences))
            self._start()
            self._wake.notify_all()

    def stop(self) -> None:
        """Stop at once and wait; sentences under way are given up and stay queued with the others."""
        with self._wake:
            self._update(stopped=True)
            chain = self._chain if self._progress.running else ()
        for engine in chain:
            abandon(engine)

    def resume(self) -> None:
        """Go on after `stop`."""
        with self._wake:
            self._update(stopped=False)
            self._start()
            self._wake.notify_all()

    def forget(self, article_id: str) -> None:
        """Take an article's sentences from the queue, as when it is deleted."""
        with self._wake:
            kept = deque(job for job in self._queue if job.article_id != article_id)
            dropped = sum(len(j.sentences) for j in self._queue) - sum(len(j.sentences) for j in kept)
            self._queue = kept
            self._update(total=self._progress.total - dropped)

    def wait(self, timeout: float | None = None) -> bool:
        """Block until nothing is left to do (or a person stopped it); False when `timeout` seconds pass first."""
        with self._wake:
            return self._wake.wait_for(
                lambda: not self._progress.running and (not self._queue or self._progress.stopped), timeout
            )

    def close(self) -> None:
        """Stop for good; sentences under way are given up."""
        with self._wake:
            self._closed = True
            self._wake.notify_all()
            thread, chain = self._thread, self._chain
        for engine in chain:
            abandon(engine)
        if thread and thread is not threading.current_thread():
            thread.join(timeout=5)

    def _start(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, daemon=True, name="translation-jobs")
            self._thread.start()

    def _update(self, **changes: object) -> None:
        self._progress = replace(self._progress, **changes)  # type: ignore[arg-type]

    def _next(self) -> tuple[str, list[tuple[int, str]]] | None:
        """The next batch, waiting for one; None when closed."""
        with self._wake:
            while not self._closed and (self._progress.stopped or not self._queue):
                self._update(running=False, article_id="")
                self._wake.notify_all()
                self._wake.wait()
            if self._closed:
                self._update(running=False)
                return None
            job = self._queue[0]
            batch, job.sentences = job.sentences[: self._batch], job.sentences[self._batch :]
            if not job.sentences:
                self._queue.popleft()
            self._update(running=True, article_id=job.article_id)
            return job.article_id, batch

    def _put_back(self, article_id: str, sentences: list[tuple[int, str]]) -> None:
        """A batch that was given up, to the head of the queue."""
        with self._wake:
            if self._queue and self._queue[0].article_id == article_id:
                self._queue[0].sentences[:0] = sentences
            else:
                self._queue.appendleft(_Job(article_id, sentences))

    def _run(self) -> None:
        while batch := self._next():
            article_id, sentences = batch
            message, failed = "", 0
            began = time.monotonic()
            try:
                self._chain = list(self._engines(article_id))
                results = translate_cached([text for _, text in sentences], self._chain, self._cache)
                numbers = [number for number, _ in sentences]
                self._save(article_id, dict(sentences), dict(zip(numbers, results, strict=True)))
                failed = sum(not result.text_en for result in results)
                message = next((r.error for r in reversed(results) if r.error), "")
            except AbandonedError:
                self._put_back(article_id, sentences)
                continue
            except Exception as error:  # the thread must outlive a batch that breaks something
                message, failed = _words(error), len(sentences)
            took = time.monotonic() - began
            if took < _BATCH_SECONDS / 2:
                self._batch = min(self._batch * 2, _LARGEST)
            elif took > _BATCH_SECONDS:
                self._batch = max(self._batch // 2, _SMALLEST)
            with self._wake:
                now = self._progress
                self._update(
                    done=now.done + len(sentences), failed=now.failed + failed, message=message or now.message
                )


def _words(error: Exception) -> str:
    if isinstance(error, VisavisError):
        return str(error)
    return f"Translation failed ({type(error).__name__}); it goes on with the next sentences."


def translate_cached(
    sentences: Sequence[str], engines: Sequence[Engine], cache: Cache | None = None
) -> list[Translation]:
    """As `pipelines.translation.translate`, asking the cache before each engine and keeping what engines give.

    What the memory gives is not cached: a person may change it at any time.
    """
    results: dict[str, Translation] = {}
    left = list(dict.fromkeys(sentences))
    for engine in engines:
        if not left:
            break
        if cache and engine.kind != "memory":
            results |= _from_cache(left, engine, cache)
            left = [s for s in left if s not in results or not results[s].text_en]
        if not left or engine.available():
            continue
        made = dict(zip(left, _answers(engine, left), strict=True))
        results |= {s: r for s, r in made.items() if r.text_en or engine.kind != "memory"}
        if cache and engine.kind != "memory":
            given = {sentence: r for sentence, r in made.items() if r.text_en}
            for version, parts in _by_version(engine, list(given)).items():
                cache.cache_translations(engine.name, version, {s: given[s] for s in parts})
        left = [s for s in left if s not in results or not results[s].text_en]
    from pipelines.translation import NO_ENGINE  # noqa: PLC0415 - the package imports its engines, not its jobs

    nothing = Translation("", "", "", error=NO_ENGINE)
    return [results.get(sentence, nothing) for sentence in sentences]


def _from_cache(sentences: Sequence[str], engine: Engine, cache: Cache) -> dict[str, Translation]:
    quality = quality_of(engine.name)
    return {
        fr: Translation(en, engine.name, engine.version, quality)
        for version, parts in _by_version(engine, sentences).items()
        for fr, en in cache.cached_translations(engine.name, version, parts).items()
    }


def _by_version(engine: Engine, sentences: Sequence[str]) -> dict[str, list[str]]:
    """The version under which an engine's English is cached → those sentences."""
    cached_as = getattr(engine, "cached_as", None)
    found: dict[str, list[str]] = {}
    for sentence in sentences:
        found.setdefault(cached_as(sentence) if cached_as else engine.version, []).append(sentence)
    return found


def _answers(engine: Engine, sentences: Sequence[str]) -> list[Translation]:
    """What an engine gives; one that breaks must not cost what the engines before it gave."""
    try:
        return engine.translate(sentences) if engine.kind == "memory" else answered(engine, sentences)
    except AbandonedError:
        raise
    except Exception as error:
        return [Translation("", engine.name, engine.version, error=_words(error))] * len(sentences)
