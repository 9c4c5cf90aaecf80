"""The subject that follows a reporting verb: "a lancé jeudi, devant la presse, le ministre"."""

from __future__ import annotations

from pipelines.language.phrases import RELATIVES, WHEN, begins_phrase, phrase_end
from pipelines.language.surface import MARKS, Surface

_PREPOSITIONS = frozenset({
    "à", "au", "aux", "dans", "devant", "sur", "en", "lors", "après", "avant", "pour", "par", "depuis", "pendant", "durant",
    "via", "auprès", "vers", "chez", "sous", "contre", "avec", "face", "de", "d'", "du", "des", "dès", "entre", "peu",
    "quelques", "il", "sans", "selon", "parmi", "hors", "malgré", "derrière", "près", "loin", "outre", "hormis", "jusque",
})  # fmt: skip
_FARTHEST = 40  # tokens between a verb and its inverted subject


def subject_after(surface: Surface, i: int) -> tuple[int, int] | None:  # noqa: PLR0911, PLR0912
    """The noun phrase that follows a reporting verb as its inverted subject, adverbs and adjuncts skipped.

    Args:
        i: the token right after the verb group.
    """
    stop = min(surface.last[i - 1], i + _FARTHEST) if i else 0
    j = i
    while j < stop:
        word, pos = surface.low[j], surface.pos[j]
        if word == "," and (j == i or _opens_adjunct(surface, j + 1)):
            j = _past_parenthesis(surface, j, stop)
            if j < 0:
                return None
        elif (
            word in MARKS
            or word in (".", ";", ":", "!", "?", ",")
            or word in RELATIVES
            or surface.low[j].isspace()
        ):
            return None
        elif surface.is_mention(j):
            return j, phrase_end(surface, j)
        elif word in WHEN or pos == "ADV" or word in ("pas", "jamais"):
            j += 1
        elif is_when(surface, j, stop):
            j = j + 2
        elif (
            word == "le" and j + 2 < stop and surface.low[j + 1][:1].isdigit() and surface.low[j + 2] in WHEN
        ):
            j += 4 if j + 3 < stop and surface.low[j + 3].isdigit() else 3
        elif word in _PREPOSITIONS and word not in ("des", "il") and word != "peu":
            if j + 1 < stop and surface.infinitive[j + 1]:
                return None
            j = _past_adjunct(surface, j, stop)
        elif pos == "NUM" and j + 1 < stop and surface.low[j + 1] in WHEN:
            j += 2
        elif begins_phrase(surface, j) and word not in ("cela", "ça"):
            return j, phrase_end(surface, j)
        else:
            return None
    return None


def is_when(surface: Surface, j: int, stop: int) -> bool:
    """Whether an article or "ce" at j begins a time ("le soir", "cette semaine") rather than a source ("cette dernière")."""
    low = surface.low
    if j + 1 >= stop or low[j] not in ("le", "la", "les", "l'", "ce", "cette") or low[j + 1] not in WHEN:
        return False
    if low[j + 1] in ("dernier", "dernière"):
        return low[j] not in ("ce", "cette") and j + 2 < stop and low[j + 2] in WHEN
    if low[j + 1] == "même":
        return j + 2 < stop and (
            low[j + 2] in WHEN or low[j + 2] in ("jour", "moment", "temps", "date", "heure")
        )
    return True


def _opens_adjunct(surface: Surface, k: int) -> bool:
    low = surface.low
    return k < len(low) and (
        low[k] in _PREPOSITIONS
        or low[k] in WHEN
        or surface.pos[k] == "ADV"
        or low[k] in ("lui", "elle", "eux", "elles")
    )


def _past_parenthesis(surface: Surface, j: int, stop: int) -> int:
    """Past ", … ," that holds an adjunct; -1 when the comma ends the clause."""
    k = j + 1
    if k >= stop or (surface.is_mention(k) and surface.low[k + 1 : k + 2] != [","]):
        return -1
    while k < stop and surface.low[k] != "," and surface.low[k] not in MARKS and not surface.finite[k]:
        if surface.low[k] in (":", ";", ".") or surface.low[k] in RELATIVES:
            return -1
        k += 1
    return k + 1 if k < stop and surface.low[k] == "," else -1


def _past_adjunct(surface: Surface, j: int, stop: int) -> int:
    k = j + 1
    while k < stop and surface.low[k] in _PREPOSITIONS:
        k += 1
    if k >= stop:
        return stop
    return max(phrase_end(surface, k, adjunct=True), j + 1)
