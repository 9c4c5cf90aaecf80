"""The corpus: articles and everything read out of them, in one database.

SQLite in WAL mode by default, any SQLAlchemy URL otherwise. An article's rows are written in one
transaction; loading the same text twice adds nothing. Corrections by a person are a ledger
(`corrections`), applied over machine output and never overwritten by it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from pipelines.corpus import near_duplicates, schema
from pipelines.errors import CorpusError
from pipelines.model import Rejection, Tables, columns_of, dump_list, frame, load_list

if TYPE_CHECKING:
    from collections.abc import Iterator

EDITABLE = ("title", "published", "source", "author")
_BUSY_SECONDS = 30


class Corpus:
    """One corpus database, safe to use from many threads and many processes.

    Args:
        where: a file path or a SQLAlchemy database URL.

    Raises:
        CorpusError: the database cannot be created or opened there.
    """

    def __init__(self, where: str | Path) -> None:
        self.where = str(where)
        self._engine = _open(self.where)

    # -- reading ---------------------------------------------------------------------------------------

    def version(self) -> int:
        """A number that grows with every write, by any process."""
        with self._reading() as connection:
            return _version(connection)

    def tables(self) -> Tables:
        """The whole corpus as frames, read in one snapshot."""
        with self._reading() as connection:
            frames = {name: _read(connection, name) for name in schema.TABLES}
            frames["actors"] = _read_actors(connection)
        return Tables(**frames)

    def has(self, article_id: str) -> bool:
        """Whether the article is loaded."""
        articles = schema.TABLES["articles"]
        with self._reading() as connection:
            return connection.scalar(sa.select(articles.c.article_id).where(articles.c.article_id == article_id)) is not None

    def article(self, article_id: str) -> dict[str, Any] | None:
        """The row of one article, None when it is not loaded."""
        articles = schema.TABLES["articles"]
        with self._reading() as connection:
            row = connection.execute(sa.select(articles).where(articles.c.article_id == article_id)).mappings().first()
        return dict(row) if row else None

    # -- articles --------------------------------------------------------------------------------------

    def add(self, tables: Tables) -> bool:
        """Store one article in one transaction.

        Args:
            tables: what `pipelines.tables.article_tables` made.

        Returns:
            False when the same text is already loaded; nothing is changed then.
        """
        row = tables.articles.iloc[0].to_dict()
        try:
            with self._writing() as connection:
                row["story_id"] = _join_story(connection, row["article_id"], row["text"])
                connection.execute(sa.insert(schema.TABLES["articles"]), [row])
                _insert_parts(connection, row["article_id"], tables)
        except IntegrityError:
            if self.has(row["article_id"]):
                return False
            raise
        return True

    def replace(self, tables: Tables) -> None:
        """Put new machine output in an article's place; title, dates, English and corrections by a person stay."""
        row = tables.articles.iloc[0].to_dict()
        key = row["article_id"]
        with self._writing() as connection:
            for name in schema.PER_ARTICLE:
                if name != "translations":
                    table = schema.TABLES[name]
                    connection.execute(sa.delete(table).where(table.c.article_id == key))
            actors = schema.article_actors
            connection.execute(sa.delete(actors).where(actors.c.article_id == key))
            articles = schema.TABLES["articles"]
            days = {name: row[name] for name in ("published", "published_start", "published_end")}
            connection.execute(sa.update(articles).where(articles.c.article_id == key).values(**days))
            _insert_parts(connection, key, tables)

    def delete(self, article_id: str) -> None:
        """Remove an article, all its rows and its corrections; shared machine translations stay cached."""
        with self._writing() as connection:
            for name in ("articles", *schema.PER_ARTICLE):
                table = schema.TABLES[name]
                connection.execute(sa.delete(table).where(table.c.article_id == article_id))
            for table in (schema.article_actors, schema.story_bands, schema.story_signatures):
                connection.execute(sa.delete(table).where(table.c.article_id == article_id))
            ledger = schema.TABLES["corrections"]
            connection.execute(sa.delete(ledger).where(ledger.c.key.startswith(article_id, autoescape=True)))

    def edit_article(self, article_id: str, who: str = "you", **changes: str) -> None:
        """Write a person's title, source, author or publication date over the one stored.

        The caller re-reads the article when `published` changes (`pipelines.ingest.edit_article`).

        Raises:
            CorpusError: the article is not loaded, or a column is not one a person may edit.
        """
        unknown = set(changes) - set(EDITABLE) - {"published_start", "published_end"}
        if unknown:
            raise CorpusError(f"{', '.join(sorted(unknown))} cannot be edited; {', '.join(EDITABLE)} can.")
        before = self.article(article_id)
        if before is None:
            raise CorpusError("This article is no longer in the corpus; reload the page.")
        articles = schema.TABLES["articles"]
        with self._writing() as connection:
            for column in EDITABLE:
                if column in changes and changes[column] != before[column]:
                    _log(connection, who, "articles", article_id, column, before[column], changes[column])
            connection.execute(sa.update(articles).where(articles.c.article_id == article_id).values(**changes))

    def reject(self, rejections: Iterable[Rejection]) -> None:
        """Keep what could not be loaded, with its reason."""
        at = _now()
        rows = [{"file_name": r.file_name, "where": r.where, "reason": r.reason, "at": at} for r in rejections]
        if rows:
            with self._writing() as connection:
                connection.execute(sa.insert(schema.TABLES["rejections"]), rows)

    # -- English ---------------------------------------------------------------------------------------

    def save_translations(self, article_id: str, rows: Sequence[Mapping[str, Any]]) -> int:
        """Store machine English; a sentence that a person has edited is left alone.

        Args:
            rows: mappings with the columns of `translations` but `article_id` and `edited_by`.

        Returns:
            How many sentences were written.
        """
        table = schema.TABLES["translations"]
        with self._writing() as connection:
            articles = schema.TABLES["articles"]
            if connection.scalar(sa.select(articles.c.article_id).where(articles.c.article_id == article_id)) is None:
                return 0  # deleted while its translation was under way
            of_article = table.c.article_id == article_id
            edited = set(connection.scalars(sa.select(table.c.sentence).where(of_article, table.c.edited_by != "")))
            fresh = [{**row, "article_id": article_id, "edited_by": ""} for row in rows if row["sentence"] not in edited]
            if fresh:
                numbers = [row["sentence"] for row in fresh]
                connection.execute(sa.delete(table).where(of_article, table.c.sentence.in_(numbers)))
                connection.execute(sa.insert(table), fresh)
        return len(fresh)

    def edit_translation(self, article_id: str, sentence: int, text_en: str, who: str = "you", flags: str = "[]") -> None:
        """Keep a person's English for a sentence; the machine's version stays in the ledger, one undo away."""
        table = schema.TABLES["translations"]
        here = sa.and_(table.c.article_id == article_id, table.c.sentence == sentence)
        with self._writing() as connection:
            row = connection.execute(sa.select(table).where(here)).mappings().first()
            old = dict(row) if row else _no_translation(article_id, sentence)
            new = {**old, "text_en": text_en, "edited_by": who, "flags": flags}
            if not old["edited_by"]:
                new |= {"engine": "person", "engine_version": who}
            _log(connection, who, "translations", f"{article_id}/{sentence}", "text_en", _pack(old), _pack(new))
            connection.execute(sa.delete(table).where(here))
            connection.execute(sa.insert(table), [new])

    def undo_translation(self, article_id: str, sentence: int) -> bool:
        """Take a person's last change of a sentence back; False when there is none."""
        table, ledger = schema.TABLES["translations"], schema.TABLES["corrections"]
        here = sa.and_(table.c.article_id == article_id, table.c.sentence == sentence)
        key = f"{article_id}/{sentence}"
        with self._writing() as connection:
            mine = sa.and_(ledger.c.table == "translations", ledger.c.key == key)
            last = connection.execute(sa.select(ledger).where(mine).order_by(ledger.c.row.desc())).mappings().first()
            if last is None:
                return False
            connection.execute(sa.delete(ledger).where(ledger.c.row == last["row"]))
            connection.execute(sa.delete(table).where(here))
            old = _unpack(last["old"], article_id, sentence)
            if old["text_en"]:
                connection.execute(sa.insert(table), [old])
        return True

    def machine_translation(self, article_id: str, sentence: int) -> dict[str, Any] | None:
        """The machine's English that a person's edit replaced (`text_en`, `engine`, `engine_version`), None without."""
        ledger = schema.TABLES["corrections"]
        mine = sa.and_(ledger.c.table == "translations", ledger.c.key == f"{article_id}/{sentence}")
        with self._reading() as connection:
            first = connection.execute(sa.select(ledger).where(mine).order_by(ledger.c.row)).mappings().first()
        old = _unpack(first["old"], article_id, sentence) if first else None
        return old if old and old["text_en"] else None

    def cached_translation(self, engine: str, version: str, text_fr: str) -> str | None:
        """What this engine once made of this sentence, None when it never saw it."""
        return self.cached_translations(engine, version, [text_fr]).get(text_fr)

    def cached_translations(self, engine: str, version: str, sentences: Sequence[str]) -> dict[str, str]:
        """French → English of the sentences this engine and version has already translated."""
        table = schema.translation_cache
        by_hash = {_hash(sentence): sentence for sentence in sentences}
        hashes, found = list(by_hash), {}
        with self._reading() as connection:
            for begin in range(0, len(hashes), 500):  # SQLite's bound-variable limit
                query = sa.select(table.c.sentence_hash, table.c.text_en).where(
                    table.c.engine == engine,
                    table.c.engine_version == version,
                    table.c.sentence_hash.in_(hashes[begin : begin + 500]),
                )
                found.update({by_hash[h]: english for h, english in connection.execute(query).tuples()})
        return found

    def cache_translation(self, engine: str, version: str, text_fr: str, text_en: str) -> None:
        """Keep a machine sentence for ever, keyed by engine, version and sentence."""
        self.cache_translations(engine, version, {text_fr: text_en})

    def cache_translations(self, engine: str, version: str, pairs: Mapping[str, str]) -> None:
        """Keep many machine sentences; those already kept are left as they are."""
        table = schema.translation_cache
        known = self.cached_translations(engine, version, list(pairs))
        rows = [
            {"engine": engine, "engine_version": version, "sentence_hash": _hash(fr), "text_fr": fr, "text_en": en}
            for fr, en in pairs.items()
            if fr not in known
        ]
        if rows:
            with self._writing(counts=False) as connection:
                connection.execute(sa.insert(table).prefix_with("OR IGNORE", dialect="sqlite"), rows)

    # -- inside ----------------------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with _speaking(self.where), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self, *, counts: bool = True) -> Iterator[sa.Connection]:
        with _speaking(self.where), self._engine.begin() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            if counts:
                connection.execute(sa.update(schema.meta).where(schema.meta.c.key == "version").values(value=schema.meta.c.value + 1))


def _open(where: str) -> sa.Engine:
    is_url = "://" in where
    url = where if is_url else f"sqlite:///{Path(where).expanduser().resolve()}"
    with _speaking(where):
        if not is_url:
            Path(where).expanduser().resolve().parent.mkdir(parents=True, exist_ok=True)
        engine = sa.create_engine(url, connect_args={"timeout": _BUSY_SECONDS} if url.startswith("sqlite") else {})
        if engine.dialect.name == "sqlite":
            sa.event.listen(engine, "connect", _prepare_sqlite)
        with engine.begin() as connection:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")  # two processes may open a new corpus at once
            schema.metadata.create_all(connection)
            if connection.scalar(sa.select(schema.meta.c.value)) is None:
                connection.execute(sa.insert(schema.meta).prefix_with("OR IGNORE", dialect="sqlite"), [{"key": "version", "value": 1}])
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own implicit BEGIN is deferred, and a deferred writer can fail at its first write.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={_BUSY_SECONDS * 1000}", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def _speaking(where: str) -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise
    except (SQLAlchemyError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error)
        raise CorpusError(
            f"The corpus at {where} cannot be used ({reason}). "
            "Check that the folder exists and can be written, or name another with --corpus or VISAVIS_CORPUS."
        ) from error


def _version(connection: sa.Connection) -> int:
    return connection.scalar(sa.select(schema.meta.c.value).where(schema.meta.c.key == "version")) or 0


def _read(connection: sa.Connection, name: str) -> pd.DataFrame:
    table = schema.TABLES[name]
    order = table.primary_key.columns if name not in ("articles",) else [table.c.loaded_at, table.c.article_id]
    rows = connection.execute(sa.select(*(table.c[c] for c in columns_of(name))).order_by(*order)).mappings()
    return frame(name, rows)


def _read_actors(connection: sa.Connection) -> pd.DataFrame:
    """One row per actor over all articles: most frequent name and type, the union of its spellings."""
    table = schema.article_actors
    rows = pd.DataFrame(connection.execute(sa.select(table)).mappings().all(), columns=list(table.c.keys()))
    if rows.empty:
        return frame("actors")
    merged = []
    for actor_id, group in rows.groupby("actor_id", sort=True):
        name = _most_common(group["name"])
        spellings = {s for cell in group["aliases"] for s in load_list(cell)} | set(group["name"])
        merged.append({
            "actor_id": actor_id, "name": name, "name_en": _most_common(group["name_en"]),
            "type": _most_common(group["type"]), "country": _most_common(group["country"]),
            "aliases": dump_list(sorted(spellings - {name})),
        })  # fmt: skip
    return frame("actors", merged)


def _most_common(values: pd.Series) -> str:
    counts = values.value_counts()
    best = counts[counts == counts.iloc[0]].index
    return str(max(best, key=lambda value: (len(str(value)), str(value))))


def _insert_parts(connection: sa.Connection, article_id: str, tables: Tables) -> None:
    for name in schema.PER_ARTICLE:
        rows = _records(getattr(tables, name))
        if rows:
            connection.execute(sa.insert(schema.TABLES[name]), rows)
    actors = [{**row, "article_id": article_id} for row in _records(tables.actors)]
    if actors:
        connection.execute(sa.insert(schema.article_actors), actors)


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(key): None if value is pd.NA else value for key, value in row.items()} for row in rows.to_dict("records")
    ]


def _join_story(connection: sa.Connection, article_id: str, text: str) -> str:
    """The story of the nearest loaded article that is near enough, else a new one."""
    mine = near_duplicates.signature(text)
    keys = near_duplicates.band_keys(mine)
    bands, signatures = schema.story_bands, schema.story_signatures
    same_band = sa.or_(*(sa.and_(bands.c.band == band, bands.c.key == key) for band, key in keys))
    candidates = sa.select(bands.c.article_id).where(same_band)
    query = sa.select(signatures.c.story_id, signatures.c.signature).where(signatures.c.article_id.in_(candidates))
    story, best = article_id, near_duplicates.SAME_STORY
    for other_story, packed in connection.execute(query).tuples():
        likeness = near_duplicates.similarity(mine, np.frombuffer(packed, dtype=np.uint64))
        if likeness >= best:
            story, best = other_story, likeness
    # A repeat of a loaded text fails on the articles key next, and takes these rows back with it.
    connection.execute(sa.insert(signatures).prefix_with("OR IGNORE", dialect="sqlite"), [{"article_id": article_id, "story_id": story, "signature": mine.tobytes()}])
    connection.execute(sa.insert(bands).prefix_with("OR IGNORE", dialect="sqlite"), [{"band": band, "key": key, "article_id": article_id} for band, key in keys])
    return story


def _no_translation(article_id: str, sentence: int) -> dict[str, Any]:
    return {"article_id": article_id, "sentence": sentence, "text_en": "", "engine": "", "engine_version": "", "edited_by": "", "flags": "[]"}


_PACKED = ("text_en", "engine", "engine_version", "edited_by", "flags")


def _pack(row: Mapping[str, Any]) -> str:
    return dump_list(row[name] for name in _PACKED)


def _unpack(cell: str, article_id: str, sentence: int) -> dict[str, Any]:
    return {**_no_translation(article_id, sentence), **dict(zip(_PACKED, load_list(cell), strict=True))}


def _log(connection: sa.Connection, who: str, table: str, key: str, column: str, old: str, new: str) -> None:
    row = {"when": _now(), "who": who, "table": table, "key": key, "column": column, "old": old, "new": new}
    connection.execute(sa.insert(schema.TABLES["corrections"]), [row])


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
