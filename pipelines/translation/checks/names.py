"""Names that only one side has, by every form they may take in English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from pipelines.translation.checks.flag import Flag, Name
from pipelines.translation.known_names import english_forms, generic_words
from pipelines.translation.numerals import ENGLISH, calendar_words
from pipelines.translation.wording import PARTICLES, fold, plain

_NAME_WORD = re.compile(r"[^\W_]+(?:[.'][^\W_]+)*\.?")
_LINKS = {"de", "du", "des", "la", "le", "les", "d", "l", "et"}
_SIMILAR = 82.0  # rapidfuzz ratio, 0–100, of two folded words that may be one name in two spellings


def name_flags(french: str, english: str, names: Sequence[Name]) -> Iterator[Flag]:
    """Names of the French that the English has in none of their forms."""
    words = _folded_words(english)
    folded = f" {' '.join(words)} "
    others = _overlooked(french, names) if names else []
    lost = [name for name in (*names, *others) if not _is_there(name, words, folded)]
    if not lost:
        return
    # A name may be translated in a way no lexicon has; then English has a capital that French cannot explain.
    spare = _unexplained_capitals(french, english, names)
    for name in lost:
        if _first(french, name.surface) and (name.type != "PER" or _PRONOUN_FIRST.match(english)):
            continue  # a capital that may be the sentence's own, or a person English takes up as "He"
        if name in others or (name.type != "PER" and _translatable(name.surface)):
            spare -= 1
            if spare >= 0:
                continue
        yield Flag("name", f"name lost: “{name.surface}”")


def _first(french: str, name: str) -> bool:
    """Whether a single word is the sentence's first, or comes right after a "Selon" or a quotation mark."""
    return " " not in name and -1 < french.find(name) < _OPENING_LENGTH


def capitalised_names(french: str) -> list[Name]:
    """Runs of capitalised words inside a sentence, for callers without a language layer. Coarser than its names."""
    runs = (m.group() for m in _CAPITAL_RUN.finditer(plain(french)))
    return [Name(run) for run in dict.fromkeys(runs) if not _generic(run)]


def _overlooked(french: str, names: Sequence[Name]) -> list[Name]:
    """Capitalised words that no name given covers, but for shouted ones and inhabitants."""
    covered = {word for name in names for word in _folded_words(name.surface)}
    return [
        name
        for name in capitalised_names(french)
        if not name.surface.isupper() and not covered.intersection(_folded_words(name.surface))
    ]


def _generic(name: str) -> bool:
    return all(word in generic_words() or word in PARTICLES for word in _folded_words(name))


def _translatable(name: str) -> bool:
    """Whether a name is made of French words, so that English may put it in its own."""
    words = _folded_words(name)
    accents = fold(name) != plain(name).lower()
    return accents or _is_acronym(name) or any(word in generic_words() or word in _LINKS for word in words)


def _is_there(name: Name, words: Sequence[str], folded: str) -> bool:
    for form in (*name.english, *english_forms(name.surface), name.surface):
        key = " ".join(_folded_words(form))
        if key and f" {key} " in folded:
            return True
    tokens = [t for t in _folded_words(name.surface) if t not in PARTICLES and len(t) > 1]
    if not tokens or _generic(name.surface) or _ROMAN.fullmatch(name.surface):
        return True
    if _is_acronym(name.surface):
        # Acronyms are often the same letters in another order (OTAN, NATO), and may take a plural.
        letters = sorted(fold(plain(name.surface).replace(".", "")))
        return any(sorted(w) == letters or sorted(w.removesuffix("s")) == letters for w in words)
    # English may hold the adjective where French has the country ("Iran", "Iranian").
    forms = {t for form in english_forms(name.surface) for t in _folded_words(form) if len(t) > 3}
    return any(_similar(token, word) for token in (*tokens, *forms) for word in words)


def _is_acronym(name: str) -> bool:
    bare = plain(name).replace(".", "")
    return bare.isupper() and bare.isalnum() and len(bare) <= 6


@lru_cache(maxsize=4096)
def _similar(one: str, other: str) -> bool:
    if len(one) < 4 or len(other) < 4:
        return one == other
    stem = min(len(one), len(other), 5)
    return one[:stem] == other[:stem] or fuzz.ratio(one, other, score_cutoff=_SIMILAR) > 0


@lru_cache(maxsize=1024)
def _folded_words(text: str) -> tuple[str, ...]:
    return tuple(
        fold(word).removesuffix("'s").replace(".", "")
        for word in _NAME_WORD.findall(plain(text).replace("-", " "))
    )


# A capital that neither a sentence nor a quotation begins with.
_INSIDE = r"(?<![.!?:…“\"'‘«(–—-] )(?<!^)(?<![\"“‘'«(])"
_CAPITAL = re.compile(_INSIDE + r"\b[A-ZÀ-Ý][^\W\d_]+")
_CAPITAL_RUN = re.compile(_INSIDE + r"\b[A-ZÀ-Ý][^\W\d_]{2,}(?:[ -][A-ZÀ-Ý][^\W\d_]+)*")
_PRONOUN_FIRST = re.compile(r"[“\"]?(?:He|She|They|His|Her|Their)\b")
_OPENING_LENGTH = 7  # characters: «, a space, "Selon "
_ROMAN = re.compile(r"[IVXLC]+e?(?:r|me)?")


def _unexplained_capitals(french: str, english: str, names: Sequence[Name]) -> int:
    """How many capitalised English words inside the sentence resemble no French word and no known translation."""
    there = {*_folded_words(french)}
    for name in names:
        there.update(w for form in (*name.english, *english_forms(name.surface)) for w in _folded_words(form))
    found = {fold(m.group()) for m in _CAPITAL.finditer(plain(english))}
    days = {fold(english[w.start : w.end]) for w in calendar_words(english, ENGLISH)}
    return sum(not any(_similar(word, other) for other in there) for word in found - days - {"i"})
