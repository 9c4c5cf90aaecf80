"""Care for a corpus as a whole, in a file or on a server: back it up, bring a backup back, look at its health."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pipelines.corpus import backup, salvage, sqlite_file, versions
from pipelines.corpus.place import locate, shown
from pipelines.corpus.store import Corpus
from pipelines.corpus.transfer import copy_rows
from pipelines.errors import CorpusError


def back_up(where: str, target: Path) -> Path:
    """Write the corpus, as it is at one moment, into one file; others may read and write meanwhile.

    Args:
        where: the corpus; of one on a server, the file becomes a corpus that `visavis` opens as well.
        target: the file, which is replaced if it is a corpus; or a folder, in which it gets a name with the time.

    Raises:
        CorpusError: there is no corpus, or the file cannot be written; it is as it was.
    """
    place = locate(where)
    target = target.expanduser().resolve()
    if target.is_dir():
        stem = place.path.stem if place.path else str(place.url.database if place.url else "corpus")
        target /= f"{stem}.backup-{datetime.now().astimezone():%Y%m%d-%H%M%S}.db"
    if not target.parent.is_dir():
        raise CorpusError(
            f"There is no folder {target.parent}. Make it, or name another place for the backup."
        )
    sqlite_file.version_of(target)  # another program's file is refused here
    if place.path is None:
        return _from_server(where, target)
    if sqlite_file.version_of(place.path) == sqlite_file.NEW:
        raise CorpusError(f"There is no corpus at {shown(where)}. Name the one to back up with --corpus.")
    return backup.copy(place.path, target)


def restore(where: str, kept: Path) -> Path | None:
    """Bring a backup back in the place of the corpus, in one step; an older one is brought up to date.

    Returns:
        Where the corpus that was there before is kept; None where there was none, or on a server.

    Raises:
        CorpusError: the backup is none or is damaged, or the corpus cannot be written; nothing was changed.
    """
    place = locate(where)
    kept = kept.expanduser().resolve()
    if place.path is not None:
        return backup.restore(kept, place.path, _bring_up_to_date)
    half = kept.with_name(f".{kept.name}.{os.getpid()}.rows")
    try:
        backup.copy(kept, half)
        source, target = Corpus(half), Corpus(where)
        copy_rows(source, target)
        source.close()
        target.close()
    finally:
        _remove(half)
    return None


def _bring_up_to_date(path: Path) -> None:
    Corpus(path).close()
    for each in path.parent.glob(f"{path.stem}.backup-*"):  # of a copy that nobody needs
        each.unlink()


def _from_server(where: str, target: Path) -> Path:
    source = Corpus(where)
    half = target.with_name(f".{target.name}.{os.getpid()}.rows")
    try:
        copy = Corpus(half)
        copy_rows(source, copy)
        copy.close()
        source.close()
        backup.copy(half, target)
    finally:
        _remove(half)
    return target


def _remove(path: Path) -> None:
    for each in (path, *path.parent.glob(f"{path.name}-*"), *path.parent.glob(f"{path.stem}.backup-*")):
        each.unlink(missing_ok=True)


@dataclass(slots=True)
class Health:
    """What a look at a corpus found.

    Attributes:
        place: where it is, as it may be shown.
        version: its schema version; None where that cannot be told.
        faults: sentences: what is wrong with the file.
        bad_rows: rows that are left out or mended when it is read, a sentence each.
        rows: table → rows that can be read; {} where nothing can be.
        lost: table → rows that the file should hold and that cannot be read, as far as can be told.
        backups: those beside it, the latest first.
    """

    place: str
    version: int | None = None
    faults: list[str] = field(default_factory=list)
    bad_rows: list[str] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)
    backups: list[backup.Kept] = field(default_factory=list)

    @property
    def last_backup(self) -> backup.Kept | None:
        """The latest one; what a restore put aside only where there is no other."""
        chosen = [kept for kept in self.backups if not backup.is_put_aside(kept.path)]
        return next(iter(chosen or self.backups), None)

    @property
    def is_sound(self) -> bool:
        """Nothing is wrong."""
        return not self.faults and not self.bad_rows


def examine(where: str) -> Health:
    """Look at a corpus without changing it: its file, its rows, its backups.

    Raises:
        CorpusError: there is none, it is another program's, or the server cannot be reached.
    """
    place = locate(where)
    health = Health(shown(where))
    if place.path is None:
        _examine_rows(where, health)
        return health
    if not place.path.exists():
        raise CorpusError(f"There is no corpus at {health.place}. Name the one to look at with --corpus.")
    health.backups = backup.those_beside(place.path)
    try:
        health.version = sqlite_file.version_of(place.path)
    except CorpusError as error:
        if not sqlite_file.is_marked(place.path):
            raise
        health.faults.append(str(error))
    if health.version == sqlite_file.NEW:
        raise CorpusError(f"The file {health.place} is empty. Name the corpus to look at with --corpus.")
    with salvage.opened(place.path) as connection:
        health.faults += salvage.integrity(connection)
        if health.faults:
            health.rows, health.lost = salvage.readable(connection)
    if not health.faults and health.version == versions.head():
        _examine_rows(str(place.path), health)
    return health


def _examine_rows(where: str, health: Health) -> None:
    with closing(Corpus(where)) as corpus:
        tables = corpus.tables()
        health.version = versions.head()
        health.rows = {name: len(rows) for name, rows in tables.items()}
        health.bad_rows = [str(bad) for bad in corpus.bad_rows]
        health.bad_rows += salvage.broken_spans(tables)


def save_what_can_be(where: str, target: Path) -> dict[str, int]:
    """Write every row that can be read of a damaged corpus into a new one; bad rows are left behind.

    Returns:
        Table → rows saved.

    Raises:
        CorpusError: the target exists or cannot be written, or nothing can be read.
    """
    place = locate(where)
    target = target.expanduser().resolve()
    if place.path is None:
        raise CorpusError(
            "What a server holds is mended by its own tools; “visavis backup FILE” saves its rows."
        )
    if target.exists():
        raise CorpusError(f"{target} is there already. Name a new file for what can be saved.")
    if not sqlite_file.is_marked(place.path) and sqlite_file.version_of(place.path) != 0:
        raise CorpusError(f"{place.path} is no corpus.")
    half = target.with_name(f".{target.name}.{os.getpid()}.rows")
    try:
        copy = Corpus(half)
        saved = salvage.copy_readable(place.path, copy)
        copy.close()
        if not saved.get("articles"):
            raise CorpusError(
                f"No article of {place.path} can be read; nothing was saved. Restore a backup instead."
            )
        backup.copy(half, target)
    finally:
        _remove(half)
    return saved
