"""A corpus's sentences with their English as a translation memory that other tools read."""

from __future__ import annotations

import io

from pipelines.corpus import Corpus
from pipelines.translation.base import source_name
from pipelines.translation.tmx import Unit, write_tmx
from pipelines.translation.tmx_units import stamp


def memory_bytes(corpus: Corpus) -> tuple[bytes, int]:
    """All that is translated here as TMX, and how many units that is.

    Each sentence stands once, with the English that would be used for it: a person's newest wording here, then what
    was imported, then an engine's. What was imported for one place only follows, with its place.
    """
    tables = corpus.tables()
    both = tables.sentences.merge(tables.translations, on=["article_id", "sentence"])
    ledger = tables.corrections[tables.corrections["what"] == "english.text"]
    places = zip(ledger["article_id"], ledger["start"], strict=True)
    when = dict(zip(places, ledger["when"].map(stamp), strict=True))  # the last of a place stays
    engines: dict[str, Unit] = {}
    persons: dict[str, Unit] = {}
    for row in both.itertuples():
        label = f"{source_name(row.engine)} {row.engine_version}".strip()
        changed = when.get((row.article_id, row.start), "") if row.edited_by else ""
        unit = Unit(row.text, row.text_en, label, row.edited_by, changed)
        kind = persons if unit.edited_by else engines
        if unit.fr not in kind or unit.replaces(kind[unit.fr]):
            kind[unit.fr] = unit
    units = engines | {unit.fr: unit for unit in corpus.imported_units()} | persons
    out = io.BytesIO()
    number = write_tmx([*units.values(), *corpus.placed_units()], out)
    return out.getvalue(), number
