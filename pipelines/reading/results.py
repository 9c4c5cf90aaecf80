"""What reading a file gives back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.model import Article, Rejection


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What came of one file: every article found is either here or rejected with its reason."""

    articles: tuple[Article, ...] = ()
    rejections: tuple[Rejection, ...] = ()

    @property
    def found(self) -> int:
        """How many articles, rows or members the file held."""
        return len(self.articles) + len(self.rejections)

    @classmethod
    def of(cls, results: Iterable[Article | Rejection]) -> ReadResult:
        """A result from a mixed sequence, order kept within each kind."""
        articles: list[Article] = []
        rejections: list[Rejection] = []
        for each in results:
            if isinstance(each, Article):
                articles.append(each)
            else:
                rejections.append(each)
        return cls(tuple(articles), tuple(rejections))
