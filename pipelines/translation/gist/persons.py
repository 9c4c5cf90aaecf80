"""Who is a person: titles before names, "his", "her" or "its", "he", "she" or "it"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipelines.lexicon import load_yaml
from pipelines.translation.gist.lexicon import function_words
from pipelines.translation.gist.units import Unit
from pipelines.translation.known_names import english_words


@cache
def persons() -> frozenset[str]:
    """Lemmas of nouns that mean persons: the functions of `titles.yaml`, and the data's own."""
    titles = {form for pair in load_yaml("titles.yaml")["functions"] for form in pair}
    own = function_words()
    return frozenset(titles) | frozenset(own["persons"]) | frozenset(own["titles"])


def is_person(unit: Unit) -> bool:
    """Whether a noun or name means a person."""
    if unit.extra.get("gender") or unit.has("np", "ant"):
        return True
    if unit.pos != "n":
        return False
    words = unit.low.split(" ")  # "jeune femme", "homme d'affaires", but "prise d'otage"
    heads = {unit.low, words[0], *(words[1:] if len(words) == 2 and "'" not in unit.low else ())}
    return not heads.isdisjoint(persons())


def gender(unit: Unit) -> str:
    """ "m", "f" or "" of a noun or a name."""
    told = unit.extra.get("gender", "")
    if told in {"m", "f"}:
        return told
    return "f" if unit.feminine else "m" if "m" in unit.tags else ""


def titled(units: list[Unit]) -> list[Unit]:
    """ "le président russe Vladimir Poutine" without its article: "Russian President Vladimir Putin"."""
    capitals = function_words()["titles"]
    out: list[Unit] = []
    for index, unit in enumerate(units):
        if unit.has("det", "def") and not unit.plural:
            end = _title(units, index + 1)
            if end:
                for each in units[index + 1 : end]:
                    if each.pos == "n" and each.low in capitals:
                        each.english = " ".join(w[0].upper() + w[1:] for w in each.english.split())
                units[index + 1].blank = unit.blank
                continue
        out.append(unit)
    return out


def _title(units: Sequence[Unit], at: int) -> int:
    """Where the name begins that a title at a place stands before, 0 where there is none."""
    seen = False
    for index in range(at, min(at + 5, len(units))):
        unit = units[index]
        if index > at and unit.blank.strip():
            return 0
        if unit.name or unit.pos == "np":
            return index if seen and not unit.extra.get("place") and not unit.has("np", "loc") else 0
        if unit.pos == "n" and unit.low in persons():
            seen = True
        elif unit.pos != "adj":
            return 0
    return 0


def possessor(units: Sequence[Unit], at: int) -> str:
    """ "his", "her" or "its" for a "son" at a place: by the person named last before it, else by what follows."""
    for unit in reversed(units[:at]):
        if (
            unit.pos == "prn"
            and unit.low in {"il", "elle"}
            and "tn" in unit.tags
            and not unit.extra.get("thing")
        ):
            return "her" if unit.low == "elle" or unit.feminine else "his"
        if is_person(unit) and not unit.plural:
            return "her" if gender(unit) == "f" else "his"
        if unit.name and not unit.extra.get("place") and _two_names(unit.english):
            return "his"
    for unit in units[at + 1 : at + 12]:
        if is_person(unit) and not unit.plural and unit.pos != "n":
            return "her" if gender(unit) == "f" else "his"
    kin = next((u for u in units[at + 1 : at + 3] if u.pos == "n"), None)
    return "his" if kin is not None and kin.low in function_words()["kin"] else "its"


def _two_names(english: str) -> bool:
    """Whether it may be first and family name: two words with a capital that are no words of English."""
    words = english.split(" ")
    return len(words) == 2 and all(w[:1].isupper() and w.lower() not in english_words() for w in words)


def thing(units: Sequence[Unit], at: int) -> bool:
    """Whether a singular "il" or "elle" at a place means a thing: nouns of its gender before it are none of persons."""
    pronoun = units[at]
    wanted = "f" if pronoun.low == "elle" or pronoun.feminine else "m"
    found = False
    for unit in reversed(units[:at]):
        spoken = (
            unit.pos == "prn"
            and unit.low in {"il", "elle"}
            and "tn" in unit.tags
            and not unit.extra.get("thing")
        )
        if (spoken or is_person(unit)) and gender(unit) in {"", wanted}:
            return False
        if unit.name and not (unit.extra.get("gender") or unit.extra.get("place") or unit.extra.get("bare")):
            return False
        if unit.pos == "n" and not unit.plural and gender(unit) == wanted:
            found = True
    return found
