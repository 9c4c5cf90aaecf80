"""The rows of an imported translation memory: one unit for a sentence, and one for each place of an alternative."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import PurePosixPath

import sqlalchemy as sa

from pipelines.corpus import schema
from pipelines.corpus.sentence_cache import sentence_hash
from pipelines.translation.imported import Imported
from pipelines.translation.tmx_units import Skipped, Unit
from pipelines.translation.wording import match_key

_VARIABLES = 500  # below SQLite's limit of bound variables
_EVERYWHERE = ("fr", "en", "label", "edited_by", "changed")
_PLACED = (*_EVERYWHERE, "file", "id", "prev", "next")
Key = tuple[str, str]  # the hash of the French, and of its place, "" for everywhere


def keep(connection: sa.Connection, units: Iterable[Unit], skipped: Iterable[Skipped] = ()) -> Imported:
    """Write units, each sentence and place once; see `Unit.replaces` for which of two stays."""
    counts: Counter[str] = Counter()
    best: dict[Key, Unit] = {}
    for unit in units:
        counts["read"] += 1
        key = _key(unit)
        known = best.get(key)
        if known is None:
            best[key] = unit
        else:
            counts["older"] += 1
            best[key] = unit if unit.replaces(known) else known
    there = _there(connection, best)
    fresh: list[Key] = []
    for key, unit in best.items():
        known = there.get(key)
        what = _became(unit, known)
        counts[what] += 1
        if what in ("new", "replaced"):
            fresh.append(key)
        counts["placed"] += bool(key[1]) and what != "older"
    _write(connection, {key: best[key] for key in fresh})
    return Imported(**counts, skipped=tuple(skipped))


def kept(connection: sa.Connection, *, placed: bool = False) -> list[Unit]:
    """The units that hold everywhere, or those for one place."""
    table, columns = (schema.placed_units, _PLACED) if placed else (schema.memory_units, _EVERYWHERE)
    found = connection.execute(sa.select(*(table.c[name] for name in columns))).tuples()
    return [Unit(*row) for row in found]


def placed_in(connection: sa.Connection, article_id: str, sentences: Iterable[int]) -> dict[int, Unit]:
    """Sentence number → the unit that is for this very place, for some sentences of an article (0 is its title)."""
    table = schema.placed_units
    if connection.scalar(sa.select(table.c.fr_hash).limit(1)) is None:
        return {}
    articles, rows = schema.TABLES["articles"], schema.TABLES["sentences"]
    article = connection.execute(
        sa.select(articles.c.file_name, articles.c.title).where(articles.c.article_id == article_id)
    ).first()
    if article is None:
        return {}
    query = sa.select(rows.c.sentence, rows.c.text).where(rows.c.article_id == article_id)
    french = {0: article.title, **dict(connection.execute(query).tuples().all())}
    hashes = {sentence_hash(french[number]) for number in sentences if french.get(number)}
    found: dict[str, list[Unit]] = {}
    for part in _parts(hashes):
        wanted = sa.select(*(table.c[name] for name in _PLACED)).where(table.c.fr_hash.in_(part))
        for row in connection.execute(wanted).tuples():
            found.setdefault(row[0], []).append(Unit(*row))
    placed: dict[int, Unit] = {}
    for number in sentences:
        here = [
            unit
            for unit in found.get(french.get(number, ""), [])
            if _is_for(unit, article.file_name, french, number)
        ]
        for unit in here:
            if number not in placed or unit.replaces(placed[number]):
                placed[number] = unit
    return placed


def _is_for(unit: Unit, file_name: str, french: Mapping[int, str], number: int) -> bool:
    """Whether all that is stated of the unit's place is so here.

    A number within a file is its program's own. Without neighbours it says nothing where the sentence stands twice.
    """
    if unit.file and _file(unit.file) != _file(file_name):
        return False
    neighbours = ((unit.prev, french.get(number - 1, "")), (unit.next, french.get(number + 1, "")))
    if any(stated and match_key(stated) != match_key(actual) for stated, actual in neighbours):
        return False
    if unit.prev or unit.next:
        return True
    return bool(unit.file) and list(french.values()).count(unit.fr) == 1


def _file(name: str) -> str:
    """A file's own name: "bundle.zip/a.txt" and "press/a.txt" are a.txt, "press.csv#12" is press.csv."""
    own = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    stem, mark, number = own.rpartition("#")
    return stem if mark and number.isdigit() else own


def _key(unit: Unit) -> Key:
    place = "\x1f".join((unit.file, unit.id, unit.prev, unit.next))
    return sentence_hash(unit.fr), sentence_hash(place) if unit.is_placed else ""


def _became(unit: Unit, known: Unit | None) -> str:
    if known is None:
        return "new"
    if (unit.fr, unit.en, unit.edited_by) == (
        known.fr,
        known.en,
        known.edited_by,
    ) and unit.changed <= known.changed:
        return "same"
    return "replaced" if unit.replaces(known) else "older"


def _there(connection: sa.Connection, keys: Iterable[Key]) -> dict[Key, Unit]:
    found: dict[Key, Unit] = {}
    for table, columns, wanted in _tables(keys):
        for part in _parts(wanted):
            query = sa.select(*(table.c[name] for name in columns)).where(table.c.fr_hash.in_(part))
            found |= {_key(unit): unit for unit in (Unit(*row) for row in connection.execute(query).tuples())}
    return found


def _write(connection: sa.Connection, units: Mapping[Key, Unit]) -> None:
    for table, columns, wanted in _tables(units):
        places = {key for key in units if bool(key[1]) == (table is schema.placed_units)}
        for part in _parts(wanted):
            here: sa.ColumnElement[bool] = table.c.fr_hash.in_(part)
            chosen = [key for key in places if key[0] in set(part)]
            if table is schema.placed_units:
                here &= sa.tuple_(table.c.fr_hash, table.c.place_hash).in_(chosen)
            connection.execute(sa.delete(table).where(here))
            rows = [
                {"fr_hash": key[0], **({"place_hash": key[1]} if key[1] else {})}
                | {name: cell for name, cell in asdict(units[key]).items() if name in columns}
                for key in chosen
            ]
            connection.execute(sa.insert(table), rows)


def _tables(keys: Iterable[Key]) -> list[tuple[sa.Table, tuple[str, ...], list[str]]]:
    every: set[str] = set()
    placed: set[str] = set()
    for french, place in keys:
        (placed if place else every).add(french)
    return [(schema.memory_units, _EVERYWHERE, sorted(every)), (schema.placed_units, _PLACED, sorted(placed))]


def _parts(hashes: Iterable[str]) -> Iterable[list[str]]:
    whole = list(hashes)
    return (whole[begin : begin + _VARIABLES] for begin in range(0, len(whole), _VARIABLES))
