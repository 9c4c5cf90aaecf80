"""The same text in two papers is two articles of one story; in the same paper it is one, told by whoever knows more.

Two statements of paper and day speak of one printing when neither contradicts the other: what is not stated agrees
with everything, "2022-11" with any day of that month. Names of papers are compared without case and accents.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipelines.edtf import Days, publication_days
from pipelines.identity import article_id
from pipelines.model import Article

_COMPLETED = ("title", "source", "author")


@dataclass(frozen=True, slots=True)
class Printing:
    """A stored article of a text.

    Attributes:
        row: its row of `articles`.
        stated: column → every value that files stated before a person changed it.
    """

    row: Mapping[str, Any]
    stated: Mapping[str, tuple[str, ...]]

    @property
    def key(self) -> str:
        """Its `article_id`."""
        return str(self.row["article_id"])

    def _values(self, column: str) -> list[str]:
        return [self.row[column], *self.stated.get(column, ())]


def same(article: Article, printings: Iterable[Printing]) -> Printing | None:
    """The stored printing that `article` is, the likeliest where several are possible; None when it is a new one."""
    possible = [
        each
        for each in printings
        if _any(_one_paper, article.source, each._values("source"))
        and _any(_one_day, article.published, each._values("published"))
    ]
    return max(possible, key=lambda each: _likeness(article, each.row), default=None)


def new_key(article: Article, printings: Iterable[Printing]) -> str:
    """The identity of `article` beside these printings of its text."""
    plain = article_id(article.text)
    taken = any(each.key == plain for each in printings)
    return article_id(article.text, _folded(article.source), article.published) if taken else plain


def completion(article: Article, printing: Printing) -> dict[str, str]:
    """Column → value that `article` states and the stored printing lacks; what a person wrote is left alone.

    A publication date is also taken where it is more exact than the stored one: a day of the month that is there.
    """
    row = printing.row
    values = {
        column: str(getattr(article, column))
        for column in _COMPLETED
        if getattr(article, column) and not row[column] and column not in printing.stated
    }
    if "published" not in printing.stated and _is_finer(article.published, row["published"]):
        values["published"] = article.published
    return values


def _any(alike: Any, value: str, others: Iterable[str]) -> bool:
    return any(alike(value, other) for other in others)


def _folded(source: str) -> str:
    plain = unicodedata.normalize("NFKD", source).casefold()
    return "".join(character for character in plain if character.isalnum())


def _one_paper(one: str, other: str) -> bool:
    return not one or not other or _folded(one) == _folded(other)


def _days(published: str) -> Days:
    try:
        return publication_days(published)
    except ValueError:  # stored before such dates were refused
        return None, None


def _one_day(one: str, other: str) -> bool:
    (start, end), (first, last) = _days(one), _days(other)
    return not ((end and first and end < first) or (last and start and last < start))


def _is_finer(new: str, old: str) -> bool:
    (start, end), (first, last) = _days(new), _days(old)
    if start is None and end is None:
        return False
    if first is None and last is None:
        return True
    if not (start and end and first and last):
        return False
    return first <= start and end <= last and (start, end) != (first, last)


def _likeness(article: Article, row: Mapping[str, Any]) -> tuple[bool, bool, bool]:
    return (
        bool(article.source) and _folded(article.source) == _folded(row["source"]),
        bool(article.published) and article.published == row["published"],
        article.file_name == row["file_name"],
    )
