"""A rereading that goes on in a process of its own while somebody watches it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path

from pipelines.errors import VisavisError
from pipelines.loading import frames
from pipelines.loading.worker import NO_PROCESS
from pipelines.rereading.corpus import Summary

_ROOT = str(Path(__file__).resolve().parents[2])
LOST = "The process that read articles again ended before it was done; what it had read is kept. Start it again to go on."


class Rereading:
    """One rereading, begun when it is made; see `pipelines.rereading.corpus.reread`. Any thread may ask.

    Args:
        where: corpus path or database URL.
        chosen: "older" or "all".
        workers: processes that read side by side.

    Attributes:
        done, found: articles read again so far, and to read; 0 of 0 before that is known.
        summary: what it did, once it is over.
        problem: why it ended without one, "" otherwise.

    Raises:
        VisavisError: no process can be started.
    """

    command: tuple[str, ...] = ("-m", "pipelines.rereading.process")  # for the interpreter

    def __init__(self, where: str, chosen: str, workers: int = 1) -> None:
        self.done, self.found = 0, 0
        self.summary: Summary | None = None
        self.problem = ""
        self.stopping = False
        self._lock = threading.Lock()
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([_ROOT, *filter(None, sys.path)])}
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-P", *self.command],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )  # fmt: skip
        except OSError as error:
            raise VisavisError(NO_PROCESS.format(reason=error.strerror or error)) from error
        self._send({"where": where, "chosen": chosen, "workers": workers})  # by pipe: it may hold a password
        self._thread = threading.Thread(target=self._listen, daemon=True, name="rereading")
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether articles are still being read."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Finish the articles being read, and leave the rest for the next time."""
        self.stopping = True
        self._send({"do": "stop"})

    def wait(self, seconds: float) -> bool:
        """Wait for the end; False when `seconds` pass first."""
        self._thread.join(seconds)
        return not self.running

    def _send(self, message: dict[str, object]) -> None:
        with self._lock, contextlib.suppress(OSError, ValueError):  # it is over already; `_listen` tells how
            if self._process.stdin:
                frames.send(self._process.stdin, message)

    def _listen(self) -> None:
        pipe = self._process.stdout
        while pipe and (message := frames.receive(pipe)) is not None:
            answer = message[0]
            if "progress" in answer:
                self.done, self.found = answer["progress"]
            elif "summary" in answer:
                self.summary = Summary.of(answer["summary"])
            else:
                self.problem = answer["error"]
        with self._lock, contextlib.suppress(OSError):
            if self._process.stdin:
                self._process.stdin.close()
        self._process.wait()
        if self.summary is None and not self.problem:
            self.problem = LOST
