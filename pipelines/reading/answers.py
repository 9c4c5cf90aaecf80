"""What a person answers where a table leaves a question open, and the questions themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

FIELDS = ("text", "title", "published", "source", "author")


@dataclass(frozen=True, slots=True)
class Answers:
    """How tables are to be read, where their own words do not say.

    Attributes:
        columns: field ("text", "title", "published", "source", "author") → name of the column that holds it; a
            column that a table lacks is passed over.
        day_first: whether 08/11/2022 is 8 November (True) or 11 August (False); None lets each column's own
            evidence decide.
        ask: put questions (`Question`) in place of refusing a table without a known text column, and in place of
            taking an undecided date for a day before a month.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    ask: bool = False

    def told(self) -> dict[str, Any]:
        """As JSON takes it."""
        return {**asdict(self), "columns": dict(self.columns)}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Answers:
        """From what `told` gave."""
        return cls(dict(told.get("columns", {})), told.get("day_first"), bool(told.get("ask")))


@dataclass(frozen=True, slots=True)
class Question:
    """What a table leaves open; nothing of the table is read before it is answered.

    Attributes:
        where: the sheet, "" where the file is one table.
        columns: the names in its header.
        sample: the first rows, cells in the header's order, cut short.
        guess: field → column, as far as it is known.
        order_of: cells whose day and month cannot be told apart ("08/11/2022"); none when that is no question.
        number: how many rows the table has.
    """

    where: str
    columns: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    guess: Mapping[str, str]
    order_of: tuple[str, ...] = ()
    number: int = 0

    def told(self) -> dict[str, Any]:
        """As JSON takes it."""
        return {**asdict(self), "guess": dict(self.guess)}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Question:
        """From what `told` gave."""
        return cls(
            told["where"],
            tuple(told["columns"]),
            tuple(tuple(row) for row in told["sample"]),
            dict(told["guess"]),
            tuple(told["order_of"]),
            told["number"],
        )


def columns_from(words: Sequence[str]) -> dict[str, str]:
    """`["text=Corps", "published=Jour"]` → `{"text": "Corps", "published": "Jour"}`.

    Raises:
        ValueError: a word is not FIELD=COLUMN, or names a field that does not exist; the sentence says which.
    """
    columns: dict[str, str] = {}
    for word in words:
        name, equals, column = word.partition("=")
        name = {"date": "published"}.get(name.strip().lower(), name.strip().lower())
        if not equals or not column.strip() or name not in FIELDS:
            raise ValueError(
                f"“{word}” does not say which column holds what; write FIELD=COLUMN, FIELD being one of "
                f"{', '.join(FIELDS)}, as in text=Corps."
            )
        columns[name] = column.strip()
    return columns
