"""Prepositions that a French verb, noun or adjective calls for, with the English ones: "empêcher de" → "prevent from"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cache

from pipelines.lexicon import load_yaml
from pipelines.translation.gist.units import Unit

_FAR = 9  # words between a verb and its preposition


@cache
def _table() -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = load_yaml("gist_government.yaml")
    return found


def mark(units: Sequence[Unit], governor: Unit, at: int) -> None:
    """Give the preposition that a verb calls for its English, where it follows in the clause."""
    following = units[at] if at < len(units) else None
    if (
        governor.low in _table()["changes"]
        and following is not None
        and following.low == "de"
        and following.pos == "pr"
    ):
        number = units[at + 1] if at + 1 < len(units) else None
        if number is not None and (number.pos == "num" or number.low in {"près de", "plus de", "moins de"}):
            _set(following, "by")
            return
    phrase = governor.extra.get("phrase", "")
    if phrase.endswith((" de", " à")):
        _second(units, Unit("", phrase.rpartition(" ")[2], ("pr",)), at)
    wanted = _table()["verbs"].get(governor.low)
    if not wanted or governor.extra.get("phrase"):
        return
    for unit in units[at : at + _FAR]:
        if unit.pos in {"sent", "cm", "cnjcoo", "cnjsub", "rel"} or (unit.verb and unit.tense not in {"pp"}):
            return
        if unit.pos == "pr" and unit.low in wanted and not unit.fixed:
            if unit is units[at] or _open(units, unit):
                _set(unit, wanted[unit.low])
                _second(units, unit, at)
            return


def _second(units: Sequence[Unit], first: Unit, at: int) -> None:
    """Give "et de" after a governed "de" the same English: "accusé de vol et de fraude"."""
    for before, unit in itertools.pairwise(units[at : at + _FAR]):
        if before.pos in {"sent", "cm", "rel", "cnjsub"} or (
            before.verb and before.tense not in {"pp", "inf"}
        ):
            return
        if before.low in {"et", "ou"} and unit.low == first.low and unit.pos == "pr" and not unit.fixed:
            _set(unit, first.english)


def _open(units: Sequence[Unit], unit: Unit) -> bool:
    """Whether a preposition is the verb's though other words stand between: before an infinitive, after a name."""
    at = next(n for n, u in enumerate(units) if u is unit)
    following = units[at + 1] if at + 1 < len(units) else None
    return (
        (following is not None and following.tense == "inf")
        or units[at - 1].name
        or units[at - 1].pos == "np"
    )


def nouns(units: Sequence[Unit]) -> None:
    """Give the preposition after a noun or an adjective its English: "une hausse des prix" → "a rise in prices"."""
    for before, unit in itertools.pairwise(units):
        if unit.pos != "pr" or unit.fixed or unit.blank.strip():
            continue
        kind = (
            "nouns"
            if before.pos == "n"
            else "adjectives"
            if before.pos == "adj" or before.tense == "pp"
            else ""
        )
        wanted = _table()[kind].get(before.low, {}) if kind else {}
        if unit.low in wanted and not before.extra.get("compound"):
            _set(unit, wanted[unit.low])


def _set(unit: Unit, english: str) -> None:
    unit.english, unit.fixed = english, True
    unit.extra["governed"] = "1"
