"""English in the corpus: machine sentences, a person's edits over them, and the cache."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from pipelines.corpus import schema
from pipelines.corpus.connection import MEMORY, VERSION, insert_new, log
from pipelines.corpus.english_log import PERSON, TITLE, EnglishLog, note_english
from pipelines.corpus.sentence_cache import held, sentence_hash
from pipelines.corrections.entries import UNDO, from_row, undone
from pipelines.errors import CorpusError
from pipelines.model import dump_list, load_list
from pipelines.translation.base import Translation
from pipelines.translation.glossed import NAMES

_ENGLISH = "english.text"  # the kind of entry in the ledger
GONE = "This article is no longer in the corpus; reload the page."


class TranslationStore(EnglishLog):
    """Translations of the corpus; what a person wrote is never overwritten by a machine."""

    def save_translations(
        self, article_id: str, rows: Sequence[Mapping[str, Any]], french: Mapping[int, str] | None = None
    ) -> int:
        """Store machine English; a sentence that a person has edited is left alone.

        Args:
            article_id: the article.
            rows: mappings with the columns of `translations` but `article_id` and `edited_by`; number 0 is the title.
            french: what the English is of, by number; where another French stands by now, as when a title was changed
                while it was translated, nothing is written. Not looked at when not given.

        Returns:
            How many sentences were written.
        """
        table = schema.TABLES["translations"]
        with self._writing() as connection:
            if not is_loaded(connection, article_id):
                return 0  # deleted while its translation was under way
            if french is not None:
                now = _french(connection, article_id, french)
                rows = [row for row in rows if now.get(row["sentence"]) == french[row["sentence"]]]
            of_article = table.c.article_id == article_id
            edited = set(
                connection.scalars(sa.select(table.c.sentence).where(of_article, table.c.edited_by != ""))
            )
            fresh = [
                {**row, "article_id": article_id, "edited_by": ""}
                for row in rows
                if row["sentence"] not in edited and row["sentence"] != TITLE
            ]
            numbers = [int(row["sentence"]) for row in fresh]
            if fresh:
                connection.execute(sa.delete(table).where(of_article, table.c.sentence.in_(numbers)))
                connection.execute(sa.insert(table), fresh)
            numbers += [
                TITLE for row in rows if row["sentence"] == TITLE and _save_title(connection, article_id, row)
            ]
            if numbers:
                note_english(connection, {article_id: numbers})
        return len(numbers)

    def english_of(self, article_id: str) -> dict[int, str]:
        """Sentence number → English of one article, whoever made it; a title is number 0. {} when there is none."""
        table, articles = schema.TABLES["translations"].c, schema.TABLES["articles"].c
        query = sa.select(table.sentence, table.text_en).where(table.article_id == article_id)
        with self._reading() as connection:
            found = dict(connection.execute(query).tuples().all())
            title = connection.scalar(sa.select(articles.title_en).where(articles.article_id == article_id))
        return {TITLE: title, **found} if title else found

    def without_english(self) -> dict[str, list[tuple[int, str]]]:
        """Article → number and French of what has no English, articles in the order of loading; a title is number 0."""
        articles, sentences = schema.TABLES["articles"], schema.TABLES["sentences"]
        table = schema.TABLES["translations"]
        same = sa.and_(table.c.article_id == sentences.c.article_id, table.c.sentence == sentences.c.sentence)
        query = (
            sa.select(sentences.c.article_id, sentences.c.sentence, sentences.c.text)
            .select_from(
                sentences.join(articles, articles.c.article_id == sentences.c.article_id).outerjoin(
                    table, same
                )
            )
            .where(table.c.article_id.is_(None))
            .order_by(articles.c.loaded_at, sentences.c.article_id, sentences.c.sentence)
        )
        titled = (
            sa.select(articles.c.article_id, articles.c.title)
            .where(articles.c.title != "", articles.c.title_en == "", articles.c.title_engine == "")
            .order_by(articles.c.loaded_at, articles.c.article_id)
        )
        found: dict[str, list[tuple[int, str]]] = {}
        with self._reading() as connection:
            titles = {key: [(TITLE, title)] for key, title in connection.execute(titled).tuples()}
            for article_id, number, text in connection.execute(query).tuples():
                if article_id not in found:
                    found[article_id] = titles.pop(article_id, [])
                found[article_id].append((number, text))
        return found | titles

    def machine_english(self) -> dict[str, dict[int, tuple[str, str]]]:
        """Article → number → French and English of its sentences, and of its title (0), that no person has worded."""
        sentences, table = schema.TABLES["sentences"], schema.TABLES["translations"]
        same = sa.and_(table.c.article_id == sentences.c.article_id, table.c.sentence == sentences.c.sentence)
        query = (
            sa.select(
                sentences.c.article_id,
                sentences.c.sentence,
                sentences.c.text,
                sa.func.coalesce(table.c.text_en, ""),
            )
            .select_from(sentences.outerjoin(table, same))
            .where(sa.func.coalesce(table.c.edited_by, "") == "")
        )
        articles = schema.TABLES["articles"].c
        titles = sa.select(articles.article_id, sa.literal(TITLE), articles.title, articles.title_en).where(
            articles.title != "", articles.title_engine != PERSON
        )
        found: dict[str, dict[int, tuple[str, str]]] = {}
        with self._reading() as connection:
            for each in (titles, query):
                for article_id, number, french, english in connection.execute(each).tuples():
                    found.setdefault(article_id, {})[number] = (french, english)
        return found

    def edit_translation(
        self, article_id: str, sentence: int, text_en: str, who: str = "you", flags: str = "[]"
    ) -> None:
        """Keep a person's English for a sentence; the machine's version stays in the ledger, one undo away."""
        self.edit_translations(article_id, {sentence: (text_en, flags)}, who)

    def edit_translations(
        self, article_id: str, english: Mapping[int, tuple[str, str]], who: str = "you"
    ) -> None:
        """`edit_translation` for many sentences in one write: sentence number → English and its failed checks.

        Raises:
            CorpusError: the article has been deleted.
        """
        table = schema.TABLES["translations"]
        with self._writing(VERSION, MEMORY) as connection:
            if not is_loaded(connection, article_id):
                raise CorpusError(GONE)
            for sentence, (text_en, flags) in english.items():
                here = sa.and_(table.c.article_id == article_id, table.c.sentence == sentence)
                row = connection.execute(sa.select(table).where(here)).mappings().first()
                old = dict(row) if row else _no_translation(article_id, sentence)
                new = {**old, "text_en": text_en, "edited_by": who, "flags": flags}
                if not old["edited_by"]:
                    new |= {"engine": "person", "engine_version": who}
                place = _place(connection, article_id, sentence)
                log(connection, who, _ENGLISH, article_id, _pack(old), _pack(new), span=place)
                connection.execute(sa.delete(table).where(here))
                connection.execute(sa.insert(table), [new])

    def undo_translation(self, article_id: str, sentence: int, who: str = "you") -> bool:
        """Take a person's last change of a sentence back; False when there is none."""
        table = schema.TABLES["translations"]
        here = sa.and_(table.c.article_id == article_id, table.c.sentence == sentence)
        with self._writing(VERSION, MEMORY) as connection:
            mine = _changes(connection, article_id, sentence)
            if not mine:
                return False
            last, place = mine[-1], _place(connection, article_id, sentence)
            log(connection, who, UNDO, article_id, "null", "null", span=place, undoes=last["id"])
            connection.execute(sa.delete(table).where(here))
            old = _unpack(last["old"], article_id, sentence)
            if old["text_en"]:
                connection.execute(sa.insert(table), [old])
        return True

    def machine_translation(self, article_id: str, sentence: int) -> dict[str, Any] | None:
        """The machine's English that a person's edit replaced (`text_en`, `engine`, `engine_version`), None without."""
        with self._reading() as connection:
            mine = _changes(connection, article_id, sentence)
        old = _unpack(mine[0]["old"], article_id, sentence) if mine else None
        return old if old and old["text_en"] else None

    def cached_translations(self, engine: str, version: str, sentences: Sequence[str]) -> dict[str, str]:
        """French → English of the sentences this engine and version has already translated."""
        table = schema.translation_cache
        by_hash = {sentence_hash(sentence): sentence for sentence in sentences}
        hashes, found = list(by_hash), {}
        with self._reading() as connection:
            for part in schema.in_parts(hashes):
                query = sa.select(table.c.sentence_hash, table.c.text_en).where(
                    table.c.engine == engine,
                    table.c.engine_version == version,
                    table.c.sentence_hash.in_(part),
                )
                found.update({by_hash[h]: english for h, english in connection.execute(query).tuples()})
        return found

    def cache_translations(self, engine: str, version: str, made: Mapping[str, Translation]) -> None:
        """Keep machine sentences, French → Translation, and their substitutions; what is kept already stays as it is.

        A sentence that no article holds, as when its article was deleted meanwhile, is not kept.
        """
        known = self.cached_translations(engine, version, list(made))
        fresh = {french: each for french, each in made.items() if french not in known}
        if not fresh:
            return
        with self._writing() as connection:
            kept = {french: fresh[french] for french in held(connection, fresh)}
            keys = {
                french: {"engine": engine, "engine_version": version, "sentence_hash": sentence_hash(french)}
                for french in kept
            }
            english = [{**keys[fr], "text_fr": fr, "text_en": each.text_en} for fr, each in kept.items()]
            terms = [
                {**keys[fr], "terms": dump_list(each.substitutions)}
                for fr, each in kept.items()
                if each.substitutions
            ]
            insert_new(connection, schema.translation_cache, english)
            insert_new(connection, schema.substitutions, terms)

    def substitutions_of(self, article_id: str) -> dict[int, list[str]]:
        """Sentence number → what the glossary put into the machine's English that stands there, for one article."""
        sentences, english = schema.TABLES["sentences"], schema.TABLES["translations"]
        kept = schema.substitutions
        same = sa.and_(
            english.c.article_id == sentences.c.article_id, english.c.sentence == sentences.c.sentence
        )
        query = (
            sa.select(sentences.c.sentence, sentences.c.text, english.c.engine, english.c.engine_version)
            .join_from(sentences, english, same)
            .where(sentences.c.article_id == article_id, english.c.edited_by == "")
        )
        found: dict[int, list[str]] = {}
        with self._reading() as connection:
            made = [
                (number, (engine, version, sentence_hash(text)))
                for number, text, engine, version in connection.execute(query).tuples()
            ]
            hashes = list({key[2] for _, key in made})
            terms: dict[tuple[str, str, str], str] = {}
            for part in schema.in_parts(hashes):
                query = sa.select(kept).where(kept.c.sentence_hash.in_(part))
                # The same sentence may be kept under several sets of names; what they put in differs little.
                terms |= {
                    (e, v.partition(NAMES)[0], h): cell
                    for e, v, h, cell in connection.execute(query).tuples()
                }
        for number, key in made:
            if key in terms:
                found[number] = load_list(terms[key])
        return found


def _french(connection: sa.Connection, article_id: str, numbers: Iterable[int]) -> dict[int, str]:
    """What stands there, by number; a title is number 0."""
    articles, sentences = schema.TABLES["articles"].c, schema.TABLES["sentences"].c
    found: dict[int, str] = {}
    wanted = list(numbers)
    if TITLE in wanted:
        title = sa.select(articles.title).where(articles.article_id == article_id)
        found[TITLE] = connection.scalar(title) or ""
    for part in schema.in_parts(wanted):
        within = sentences.sentence.in_(part)
        query = sa.select(sentences.sentence, sentences.text).where(
            sentences.article_id == article_id, within
        )
        found |= dict(connection.execute(query).tuples().all())
    return found


def _save_title(connection: sa.Connection, article_id: str, row: Mapping[str, Any]) -> bool:
    """Write a title's English, unless a person has worded it; whether it was written."""
    articles = schema.TABLES["articles"]
    here = sa.and_(articles.c.article_id == article_id, articles.c.title_engine != PERSON)
    made = f"{row['engine']} {row['engine_version']}".strip()
    values = {"title_en": row["text_en"], "title_engine": made, "title_flags": row["flags"]}
    return bool(connection.execute(sa.update(articles).where(here).values(**values)).rowcount)


def is_loaded(connection: sa.Connection, article_id: str) -> bool:
    """Whether the article is in the corpus, within a transaction."""
    key = schema.TABLES["articles"].c.article_id
    return connection.scalar(sa.select(key).where(key == article_id)) is not None


def _place(connection: sa.Connection, article_id: str, sentence: int) -> tuple[int, int] | None:
    """Where a sentence stands in its article's text."""
    table = schema.TABLES["sentences"]
    query = sa.select(table.c.start, table.c.end).where(
        table.c.article_id == article_id, table.c.sentence == sentence
    )
    found = connection.execute(query).tuples().first()
    return (found[0], found[1]) if found else None


def _changes(connection: sa.Connection, article_id: str, sentence: int) -> list[dict[str, Any]]:
    """A person's changes of a sentence's English that stand, in order."""
    ledger, place = schema.TABLES["corrections"].c, _place(connection, article_id, sentence)
    start, end = place or (None, None)
    here = sa.and_(ledger.article_id == article_id, ledger.start.is_not_distinct_from(start))
    query = sa.select(schema.TABLES["corrections"]).where(here, ledger.end.is_not_distinct_from(end))
    rows = [dict(row) for row in connection.execute(query.order_by(ledger.id)).mappings()]
    out = undone(from_row(row) for row in rows)
    return [row for row in rows if row["what"] == _ENGLISH and row["id"] not in out]


def _no_translation(article_id: str, sentence: int) -> dict[str, Any]:
    return {
        "article_id": article_id,
        "sentence": sentence,
        "text_en": "",
        "engine": "",
        "engine_version": "",
        "edited_by": "",
        "flags": "[]",
    }


_PACKED = ("text_en", "engine", "engine_version", "edited_by", "flags")


def _pack(row: Mapping[str, Any]) -> str:
    return dump_list(row[name] for name in _PACKED)


def _unpack(cell: str, article_id: str, sentence: int) -> dict[str, Any]:
    return {**_no_translation(article_id, sentence), **dict(zip(_PACKED, load_list(cell), strict=True))}
