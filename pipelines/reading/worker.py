"""A child process that tells and parses untrusted files, under a memory and a time limit.

The child is started at the first need and kept, so that the cost of its imports is paid once. Frames on its
pipes are a length and JSON (never pickle: what a parser was tricked into must not run here). Where no child can
be started, parsing happens in this process: a frozen application still reads its files.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import logging
import math
import os
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from pipelines.reading.answers import Answers, Question
from pipelines.reading.items import Draft, Refusal
from pipelines.reading.limits import MEGABYTE, WORKER_MEMORY_BYTES, WORKER_SECONDS
from pipelines.reading.parsing import Found, Member, parse

_NO_ANSWERS = Answers()
_LOG = logging.getLogger(__name__)
_KEPT_VARIABLES = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMP",
    "TEMP",
    "TMPDIR",
    "SYSTEMROOT",
    "WINDIR",
    "USERPROFILE",
)
_BOOT = "from pipelines.reading.worker import serve; serve()"
_HEADER = struct.Struct(">I")
TOO_SLOW = (
    "Reading the file took more than {seconds:.0f} seconds, so it was stopped; save it in a simpler format."
)
_MOST_CRASHES = 20  # each costs a new child
GIVEN_UP = "The files after {member} were not read, because too many before them stopped the reader; load them apart."
CRASHED = "The file made its reader stop; it is damaged, or built to do harm; save it again in its program."


def read_in_worker(file_name: str, data: bytes, answers: Answers = _NO_ANSWERS) -> list[Found]:
    """All that a file holds, told and parsed in the child process; what stops the child becomes a refusal.

    A member of an archive that stops the child costs itself only: the next child goes on behind it.
    """
    found: list[Found] = []
    first = crashes = 0
    with _LOCK:
        while True:
            try:
                worker = _current()
            except OSError:
                _LOG.warning("No child process can be started; reading %s in this one", file_name)
                found.extend(
                    each for each in parse(file_name, data, first, answers) if isinstance(each, Found)
                )
                return found
            stop = worker.read(_Request(file_name, data, first, answers), found)
            if stop is None:
                return found
            found.append(Found(stop.member, Refusal("", stop.reason)))
            crashes += 1
            if stop.number is None:
                return found
            if crashes == _MOST_CRASHES:
                found.append(Found("", Refusal("", GIVEN_UP.format(member=stop.member))))
                return found
            first = stop.number + 1


@dataclass(frozen=True, slots=True)
class _Request:
    file_name: str
    data: bytes
    first: int
    answers: Answers


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where and why a child stopped; `number` is None outside archives."""

    reason: str
    number: int | None
    member: str


class _Worker:
    def __init__(self) -> None:
        root = str(Path(__file__).resolve().parents[2])
        environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
        environment["PYTHONPATH"] = os.pathsep.join([root, *filter(None, sys.path)])
        environment["PYTHONIOENCODING"] = "utf-8"
        self.owner = os.getpid()
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and a constant
            [sys.executable, "-c", _BOOT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

        self._deadline = _Deadline(self._process)

    def alive(self) -> bool:
        return self.owner == os.getpid() and self._process.poll() is None

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._deadline.end()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()

    def read(self, request: _Request, found: list[Found]) -> _Stop | None:
        """Append what the child finds, from the member asked for on; where it stopped, None when it came to the end."""
        self._deadline.restart()
        number: int | None = None
        member = ""
        try:
            for told in self._frames(request):
                if "number" in told:
                    number, member = told["number"], told["name"]
                    self._deadline.restart()
                    continue
                found.extend(_found(each) for each in told["found"])
                if told["end"]:
                    return None
        except (OSError, ValueError):
            pass  # the pipe of a child that was stopped; what came whole is kept
        finally:
            self._deadline.cancel()
        self.stop()
        slow = self._deadline.expired
        return _Stop(TOO_SLOW.format(seconds=WORKER_SECONDS) if slow else CRASHED, number, member)

    def _frames(self, request: _Request) -> Iterator[dict[str, Any]]:
        question, answer = self._process.stdin, self._process.stdout
        if question is None or answer is None:
            return
        told = {"file_name": request.file_name, "first": request.first, "answers": request.answers.told()}
        _send(question, json.dumps(told).encode(), request.data)
        while (frame := _receive(answer)) is not None:
            yield json.loads(frame)


class _Deadline:
    """Kills the child when a file, or a member of an archive, takes too long.

    Killing it ends the blocking read on every platform, where a timeout on a pipe does not exist. One thread watches
    all files of a child, as a thread for each would cost more than a small file does; it sleeps while none is read.
    """

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._changed = threading.Condition()
        self._until: float | None = None
        self._wakes = 0.0  # when the thread looks next; inf while nothing is read
        self._over = False
        self.expired = False
        threading.Thread(target=self._watch, name="deadline", daemon=True).start()

    def restart(self) -> None:
        """Another `WORKER_SECONDS` from now on."""
        with self._changed:
            self._until = time.monotonic() + WORKER_SECONDS
            if self._until < self._wakes:
                self._changed.notify()

    def cancel(self) -> None:
        """Nothing is being read."""
        with self._changed:
            self._until = None

    def end(self) -> None:
        """The child is gone, and nothing is left to watch."""
        with self._changed:
            self._over = True
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while not self._over and not self.expired:
                if self._until is not None and self._until <= time.monotonic():
                    self.expired = True
                    self._process.kill()
                    return
                self._wakes = math.inf if self._until is None else self._until
                self._changed.wait(None if self._until is None else self._until - time.monotonic())


def _found(told: Any) -> Found:
    member, kind, item = told
    if kind == "refusal":
        return Found(member, Refusal(**item))
    if kind == "question":
        return Found(member, Question.of(item))
    return Found(member, Draft(**{**item, "warnings": tuple(item["warnings"])}))


def _told(found: Found) -> tuple[str, str, dict[str, Any]]:
    item = found.item
    if isinstance(item, Question):
        return found.member, "question", item.told()
    return found.member, "draft" if isinstance(item, Draft) else "refusal", asdict(item)


_LOCK = threading.Lock()
_KEPT: list[_Worker] = []


def _current() -> _Worker:
    if not _KEPT or not _KEPT[0].alive():
        _KEPT[:] = [_Worker()]
    return _KEPT[0]


def _forget() -> None:
    """In a forked process: neither the lock nor the child is ours."""
    global _LOCK  # noqa: PLW0603
    _LOCK = threading.Lock()
    _KEPT.clear()


@atexit.register
def _stop() -> None:
    if _KEPT and _KEPT[0].alive():
        _KEPT[0].stop()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def _send(pipe: IO[bytes], *payloads: bytes) -> None:
    """Frames in one go: each time the pipe is flushed, the other process wakes."""
    for payload in payloads:
        pipe.write(_HEADER.pack(len(payload)))
        pipe.write(payload)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes | None:
    header = pipe.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    (length,) = _HEADER.unpack(header)
    payload = pipe.read(length)
    return payload if len(payload) == length else None


def serve() -> None:
    """The child's loop: a file, frames of what is in it, a frame that says the end; until the parent closes the pipe."""
    _limit_memory()
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # A parser that prints must not write between the frames.
    os.dup2(2, 1)
    while (header := _receive(requests)) is not None and (data := _receive(requests)) is not None:
        request = json.loads(header)
        for frame in _frames(
            parse(request["file_name"], data, request["first"], Answers.of(request["answers"]))
        ):
            _send(answers, json.dumps(frame).encode())


def _frames(parsed: Iterable[Member | Found]) -> Iterator[dict[str, Any]]:
    """Items in frames of about a megabyte, so that a large table is never held twice."""
    held: list[tuple[str, str, dict[str, Any]]] = []
    size = 0
    for each in parsed:
        if isinstance(each, Member):
            yield {"found": held, "end": False}
            held, size = [], 0
            yield {"number": each.number, "name": each.name}
            continue
        held.append(_told(each))
        size += len(each.item.text) if isinstance(each.item, Draft) else 1000
        if size > MEGABYTE:
            yield {"found": held, "end": False}
            held, size = [], 0
    yield {"found": held, "end": True}


def _limit_memory() -> None:
    """Cap this process's address space where the platform can (Linux); elsewhere the time limit alone holds."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (WORKER_MEMORY_BYTES, WORKER_MEMORY_BYTES))
