"""Two nouns with "de" as an English compound: "taux de chômage" → "unemployment rate"; quantities without "of"."""

from __future__ import annotations

from pipelines.translation.gist import persons
from pipelines.translation.gist.inflect import plural
from pipelines.translation.gist.lexicon import function_words
from pipelines.translation.gist.nouns import close, is_definite, is_noun
from pipelines.translation.gist.units import Unit

_COUNTED = frozenset({"femme", "homme", "enfant", "personne"})  # "women's", "children's": said in the plural


def compounds(units: list[Unit]) -> list[Unit]:
    """Nouns joined by "de" without an article, the second before the first."""
    out = list(units)
    index = 0
    while index + 2 < len(out):
        noun, of, second = out[index : index + 3]
        if not (
            is_noun(noun)
            and of.low == "de"
            and of.pos == "pr"
            and not of.fixed
            and close(of)
            and close(second)
        ):
            index += 1
            continue
        if noun.low in function_words()["bare_nouns"] and not is_definite(second):
            if _counted(out, index):
                noun.fixed = True  # "two million people"
                del out[index + 1]
            else:
                index += 1  # "millions of people"
            continue
        if _joins(out, index):
            form = plural(second.english) if second.low in _COUNTED and second.plural else second.english
            noun.english = f"{form} {noun.english}"
            noun.extra["compound"] = "1"
            del out[index + 1 : index + 3]
            continue
        index += 1
    return out


def _counted(units: list[Unit], at: int) -> bool:
    return at > 0 and (
        units[at - 1].pos == "num" or (units[at - 1].pos == "det" and units[at - 1].low != "le")
    )


def _joins(units: list[Unit], at: int) -> bool:
    noun, second = units[at], units[at + 2]
    after = units[at + 3] if at + 3 < len(units) else None
    if after is not None and close(after):
        named = after.name or after.pos == "np"
        if (
            (named and persons.is_person(second))
            or after.tense == "pp"
            or (named and after.extra.get("gender"))
        ):
            return False
    return (
        noun.low not in function_words()["of_nouns"]
        and is_noun(second)
        and not second.name
        and " of " not in noun.english
        and bool(noun.english)
        and bool(second.english)
        and not second.french
        and not noun.extra.get("compound")
    )
