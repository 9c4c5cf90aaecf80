"""What a format's module hands over: the text and metadata as the file states them.

This module and the parsers stay free of pandas: the child process that runs them must start quickly.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

EMPTY_TEXT = "There is no text in it; choose a file that holds an article."


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before normalisation.

    Attributes:
        text: paragraphs separated by blank lines; single line breaks are meant (verse, lists).
        title, source, author: as stated, "" when not.
        published: the date in the words of the file, "" when not stated.
        place: where it stood in the file, as it continues the file's name: "#12", "/inner/a.txt" or "".
        where: the same for a sentence: "row 12".
        warnings: sentences for the person.
    """

    text: str
    title: str = ""
    published: str = ""
    source: str = ""
    author: str = ""
    place: str = ""
    where: str = ""
    warnings: tuple[str, ...] = ()

    def with_defaults(self, **stated: str) -> Draft:
        """This draft with each of `stated` where it has nothing itself."""
        missing: dict[str, Any] = {
            field: value for field, value in stated.items() if value and not getattr(self, field)
        }
        return replace(self, **missing)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One item of a file that cannot become an article.

    Attributes:
        where: the place for a sentence: "row 12".
        reason: one sentence for the person.
    """

    where: str
    reason: str


Item: TypeAlias = Draft | Refusal
