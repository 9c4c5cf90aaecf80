"""Words that deny: "personne" and "rien" as subjects, after which "plus" is "any longer" and "jamais" "ever"."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.translation.gist import verbs
from pipelines.translation.gist.clauses import noun_group
from pipelines.translation.gist.nouns import close
from pipelines.translation.gist.units import Unit

_DENYING = frozenset({"personne", "rien", "aucun", "nul"})
_FAR = 7  # words between the subject and its verb


def once(units: Sequence[Unit], group: verbs.Group, start: int) -> str:
    """Leave a group one negation where its subject denies already; what is to be added after the verb."""
    if not (group.ne and group.negation) or not denied(units, start):
        return ""
    told, group.negation = group.negation, ""
    if told == "never":
        group.adverbs.append(Unit(" ", "jamais", ("adv",), english="ever"))
    return "any longer" if told == "no longer" else ""


def denied(units: Sequence[Unit], start: int) -> bool:
    """Whether the subject of the verb at a place denies: "rien n'indique que"."""
    for unit in reversed(units[max(0, start - _FAR) : start]):
        if unit.pos in {"sent", "cm", "cnjsub", "rel"} or (unit.verb and unit.tense != "pp"):
            return False
        if unit.low in _DENYING and unit.pos in {"prn", "det"}:
            return True
    return False


def no_more_than(units: Sequence[Unit], at: int) -> bool:
    """Whether "que" after "ne … plus" restricts: "n'a plus que deux jours", but not "ne croit plus que le maire viendra"."""
    if at >= len(units) or units[at].low != "que":
        return False
    end = noun_group(list(units), at + 1)
    clause = verbs.read(units, end) if end < len(units) and close(units[end]) else None
    return end > at + 1 and (clause is None or clause.verbs[0].tense in {"inf", "pp", "ger", "ppres"})


def everything(units: list[Unit]) -> list[Unit]:
    """ "avoir tout perdu", "tout savoir" with "tout" after the verb: "lost everything"."""
    out: list[Unit] = []
    index = 0
    while index < len(units):
        unit = units[index]
        following = units[index + 1] if index + 1 < len(units) else None
        all_of_it = unit.low == "tout" and unit.pos in {"predet", "prn", "det"} and not unit.plural
        if all_of_it and following is not None and close(following) and _takes(following, out):
            following.blank, unit.blank = unit.blank, " "
            unit.english, unit.fixed, unit.tags = "everything", True, ("prn", "ind")
            out += [following, unit]
            index += 2
            continue
        out.append(unit)
        index += 1
    return out


def _takes(verb: Unit, before: Sequence[Unit]) -> bool:
    return verb.tense == "inf" or (verb.tense == "pp" and bool(before) and before[-1].low == "avoir")
