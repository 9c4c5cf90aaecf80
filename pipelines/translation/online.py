"""Online services through deep-translator, used only when the person chose one: the text leaves the machine.

deep-translator sets no timeout, has no common base of errors, keeps state between calls, answers None to echoes
and shows keys in its messages. Here every request runs in a worker with a time limit, at most two a second;
failures become one sentence; what came before a failure is kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version as package_version
from typing import Any

from pipelines.translation.base import Translation
from pipelines.translation.requesting import TOO_MANY, Gate, RequestFailedError, Worker, chunks
from pipelines.translation.services import SERVICES, Address, address, build

REQUEST_TIMEOUT = 20.0  # seconds
BACKOFF = (1.0, 2.0, 4.0)  # seconds before each retry
_MYMEMORY_NOTICES = ("MYMEMORY WARNING", "QUERY LENGTH LIMIT", "INVALID ", "'AUTO' IS", "PLEASE SELECT")


# After these the service would answer the next sentence no better.
_STOPS = {"limit", "key", "page", "network", "silent"}
_RETRIED = {"server", "empty", "silent"}


_GATES: dict[str, Gate] = {}


class OnlineEngine:
    """One online service as an engine."""

    kind = "online"

    def __init__(
        self,
        service: str,
        keys: Mapping[str, str] | None = None,
        *,
        timeout: float = REQUEST_TIMEOUT,
        gate: Gate | None = None,
    ) -> None:
        """`keys` holds what the environment does not: API keys, `LIBRE_URL`, `MICROSOFT_REGION`. Never stored.

        Raises:
            KeyError: `service` is not one of `SERVICES`.
        """
        self.name = service
        self.service = SERVICES[service]
        self.version = f"deep-translator {package_version('deep-translator')}"
        self._keys = keys or {}
        self._timeout = timeout
        self._gate = gate or _GATES.setdefault(service, Gate())
        self._worker = Worker(self._build)
        self._joins = self.service.joins

    def _setting(self, name: str) -> str:
        return self._keys.get(name) or os.environ.get(name, "")

    def available(self) -> str:
        """'' when a key is there where one is needed and the service has not asked for a pause."""
        title, key = self.service.title, self.service.key
        if key and not self._setting(key) and not (self.name == "libre" and self._setting("LIBRE_URL")):
            return f"{title} needs a key: set {key} in the environment or in the dashboard's secrets."
        if wait := self._gate.closed_for:
            return f"{title} answered “too many requests”; it is left alone for another {wait / 60:.0f} min."
        return ""

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """One record per sentence, in order; after a failure that would repeat, the rest get its reason."""
        texts = [" ".join(sentence.split()) for sentence in sentences]
        results: list[Translation | None] = [self._record("") if not t else None for t in texts]
        stopped = self.available()
        for batch in self._batches(texts):
            if not stopped:
                stopped = self._translate_batch(texts, batch, results)
        return [r or self._record("", stopped or "No answer.") for r in results]

    def _batches(self, texts: Sequence[str]) -> Iterator[list[int]]:
        """Indices of sentences that travel together: up to the service's characters, a line each."""
        batch: list[int] = []
        size = 0
        for index, text in enumerate(texts):
            if not text:
                continue
            if batch and (not self._joins or size + len(text) + 1 > self.service.limit):
                yield batch
                batch, size = [], 0
            batch.append(index)
            size += len(text) + 1
        if batch:
            yield batch

    def _translate_batch(
        self, texts: Sequence[str], batch: list[int], results: list[Translation | None]
    ) -> str:
        """Fill in `results`; '' or the reason to stop."""
        if len(batch) > 1 and self._joins:
            try:
                lines = self._request("\n".join(texts[i] for i in batch)).split("\n")
            except RequestFailedError as failure:
                if failure.kind in _STOPS:
                    return self._reason(failure.kind)
                lines = []
            if len(lines) == len(batch):
                for index, line in zip(batch, lines, strict=True):
                    results[index] = self._checked(texts[index], line.strip())
                return ""
            self._joins = False  # this service loses line breaks: one sentence a request from now on
        for index in batch:
            try:
                results[index] = self._checked(texts[index], self._translate_long(texts[index]))
            except RequestFailedError as failure:
                reason = self._reason(failure.kind)
                results[index] = self._record("", reason)
                if failure.kind in _STOPS:
                    return reason
        return ""

    def _translate_long(self, text: str) -> str:
        return " ".join(self._request(piece) for piece in chunks(text, self.service.limit))

    def _request(self, text: str) -> str:
        """One request with its retries.

        Raises:
            RequestFailedError: no usable answer.
        """
        silences = 0
        for wait in (*BACKOFF, None):
            self._gate.wait()
            try:
                return self._answer(text)
            except RequestFailedError as failure:
                silences += failure.kind == "silent"
                if failure.kind == "limit":
                    self._gate.close()
                if failure.kind not in _RETRIED or wait is None or silences > 1:
                    raise
                self._gate.sleep(wait)
        raise RequestFailedError("other")

    def _answer(self, text: str) -> str:
        answer = self._worker.ask(text, self._timeout)
        if answer is None:
            return text  # deep-translator's way to say that the service sent the text back
        if not isinstance(answer, str) or not answer.strip():
            raise RequestFailedError("empty")
        if self.name == "mymemory" and answer.upper().startswith(_MYMEMORY_NOTICES):
            raise RequestFailedError("limit" if TOO_MANY.search(answer) else "other")
        return answer.strip()

    def _checked(self, french: str, english: str) -> Translation:
        if not english:
            return self._record("", self._reason("empty"))
        if english.casefold() == french.casefold() and len(french.split()) > 3:
            return self._record("", f"{self.service.title} sent the French back untranslated.")
        return self._record(english)

    def _record(self, english: str, error: str = "") -> Translation:
        return Translation(english, self.name, self.version, error=error)

    def _reason(self, kind: str) -> str:
        title = self.service.title
        return {
            "limit": f"{title} answered “too many requests”; it is left alone for {self._gate.pause / 60:.0f} minutes.",
            "key": f"{title} refused the key; check {self.service.key or 'its settings'}.",
            "page": f"{title} answered with a web page (consent or blocking) instead of a translation.",
            "network": f"{title} cannot be reached: no network, or the service is down.",
            "silent": f"{title} does not answer (waited {self._timeout:.0f} s, twice).",
            "server": f"{title} answered with an error, {len(BACKOFF) + 1} times.",
            "empty": f"{title} gave an empty answer.",
        }.get(kind, f"{title} could not translate this sentence.")

    @property
    def address(self) -> Address:
        """Where the text goes, for the question before it is sent."""
        return address(self.name, self._setting)

    def _build(self) -> Any:
        """The deep-translator object, built in the worker thread."""
        return build(self.name, self._setting)

    def close(self) -> None:
        """Let the worker thread go."""
        self._worker.close()
