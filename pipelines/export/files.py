"""Exports on the disk: written beside, then renamed, so that what was there stays until the new one is whole."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipelines.errors import VisavisError


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all of `files` (name → content) into `folder`, or none of them.

    Raises:
        VisavisError: the folder cannot be written, or the disk is full; files that were there are as they were.
    """
    with _speaking(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _replace({folder / name: content for name, content in files.items()})


def write_file(target: Path, content: bytes) -> None:
    """Write one file whole, or leave what was there.

    Raises:
        VisavisError: it cannot be written, or the disk is full.
    """
    with _speaking(target):
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(content)  # a pipe or a terminal: nothing there to lose
        else:
            _replace({target: content})


def _replace(files: Mapping[Path, bytes]) -> None:
    """Rename only when everything is on the disk."""
    written: list[tuple[Path, Path]] = []
    try:
        for target, content in files.items():
            whole = target.resolve()  # through a link, so that the link stays
            if whole.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            written.append((_beside(whole), whole))
            with written[-1][0].open("wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
        for part, whole in written:
            if whole.exists():
                part.chmod(whole.stat().st_mode & 0o7777)
            part.replace(whole)
    finally:
        for part, _ in written:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def _beside(target: Path) -> Path:
    """An empty file in the folder of `target`, with the rights that a new file has there."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)
    os.close(handle)
    mask = os.umask(0)
    os.umask(mask)
    part = Path(name)
    part.chmod(0o666 & ~mask)
    return part


@contextlib.contextmanager
def _speaking(where: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise VisavisError(
            f"{where} cannot be written ({error.strerror or error}); what was there is unchanged. Name another place."
        ) from error
