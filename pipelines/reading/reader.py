"""One file → its articles, whatever it is; never an exception for bad content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipelines.model import Article, Rejection
from pipelines.reading.answers import Answers, Question
from pipelines.reading.articles import to_article
from pipelines.reading.items import Draft, Refusal
from pipelines.reading.limits import MAX_FILE_BYTES, MEGABYTE
from pipelines.reading.parsing import TOO_LARGE, Found
from pipelines.reading.results import ReadResult
from pipelines.reading.worker import read_in_worker

_NO_ANSWERS = Answers()


def read(
    file_name: str, data: bytes, answers: Answers = _NO_ANSWERS, stated: Mapping[str, str] | None = None
) -> ReadResult:
    """The articles in a file and what could not be loaded from it.

    Args:
        file_name: as the person named it; its suffix helps where the content leaves room.
        data: the whole file.
        answers: what the person said of a table's columns and dates, and whether questions may be asked.
        stated: title, published, source, author that the file's folder states, where the file itself is silent.

    Returns:
        Articles and rejections in the file's order; together they are everything found in it. Bad content
        never raises: it is a rejection with a sentence saying what, where and what to do.
    """
    if len(data) > MAX_FILE_BYTES:
        reason = TOO_LARGE.format(size=round(len(data) / MEGABYTE))
        return ReadResult(rejections=(Rejection(file_name, "", reason),))
    return ReadResult.of(_results(file_name, data, answers, stated or {}))


def _results(
    file_name: str, data: bytes, answers: Answers, stated: Mapping[str, str]
) -> Iterator[Article | Rejection | Question]:
    for found in read_in_worker(file_name, data, answers):
        completed = found.item.with_defaults(**stated) if isinstance(found.item, Draft) else found.item
        yield _result(file_name, Found(found.member, completed))


def _result(file_name: str, found: Found) -> Article | Rejection | Question:
    if isinstance(found.item, Question):
        return found.item
    if not found.member:
        return to_article(file_name, found.item)
    if isinstance(found.item, Refusal):
        return _inside(file_name, found.member, found.item.where, found.item.reason)
    result = to_article(f"{file_name}/{found.member}", found.item)
    if isinstance(result, Rejection):
        return _inside(file_name, found.member, result.where, result.reason)
    return result


def _inside(file_name: str, member: str, where: str, reason: str) -> Rejection:
    return Rejection(file_name, f"{member}, {where}" if where else member, reason)
