"""Whether a text is a table, told by its first lines."""

from __future__ import annotations

from pipelines.reading.fields import columns_by_field
from pipelines.reading.samples import Sample

_LONGEST_HEADER = 2_000
_TEXTS = frozenset({".txt", ".text", ".asc", ""})


def is_table(sample: Sample) -> bool:
    """A text whose first line names columns, the articles' text and another field among them, as Excel's Unicode text.

    Prose does not: "Le texte ; la date" has no other line of the same width below it.
    """
    if sample.suffix not in _TEXTS:
        return False
    lines = [line.strip("\r") for line in sample.head.lstrip("\ufeff").split("\n")[:40] if line.strip()]
    if len(lines) < 2 or len(lines[0]) > _LONGEST_HEADER:
        return False
    for sign in "\t;|,":
        names = [name.strip().strip('"') for name in lines[0].split(sign)]
        known = columns_by_field(names)
        if len(names) > 1 and "text" in known and len(known) > 1 and lines[1].count(sign) >= len(names) - 1:
            return all(0 < len(name) < 40 for name in names)
    return False
