"""A rereading as a process of its own, for whoever shows it: it says how far it is, and in the end what it did.

The first message says which corpus and articles; "stop" ends it after the articles being read, and so does the end of
whoever started it. What was read is kept, and the next rereading goes on.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
from typing import IO, Any

from pipelines.batch import Stop
from pipelines.errors import VisavisError
from pipelines.loading import frames
from pipelines.rereading.corpus import reread

_LOG = logging.getLogger(__name__)
FAULT = "An error of this program, {kind}; what was read again is kept. Please report it."


def run(request: dict[str, Any], answers: IO[bytes], stop: Stop) -> None:
    """Read again what is asked for, and tell of it."""

    def tell(**answer: Any) -> None:
        with contextlib.suppress(OSError):  # nobody listens; the reading is stopped by `listen`
            frames.send(answers, answer)

    try:
        summary = reread(
            request["where"],
            request["chosen"],
            workers=request["workers"],
            on_progress=lambda done, of: tell(progress=[done, of]),
            stop=stop,
        )
    except VisavisError as error:
        tell(error=str(error))
    except Exception as error:
        _LOG.exception("A rereading failed")
        tell(error=FAULT.format(kind=type(error).__name__))
    else:
        tell(summary=summary.told())


def listen(requests: IO[bytes], stop: Stop) -> None:
    """Stop when that is asked for, or when nobody is there any more."""
    while frames.receive(requests) is not None:
        stop.gently.set()
    stop.gently.set()


def main() -> None:
    """Serve one rereading on the pipes of this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started it, who closes the pipe
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the messages
    message = frames.receive(sys.stdin.buffer)
    if message is None:
        return
    stop = Stop()
    listening = threading.Thread(target=listen, args=(sys.stdin.buffer, stop))
    listening.start()
    run(message[0], answers, stop)
    answers.close()
    listening.join()  # whoever started this closes its end once it has heard the last


if __name__ == "__main__":
    main()
