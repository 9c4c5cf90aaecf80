"""Every simple form of a French verb from its infinitive, with the tenses each form can stand for.

The one conjugator: first and second group by the spelling rules of the school grammars, every other verb by a model of
`data/lexicon/conjugation.yaml`. Reflexive pronouns and auxiliaries are not part of a form.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipelines.errors import DataFileError
from pipelines.lexicon import load_yaml

INFINITIVE, PRESENT, IMPERFECT, PAST = "inf", "pres", "impf", "past"
FUTURE, CONDITIONAL, SUBJUNCTIVE, GERUND, PARTICIPLE = "fut", "cond", "subj", "ger", "part"
TENSES = (INFINITIVE, PRESENT, IMPERFECT, PAST, FUTURE, CONDITIONAL, SUBJUNCTIVE, GERUND, PARTICIPLE)

_FILE = "conjugation.yaml"
_FUTURE_ENDINGS = ("ai", "as", "a", "ons", "ez", "ont")
_IMPERFECT_ENDINGS = ("ais", "ais", "ait", "ions", "iez", "aient")
_PRESENT_OF_ER = ("e", "es", "e", "ons", "ez", "ent")
_PAST_ENDINGS = {
    "a": ("ai", "as", "a", "âmes", "âtes", "èrent"),
    "i": ("is", "is", "it", "îmes", "îtes", "irent"),
    "ï": ("ïs", "ïs", "ït", "ïmes", "ïtes", "ïrent"),
    "u": ("us", "us", "ut", "ûmes", "ûtes", "urent"),
    "û": ("ûs", "ûs", "ût", "ûmes", "ûtes", "ûrent"),
    "in": ("ins", "ins", "int", "înmes", "întes", "inrent"),
}
_PAST_SUBJUNCTIVE = {"a": "â", "i": "î", "ï": "ï", "u": "û", "û": "û", "in": "în"}
# Before a silent e: "é" opens in every verb (célébrer), "e" before one consonant or one with r or l (lever, sevrer),
# where no vowel that is heard stands before it (étiqueter, but tweeter).
_ACUTE = re.compile(r"é((?:[bcdfghjklmnpqrstvwxz]{0,2}[gq]u|[bcdfghjklmnpqrstvwxz]{1,3}))\Z")
_MUTE = re.compile(r"(?:(?<=[qg]u)|(?<![aeiouyéèê]))e([bcdfghjklmnpqrstvz]|[bcdfgptv][rl])\Z")
_Tensed = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Model:
    """The forms of a verb without what stands before the model's ending."""

    ending: str
    present: tuple[tuple[str, ...], ...]  # six persons, every spelling of each
    imperfect: tuple[str, ...]
    future: tuple[str, ...]
    past: tuple[str, str] | None
    participle: tuple[str, str]
    subjunctive: tuple[str, ...]
    imperative: tuple[str, ...]
    gerund: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Grammar:
    verbs: Mapping[str, _Model]
    endings: Mapping[str, _Model | None]  # None: of the second group
    grave: frozenset[str]
    double: tuple[str, ...]


@cache
def conjugate(infinitive: str) -> dict[str, frozenset[str]]:
    """All simple forms of `infinitive`, lower case, each with the tenses it can be ("dit" → present, past, participle).

    Participles come in their four agreements, the imperative counts as present.

    Raises:
        ValueError: `infinitive` does not end like a French infinitive, or like none that is tabled.
        DataFileError: the table of models is missing or malformed.
    """
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for form, tense in (*_paradigm(infinitive), (infinitive, INFINITIVE)):
        forms[form].add(tense)
    return {form: frozenset(tenses) for form, tenses in forms.items()}


def _paradigm(infinitive: str) -> _Tensed:
    grammar = _grammar()
    model = grammar.verbs.get(infinitive)
    if model is None:
        # "reconnaitre": the spelling of 1990
        old = re.sub(r"([ao])itre\Z", r"\1ître", infinitive)
        ends = (old[start:] for start in range(len(old)))
        model = next((grammar.endings[end] for end in ends if end in grammar.endings), None)
    if model is not None:
        return _by_model(infinitive[: len(infinitive) - len(model.ending)], model)
    if infinitive.endswith("er") and len(infinitive) > 2:
        return _first_group(infinitive[:-2], grammar)
    if infinitive.endswith("ir") and len(infinitive) > 2:
        return _second_group(infinitive[:-2])
    raise ValueError(f"“{infinitive}” does not end like a French infinitive, or like none of {_FILE}.")


def _by_model(head: str, model: _Model) -> _Tensed:
    for form in (*(each for person in model.present for each in person), *model.imperative):
        yield head + form, PRESENT
    for stem in model.imperfect:
        yield from _with(head + stem, _IMPERFECT_ENDINGS, IMPERFECT)
    for stem in model.future:
        yield from _future(head + stem)
    if model.past:
        yield from _past(head + model.past[0], model.past[1])
    yield from ((head + form, SUBJUNCTIVE) for form in model.subjunctive)
    yield from ((head + form, GERUND) for form in model.gerund)
    yield from _agreements(*(head + form for form in model.participle if form))


def _first_group(stem: str, grammar: _Grammar) -> _Tensed:
    before_a = stem[:-1] + {"c": "ç", "g": "ge"}.get(stem[-1], stem[-1])
    mutes = _before_mute_e(stem, grammar)
    for mute in mutes:
        yield from _with(mute, ("e", "es", "ent"), PRESENT)
        yield from _with(mute, ("e", "es", "ent"), SUBJUNCTIVE)
    yield before_a + "ons", PRESENT
    yield stem + "ez", PRESENT
    yield from _with(stem, ("ions", "iez"), SUBJUNCTIVE)
    for ending in _IMPERFECT_ENDINGS:
        yield (stem if ending.startswith("i") else before_a) + ending, IMPERFECT
    yield from _past(before_a, "a", stem)
    # "é…er" keeps é in the older spelling of the future and takes è in the newer: both are printed.
    kept = [stem] if _ACUTE.search(stem) else []
    for future in (
        [stem[:-2] + "err"] if stem.endswith("envoy") else [each + "er" for each in (*mutes, *kept)]
    ):
        yield from _future(future)
    yield before_a + "ant", GERUND
    yield from _agreements(stem + "é")


def _before_mute_e(stem: str, grammar: _Grammar) -> list[str]:
    """The stems of a verb in -er before a silent e, by every spelling in use: appell-, pay- and pai-."""
    if stem.endswith(("ay", "oy", "uy")):
        return [stem] * stem.endswith("ay") + [stem[:-1] + "i"]
    if _ACUTE.search(stem):
        return [_ACUTE.sub(r"è\1", stem)]
    if not _MUTE.search(stem):
        return [stem]
    grave, doubled = _MUTE.sub(r"è\1", stem), stem + stem[-1]
    if (stem + "er").endswith(grammar.double):
        return [doubled]
    if stem.endswith(("el", "et")) and stem + "er" not in grammar.grave:
        return [doubled, grave]
    return [grave]


def _second_group(stem: str) -> _Tensed:
    yield from _with(stem, ("is", "it", "issons", "issez", "issent"), PRESENT)
    yield from _with(stem + "iss", _IMPERFECT_ENDINGS, IMPERFECT)
    yield from _with(stem + "iss", ("e", "es", "ions", "iez", "ent"), SUBJUNCTIVE)
    yield from _past(stem, "i")
    yield from _future(stem + "ir")
    yield stem + "issant", GERUND
    yield from _agreements(stem + "i")


def _future(stem: str) -> _Tensed:
    yield from _with(stem, _FUTURE_ENDINGS, FUTURE)
    yield from _with(stem, _IMPERFECT_ENDINGS, CONDITIONAL)


def _past(stem: str, vowel: str, before_e: str = "") -> _Tensed:
    """The historic past, and the imperfect subjunctive that is made from it."""
    for ending in _PAST_ENDINGS[vowel]:
        yield (before_e if before_e and ending.startswith("è") else stem) + ending, PAST
    yield from _with(stem + vowel, ("sse", "sses", "ssions", "ssiez", "ssent"), SUBJUNCTIVE)
    yield f"{stem}{_PAST_SUBJUNCTIVE[vowel]}t", SUBJUNCTIVE


def _agreements(masculine: str, feminine: str = "") -> _Tensed:
    feminine = feminine or masculine + "e"
    # "dû, due, dus": the accent is the masculine singular's alone
    stem = masculine[:-1] + "u" if masculine.endswith("û") else masculine
    for form in (masculine, stem if stem.endswith("s") else stem + "s", feminine, feminine + "s"):
        yield form, PARTICIPLE


def _with(stem: str, endings: Iterable[str], tense: str) -> _Tensed:
    return ((stem + ending, tense) for ending in endings)


@cache
def _grammar() -> _Grammar:
    content = load_yaml(_FILE)
    verbs: dict[str, _Model] = {}
    endings: dict[str, _Model | None] = {}
    try:
        for each in content["models"]:
            for verb in each.get("verbs", ()):
                verbs[verb] = _model(each, verb)
            if "ending" in each:
                endings[each["ending"]] = _model(each, each["ending"])
        endings |= dict.fromkeys(content["second"])
        lists = (frozenset(content["grave"]), tuple(content["double"]))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise DataFileError(f"The verb models of {_FILE} cannot be read: {error!r}.") from error
    return _Grammar(verbs, endings, *lists)


def _model(entry: Mapping[str, Any], ending: str) -> _Model:
    present = tuple(
        () if each == "-" else tuple(each.split("/")) for each in entry["present"].split(" ") if each
    )
    if len(present) != len(_PRESENT_OF_ER):
        raise ValueError(f"the present of {ending} has {len(present)} forms, not six")
    stems = tuple(entry["imperfect"].split("/")) if "imperfect" in entry else ()
    imperfect = stems or tuple(form.removesuffix("ons") for form in present[3])
    participle = entry["participle"].split()
    past = entry.get("past", "").split()
    return _Model(
        ending,
        present,
        imperfect,
        tuple(entry["future"].split("/")),
        (past[0], past[1]) if len(past) > 1 else ("", past[0]) if past else None,
        (participle[0], participle[1] if len(participle) > 1 else ""),
        _subjunctive(entry, present, imperfect),
        tuple(entry.get("imperative", "").split()),
        (entry["gerund"],) if "gerund" in entry else tuple(stem + "ant" for stem in imperfect),
    )


def _subjunctive(
    entry: Mapping[str, Any], present: tuple[tuple[str, ...], ...], imperfect: tuple[str, ...]
) -> tuple[str, ...]:
    if "subjunctive" in entry:
        return tuple(form for form in entry["subjunctive"].split() if form != "-")
    strong = [form.removesuffix("ent") for form in present[5]]
    return (
        *(stem + ending for stem in strong for ending in ("e", "es", "ent")),
        *(stem + ending for stem in imperfect for ending in ("ions", "iez")),
    )
