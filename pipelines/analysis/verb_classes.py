"""Whether a quote's verb denies or accuses: "dément" → "denial", "a de son côté accusé" → "accusation"."""

from __future__ import annotations

import re
from functools import cache

from pipelines.errors import DataFileError
from pipelines.language.conjugation import conjugate
from pipelines.lexicon import load_yaml

DENIAL, ACCUSATION = "denial", "accusation"
_FILE = "verb_classes.yaml"
_WORD = re.compile(r"[^\W\d_]+['’]?")
_NE = frozenset({"ne", "n'"})
_NOT = frozenset({"pas", "jamais", "plus", "guère", "aucunement", "nullement"})


def verb_class(cue: str) -> str:
    """ "denial", "accusation", or "" where the verb group does neither or is negated.

    Raises:
        DataFileError: the lexicon is missing or malformed.
    """
    words = [word.replace("’", "'") for word in _WORD.findall(cue.lower())]
    if _NE & set(words) and _NOT & set(words):
        return ""
    verbs, phrases = _lexicon()
    for at, word in enumerate(words):
        if word in verbs:
            return verbs[word]
        for kind, before, tail in phrases.get(word, ()):
            # Another word may stand before the participle ("s'en est pris à"), none before the tail.
            if _holds(words[:at], before) and words[at + 1 : at + 1 + len(tail)] == list(tail):
                return kind
    return ""


def _holds(words: list[str], wanted: tuple[str, ...]) -> bool:
    size = len(wanted)
    return any(tuple(words[at : at + size]) == wanted for at in range(len(words) - size + 1))


@cache
def _lexicon() -> tuple[dict[str, str], dict[str, list[tuple[str, tuple[str, ...], tuple[str, ...]]]]]:
    """Form → class; form of a phrase's verb → class, words somewhere before it, words right after it."""
    verbs: dict[str, str] = {}
    phrases: dict[str, list[tuple[str, tuple[str, ...], tuple[str, ...]]]] = {}
    try:
        for kind, entry in load_yaml(_FILE).items():
            for verb in entry["verbs"]:
                verbs |= dict.fromkeys(_forms(verb), kind)
            for phrase in entry["phrases"]:
                before, tail = (tuple(_WORD.findall(phrase.get(side, ""))) for side in ("before", "tail"))
                for form in _forms(phrase["verb"]):
                    phrases.setdefault(form, []).append((kind, before, tail))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise DataFileError(f"The lexicon data/lexicon/{_FILE} cannot be read: {error}.") from error
    return verbs, phrases


def _forms(verb: str) -> set[str]:
    forms = conjugate(verb)
    return {forms.infinitive, forms.present_participle, *forms.finite, *forms.past_participles}
