"""Articles that English leaves out: partitives, and before names of states, days and dates."""

from __future__ import annotations

from pipelines.translation.gist.lexicon import function_words
from pipelines.translation.gist.nouns import DAYS as _DAYS
from pipelines.translation.gist.nouns import MONTHS as _MONTHS
from pipelines.translation.gist.nouns import close, is_definite, is_noun
from pipelines.translation.gist.units import Unit


def articles(units: list[Unit]) -> list[Unit]:
    """Articles that English leaves out: partitives, before names of states, days and dates."""
    out: list[Unit] = []
    index = 0
    while index < len(units):
        unit = units[index]
        following = units[index + 1] if index + 1 < len(units) else None
        before = out[-1] if out else None
        if (
            unit.low == "de"
            and unit.pos == "pr"
            and following
            and _partitive(unit, following, before, units, index)
        ):
            if is_definite(following):
                index += 1
                if index + 1 < len(units):
                    units[index + 1].blank = unit.blank
            elif following:
                following.blank = unit.blank
            index += 1
            continue
        if is_definite(unit) and following and following.low == "un" and following.plural:
            following.blank, following.english, following.fixed = unit.blank, "some", True  # "les uns"
            index += 1
            continue
        if is_definite(unit) and following and _no_article(following, units, index):
            following.blank = unit.blank
            if (following.low in _DAYS and not following.plural) or following.tags[:1] == ("num",):
                unit.english, unit.fixed = "on", True
                if before is not None and before.pos == "pr":
                    unit.english = ""
                following.blank = " "
                out.append(unit)
            index += 1
            continue
        if unit.low in _DAYS and (before is None or before.pos not in {"pr", "det", "adj", "num", "cnjcoo"}) and before is not None and close(unit):  # fmt: skip
            out.append(Unit(unit.blank, "le", ("on",), english="on", fixed=True))
            unit.blank = " "
        out.append(unit)
        index += 1
    return out


def _no_article(following: Unit, units: list[Unit], index: int) -> bool:
    if following.extra.get("bare"):
        return True
    if following.has("np", "loc"):
        return not following.english.endswith("s")
    if following.low in _DAYS:
        return True
    after = units[index + 2] if index + 2 < len(units) else None
    return following.pos == "num" and after is not None and after.low in _MONTHS


def _partitive(unit: Unit, following: Unit, before: Unit | None, units: list[Unit], index: int) -> bool:
    """Whether "de" says only that the noun is indefinite: "des élus", "de l'eau", "de graves crises", "pas de loi"."""
    if unit.fixed or not close(following):
        return False
    loose = before is None or not close(unit)
    active = before is not None and before.verb and (before.tense != "pp" or bool(before.extra.get("active")))
    if is_definite(following):
        if following.plural:
            return loose or before is None or active or _before_indefinite(before)
        mass = before is not None and active and before.low not in function_words()["de_verbs"]
        return mass or (
            before is not None and before.pos == "pr" and before.low in {"avec", "pour", "par", "contre"}
        )
    if following.pos == "adj" and following.plural and _noun_after(units, index + 1):
        return loose or (before is not None and (active or before.pos in {"pr", "cm", "cnjcoo"}))
    return before is not None and before.low in {"pas", "plus", "jamais"} and following.pos in {"n", "adj"}


def _before_indefinite(before: Unit) -> bool:
    return before.pos in {"pr", "cnjsub", "cnjcoo", "cm", "sent", "lpar", "rel"} or before.low in {"ne", "pas", "que", "comme", "aussi", "également", "notamment"}  # fmt: skip


def _noun_after(units: list[Unit], at: int) -> bool:
    while at < len(units) and close(units[at]) and (units[at].pos == "adj" or units[at].low == "et"):
        at += 1
    return at < len(units) and is_noun(units[at]) and close(units[at])
