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


def read_part(data: bytes, name: str) -> bytes:
    """A part of a container that `check_office_parts` let pass; b"" where it is missing or damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container, container.open(name) as part:
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
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            parts = container.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise ReadingError(
            file_name,
            "The document is damaged and cannot be opened; open it in its program and save it again.",
        ) from error
    if any(is_bomb(part) for part in parts) or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise ReadingError(
            file_name,
            f"The document would unpack to an unreasonable size (over {MAX_UNPACKED_BYTES // MEGABYTE} MB "
            "or very highly packed), so it was not opened.",
        )
