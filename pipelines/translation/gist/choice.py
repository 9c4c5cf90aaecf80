"""Which reading of a French word is meant: rules over the words beside it, where Apertium's tagger is unsure.

Every rule reads the words before it as chosen already, and what the words after it may be. It narrows the readings of
one word; where several are left, the tagger's own choice stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipelines.lexicon import load_yaml
from pipelines.translation.gist import small_words
from pipelines.translation.gist.place import EDGE, NOMINAL, Place, Rule, words
from pipelines.translation.gist.readings import Reading, Token


def choose(tokens: Sequence[Token]) -> None:
    """Leave each word one reading, the first of its list."""
    for at, token in enumerate(tokens):
        if len(token.readings) < 2:
            continue
        token.readings = [_chosen(Place(tokens, at), token.readings)]


def _chosen(place: Place, readings: list[Reading]) -> Reading:
    fixed = words()["lemmas"].get(place.low)
    if fixed:
        readings = [r for r in readings if r.lemma.lower() == fixed] or readings
    left = readings
    for rule in (small_words.RULES.get(place.low), *_RULES):
        if rule is None or len({r.kind for r in left}) < 2:
            continue
        wanted = rule(place)
        if wanted:
            left = [r for r in left if r.kind in wanted] or left
    return _mood(place, left)


def _mood(place: Place, readings: list[Reading]) -> Reading:
    """Of two verb forms spelt alike the indicative; of two persons that of the subject before."""
    first = readings[0]
    if first.kind != "finite":
        return first
    alike = [r for r in readings if r.kind == "finite" and "imp" not in r.tags and "prs" not in r.tags]
    if not alike or first in alike:
        return first
    return next((r for r in alike if r.lemma == first.lemma), alike[0])


def _participle(place: Place) -> set[str] | None:
    """ "a ajouté", "est écrit": participles after their auxiliary."""
    auxiliary = place.auxiliary()
    if auxiliary == "avoir" and "participle" in place.kinds:
        return {"participle"}
    if auxiliary == "être" and "participle" in place.kinds and "finite" in place.kinds:
        return {"participle", "adjective"}
    if place.verbal() and "finite" in place.kinds:
        return {"finite"}
    return None


def _after_determiner(place: Place) -> set[str] | None:
    """ "une affaire", "ses avions": no verb after a determiner, and no adverb but before an adjective."""
    if place.determined() and place.kinds & NOMINAL:
        after = place.after()
        if "adjective" in place.kinds and "noun" in place.kinds:
            return _adjective_or_noun(place, after)
        return set(NOMINAL) | {"participle"} if "noun" not in place.kinds else {"noun", "adjective", "number"}
    if place.determined() and place.kinds >= {"participle", "finite"}:
        return {"participle"}
    return None


def _adjective_or_noun(place: Place, after: Token) -> set[str]:
    """ "l'ancien chef": an adjective; "le politique français": a noun."""
    follows = after.kinds & NOMINAL and not after.kinds & {"preposition", "determiner"}
    return {"adjective"} if place.low in words()["before_nouns"] and follows else {"noun"}


def _after_noun(place: Place) -> set[str] | None:
    """ "le bloc politique", "une somme précise": an adjective after its noun."""
    if (
        place.kind_before() in {"noun", "name"}
        and "adjective" in place.kinds
        and place.token.blank.strip() == ""
    ):
        if "finite" in place.kinds and place.after().kinds & {"determiner", "clitic"} | ({"conjunction"} if place.after().low in {"que", "qu'"} else set()):  # fmt: skip
            return {"finite"}
        if place.kinds & {"noun"} and _agree(place):
            return {"adjective"}
    return None


def _agree(place: Place) -> bool:
    noun = place.before().readings[:1]
    if not noun:
        return False
    for reading in place.token.readings:
        if reading.kind == "adjective":
            numbers = {"sg", "pl"} & set(reading.tags)
            known = {"sg", "pl"} & set(noun[0].tags)
            if not numbers or not known or numbers == known:
                return True
    return False


def _after_preposition(place: Place) -> set[str] | None:
    """ "en compte", "sans contrôle": no verb in a person after a preposition."""
    if place.kind_before() == "preposition" and place.before().readings[0].parts[-1][1][:1] == ("pr",):
        verbal = {"infinitive"} if place.before().low not in {"en"} else {"gerund"}
        if (
            place.before().low in {"de", "d'"}
            and "noun" in place.kinds
            and place.kinds & {"participle", "adjective"}
            and not place.after().kinds & {"noun", "adjective"}
        ):
            return {"noun"}  # "une centaine de blessés"
        return set(NOMINAL) | verbal | {"participle", "determiner", "pronoun", "adverb", "relative", "preposition", "conjunction"}  # fmt: skip
    return None


def _verb_for_clause(place: Place) -> set[str] | None:
    """ "Le nouveau livre offre profondeur", "sa vie continue": the verb that the clause still lacks."""
    if not place.kinds >= {"noun", "finite"} or place.kind_before() not in {"noun", "name", "adjective"}:
        return None
    if place.token.blank.strip():
        return None
    return {"finite"} if not _has_verb(place) else None


def _says(place: Place) -> set[str] | None:
    """ "Une erreur, juge le maire.": a verb of saying after a comma, its subject after it."""
    said = _speaking()
    if (
        place.before().low != ","
        or not place.after().kinds & {"determiner", "name"}
        or place.after().blank.strip()
    ):
        return None
    return (
        {"finite"}
        if any(r.kind == "finite" and r.lemma.lower() in said for r in place.token.readings)
        else None
    )


def _has_verb(place: Place) -> bool:
    """Whether the clause has its verb already, or has one to come that can be nothing else."""
    for steps in range(1, 12):
        token = place.before(steps)
        if token is EDGE:
            break
        chosen = token.readings[0] if token.readings else None
        if chosen and chosen.kind == "finite":
            return True
        if chosen and chosen.kind in {"relative", "conjunction", "mark"}:
            break
    for steps in range(1, 9):
        token = place.after(steps)
        if token.kinds & {"mark", "relative", "conjunction"} and not token.kinds & {"noun"}:
            return False
        if token.kinds == {"finite"}:
            return True
    return False


_RULES: tuple[Rule, ...] = (
    _says,
    _participle,
    _after_determiner,
    _after_noun,
    _after_preposition,
    _verb_for_clause,
)


@cache
def _speaking() -> frozenset[str]:
    return frozenset(load_yaml("gist_senses.yaml")["after_quotations"])
