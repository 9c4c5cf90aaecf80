"""English forms by rule: plurals, third persons, pasts, participles; the irregular ones are data."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipelines.lexicon import load_yaml

_VOWELS = "aeiou"
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_HEAD_ENDS = re.compile(r" (?:of|in|for|on|at|to|from|with|against|by|under|without|between|into|over|and)\b")
# Verbs of more than one syllable that double their last consonant.
_DOUBLING = frozenset({"admit", "begin", "commit", "compel", "confer", "control", "defer", "forget", "incur", "infer", "occur", "omit", "patrol", "permit", "prefer", "propel", "rebel", "refer", "regret", "repel", "submit", "transfer", "transmit", "unzip", "upset"})  # fmt: skip
_BRITISH = re.compile(r"(?:ancel|ravel|evel|odel|ignal|abel|uel|unnel|otal|ival)$")


class VerbForms(NamedTuple):
    """The forms of an English verb; `present` is the third person singular."""

    base: str
    present: str
    past: str
    participle: str
    gerund: str


@cache
def _irregular() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = load_yaml("gist_english.yaml")
    return found


@cache
def plural(noun: str) -> str:  # noqa: PLR0911 - one rule a line
    """The plural of a noun or of a phrase's head: "head of state" → "heads of state"."""
    if noun.startswith("*"):
        return noun
    known = _irregular()["plurals"].get(noun)
    if known:
        return known
    end = _HEAD_ENDS.search(noun)
    if end:
        return plural(noun[: end.start()]) + noun[end.start() :]
    before, blank, last = noun.rpartition(" ")
    if blank:
        return f"{before} {plural(last)}"
    if "-" in noun and noun.rsplit("-", maxsplit=1)[-1] in _irregular()["plurals"]:
        return noun.rpartition("-")[0] + "-" + plural(noun.rpartition("-")[2])
    if noun.endswith("sis"):
        return noun[:-2] + "es"
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun  # "emergency services" are many already
    if noun.endswith("y") and len(noun) > 1 and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith(("man",)) and noun not in {"human", "german", "German", "roman", "talisman"}:
        return noun[:-3] + "men"
    return noun + ("es" if _SIBILANT.search(noun) else "s")


@cache
def verb(lemma: str) -> VerbForms:
    """The forms of a verb or of a phrase that begins with one: "take part" → "took part"."""
    if lemma.startswith("*"):
        return VerbForms(lemma, lemma, lemma, lemma, lemma)  # a French word: shown as its dictionary form
    head, blank, rest = lemma.partition(" ")
    tail = blank + rest
    given = _irregular()["verbs"].get(head)
    past, participle = (given.split() if given else (_ed(head), _ed(head)))[:2]
    special = {"be": "is", "have": "has", "do": "does", "go": "goes"}.get(head)
    present = special or (
        head[:-1] + "ies"
        if head.endswith("y") and len(head) > 1 and head[-2] not in _VOWELS
        else head + ("es" if _SIBILANT.search(head) or head.endswith("o") else "s")
    )
    return VerbForms(lemma, present + tail, past + tail, participle + tail, _ing(head) + tail)


def _doubles(head: str) -> bool:
    if len(head) < 3 or head[-1] in _VOWELS + "wxyh" or head[-2] not in _VOWELS or head[-3] in _VOWELS:
        return head.endswith(("quip", "quit")) and len(head) > 3
    syllables = len(re.findall(r"[aeiouy]+", head))
    return syllables == 1 or head in _DOUBLING or bool(_BRITISH.search(head))


def _ed(head: str) -> str:
    if head.endswith("e"):
        return head + "d"
    if head.endswith("y") and len(head) > 1 and head[-2] not in _VOWELS:
        return head[:-1] + "ied"
    return head + (head[-1] if _doubles(head) else "") + "ed"


def _ing(head: str) -> str:
    if head.endswith("ie"):
        return head[:-2] + "ying"
    if head.endswith("e") and not head.endswith(("ee", "oe", "ye")) and head != "be":
        return head[:-1] + "ing"
    return head + (head[-1] if _doubles(head) else "") + "ing"


@cache
def compared(adjective: str) -> tuple[str, str] | None:
    """Comparative and superlative of a short adjective ("large" → "larger", "largest"), None of one that takes "more"."""
    known = _irregular()["compared"].get(adjective)
    if known:
        comparative, superlative = known.split()
        return comparative, superlative
    if not adjective.isalpha() or not adjective.islower():
        return None
    syllables = len(re.findall(r"[aeiouy]+", adjective.removesuffix("e")))
    if syllables == 2 and adjective.endswith("y"):
        return adjective[:-1] + "ier", adjective[:-1] + "iest"
    if syllables != 1 or adjective.endswith("ed") or adjective in _irregular()["never_compared"]:
        return None
    stem = adjective.removesuffix("e")
    if stem == adjective and _doubles(adjective):
        stem += adjective[-1]
    return stem + "er", stem + "est"


def article(following: str) -> str:
    """ "a" or "an" before a word, by how it sounds."""
    word = following.lstrip("“\"'‘(").lower()
    if re.match(r"(?:hour|heir|honou?r|honest)", word):
        return "an"
    if re.match(r"(?:uni(?!n|m)|use|usu|eu|one\b|once\b|ut[ei]|ub)", word):
        return "a"
    if re.match(r"(?:11|18|8)(?:\D|$)|8\d", word):
        return "an"
    letters = following.split(" ", maxsplit=1)[0].strip("“\"'")
    if len(letters) > 1 and letters.isupper():
        return "an" if letters[0] in "AEFHILMNORSX" else "a"
    return "an" if word[:1] in set(_VOWELS) | {"é", "è", "à", "â", "î", "ô"} else "a"
