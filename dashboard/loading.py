"""Loading in the background: one thread per load, a line per file, stop and reconciliation that always adds up."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.display import count
from pipelines.corpus import Corpus
from pipelines.errors import VisavisError
from pipelines.ingest import FileProgress, FileReport, ingest_files

WAITING, READING, ANNOTATING, DONE, STOPPED, FAILED = (
    "waiting",
    "reading",
    "annotating",
    "done",
    "stopped",
    "failed",
)


@dataclass
class FileLine:
    """Where one file stands.

    Attributes:
        done, total: articles of it, while it is being read.
        report: what became of it, once known.
        problem: the sentence for the person when it could not be tried at all.
    """

    name: str
    stage: str = WAITING
    done: int = 0
    total: int = 0
    report: FileReport | None = None
    problem: str = ""

    @property
    def words(self) -> str:
        """The state in words, as the page shows it."""
        if self.report is not None and self.stage == DONE:
            return _outcome(self.report)
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


def _outcome(report: FileReport) -> str:
    """ "Loaded, 13 sentences", "3 articles loaded, 1 rejected: …", "Already loaded, from a.txt."."""
    messages = " ".join(report.messages[:3])
    if len(report.messages) > 3:
        messages += f" And {len(report.messages) - 3:,} more."
    if report.found <= 1:
        if report.loaded:
            return f"Loaded, {count(report.sentences, 'sentence')}. {messages}".strip(". ").strip()
        return f"Rejected: {messages}" if report.rejected else messages
    parts = [
        f"{number:,} {word}"
        for number, word in (
            (report.loaded, "loaded"), (report.duplicates, "already there"), (report.rejected, "rejected"),
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
class Load:
    """Files being loaded into a corpus by a thread of its own.

    Attributes:
        lines: one per file, in the order given; read them at any time.
    """

    corpus: Corpus
    files: Sequence[tuple[str, bytes]]
    metadata: Mapping[str, str] = field(default_factory=dict)
    lines: list[FileLine] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = [FileLine(name) for name, _ in self.files]
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self.run, name="loading", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the article being read, then leave the rest."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether a stop was asked for."""
        return self._stop.is_set()

    @property
    def running(self) -> bool:
        """Whether files are still being loaded."""
        return self._thread.is_alive()

    def run(self) -> None:
        """Load file by file; called by the thread."""
        for line, (name, data) in zip(self.lines, self.files, strict=True):
            if self._stop.is_set():
                line.stage = STOPPED
                continue
            try:
                self._load(line, name, data)
            except VisavisError as error:
                line.stage, line.problem = FAILED, str(error)
            except Exception as error:
                line.stage = FAILED
                line.problem = (
                    f"An error of this program, {type(error).__name__}. The other files are not affected."
                )

    def _load(self, line: FileLine, name: str, data: bytes) -> None:
        def progress(step: FileProgress) -> None:
            line.stage = READING if step.stage == "reading" else ANNOTATING
            line.done, line.total = step.done, step.total

        result = ingest_files(self.corpus, [(name, data)], progress, self.metadata, self._stop.is_set)
        line.report = result.files[0] if result.files else None
        line.stage = DONE if line.report is not None else STOPPED

    def reconcile(self) -> Reconciliation:
        """The counts over all files as they stand now."""
        reports = [line.report for line in self.lines if line.report is not None]
        loaded = sum(r.loaded for r in reports)
        duplicates = sum(r.duplicates for r in reports)
        rejected = sum(r.rejected for r in reports) + sum(line.stage == FAILED for line in self.lines)
        to_do = stopped = 0
        for line in self.lines:
            if line.stage in (WAITING, READING, ANNOTATING):
                to_do += max(1, line.total)
            elif line.stage == STOPPED:
                stopped += 1
            elif line.report is not None and self.stopping:  # inside a file that holds many
                stopped += max(0, line.total - line.report.loaded - line.report.duplicates)
        return Reconciliation(loaded, duplicates, rejected, to_do, stopped)
