"""ZIP archives of the other formats → the content of every member."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from pipelines.errors import ReadingError
from pipelines.reading import folders
from pipelines.reading.items import Refusal
from pipelines.reading.limits import MAX_ARCHIVE_MEMBERS, MAX_FILE_BYTES, MAX_UNPACKED_BYTES, MEGABYTE
from pipelines.reading.unpacking import is_bomb

_CLUTTER = {"__macosx", ".ds_store", "thumbs.db", "desktop.ini"}
DAMAGED = "The archive is damaged and cannot be opened; pack it again."
NESTED = "An archive inside an archive is not opened; unpack it and load its files."


def members(
    file_name: str, data: bytes, first: int = 0
) -> Iterator[tuple[int, str, bytes | Refusal, Mapping[str, str]]]:
    """Number, name, content and what the folder states of each member, in the archive's order; nothing is written to disk.

    Args:
        file_name: the archive's name.
        data: its bytes.
        first: the member to begin with.

    Raises:
        ReadingError: damaged, empty, or too many members.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:
        raise ReadingError(file_name, DAMAGED) from error
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir() and not _is_clutter(info.filename)]
        if not infos:
            raise ReadingError(file_name, "The archive is empty; put the articles in it.")
        if len(infos) > MAX_ARCHIVE_MEMBERS:
            raise ReadingError(
                file_name, f"The archive holds more than {MAX_ARCHIVE_MEMBERS:,} files; split it."
            )
        by_name = {info.filename: info for info in infos}
        plan = folders.plan(list(by_name), lambda name: _content(archive, by_name[name], MAX_UNPACKED_BYTES))
        unpacked = 0
        for number, info in enumerate(infos):
            if number < first:
                unpacked += min(info.file_size, MAX_FILE_BYTES)
                continue
            content: bytes | Refusal
            if info.filename in plan.left_out:
                if reason := plan.left_out[info.filename]:
                    yield number, info.filename, Refusal("", reason), {}
                continue
            try:
                content = _content(archive, info, MAX_UNPACKED_BYTES - unpacked)
                unpacked += len(content)
            except ReadingError as error:
                content = Refusal("", error.reason)
            yield number, info.filename, content, plan.stated.get(info.filename, {})


def _is_clutter(name: str) -> bool:
    parts = [part.lower() for part in PurePosixPath(name).parts]
    return any(part in _CLUTTER for part in parts) or (bool(parts) and parts[-1].startswith("._"))


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: int) -> bytes:
    name = info.filename
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        raise ReadingError(name, "The name leads outside the archive, so the file was not opened.")
    if info.flag_bits & 0x1:
        raise ReadingError(
            name, "The file is protected by a password; unpack the archive and load its files."
        )
    if is_bomb(info):
        raise ReadingError(name, "The file would unpack to an unreasonable size, so it was not opened.")
    if info.file_size > MAX_FILE_BYTES:
        raise ReadingError(name, f"The file is larger than {MAX_FILE_BYTES // MEGABYTE} MB; split it.")
    try:
        with archive.open(info) as member:
            # The size in the header may lie: never take more than allowed.
            content = member.read(MAX_FILE_BYTES + 1)
    except Exception as error:
        raise ReadingError(name, "The file is damaged inside the archive; pack it again.") from error
    if len(content) > min(MAX_FILE_BYTES, budget):
        raise ReadingError(
            name,
            f"With this file the archive unpacks to more than {MAX_UNPACKED_BYTES // MEGABYTE} MB; split it.",
        )
    return content
