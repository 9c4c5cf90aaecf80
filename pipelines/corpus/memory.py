"""A person's own translations and wanted wordings: they win over every machine."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

import sqlalchemy as sa

from pipelines.corpus import memory_units, schema
from pipelines.corpus.connection import IMPORTS, MEMORY, VERSION
from pipelines.corpus.english_log import NO_TITLE, PERSON, TITLE, note_english
from pipelines.corpus.memory_places import Places, article_french
from pipelines.corpus.translations import TranslationStore
from pipelines.translation.glossary import Term
from pipelines.translation.imported import Imported
from pipelines.translation.memory import MemoryEngine
from pipelines.translation.tmx import Skipped, Unit


class MemoryStore(TranslationStore):
    """The translation memory of a corpus: sentences worded by a person, units imported, terms."""

    def __init__(self, where: str | Path) -> None:
        super().__init__(where)
        self._imported: tuple[int, MemoryEngine] | None = None
        self._memory: tuple[int, MemoryEngine] | None = None
        self._places: tuple[int, Places] | None = None
        self._memory_lock = threading.Lock()

    def person_memory(self) -> MemoryEngine:
        """`person_units` as an engine; an edit costs no new index of what was imported, which can be large."""
        imports, changes = self._counter(IMPORTS), self._counter(MEMORY)
        with self._memory_lock:
            if self._imported is None or self._imported[0] != imports:
                self._imported = (imports, MemoryEngine(self.imported_units()))
            if self._memory is None or self._memory[0] != changes:
                self._memory = (changes, self._imported[1].with_units(self.edited_units()))
            return self._memory[1]

    def person_units(self) -> list[Unit]:
        """Units that were imported for everywhere, then every sentence and title that a person has worded here."""
        return [*self.imported_units(), *self.edited_units()]

    def imported_units(self) -> list[Unit]:
        """The units that were imported and hold everywhere."""
        with self._reading() as connection:
            return memory_units.kept(connection)

    def placed_units(self) -> list[Unit]:
        """The units that were imported for one place only."""
        with self._reading() as connection:
            return memory_units.kept(connection, placed=True)

    def placed_in(self, article_id: str, sentences: Sequence[int]) -> dict[int, Unit]:
        """Sentence number → the unit that is for this very place, for some sentences of an article (0 is its title)."""
        places = self._placed()
        if not places:
            return {}
        with self._reading() as connection:
            found = article_french(connection, article_id)
        return places.within(*found, sentences) if found else {}

    def _placed(self) -> Places:
        imports = self._counter(IMPORTS)
        with self._memory_lock:
            if self._places is None or self._places[0] != imports:
                self._places = (imports, Places(self.placed_units()))
            return self._places[1]

    def edited_units(self) -> list[Unit]:
        """Every sentence and title that a person has worded in the corpus, with who and when."""
        with self._reading() as connection:
            return memory_units.edited(connection)

    def import_units(self, units: Iterable[Unit], skipped: Iterable[Skipped] = ()) -> Imported:
        """Keep units of a translation memory, one for each French sentence, and one for each place of an alternative.

        The newer wins, in the file and over what is kept, but never over a person's wording unless it is a person's
        itself.

        Args:
            units: what was read.
            skipped: what was not, to be told with the numbers.
        """
        given = list(units)
        with self._writing(VERSION, MEMORY, IMPORTS) as connection:
            return memory_units.keep(connection, given, skipped, memory_units.edited(connection))

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
            articles = schema.TABLES["articles"]
            titled = [article_id for article_id, sentence in sentences if sentence == TITLE]
            made = sa.and_(articles.c.title_engine != PERSON, ~articles.c.title_engine.startswith("memory"))
            for part in schema.in_parts(titled):
                here = sa.and_(articles.c.article_id.in_(part), made)
                connection.execute(sa.update(articles).where(here).values(**NO_TITLE))
            for article_id, sentence in sentences:
                here = sa.and_(table.c.article_id == article_id, table.c.sentence == sentence)
                connection.execute(
                    sa.delete(table).where(here, table.c.edited_by == "", table.c.engine != "memory")
                )
