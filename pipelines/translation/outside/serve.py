"""The child's side: builds one engine, answers questions about it line by line, and ends with its pipe.

Its priority is lowered, so that pages stay quick. What native code prints goes nowhere near the answers. While the
engine works, an alarm stands a little behind the program's own deadline: a child that hangs in native code ends even
when the program was killed.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Protocol

from pipelines.errors import VisavisError

_NICE = 10
_ALARM_SECONDS = 180
_LONGEST_REASON = 200


class Worker(Protocol):
    """An engine as it stands in the child. It is built, used and dropped by one thread."""

    def translate(self, texts: Sequence[str]) -> list[tuple[str, str]]:
        """English and error ("" when there is none) of each text, in order."""
        ...


def main() -> None:
    """Serve the worker named on the command line, "module:class", until the pipe ends."""
    questions, answers = sys.stdin.buffer, _quiet_output()
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_NICE)
    module, name = sys.argv[1].split(":")
    serve(lambda opening: getattr(import_module(module), name)(**opening), questions, answers)


def serve(build: Any, questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer the frames of `questions`. The first opens the engine: `build(opening)`."""
    worker: Worker | None = None
    for line in questions:
        frame = json.loads(line)
        _alarm(_ALARM_SECONDS)
        answer: dict[str, Any] = {"id": frame["id"]}
        if worker is None:
            worker, refused = _built(build, frame["open"])
            answer["refused"] = refused
        else:
            answer["answers"] = worker.translate(frame["texts"])
        _alarm(0)
        answers.write(json.dumps(answer).encode("ascii") + b"\n")
        answers.flush()


def _built(build: Any, opening: Mapping[str, Any]) -> tuple[Worker | None, str]:
    try:
        return build(opening), ""
    except VisavisError as error:
        return None, str(error)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # native code panics with an exception that is no Exception
        return None, f"The engine cannot be used: {reason_of(error)}."


def reason_of(error: BaseException) -> str:
    """What an exception says, short and on one line, with its kind."""
    said = " ".join(str(error).split()).rstrip(".")
    words = f"{type(error).__name__}, {said}" if said else type(error).__name__
    return words if len(words) <= _LONGEST_REASON else f"{words[:_LONGEST_REASON]}…"


def _alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _quiet_output() -> IO[bytes]:
    """The pipe of answers, out of reach of whatever prints to the standard output."""
    kept = os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    return kept
