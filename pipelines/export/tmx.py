"""A corpus's sentences with their English as a translation memory that other tools read."""

from __future__ import annotations

import io

from pipelines.corpus import Corpus
from pipelines.translation.base import source_name
from pipelines.translation.tmx import Unit, write_tmx


def memory_bytes(corpus: Corpus) -> tuple[bytes, int]:
    """The imported units, then everything translated in the corpus, as TMX; and how many units that is."""
    tables = corpus.tables()
    both = tables.sentences.merge(tables.translations, on=["article_id", "sentence"])
    here = [
        Unit(row.text, row.text_en, f"{source_name(row.engine)} {row.engine_version}".strip(), row.edited_by)
        for row in both.itertuples()
    ]
    out = io.BytesIO()
    number = write_tmx([*corpus.imported_units(), *here], out)
    return out.getvalue(), number
