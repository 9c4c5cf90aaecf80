"""The ledger in the corpus: written in one transaction each, checked against what stands there at that moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from pipelines.corpus import schema
from pipelines.corpus.connection import Database, next_entry, now
from pipelines.corpus.rows import BadRow, actors_of, read
from pipelines.corrections.checking import Desk, articles_of
from pipelines.corrections.entries import (
    APPLIED,
    OF_ACTORS,
    OF_THINGS,
    PLACE,
    REDO,
    UNDO,
    WRITTEN,
    Draft,
    Entry,
    from_row,
    to_row,
    undone,
)
from pipelines.corrections.exchange import Given, Imported, asks_for, same_as
from pipelines.corrections.placing import Anchor
from pipelines.corrections.placing_by_hand import placing
from pipelines.corrections.rows import Span
from pipelines.errors import CorrectionError, NothingChangesError
from pipelines.model import Tables, columns_of

_OF_ONE = ("articles", "sentences", "mentions", "quotes", "dates", "events")


_PLACED = OF_THINGS | {"actor.split"}
_UNDONE_LAST = OF_THINGS | OF_ACTORS | {PLACE}


class CorrectionStore(Database):
    """What a person put right, kept for ever, in the order of writing."""

    def ledger(self) -> list[Entry]:
        """Every entry, in order."""
        return self.entries_since(0)

    def entries_since(self, seen: int) -> list[Entry]:
        """The entries after number `seen`, in order."""
        with self._reading() as connection:
            return _after(connection, seen)

    def correct(self, drafts: Sequence[Draft], who: str) -> list[Entry]:
        """Write corrections: all of them, or none. What stands there already is passed by where others change something.

        Raises:
            CorrectionError: one cannot be written; the sentence says why.
            ConflictError: what stands there is not what the person saw.
            NothingChangesError: none of them changes anything.
        """
        written: list[Entry] = []
        same: NothingChangesError | None = None
        with self._writing() as connection:
            desk = self._desk(connection, drafts, exactly=True)
            for draft in drafts:
                try:
                    written.append(desk.accept(draft, next_entry(connection), now(), who))
                except NothingChangesError as error:
                    same = error
            if same and not written:
                raise same
            _append(connection, written)
        return written

    def take_in(self, lines: Iterable[Given], who: str) -> Imported:
        """Write what a colleague corrected; a line that cannot be written does not stop the others.

        Args:
            lines: what `exchange.read_lines` read.
            who: the person, for lines that name nobody.

        Returns:
            What became of each line. All that is written is one transaction.
        """
        given, report = list(lines), Imported()
        written: list[Entry] = []
        with self._writing() as connection:
            drafts = [line.draft for line in given if line.draft]
            desk = self._desk(connection, drafts, exactly=False)
            there = {same_as(entry) for entry in desk.standing()}
            for line in given:
                if line.draft is None:
                    report.refused.append((line.number, line.fault))
                elif asks_for(line.draft) in there:
                    report.already += 1
                else:
                    written += _taken(desk, line, connection, who, report)
            _append(connection, written)
        return report

    def place(self, which: Sequence[int], anchor: Anchor, to: Span, who: str) -> list[Entry]:
        """Place corrections of one thing, which a rereading no longer finds, at what they are about now.

        Args:
            which: the corrections; all are placed, or none.
            anchor: article, start and end that they were written for.
            to: start and end, as shown, of the thing (of a quote its first part, of an event the trigger).

        Raises:
            CorrectionError: one does not wait, or nothing of its kind stands there.
        """
        written: list[Entry] = []
        with self._writing() as connection:
            known = {entry.id: entry for entry in _after(connection, 0)}
            for number in which:
                entry = known.get(number)
                if entry is None or entry.what not in _PLACED:
                    raise CorrectionError(f"There is no correction {number} that waits to be placed.")
                desk = self._desk(connection, [Draft(PLACE, anchor[0])], exactly=True)
                written.append(placing(desk, entry, anchor, to, next_entry(connection), now(), who))
                _append(connection, written[-1:])
        return written

    def undo(self, which: int | Sequence[int] | None = None, who: str = "you") -> list[Entry]:
        """Take corrections back: these, or the last one that stands; entries of their own, all in one transaction.

        Raises:
            CorrectionError: there is nothing to take back, or it cannot be taken back here.
        """
        with self._writing() as connection:
            known = {entry.id: entry for entry in _after(connection, 0)}
            out = undone(known.values())
            if which is None:
                which = _last([e.id for e in known.values() if e.what in _UNDONE_LAST and e.id not in out])
            return _turn(connection, known, UNDO, which, who, out)

    def redo(self, which: int | Sequence[int] | None = None, who: str = "you") -> list[Entry]:
        """Bring corrections back that were undone: these, or the one undone last.

        Raises:
            CorrectionError: there is nothing to bring back.
        """
        with self._writing() as connection:
            known = {entry.id: entry for entry in _after(connection, 0)}
            out = undone(known.values())
            if which is None:
                turned = [e.undoes for e in known.values() if e.what == UNDO and e.undoes in out]
                which = _last(
                    [
                        number
                        for number in turned
                        if number in known and known[number].what in WRITTEN | {PLACE}
                    ]
                )
            return _turn(connection, known, REDO, which, who, out)

    def _desk(self, connection: sa.Connection, drafts: Sequence[Draft], *, exactly: bool) -> Desk:
        articles = articles_of(drafts)
        found = dict.fromkeys(_OF_ONE)
        bad: list[BadRow] = []
        frames = {name: read(connection, name, bad, articles) for name in found}
        return Desk(Tables(**frames), _about(connection, articles), _Named(connection), exactly=exactly)


def _taken(desk: Desk, line: Given, connection: sa.Connection, who: str, report: Imported) -> list[Entry]:
    """The entry of a line, if it can be written; `report` then says what became of it."""
    if line.draft is None:
        return []
    try:
        entry = desk.accept(line.draft, next_entry(connection), line.when or now(), line.who or who)
    except NothingChangesError:
        report.already += 1
        return []
    except CorrectionError as error:
        report.refused.append((line.number, str(error)))
        return []
    outcome = desk.outcomes.get(entry.id)
    if outcome and outcome.state != APPLIED:
        report.waiting.append((line.number, outcome.reason))
    else:
        report.applied += 1
    return [entry]


class _Named:
    """Actors by their id, as the reader has them."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._known: dict[str, tuple[str, str] | None] = {}

    def __call__(self, actor_id: str) -> tuple[str, str] | None:
        if actor_id not in self._known:
            rows = actors_of(self._connection, actor_id)
            found = None if rows.empty else (str(rows["name"].iloc[0]), str(rows["type"].iloc[0]))
            self._known[actor_id] = found
        return self._known[actor_id]


def _about(connection: sa.Connection, articles: Sequence[str]) -> list[Entry]:
    """Entries about some articles, and about actors, in order."""
    table = schema.TABLES["corrections"]
    found: list[Entry] = []
    for part in schema.in_parts(["", *articles]):
        query = sa.select(table).where(table.c.article_id.in_(part))
        found += [from_row(row) for row in connection.execute(query).mappings()]
    return sorted(found, key=lambda entry: entry.id)


def _after(connection: sa.Connection, seen: int) -> list[Entry]:
    """The entries after number `seen`, in order."""
    table = schema.TABLES["corrections"]
    query = sa.select(table).where(table.c.id > seen).order_by(table.c.id)
    return [from_row(row) for row in connection.execute(query).mappings()]


def _last(numbers: Sequence[Any]) -> int:
    if not numbers:
        raise CorrectionError("There is no correction to take back or to bring back.")
    return int(numbers[-1])


def _turn(
    connection: sa.Connection,
    known: dict[int, Entry],
    what: str,
    which: int | Sequence[int],
    who: str,
    out: set[int],
) -> list[Entry]:
    """Write `undo` or `redo` of entries."""
    made: list[Entry] = []
    for number in [which] if isinstance(which, int) else which:
        entry = known.get(number)
        if entry is None:
            raise CorrectionError(
                f"There is no correction {number}; “visavis corrections list” shows those there are. If its article was "
                "deleted, it went with it."
            )
        if entry.what not in WRITTEN | {PLACE}:
            raise CorrectionError(
                f"Entry {number} is “{entry.what}” and is not taken back here: undo or redo the correction itself, and "
                "change English, titles and dates of publication where they are shown."
            )
        if (number in out) == (what == UNDO):
            raise CorrectionError(
                f"Correction {number} is {'undone' if what == UNDO else 'not undone'}; nothing was written."
            )
        turned = replace(entry, id=next_entry(connection), when=now(), who=who, what=what, old=None, new=None)
        made.append(replace(turned, undoes=number))
    _append(connection, made)
    return made


def _append(connection: sa.Connection, entries: Sequence[Entry]) -> None:
    if entries:
        columns = columns_of("corrections")
        rows = [{column: to_row(entry)[column] for column in columns} for entry in entries]
        connection.execute(sa.insert(schema.TABLES["corrections"]), rows)
