"""The rows of an imported translation memory: one unit for a sentence, and one for each place of an alternative."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from pipelines.corpus import schema
from pipelines.corpus.english_log import PERSON
from pipelines.corpus.sentence_cache import sentence_hash
from pipelines.translation.imported import Imported
from pipelines.translation.tmx_units import PLACE, Skipped, Unit, stamp

_EVERYWHERE = ("fr", "en", "label", "edited_by", "changed")
_PLACED = (*_EVERYWHERE, *PLACE)
Key = tuple[str, str]  # the hash of the French, and of its place, "" for everywhere


def keep(
    connection: sa.Connection,
    units: Iterable[Unit],
    skipped: Iterable[Skipped] = (),
    edited: Iterable[Unit] = (),
) -> Imported:
    """Write units, each sentence and place once; see `Unit.replaces` for which of two stays.

    Args:
        connection: the transaction.
        units: what was read.
        skipped: what of the file was not, to be told.
        edited: what a person worded in the corpus; it stays what it is, and is counted as known.
    """
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
    worded = {_key(unit): unit for unit in edited}
    fresh: list[Key] = []
    for key, unit in best.items():
        kept, own = there.get(key), worded.get(key)
        counts[_became(unit, own if own and (kept is None or own.replaces(kept)) else kept)] += 1
        what = _became(unit, kept)
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


def edited(connection: sa.Connection) -> list[Unit]:
    """Every sentence and title that a person has worded in the corpus, with who and when by the ledger."""
    english, sentences = schema.TABLES["translations"].c, schema.TABLES["sentences"].c
    articles = schema.TABLES["articles"].c
    last = _last(english.article_id, "english.text", "when", sentences.start)
    worded = sa.select(sentences.text, english.text_en, english.edited_by, last).where(
        english.article_id == sentences.article_id,
        english.sentence == sentences.sentence,
        english.edited_by != "",
    )
    who, when = (_last(articles.article_id, "article.title_en", column) for column in ("who", "when"))
    titles = sa.select(articles.title, articles.title_en, sa.func.coalesce(who, "you"), when).where(
        articles.title_engine == PERSON, articles.title != "", articles.title_en != ""
    )
    rows = [row for query in (worded, titles) for row in connection.execute(query).tuples()]
    return [Unit(fr, en, "edited by hand", by, stamp(changed or "")) for fr, en, by, changed in rows]


def _last(
    article: sa.ColumnElement[str], what: str, column: str, start: sa.ColumnElement[int] | None = None
) -> sa.ScalarSelect[Any]:
    """A cell of the last entry of the ledger about an article, of one kind and at one place."""
    ledger = schema.TABLES["corrections"].c
    query = sa.select(ledger[column]).where(ledger.article_id == article, ledger.what == what)
    if start is not None:
        query = query.where(ledger.start == start)
    return query.order_by(ledger.id.desc()).limit(1).scalar_subquery()


def _key(unit: Unit) -> Key:
    if not unit.is_placed:
        return sentence_hash(unit.fr), ""
    stated = (getattr(unit, name) for name in PLACE)
    place = "\x1f".join("\x00" if value is None else value for value in stated)
    return sentence_hash(unit.fr), sentence_hash(place)


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
        for part in schema.in_parts(wanted):
            query = sa.select(*(table.c[name] for name in columns)).where(table.c.fr_hash.in_(part))
            found |= {_key(unit): unit for unit in (Unit(*row) for row in connection.execute(query).tuples())}
    return found


def _write(connection: sa.Connection, units: Mapping[Key, Unit]) -> None:
    for table, columns, wanted in _tables(units):
        places = {key for key in units if bool(key[1]) == (table is schema.placed_units)}
        for part in schema.in_parts(wanted):
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
