"""The loading process: it alone holds the French model, so that no page of the dashboard waits for an article.

It answers requests until the pipe is closed. Loads are done in order; an edit that must read an article anew, and a
pasted text, are done between two articles of a load, so that nobody waits for the whole of it.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import signal
import sys
import threading
from dataclasses import asdict
from typing import IO, Any

from pipelines import ingest
from pipelines.corpus import Corpus
from pipelines.errors import VisavisError
from pipelines.loading import files, frames
from pipelines.loading.loader import Loader
from pipelines.loading.outcomes import FileProgress, FileReport
from pipelines.model import Rejection
from pipelines.reading.answers import Answers
from pipelines.rereading.article import reread_article

_LOG = logging.getLogger(__name__)
_PROGRAM_FAULT = "An error of this program, {kind}; nothing was changed. Please report it."


class LoadingProcess:
    """Answers the requests of one parent.

    Args:
        where: corpus path or database URL.
        answers: the pipe to the parent.
    """

    def __init__(self, where: str, answers: IO[bytes]) -> None:
        self._corpus = Corpus(where)
        self._answers = answers
        self._loads: queue.Queue[tuple[dict[str, Any], bytes] | None] = queue.Queue()
        self._urgent: queue.Queue[tuple[dict[str, Any], bytes]] = queue.Queue()
        self._stopped: set[int] = set()
        self._closed = threading.Event()

    def listen(self, requests: IO[bytes]) -> None:
        """Sort what comes in, until the parent is gone; run by a thread of its own."""
        while (message := frames.receive(requests)) is not None:
            request, data = message
            if request["do"] == "stop":
                self._stopped.add(request["load"])
            elif request["do"] in ("edit", "text", "reread"):
                self._urgent.put((request, data))
                self._loads.put(({"do": "urgent"}, b""))
            else:
                self._loads.put((request, data))
        self._closed.set()
        self._loads.put(None)

    def serve(self) -> None:
        """Do what is asked, in order, until the parent is gone."""
        while (message := self._loads.get()) is not None and not self._closed.is_set():
            request, data = message
            self._urgently()
            if request["do"] == "warm":
                ingest.warm_up()
            elif request["do"] == "load":
                self._answer(request["id"], report=asdict(self._load(request, data)))

    def _load(self, request: dict[str, Any], data: bytes) -> FileReport:
        number = request["id"]

        def should_stop() -> bool:
            self._urgently()
            return number in self._stopped or self._closed.is_set()

        def tell(step: FileProgress) -> None:
            self._answer(number, progress=[step.stage, step.done, step.total])

        answers = Answers.of(request.get("answers", {}))
        loader = Loader(self._corpus, request["given"], tell, should_stop, request["began"], answers)
        poison = {int(place): reason for place, reason in request["poison"].items()}
        source = request.get("source")
        if source is None:
            return loader.load(request["name"], data, poison, request.get("stated"))
        return load_source(loader, files.Source(**source), poison)

    def _urgently(self) -> None:
        """What a person waits for: a change of an article, a text from the clipboard."""
        while True:
            try:
                request, data = self._urgent.get_nowait()
            except queue.Empty:
                return
            if request["do"] == "text":
                self._answer(request["id"], progress=["reading", 0, 0])
                loader = Loader(self._corpus, began=request["began"])
                report = loader.load_text(
                    data.decode("utf-8", "replace"), request["given"], exact=request["exact"]
                )
                self._answer(request["id"], report=asdict(report))
                continue
            try:
                if request["do"] == "reread":
                    self._answer(request["id"], changed=reread_article(self._corpus, request["key"]))
                    continue
                ingest.edit_article(self._corpus, request["key"], who=request["who"], **request["changes"])
                self._answer(request["id"], done=True)
            except VisavisError as error:
                self._answer(request["id"], error=str(error))
            except Exception as error:
                _LOG.exception("An edit failed")
                self._answer(request["id"], error=_PROGRAM_FAULT.format(kind=type(error).__name__))

    def _answer(self, number: int, **answer: Any) -> None:
        with contextlib.suppress(OSError):  # the parent is gone; `listen` notices
            frames.send(self._answers, {"id": number, **answer})


def load_source(loader: Loader, source: files.Source, poison: dict[int, str] | None = None) -> FileReport:
    """Load a file from where it lies; one that cannot be opened is refused by name."""
    try:
        data = files.content(source)
    except VisavisError as error:
        reason = getattr(error, "reason", str(error))
        return loader.refuse(source.name, reason)
    return loader.load(source.name, data, poison, source.stated)


def refused(corpus: Corpus, name: str, reason: str) -> FileReport:
    """Keep that a file was refused by those who gave it to a loading process."""
    with contextlib.suppress(VisavisError):
        corpus.reject([Rejection(name, "", reason)])
    return FileReport.refused(name, reason)


def main() -> None:
    """The process's whole life; the first message names the corpus."""
    # Ctrl-C is for whoever started this process: it asks for a stop and tells what became of each file.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the messages
    message = frames.receive(requests)
    if message is None:
        return
    try:
        process = LoadingProcess(message[0]["where"], answers)
    except VisavisError as error:
        frames.send(answers, {"id": 0, "fatal": str(error)})
        return
    threading.Thread(target=process.listen, args=(requests,), daemon=True, name="requests").start()
    process.serve()


if __name__ == "__main__":
    main()
