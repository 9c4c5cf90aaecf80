"""Which sense of a French word is meant, by the words in its sentence: "vol" is a flight beside "avion", else a theft."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from pipelines.lexicon import load_yaml
from pipelines.translation.gist import verbs
from pipelines.translation.gist.clauses import TIMES
from pipelines.translation.gist.persons import is_person
from pipelines.translation.gist.units import Unit


@cache
def _table() -> dict[str, Any]:
    found: dict[str, Any] = load_yaml("gist_senses.yaml")
    return found


def choose(units: Sequence[Unit]) -> None:
    """Give nouns, adjectives and verbs the English that the words beside them call for."""
    words = _table()["beside"]
    lemmas = {u.low for u in units} | {u.extra.get("surface", "").lower() for u in units}
    for unit in units:
        options = words.get(unit.extra.get("phrase") or unit.low)
        if options and unit.pos in {"n", "adj", "vblex"} and not unit.fixed:
            for english, beside in options.items():
                if lemmas.intersection(beside):
                    unit.english = english
                    break


def with_it(group: verbs.Group) -> str:
    """The English of a verb with "l'" that is no pronoun, which is taken away: "l'emporter" is "win"."""
    english = _table()["with_it"].get(group.verbs[-1].low)
    it = next((c for c in group.clitics if c.low == "le" and not c.plural and not c.feminine), None)
    if english is None or it is None or it is not group.clitics[-1]:
        return ""
    group.clitics.remove(it)
    return str(english)


def _done_to_a_person(units: Sequence[Unit], group: verbs.Group) -> bool:
    """Whether the object of a verb, or the subject of its passive, is a person: "violer une femme", "violer la loi"."""
    if any(c.low in {"le", "me", "te", "nous", "vous"} for c in group.clitics):
        return True
    start = next(n for n, u in enumerate(units) if u is group.verbs[0])
    before, after = reversed(units[max(0, start - 6) : start]), units[group.end : group.end + 5]
    is_passive = len(group.verbs) > 1 and group.verbs[-2].low == "être"
    noun = next(
        (u for u in (before if is_passive or not after else after) if u.pos in {"n", "sent", "cm"} or u.name),
        None,
    )
    if is_passive and noun is None:
        return any(u.pos == "prn" and "tn" in u.tags for u in units[max(0, start - 2) : start])
    return noun is not None and (is_person(noun) or (noun.name and not noun.extra.get("bare")))


def of_verb(units: Sequence[Unit], group: verbs.Group, *, infinitive: bool, spoken: bool) -> str:
    """The English of a group's verb: by its object, by an infinitive after it, by a quotation before it."""
    main = group.verbs[-1]
    english = main.english or main.lemma
    table = _table()
    if phrase := main.extra.get("phrase"):
        return english if infinitive else str(table["without_infinitives"].get(phrase, english))
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
    reflexive = any(c.low == "se" for c in group.clitics)
    told = any(c.low in {"lui", "leur", "me", "te", "nous", "vous"} for c in group.clitics)
    alone = (
        after is None
        or after.pos in {"sent", "cm", "pr", "adv", "cnjcoo", "rpar"}
        or bool(after.blank.strip())
    )
    holds = {
        "told": told and after is not None and after.low in {"de", "que"},
        "of_oneself": reflexive and after is not None and (after.pos in {"adj", "n"} or after.tense == "pp"),
        "taking_time": any(u.low in TIMES for u in units[group.end : group.end + 3]),
        "without_objects": alone and not group.clitics and main.tense != "pp",
        "with_infinitives": infinitive,
        "with_persons": main.low in table["with_persons"] and _done_to_a_person(units, group),
        "with_objects": noun and not spoken,
    }
    return next(
        (str(table[kind][main.low]) for kind in holds if holds[kind] and main.low in table[kind]), english
    )
