"""Which files a person means, and their content; what is no file is refused by name and never opened."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipelines.errors import ReadingError
from pipelines.loading.names import readable_name
from pipelines.reading.folders import plan
from pipelines.reading.limits import MAX_FILE_BYTES, MEGABYTE
from pipelines.reading.parsing import TOO_LARGE

_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISDIR, "a folder"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to load.

    Attributes:
        path: as the system names it.
        name: as reports and the corpus name it: inside a folder that was given, the place in that folder.
        size: bytes, 0 when not known.
        problem: why it cannot be opened, "" when nothing speaks against it.
        stated: title, published, source, author that its folder states, where the file itself is silent.
    """

    path: str
    name: str
    size: int = 0
    problem: str = ""
    stated: Mapping[str, str] = field(default_factory=dict)


def find(paths: Iterable[Path]) -> list[Source]:
    """The files meant by `paths`: files as they are, folders with all that is in them, each file once.

    A table of metadata beside texts is theirs and no source. Two of one name are named by their whole path. Hidden
    files and folders inside a folder are left out. A folder that cannot be listed is a source with a problem.
    """
    found: dict[str, Source] = {}
    for path in paths:
        inside = _inside(path) if _is_folder(path) else [_source(str(path), path.name or str(path))]
        for source in inside:
            found.setdefault(str(Path(source.path).absolute()), source)
    names = Counter(source.name for source in found.values())
    return _as_planned(
        source if names[source.name] == 1 else replace(source, name=readable_name(source.path))
        for source in found.values()
    )


def _as_planned(sources: Iterable[Source]) -> list[Source]:
    """The sources with what their folders state of them, without those that belong to another one."""
    by_path = {source.path.replace(os.sep, "/"): source for source in sources}
    planned = plan(list(by_path), lambda path: content(by_path[path]))
    return [
        replace(
            source,
            problem=source.problem or planned.left_out.get(path, ""),
            stated=planned.stated.get(path, {}),
        )
        for path, source in by_path.items()
        if planned.left_out.get(path, "shown")
    ]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that the system does not allow
        return False


def _inside(folder: Path) -> Iterator[Source]:
    unlisted: list[Source] = []

    def refuse(error: OSError) -> None:
        where = str(error.filename or folder)
        unlisted.append(Source(where, readable_name(where), 0, _cannot_be_read("folder", error)))

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                path = Path(parent) / name
                yield _source(str(path), str(path.relative_to(folder)))
    yield from unlisted


def _source(path: str, name: str) -> Source:
    name = readable_name(name)
    try:
        facts = Path(path).stat()
        problem = _problem(facts)
    except (OSError, ValueError) as error:
        return Source(path, name, 0, _cannot_be_read("file", error))
    return Source(path, name, 0 if problem else facts.st_size, problem)


def _problem(facts: os.stat_result) -> str:
    for is_kind, words in _KINDS:
        if is_kind(facts.st_mode):
            return f"This is {words} and no file, so it was not opened; choose the file itself."
    if facts.st_size > MAX_FILE_BYTES:
        return TOO_LARGE.format(size=round(facts.st_size / MEGABYTE))
    return ""


def _cannot_be_read(what: str, error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return f"The {what} cannot be read ({reason}). Check its name and permissions."


def content(source: Source) -> bytes:
    """The bytes of a source.

    Raises:
        ReadingError: it is no file, too large, or cannot be read.
    """
    if source.problem:
        raise ReadingError(source.name, source.problem)
    try:
        # A pipe that took the file's place since must not be waited for.
        handle = os.open(source.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if problem := _problem(os.fstat(handle)):
                raise ReadingError(source.name, problem)
            data = file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        raise ReadingError(source.name, _cannot_be_read("file", error)) from error
    if len(data) > MAX_FILE_BYTES:
        raise ReadingError(source.name, TOO_LARGE.format(size=f"more than {MAX_FILE_BYTES // MEGABYTE}"))
    return data
