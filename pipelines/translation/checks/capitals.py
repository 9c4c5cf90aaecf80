"""Capitalised words of a sentence, and which of the English ones its French accounts for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import cache, lru_cache
from typing import NamedTuple

from pipelines.translation.calendar_names import calendar_words
from pipelines.translation.checks.flag import Name
from pipelines.translation.known_names import english_of_words, english_words, known_names
from pipelines.translation.spelling import alike
from pipelines.translation.wording import ENGLISH, PARTICLES, fold, plain

_ELISION = re.compile(r"\b([cdjlmnst]|(?:jus|lors|puis|quoi)?qu)'", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[.'][^\W_]+)*\.?")
# A capital that neither a sentence nor a quotation begins with.
_INSIDE = r"(?<![.!?:…“\"'‘«(–—-] )(?<!^)(?<![\"“‘'«(])"
_FRENCH_RUN = re.compile(_INSIDE + r"\b[A-ZÀ-Ý][^\W\d_]{2,}(?:[ -][A-ZÀ-Ý][^\W\d_]+)*")
_CAPITAL = r"(?:(?:[A-Z]\.){2,}|[A-ZÀ-Ý][^\W\d_]*(?:'[A-ZÀ-Ý][^\W\d_]*)?)"
_ENGLISH_RUN = re.compile(
    rf"\b{_CAPITAL}(?:(?:[ -]|'s | (?:of|of the|for|for the|and the|&|de|du|la|le|von|van) ){_CAPITAL})*"
)
_DETERMINER_LENGTH = 7  # "these " with what stands before it
_RUN_WORD = re.compile(_CAPITAL)
_SPELT_OUT = re.compile(
    r"[A-ZÀ-Ý][^\W\d_]*[a-zà-ÿ]{2,}(?:'.+)?"
)  # acronyms are translated in ways of their own
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b|\b(?:[A-Z]\.){2,}")
# "The Academy Awards", "a Higher grade": more often common nouns in capitals than names.
_DETERMINED = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Tt]h[eo]se|[Tt]his|[Tt]hat|his|her|its|our|their|my|your|any|some|each|every) $"
)
_STARTS = re.compile(_INSIDE + r"\b[A-ZÀ-Ý]")
_HEADLINE = 0.8  # a line with more of its words capitalised is a headline, where capitals say nothing


@lru_cache(maxsize=1024)
def folded_words(text: str) -> tuple[str, ...]:
    """The words of a sentence without case, accents, stops and possessive endings."""
    words = _words(text)
    folded = fold("\n".join(words)).replace(".", "").split("\n") if words else []
    return tuple(word.removesuffix("'s") for word in folded)


@lru_cache(maxsize=1024)
def capitalised_words(text: str) -> Mapping[str, int]:
    """The sentence's words that have a capital, as `folded_words` gives them, and how often."""
    pairs = zip(_words(text), folded_words(text), strict=True)
    return Counter(word for surface, word in pairs if surface[0].isupper())


@lru_cache(maxsize=1024)
def _words(text: str) -> list[str]:
    text = plain(text).replace("-", " ")
    return _WORD.findall(_ELISION.sub(r"\1 ", text) if "'" in text else text)


def capital_runs(french: str) -> list[str]:
    """Runs of capitalised words inside a French sentence, each once."""
    return list(dict.fromkeys(m.group() for m in _FRENCH_RUN.finditer(plain(french))))


class Unexplained(NamedTuple):
    """Capitalised runs inside an English sentence with no word that the French accounts for.

    Attributes:
        common: those that may be common nouns in capitals or a translation ("the Academy Awards").
        names: those that look like names.
    """

    common: list[str]
    names: list[str]


def unexplained_runs(french: str, english: str, names: Sequence[Name]) -> Unexplained:
    """The English runs that the French does not account for.

    A word is accounted for when it resembles a French word, is an English form of a name or of a word that is there,
    or is one that English writes with a capital in any case.
    """
    text = plain(english)
    found = Unexplained([], [])
    inside = {m.end() - 1 for m in _STARTS.finditer(text)}
    runs = [m for m in _ENGLISH_RUN.finditer(text) if not inside.isdisjoint(range(*m.span()))]
    if not runs or _is_headline(text):
        return found
    words = folded_words(french)
    same, stems = {"i", *words}, {w[:5] for w in words if len(w) >= 4}
    translations: Set[str] = set()
    days = {w.start for w in calendar_words(english, ENGLISH)}
    for match in runs:
        parts = [
            part.group()
            for part in _RUN_WORD.finditer(text, match.start(), match.end())
            if part.start() in inside and part.start() not in days
        ]
        if not any(_SPELT_OUT.fullmatch(part) for part in parts):
            continue
        folded = [word for word in folded_words(match.group()) if word not in PARTICLES]
        if any(_same_or_plural(word, same) or word[:5] in stems for word in folded):
            continue
        translations = translations or _translations(words, names)
        if any(_same_or_plural(word, translations) for word in folded):
            continue
        if any(alike(word, other) for word in folded for other in words):
            continue
        everyday = all(word in english_words() for word in folded)
        determined = _DETERMINED.search(text, max(0, match.start() - _DETERMINER_LENGTH), match.start())
        (found.common if everyday or determined else found.names).append(match.group())
    return found


def unexplained_acronyms(french: str, english: str) -> int:
    """How many English acronyms are no French ones: an institution's letters in its English order."""
    return len(set(_ACRONYM.findall(english)) - set(_ACRONYM.findall(french)))


def _is_headline(english: str) -> bool:
    words = [w for w in english.split() if len(w) > 3]
    return len(words) > 2 and sum(w[0].isupper() for w in words) > _HEADLINE * len(words)


def _same_or_plural(word: str, others: Set[str]) -> bool:
    return word in others or word.removesuffix("s") in others or f"{word}s" in others


def _translations(words: Sequence[str], names: Sequence[Name]) -> set[str]:
    """The English words that the lexicons give for a French sentence and its names."""
    found = {*english_of_words()[""]}
    for index, word in enumerate(words):
        found |= english_of_word(word)
        for known, english in _known_from(word):
            if words[index : index + len(known)] == known:
                found |= english
    for name in names:
        for form in name.english:
            found.update(folded_words(form))
    return found


@lru_cache(maxsize=8192)
def english_of_word(word: str) -> frozenset[str]:
    """Folded English words that a folded French one, or its singular, may become inside a name."""
    translations = english_of_words()
    return translations.get(word, frozenset()) | translations.get(word.removesuffix("s"), frozenset())


def _known_from(word: str) -> list[tuple[tuple[str, ...], frozenset[str]]]:
    """The lexicons' names that begin with a word, and the words of their English forms."""
    return _known_by_word().get(word, [])


@cache
def _known_by_word() -> dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]:
    found: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for french, name in known_names().items():
        words = folded_words(french)
        english = frozenset(w for form in name.en for w in folded_words(form))
        if words:
            found.setdefault(words[0], []).append((words, english))
    return found
