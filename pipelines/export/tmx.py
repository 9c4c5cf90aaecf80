"""A corpus's sentences with their English as a translation memory that other tools read."""

from __future__ import annotations

import io

from pipelines.corpus import Corpus
from pipelines.corpus.english_log import PERSON
from pipelines.model import Tables
from pipelines.translation.base import source_name
from pipelines.translation.tmx import Unit, write_tmx


def memory_bytes(corpus: Corpus) -> tuple[bytes, int]:
    """All that is translated here as TMX, and how many units that is.

    Each sentence and title stands once, with the English that would be used for it: the newest wording of a person, then
    what was imported, then an engine's. What was imported for one place only follows, with its place.
    """
    tables = corpus.tables()
    both = tables.sentences.merge(tables.translations, on=["article_id", "sentence"])
    made = both[both["edited_by"] == ""]
    titled = tables.articles[(tables.articles["title"] != "") & (tables.articles["title_en"] != "")]
    units = {
        title: Unit(title, english, made_by(*engine.split(" ", 1)))
        for title, english, engine in titled[["title", "title_en", "title_engine"]].itertuples(index=False)
        if engine != PERSON
    }
    cells = made[["text", "text_en", "engine", "engine_version"]].itertuples(index=False)
    units |= {french: Unit(french, english, made_by(*engine)) for french, english, *engine in cells}
    units |= {unit.fr: unit for unit in corpus.imported_units()}
    for unit in corpus.edited_units():
        if unit.fr not in units or unit.replaces(units[unit.fr]):
            units[unit.fr] = unit
    out = io.BytesIO()
    number = write_tmx([*units.values(), *corpus.placed_units()], out)
    return out.getvalue(), number


def bitext_bytes(tables: Tables) -> bytes:
    """The sentences of `tables` that have English, each French sentence once, as TMX."""
    both = tables.sentences.merge(tables.translations, on=["article_id", "sentence"])
    cells = both.loc[both["text_en"] != "", ["text", "text_en", "engine", "engine_version", "edited_by"]]
    units: dict[str, Unit] = {}
    for french, english, engine, version, who in cells.itertuples(index=False):
        if french not in units or (who and not units[french].edited_by):  # a person's wording comes first
            units[french] = Unit(french, english, made_by(engine, version), who)
    out = io.BytesIO()
    write_tmx(units.values(), out)
    return out.getvalue()


def made_by(engine: str, version: str = "") -> str:
    """An engine and its version in words, as a unit's label: "apertium gist fr-es+spa-eng"."""
    return f"{source_name(engine)} {version}".strip()
