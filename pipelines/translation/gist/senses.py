"""Which sense of a French word is meant, by the words in its sentence: "vol" is a flight beside "avion", else a theft."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from pipelines.lexicon import load_yaml
from pipelines.translation.gist import verbs
from pipelines.translation.gist.units import Unit


@cache
def _table() -> dict[str, Any]:
    found: dict[str, Any] = load_yaml("gist_senses.yaml")
    return found


def choose(units: Sequence[Unit]) -> None:
    """Give nouns, adjectives and verbs the English that the words beside them call for."""
    words = _table()["beside"]
    if not any(u.low in words for u in units):
        return
    lemmas = {u.low for u in units} | {u.extra.get("surface", "").lower() for u in units}
    for unit in units:
        options = words.get(unit.low)
        if options and unit.pos in {"n", "adj", "vblex"} and not unit.fixed and not unit.extra.get("phrase"):
            for english, beside in options.items():
                if lemmas.intersection(beside):
                    unit.english = english
                    break


def of_verb(units: Sequence[Unit], group: verbs.Group, *, infinitive: bool, spoken: bool) -> str:
    """The English of a group's verb: by its object, by an infinitive after it, by a quotation before it."""
    main = group.verbs[-1]
    english = main.english or main.lemma
    if main.extra.get("phrase"):
        return english
    table = _table()
    if spoken and main.low in table["after_quotations"]:
        return str(table["after_quotations"][main.low])
    if infinitive and english == "say":
        return "claim"
    after = units[group.end] if group.end < len(units) else None
    noun = (
        after is not None
        and not after.blank.strip()
        and (after.pos in {"det", "n", "num", "predet"} or after.name)
    )
    if main.low in table["with_objects"] and not spoken and noun:
        return str(table["with_objects"][main.low])
    return english
