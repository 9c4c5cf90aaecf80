"""Order within a clause: subjects after their verb put before it, adverbs where English has them, spans of time."""

from __future__ import annotations

from pipelines.translation.gist import verbs
from pipelines.translation.gist.lexicon import function_words
from pipelines.translation.gist.nouns import close, is_noun
from pipelines.translation.gist.units import Unit

_INTRODUCING = frozenset({"que", "où", "dont", "comme", "ce que", "lequel", "laquelle"})
_TIME = frozenset({"an", "année", "jour", "journée", "mois", "semaine", "heure", "minute", "siècle", "décennie", "seconde", "trimestre", "week-end", "saison"})  # fmt: skip
_SUBJECT_STARTS = frozenset({"det", "predet", "np", "n", "num"})


def noun_group(units: list[Unit], at: int) -> int:
    """The end of the noun group that begins at a place, with its "de" complements; the place itself where none does."""
    index = at
    seen = False
    while index < len(units):
        unit = units[index]
        if index > at and not close(unit):
            break
        if unit.pos in {"det", "predet", "num", "adj"} or unit.tense == "pp":
            index += 1
        elif is_noun(unit) or unit.name or unit.pos == "np":
            seen = True
            index += 1
        elif seen and unit.low == "de" and unit.pos == "pr" and noun_group(units, index + 1) > index + 1:
            index = noun_group(units, index + 1)
        else:
            break
    return index if seen else at


def subjects_first(units: list[Unit]) -> list[Unit]:
    """ "le texte que soutiennent les députés" as "le texte que les députés soutiennent"."""
    out: list[Unit] = []
    index = 0
    while index < len(units):
        unit = units[index]
        out.append(unit)
        index += 1
        if unit.low not in _INTRODUCING or unit.pos in {"only", "than"}:
            continue
        if unit.low == "que" and unit.pos not in {"rel", "cnjsub", "prn"}:
            continue
        group = verbs.read(units, index)
        if group is None or group.verbs[0].tense in {"inf", "pp", "ger", "ppres"} or group.subject:
            continue
        if (
            group.end >= len(units)
            or not close(units[group.end])
            or units[group.end].pos not in _SUBJECT_STARTS
        ) and not (group.end < len(units) and units[group.end].name and close(units[group.end])):
            continue
        end = noun_group(units, group.end)
        if end == group.end or (unit.low == "comme" and not group.clitics):
            continue
        if end < len(units) and close(units[end]) and units[end].pos not in {"pr", "cnjcoo", "cnjsub", "cnjadv", "adv", "sent", "cm", "rpar"}:  # fmt: skip
            continue
        subject, verb = units[group.end : end], units[index : group.end]
        if unit.low == "comme":
            verb = [u for u in verb if not verbs.is_clitic(u)]
        subject[0].blank, verb[0].blank = " ", " "
        out += [*subject, *verb]
        index = end
    return out


def spans_of_time(units: list[Unit]) -> None:
    """ "depuis dix ans" is "for ten years", "depuis 2010" "since 2010"; "pendant trois jours" is "for three days"."""
    for index, unit in enumerate(units):
        if unit.low not in {"depuis", "pendant", "durant", "depuis plus de", "depuis près de"}:
            continue
        at = index + 1
        while at < len(units) and close(units[at]) and units[at].pos in {"det", "num", "adv", "adj", "pr", "prn", "phrase"} and not units[at].has("det", "def") and not units[at].has("det", "dem"):  # fmt: skip
            at += 1
        if at > index + 1 and at < len(units) and units[at].low in _TIME:
            unit.english, unit.fixed = "for", True


def adverb_before(units: list[Unit], at: int) -> Unit | None:
    """The short adverb after a simple verb that English puts before it: "il mentionne également" → "he also mentions"."""
    if at >= len(units) or not close(units[at]):
        return None
    unit = units[at]
    if unit.pos in {"adv", "preadv"} and unit.english in function_words()["mid_adverbs"]:
        return unit
    return None


def since_then(units: list[Unit], at: int) -> bool:
    """Whether "depuis" follows in the clause, after which a French present is an English perfect."""
    for unit in units[at : at + 9]:
        if (
            unit.pos in {"sent", "cm"}
            or unit.low in {"que", "qui"}
            or (unit.verb and unit.tense not in {"inf", "pp"})
        ):
            return False
        if unit.low.startswith("depuis"):
            return True
    return False


def last_week(units: list[Unit]) -> None:
    """ "la semaine dernière" is "last week": a time with "dernier" or "prochain" after it has no article."""
    for article, noun, adjective in zip(units, units[1:], units[2:], strict=False):
        if article.has("det", "def") and noun.low in (_TIME | verbs_days()) and adjective.low in {"dernier", "prochain"} and close(adjective):  # fmt: skip
            article.english, article.fixed, article.tags = "", True, ("gone",)
            noun.blank = article.blank
            article.blank = ""


def verbs_days() -> frozenset[str]:
    """Names of days, months, seasons and holidays."""
    return frozenset(function_words()["calendar"])
