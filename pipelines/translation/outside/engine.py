"""An engine whose work is done by a child process."""

from __future__ import annotations

import atexit
import os
import re
import threading
from collections.abc import Hashable, Sequence
from typing import Any

from pipelines.translation.base import AbandonedError, Translation, quality_of
from pipelines.translation.outside.child import Child, ChildRefusedError, ChildStoppedError

_FALLS = 3  # sentences in a row that end the child before the engine itself is held to be at fault
_OPENING_SECONDS = 60.0
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
AGAIN = "“Try again” starts it anew."


class OutsideEngine:
    """Starts its child at the first sentence, starts it again when it fell, and stops asking when it always falls.

    Thread-safe: questions of several threads are asked one after the other. Subclasses say what is to be served.

    Attributes:
        worker: what the child serves, "module:class".
        batch: sentences in one question.
        seconds: how long an answer to one question may take before the child is killed.
    """

    name = ""
    title = ""
    kind = "local"
    version = ""
    worker = ""
    batch = 1
    seconds = 20.0

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._owner = os.getpid()
        self._falls = 0
        self._trouble: tuple[Hashable, str] | None = None
        self._abandoned = threading.Event()
        atexit.register(self.close)

    # -- what a subclass says --------------------------------------------------------------------------

    def absent(self) -> str:
        """'' when all that the engine needs is here, else one sentence."""
        raise NotImplementedError

    def opening(self) -> dict[str, Any]:
        """What the child builds the engine from."""
        raise NotImplementedError

    def signature(self) -> Hashable:
        """What a failure to build depends on: when it changes, building is tried again."""
        return None

    # -- an engine -------------------------------------------------------------------------------------

    def available(self) -> str:
        """'' when usable here, else why not: what is not here, or how it failed."""
        return self.absent() or self.trouble()

    def trouble(self) -> str:
        """Why an engine that is here is not asked any more, '' when it is; see `try_again`."""
        found = self._trouble
        if found and found[0] == self.signature():
            return found[1]
        self._trouble = None
        return ""

    def try_again(self) -> None:
        """Forget how it failed; the next sentence starts it anew."""
        self._trouble, self._falls = None, 0

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """One translation per sentence; one that ends the child gets an error, the others their English.

        Raises:
            AbandonedError: `abandon` was called meanwhile.
        """
        if reason := self.available():
            return [self._record("", reason) for _ in sentences]
        texts = [clean(sentence) for sentence in sentences]
        asked = [index for index, text in enumerate(texts) if text]  # a blank one is never sent
        results = [self._record("", "The sentence is blank.") for _ in sentences]
        with self._lock:
            self._abandoned.clear()
            for begin in range(0, len(asked), self.batch):
                part = asked[begin : begin + self.batch]
                for index, made in zip(part, self._batch([texts[i] for i in part]), strict=True):
                    results[index] = made
        return results

    def abandon(self) -> None:
        """Let the translation under way go, at once; its sentences have no answer."""
        self._abandoned.set()
        child = self._child
        if child is not None:
            child.abandon()

    def close(self) -> None:
        """End the child; the next translation starts another."""
        child, self._child = self._child, None
        if child is not None and self._owner == os.getpid():
            child.stop()

    def _batch(self, texts: Sequence[str]) -> list[Translation]:
        if self._abandoned.is_set():
            raise AbandonedError
        if reason := self.trouble():
            return [self._record("", reason) for _ in texts]
        try:
            child = self._running()
        except (ChildStoppedError, ChildRefusedError) as error:
            self._fail(str(error), at_once=True)
            return [self._record("", self.trouble()) for _ in texts]
        if self._abandoned.is_set():
            raise AbandonedError
        try:
            answers = child.ask(texts, self.seconds)
        except ChildStoppedError as error:
            self._child = None
            if len(texts) > 1:  # one bad sentence must not cost its neighbours: halve until it is alone
                middle = len(texts) // 2
                return [*self._batch(texts[:middle]), *self._batch(texts[middle:])]
            self._fail(str(error))
            return [self._record("", f"{self.title} {error} on this sentence; the others are not affected.")]
        self._falls = 0
        return [self._record(english, error) for english, error in answers]

    def _running(self) -> Child:
        if self._owner != os.getpid():  # after a fork the child belongs to the other process
            self._owner, self._child = os.getpid(), None
        if self._child is None or not self._child.running:
            self._child = Child(self.worker, self.opening(), _OPENING_SECONDS)
        return self._child

    def _fail(self, how: str, *, at_once: bool = False) -> None:
        self._falls += 1
        if at_once or self._falls >= _FALLS:
            words = how if how.endswith(".") else f"{self.title} {how}."
            self._trouble = (self.signature(), f"{words} {AGAIN}")

    def _record(self, english: str, error: str) -> Translation:
        return Translation(english, self.name, self.version, quality_of(self.name), error)


def clean(text: str) -> str:
    """A sentence without what no engine can read: control characters are spaces, half characters are marked."""
    return " ".join(_SURROGATES.sub("\ufffd", _CONTROL.sub(" ", text)).split())
