"""What became of files: counts that add up, and a sentence for everything that was not loaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from pipelines.model import Rejection
from pipelines.reading.answers import Question

_TOLD_ONE_BY_ONE = 5  # more refusals of one file for one reason are one line with a count


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: found = loaded + duplicates + rejected + stopped.

    Attributes:
        messages: sentences for the person, one per duplicate, rejection or warning.
        sentences: how many French sentences were loaded from it.
        article_ids: the articles loaded from it, or already there.
        stopped: articles that were left because the person stopped the load.
        questions: what its tables leave open; nothing of the file is loaded before it is answered.
    """

    file_name: str
    found: int = 0
    loaded: int = 0
    duplicates: int = 0
    rejected: int = 0
    sentences: int = 0
    messages: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()
    stopped: int = 0
    questions: tuple[Question, ...] = ()

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> FileReport:
        """A report that came as plain values, as `dataclasses.asdict` makes them, from another process."""
        tuples = {name: tuple(told[name]) for name in ("messages", "article_ids")}
        return cls(**{**told, **tuples, "questions": tuple(map(Question.of, told["questions"]))})

    @classmethod
    def refused(cls, file_name: str, reason: str) -> FileReport:
        """The report of a file that could not be opened at all."""
        return cls(file_name, found=1, rejected=1, messages=(reason,))


@dataclass(frozen=True, slots=True)
class FileProgress:
    """Where one file stands: `stage` is "reading", "annotating" or "done"; `done` of `total` articles."""

    file_name: str
    stage: str
    done: int
    total: int


@dataclass(slots=True)
class LoadReport:
    """What became of all files of one load.

    Attributes:
        not_opened: files left because the load was stopped or broke off.
        problem: why it broke off, a sentence; "" when it came to its end.
    """

    files: list[FileReport] = field(default_factory=list)
    not_opened: int = 0
    problem: str = ""

    def total(self, name: str) -> int:
        """The sum of a count ("found", "loaded", "duplicates", "rejected", "sentences", "stopped") over the files."""
        return sum(getattr(each, name) for each in self.files)


def told_together(rejections: Iterable[Rejection]) -> list[Rejection]:
    """`rejections` with those that one file has for one reason as a single line that counts them.

    Example:
        100,000 rows without text become one, whose place is "100,000 places, row 2 to row 100001".
    """
    alike: dict[tuple[str, str], list[Rejection]] = {}
    for each in rejections:
        alike.setdefault((each.file_name, each.reason), []).append(each)
    return list(chain.from_iterable(map(_as_lines, alike.values())))


def _as_lines(alike: list[Rejection]) -> list[Rejection]:
    if len(alike) <= _TOLD_ONE_BY_ONE:
        return alike
    first, last = alike[0], alike[-1]
    return [Rejection(first.file_name, f"{len(alike):,} places, {first.where} to {last.where}", first.reason)]


def sentence_of(rejection: Rejection) -> str:
    """A rejection as a line under its file's name."""
    return f"{rejection.where}: {rejection.reason}" if rejection.where else rejection.reason
