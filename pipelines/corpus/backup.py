"""Backups of a corpus file: whole, while others read and write."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from pipelines.corpus import sqlite_file
from pipelines.errors import CorpusError

_PAGES = 4096  # copied at a time; others can write in between


def beside(path: Path, why: str) -> Path:
    """Keep a copy beside the corpus, named after it, the reason and the time. Returns the copy's path.

    Raises:
        CorpusError: the copy cannot be made; nothing is left of it.
    """
    moment = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    for n in range(100):
        name = f"{path.stem}.backup-{moment}{f'-{n}' if n else ''}-{why}{path.suffix or '.db'}"
        target = path.with_name(name)
        if not target.exists():
            return copy(path, target)
    raise CorpusError(f"No backup can be kept beside {path}: every name is taken. Try again in a second.")


def copy(source: Path, target: Path) -> Path:
    """Copy a corpus file with SQLite's online backup, written beside the target and renamed when it is whole.

    Returns:
        `target`.

    Raises:
        CorpusError: the target cannot be written, or the copy is not whole; the target is as it was.
    """
    half = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with (
            closing(sqlite_file.connect(source, read_only=True)) as old,
            closing(sqlite3.connect(half, isolation_level=None)) as new,
        ):
            old.backup(new, pages=_PAGES)
            new.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
            found = new.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise CorpusError(
                f"The corpus at {source} is damaged ({found}); no backup was made of it. "
                "“visavis doctor --corpus FILE” says what can be saved."
            )
        with half.open("rb") as file:
            os.fsync(file.fileno())
        half.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise CorpusError(
            f"The backup {target} cannot be written ({error}). Nothing was changed. Make room or name another place."
        ) from error
    finally:
        half.unlink(missing_ok=True)
    return target
