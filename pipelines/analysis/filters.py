"""Which rows stay when a person filters, and what each further choice would leave.

The unit is the sentence. A sentence stays when it passes every facet that is set:

- actors: one of them is named in it, speaks in a quote that begins in it, or takes part in an event in it;
- days: its article was published in the range, or a date or an event in it overlaps the range;
- sources: its article comes from one of them ("" is "not stated");
- event types: it holds an event of one of them;
- words: its French or its English holds every word (case, accents and word endings do not matter).

Every row of a sentence stays with it (translation, mentions, quotes, dates, events). Two facets also thin
out rows inside it: an event stays only if its type is chosen, and a date or an event that has days of its own
stays only if those overlap the range. An article stays with one of its sentences, an actor with one of its
rows. Rejections and corrections tell the history of the corpus and are never filtered.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from pipelines.model import PLOVER_TYPES, Tables, load_list

_OF_SENTENCES = ("sentences", "translations", "mentions", "quotes", "dates", "events")
_SENTENCES_PER_ARTICLE = 1 << 32  # sentence keys are article number * this + sentence number
_ENDS = re.compile(r"\W+")
_MARKS = re.compile("[\u0300-\u036f]+")
_FIRST_DAY, _LAST_DAY = "0000-00-00", "9999-99-99"


@dataclass(frozen=True)
class Filters:
    """What a person asked to see; empty means everything.

    Attributes:
        actor_ids: any of these actors.
        start_day, end_day: ISO days, both included; "" leaves that side open.
        sources: any of these sources; "" in it stands for articles whose source is not stated.
        event_types: any of these PLOVER types.
        words: words looked for in French or English, separated by spaces.
    """

    actor_ids: tuple[str, ...] = ()
    start_day: str = ""
    end_day: str = ""
    sources: tuple[str, ...] = ()
    event_types: tuple[str, ...] = ()
    words: str = ""

    @property
    def n_set(self) -> int:
        """How many facets are set, for the line that says so."""
        days = bool(self.start_day or self.end_day)
        return sum(map(bool, (self.actor_ids, days, self.sources, self.event_types, self.words.strip())))

    def __bool__(self) -> bool:
        return self.n_set > 0


@dataclass(frozen=True)
class Counts:
    """What each option would leave if it alone were chosen in its facet, with the other facets as they are.

    Attributes:
        actors: sentences left, by actor_id.
        sources: articles left, by source.
        event_types: events left, by PLOVER type.
    """

    actors: dict[str, int] = field(default_factory=dict)
    sources: dict[str, int] = field(default_factory=dict)
    event_types: dict[str, int] = field(default_factory=dict)


def apply(tables: Tables, filters: Filters) -> Tables:
    """The part of `tables` that passes `filters`; rows keep their order, index and columns."""
    return _Selection(tables, filters).tables() if filters else tables


def counts(tables: Tables, filters: Filters) -> Counts:
    """Live counts for every actor, source and event type of `tables`; an option that leaves nothing is 0."""
    selection = _Selection(tables, filters)
    return Counts(selection.count_actors(), selection.count_sources(), selection.count_event_types())


def fold(text: str) -> str:
    """Lower case without accents, for comparing words across spellings."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return plain.replace("œ", "oe").replace("æ", "ae")


def participants(events: pd.DataFrame) -> pd.DataFrame:
    """One row per event and actor taking part: event row number (`row`), `actor_id`, `role`."""
    rows: list[tuple[int, str, str]] = []
    for role, column in (("actor", "actor_ids"), ("recipient", "recipient_ids")):
        cells = events[column].tolist()
        # The same few fill most roles: each cell is read once.
        known = {cell: [actor for actor in load_list(cell) if actor] for cell in set(cells)}
        rows += [(row, actor_id, role) for row, cell in enumerate(cells) for actor_id in known[cell]]
    return pd.DataFrame(rows, columns=["row", "actor_id", "role"])


class _Selection:
    """The facets of one `Filters` as sets of sentence keys over one `Tables`, each computed once."""

    def __init__(self, tables: Tables, filters: Filters) -> None:
        self.source, self.filters = tables, filters
        self._article_number = pd.Series(np.arange(len(tables.articles)), index=tables.articles["article_id"])
        self._keys = {name: self._key(getattr(tables, name)) for name in _OF_SENTENCES}

    def _key(self, frame: pd.DataFrame) -> np.ndarray:
        number = frame["article_id"].map(self._article_number).fillna(-1).to_numpy("int64")
        return number * _SENTENCES_PER_ARTICLE + frame["sentence"].to_numpy("int64")

    def _article_of(self, keys: np.ndarray) -> np.ndarray:
        return keys // _SENTENCES_PER_ARTICLE

    @cached_property
    def _presence(self) -> pd.DataFrame:
        """Distinct pairs of sentence key and actor present in it."""
        quotes, events = self.source.quotes, self.source.events
        taking_part = participants(events)
        # An event outside the days does not stay, so nobody is there by it alone.
        taking_part = taking_part[self._event_in_range[taking_part["row"].to_numpy("int64")]]
        pairs = pd.DataFrame({
            "key": np.concatenate([
                self._keys["mentions"], self._keys["quotes"],
                self._keys["events"][taking_part["row"].to_numpy("int64")],
            ]),
            "actor_id": np.concatenate([
                self.source.mentions["actor_id"].to_numpy(object), quotes["speaker_id"].to_numpy(object),
                taking_part["actor_id"].to_numpy(object),
            ]),
        })  # fmt: skip
        pairs = pairs[pairs["actor_id"] != ""].drop_duplicates()
        return pairs[np.isin(pairs["key"], self._keys["sentences"])]

    @cached_property
    def _published_in_range(self) -> np.ndarray:
        articles = self.source.articles
        return self._overlaps(articles["published_start"], articles["published_end"]).to_numpy(bool)

    def _overlaps(self, start: pd.Series, end: pd.Series) -> pd.Series:
        """Rows that have days, and whose days overlap the range; an open side reaches for ever."""
        has_days = (start != "") | (end != "")
        first = self.filters.start_day or _FIRST_DAY
        last = self.filters.end_day or _LAST_DAY
        return (
            has_days
            & (start.where(start != "", _FIRST_DAY) <= last)
            & (end.where(end != "", _LAST_DAY) >= first)
        )

    def _row_in_range(self, name: str) -> np.ndarray:
        """Rows of dates or events: their own days overlap, or, without any, the article's do."""
        frame = getattr(self.source, name)
        if not (self.filters.start_day or self.filters.end_day):
            return np.ones(len(frame), dtype=bool)
        undated = ((frame["start_day"] == "") & (frame["end_day"] == "")).to_numpy(bool)
        number = self._article_of(self._keys[name])
        published = np.append(self._published_in_range, False)[number]
        return np.where(
            undated, published, self._overlaps(frame["start_day"], frame["end_day"]).to_numpy(bool)
        )

    @cached_property
    def _event_in_range(self) -> np.ndarray:
        return self._row_in_range("events")

    def _in_days(self) -> np.ndarray:
        keys = self._keys["sentences"]
        if not (self.filters.start_day or self.filters.end_day):
            return np.ones(len(keys), dtype=bool)
        spoken = [
            self._keys[name][self._overlaps(frame["start_day"], frame["end_day"]).to_numpy(bool)]
            for name, frame in (("dates", self.source.dates), ("events", self.source.events))
        ]
        published = np.append(self._published_in_range, False)[self._article_of(keys)]
        return published | np.isin(keys, np.concatenate(spoken))

    def _in_words(self) -> np.ndarray:
        keys = self._keys["sentences"]
        words = [word for word in _ENDS.split(fold(self.filters.words)) if word]
        if not words:
            return np.ones(len(keys), dtype=bool)
        french = keys[_holds(self.source.sentences["text"], words)]
        english = self._keys["translations"][_holds(self.source.translations["text_en"], words)]
        return np.isin(keys, np.concatenate([french, english]))

    def _in_actors(self) -> np.ndarray:
        keys = self._keys["sentences"]
        if not self.filters.actor_ids:
            return np.ones(len(keys), dtype=bool)
        present = self._presence
        return np.isin(keys, present.loc[present["actor_id"].isin(self.filters.actor_ids), "key"])

    def _in_sources(self) -> np.ndarray:
        keys = self._keys["sentences"]
        if not self.filters.sources:
            return np.ones(len(keys), dtype=bool)
        chosen = self.source.articles["source"].isin(self.filters.sources).to_numpy(bool)
        return np.append(chosen, False)[self._article_of(keys)]

    def _event_rows(self) -> np.ndarray:
        chosen = self._event_in_range
        if self.filters.event_types:
            chosen = chosen & self.source.events["type"].isin(self.filters.event_types).to_numpy(bool)
        return chosen

    def _in_event_types(self) -> np.ndarray:
        keys = self._keys["sentences"]
        if not self.filters.event_types:
            return np.ones(len(keys), dtype=bool)
        return np.isin(keys, self._keys["events"][self._event_rows()])

    @cached_property
    def _facets(self) -> dict[str, np.ndarray]:
        return {
            "actors": self._in_actors(), "days": self._in_days(), "sources": self._in_sources(),
            "event_types": self._in_event_types(), "words": self._in_words(),
        }  # fmt: skip

    def _passing(self, without: str = "") -> np.ndarray:
        """Keys of the sentences that pass every facet, or every one but `without`."""
        masks = [mask for name, mask in self._facets.items() if name != without]
        return self._keys["sentences"][np.logical_and.reduce(masks)]

    def tables(self) -> Tables:
        """The tables that stay."""
        passing = self._passing()
        rows = {name: np.isin(self._keys[name], passing) for name in _OF_SENTENCES}
        rows["events"] &= self._event_rows()
        rows["dates"] &= self._row_in_range("dates")
        kept = {name: getattr(self.source, name)[mask] for name, mask in rows.items()}
        articles = self.source.articles
        kept["articles"] = articles[np.isin(np.arange(len(articles)), self._article_of(passing))]
        present = self._presence
        staying = present.loc[np.isin(present["key"], passing), "actor_id"]
        kept["actors"] = self.source.actors[self.source.actors["actor_id"].isin(staying)]
        others = {f.name: getattr(self.source, f.name) for f in fields(Tables) if f.name not in kept}
        return Tables(**kept, **others)

    def count_actors(self) -> dict[str, int]:
        """Sentences left by actor."""
        present = self._presence
        left = present.loc[np.isin(present["key"], self._passing("actors")), "actor_id"].value_counts()
        return {actor_id: int(left.get(actor_id, 0)) for actor_id in self.source.actors["actor_id"]}

    def count_sources(self) -> dict[str, int]:
        """Articles left by source."""
        numbers = np.unique(self._article_of(self._passing("sources")))
        left = self.source.articles["source"].iloc[numbers[numbers >= 0]].value_counts()
        return {
            str(source): int(left.get(source, 0)) for source in sorted(set(self.source.articles["source"]))
        }

    def count_event_types(self) -> dict[str, int]:
        """Events left by PLOVER type."""
        rows = np.isin(self._keys["events"], self._passing("event_types")) & self._event_in_range
        left = self.source.events.loc[rows, "type"].value_counts()
        present = set(self.source.events["type"])
        return {kind: int(left.get(kind, 0)) for kind in PLOVER_TYPES if kind in present}


def _holds(texts: pd.Series, words: Sequence[str]) -> np.ndarray:
    """Which texts hold every word, each at the beginning of a word of the text."""
    patterns = [re.compile(r"(?<!\w)" + re.escape(word)) for word in words]
    return np.fromiter(
        (all(p.search(folded) for p in patterns) for folded in map(fold, texts)), dtype=bool, count=len(texts)
    )


def to_query(filters: Filters) -> dict[str, list[str]]:
    """The URL parameters that restore `filters`; facets that are not set are left out."""
    query = {
        "actor": list(filters.actor_ids), "from": [filters.start_day], "to": [filters.end_day],
        "source": list(filters.sources) if filters.sources else [], "type": list(filters.event_types),
        "words": [filters.words.strip()],
    }  # fmt: skip
    # A source that is not stated is "", which a URL parameter must still carry.
    return {name: values for name, values in query.items() if values and (name == "source" or any(values))}


QUERY_KEYS = ("actor", "from", "to", "source", "type", "words")


def from_query(query: Mapping[str, str | Iterable[str]], tables: Tables | None = None) -> Filters:
    """Filters from URL parameters; values that mean nothing (here, or in `tables` when given) are ignored."""
    values = {
        name: [value] if isinstance(value, str) else [str(v) for v in value]
        for name, value in query.items()
        if name in QUERY_KEYS
    }
    start, end = _day(values.get("from")), _day(values.get("to"))
    if start and end and start > end:
        start = end = ""
    filters = Filters(
        actor_ids=tuple(dict.fromkeys(v for v in values.get("actor", []) if v)),
        start_day=start,
        end_day=end,
        sources=tuple(dict.fromkeys(values.get("source", []))),
        event_types=tuple(kind for kind in PLOVER_TYPES if kind in values.get("type", [])),
        words=" ".join(values.get("words", [])[:1])[:200].strip(),
    )
    return filters if tables is None else known(filters, tables)


def known(filters: Filters, tables: Tables) -> Filters:
    """`filters` without the actors and sources that `tables` does not hold (deleted, merged, mistyped)."""
    actors, sources = set(tables.actors["actor_id"]), set(tables.articles["source"])
    return replace(
        filters,
        actor_ids=tuple(a for a in filters.actor_ids if a in actors),
        sources=tuple(s for s in filters.sources if s in sources),
    )


def _day(values: list[str] | None) -> str:
    try:
        return date.fromisoformat(values[0]).isoformat() if values else ""
    except ValueError:
        return ""
