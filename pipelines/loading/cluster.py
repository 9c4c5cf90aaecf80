"""Loading on a Dask cluster: a task a file, tried again elsewhere when its worker is lost."""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from pipelines.corpus import Corpus
from pipelines.errors import VisavisError
from pipelines.loading.files import Source
from pipelines.loading.loader import Loader
from pipelines.loading.outcomes import FileReport, LoadReport
from pipelines.loading.process import load_source, refused
from pipelines.loading.progress import Progress
from pipelines.loading.worker import now
from pipelines.reading.answers import Answers

_ADDRESS = re.compile(r"(?:tcp|tls|ucx|ws|wss)://[^\s/:]{1,255}(?::\d+)?|[^\s/:]{1,255}:\d+", re.ASCII)
_TRIES = 3
_PATIENCE = 120  # seconds to fetch a result; one that was lost with its worker is worked out again
_AHEAD = 4  # tasks sent ahead for each thread of the cluster: a million files are never all at the scheduler
NO_DASK = "Dask is not installed. Install it: pip install distributed."
NO_ADDRESS = (
    "“{address}” is no address of a Dask scheduler. Write it as tcp://10.0.0.1:8786, or use --workers."
)
NO_SCHEDULER = "No Dask scheduler answers at {address}. Start one, or use --workers."
LOST = (
    "The Dask scheduler at {address} was lost after {done:,} of {files:,} files. What was loaded is kept; "
    "run the same command again to go on."
)
LOST_WORKERS = "Every worker that tried this file ended, so it was left out. The machines may lack memory; split the file."


@lru_cache(maxsize=4)
def _corpus(where: str) -> Corpus:
    """The corpus, opened once in a worker."""
    return Corpus(where)


def load_task(
    where: str, source: dict[str, Any], given: dict[str, str], answers: dict[str, Any], began: str
) -> dict[str, Any]:
    """Load one file in a worker of the cluster; plain values in and out, so that versions need not match to the dot."""
    loader = Loader(_corpus(where), given, began=began, answers=Answers.of(answers))
    return asdict(load_source(loader, Source(**source)))


def load_on_cluster(
    where: str,
    sources: list[Source],
    address: str,
    given: Mapping[str, str],
    answers: Answers,
    progress: Progress,
    on_progress: Callable[[Progress], None],
    stop: threading.Event,
) -> LoadReport:
    """Load `sources`, as `pipelines.batch.ingest_paths` says.

    Raises:
        VisavisError: Dask is not installed, or no scheduler answers at `address`.
    """
    client = _connected(address)
    time.sleep(1 - time.time() % 1)  # so that nothing stored before bears this run's second
    began = now()
    reports: dict[int, FileReport] = {}
    problem = ""
    try:
        for number, outcome in _outcomes(client, where, sources, (dict(given), answers.told(), began), stop):
            if isinstance(outcome, Exception):
                report = refused(Corpus(where), sources[number].name, _reason(outcome))
            else:
                report = FileReport.of(outcome)
            reports[number] = report
            progress.add(report, sources[number].size)
            on_progress(progress)
    except _Lost:
        problem = LOST.format(address=address, done=len(reports), files=len(sources))
    finally:
        with contextlib.suppress(Exception):  # a scheduler that is gone cannot be taken leave of
            client.close(timeout=2)
    done = [reports[number] for number in sorted(reports)]
    return LoadReport(done, len(sources) - len(done), problem)


class _Lost(Exception):  # noqa: N818 - a turn of events inside this module
    """The scheduler is gone."""


def _connected(address: str) -> Any:
    try:
        import dask  # noqa: PLC0415
        from distributed import Client  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise VisavisError(NO_DASK) from error
    if not _ADDRESS.fullmatch(address):
        raise VisavisError(NO_ADDRESS.format(address=address[:100]))
    dask.config.set({"distributed.comm.retry.count": 0})
    try:
        return Client(address, timeout="10s")
    except (
        Exception
    ) as error:  # OSError, ValueError, TimeoutError or one of its own, by what stands at the address
        raise VisavisError(NO_SCHEDULER.format(address=address)) from error


def _outcomes(
    client: Any, where: str, sources: list[Source], how: tuple[Any, ...], stop: threading.Event
) -> Iterator[tuple[int, dict[str, Any] | Exception]]:
    """Number of a source and what its task gave, as they come; a few tasks are sent ahead and no more."""
    waiting: dict[Any, int] = {}
    tries: Counter[int] = Counter()
    todo = iter(enumerate(sources))
    again: list[tuple[int, Source]] = []
    while True:
        room = 0 if stop.is_set() else _AHEAD * max(1, _threads(client)) - len(waiting)
        for number, source in chain(again, islice(todo, max(0, room))):
            future = client.submit(load_task, where, asdict(source), *how, retries=2, pure=False)
            waiting[future] = number
            tries[number] += 1
        again = []
        if not waiting:
            return
        for future in _finished(client, waiting):
            number = waiting.pop(future)
            outcome = _result(future)
            future.release()
            # What a lost worker had finished is lost with it, and a line to it breaks in many ways.
            if isinstance(outcome, Exception) and _may_pass(outcome) and tries[number] < _TRIES:
                again.append((number, sources[number]))
            else:
                yield number, outcome


def _may_pass(error: Exception) -> bool:
    return not isinstance(error, VisavisError) and type(error).__name__ != "KilledWorker"


def _threads(client: Any) -> int:
    try:
        return sum(client.nthreads().values())
    except Exception as error:
        raise _Lost from error


def _finished(client: Any, waiting: dict[Any, int]) -> list[Any]:
    """The futures that are done; looks whether the scheduler still answers while none is."""
    from distributed import wait  # noqa: PLC0415

    while True:
        try:
            return list(wait(list(waiting), timeout=2, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            _threads(client)
        except Exception as error:
            raise _Lost from error


def _result(future: Any) -> dict[str, Any] | Exception:
    if future.status in ("cancelled", "lost", "pending"):
        raise _Lost
    try:
        told: dict[str, Any] = future.result(timeout=_PATIENCE)
    except Exception as error:
        return error
    return told


def _reason(error: Exception) -> str:
    if type(error).__name__ == "KilledWorker":
        return LOST_WORKERS
    if isinstance(error, VisavisError):
        return str(error)
    return f"It could not be loaded because of a fault on the cluster ({type(error).__name__}); everything else goes on."
