"""The corpus: articles and everything read out of them, in one database.

SQLite in WAL mode by default, any SQLAlchemy URL otherwise. An article's rows are written in one
transaction; loading the same text twice adds nothing. Corrections by a person are a ledger
(`corrections`), applied over machine output and never overwritten by it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from pipelines.corpus import near_duplicates, schema
from pipelines.corpus.connection import CORRECTIONS, ENGLISH, MEMORY, VERSION, log, now
from pipelines.corpus.corrections import CorrectionStore
from pipelines.corpus.deletion import delete_article, sentences_of
from pipelines.corpus.english_log import NO_TITLE, PERSON
from pipelines.corpus.memory import MemoryStore
from pipelines.corpus.rows import BadRow, read, read_tables
from pipelines.corpus.sentence_cache import forget
from pipelines.corpus.stories import join_story, renew_signatures
from pipelines.corpus.translations import GONE, is_loaded
from pipelines.corrections import apply
from pipelines.corrections.entries import from_frame
from pipelines.errors import CorpusError
from pipelines.model import BY_HAND, Rejection, Tables
from pipelines.translation.article_names import MentionIn

_SAYS = logging.getLogger(__name__)
_TOLD = 5  # bad rows in the log; all are in `bad_rows`
EDITABLE = ("title", "title_en", "published", "source", "author")
_OF_ARTICLE = "article."  # the kind of entry in the ledger, before the column


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A corpus at one moment.

    Attributes:
        tables: as the reader made them, and the ledger.
        version, english, corrections: the counters, see `pipelines.corpus.versions`.
    """

    tables: Tables
    version: int
    english: int
    corrections: int


class Corpus(CorrectionStore, MemoryStore):
    """Articles and all that was read out of them; see `connection.Database` for how it is opened.

    Attributes:
        bad_rows: rows that the last `tables()` left out or mended, since the file was hurt.
    """

    bad_rows: list[BadRow] = []

    # -- reading ---------------------------------------------------------------------------------------

    def tables(self) -> Tables:
        """The whole corpus as it is shown and exported: what the reader made, with the ledger applied.

        It is read in one snapshot; `bad_rows` then says what could not be read of it.
        """
        machine = self.machine_tables()
        return apply(machine, from_frame(machine.corrections))

    def machine_tables(self) -> Tables:
        """The whole corpus as the reader made it, and the ledger beside it, read in one snapshot."""
        return self.snapshot().tables

    def snapshot(self) -> Snapshot:
        """`machine_tables`, and the counters, all of one moment."""
        counters = schema.meta
        with self._reading() as connection:
            at = dict(connection.execute(sa.select(counters.c.key, counters.c.value)).tuples().all())
            frames, self.bad_rows = read_tables(connection)
        for each in self.bad_rows[:_TOLD]:
            _SAYS.warning("A row of %s is damaged: %s", self.shown, each)
        return Snapshot(Tables(**frames), at.get(VERSION, 0), at.get(ENGLISH, 0), at.get(CORRECTIONS, 0))

    def translations(self) -> tuple[pd.DataFrame, int]:
        """All of the English, and the number of its last change, of one moment."""
        here = schema.meta.c.key == ENGLISH
        with self._reading() as connection:
            upto = connection.scalar(sa.select(schema.meta.c.value).where(here)) or 0
            return read(connection, "translations", []), upto

    def rows_of(self, article_id: str) -> Tables:
        """What the reader made of one article, as it is stored; `actors` and the ledger are not among it."""
        names = ("articles", *schema.PER_ARTICLE)
        with self._reading() as connection:
            return Tables(**{name: read(connection, name, [], [article_id]) for name in names})

    def older_articles(self, version: str) -> list[str]:
        """The articles that another reader made the rows of, in the order of loading."""
        articles = schema.TABLES["articles"].c
        query = sa.select(articles.article_id).where(articles.reader_version != version)
        with self._reading() as connection:
            return list(connection.scalars(query.order_by(articles.loaded_at, articles.article_id)))

    def ask_for_rereading(self) -> None:
        """Have all articles count as read by another reader, so that a rereading takes up each."""
        with self._writing() as connection:
            connection.execute(sa.update(schema.TABLES["articles"]).values(reader_version=""))

    def is_empty(self) -> bool:
        """Whether no article is loaded."""
        with self._reading() as connection:
            return connection.scalar(sa.select(schema.TABLES["articles"].c.article_id).limit(1)) is None

    def has(self, article_id: str) -> bool:
        """Whether the article is loaded."""
        articles = schema.TABLES["articles"]
        with self._reading() as connection:
            return (
                connection.scalar(sa.select(articles.c.article_id).where(articles.c.article_id == article_id))
                is not None
            )

    def article(self, article_id: str) -> dict[str, Any] | None:
        """The row of one article, None when it is not loaded."""
        articles = schema.TABLES["articles"]
        with self._reading() as connection:
            row = (
                connection.execute(sa.select(articles).where(articles.c.article_id == article_id))
                .mappings()
                .first()
            )
        return dict(row) if row else None

    def printings(self, key: str) -> list[tuple[dict[str, Any], dict[str, tuple[str, ...]]]]:
        """The articles that have one text: the row of each, and what a person's changes of it replaced, by column.

        Args:
            key: the identity of the text alone, `pipelines.identity.article_id`.
        """
        articles, ledger = schema.TABLES["articles"], schema.TABLES["corrections"].c
        # Every printing's identity begins with its text's and goes on in hex digits.
        query = sa.select(articles).where(articles.c.article_id >= key, articles.c.article_id < key + "g")
        found = []
        with self._reading() as connection:
            for row in connection.execute(query.order_by(articles.c.article_id)).mappings().all():
                mine = sa.and_(ledger.what.startswith(_OF_ARTICLE), ledger.article_id == row["article_id"])
                stated: dict[str, tuple[str, ...]] = {}
                for what, old in connection.execute(sa.select(ledger.what, ledger.old).where(mine)):
                    column = what.removeprefix(_OF_ARTICLE)
                    stated[column] = (*stated.get(column, ()), json.loads(old))
                found.append((dict(row), stated))
        return found

    def sentences_of(self, article_id: str) -> dict[int, str]:
        """Sentence number → French of one article, in order; {} when it is not loaded."""
        table = schema.TABLES["sentences"]
        query = sa.select(table.c.sentence, table.c.text).where(table.c.article_id == article_id)
        with self._reading() as connection:
            return dict(connection.execute(query.order_by(table.c.sentence)).tuples().all())

    def mentions_in(self, article_id: str, sentences: Sequence[int]) -> dict[int, list[MentionIn]]:
        """Sentence number → its mentions in the order of the text, for these sentences of an article."""
        mentions, actors, texts = (
            schema.TABLES["mentions"],
            schema.article_actors,
            schema.TABLES["sentences"],
        )
        same = (actors.c.article_id == mentions.c.article_id) & (actors.c.actor_id == mentions.c.actor_id)
        inside = (texts.c.article_id == mentions.c.article_id) & (texts.c.sentence == mentions.c.sentence)
        m = mentions.c
        query = (
            sa.select(
                m.sentence, m.start - texts.c.start, m.end - texts.c.start, m.surface, m.type, m.actor_id,
                sa.func.coalesce(actors.c.name, ""), sa.func.coalesce(actors.c.name_en, ""), m.method,
            )
            .select_from(mentions.join(texts, inside).outerjoin(actors, same))
            .where(m.article_id == article_id, m.sentence.in_(sentences))
            .order_by(m.start)
        )  # fmt: skip
        found: dict[int, list[MentionIn]] = {}
        with self._reading() as connection:
            for number, *cells in connection.execute(query).tuples():
                found.setdefault(number, []).append(MentionIn(*cells))
        return found

    def names_in(self, article_id: str, sentences: Sequence[int]) -> dict[int, list[tuple[str, str, str]]]:
        """Sentence number → surface, type and English name of each mention, for these sentences of an article."""
        found = self.mentions_in(article_id, sentences)
        return {number: [(m.surface, m.type, m.name_en) for m in here] for number, here in found.items()}

    # -- articles --------------------------------------------------------------------------------------

    def add(self, tables: Tables) -> bool:
        """Store one article in one transaction.

        Args:
            tables: what `pipelines.tables.article_tables` made.

        Returns:
            False when the same text is already loaded; nothing is changed then.
        """
        row = _records(tables.articles)[0]
        signature = near_duplicates.signature(row["text"])
        renew_signatures(self)
        try:
            with self._writing(VERSION) as connection:
                row["story_id"] = join_story(connection, row["article_id"], signature)
                connection.execute(sa.insert(schema.TABLES["articles"]), [row])
                _insert_parts(connection, row["article_id"], tables)
        except IntegrityError:
            if self.has(row["article_id"]):
                return False
            raise
        return True

    def complete(self, article_id: str, values: Mapping[str, str], tables: Tables | None = None) -> bool:
        """Write what a later load knows of an article and the stored one lacks, in one transaction.

        Args:
            article_id: the article.
            values: column of `EDITABLE` → value.
            tables: its rows read anew, where `values` has the publication date.

        Returns:
            False when the article is gone.
        """
        columns = set(values) - {"published"}
        articles = schema.TABLES["articles"]
        with self._writing(VERSION) as connection:
            here = articles.c.article_id == article_id
            if connection.scalar(sa.select(articles.c.article_id).where(here)) is None:
                return False
            if columns:
                stated = {column: values[column] for column in columns}
                if "title" in stated:
                    stated = NO_TITLE | stated  # English of another title is none of this one
                connection.execute(sa.update(articles).where(here).values(**stated))
            if tables is not None:
                _replace_parts(connection, article_id, tables)
        return True

    def replace(self, tables: Tables) -> None:
        """Put new machine output in an article's place; title, dates, English and corrections by a person stay.

        Raises:
            CorpusError: the article has been deleted.
        """
        key = str(tables.articles.iloc[0]["article_id"])
        with self._writing(VERSION, MEMORY) as connection:
            if not is_loaded(connection, key):
                raise CorpusError(GONE)
            _replace_parts(connection, key, tables)

    def delete(self, article_id: str) -> None:
        """Remove an article, all its rows and corrections, and its sentences from the caches, from the file too.

        A sentence that another article holds stays cached. A sentence that a person has worded here is no longer in
        the translation memory; units that were imported stay.
        """
        with self._writing(VERSION, MEMORY) as connection:
            delete_article(connection, article_id)
        self._clear_log()

    def edit_article(
        self, article_id: str, who: str = "you", tables: Tables | None = None, **changes: str
    ) -> None:
        """Write a person's title, source, author or publication date over the one stored.

        Args:
            article_id: the article.
            who: the person.
            tables: what the reader makes of the article with these changes, when it reads them: all is one write.
            changes: new values; with `published` go `published_start` and `published_end`.

        Raises:
            CorpusError: the article is not loaded, or a column is not one a person may edit.
        """
        unknown = set(changes) - set(EDITABLE) - {"published_start", "published_end"}
        if unknown:
            raise CorpusError(f"{', '.join(sorted(unknown))} cannot be edited; {', '.join(EDITABLE)} can.")
        articles = schema.TABLES["articles"]
        here = articles.c.article_id == article_id
        remembered = tables is not None or changes.keys() & {"title", "title_en"}
        counters = (VERSION, MEMORY) if remembered else (VERSION,)
        with self._writing(*counters) as connection:
            before = connection.execute(sa.select(articles).where(here)).mappings().first()
            if before is None:
                raise CorpusError(GONE)
            for column in EDITABLE:
                if column in changes and changes[column] != before[column]:
                    old, new = (json.dumps(each[column], ensure_ascii=False) for each in (before, changes))
                    log(connection, who, f"{_OF_ARTICLE}{column}", article_id, old, new)
            if changes:
                values = _with_title(changes, dict(before))
                connection.execute(sa.update(articles).where(here).values(**values))
                if values.get("title", before["title"]) != before["title"]:
                    forget(connection, [before["title"]])
            if tables is not None:
                _replace_parts(connection, article_id, tables)

    def reject(self, rejections: Iterable[Rejection]) -> None:
        """Keep what could not be loaded, with its reason; a refusal that is there already is kept once."""
        table = schema.TABLES["rejections"]
        columns = ("file_name", "where", "reason")
        wanted = dict.fromkeys((r.file_name, r.where, r.reason) for r in rejections)
        if not wanted:
            return
        with self._writing(VERSION) as connection:
            names = sorted({name for name, _, _ in wanted})
            for part in schema.in_parts(names):
                query = sa.select(*(table.c[c] for c in columns)).where(table.c.file_name.in_(part))
                for row in connection.execute(query).tuples():
                    wanted.pop(row, None)
            rows = [{**dict(zip(columns, each, strict=True)), "at": now()} for each in wanted]
            if rows:
                connection.execute(sa.insert(table), rows)


def _with_title(changes: Mapping[str, str], before: Mapping[str, Any]) -> dict[str, str]:
    """The changes, and what follows from them for the English of the title: a person's own stays a person's."""
    worded = changes.get("title_en", before["title_en"])
    if worded != before["title_en"]:
        return {**changes, **NO_TITLE, "title_en": worded, "title_engine": PERSON if worded else ""}
    if changes.get("title", before["title"]) != before["title"]:
        return {**changes, **NO_TITLE}
    return dict(changes)


def _replace_parts(connection: sa.Connection, article_id: str, tables: Tables) -> None:
    """Machine output anew; English stands only beside the French that it is of."""
    before = sentences_of(connection, article_id)
    for name in (*schema.PER_ARTICLE, "article_actors"):
        if name != "translations":
            table = schema.metadata.tables[name]
            connection.execute(sa.delete(table).where(table.c.article_id == article_id))
    articles = schema.TABLES["articles"]
    row = _records(tables.articles)[0]
    fresh = {name: row[name] for name in ("published", "published_start", "published_end", "reader_version")}
    connection.execute(sa.update(articles).where(articles.c.article_id == article_id).values(**fresh))
    _insert_parts(connection, article_id, tables)
    after = sentences_of(connection, article_id)
    changed = [number for number, text in before.items() if after.get(number) != text]
    if changed:
        english = schema.TABLES["translations"]
        of_machine = sa.and_(english.c.article_id == article_id, english.c.edited_by == "")
        connection.execute(sa.delete(english).where(of_machine, english.c.sentence.in_(changed)))
        forget(connection, before.values())


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
        {str(key): None if value is pd.NA else value for key, value in row.items() if key not in BY_HAND}
        for row in rows.to_dict("records")
    ]
