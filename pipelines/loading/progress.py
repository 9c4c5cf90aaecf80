"""How far a load of many files is, how fast it goes, and how long it will take."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from pipelines.loading.outcomes import FileReport


@dataclass(slots=True)
class Progress:
    """Files and bytes done of all; what is left is reckoned by bytes, as files differ in size.

    Attributes:
        files, size: of all that was given.
        began: on the clock of `time.monotonic`.
    """

    files: int
    size: int
    done: int = 0
    done_size: int = 0
    articles: int = 0
    loaded: int = 0
    began: float = field(default_factory=time.monotonic)

    def add(self, report: FileReport, size: int) -> None:
        """Count a file that is done."""
        self.done += 1
        self.done_size += size
        self.articles += report.found
        self.loaded += report.loaded

    def line(self, now: float | None = None) -> str:
        """ "12 of 40 files, 310 articles loaded, 4.2 a second, 1 min left"."""
        seconds = max((time.monotonic() if now is None else now) - self.began, 1e-6)
        parts = [
            f"{self.done:,} of {self.files:,} {'file' if self.files == 1 else 'files'}",
            f"{self.loaded:,} {'article' if self.loaded == 1 else 'articles'} loaded",
        ]
        if self.loaded:
            parts.append(f"{self.loaded / seconds:,.1f} a second")
        share = self.done_size / self.size if self.size else self.done / max(self.files, 1)
        if 0 < share < 1:
            parts.append(f"{_span(seconds / share - seconds)} left")
        return ", ".join(parts)


def _span(seconds: float) -> str:
    """ "40 s", "12 min", "3 h 20 min", "2 days"."""
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours < 48 else f"{round(hours / 24)} days"
