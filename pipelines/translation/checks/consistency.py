"""A name that has two Englishes in one article: “Kurgan” here and “Kourgan” there, or “London” here and “Londres” there.

Only sure signs count: two spellings of one word that both stand for the French one, or the French form in one sentence
and an English form from the lexicons in another. That a country is also named by its people is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from pipelines.translation.checks.capitals import folded_words
from pipelines.translation.checks.flag import Flag, Name
from pipelines.translation.known_names import english_words, known_name, people_words
from pipelines.translation.spelling import alike
from pipelines.translation.wording import PARTICLES, fold, fold_aligned, plain

_CAPITALISED = re.compile(r"\b[A-ZÀ-Ý][^\W_]*(?:['-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_SHORTEST = 4  # letters: of shorter words, too many resemble each other
_FURTHEST = 2  # letters by which two spellings of one name differ in length at most
_ENDINGS = ("n", "an", "i", "s", "se", "es", "ns")  # of peoples and plurals: no other spelling


class _Form(NamedTuple):
    """How a name stands in an English sentence."""

    key: str
    shown: str


def two_englishes(
    names: Mapping[int, Sequence[Name]],
    french: Mapping[int, str],
    english: Mapping[int, str],
    asked: Collection[int],
) -> dict[int, list[Flag]]:
    """The flags of those of the sentences asked that name something otherwise than most of the article does.

    Args:
        names: sentence number → the names of its French.
        french: sentence number → French.
        english: sentence number → English, of all sentences that have some.
        asked: numbers of the sentences to flag.
    """
    forms: dict[str, dict[int, tuple[Name, _Form]]] = {}
    wanted = {_key(name) for number in asked for name in names.get(number, ())}
    for number, here in names.items():
        if not english.get(number):
            continue
        for name in here:
            if _key(name) not in wanted:
                continue
            if form := _form(name, french.get(number, ""), english[number]):
                forms.setdefault(_key(name), {})[number] = name, form
    flags: dict[int, list[Flag]] = {}
    for found in forms.values():
        usual = _usual({number: form for number, (_, form) in found.items()})
        for number, (name, form) in found.items():
            if number in asked and _differ(form, usual):
                detail = f"name in two Englishes: “{name.surface}” is “{form.shown}” here, “{usual.shown}” elsewhere"
                flags.setdefault(number, []).append(Flag("name", detail))
    return flags


def _usual(forms: Mapping[int, _Form]) -> _Form:
    """The form of most sentences, of the first among equals."""
    counts = Counter(form.key for form in forms.values())
    first = {form.key: form for _, form in sorted(forms.items(), reverse=True)}
    order = {form.key: -number for number, form in sorted(forms.items(), reverse=True)}
    return first[max(counts, key=lambda key: (counts[key], order[key]))]


def _key(name: Name) -> str:
    return _word(name) or fold(plain(name.surface))


def _word(name: Name) -> str:
    """The one word by which a name is followed through an article: a family name, or the name itself; "" for none."""
    words = [word for word in folded_words(name.surface) if word not in PARTICLES]
    if not words or (len(words) > 1 and name.type != "PER"):
        return ""
    return words[-1] if len(words[-1]) >= _SHORTEST else ""


def _form(name: Name, french: str, english: str) -> _Form | None:
    folded = f" {' '.join(folded_words(english))} "
    surface = " ".join(folded_words(name.surface))
    known = known_name(name.surface)
    if known and not known.person:
        told = [form for form in known.en if fold(form) != fold(name.surface)]
        if any(f" {' '.join(folded_words(form))} " in folded for form in told):
            return _Form("", known.en[0])  # whichever it is, it is right
        if f" {surface} " in folded and " ".join(folded_words(known.en[0])) != surface:
            return _Form(surface, name.surface)
        return None
    word = _word(name)
    return _spelling(word, french, english) if word else None


def _spelling(word: str, french: str, english: str) -> _Form | None:
    """The one word of the English that stands for a name's, in whichever spelling."""
    shown: dict[str, str] = {}
    for match in _CAPITALISED.finditer(plain(english)):
        for part in _POSSESSIVE.sub("", match.group()).split("-"):
            shown.setdefault(fold(part), part)
    if word in shown:
        return _Form(word, shown[word])
    others = {*folded_words(french)} - {word}
    found = [w for w in shown if w not in others and _may_be(word, w)]
    return _Form(found[0], shown[found[0]]) if len(found) == 1 else None


def _may_be(word: str, other: str) -> bool:
    if other in english_words() or other.title() in people_words():
        return False
    return len(other) >= _SHORTEST and alike(word, other) and _is_close(word, other)


def _is_close(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > _FURTHEST:
        return False
    return not (long.startswith(short) and long[len(short) :] in _ENDINGS)


def _differ(one: _Form, other: _Form) -> bool:
    if one.key == other.key:
        return False
    return not one.key or not other.key or _is_close(fold_aligned(one.key), fold_aligned(other.key))
