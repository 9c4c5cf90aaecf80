"""How values read on a page. The words themselves are in `pipelines.wording`, which reports and files share."""

from __future__ import annotations

from pipelines.wording.dates import date_words, edtf_words
from pipelines.wording.typography import (
    NARROW_SPACE,
    STATUS_WORDS,
    TYPE_WORDS,
    count,
    country_name,
    french_spaces,
    keep_together,
    listing,
    quoted,
    shorten,
)

__all__ = [
    "NARROW_SPACE",
    "STATUS_WORDS",
    "TYPE_LETTERS",
    "TYPE_WORDS",
    "count",
    "country_name",
    "date_words",
    "edtf_words",
    "french_spaces",
    "keep_together",
    "listing",
    "quoted",
    "shorten",
]

# The class of an actor's mark and glyph in the components.
TYPE_LETTERS = {"PER": "p", "ORG": "o", "LOC": "l", "MISC": "x"}
