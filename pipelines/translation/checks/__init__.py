"""What a translation may have lost or added: numbers, names, dates, negations, quotations, harm.

Precision comes before recall: a flag in the margin that is wrong teaches the reader to look away. A number is
compared by value, a name by every form it may take in English, a negation by presence; see
`benchmarks/translation_checks.py` for how often a correct translation is flagged and a broken one is not.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.translation.checks.consistency import two_englishes
from pipelines.translation.checks.flag import Flag, Name
from pipelines.translation.checks.harm import harm_flags
from pipelines.translation.checks.names import capitalised_names, name_flags
from pipelines.translation.checks.negations import negation_flags
from pipelines.translation.checks.numbers import date_flags, number_flags
from pipelines.translation.checks.quotations import quotation_flags

__all__ = ["Flag", "Name", "capitalised_names", "flags", "two_englishes"]


def flags(french: str, english: str, names: Sequence[Name] = ()) -> list[Flag]:
    """The flags of one sentence and its English; [] when there is no English to check.

    Args:
        names: the names of the French sentence, as found by the language layer.
    """
    if not english.strip():
        return []
    found = [
        *number_flags(french, english),
        *date_flags(french, english),
        *name_flags(french, english, names),
        *negation_flags(french, english),
        *quotation_flags(french, english),
        *harm_flags(french, english),
    ]
    return list(dict.fromkeys(found))
