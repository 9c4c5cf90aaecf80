"""Names that only one side has, by every form they may take in English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from pipelines.translation.checks.capitals import (
    capital_runs,
    capitalised_words,
    english_of_word,
    folded_words,
    unexplained_acronyms,
    unexplained_runs,
)
from pipelines.translation.checks.flag import Flag, Name
from pipelines.translation.known_names import english_forms, generic_words, name_words
from pipelines.translation.spelling import alike
from pipelines.translation.wording import PARTICLES, fold, plain

_LINKS = {"de", "du", "des", "la", "le", "les", "d", "l", "et"}
_PRONOUN_FIRST = re.compile(r"[“\"]?(?:He|She|They|His|Her|Their)\b")
_ROMAN = re.compile(r"[IVXLC]+e?(?:r|me)?")
_OPENING_LENGTH = 7  # characters: «, a space, "Selon "
_HYPHENED = re.compile(r"[A-Z]\w{0,60}-\w+")
_LETTER = re.compile(r"[^\W\d_]")


def name_flags(french: str, english: str, names: Sequence[Name]) -> Iterator[Flag]:
    """Names of the French that the English has in none of their forms, and of the English that the French lacks."""
    overlooked = _overlooked(french, names)
    lost = [name for name in (*names, *overlooked) if not _is_there(name, french, english)]
    # A name may be translated in a way no lexicon has; then English has a capital that French cannot explain.
    common, strange = unexplained_runs(french, english, names)
    acronyms = unexplained_acronyms(french, english) if lost else 0
    for name in lost:
        if _may_be_left_out(name, french, english):
            continue
        if _is_acronym(name.surface) and acronyms:
            acronyms -= 1
        elif (common or strange) and (
            name in overlooked or (name.type != "PER" and _translatable(name.surface))
        ):
            (common or strange).pop()
        else:
            yield Flag("name", f"name lost: “{name.surface}”")
    for run in strange:
        yield Flag("name", f"name added: “{run}”")


def _may_be_left_out(name: Name, french: str, english: str) -> bool:
    """Whether a name is but a capital that begins the sentence, or a person whom English takes up as "He"."""
    if " " in name.surface:
        return False
    start = french.find(name.surface)
    if name.type == "PER":
        return -1 < start < _OPENING_LENGTH and bool(_PRONOUN_FIRST.match(english))
    return not _LETTER.search(french[: max(0, start)])


def capitalised_names(french: str) -> list[Name]:
    """Runs of capitalised words inside a sentence, for callers without a language layer. Coarser than its names."""
    return [Name(run) for run in capital_runs(french) if not _generic(run)]


def _overlooked(french: str, names: Sequence[Name]) -> list[Name]:
    """Capitalised words that no name given covers, but for shouted ones and inhabitants."""
    covered = {word for name in names for word in folded_words(name.surface)}
    return [
        name
        for name in capitalised_names(french)
        if not name.surface.isupper()
        and not covered.intersection(words := folded_words(name.surface))
        and not (len(words) == 1 and words[0] in name_words())
    ]


def _generic(name: str) -> bool:
    return all(word in generic_words() or word in PARTICLES for word in folded_words(name))


def _translatable(name: str) -> bool:
    """Whether a name is made of French words, so that English may put it in its own."""
    words = folded_words(name)
    accents = fold(name) != plain(name).lower()
    return accents or _is_acronym(name) or any(word in generic_words() or word in _LINKS for word in words)


def _is_there(name: Name, french: str, english: str) -> bool:
    tokens = _telling(folded_words(name.surface))
    if not tokens or _says_nothing(name.surface) or _stands_as_known(name, english):
        return True
    words = folded_words(english)
    if _is_acronym(name.surface):
        # Acronyms are often the same letters in another order (OTAN, NATO), and may take a plural.
        letters = sorted(fold(plain(name.surface).replace(".", "")))
        return any(sorted(w) == letters or sorted(w.removesuffix("s")) == letters for w in words)
    # English may hold the adjective where French has the country ("Iran", "Iranian").
    known = {t for form in _english_forms(name) for t in form.split() if len(t) > 3} - {*tokens}
    if name.type == "PER" or not _translatable(name.surface):
        return any(_as_often(token, known, french, english) for token in tokens)
    return any(alike(token, word) for token in {*tokens, *known} for word in words)


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in PARTICLES and len(word) > 1]


def _says_nothing(name: str) -> bool:
    """Whether a name is none: a kind of thing, a numeral, common words in small letters, a headline in capitals."""
    shouted = name.isupper() and " " in name
    return _generic(name) or bool(_ROMAN.fullmatch(name)) or name.islower() or shouted


def _english_forms(name: Name) -> list[str]:
    return [" ".join(folded_words(form)) for form in (*name.english, *english_forms(name.surface))]


def _stands_as_known(name: Name, english: str) -> bool:
    """Whether English has one of the forms that the lexicons give, the whole name, or its words one by one."""
    words, capitals, own = folded_words(english), capitalised_words(english), folded_words(name.surface)
    folded, whole = f" {' '.join(words)} ", " ".join(own)
    forms = {*_english_forms(name), whole}
    if any(f" {form} " in folded if " " in form else form in capitals and form != whole for form in forms):
        return True
    if name.type != "PER" and any(english_of_word(word).intersection(words) for word in _telling(own)):
        return True
    # Wi-Fi and wifi, Skyblues and Sky Blues.
    for piece in (name.surface, *_HYPHENED.findall(name.surface)):
        match = _squeezed(piece).search(folded)
        if match and (len(own) > 1 or " " in match.group().strip()):
            return True
    return False


def _as_often(token: str, english_forms: Set[str], french: str, english: str) -> bool:
    """Whether English has a part of a name as often as French, which may use it for two people."""
    wanted = {token, *english_forms}
    times = sum(
        count
        for word, count in capitalised_words(english).items()
        if any(alike(form, word) for form in wanted)
    )
    return times >= capitalised_words(french)[token] > 0


@lru_cache(maxsize=1024)
def _squeezed(name: str) -> re.Pattern[str]:
    """A name whatever its spaces and hyphens."""
    letters = "".join(folded_words(name))
    return re.compile(rf" {' ?'.join(map(re.escape, letters))}s? ")


def _is_acronym(name: str) -> bool:
    bare = plain(name).replace(".", "")
    return bare.isupper() and bare.isalnum() and len(bare) <= 6
