"""Machine rows and the ledger → the tables that are shown and exported. One place, pure frames in and out.

`replayed` works out everything; `Replayed.with_entries` only what new entries touch: the articles they are about, and,
where they merge or rename actors, who is called what.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from pipelines.corrections import dates, events, names, quotes, sentences  # noqa: F401 - each registers its changes
from pipelines.corrections.aliases import Aliases, actor_row, aliases_of
from pipelines.corrections.editor import EDITED, Editor
from pipelines.corrections.entries import (
    APPLIED,
    OF_ACTORS,
    OF_THINGS,
    PLACE,
    REVIEWS,
    TABLES,
    UNDONE,
    Entry,
    Outcome,
    to_row,
    undone,
)
from pipelines.corrections.placing import moved, placings
from pipelines.corrections.rows import Blocks, Span, like
from pipelines.corrections.splits import as_assignments
from pipelines.model import Tables, load_list

_OF_ARTICLES = OF_THINGS | REVIEWS
_MAPPED = ("mentions", "quotes", "events")
_FEW = 40  # actors; so many are looked for one by one


@dataclass(frozen=True)
class Ledger:
    """Entries in order, and what follows from them alone, without any text.

    Attributes:
        entries: all of them.
        undone: ids of those that are undone.
        of_article: article → entries about it that stand, in order; a split stands in every article it touches.
        of_actors: entries about actors that stand.
        made: actor → its row, for actors that standing entries name and the reader may not know.
        unmade: actor → the undone entry that made it, where no standing one does.
        taken_back: article, table and span → the undone entry that had put a thing there.
    """

    entries: tuple[Entry, ...]
    undone: frozenset[int]
    of_article: Mapping[str, list[Entry]]
    of_actors: tuple[Entry, ...]
    made: Mapping[str, dict[str, str]]
    unmade: Mapping[str, Entry]
    taken_back: Mapping[tuple[str, str, Span], Entry]


def ledger_of(entries: Sequence[Entry]) -> Ledger:
    """What follows from entries, in the order of writing."""
    out = undone(entries)
    placed = placings(entries, out)
    of_article: dict[str, list[Entry]] = defaultdict(list)
    of_actors: list[Entry] = []
    made: dict[str, dict[str, str]] = {}
    unmade: dict[str, Entry] = {}
    taken_back: dict[tuple[str, str, Span], Entry] = {}
    for entry in entries:
        if entry.id in out:
            unmade |= dict.fromkeys(_made_by(entry), entry)
            place = _moves_to(entry)
            if place:
                taken_back[entry.article_id, TABLES[entry.thing], place] = entry
            continue
        made |= {actor: row for actor, row in _made_by(entry).items() if actor not in made}
        entry = moved(entry, placed)  # noqa: PLW2901 - from here on it stands where a person placed it
        if entry.what in _OF_ARTICLES:
            of_article[entry.article_id].append(entry)
        elif entry.what == "actor.split":
            for each in as_assignments(entry):
                of_article[each.article_id].append(each)
        elif entry.what in OF_ACTORS:
            of_actors.append(entry)
    unmade = {actor: entry for actor, entry in unmade.items() if actor not in made}
    return Ledger(tuple(entries), frozenset(out), of_article, tuple(of_actors), made, unmade, taken_back)


def _made_by(entry: Entry) -> dict[str, dict[str, str]]:
    """Actors that an entry makes of words."""
    if entry.what not in ("mention.actor", "mention.add", "actor.split"):
        return {}
    given = entry.new if isinstance(entry.new, dict) else {}
    ref = given.get("actor") if entry.what == "mention.add" else given
    if entry.what == "actor.split":
        ref = {"actor_id": given.get("to"), "name": given.get("name"), "type": given.get("type"), "new": True}
    if not isinstance(ref, dict) or not ref.get("new") or not ref.get("actor_id"):
        return {}
    actor = str(ref["actor_id"])
    return {actor: actor_row(actor, str(ref.get("name") or actor), str(ref.get("type") or "MISC"))}


def _moves_to(entry: Entry) -> Span | None:
    """The place of a thing that the entry puts in or moves, None for other entries."""
    if entry.change == "add" and entry.thing in TABLES:
        return entry.span
    if entry.change == "extent":
        first = entry.new[0] if entry.thing == "quote" else entry.new
        return int(first[0]), int(first[1])
    return None


@dataclass(frozen=True)
class Replayed:
    """The tables of a corpus with its ledger applied.

    Attributes:
        machine: what the reader made.
        tables: what is shown and exported.
        ledger: the entries.
        outcomes: entry → what became of it.
        aliases: actors merged and renamed.
        without: article → numbers of its sentences that are no text.
    """

    machine: Tables
    tables: Tables
    ledger: Ledger
    outcomes: Mapping[int, Outcome]
    aliases: Aliases
    without: Mapping[str, frozenset[int]]
    _placed: Tables  # corrected in place, with the actors as the reader names them
    _lost: Mapping[str, frozenset[str]]
    _blocks: dict[str, Blocks] = field(default_factory=dict)

    def with_entries(self, new: Sequence[Entry]) -> Replayed:
        """The tables after more entries; what they do not touch is not worked out again."""
        if not new:
            return self
        ledger = ledger_of((*self.ledger.entries, *new))
        number = {entry.id: entry for entry in ledger.entries}
        about = [number.get(e.undoes or 0, e) for e in new]
        articles = {a for entry in about for a in _articles_of(entry)}
        work = _Work(replace(self, machine=_with_rows(self.machine, new)), ledger)
        work.read_again(articles)
        if any(entry.what in OF_ACTORS and entry.what != "actor.split" for entry in about):
            return work.with_aliases()
        return work.spliced()

    def shown_english(self, translations: pd.DataFrame) -> pd.DataFrame:
        """Of all English, that of sentences which are text."""
        if not self.without:
            return translations
        keys = {(article, number) for article, numbers in self.without.items() for number in numbers}
        near = translations["article_id"].isin(self.without)
        gone = [
            index
            for index, key in zip(
                translations.index[near],
                zip(translations.loc[near, "article_id"], translations.loc[near, "sentence"], strict=True),
                strict=True,
            )
            if key in keys
        ]
        return translations.drop(index=gone).reset_index(drop=True) if gone else translations

    def with_english(self, translations: pd.DataFrame, articles: pd.DataFrame | None = None) -> Replayed:
        """The same corpus with other English, and other rows of the articles themselves where these are given."""
        rows = {"articles": articles} if articles is not None else {}
        machine = replace(self.machine, translations=translations, **rows)
        tables = replace(self.tables, translations=self.shown_english(translations), **rows)
        return replace(self, machine=machine, tables=tables, _placed=replace(self._placed, **rows))


def replayed(machine: Tables, entries: Sequence[Entry]) -> Replayed:
    """Everything, from the machine's rows and the whole ledger in the order of writing."""
    ledger = ledger_of(entries)
    start = Replayed(machine, machine, ledger, {}, Aliases(), {}, machine, {})
    work = _Work(start, ledger)
    work.read_all()
    return work.with_aliases()


def apply(tables: Tables, entries: Sequence[Entry]) -> Tables:
    """Machine rows with the ledger applied: the tables that are shown and exported."""
    return replayed(tables, entries).tables


def _articles_of(entry: Entry) -> set[str]:
    if entry.what == "actor.split":
        return {each.article_id for each in as_assignments(entry)}
    return {entry.article_id} if entry.what in _OF_ARTICLES or entry.what == PLACE else set()


class _Work:
    """One working out, from what was known before."""

    def __init__(self, before: Replayed, ledger: Ledger) -> None:
        self.before, self.ledger = before, ledger
        self.placed = before._placed
        self.lost, self.without = dict(before._lost), dict(before.without)
        self.outcomes = dict(before.outcomes)
        self.outcomes |= {number: Outcome(UNDONE) for number in ledger.undone}
        for entry in ledger.entries:
            if entry.id not in ledger.undone and self.outcomes.get(entry.id, _UNDONE) == _UNDONE:
                self.outcomes[entry.id] = Outcome(APPLIED)
        self.fresh: dict[str, pd.DataFrame] = {}
        self.articles: frozenset[str] = frozenset()

    def read_all(self) -> None:
        """Apply the whole ledger to the whole corpus."""
        machine = self.before.machine
        self._keep(self._edited(machine, self.ledger.of_article), machine)

    def read_again(self, articles: Iterable[str]) -> None:
        """Apply the ledger to some articles anew, from the machine's rows."""
        wanted = set(articles)
        self.articles = frozenset(wanted)
        self._keep(self._edited(self._machine_of(wanted), sorted(wanted)), None)

    def _edited(self, tables: Tables, articles: Iterable[str]) -> Editor:
        editor = Editor(tables, self.ledger.taken_back, self.ledger.unmade)
        unwell: set[int] = set()
        for article in articles:
            self.lost.pop(article, None)
            self.without.pop(article, None)
            for entry in self.ledger.of_article.get(article, ()):
                outcome = editor.apply(entry)
                if entry.id not in unwell:  # a split stands in many articles
                    self.outcomes[entry.id] = outcome
                if outcome.state != APPLIED:
                    unwell.add(entry.id)
        return editor

    def _keep(self, editor: Editor, whole: Tables | None) -> None:
        frames = {name: editor.rows[name].frame() for name in EDITED}
        self.lost |= {article: frozenset(ids) for article, ids in editor.lost.items()}
        self.without |= {article: frozenset(numbers) for article, numbers in editor.without.items()}
        if whole is not None:
            self.placed = replace(whole, **frames)
        else:
            self.fresh = frames

    def _machine_of(self, articles: set[str]) -> Tables:
        machine, rows = self.before.machine, {}
        for name in EDITED:
            places = [p for article in sorted(articles) for p in self._block(name).places(article)]
            rows[name] = getattr(machine, name).iloc[places].reset_index(drop=True)
        here = machine.articles["article_id"].isin(articles)
        return Tables(articles=machine.articles[here], **rows)

    def _block(self, name: str) -> Blocks:
        blocks = self.before._blocks
        if name not in blocks:
            blocks[name] = Blocks(getattr(self.before.machine, name))
        return blocks[name]

    def spliced(self) -> Replayed:
        """The tables with the articles that were read again; who is whom has not changed."""
        aliases = self.before.aliases
        self._splice_placed()
        actors = self._actors(aliases)
        if not aliases.touched():
            return self._done(
                aliases, {**{name: getattr(self.placed, name) for name in EDITED}, "actors": actors}
            )
        mapped = aliases.over(
            replace(Tables(), **{n: self.fresh[n] for n in _MAPPED}), _named_as(actors, aliases)
        )
        shown = {
            name: self._splice(name, getattr(self.before.tables, name), mapped[name])
            if name in mapped
            else getattr(self.placed, name)
            for name in EDITED
        }
        return self._done(aliases, {**shown, "actors": actors})

    def _splice_placed(self) -> None:
        if self.articles:
            before = self.before._placed
            placed = {name: self._splice(name, getattr(before, name), self.fresh[name]) for name in EDITED}
            self.placed = replace(before, **placed)

    def _splice(self, name: str, rows: pd.DataFrame, fresh: pd.DataFrame) -> pd.DataFrame:
        """`rows` with those of the articles read again replaced by `fresh`, each article in its place."""
        for article in sorted(self.articles):
            mine = fresh[fresh["article_id"] == article] if len(self.articles) > 1 else fresh
            here = (rows["article_id"] == article).to_numpy().nonzero()[0]
            if not len(mine) and not len(here):
                continue
            if len(mine) == len(here) and _same(rows.iloc[here], mine):
                continue
            begin = int(here[0]) if len(here) else self._gap(name, rows, article)
            before, after = rows.iloc[:begin], rows.iloc[begin:]
            if len(here):
                after = after.drop(index=rows.index[here])
            rows = pd.concat([before, mine, after], ignore_index=True)
        return rows

    def _gap(self, name: str, rows: pd.DataFrame, article: str) -> int:
        """Where an article's rows belong that has none in `rows`: behind those of the nearest one before it."""
        machine = self._block(name)
        if article not in machine:
            return len(rows)
        now = Blocks(rows)
        for other in machine.before(article):
            if other in now:
                return now.places(other)[-1] + 1
        return 0

    def with_aliases(self) -> Replayed:
        """The tables with all names of actors worked out."""
        self._splice_placed()
        aliases, outcomes = aliases_of(self.ledger.of_actors)
        self.outcomes |= outcomes
        actors = self._actors(aliases)
        shown = {name: getattr(self.placed, name) for name in EDITED} | aliases.over(
            self.placed, _named_as(actors, aliases)
        )
        return self._done(aliases, {**shown, "actors": actors})

    def _actors(self, aliases: Aliases) -> pd.DataFrame:
        """The actors that are named somewhere, as they are shown."""
        rows = self.before.machine.actors
        ids = set(rows["actor_id"])
        made = [row for actor, row in self.ledger.made.items() if actor not in ids]
        if made:
            rows = pd.concat([rows, like(rows, made)], ignore_index=True)
            rows = rows.sort_values("actor_id", kind="stable", ignore_index=True)
        unsure = {actor for actors in self.lost.values() for actor in actors} | {
            row["actor_id"] for row in made
        }
        gone = unsure - self._named(unsure)
        if gone:
            rows = rows[~rows["actor_id"].isin(gone)].reset_index(drop=True)
        return aliases.actors(rows)

    def _named(self, ids: set[str]) -> set[str]:
        """Those of some actors that a mention, a quote or an event names."""
        if not ids:
            return set()
        mentions, quotes_, events_ = (getattr(self.placed, name) for name in _MAPPED)
        found = set(mentions.loc[mentions["actor_id"].isin(ids), "actor_id"].unique())
        found |= set(quotes_.loc[quotes_["speaker_id"].isin(ids), "speaker_id"].unique())
        if ids - found:
            cells = pd.concat([events_["actor_ids"], events_["recipient_ids"]]).unique()
            found |= ids & {actor for cell in cells for actor in load_list(cell)}
        return found

    def _done(self, aliases: Aliases, shown: dict[str, pd.DataFrame]) -> Replayed:
        machine = self.before.machine
        result = Replayed(
            machine,
            replace(machine, **shown),
            self.ledger,
            self.outcomes,
            aliases,
            self.without,
            self.placed,
            self.lost,
            self.before._blocks,
        )
        return replace(
            result, tables=replace(result.tables, translations=result.shown_english(machine.translations))
        )


_UNDONE = Outcome(UNDONE)


def _with_rows(tables: Tables, new: Sequence[Entry]) -> Tables:
    rows = like(tables.corrections, [to_row(entry) for entry in new])
    ledger = pd.concat([tables.corrections, rows], ignore_index=True) if len(tables.corrections) else rows
    return replace(tables, corrections=ledger)


def _named_as(actors: pd.DataFrame, aliases: Aliases) -> dict[str, str]:
    """Actor → its name, for those that were merged or renamed."""
    rows = actors[actors["actor_id"].isin(aliases.touched())]
    return dict(zip(rows["actor_id"], rows["name"], strict=True))


def _same(rows: pd.DataFrame, others: pd.DataFrame) -> bool:
    return rows.reset_index(drop=True).equals(others.reset_index(drop=True))
