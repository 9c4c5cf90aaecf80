"""Noun groups: adjectives before the noun, "N de N" as English compounds, articles that English leaves out."""

from __future__ import annotations

import itertools
import re

from pipelines.translation.gist import persons
from pipelines.translation.gist.units import Unit

_DEGREE = frozenset({"très", "plus", "moins", "trop", "assez", "aussi", "si", "particulièrement", "extrêmement", "fortement", "largement", "profondément", "relativement"})  # fmt: skip
_MASS_VERBS = frozenset({"avoir", "faire", "donner", "falloir", "mettre", "prendre", "vendre", "acheter", "produire", "perdre", "gagner", "boire", "manger", "créer", "trouver", "apporter", "recevoir", "demander"})  # fmt: skip
_QUANTITY = re.compile(r"(?:aine|milliers?|centaines?|nombre|plupart|plus|moins) (?:de|des)$")
DAYS = frozenset({"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"})
MONTHS = frozenset({"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"})  # fmt: skip


def close(unit: Unit) -> bool:
    """Whether nothing but a space stands before it."""
    return not unit.blank.strip()


def is_noun(unit: Unit) -> bool:
    """Whether it is a common noun."""
    return unit.pos == "n"


def is_quantity(unit: Unit) -> bool:
    """Whether it is a phrase that counts the noun after it: "une dizaine de", "plus d'un millier de"."""
    return bool(_QUANTITY.search(unit.low))


def is_definite(unit: Unit) -> bool:
    """Whether it is "le" in any form."""
    return unit.has("det", "def")


def adjectives_first(units: list[Unit]) -> list[Unit]:
    """Adjectives and short participles moved before the noun they follow."""
    out: list[Unit] = []
    index = 0
    while index < len(units):
        unit = units[index]
        if not is_noun(unit) or unit.fixed:
            out.append(unit)
            index += 1
            continue
        if _judged(out):  # "juge la réforme injuste"
            out.append(unit)
            index += 1
            continue
        moved: list[list[Unit]] = []
        at = index + 1
        while (found := _adjective(units, at)) and _agrees(unit, found[-1]):
            moved.append(found)
            at += len(found)
        if moved and at + 1 < len(units) and units[at].low == "et" and close(units[at]):
            second = _adjective(units, at + 1)
            if second and _agrees(unit, second[-1]) and second[-1].pos == "adj":
                moved[-1] = [*moved[-1], units[at], *second]
                at += 1 + len(second)
        flat = [u for group in reversed(moved) for u in group]
        if flat:
            blank = unit.blank
            for n, u in enumerate(flat):
                u.blank = blank if n == 0 else " "
            unit.blank = " "
        out += [*flat, unit]
        index = at
    return out


def _judged(before: list[Unit]) -> bool:
    """Whether a noun with "le" is the object of a verb that says what it is: an adjective after it stays there."""
    return len(before) > 1 and is_definite(before[-1]) and before[-2].verb and before[-2].low in {"juger", "rendre", "estimer", "croire"}  # fmt: skip


def _agrees(noun: Unit, adjective: Unit) -> bool:
    known = {"sg", "pl"}
    a, b = known & set(noun.tags), known & set(adjective.tags)
    return not a or not b or a == b


def _adjective(units: list[Unit], at: int) -> list[Unit]:
    """The adjective, with its adverb, that begins there and may stand before the noun."""
    first = units[at] if at < len(units) else None
    if first is None or not close(first):
        return []
    if first.low in _DEGREE and at + 1 < len(units) and units[at + 1].pos == "adj" and close(units[at + 1]):
        return [] if first.low in {"plus", "moins"} and _follows(units, at + 2) else [first, units[at + 1]]
    if first.pos == "adj" and first.low.endswith((" de", " à")):
        return []
    if first.pos == "adj" and "ind" not in first.tags:
        governs = first.extra.get("phrase") is None and (_governs(first) or _participial(first))
        return [] if governs and _follows(units, at + 1, more=_participial(first)) else [first]
    if first.tense == "pp" and not _follows(units, at + 1, more=True):
        return [first]
    return []


def _governs(adjective: Unit) -> bool:
    return adjective.low in {"capable", "responsable", "susceptible", "favorable", "contraire", "égal", "supérieur", "inférieur", "relatif", "propre", "proche", "originaire", "hostile", "opposé", "lié", "issu", "conforme", "nécessaire", "prêt", "victime", "coupable", "digne", "sûr", "plein", "âgé", "antérieur", "postérieur", "semblable", "similaire", "identique", "voisin", "différent", "distinct", "libre", "riche", "pauvre", "fier", "heureux", "content", "inquiet", "conscient", "désireux", "soucieux", "passible", "apte", "commun", "fidèle", "sensible", "étranger", "destiné", "interne", "externe", "équivalent", "large", "long", "haut"}  # fmt: skip


def _participial(adjective: Unit) -> bool:
    """Whether an adjective is a participle by its form: "situé", "connu"."""
    return adjective.low.endswith(("é", "i", "u")) and adjective.low not in {
        "bleu",
        "joli",
        "vrai",
        "gai",
        "nu",
    }


def _follows(units: list[Unit], at: int, *, more: bool = False) -> bool:
    """Whether a complement follows: "de", "à", with `more` any preposition, infinitive, adverb or name."""
    if at >= len(units) or not close(units[at]):
        return False
    unit = units[at]
    if unit.pos == "pr":
        return more or unit.low in {"de", "à", "que"}
    if unit.low in {"que", "en"}:
        return True
    if not more or unit.low == "ne" or (unit.pos == "prn" and "pro" in unit.tags):
        return False
    return unit.tense == "inf" or unit.pos in {"adv", "det", "n", "num", "prn", "adj"} or not unit.tags


def such(units: list[Unit]) -> list[Unit]:
    """ "une telle loi" as "such a law"."""
    for article, unit in itertools.pairwise(units):
        if article.has("det", "ind") and article.low == "un" and unit.low == "tel" and close(unit):
            article.lemma, article.tags, article.english, article.fixed = "tel", ("predet",), "such", True
            unit.lemma, unit.tags, unit.english, unit.fixed = "un", ("det", "ind"), "a", False
    return units


def ages(units: list[Unit]) -> list[Unit]:
    """ "un homme de 32 ans" as "a 32-year-old man", "âgé de 32 ans" as "aged 32", ", 79 ans," as ", 79,"."""
    out: list[Unit] = []
    index = 0
    while index < len(units):
        unit = units[index]
        number = units[index + 1] if index + 1 < len(units) else None
        years = units[index + 2] if index + 2 < len(units) else None
        if (
            unit.low == "de"
            and number is not None
            and years is not None
            and number.pos == "num"
            and out
            and (years.low == "an" or out[-1].low == "âgé")
        ):
            before = out[-1]
            if before.low == "âgé":
                before.english = "aged"
                index = _aged(units, index + 1, out)
                continue
            if before.low == "âge" and not before.plural:
                age = Unit(unit.blank, "an", ("num",), english=f"of {number.english}", fixed=True)  # fmt: skip
                out.append(age)
                index += 3
                continue
            if is_noun(before) and persons.is_person(before):
                age = Unit(before.blank, "an", ("adj",), english=f"{number.english}-year-old", fixed=True)
                before.blank = " "
                out.insert(_first_adjective(out), age)
                if out[-2] is not age:
                    age.blank, out[-1].blank = out[out.index(age) + 1].blank, " "
                    out[out.index(age) + 1].blank = " "
                index += 3
                continue
        if unit.low == "de" and out and out[-1].low == "âgé" and (end := _about(units, index + 1)):
            out[-1].english = "aged"
            out.append(units[index + 1])
            index = end
            continue
        if unit.pos == "num" and number is not None and number.low == "an" and "," in unit.blank and (years is None or not close(years) or years.pos in {"cm", "sent", "rpar"}):  # fmt: skip
            out.append(unit)
            index += 2
            continue
        if unit.pos == "num" and number is not None and number.low == "an" and out and out[-1].pos in {"cm", "lpar"} and years is not None and years.pos in {"cm", "rpar"}:  # fmt: skip
            out.append(unit)
            index += 2
            continue
        out.append(unit)
        index += 1
    return out


def _about(units: list[Unit], at: int) -> int:
    """Where "une trentaine d'années" ends that begins at a place, 0 where there is none."""
    words = units[at : at + 2]
    return at + 2 if len(words) == 2 and is_quantity(words[0]) and words[1].low == "année" else 0


def _aged(units: list[Unit], at: int, out: list[Unit]) -> int:
    """The ages after "âgé de", without their "ans": "aged 33, 34 and 39"; where to go on."""
    while at < len(units):
        unit = units[at]
        if unit.low == "an":
            return at + 1
        if not (unit.pos in {"num", "cm", "cnjcoo"} or unit.low in {"de", "à", "seulement"}):
            return at
        out.append(unit)
        at += 1
    return at


def _first_adjective(out: list[Unit]) -> int:
    at = len(out) - 1
    while at > 0 and out[at - 1].pos == "adj" and close(out[at]):
        at -= 1
    return at
