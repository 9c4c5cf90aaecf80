"""One SQLite file: is it ours, may it be written, and a connection to it."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from pipelines.corpus import faults
from pipelines.errors import CorpusError

APPLICATION_ID = int.from_bytes(b"ViVi")
_MAGIC = b"SQLite format 3\0"
_OURS_UNNUMBERED = {"articles", "sentences", "translations", "article_actors", "meta"}
NEW = -1


def version_of(path: Path) -> int:
    """The schema version of a corpus file; 0 for one from before versions were counted, `NEW` where there is none.

    A file of another program is not touched.

    Raises:
        CorpusError: the file is no corpus, or cannot be read.
    """
    with faults.speaking(path):
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            return NEW
        if not stat.S_ISREG(mode):
            what = "a folder" if stat.S_ISDIR(mode) else "no ordinary file"
            raise CorpusError(
                f"{path} is {what}, and a corpus is a file. Name one, such as {path}/corpus.db."
            )
        if path.stat().st_size == 0:
            return NEW
        head = _head(path)
        if not head.startswith(_MAGIC) or len(head) < 100:
            raise _not_ours(path)
        owner = int.from_bytes(head[68:72])
        if owner not in {0, APPLICATION_ID}:
            raise _not_ours(path)
        _refuse_cut_off(path, head)
        # Looking into a file that may be another's lays nothing beside it.
        with closing(connect(path, read_only=True, unwatched=not owner)) as connection:
            return version_inside(connection, path)


_HEADS: dict[tuple[int, int], int] = {}
_HEADS_KEPT = 128
_HEADS_LOCK = threading.Lock()


def _head(path: Path) -> bytes:
    """The first hundred bytes of a file.

    On POSIX systems, closing any descriptor of a file ends all locks that the process holds on it, those of SQLite's
    open connections too: two writers would then overwrite each other. So the descriptor is kept.
    """
    if os.name != "posix":
        with path.open("rb") as file:
            return file.read(100)
    with _HEADS_LOCK:
        facts = path.stat()
        key = facts.st_dev, facts.st_ino
        if key not in _HEADS:
            while len(_HEADS) >= _HEADS_KEPT:
                os.close(_HEADS.pop(next(iter(_HEADS))))
            _HEADS[key] = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        return os.pread(_HEADS[key], 100, 0)


def version_inside(connection: sqlite3.Connection, path: Path) -> int:
    """`version_of`, asked through a connection."""
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if owner == APPLICATION_ID:
        return version
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables and not owner and not version:
        return NEW
    if owner or version or not tables >= _OURS_UNNUMBERED:
        raise _not_ours(path)
    return 0


def is_marked(path: Path) -> bool:
    """Whether the beginning of a file says that it is a corpus, whatever became of the rest."""
    with faults.speaking(path), path.open("rb") as file:
        head = file.read(100)
    return head.startswith(_MAGIC) and int.from_bytes(head[68:72]) == APPLICATION_ID


def _not_ours(path: Path) -> CorpusError:
    return CorpusError(
        f"{path} is no corpus of Vis-à-vis, or its beginning is damaged. It was not touched. Name another file with "
        "--corpus or VISAVIS_CORPUS; “visavis restore FILE” brings a backup back."
    )


def _refuse_cut_off(path: Path, head: bytes) -> None:
    """SQLite notices only when a page that is gone is asked for; the length is told in the header."""
    told, there = _told_size(head), path.stat().st_size
    if there < told and not _log(path).exists():
        raise CorpusError(
            f"The file of the corpus at {path} is damaged: it is cut off, {there:,} of {told:,} bytes are there. Nothing "
            "was changed. “visavis doctor --corpus FILE” says what can be saved, and restores the last backup."
        )


def _told_size(head: bytes) -> int:
    size = int.from_bytes(head[16:18])
    page = 65536 if size == 1 else size
    return int.from_bytes(head[28:32]) * page if head[24:28] == head[92:96] else 0


def missing_bytes(path: Path) -> int:
    """How many bytes of a database file are cut off, as far as its beginning says."""
    with path.open("rb") as file:
        head = file.read(100)
    return max(0, _told_size(head) - path.stat().st_size)


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def is_writable(path: Path) -> bool:
    """Whether a corpus can be written there: SQLite needs its file and its folder."""
    file_too = not path.exists() or os.access(path, os.W_OK)
    return file_too and os.access(path.parent, os.W_OK)


def connect(path: Path, *, read_only: bool = False, unwatched: bool = False) -> sqlite3.Connection:
    """A connection in autocommit mode, to be used in one thread at a time.

    Args:
        path: the file; any character may be in its name.
        read_only: never write, not even the two files that SQLite lays beside where the folder allows none.
        unwatched: with `read_only`, lay no file beside in any folder; not for a file that others may write.
    """
    mode = "ro" if read_only else "rwc"
    if read_only and (unwatched or not is_writable(path)) and not _log(path).exists():
        mode += "&immutable=1"  # nobody writes now, and SQLite could not lay its own files beside
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}",
        uri=True,
        timeout=faults.BUSY_SECONDS,
        isolation_level=None,  # the driver's own BEGIN is deferred, and a deferred writer can fail at its first write
        check_same_thread=False,
    )
    try:
        connection.execute(f"PRAGMA busy_timeout={faults.BUSY_SECONDS * 1000:.0f}")
        if not read_only:
            _prepare_to_write(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare_to_write(connection: sqlite3.Connection) -> None:
    _keep_a_log(connection)
    # What is deleted is overwritten: a deleted article is in no free page of the file either.
    for pragma in ("synchronous=NORMAL", "secure_delete=ON", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _keep_a_log(connection: sqlite3.Connection) -> None:
    """Writers beside readers (WAL). SQLite does not wait by itself where two open a new file at once."""
    deadline = time.monotonic() + faults.BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in {5, 6} or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def empty_log(connection: Any, patience: float = 2.0) -> bool:
    """Bring the log into the file and cut it, so that it holds nothing that was deleted; False while others read."""
    connection.execute(f"PRAGMA busy_timeout={patience * 1000:.0f}")
    try:
        return not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError:  # somebody writes
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout={faults.BUSY_SECONDS * 1000:.0f}")
