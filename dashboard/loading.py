"""Loading behind the page: a line per file, more files at any time, stop, and counts that always add up.

The work is done by the loading process (`pipelines.loading.worker`); the thread here only moves messages.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.display import count
from pipelines.errors import VisavisError
from pipelines.ingest import FileProgress, FileReport
from pipelines.loading.names import readable_name
from pipelines.loading.worker import LoadingWorker
from pipelines.reading.answers import Answers, Question
from pipelines.reading.folders import Plan, plan

WAITING, READING, ANNOTATING, ASKING, DONE, STOPPED, FAILED = (
    "waiting",
    "reading",
    "annotating",
    "asking",
    "done",
    "stopped",
    "failed",
)
_ASK = Answers(ask=True)
_TAKEN = "Titles, dates and sources of the files beside it were taken from it."
_UNDER_WAY = {WAITING, READING, ANNOTATING}
_FAULT = "An error of this program, {kind}. The other files are not affected. Please report it."


@dataclass
class FileLine:
    """Where one file stands.

    Attributes:
        done, total: articles of it, while it is being read.
        report: what became of it, once known.
        problem: the sentence for the person when it could not be tried at all.
        data, given, stated: its content, what the person stated of it and what a table beside it did, while a question
            about its own table is open.
    """

    name: str
    stage: str = WAITING
    done: int = 0
    total: int = 0
    report: FileReport | None = None
    problem: str = ""
    data: bytes = b""
    given: Mapping[str, str] = field(default_factory=dict)
    stated: Mapping[str, str] = field(default_factory=dict)

    @property
    def question(self) -> Question | None:
        """What must be answered before its table is loaded, None for nothing."""
        if self.stage != ASKING or self.report is None or not self.report.questions:
            return None
        return self.report.questions[0]

    @property
    def words(self) -> str:
        """The state in words, as the page shows it."""
        if self.report is not None and self.stage == DONE:
            return _outcome(self.report)
        if question := self.question:
            return (
                f"Waiting for you: is {question.order_of[0]} day first or month first?"
                if question.order_of
                else "Waiting for you: which of its columns holds the articles?"
            )
        if self.stage == ANNOTATING:
            return (
                f"Reading article {self.done + 1:,} of {self.total:,}"
                if self.total > 1
                else "Reading the French"
            )
        return {WAITING: "Waiting", READING: "Opening", STOPPED: "Stopped", FAILED: self.problem}.get(
            self.stage, ""
        )

    @property
    def is_bad(self) -> bool:
        """Whether something of it was refused."""
        return self.stage == FAILED or (self.report is not None and self.report.rejected > 0)

    @property
    def article_ids(self) -> tuple[str, ...]:
        """Its articles in the corpus, as far as they are known."""
        return self.report.article_ids if self.report is not None else ()


def _planned(files: Sequence[tuple[str, bytes]]) -> Plan:
    """What the names of files dropped together say of them; nothing where two have one name."""
    content = dict(files)
    return plan(list(content), content.__getitem__) if len(content) == len(files) else Plan()


def _left_out(name: str, reason: str) -> FileLine:
    if reason:
        return FileLine(name, FAILED, problem=reason)
    return FileLine(name, DONE, report=FileReport(name, messages=(_TAKEN,)))


def _outcome(report: FileReport) -> str:
    """ "Loaded, 13 sentences", "3 articles loaded, 1 rejected: …", "Already loaded, from a.txt."."""
    messages = " ".join(report.messages[:3])
    if len(report.messages) > 3:
        messages += f" And {len(report.messages) - 3:,} more."
    if report.found <= 1 and not report.stopped:
        if report.loaded:
            return f"Loaded, {count(report.sentences, 'sentence')}. {messages}".strip(". ").strip()
        return f"Rejected: {messages}" if report.rejected else messages
    parts = [
        f"{number:,} {word}"
        for number, word in (
            (report.loaded, "loaded"), (report.duplicates, "already there"), (report.rejected, "rejected"),
            (report.stopped, "not tried"),
        )
        if number
    ]  # fmt: skip
    return f"{', '.join(parts)}; {count(report.sentences, 'sentence')}. {messages}".strip()


@dataclass(frozen=True)
class Reconciliation:
    """found = loaded + duplicates + rejected + to_do + stopped."""

    loaded: int
    duplicates: int
    rejected: int
    to_do: int
    stopped: int

    @property
    def found(self) -> int:
        """Everything met so far; a file not yet opened counts as one."""
        return self.loaded + self.duplicates + self.rejected + self.to_do + self.stopped


@dataclass
class _Task:
    line: FileLine
    data: bytes
    given: Mapping[str, str]
    stop: threading.Event
    answers: Answers = _ASK
    stated: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Load:
    """Files that are loaded one after the other; more may be added while it runs.

    Attributes:
        worker: the loading process.
        lines: one per file, in the order given; read them at any time.
    """

    worker: LoadingWorker
    lines: list[FileLine] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._tasks: deque[_Task] = deque()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def add(self, files: Sequence[tuple[str, bytes]], given: Mapping[str, str] | None = None) -> None:
        """Load these files after those that wait already; returns at once.

        A table of metadata among them (`metadata.csv`, one row a text) states what the others do not say themselves.
        """
        planned = _planned(files)
        self._queue(
            [
                (_left_out(readable_name(name), planned.left_out[name]), b"", {})
                if name in planned.left_out
                else (FileLine(readable_name(name)), data, planned.stated.get(name, {}))
                for name, data in files
            ],
            given,
        )

    def answer(self, line: FileLine, answers: Answers) -> None:
        """Load a table whose question was answered; it is put behind the files that wait, on its own line."""
        with self._lock:
            line.stage, line.report = WAITING, None
            self._tasks.append(_Task(line, line.data, line.given, self._stop, answers, line.stated))
            self._start()

    def leave(self, line: FileLine, reason: str) -> None:
        """Give up a table whose question nobody wants to answer."""
        line.stage, line.report, line.problem, line.data = FAILED, None, reason, b""

    def _queue(
        self, added: list[tuple[FileLine, bytes, Mapping[str, str]]], given: Mapping[str, str] | None
    ) -> None:
        with self._lock:
            self.lines += [line for line, _, _ in added]
            self._tasks += [
                _Task(line, data, dict(given or {}), self._stop, stated=stated)
                for line, data, stated in added
                if line.stage == WAITING
            ]
            self._start()

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="loading", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Finish the article being read, then leave the rest; what is added later is loaded."""
        with self._lock:
            self._stop.set()
            self._stop = threading.Event()

    @property
    def stopping(self) -> bool:
        """Whether a stop was asked for that is not done yet."""
        with self._lock:
            return any(task.stop.is_set() for task in self._tasks)

    @property
    def running(self) -> bool:
        """Whether files are still being loaded."""
        with self._lock:
            return bool(self._tasks)

    def wait(self, seconds: float) -> bool:
        """Wait for the end; False when `seconds` pass first."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return not self.running

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._tasks:
                    self._thread = None
                    return
                task = self._tasks[0]
            self._guarded(task)
            with self._lock:
                self._tasks.popleft()

    def _guarded(self, task: _Task) -> None:
        line = task.line
        if task.stop.is_set():
            line.stage = STOPPED
            return
        try:
            line.report = self._load(task)
            line.stage = ASKING if line.report.questions else DONE
            asking = bool(line.report.questions)
            line.data, line.given, line.stated = (
                (task.data, task.given, task.stated) if asking else (b"", {}, {})
            )
        except VisavisError as error:
            line.stage, line.problem = FAILED, str(error)
        except Exception as error:
            line.stage, line.problem = FAILED, _FAULT.format(kind=type(error).__name__)

    def _load(self, task: _Task) -> FileReport:
        line = task.line

        def progress(step: FileProgress) -> None:
            line.stage = READING if step.stage == "reading" else ANNOTATING
            line.done, line.total = step.done, step.total

        return self.worker.load(
            line.name,
            task.data,
            given=task.given,
            stated=task.stated,
            answers=task.answers,
            on_progress=progress,
            should_stop=task.stop.is_set,
        )

    def reconcile(self) -> Reconciliation:
        """The counts over all files as they stand now."""
        lines = list(self.lines)
        reports = [line.report for line in lines if line.report is not None]
        return Reconciliation(
            sum(report.loaded for report in reports),
            sum(report.duplicates for report in reports),
            sum(report.rejected for report in reports) + sum(line.stage == FAILED for line in lines),
            sum(max(1, line.total) for line in lines if line.stage in _UNDER_WAY and line.report is None)
            + sum(line.stage == ASKING for line in lines),
            sum(report.stopped for report in reports) + sum(line.stage == STOPPED for line in lines),
        )
