"""A table under correction: things found by their span, cells written, rows taken out and put in.

The frame given is never written into. What is touched is copied, column by column, so that ten thousand changes in a
million rows cost little more than one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from pipelines.model import columns_of, span_of

Span = tuple[int, int]
Thing = int | dict[str, Any]  # a row of the frame by its place, or one that was put in
_PARTS = "parts"
_FIRST = re.compile(
    r'\[\{"start": (\d{1,12}), "end": (\d{1,12})[,}]'
)  # as the reader writes it; a tenth of the time


class Blocks:
    """Where the rows of each article stand in a frame."""

    def __init__(self, rows: pd.DataFrame) -> None:
        codes, articles = pd.factorize(rows["article_id"])
        self._order = None if (np.diff(codes) >= 0).all() else np.argsort(codes, kind="stable")
        bounds = np.append(np.flatnonzero(np.diff(np.sort(codes), prepend=-1)), len(codes))
        self.articles = np.asarray(articles, dtype=object).tolist()
        self._number = {article: number for number, article in enumerate(self.articles)}
        self._bounds = bounds

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._number

    def places(self, article_id: str) -> list[int]:
        """The places of an article's rows, in order."""
        number = self._number.get(article_id)
        if number is None:
            return []
        begin, end = int(self._bounds[number]), int(self._bounds[number + 1])
        return list(range(begin, end)) if self._order is None else self._order[begin:end].tolist()

    def before(self, article_id: str) -> list[str]:
        """The articles that come before this one, the nearest first."""
        return self.articles[: self._number[article_id]][::-1] if article_id in self._number else []


class Rows:
    """One table under correction.

    Args:
        name: the table, one of mentions, quotes, dates, events, sentences.
        given: its rows.
    """

    def __init__(self, name: str, given: pd.DataFrame) -> None:
        self.name, self.given = name, given
        self._columns: dict[str, np.ndarray] = {}
        self._written: set[str] = set()
        self._gone: set[int] = set()
        self._added: list[dict[str, Any]] = []
        self._things: dict[str, dict[Span, Thing]] = {}
        self._blocks: Blocks | None = None

    @property
    def is_touched(self) -> bool:
        """Whether anything was changed."""
        return bool(self._written or self._gone or self._added)

    def things(self, article_id: str) -> dict[Span, Thing]:
        """Span → thing, for the things of an article; do not write into it."""
        found = self._things.get(article_id)
        if found is None:
            self._blocks = self._blocks or Blocks(self.given)
            places = self._blocks.places(article_id)[::-1]  # of two at one place the first is found
            found = dict(zip(self._spans(places), places, strict=True))
            self._things[article_id] = found
        return found

    def _spans(self, places: list[int]) -> Iterable[Span]:
        if self.name == "quotes":
            return map(self.span, places)
        return zip(self._column("start")[places].tolist(), self._column("end")[places].tolist(), strict=True)

    def span(self, thing: Thing) -> Span:
        """Where a thing stands; a quote, where its first part does."""
        if self.name == "quotes":
            cell = str(self.get(thing, _PARTS))
            match = _FIRST.match(cell)
            if match:
                return int(match[1]), int(match[2])
            return span_of({_PARTS: cell})
        return int(self.get(thing, "start")), int(self.get(thing, "end"))

    def get(self, thing: Thing, column: str) -> Any:
        """A cell."""
        if isinstance(thing, dict):
            return thing[column]
        cells = self._columns.get(column)
        return (self._column(column) if cells is None else cells)[thing]

    def row(self, thing: Thing) -> dict[str, Any]:
        """A whole row."""
        return {column: self.get(thing, column) for column in columns_of(self.name)}

    def put(self, thing: Thing, **cells: Any) -> None:
        """Write cells; what changes the span goes through `move`."""
        for column, value in cells.items():
            if isinstance(thing, dict):
                thing[column] = value
            else:
                self._column(column)[thing] = value
                self._written.add(column)

    def move(self, article_id: str, thing: Thing, **cells: Any) -> None:
        """Write cells that change where the thing stands."""
        things = self.things(article_id)
        things.pop(self.span(thing), None)
        self.put(thing, **cells)
        things[self.span(thing)] = thing

    def take_out(self, article_id: str, thing: Thing) -> None:
        """Take a row out."""
        self.things(article_id).pop(self.span(thing), None)
        if isinstance(thing, dict):
            self._added = [each for each in self._added if each is not thing]
        else:
            self._gone.add(thing)

    def put_in(self, row: dict[str, Any]) -> None:
        """Put a row in; it has all columns of the table."""
        self.things(row["article_id"])[self.span(row)] = row
        self._added.append(row)

    def frame(self) -> pd.DataFrame:
        """The table as it stands now; the very frame given where nothing was changed."""
        if not self.is_touched:
            return self.given
        written = {column: self._typed(column) for column in self._written}
        rows = self.given.assign(**written) if written else self.given
        if not (self._gone or self._added):
            return rows
        places = np.arange(len(rows), dtype=float)
        if self._gone:
            stays = np.ones(len(rows), dtype=bool)
            stays[list(self._gone)] = False
            rows, places = rows[stays], places[stays]
        if self._added:
            put_in = sorted(self._added, key=self.span)
            rows = pd.concat([rows, like(self.given, put_in)], ignore_index=True)
            places = np.append(places, [self._place(row) for row in put_in])
            rows = rows.iloc[np.argsort(places, kind="stable")]
        return rows.reset_index(drop=True)

    def _place(self, row: dict[str, Any]) -> float:
        """Before which row of its article a new one stands; behind everything where the article has none."""
        blocks = self._blocks or Blocks(self.given)
        places = blocks.places(row["article_id"])
        start = self.span(row)[0]
        for place in places:
            if self.span(place)[0] > start:
                return place - 0.5
        return places[-1] + 0.5 if places else float(len(self.given))

    def _column(self, name: str) -> np.ndarray:
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = self.given[name].to_numpy(dtype=object, copy=True)
        return found

    def _typed(self, name: str) -> pd.Series:
        written = pd.Series(self._columns[name], index=self.given.index, dtype=object)
        return written.astype(self.given[name].dtype)


def like(given: pd.DataFrame, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a frame with the columns and kinds of another."""
    return pd.DataFrame(list(rows), columns=given.columns).astype(given.dtypes.to_dict())
