"""Backups of a corpus file and their return: whole, while others read and write."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.corpus import faults, sqlite_file
from pipelines.errors import CorpusError

_PAGES = 4096  # copied at a time
_PUT_ASIDE = "before-restore"


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup that lies beside a corpus."""

    path: Path
    made: datetime
    articles: int


def beside(path: Path, why: str) -> Path:
    """Keep a copy beside the corpus, named after it, the time and the reason. Returns the copy's path.

    Raises:
        CorpusError: the copy cannot be made; nothing is left of it.
    """
    return copy(path, free_name(path, f"backup-{_moment()}-{why}"))


def free_name(path: Path, what: str) -> Path:
    """A name beside the corpus that no file has yet.

    Raises:
        CorpusError: there is none.
    """
    for n in range(100):
        target = path.with_name(f"{path.stem}.{what}{f'-{n}' if n else ''}{path.suffix or '.db'}")
        if not target.exists():
            return target
    raise CorpusError(f"No file can be kept beside {path}: every name is taken. Try again in a second.")


def those_beside(path: Path) -> list[Kept]:
    """The backups that lie beside a corpus and are whole, the latest first."""
    found = []
    for each in path.parent.iterdir():
        if each.name.startswith(f"{path.stem}.backup-") and each.suffix == (path.suffix or ".db"):
            try:
                with closing(_whole(each)) as connection:
                    articles = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
            except (CorpusError, sqlite3.Error, UnicodeDecodeError):
                continue
            found.append(Kept(each, datetime.fromtimestamp(each.stat().st_mtime, UTC), articles))
    return sorted(found, key=lambda kept: (kept.made, kept.path.name), reverse=True)


def copy(source: Path, target: Path) -> Path:
    """Copy a corpus file with SQLite's online backup, written beside the target and renamed when it is whole.

    Returns:
        `target`.

    Raises:
        CorpusError: the target cannot be written, or the copy is not whole; the target is as it was.
    """
    if target.exists() and target.samefile(source):
        raise CorpusError(f"{target} is the corpus itself. Name another file for the backup.")
    with _half(target) as half:
        _copy_pages(source, half)
        half.replace(target)
    return target


def restore(kept: Path, path: Path, prepare: Callable[[Path], None]) -> Path | None:
    """Put a backup in the place of a corpus, in one step for everyone who has it open.

    Args:
        kept: the backup; it is only read.
        path: the corpus, which need not exist.
        prepare: brings the copy at a path to this program's version before it is put in place.

    Returns:
        Where the corpus that was there is kept, None where there was none.

    Raises:
        CorpusError: the backup is none or is damaged, or the corpus cannot be written; nothing was changed.
    """
    if path.exists() and kept.exists() and kept.samefile(path):
        raise CorpusError(f"{kept} is the corpus itself. Name the backup to restore.")
    with closing(_whole(kept)):
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    with _half(path) as half:
        _copy_pages(kept, half)
        prepare(half)
        try:
            version = sqlite_file.version_of(path)
            before = beside(path, _PUT_ASIDE) if version != sqlite_file.NEW else None
        except CorpusError as error:
            if not sqlite_file.is_marked(path):
                raise CorpusError(f"{error} To put the backup in its place, move it away first.") from error
            before = _put_aside(path)
        _count_on(half, before)
        if before is None or not path.exists():
            half.replace(path)
        else:
            _write_over(half, path)
    return before


def _copy_pages(source: Path, target: Path) -> None:
    try:
        with (
            closing(sqlite_file.connect(source, read_only=True)) as old,
            closing(sqlite3.connect(target, isolation_level=None)) as new,
        ):
            old.execute("BEGIN")
            old.execute(
                "SELECT count(*) FROM sqlite_master"
            ).fetchone()  # one moment, whoever writes meanwhile
            old.backup(new, pages=_PAGES, progress=_patience(source))
            new.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
            found = new.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)
        with target.open("rb") as file:
            os.fsync(file.fileno())
    except (OSError, sqlite3.Error, UnicodeDecodeError) as error:
        told = faults.corpus_error(error, source)
        raise CorpusError(f"No copy of {source} could be made. {told}") from error


def _write_over(half: Path, path: Path) -> None:
    """The online backup into a corpus that others may have open: they see the old one, then the new one."""
    with (
        faults.speaking(path),
        closing(sqlite3.connect(half, isolation_level=None)) as new,
        closing(sqlite_file.connect(path)) as live,
    ):
        new.backup(live, pages=-1, progress=_patience(path), sleep=0.05)
        sqlite_file.empty_log(live)


def _patience(path: Path) -> Callable[[int, int, int], None]:
    """SQLite tries for ever where another program holds the lock; a person does not wait for ever."""
    deadline = time.monotonic() + faults.BUSY_SECONDS

    def look(status: int, _left: int, _all: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > deadline:
            raise faults.busy(path)

    return look


def _count_on(half: Path, before: Path | None) -> None:
    """Counters never go back: pages that have the earlier corpus in hand must see that it is another now."""
    old: dict[str, int] = {}
    if before is not None:
        try:
            with closing(sqlite_file.connect(before, read_only=True)) as connection:
                old = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        except sqlite3.Error:
            old = {}
    jump = 1_000_000 if before is not None and not old else 10_000
    with closing(sqlite3.connect(half, isolation_level=None)) as connection:
        for key, value in connection.execute("SELECT key, value FROM meta").fetchall():
            new = max(value, old.get(key, 0)) + jump
            connection.execute("UPDATE meta SET value = ? WHERE key = ?", (new, key))


def _put_aside(path: Path) -> Path:
    """Move a corpus that cannot be opened out of the way, with what SQLite laid beside it."""
    aside = free_name(path, f"damaged-{_moment()}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    return aside


def _whole(kept: Path) -> sqlite3.Connection:
    if not kept.exists():
        raise CorpusError(f"There is no file {kept}. Name the backup to restore.")
    if sqlite_file.version_of(kept) == sqlite_file.NEW:
        raise CorpusError(f"{kept} is empty; nothing was restored. Name another backup.")
    with faults.speaking(kept):
        connection = sqlite_file.connect(kept, read_only=True, unwatched=True)
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            connection.close()
            raise CorpusError(f"The backup {kept} is damaged; nothing was restored. Name another.")
    return connection


@contextmanager
def _half(target: Path) -> Iterator[Path]:
    """A name beside the target to write to; whatever happens, nothing is left of it."""
    half = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield half
    except OSError as error:
        raise CorpusError(
            f"{target} cannot be written ({error.strerror}). What was there is as it was. Make room or name another place."
        ) from error
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            half.with_name(half.name + suffix).unlink(missing_ok=True)


def is_put_aside(path: Path) -> bool:
    """Whether a backup is of a corpus that a restore replaced."""
    return f"-{_PUT_ASIDE}" in path.name


def _moment() -> str:
    return datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
