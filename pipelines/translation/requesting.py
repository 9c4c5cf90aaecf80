"""Requests to a service that may be slow, refuse, or answer nonsense: spaced, timed, and told apart when they fail."""

from __future__ import annotations

import queue
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

INTERVAL = 0.5  # seconds between requests: two a second
PAUSE = 600.0  # seconds without requests after "too many requests"
TOO_MANY = re.compile(r"\b429\d*\b|TOO_MANY|too many requests|MYMEMORY WARNING|Quota", re.IGNORECASE)
_BAD_KEY = re.compile(r"\b40[13]\d*\b|ERR_KEY")
_BREAKS = (re.compile(r"(?<=[.!?…])[»”\"]?\s+"), re.compile(r"(?<=[;:,])\s+"), re.compile(r"\s+"))


class RequestFailedError(Exception):
    """A request failed. `kind`: limit, key, page, network, silent, server, empty or other."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass
class Gate:
    """Keeps requests apart and, after "too many requests", keeps them back. One per service and process."""

    interval: float = INTERVAL
    pause: float = PAUSE
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _next: float = 0.0
    _closed_until: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def closed_for(self) -> float:
        """Seconds until requests are allowed again, 0 when they are."""
        return max(0.0, self._closed_until - self.clock())

    def close(self) -> None:
        """No request for `pause` seconds."""
        self._closed_until = self.clock() + self.pause

    def wait(self) -> None:
        """Sleep until the next request may leave."""
        with self._lock:
            now = self.clock()
            start = max(now, self._next)
            self._next = start + self.interval
        if start > now:
            self.sleep(start - now)


class Worker:
    """A thread that owns one deep-translator object; abandoned when a request outlives its time."""

    def __init__(self, build: Callable[[], Any]) -> None:
        self._build = build
        self._jobs: queue.SimpleQueue[tuple[str, queue.SimpleQueue[Any]] | None] | None = None

    def ask(self, text: str, timeout: float) -> Any:
        """What deep-translator gives for `text` within `timeout` seconds.

        Raises:
            RequestFailedError: it raised, or did not come back in time.
        """
        if self._jobs is None:
            self._jobs = queue.SimpleQueue()
            threading.Thread(
                target=self._serve, args=(self._jobs,), daemon=True, name="online-translation"
            ).start()
        answer: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._jobs.put((text, answer))
        try:
            result = answer.get(timeout=timeout)
        except queue.Empty:
            self.close()
            raise RequestFailedError("silent") from None
        if isinstance(result, BaseException):
            raise RequestFailedError(
                kind_of(result)
            ) from None  # the cause may hold the key: it goes no further
        return result

    def close(self) -> None:
        """Let the thread go once it is done."""
        if self._jobs is not None:
            self._jobs.put(None)
            self._jobs = None

    def _serve(self, jobs: queue.SimpleQueue[tuple[str, queue.SimpleQueue[Any]] | None]) -> None:
        translator = None
        while job := jobs.get():
            text, answer = job
            try:
                translator = translator or self._build()
                answer.put(translator.translate(text))
            except Exception as error:
                translator = None  # it may have been left in a bad state
                answer.put(error)


# The exceptions deep-translator lets through, by class name: it has no common base for them.
_KINDS = {
    "TooManyRequests": "limit",
    "AuthorizationException": "key",
    "ApiKeyException": "key",
    "TranslationNotFound": "page",
    "JSONDecodeError": "page",
    "ReadTimeout": "silent",
    "ConnectTimeout": "network",
    "ConnectionError": "network",
    "AttributeError": "network",  # MicrosoftTranslator goes on with no response after a connection error
    "ServerException": "server",
    "MicrosoftAPIerror": "server",
    "RequestError": "server",
}


def kind_of(error: BaseException) -> str:
    """What went wrong. Messages are read only where they come from the service, not from the sentence."""
    kind = _KINDS.get(type(error).__name__, "other")
    if kind == "server" and TOO_MANY.search(str(error)):
        return "limit"
    if kind == "server" and _BAD_KEY.search(str(error)):
        return "key"
    return kind


def chunks(text: str, limit: int) -> list[str]:
    """`text` in pieces of at most `limit` characters, cut at sentence ends, else clauses, else words, else anywhere."""
    return _split(text, limit, _BREAKS)


def _split(text: str, limit: int, breaks: Sequence[re.Pattern[str]]) -> list[str]:
    if len(text) <= limit:
        return [text] if text else []
    if not breaks:
        return [text[i : i + limit] for i in range(0, len(text), limit)]
    out: list[str] = []
    for part in breaks[0].split(text):
        for piece in _split(part, limit, breaks[1:]):
            if out and len(out[-1]) + 1 + len(piece) <= limit:
                out[-1] += f" {piece}"
            else:
                out.append(piece)
    return out
