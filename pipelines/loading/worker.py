"""A loading process as its parent sees it: started at need, started again when it is lost, asked by any thread."""

from __future__ import annotations

import contextlib
import itertools
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.corpus import Corpus
from pipelines.errors import VisavisError
from pipelines.loading import frames
from pipelines.loading.files import Source
from pipelines.loading.loader import never, silent
from pipelines.loading.names import readable_name
from pipelines.loading.outcomes import FileProgress, FileReport
from pipelines.loading.process import refused
from pipelines.reading.answers import Answers

_ROOT = str(Path(__file__).resolve().parents[2])
_LOOK = 0.2  # seconds between two looks at whether a person wants to stop
_TRIES = 2  # a process may be lost for want of memory that something else took
_MOST_LOSSES = 10
_OPENING = -1
_NO_ANSWERS = Answers()
LOST_ARTICLE = (
    "The loading process ended twice while it read this article, so the article was left out; the others go on. "
    "The machine may lack memory, or the article breaks the reader: please report it."
)
LOST_FILE = (
    "The loading process ended twice while it opened this file, so the file was left out; the others go on. "
    "The machine may lack memory: try again with fewer processes, or split the file."
)
LOST_TOO_OFTEN = (
    "The loading process ended {losses} times over this file, so what is left of it was not tried again; what was "
    "loaded is kept. Split the file and load the parts."
)
NO_PROCESS = "No process for loading can be started ({reason}). Close other programs and try again."


def now() -> str:
    """The beginning of a run, as `loaded_at` is written."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class LoadingWorker:
    """One loading process for a corpus. All methods may be called from any thread.

    Args:
        where: corpus path or database URL.
        quiet: whether what the process prints to standard error is dropped.
    """

    command: tuple[str, ...] = ("-m", "pipelines.loading.process")  # for the interpreter

    def __init__(self, where: str, *, quiet: bool = False) -> None:
        self.where = where
        self._quiet = quiet
        self._lock = threading.RLock()
        self._process: subprocess.Popen[bytes] | None = None
        self._waiting: dict[int, tuple[subprocess.Popen[bytes], queue.Queue[dict[str, Any]]]] = {}
        self._numbers = itertools.count(1)
        self._closed = False
        self._fatal = ""

    # -- what can be asked -------------------------------------------------------------------------------

    def warm_up(self) -> None:
        """Have the process load the French model; returns at once."""
        with contextlib.suppress(VisavisError, OSError):
            number, _ = self._ask({"do": "warm"})
            self._forget(number)

    def load(
        self,
        name: str,
        data: bytes,
        *,
        given: Mapping[str, str] | None = None,
        stated: Mapping[str, str] | None = None,
        answers: Answers = _NO_ANSWERS,
        on_progress: Callable[[FileProgress], None] = silent,
        should_stop: Callable[[], bool] = never,
    ) -> FileReport:
        """Load one file; blocks until it is done, never raises for what is in it.

        Args:
            name, data: the file.
            given: title, published, source, author that the person gave; they win over what the file says.
            stated: the same from a table of metadata beside it, where the file itself is silent.
            answers: what the person said of its table.
            on_progress, should_stop: called with each step, and asked between articles.

        Raises:
            VisavisError: no process can be started, or this one was closed.
        """
        told = {"given": dict(given or {}), "stated": dict(stated or {}), "answers": answers.told()}
        request = {"do": "load", "name": name, **told}
        return self._load(readable_name(name), request, data, on_progress, should_stop)

    def load_source(
        self,
        source: Source,
        *,
        given: Mapping[str, str] | None = None,
        answers: Answers = _NO_ANSWERS,
        on_progress: Callable[[FileProgress], None] = silent,
        should_stop: Callable[[], bool] = never,
    ) -> FileReport:
        """`load` for a file that the process opens itself."""
        told = {"given": dict(given or {}), "answers": answers.told()}
        request = {"do": "load", "source": asdict(source), **told}
        return self._load(source.name, request, b"", on_progress, should_stop)

    def load_text(
        self, text: str, *, given: Mapping[str, str] | None = None, exact: bool = False
    ) -> FileReport:
        """`load` for a pasted text, between two articles of what is being loaded; see `pipelines.ingest.ingest_text`."""
        request = {"do": "text", "given": dict(given or {}), "exact": exact}
        return self._load("pasted text", request, text.encode("utf-8", "replace"), silent, never)

    def edit(self, key: str, who: str = "you", **changes: str) -> None:
        """Change what is known about an article, `pipelines.ingest.edit_article` in the loading process.

        Raises:
            VisavisError: as `edit_article`, or the process was lost.
        """
        self._once({"do": "edit", "key": key, "who": who, "changes": changes})

    def reread(self, key: str) -> dict[str, dict[str, int]]:
        """Read an article again with the reader of today, `pipelines.rereading.article.reread_article` in the process.

        Raises:
            VisavisError: the article is gone, the reader fails on it, or the process was lost; its rows stay as they were.
        """
        changed: dict[str, dict[str, int]] = self._once({"do": "reread", "key": key})["changed"]
        return changed

    def _once(self, request: dict[str, Any]) -> dict[str, Any]:
        """The one answer to a request that changes an article."""
        number, answers = self._ask(request)
        answer = self._next(number, answers, never)
        self._forget(number)
        if answer is None:
            raise VisavisError("The change could not be made, because the loading process ended; try again.")
        if "error" in answer:
            raise VisavisError(answer["error"])
        return answer

    def close(self, patience: float = 5.0) -> None:
        """End the process: after the article it reads, or by force after `patience` seconds."""
        with self._lock:
            self._closed = True
            process, self._process = self._process, None
        if process is None:
            return
        if process.stdin:
            with contextlib.suppress(OSError):
                process.stdin.close()
        try:
            process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    # -- how -----------------------------------------------------------------------------------------------

    def _load(
        self,
        name: str,
        request: dict[str, Any],
        data: bytes,
        on_progress: Callable[[FileProgress], None],
        should_stop: Callable[[], bool],
    ) -> FileReport:
        began = now()
        poison: dict[int, str] = {}
        losses: dict[
            int | None, int
        ] = {}  # article in the file, or _OPENING, or None: not begun → processes lost
        while True:
            # What an earlier try stored was stored by this load, and is no duplicate.
            since = began if losses else ""
            number, answers = self._ask({**request, "began": since, "poison": poison}, data)
            place: int | None = None
            try:
                while (answer := self._next(number, answers, should_stop)) is not None:
                    if "report" in answer:
                        return FileReport.of(answer["report"])
                    stage, done, total = answer["progress"]
                    place = done if stage == "annotating" else place if stage == "done" else _OPENING
                    on_progress(FileProgress(name, stage, done, total))
            finally:
                self._forget(number)
            if self._closed:
                raise VisavisError("Loading was ended; what was loaded is kept.")
            losses[place] = losses.get(place, 0) + 1
            if place is None:  # lost over another's file, or before it could begin
                if losses[place] > _TRIES:
                    raise VisavisError(self._fatal or NO_PROCESS.format(reason="it ends at once"))
                continue
            if place == _OPENING and losses[place] >= _TRIES:
                return refused(Corpus(self.where), name, LOST_FILE)
            if sum(losses.values()) >= _MOST_LOSSES:
                return refused(Corpus(self.where), name, LOST_TOO_OFTEN.format(losses=_MOST_LOSSES))
            if losses[place] >= _TRIES:
                poison[place] = LOST_ARTICLE

    def _ask(self, request: dict[str, Any], data: bytes = b"") -> tuple[int, queue.Queue[dict[str, Any]]]:
        number = next(self._numbers)
        answers: queue.Queue[dict[str, Any]] = queue.Queue()
        with self._lock:
            process = self._running()
            self._waiting[number] = process, answers
            try:
                frames.send(process.stdin, {**request, "id": number}, data)  # type: ignore[arg-type]
            except OSError:
                answers.put({"lost": True})
        return number, answers

    def _next(
        self, number: int, answers: queue.Queue[dict[str, Any]], should_stop: Callable[[], bool]
    ) -> dict[str, Any] | None:
        """The next answer to a request, None when the process was lost."""
        told = False
        while True:
            try:
                answer = answers.get(timeout=_LOOK)
            except queue.Empty:
                if not told and should_stop():
                    told = True
                    with self._lock, contextlib.suppress(OSError, AttributeError):
                        frames.send(self._process.stdin, {"do": "stop", "load": number})  # type: ignore[union-attr,arg-type]
                continue
            return None if "lost" in answer else answer

    def _forget(self, number: int) -> None:
        with self._lock:
            self._waiting.pop(number, None)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise VisavisError("Loading was ended; start the dashboard again.")
        if self._process is None or self._process.poll() is not None:
            self._process = self._started()
        return self._process

    def _started(self) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([_ROOT, *filter(None, sys.path)])}
        environment["PYTHONIOENCODING"] = "utf-8"
        try:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-P", *self.command],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL if self._quiet else None,
                env=environment,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )  # fmt: skip
        except OSError as error:
            raise VisavisError(NO_PROCESS.format(reason=error.strerror or error)) from error
        if process.stdin:
            with contextlib.suppress(OSError):  # by pipe: a database's address may hold a password
                frames.send(process.stdin, {"do": "open", "where": self.where})
        threading.Thread(target=self._listen, args=(process,), daemon=True, name="loading-answers").start()
        return process

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        """Hand each answer to who asked; when the process is lost, tell all who wait."""
        while process.stdout and (message := frames.receive(process.stdout)) is not None:
            answer = message[0]
            self._fatal = answer.get("fatal", self._fatal)
            with self._lock:
                waiting = self._waiting.get(answer["id"])
            if waiting is not None:
                waiting[1].put(answer)
        process.wait()
        with self._lock:
            if self._process is process:
                self._process = None
            for asked, answers in self._waiting.values():
                if asked is process:
                    answers.put({"lost": True})
