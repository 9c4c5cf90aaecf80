"""Damaged files of every format, given to the readers one after another: does any of them bring reading down?

    python -m benchmarks.fuzz --minutes 10          # each format has its share of the time
    python -m benchmarks.fuzz --files 1000          # so many files, whatever time they take

Whatever the file, reading answers: nothing is raised, what was found is articles and rejections, every rejection has a
sentence, the time limit holds, and the whole file read after it gives what it always gave. A failure is printed with the
seed that makes the file again, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Mapping

from pipelines.reading import read
from pipelines.reading.kinds import format_of
from pipelines.reading.limits import WORKER_SECONDS
from tests.support.every_format import every_format
from tests.support.mutation import mutated

_BETWEEN_WHOLE = 25  # damaged files after which a whole one is read again


def by_format(files: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
    """The files of each kind of the registry; an archive is its own kind."""
    kinds: dict[str, dict[str, bytes]] = {}
    for name, data in files.items():
        told = format_of(name, data)
        kinds.setdefault(told.kind if told else "archive", {})[name] = data
    return kinds


def fault(name: str, data: bytes) -> str:
    """What is wrong with the answer to a file; "" when it is as promised."""
    began = time.monotonic()
    try:
        result = read(name, data)
    except Exception as error:
        return f"raised {type(error).__name__}: {error}"
    took = time.monotonic() - began
    if took > 2 * WORKER_SECONDS:
        return f"took {took:.0f} s"
    if not result.questions and not (result.found == len(result.articles) + len(result.rejections) >= 1):
        return (
            f"found {result.found}, {len(result.articles)} articles and {len(result.rejections)} rejections"
        )
    for article in result.articles:
        if not article.text.strip():
            return "an article without a text"
        article.text.encode()
    wordless = [each for each in result.rejections if not each.reason.endswith(".")]
    return f"a rejection that is no sentence: {wordless[0].reason!r}" if wordless else ""


class Fuzz:
    """Tries files and keeps count."""

    def __init__(self) -> None:
        self.tried: Counter[str] = Counter()
        self.faults: list[str] = []
        self._whole = {name: len(read(name, data).articles) for name, data in every_format().items()}

    def one(self, kind: str, files: Mapping[str, bytes], seed: int) -> None:
        """One damaged file of a kind; now and then a whole one, which gives what it gave before."""
        name, data = mutated(files, seed)
        self.tried[kind] += 1
        if wrong := fault(name, data):
            self._tell(f"{kind}, seed {seed}, {name}: {wrong}")
        if self.tried[kind] % _BETWEEN_WHOLE == 0:
            name = sorted(files)[seed % len(files)]
            if len(read(name, files[name]).articles) != self._whole[name]:
                self._tell(f"{kind}, after seed {seed}: {name} is not read as before")

    def _tell(self, text: str) -> None:
        self.faults.append(text)
        print(text, flush=True)


def fuzz(*, minutes: float = 0.0, files: int = 0, first_seed: int = 0) -> Fuzz:
    """Tries `files` damaged files in turn over the formats, or as many as go into `minutes`."""
    kinds, run, seed = by_format(every_format()), Fuzz(), first_seed
    until = time.monotonic() + 60 * minutes
    while sum(run.tried.values()) < files or (not files and time.monotonic() < until):
        for kind, whole in kinds.items():
            if files and sum(run.tried.values()) >= files:
                break
            run.one(kind, whole, seed)
            seed += 1
    return run


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--files", type=int, default=0, help="so many files instead of minutes")
    parser.add_argument("--seed", type=int, default=0, help="the first; the same seeds make the same files")
    options = parser.parse_args()
    run = fuzz(minutes=options.minutes, files=options.files, first_seed=options.seed)
    for kind, count in sorted(run.tried.items()):
        print(f"{kind:14}{count:>8,} files")
    print(
        f"{sum(run.tried.values()):,} damaged files of {len(run.tried)} kinds tried, {len(run.faults)} faults"
    )
    return 1 if run.faults else 0


if __name__ == "__main__":
    sys.exit(main())
