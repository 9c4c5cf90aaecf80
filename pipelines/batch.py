"""Loading many files side by side, in processes of this machine or on a Dask cluster.

A file may be tried twice (a process lost, a retry); its articles are committed once, because an article's key is the
hash of its text and printing. A load that was stopped is taken up by the same command: what is there is passed by.
"""

from __future__ import annotations

import signal
import threading
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.corpus import Corpus
from pipelines.errors import VisavisError
from pipelines.loading import files
from pipelines.loading.files import Source
from pipelines.loading.outcomes import FileReport, LoadReport
from pipelines.loading.progress import Progress
from pipelines.loading.worker import LoadingWorker
from pipelines.reading.answers import Answers

_NO_ANSWERS = Answers()


@dataclass(slots=True)
class Stop:
    """Whether a person wants to stop: `gently` after the articles being read, `at_once` without waiting for them."""

    gently: threading.Event = field(default_factory=threading.Event)
    at_once: threading.Event = field(default_factory=threading.Event)


def ingest_paths(
    where: str,
    paths: Iterable[Path],
    *,
    workers: int = 1,
    dask: str = "",
    given: Mapping[str, str] | None = None,
    answers: Answers = _NO_ANSWERS,
    on_progress: Callable[[Progress], None] = lambda _: None,
    stop: Stop | None = None,
) -> LoadReport:
    """Load files and the files of folders.

    Args:
        where: corpus path or database URL; a Dask cluster needs one that every worker can reach.
        paths: files, or folders that are searched for files.
        workers: processes that read side by side.
        dask: a scheduler's address, such as tcp://10.0.0.1:8786.
        given: title, published, source or author for all of them.
        answers: which columns of their tables hold what, and whether day or month comes first.
        on_progress: told after each file.
        stop: set from elsewhere to end the load early; what was done is reported.

    Raises:
        VisavisError: the corpus cannot be opened; Dask is asked for and not installed, or its scheduler is not reached.
    """
    sources = files.find(paths)
    Corpus(where)  # created once, before many try to
    progress = Progress(len(sources), sum(source.size for source in sources))
    stop = stop or Stop()
    if dask:
        from pipelines.loading.cluster import load_on_cluster  # noqa: PLC0415 - an optional extra

        return load_on_cluster(where, sources, dask, given or {}, answers, progress, on_progress, stop.gently)
    run = _SideBySide(where, sources, given or {}, answers, progress, on_progress, stop)
    return run.load(max(1, min(workers, len(sources))))


def side_by_side(pool: Sequence[LoadingWorker], work: Callable[[LoadingWorker], None], stop: Stop) -> None:
    """Have each process of `pool` worked with by a thread, and close it; returns when all are done, or stopped at once."""
    threads = [threading.Thread(target=work, args=(each,), daemon=True) for each in pool]
    for thread in threads:
        thread.start()
    for thread in threads:
        while thread.is_alive() and not stop.at_once.is_set():
            thread.join(0.1)  # a wait without end would not let a signal through
    for each in pool:
        each.close(0 if stop.at_once.is_set() else 5)


@dataclass
class _SideBySide:
    where: str
    sources: list[Source]
    given: Mapping[str, str]
    answers: Answers
    progress: Progress
    on_progress: Callable[[Progress], None]
    stop: Stop

    def load(self, workers: int) -> LoadReport:
        self._todo = iter(enumerate(self.sources))
        self._lock = threading.Lock()
        self._reports: dict[int, FileReport] = {}
        self._problem = ""
        side_by_side([LoadingWorker(self.where) for _ in range(workers)], self._work, self.stop)
        with self._lock:
            done = [self._reports[number] for number in sorted(self._reports)]
        return LoadReport(done, len(self.sources) - len(done), self._problem)

    def _next(self) -> tuple[int, Source] | None:
        with self._lock:
            return None if self.stop.gently.is_set() or self._problem else next(self._todo, None)

    def _work(self, worker: LoadingWorker) -> None:
        while (task := self._next()) is not None:
            number, source = task
            try:
                report = worker.load_source(
                    source, given=self.given, answers=self.answers, should_stop=self.stop.gently.is_set
                )
            except VisavisError as error:
                with self._lock:
                    self._problem = self._problem or str(error)
                return
            with self._lock:
                self._reports[number] = report
                self.progress.add(report, source.size)
                self.on_progress(self.progress)


@contextmanager
def stopped_by_signal(tell: Callable[[], None]) -> Iterator[Stop]:
    """Ctrl-C, or a request to end, stops a load gently; a second one at once. `tell` is called at the first."""
    stop = Stop()

    def handle(_signal: int, _frame: types.FrameType | None) -> None:
        if stop.gently.is_set():
            stop.at_once.set()
        else:
            stop.gently.set()
            tell()

    kept = {}
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(ValueError):  # not in the main thread: whoever started it stops it
            kept[number] = signal.signal(number, handle)
    try:
        yield stop
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
