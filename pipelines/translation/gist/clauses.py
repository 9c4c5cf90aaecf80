"""Order within a clause: subjects after their verb put before it, adverbs where English has them, spans of time."""

from __future__ import annotations

import itertools

from pipelines.translation.gist import verbs
from pipelines.translation.gist.lexicon import function_words
from pipelines.translation.gist.nouns import MONTHS, close, is_noun, is_quantity
from pipelines.translation.gist.units import Unit

_INTRODUCING = frozenset({"que", "où", "dont", "comme", "ce que", "lequel", "laquelle"})
TIMES = frozenset({"an", "année", "jour", "journée", "mois", "semaine", "heure", "minute", "siècle", "décennie", "seconde", "trimestre", "week-end", "saison"})  # fmt: skip
_SUBJECT_STARTS = frozenset({"det", "predet", "np", "n", "num"})


def noun_group(units: list[Unit], at: int) -> int:
    """The end of the noun group that begins at a place, with its "de" complements; the place itself where none does."""
    index = at
    seen = False
    while index < len(units):
        unit = units[index]
        if index > at and not close(unit):
            break
        if unit.pos in {"det", "predet", "num", "adj"} or unit.tense == "pp" or is_quantity(unit):
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
        if unit.low not in _INTRODUCING or unit.pos in {"only", "than"} or unit.has("prn", "itg"):
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
        ended = end >= len(units) or not close(units[end]) or _finite(units[end])
        if not ended and units[end].pos not in {"pr", "cnjcoo", "cnjsub", "cnjadv", "adv", "sent", "cm", "rpar"}:  # fmt: skip
            continue
        subject, verb = units[group.end : end], units[index : group.end]
        if unit.low == "comme":
            verb = [u for u in verb if not verbs.is_clitic(u)]
        subject[0].blank, verb[0].blank = " ", " "
        out += [*subject, *verb]
        index = end
    return out


def _finite(unit: Unit) -> bool:
    return unit.verb and unit.tense not in {"inf", "pp", "ger", "ppres"}


def spans_of_time(units: list[Unit]) -> None:
    """ "depuis dix ans" is "for ten years", "depuis 2010" "since 2010"; "pendant trois jours" is "for three days"."""
    for index, unit in enumerate(units):
        if unit.low not in {"depuis", "pendant", "durant", "depuis plus de", "depuis près de"}:
            continue
        at = index + 1
        while at < len(units) and close(units[at]) and units[at].pos in {"det", "num", "adv", "adj", "pr", "prn", "phrase"} and not units[at].has("det", "def") and not units[at].has("det", "dem"):  # fmt: skip
            at += 1
        if at > index + 1 and at < len(units) and units[at].low in TIMES:
            unit.english, unit.fixed = "for", True


def tolls(units: list[Unit]) -> None:
    """ "faire cinq morts" as "leave five dead"."""
    said = function_words()["tolls"]
    for index, unit in enumerate(units):
        if unit.low != "faire" or not unit.verb or unit.extra.get("phrase"):
            continue
        counted = False
        for after in itertools.takewhile(
            lambda u: not u.verb or u.tense == "pp", units[index + 1 : index + 12]
        ):
            counted = counted or after.pos == "num" or is_quantity(after)
            if counted and after.low in said and after.pos in {"n", "adj"}:
                unit.english, after.english, after.fixed = "leave", said[after.low], True
                after.extra["toll"] = "1"


def up_to(units: list[Unit]) -> None:
    """ "jusqu'à 25 cm" is "up to 25 cm", "deux buts par match" "two goals per match"."""
    for unit, following in itertools.pairwise(units):
        if unit.low in {"jusque à", "jusqu'à"} and following.pos == "num" and close(following) and not _clock(following):  # fmt: skip
            unit.english, unit.fixed = "up to", True
        elif unit.low == "près de" and following.pos != "num" and not is_quantity(following):
            unit.english = "near"
        elif unit.low == "par" and following.low in function_words()["per_nouns"] and not following.plural:
            unit.english, unit.fixed = "per", True


def _clock(unit: Unit) -> bool:
    return "hour" in unit.tags or (unit.low.isdigit() and 1900 <= int(unit.low) <= 2100)


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
        if article.has("det", "def") and noun.low in (TIMES | verbs_days()) and adjective.low in {"dernier", "prochain"} and close(adjective):  # fmt: skip
            article.english, article.fixed, article.tags = "", True, ("gone",)
            noun.blank = article.blank
            article.blank = ""


def verbs_days() -> frozenset[str]:
    """Names of days, months, seasons and holidays."""
    return frozenset(function_words()["calendar"])


_AT_A_TIME = frozenset(
    {"à", "vers", "dès", "avant", "après", "jusqu'à", "jusque à", "être", "à partir de", "depuis"}
)
_AS_AFTER = frozenset({"décrire", "considérer", "voir", "présenter", "servir", "agir", "travailler", "utiliser", "traiter", "percevoir", "connaître", "reconnaître", "désigner", "nommer", "élire", "choisir", "définir", "citer", "saluer", "dénoncer", "interpréter", "accueillir", "apparaître", "devenir", "débuter", "commencer"})  # fmt: skip


def like(units: list[Unit], at: int) -> str:
    """ "comme" is "as" before a clause and after verbs of opinion, else "like"."""
    following = units[at + 1] if at + 1 < len(units) else None
    if following is None:
        return "as"
    if following.pos in {"pr", "rel"} or following.tense == "pp" or (following.pos == "prn" and "tn" in following.tags and verbs.read(units, at + 2)):  # fmt: skip
        return "as"
    for unit in units[max(0, at - 5) : at]:
        if unit.verb and unit.low in _AS_AFTER:
            return "as"
    end = noun_group(units, at + 1)
    if end > at + 1 and verbs.read(units, end) and close(units[end]):
        return "as"
    return "like"


def denied_near(units: list[Unit], at: int) -> bool:
    """Whether "ne" or "sans" stands before a word, or "ne" after it: "jamais la dette n'avait atteint"."""
    before, after = units[max(0, at - 6) : at], units[at + 1 : at + 8]
    return any(u.low in {"ne", "sans"} for u in before) or any(u.low == "ne" for u in after)


def including(units: list[Unit], at: int) -> bool:
    """Whether "dont" means "including": a noun group follows, and no verb of its own after it."""
    end = noun_group(units, at + 1)
    if end == at + 1:
        return False
    group = verbs.read(units, end) if end < len(units) and close(units[end]) else None
    return group is None or group.verbs[0].tense in {"pp", "inf", "ger", "ppres"}


def _counts(units: list[Unit], at: int) -> bool:
    """ "un Français sur deux", "une entreprise sur dix": "one … in two"."""
    return (
        at + 3 < len(units) and units[at + 3].pos == "num" and (is_noun(units[at + 1]) or units[at + 1].name)
    )


def _clock_at(units: list[Unit], at: int) -> bool:
    """ "à 17 heures", "vers 7 h": a time of the day, where no more of it follows."""
    if not at or at + 1 >= len(units) or not units[at].low.isdigit() or int(units[at].low) > 24:
        return False
    after = units[at + 2] if at + 2 < len(units) else None
    ends = after is None or not close(after) or (after.low not in {"de", "par", "et"} and after.pos != "num")
    return units[at + 1].low in {"h", "heure"} and units[at - 1].low in _AT_A_TIME and ends


def numbered(units: list[Unit]) -> list[Unit]:
    """ "les années 1970" as "the 1970s", "les trois derniers mois" as "the last three months", "à deux reprises" as "twice"."""
    out: list[Unit] = []
    index = 0
    while index < len(units):
        unit = units[index]
        following = units[index + 1] if index + 1 < len(units) else None
        third = units[index + 2] if index + 2 < len(units) else None
        if unit.low in {"mille", "mil"} and unit.pos == "num":  # "dix mille" is "ten thousand"
            unit.english = "thousand" if out and out[-1].pos == "num" and close(unit) else "a thousand"
        if unit.low == "année" and unit.plural and following is not None and following.pos == "num" and close(following) and following.low.isdigit():  # fmt: skip
            year = following.low if len(following.low) == 4 else "19" + following.low
            out.append(Unit(unit.blank, "années", ("n", "f", "pl"), english=f"{year}s", fixed=True))
            index += 2
            continue
        if unit.pos == "num" and following is not None and close(following) and following.low in {"dernier", "prochain", "premier"} and following.plural:  # fmt: skip
            unit.blank, following.blank = following.blank, unit.blank
            out += [following, unit]
            index += 2
            continue
        if unit.low == "un" and following is not None and third is not None and third.low == "sur" and _counts(units, index):  # fmt: skip
            unit.english, unit.fixed, third.english, third.fixed = "one", True, "in", True
        if unit.low in {"fin", "début"} and following is not None and following.low in MONTHS and (not out or out[-1].pos not in {"det", "pr", "adj"}):  # fmt: skip
            unit.english, unit.fixed = f"in {'late' if unit.low == 'fin' else 'early'}", True
        if _clock_at(units, index):
            unit.english, unit.fixed = f"{unit.low}:00", True
            out.append(unit)
            index += 2
            continue
        if unit.low == "à" and following is not None and following.pos == "num" and third is not None and third.low == "reprise":  # fmt: skip
            words = {"deux": "twice", "2": "twice"}.get(following.low, f"{following.english} times")
            out.append(Unit(unit.blank, "à reprises", ("adv",), english=words, fixed=True))
            index += 3
            continue
        out.append(unit)
        index += 1
    return out
