"""One file → its articles, whatever it is; never an exception for bad content."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator

from pipelines.errors import ReadingError
from pipelines.model import Article, Rejection
from pipelines.reading.archive import NESTED, read_archive
from pipelines.reading.articles import to_article
from pipelines.reading.items import Item
from pipelines.reading.json_lines import read_json, read_json_lines
from pipelines.reading.kinds import kind_of
from pipelines.reading.limits import MAX_FILE_BYTES, MEGABYTE
from pipelines.reading.markdown import read_markdown
from pipelines.reading.results import ReadResult
from pipelines.reading.tables import read_delimited
from pipelines.reading.text import read_text
from pipelines.reading.worker import read_in_worker

_LOG = logging.getLogger(__name__)
_IN_PROCESS: dict[str, Callable[[str, bytes], Iterable[Item]]] = {
    "text": read_text,
    "markdown": read_markdown,
    "table": read_delimited,
    "json": read_json,
    "json_lines": read_json_lines,
}
EMPTY_FILE = "The file is empty; choose one that holds an article."
TOO_LARGE = (
    f"The file has {{size}} MB, more than the {MAX_FILE_BYTES // MEGABYTE} MB a file may have; "
    "split it and load the parts."
)
UNEXPECTED = "The file could not be read because of an unexpected fault ({kind}); save it in another format."


def read(file_name: str, data: bytes) -> ReadResult:
    """The articles in a file and what could not be loaded from it.

    Args:
        file_name: as the person named it; its suffix helps where the content leaves room.
        data: the whole file.

    Returns:
        Articles and rejections in the file's order; together they are everything found in it. Bad content
        never raises: it is a rejection with a sentence saying what, where and what to do.
    """
    return ReadResult.of(_guarded(file_name, _results(file_name, data)))


def _results(file_name: str, data: bytes) -> Iterator[Article | Rejection]:
    kind = _checked_kind(file_name, data)
    if kind == "zip":
        yield from read_archive(file_name, data, _read_member)
    else:
        yield from _articles(file_name, data, kind)


def _read_member(file_name: str, data: bytes) -> ReadResult:
    def results() -> Iterator[Article | Rejection]:
        kind = _checked_kind(file_name, data)
        if kind == "zip":
            raise ReadingError(file_name, NESTED)
        yield from _articles(file_name, data, kind)

    return ReadResult.of(_guarded(file_name, results()))


def _checked_kind(file_name: str, data: bytes) -> str:
    if len(data) > MAX_FILE_BYTES:
        raise ReadingError(file_name, TOO_LARGE.format(size=round(len(data) / MEGABYTE)))
    if not data.strip():
        raise ReadingError(file_name, EMPTY_FILE)
    return kind_of(file_name, data)


def _articles(file_name: str, data: bytes, kind: str) -> Iterator[Article | Rejection]:
    parse = _IN_PROCESS.get(kind)
    items = parse(file_name, data) if parse else read_in_worker(kind, file_name, data)
    for item in items:
        yield to_article(file_name, item)


def _guarded(file_name: str, results: Iterator[Article | Rejection]) -> Iterator[Article | Rejection]:
    """`results` up to the first failure, which becomes the last rejection: what was read before it is kept."""
    try:
        yield from results
    except ReadingError as error:
        yield Rejection(file_name, error.where, error.reason)
    except Exception as error:  # a parser's own fault must not lose the other files
        _LOG.exception("Reading %s failed", file_name)
        yield Rejection(file_name, "", UNEXPECTED.format(kind=type(error).__name__))
