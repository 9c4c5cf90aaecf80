"""Bytes → articles: one module per format, dispatched by content first and name second.

The names are resolved late, so that the child process that parses untrusted files loads its parser and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipelines.reading.limits import MAX_FILE_BYTES

if TYPE_CHECKING:
    from pipelines.reading.pasted import read_pasted
    from pipelines.reading.reader import read
    from pipelines.reading.results import ReadResult

__all__ = ["MAX_FILE_BYTES", "ReadResult", "read", "read_pasted"]


def __getattr__(name: str) -> Any:
    if name == "read":
        from pipelines.reading.reader import read  # noqa: PLC0415

        return read
    if name == "read_pasted":
        from pipelines.reading.pasted import read_pasted  # noqa: PLC0415

        return read_pasted
    if name == "ReadResult":
        from pipelines.reading.results import ReadResult  # noqa: PLC0415

        return ReadResult
    raise AttributeError(name)
