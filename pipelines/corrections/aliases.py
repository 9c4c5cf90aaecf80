"""Actors merged and renamed: they hold for every article, those loaded later as well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pipelines.corrections.editor import CORRECTED
from pipelines.corrections.entries import APPLIED, CONFLICT, Entry, Outcome
from pipelines.corrections.roles import ROLES
from pipelines.corrections.rows import like
from pipelines.model import Tables, dump_list, load_list

_NAMES = ("name", "name_en")
_SHORTEST = len('["a"]')  # a cell that names an actor


@dataclass
class Aliases:
    """Who is whom, and what they are called, by the entries that stand.

    Attributes:
        parent: an actor that was merged → the one that it was merged into.
        said: actor → what a person said of it: name, name_en, country, type.
        by: actor → the last entry that changed it.
        told: actor → what `method` says of its mentions.
        known: actor → row of an actor that only the ledger knows of.
        distinct: pairs that a person said are two, each in alphabetical order.
    """

    parent: dict[str, str] = field(default_factory=dict)
    said: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    by: dict[str, Entry] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    known: dict[str, dict[str, str]] = field(default_factory=dict)
    distinct: set[tuple[str, str]] = field(default_factory=set)

    def add(self, entry: Entry) -> Outcome:
        """Take an entry in, in the order of the ledger."""
        new: Any = entry.new if isinstance(entry.new, dict) else {}
        actor_id = str(new.get("actor_id") or "")
        if not actor_id:
            return Outcome(CONFLICT, "It names no actor.")
        if entry.change == "merge":
            return self._merge(entry, actor_id, str(new.get("into") or ""))
        if entry.change == "distinct":
            self.distinct.add(_pair(actor_id, str(new.get("other") or "")))
        elif entry.change in ("rename", "country", "type"):
            fields = _NAMES if entry.change == "rename" else (entry.change,)
            self.said[actor_id] |= {name: str(new[name]) for name in fields if name in new}
            self.by[actor_id] = entry
            if entry.change == "rename":
                self.told[actor_id] = f"renamed by {entry.who}"
        return Outcome(APPLIED)

    def _merge(self, entry: Entry, actor_id: str, into: str) -> Outcome:
        source, target = self.root(actor_id), self.root(into)
        if source == target:
            return Outcome(CONFLICT, "The two are one already, by another entry.")
        self.parent[source] = target
        self.by[target] = entry
        self.told[source] = f"merged by {entry.who}"
        given = entry.new.get("into_name")
        if given:
            kind = str(entry.new.get("type") or "MISC")
            self.known[target] = actor_row(target, str(given), kind)
        return Outcome(APPLIED)

    def root(self, actor_id: str) -> str:
        """The actor that this one is today."""
        while actor_id in self.parent:
            actor_id = self.parent[actor_id]
        return actor_id

    def touched(self) -> set[str]:
        """Ids whose rows show anything but what the reader wrote."""
        return {*self.parent, *self.parent.values(), *self.by}

    def is_one(self, first: str, second: str) -> bool:
        """Whether two ids are one actor today."""
        return self.root(first) == self.root(second)

    # -- over tables -----------------------------------------------------------------------------------

    def actors(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The actors as they are shown; `rows` are those that are named."""
        touched = self.touched()
        here = rows["actor_id"].isin(touched)
        if not here.any():
            return rows
        groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows[here].to_dict("records"):
            groups[self.root(row["actor_id"])].append({str(key): value for key, value in row.items()})
        shown = [self._shown(root, group) for root, group in groups.items()]
        merged = pd.concat([rows[~here], like(rows, shown)], ignore_index=True)
        return merged.sort_values("actor_id", kind="stable", ignore_index=True)

    def _shown(self, root: str, group: list[dict[str, Any]]) -> dict[str, Any]:
        own = next((row for row in group if row["actor_id"] == root), None)
        base = own or self.known.get(root) or {**group[0], "actor_id": root}
        row = {**group[0], **base, **self.said.get(root, {})}
        if not row["country"]:
            row["country"] = next((each["country"] for each in group if each["country"]), "")
        spelt = {name for each in group for name in (each["name"], *load_list(each["aliases"]))}
        if base is not own:
            spelt |= {base["name"]}
        row["aliases"] = dump_list(sorted((spelt | {base["name"]}) - {row["name"]}))
        if root in self.by:
            entry = self.by[root]
            row |= {"corrected_by": entry.who, "corrected_at": entry.when, "reviewed": CORRECTED}
        return row

    def over(self, tables: Tables, shown: Mapping[str, str]) -> dict[str, pd.DataFrame]:
        """Mentions, quotes and events with the actors that they have today.

        Args:
            tables: with the actors that the reader, or a correction of the place, wrote.
            shown: actor → its name as shown.
        """
        touched = self.touched()
        frames = {name: getattr(tables, name) for name in ("mentions", "quotes", "events")}
        if not touched:
            return frames
        names = {actor: shown[self.root(actor)] for actor in touched if self.root(actor) in shown}
        return {
            "mentions": self._mentions(frames["mentions"], touched),
            "quotes": self._quotes(frames["quotes"], touched, names),
            "events": self._events(frames["events"], touched, names),
        }

    def _mentions(self, rows: pd.DataFrame, touched: set[str]) -> pd.DataFrame:
        here = rows["actor_id"].isin(touched)
        if not here.any():
            return rows
        mine = rows[here]
        actors, methods, kinds = list[str](), list[str](), list[str]()
        known: dict[tuple[str, str, str], tuple[str, str, str]] = {}
        for given in zip(*_cells(mine, "actor_id", "method", "type"), strict=True):
            if given not in known:
                known[given] = self._mention(*given)
            actor, method, kind = known[given]
            actors.append(actor)
            methods.append(method)
            kinds.append(kind)
        return _written(rows, here, {"actor_id": actors, "method": methods, "type": kinds})

    def _mention(self, actor: str, method: str, kind: str) -> tuple[str, str, str]:
        root = self.root(actor)
        told = "; ".join(dict.fromkeys(self.told[each] for each in (actor, root) if each in self.told))
        wanted = self.said.get(root, {}).get("type", "")
        shown = wanted if wanted and not method.startswith(CORRECTED) else kind
        return root, f"{method}; {told}" if told else method, shown

    def _quotes(self, rows: pd.DataFrame, touched: set[str], names: Mapping[str, str]) -> pd.DataFrame:
        here = rows["speaker_id"].isin(touched)
        if not here.any():
            return rows
        mine = rows[here]
        speakers = list(zip(*_cells(mine, "speaker_id", "speaker_name"), strict=True))
        called = [names.get(actor, name) for actor, name in speakers]
        return _written(
            rows, here, {"speaker_id": [self.root(actor) for actor, _ in speakers], "speaker_name": called}
        )

    def _events(self, rows: pd.DataFrame, touched: set[str], names: Mapping[str, str]) -> pd.DataFrame:
        written: dict[str, pd.Series] = {}
        for role, column in ROLES.items():
            ids, said = _cells(rows, column, role)
            known: dict[tuple[str, str], tuple[str, str]] = {}  # the same few fill most roles
            for place, pair in enumerate(zip(ids, said, strict=True)):
                if len(pair[0]) < _SHORTEST:
                    continue
                if pair not in known:
                    known[pair] = self._role(*pair, touched, names)
                ids[place], said[place] = known[pair]
            if any(pair != new for pair, new in known.items()):
                for name, cells in ((column, ids), (role, said)):
                    written[name] = pd.Series(cells, index=rows.index, dtype=rows[name].dtype)
        return rows.assign(**written) if written else rows

    def _role(self, ids: str, said: str, touched: set[str], names: Mapping[str, str]) -> tuple[str, str]:
        """The two cells of a role, as they are shown."""
        actors = load_list(ids)
        if touched.isdisjoint(actors):
            return ids, said
        called = [names.get(i, name) if i else name for i, name in zip(actors, load_list(said), strict=False)]
        return dump_list(self.root(i) if i else i for i in actors), dump_list(called)


def actor_row(actor_id: str, name: str, kind: str) -> dict[str, str]:
    """The row of an actor that a person named."""
    empty = {"country": "", "aliases": "[]", "corrected_by": "", "corrected_at": "", "reviewed": ""}
    return {"actor_id": actor_id, "name": name, "name_en": name, "type": kind, **empty}


def aliases_of(entries: Iterable[Entry]) -> tuple[Aliases, dict[int, Outcome]]:
    """The aliases by these entries, which stand, and what became of each."""
    aliases = Aliases()
    return aliases, {entry.id: aliases.add(entry) for entry in entries}


def _pair(first: str, second: str) -> tuple[str, str]:
    return (first, second) if first < second else (second, first)


def _cells(rows: pd.DataFrame, *columns: str) -> list[list[str]]:
    """Columns as lists; iterating over pandas' own strings makes each in turn and takes seven times as long."""
    return [rows[column].to_numpy(dtype=object).tolist() for column in columns]


def _written(rows: pd.DataFrame, here: pd.Series, cells: Mapping[str, list[Any]]) -> pd.DataFrame:
    places = here.to_numpy().nonzero()[0]
    written = rows.copy(deep=False)
    for column, values in cells.items():
        whole = rows[column].to_numpy(dtype=object, copy=True)
        whole[places] = values
        written[column] = pd.Series(whole, index=rows.index, dtype=rows[column].dtype)
    return written
