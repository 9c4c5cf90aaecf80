"""What reading a file gives back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.model import Article, Rejection
from pipelines.reading.answers import Question


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What came of one file: every article found is either here or rejected with its reason.

    Where `questions` are open, nothing of the file was read yet.
    """

    articles: tuple[Article, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def found(self) -> int:
        """How many articles, rows or members the file held."""
        return len(self.articles) + len(self.rejections)

    @classmethod
    def of(cls, results: Iterable[Article | Rejection | Question]) -> ReadResult:
        """A result from a mixed sequence, order kept within each kind."""
        articles: list[Article] = []
        rejections: list[Rejection] = []
        questions: list[Question] = []
        for each in results:
            if isinstance(each, Article):
                articles.append(each)
            elif isinstance(each, Question):
                questions.append(each)
            else:
                rejections.append(each)
        return cls(tuple(articles), tuple(rejections), tuple(questions))
