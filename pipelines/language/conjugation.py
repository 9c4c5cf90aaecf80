"""The forms of a verb by what they can do in a clause; `morphology` makes them."""

from __future__ import annotations

from typing import NamedTuple

from pipelines.language import morphology
from pipelines.language.morphology import GERUND, INFINITIVE, PARTICIPLE

_NOT_FINITE = frozenset({INFINITIVE, GERUND, PARTICIPLE})


class Forms(NamedTuple):
    """The simple forms of one verb; compound tenses are left to the caller."""

    infinitive: str
    finite: frozenset[str]
    present_participle: str
    past_participles: frozenset[str]


def conjugate(infinitive: str) -> Forms:
    """The simple forms of a verb: "dire" → dit, disait, dira …; disant; dit, dite, dits, dites.

    Raises:
        ValueError: it is no French infinitive, or its conjugation is not tabled.
    """
    table = morphology.conjugate(infinitive)
    return Forms(
        infinitive,
        frozenset(form for form, tenses in table.items() if tenses - _NOT_FINITE),
        next((form for form in sorted(table) if GERUND in table[form]), ""),
        frozenset(form for form, tenses in table.items() if PARTICIPLE in tenses),
    )
