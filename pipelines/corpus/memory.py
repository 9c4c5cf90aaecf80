"""A person's own translations and wanted wordings: they win over every machine."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import sqlalchemy as sa

from pipelines.corpus import schema
from pipelines.corpus.connection import IMPORTS, MEMORY, VERSION
from pipelines.corpus.english_log import note_english
from pipelines.corpus.translations import TranslationStore, sentence_hash
from pipelines.translation.glossary import Term
from pipelines.translation.memory import MemoryEngine
from pipelines.translation.tmx import Unit


class MemoryStore(TranslationStore):
    """The translation memory of a corpus: sentences worded by a person, units imported, terms."""

    def __init__(self, where: str | Path) -> None:
        super().__init__(where)
        self._imported: tuple[int, MemoryEngine] | None = None
        self._memory: tuple[int, MemoryEngine] | None = None
        self._memory_lock = threading.Lock()

    def person_memory(self) -> MemoryEngine:
        """`person_units` as an engine; an edit costs no new index of what was imported, which can be large."""
        imports, changes = self._counter(IMPORTS), self._counter(MEMORY)
        with self._memory_lock:
            if self._imported is None or self._imported[0] != imports:
                self._imported = (imports, MemoryEngine(self.imported_units()))
            if self._memory is None or self._memory[0] != changes:
                self._memory = (changes, self._imported[1].with_units(self._edited_units()))
            return self._memory[1]

    def person_units(self) -> list[Unit]:
        """Units that were imported, then every sentence that a person has worded in the corpus: the later win."""
        return [*self.imported_units(), *self._edited_units()]

    def imported_units(self) -> list[Unit]:
        """The units that were imported."""
        units = schema.memory_units
        query = sa.select(units.c.fr, units.c.en, units.c.label, units.c.edited_by)
        with self._reading() as connection:
            return [Unit(*row) for row in connection.execute(query).tuples()]

    def _edited_units(self) -> list[Unit]:
        table, sentences = schema.TABLES["translations"], schema.TABLES["sentences"]
        same = sa.and_(table.c.article_id == sentences.c.article_id, table.c.sentence == sentences.c.sentence)
        query = sa.select(sentences.c.text, table.c.text_en, table.c.edited_by).join_from(
            table, sentences, same
        )
        with self._reading() as connection:
            edited = connection.execute(query.where(table.c.edited_by != "")).tuples()
            return [Unit(french, english, "edited by hand", who) for french, english, who in edited]

    def import_units(self, units: Iterable[Unit]) -> int:
        """Keep units of a translation memory, one for each French sentence. Returns how many.

        The later unit wins, in the file and over what is kept, but never over a person's wording unless it is a
        person's itself.
        """
        table = schema.memory_units
        rows: dict[str, Unit] = {}
        for unit in units:
            key = sentence_hash(unit.fr)
            if unit.edited_by or key not in rows or not rows[key].edited_by:
                rows[key] = unit
        keys = list(rows)
        with self._writing(VERSION, MEMORY, IMPORTS) as connection:
            for begin in range(0, len(keys), 500):  # SQLite's bound-variable limit
                part = keys[begin : begin + 500]
                there = table.c.fr_hash.in_(part)
                persons = set(
                    connection.scalars(sa.select(table.c.fr_hash).where(there, table.c.edited_by != ""))
                )
                fresh = [key for key in part if rows[key].edited_by or key not in persons]
                connection.execute(sa.delete(table).where(table.c.fr_hash.in_(fresh)))
                if fresh:
                    connection.execute(
                        sa.insert(table), [{"fr_hash": key, **asdict(rows[key])} for key in fresh]
                    )
        return len(rows)

    def terms(self) -> list[Term]:
        """The person's terms, in alphabetical order of the French."""
        with self._reading() as connection:
            rows = connection.execute(sa.select(schema.terms).order_by(schema.terms.c.fr)).tuples()
            return [Term(french, english, by_person=True) for french, english in rows]

    def set_terms(self, terms: Iterable[Term]) -> list[str]:
        """Replace the person's terms.

        Returns:
            The French of every term that was added, changed or removed, so that its sentences can be translated anew.
        """
        before = {term.fr: term.en for term in self.terms()}
        after = {term.fr: term.en for term in terms}
        with self._writing(VERSION) as connection:
            connection.execute(sa.delete(schema.terms))
            if after:
                connection.execute(
                    sa.insert(schema.terms), [{"fr": fr, "en": en} for fr, en in after.items()]
                )
        return sorted(fr for fr in before.keys() | after.keys() if before.get(fr) != after.get(fr))

    def drop_machine_english(self, sentences: Sequence[tuple[str, int]]) -> None:
        """Forget the machine's English of these (article_id, sentence), so that it is made anew; a person's stays."""
        table = schema.TABLES["translations"]
        if not sentences:
            return
        written: dict[str, list[int]] = {}
        for article_id, sentence in sentences:
            written.setdefault(article_id, []).append(sentence)
        with self._writing() as connection:
            note_english(connection, written)
            for article_id, sentence in sentences:
                here = sa.and_(table.c.article_id == article_id, table.c.sentence == sentence)
                connection.execute(
                    sa.delete(table).where(here, table.c.edited_by == "", table.c.engine != "memory")
                )
