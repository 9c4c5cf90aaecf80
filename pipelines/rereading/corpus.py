"""A whole corpus read again: side by side, with progress, stopped and taken up again at any article.

An article's new rows and the mark of the reader that made them are one write. So a run that was stopped, or killed, is
taken up by asking again for those that another reader read.
"""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from pipelines.batch import Stop, side_by_side
from pipelines.corpus import Corpus
from pipelines.corrections import replayed
from pipelines.corrections.entries import REVIEWS, WRITTEN
from pipelines.errors import VisavisError
from pipelines.loading.worker import LoadingWorker
from pipelines.reader_version import reader_version
from pipelines.rereading.article import Changes

OLDER, ALL = "older", "all"


@dataclass(slots=True)
class Summary:
    """What a rereading did.

    Attributes:
        found, reread: articles to read again, and read.
        left: those left for the next time, since it was stopped.
        failed: article → why its rows stay as they were.
        tables: table → rows "new", "gone", "changed".
        corrections: state ("applied", "undone", "conflict", "waiting") → how many corrections, afterwards.
        to_place: correction → why it waits.
    """

    found: int = 0
    reread: int = 0
    left: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    tables: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    corrections: Counter[str] = field(default_factory=Counter)
    to_place: dict[int, str] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """It as JSON, for another process; `of` reads it."""
        plain = {each.name: getattr(self, each.name) for each in fields(self)}
        return {**plain, "tables": {name: dict(counted) for name, counted in self.tables.items()}}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Summary:
        """The summary that another process told."""
        made = cls(**{**told, "tables": defaultdict(Counter)})
        made.corrections = Counter(told["corrections"])
        made.to_place = {int(number): reason for number, reason in told["to_place"].items()}
        for name, counted in told["tables"].items():
            made.tables[name] = Counter(counted)
        return made

    def words(self) -> list[str]:
        """Lines for the person."""
        lines = [
            f"{self.found:,} articles = {self.reread:,} read again + {len(self.failed):,} failed + {self.left:,} left."
        ]
        for name, counted in self.tables.items():
            if sum(counted.values()):
                lines.append(
                    f"{name}: {counted['new']:,} new, {counted['gone']:,} gone, {counted['changed']:,} changed"
                )
        placed = self.corrections["applied"]
        if sum(self.corrections.values()):
            lines.append(f"corrections: {placed:,} placed, {len(self.to_place):,} to be placed")
        lines += [f"    {number}: {reason}" for number, reason in self.to_place.items()]
        return lines + [f"    article {key}: {reason}" for key, reason in self.failed.items()]


def reread(
    where: str,
    chosen: str = OLDER,
    *,
    workers: int = 1,
    on_progress: Callable[[int, int], None] = lambda _done, _of: None,
    stop: Stop | None = None,
    make: Callable[[str], LoadingWorker] = LoadingWorker,
) -> Summary:
    """Read articles of a corpus again.

    Args:
        where: corpus path or database URL.
        chosen: "older" for those that another reader read, "all" for every one.
        workers: processes that read side by side.
        on_progress: told how many are done, and of how many.
        stop: set from elsewhere to end it early; what was read is kept.
        make: makes the process that reads.

    Raises:
        VisavisError: the corpus cannot be opened or written, or no process can be started.
    """
    corpus = Corpus(where)
    if chosen == ALL:
        corpus.ask_for_rereading()
    keys = corpus.older_articles(reader_version())
    run = _Run(keys, on_progress, stop or Stop())
    side_by_side([make(where) for _ in range(max(1, min(workers, len(keys))))], run.work, run.stop)
    return _with_corrections(corpus, run.finished())


class _Run:
    """One rereading, shared by the threads that each ask one process."""

    def __init__(self, keys: Sequence[str], on_progress: Callable[[int, int], None], stop: Stop) -> None:
        self.stop = stop
        self._keys = iter(keys)
        self._on_progress = on_progress
        self._lock = threading.Lock()
        self._summary = Summary(found=len(keys))

    def work(self, worker: LoadingWorker) -> None:
        """Have one process read until there is nothing left."""
        while (key := self._next()) is not None:
            try:
                changed = worker.reread(key)
            except VisavisError as error:
                self._done(key, str(error), {})
            else:
                self._done(key, "", changed)

    def finished(self) -> Summary:
        """What was done."""
        with self._lock:
            done = self._summary.reread + len(self._summary.failed)
            self._summary.left = self._summary.found - done
            return self._summary

    def _next(self) -> str | None:
        with self._lock:
            return None if self.stop.gently.is_set() else next(self._keys, None)

    def _done(self, key: str, fault: str, changed: Changes) -> None:
        with self._lock:
            if fault:
                self._summary.failed[key] = fault
            else:
                self._summary.reread += 1
            for name, counted in changed.items():
                self._summary.tables[name].update(counted)
            self._on_progress(self._summary.reread + len(self._summary.failed), self._summary.found)


def _with_corrections(corpus: Corpus, summary: Summary) -> Summary:
    entries = [entry for entry in corpus.ledger() if entry.what in WRITTEN - REVIEWS]
    if entries:
        outcomes = replayed(corpus.machine_tables(), corpus.ledger()).outcomes
        summary.corrections.update(outcomes[entry.id].state for entry in entries)
        waiting = [entry.id for entry in entries if outcomes[entry.id].state == "waiting"]
        summary.to_place = {number: outcomes[number].reason for number in waiting}
    return summary
