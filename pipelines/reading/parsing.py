"""One file → what its parser finds, member by member. Runs in the child process (`pipelines.reading.worker`).

No pandas and no spaCy here: the child must start quickly. Drafts become articles in the parent.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pipelines.errors import ReadingError
from pipelines.reading import archive
from pipelines.reading.answers import Answers, Question
from pipelines.reading.items import Draft, Item, Refusal
from pipelines.reading.kinds import format_of, is_archive
from pipelines.reading.limits import MAX_FILE_BYTES, MEGABYTE
from pipelines.reading.press.described import stated_by_name
from pipelines.reading.samples import Sample

_NO_ANSWERS = Answers()
_LOG = logging.getLogger(__name__)
EMPTY_FILE = "The file is empty; choose one that holds an article."
TOO_LARGE = (
    f"The file has {{size}} MB, more than the {MAX_FILE_BYTES // MEGABYTE} MB a file may have; "
    "split it and load the parts."
)
NOTHING = "Nothing that can be read was found in it; it is damaged, or of another kind than its name says."
TOO_MUCH_MEMORY = "The file needs too much memory to be read; save it in a simpler format or split it."
UNEXPECTED = "The file could not be read because of an unexpected fault ({kind}); save it in another format."
PART_MISSING = "A part of Vis-à-vis that reads this format is not installed ({name}); install it again, or save the file as text."


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive is begun; `number` counts from 0."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """An item and the archive's member it stood in, "" for the file itself."""

    member: str
    item: Item | Question


def parse(
    file_name: str, data: bytes, first: int = 0, answers: Answers = _NO_ANSWERS
) -> Iterator[Member | Found]:
    """All that a file holds, in its order; bad content never raises: it is a refusal.

    Args:
        file_name: as the person named it; its suffix helps where the content leaves room.
        data: the whole file.
        first: the member of an archive to begin with, after a crash at the one before.
        answers: what the person said of tables; inside an archive nothing is asked.
    """
    try:
        if not is_archive(Sample(file_name, data)):
            by_name = stated_by_name(file_name)
            yield from (
                Found("", _completed(item, by_name)) for item in _some(_items(file_name, data, answers))
            )
            return
        unasked = replace(answers, ask=False)
        for number, name, content, stated in archive.members(file_name, data, first):
            yield Member(number, name)
            if isinstance(content, Refusal):
                yield Found(name, content)
                continue
            for item in _some(_items(f"{file_name}/{name}", content, unasked)):
                yield Found(name, _completed(item, stated))
    except ReadingError as error:
        yield Found("", Refusal(error.where, error.reason))
    except MemoryError:
        yield Found("", Refusal("", TOO_MUCH_MEMORY))


def _some(items: Iterable[Item | Question]) -> Iterator[Item | Question]:
    """`items`; where a parser finds nothing at all, a refusal that says so: no file is left without an answer."""
    none = True
    for item in items:
        none = False
        yield item
    if none:
        yield Refusal("", NOTHING)


def _completed(item: Item | Question, stated: Mapping[str, str]) -> Item | Question:
    return item.with_defaults(**stated) if stated and isinstance(item, Draft) else item


def _items(file_name: str, data: bytes, answers: Answers) -> Iterator[Item | Question]:
    """The items up to the first failure, which becomes the last refusal: what was read before it is kept."""
    try:
        form = format_of(file_name, _checked(file_name, data))
        if form is None:
            yield Refusal("", archive.NESTED)
        else:
            yield from form.ask(file_name, data, answers)
    except ReadingError as error:
        yield Refusal(error.where, error.reason)
    except MemoryError:
        yield Refusal("", TOO_MUCH_MEMORY)
    except ImportError as error:  # an installation at fault, and not the file
        _LOG.exception("Reading needs a package")
        yield Refusal("", PART_MISSING.format(name=error.name or error))
    except Exception as error:  # a parser's own fault must not lose the other files
        _LOG.exception("Reading failed")
        yield Refusal("", UNEXPECTED.format(kind=type(error).__name__))


def _checked(file_name: str, data: bytes) -> bytes:
    if len(data) > MAX_FILE_BYTES:
        raise ReadingError(file_name, TOO_LARGE.format(size=round(len(data) / MEGABYTE)))
    if not data.strip():
        raise ReadingError(file_name, EMPTY_FILE)
    return data
