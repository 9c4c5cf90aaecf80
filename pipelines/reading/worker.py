"""A child process for the parsers of untrusted binary formats, under a memory and a time limit.

The child is started at the first need and kept, so that the cost of its imports is paid once. Frames on its
pipes are a length and JSON (never pickle: what a parser was tricked into must not run here). Where no child can
be started, parsing happens in this process: a frozen application still reads its files.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import logging
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from pipelines.errors import ReadingError
from pipelines.reading.items import Draft, Item, Refusal
from pipelines.reading.limits import WORKER_MEMORY_BYTES, WORKER_SECONDS

_LOG = logging.getLogger(__name__)
_PARSERS = {
    "pdf": ("pipelines.reading.pdf", "read_pdf"),
    "docx": ("pipelines.reading.docx", "read_docx"),
    "html": ("pipelines.reading.html", "read_html"),
    "xlsx": ("pipelines.reading.tables", "read_excel"),
    "parquet": ("pipelines.reading.tables", "read_parquet"),
}
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
TOO_MUCH_MEMORY = "The file needs too much memory to be read; save it in a simpler format or split it."
CRASHED = "The file made its reader stop; it is damaged, or built to do harm; save it again in its program."


def read_in_worker(kind: str, file_name: str, data: bytes) -> list[Item]:
    """What the parser of `kind` finds in `data`, from the child process.

    Raises:
        ReadingError: the parser refused the file, crashed, or went over its limits.
    """
    with _LOCK:
        try:
            worker = _current()
        except OSError:
            _LOG.warning("No child process can be started; reading %s in this one", file_name)
            return _parse(kind, file_name, data)
        return worker.read(kind, file_name, data)


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

    def alive(self) -> bool:
        return self.owner == os.getpid() and self._process.poll() is None

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _ask(self, request: dict[str, str], data: bytes) -> bytes | None:
        question, answer = self._process.stdin, self._process.stdout
        if question is None or answer is None:
            return None
        _send(question, json.dumps(request).encode())
        _send(question, data)
        return _receive(answer)

    def read(self, kind: str, file_name: str, data: bytes) -> list[Item]:
        # Killing the child ends the blocking read on every platform, where a timeout on a pipe does not exist.
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            self._process.kill()

        timer = threading.Timer(WORKER_SECONDS, expire)
        timer.daemon = True
        timer.start()
        try:
            answer = self._ask({"kind": kind, "file_name": file_name}, data)
        except OSError:
            answer = None
        finally:
            timer.cancel()
        if answer is None:
            self.stop()
            reason = TOO_SLOW.format(seconds=WORKER_SECONDS) if expired.is_set() else CRASHED
            raise ReadingError(file_name, reason)
        return _unpack(json.loads(answer))


def _unpack(answer: Any) -> list[Item]:
    if "error" in answer:
        raise ReadingError(**answer["error"])
    items: list[Item] = []
    for draft, refusal in answer["items"]:
        if draft is None:
            items.append(Refusal(**refusal))
        else:
            items.append(Draft(**{**draft, "warnings": tuple(draft["warnings"])}))
    return items


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


def _send(pipe: IO[bytes], payload: bytes) -> None:
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


def _parse(kind: str, file_name: str, data: bytes) -> list[Item]:
    module, function = _PARSERS[kind]
    results: list[Item] = []
    items: Iterable[Item] = getattr(import_module(module), function)(file_name, data)
    try:
        results.extend(items)
    except ReadingError as error:
        if not results:
            raise
        results.append(Refusal(error.where, error.reason))
    return results


def serve() -> None:
    """The child's loop: a request, an answer, until the parent closes the pipe."""
    _limit_memory()
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # A parser that prints must not write between the frames.
    os.dup2(2, 1)
    while (header := _receive(requests)) is not None and (data := _receive(requests)) is not None:
        request = json.loads(header)
        _send(answers, json.dumps(_answer(request["kind"], request["file_name"], data)).encode())


def _answer(kind: str, file_name: str, data: bytes) -> dict[str, Any]:
    try:
        items = _parse(kind, file_name, data)
    except ReadingError as error:
        return {"error": {"file_name": error.file_name, "reason": error.reason, "where": error.where}}
    except MemoryError:
        return {"error": {"file_name": file_name, "reason": TOO_MUCH_MEMORY}}
    except Exception:
        return {"error": {"file_name": file_name, "reason": CRASHED}}
    return {"items": [(asdict(i), None) if isinstance(i, Draft) else (None, asdict(i)) for i in items]}


def _limit_memory() -> None:
    """Cap this process's address space where the platform can (Linux); elsewhere the time limit alone holds."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (WORKER_MEMORY_BYTES, WORKER_MEMORY_BYTES))
