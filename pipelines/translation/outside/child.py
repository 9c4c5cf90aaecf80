"""One child process: questions go out, answers come back, and it is killed from outside when it says nothing.

A frame on either pipe is one line of JSON in ASCII (never pickle: what native code was tricked into must not run
here), with a number, so that an answer that comes after its question was given up is not taken for another's.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipelines.translation.base import AbandonedError

_BOOT = "from pipelines.translation.outside.serve import main; main()"
_LONGEST = 1 << 22  # bytes of one answer; more is no answer
_KEPT_VARIABLES = (
    "PATH", "HOME", "LANG", "LC_ALL", "TMP", "TEMP", "TMPDIR", "SYSTEMROOT", "WINDIR", "USERPROFILE",
    "LD_LIBRARY_PATH", "APERTIUM_DATADIR",
)  # fmt: skip
_ILLEGAL_ON_WINDOWS = 0xC000001D
_ABANDON = object()


class ChildStoppedError(Exception):
    """The child ended, or was ended because it did not answer. `str()` says how: "ended by signal 4 (…)"."""


class ChildRefusedError(Exception):
    """The child is well and says in a sentence why it cannot work."""


class Child:
    """A running child; one question at a time, from any thread. It ends with the program or with its pipe."""

    def __init__(self, worker: str, opening: Mapping[str, Any], seconds: float) -> None:
        """Start it and wait until it is ready.

        Args:
            worker: what it serves, "module:class"; see `serve.Worker`.
            opening: what that is built from; must go into JSON.
            seconds: how long building may take.

        Raises:
            ChildRefusedError: the engine cannot be built.
            ChildStoppedError: it ended or hung while building.
        """
        self._numbers = itertools.count(1)
        self._frames: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._outgoing: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._waiting = False
        self._process = _start(worker)
        for work, name in ((self._read, "reads"), (self._write, "writes")):
            threading.Thread(target=work, name=f"{worker}-{name}", daemon=True).start()
        answer = self._exchange({"open": dict(opening)}, seconds)
        if refused := answer.get("refused"):
            self.stop()
            raise ChildRefusedError(str(refused))

    @property
    def pid(self) -> int:
        """The child's process number, which is its group's."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it is alive."""
        return self._process.poll() is None

    def ask(self, texts: Sequence[str], seconds: float) -> list[tuple[str, str]]:
        """English and error ("" when there is none) of each text.

        Raises:
            AbandonedError: `abandon` was called; the child is alive and may be asked again.
            ChildStoppedError: it ended, answered nonsense, or gave no answer in `seconds` and was killed.
        """
        answers = self._exchange({"texts": list(texts)}, seconds).get("answers")
        if not isinstance(answers, list) or len(answers) != len(texts):
            self.stop()
            raise ChildStoppedError("answered what was not asked")
        return [(str(english), str(error)) for english, error in answers]

    def abandon(self) -> None:
        """Let whoever waits for an answer go, at once; from any thread."""
        if self._waiting:
            self._frames.put(_ABANDON)

    def stop(self) -> None:
        """Kill it and everything it started."""
        self._outgoing.put(None)
        if self._process.poll() is None:
            if os.name == "posix":
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()
        self._process.wait()

    def _exchange(self, question: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        number = next(self._numbers)
        self._outgoing.put(json.dumps({"id": number, **question}).encode("ascii") + b"\n")
        self._waiting = True
        try:
            return self._answer(number, seconds)
        finally:
            self._waiting = False

    def _answer(self, number: int, seconds: float) -> dict[str, Any]:
        until = time.monotonic() + seconds
        while True:
            try:
                # Waiting on the queue lets every other thread of the program run.
                frame = self._frames.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                self.stop()
                raise ChildStoppedError(f"gave no answer for {seconds:.0f} seconds and was stopped") from None
            if frame is _ABANDON:
                raise AbandonedError
            if frame is None:
                self.stop()
                raise ChildStoppedError(how_it_ended(self._process.returncode))
            if frame.get("id") == number:
                return dict(frame)

    def _read(self) -> None:
        stream = self._process.stdout
        try:
            while stream and (line := stream.readline(_LONGEST)):
                frame = json.loads(line)
                if not isinstance(frame, dict):
                    break
                self._frames.put(frame)
        except (OSError, ValueError):
            pass  # noise on the pipe, or a pipe that was closed: both mean that nothing more can be understood
        self._frames.put(None)

    def _write(self) -> None:
        stream = self._process.stdin
        with contextlib.suppress(OSError, ValueError):  # the reader sees the end and says so
            while stream and (line := self._outgoing.get()):
                stream.write(line)
                stream.flush()
        if stream:
            with contextlib.suppress(OSError):
                stream.close()


def _start(worker: str) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parents[3])
    environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join([root, *filter(None, sys.path)])
    try:
        return subprocess.Popen(  # noqa: S603 - our own interpreter and constants
            [sys.executable, "-c", _BOOT, worker],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # native code prints what went wrong; the answers say it to the person
            env=environment,
            start_new_session=True,
            creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),  # of Windows alone
        )
    except OSError as error:
        raise ChildStoppedError(f"could not be started ({error.strerror or error})") from error


def how_it_ended(status: int | None) -> str:
    """A child's exit status in words: "ended by signal 4 (this processor cannot run it)"."""
    if status is None or status == 0:
        return "ended too early"
    if status > 0:
        if status & 0xFFFFFFFF == _ILLEGAL_ON_WINDOWS:
            return "ended because this processor cannot run it"
        return f"ended with status {status}"
    reasons = {
        "SIGILL": "this processor cannot run it",
        "SIGKILL": "killed by the system, perhaps for want of memory",
        "SIGSEGV": "a fault of its native code",
        "SIGABRT": "it gave up",
        "SIGBUS": "a fault of its native code",
        "SIGALRM": "it took too long",
        "SIGTERM": "somebody ended it",
    }
    try:
        name = signal.Signals(-status).name
    except ValueError:
        return f"ended by signal {-status}"
    return f"ended by signal {-status} ({reasons.get(name, name)})"
