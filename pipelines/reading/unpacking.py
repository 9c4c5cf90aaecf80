"""Checks on ZIP containers before anything is unpacked: Office files and archives of articles."""

from __future__ import annotations

import io
import zipfile
import zlib

from pipelines.errors import ReadingError
from pipelines.reading.limits import MAX_RATIO, MAX_UNPACKED_BYTES, MEGABYTE

_SMALL = MEGABYTE  # a short part full of repetition packs very well and harms nobody


def is_bomb(info: zipfile.ZipInfo) -> bool:
    """True when a part claims to unpack to absurdly more than it weighs."""
    return info.file_size > _SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1)


def read_part(container: zipfile.ZipFile, name: str) -> bytes:
    """A part of a container; b"" where it is missing or damaged."""
    try:
        with container.open(name) as part:
            # The size stated in the container may lie.
            return part.read(MAX_UNPACKED_BYTES)
    except (
        KeyError,
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
    ):
        return b""


def check_office_parts(file_name: str, data: bytes) -> None:
    """Refuse an Office file that would unpack to more than is reasonable.

    Raises:
        ReadingError: a broken container or a bomb.
    """
    open_container(file_name, data).close()


def open_container(file_name: str, data: bytes) -> zipfile.ZipFile:
    """The container of an Office file whose parts are of a reasonable size; its parts are listed once.

    Raises:
        ReadingError: a broken container or a bomb.
    """
    try:
        container = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise ReadingError(
            file_name,
            "The document is damaged and cannot be opened; open it in its program and save it again.",
        ) from error
    parts = container.infolist()
    if any(is_bomb(part) for part in parts) or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise ReadingError(
            file_name,
            f"The document would unpack to an unreasonable size (over {MAX_UNPACKED_BYTES // MEGABYTE} MB "
            "or very highly packed), so it was not opened.",
        )
    return container
