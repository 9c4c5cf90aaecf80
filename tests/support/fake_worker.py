"""A worker for a child process that answers, dies or hangs as its sentences ask for."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from pipelines.errors import EngineUnavailableError


class FakeWorker:
    """ "mourir" ends the process, "durer" keeps it busy for ever, "bruit" prints; all else is answered."""

    def __init__(self, fault: str = "", marks: str = "") -> None:
        if marks:
            with Path(marks).open("a") as log:
                log.write(f"{os.getpid()}\n")
        if fault == "refuse":
            raise EngineUnavailableError("The model cannot be used: it is none.")
        if fault == "illegal":
            os.kill(os.getpid(), signal.SIGILL)
        if fault == "panic":
            raise BaseException("not of one model")  # noqa: TRY002 - as native code panics
        if fault == "hang":
            time.sleep(600)

    def translate(self, texts: Sequence[str]) -> list[tuple[str, str]]:
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> tuple[str, str]:
        if "mourir" in text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "durer" in text:
            time.sleep(600)
        if "lent" in text:
            time.sleep(0.6)
        if "bruit" in text:
            print("noise on the standard output", flush=True)
            sys.stdout.write("{}\n")
            sys.stdout.flush()
        if "priorité" in text:
            return str(os.nice(0)), ""
        if "qui" in text:
            return f"{os.getpid()} {os.getpgid(0)}", ""
        return f"EN {text}", ""
