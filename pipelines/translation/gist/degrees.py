"""Degrees of comparison: "plus grand" as "larger", "le plus important" as "the most important", "que" after them as "than"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.translation.gist.inflect import compared
from pipelines.translation.gist.units import Unit

_MORE = {"plus": "more", "moins": "less"}
_QUANTITIES = {"plus de": "more", "moins de": "fewer", "autant de": "as many"}
_EQUAL = {"aussi": "as", "autant": "as much"}
_FAR = 12  # words between a comparative and its "que"


def compare(units: list[Unit]) -> list[Unit]:
    """Comparatives and superlatives as one unit each, and the "que" that belongs to them.

    "une ville plus grande que Lyon" → "a city larger than Lyon"; "la ville la plus grande" → "the largest city".
    """
    out: list[Unit] = []
    index = 0
    while index < len(units):
        unit = units[index]
        following = units[index + 1] if index + 1 < len(units) else None
        if (
            unit.low in _MORE
            and following is not None
            and not following.blank.strip()
            and following.pos in {"adj", "adv"}
            and following.english
            and following.low not in {"que", "encore", "tard", "tôt"}
            and not denied(out)
        ):
            superlative = bool(out) and _definite(out[-1])
            merged = _merged(unit, following, superlative=superlative)
            if superlative and len(out) > 1 and out[-2].pos == "n" and out[-1].has("det", "def") and not out[-1].blank.strip():  # fmt: skip
                article = out.pop()
                merged.blank = article.blank
            out.append(merged)
            if not superlative:
                _than(units, index + 2, "than")
            index += 2
            continue
        if unit.low in _QUANTITIES:
            _counted(units, index)
        if unit.low in {"plus", "moins", "davantage"} and not denied(out):
            _than(units, index + 1, "than", near=True)
        elif unit.low in _EQUAL and following is not None and following.pos in {"adj", "adv"} and _than(units, index + 1, "as"):  # fmt: skip
            unit.english = "as"
        elif unit.low in {"meilleur", "pire"} and out and _definite(out[-1]):
            unit.english = "best" if unit.low == "meilleur" else "worst"
        elif unit.low in {"meilleur", "pire", "supérieur", "inférieur", "mieux", "autre", "autrement"}:
            _than(units, index + 1, "than", near=unit.low in {"autre", "autrement"})
        elif unit.low == "même" and unit.pos in {"adj", "det"}:
            _than(units, index + 1, "as")
        out.append(unit)
        index += 1
    return out


def _counted(units: list[Unit], at: int) -> None:
    """ "plus de décès que de naissances" as "more deaths than births"."""
    for number, unit in enumerate(units[at + 1 : at + 6], start=at + 1):
        following = units[number + 1] if number + 1 < len(units) else None
        if unit.low == "que" and following is not None and following.low == "de" and following.pos == "pr":
            units[at].english, units[at].fixed = _QUANTITIES[units[at].low], True
            unit.english, unit.fixed, unit.tags = (
                "as" if units[at].low == "autant de" else "than",
                True,
                ("than",),
            )
            following.english, following.fixed = "", True
            return


def denied(before: Sequence[Unit]) -> bool:
    """Whether a "ne" before it waits for its "plus": "tu ne seras plus là"."""
    for number, unit in enumerate(reversed(before[-6:])):
        if unit.low == "ne":
            return True
        if not (unit.verb or unit.pos in {"prn", "adv"}) or unit.low in {"pas", "jamais", "rien"} or unit.blank.strip(" -"):  # fmt: skip
            return False
        if number and unit.verb and unit.tense in {"inf"}:
            return False
    return False


def _definite(unit: Unit) -> bool:
    return unit.has("det", "def") or unit.has("det", "pos")


def _merged(degree: Unit, adjective: Unit, *, superlative: bool) -> Unit:
    more = degree.low == "plus"
    english = adjective.english
    forms = compared(english) if more else None
    if forms:
        english = forms[1] if superlative else forms[0]
    else:
        word = ("most" if superlative else "more") if more else ("least" if superlative else "less")
        english = f"{word} {english}"
    merged = Unit(degree.blank, f"plus {adjective.low}", adjective.tags, english=english)
    merged.extra["degree"] = "superlative" if superlative else "comparative"
    return merged


def _than(units: list[Unit], at: int, word: str, *, near: bool = False) -> bool:
    """Make the next "que" of the clause the one of a comparison."""
    for unit in units[at : at + (4 if near else _FAR)]:
        if re.search(r"[,;:.!?»]", unit.blank) or unit.pos in {"sent", "cm"} or unit.low == "qui":
            return False
        if unit.low == "que":
            unit.english, unit.fixed, unit.tags = word, True, ("than",)
            return True
        if unit.verb and unit.tense not in {"pp", "inf"} and not near:
            return False
    return False
