"""The event triggers of data/lexicon/events.yaml, indexed by the form their first word has in text.

Finding the triggers of a sentence is one dictionary look-up per token, whatever the size of the lexicon.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from pipelines.language.morphology import conjugate
from pipelines.language.rules_schema import EVENTS, refuse_faults
from pipelines.lexicon import load_yaml

Sides = tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]
_SAME_WORD = {
    "d'": "de", "du": "de", "des": "de", "l'": "le", "la": "le", "les": "le", "s'": "se", "au": "à", "aux": "à",
    "sa": "son", "ses": "son", "leur": "son", "leurs": "son", "une": "un", "qu'": "que", "n'": "ne", "m'": "me",
}  # fmt: skip
_OPTIONAL = {"le", "un", "son", "une", "la", "les", "des", "leur", "leurs", "sa", "ses"}
_VOWELS_WITH_ACCENT = str.maketrans("éèêâîôà", "eeeaioa")


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """A word in lower case with articles, possessives and elisions brought to one form ("aux" → "à")."""
    word = word.lower()
    return _SAME_WORD.get(word, word)


@dataclass(frozen=True, slots=True)
class Trigger:
    """One lexicon entry.

    Attributes:
        name: the entry as written in the lexicon, for `rule`.
        part: "verb" or "noun".
        type, mode: the PLOVER code.
        reflexive: True when a verb needs its reflexive pronoun in this sense.
        rest: the words after the first, as `plain` gives them.
        actor, recipient: alternatives, each a tuple of slots whose fillers are joined.
        needs, blocks: conditions on slots; see the head of events.yaml.
        minor: it only tells the outcome of another event of the same type.
    """

    name: str
    part: str
    type: str
    mode: str
    reflexive: bool
    rest: tuple[str, ...]
    actor: tuple[tuple[str, ...], ...]
    recipient: tuple[tuple[str, ...], ...]
    needs: Mapping[str, Any] = field(default_factory=dict)
    blocks: Mapping[str, Any] = field(default_factory=dict)
    minor: bool = False


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """Triggers by first form, and the status vocabulary.

    Attributes:
        verbs: first form → (trigger, tenses of the form), entries in the order of the file, longest first.
        nouns: first form → triggers, longest first.
        governors: verb form → statuses it lends to what it governs, as named in the lexicon ("planned_verbs").
        words: noun or adjective form → statuses it lends to the noun beside it.
        forms: verb form → infinitives it may belong to, for every verb of the lexicon.
    """

    verbs: Mapping[str, tuple[tuple[Trigger, frozenset[str]], ...]]
    nouns: Mapping[str, tuple[Trigger, ...]]
    governors: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    forms: Mapping[str, frozenset[str]]


@cache
def read_events() -> Mapping[str, Any]:
    """The lexicon file as written.

    Raises:
        DataFileError: the file is missing, is not valid YAML, or an entry has a fault (`rules_schema`).
    """
    content = load_yaml(EVENTS)
    refuse_faults(EVENTS, content)
    return dict(content)


def build_lexicon(tokenize: Callable[[str], Iterable[str]]) -> EventLexicon:
    """The lexicon for texts cut into words by `tokenize`."""
    content = read_events()
    verbs: defaultdict[str, list[tuple[Trigger, frozenset[str]]]] = defaultdict(list)
    nouns: defaultdict[str, list[Trigger]] = defaultdict(list)
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for group in content["verbs"]:
        for term in split_terms(group["lemmas"]):
            infinitive, trigger = _verb_trigger(term, group, tokenize)
            for form, tenses in conjugate(infinitive).items():
                verbs[form].append((trigger, tenses))
                forms[form].add(infinitive)
    for group in content["nouns"]:
        for term in split_terms(group["lemmas"]):
            first, trigger = _noun_trigger(term, group, tokenize)
            for form in noun_forms(first):
                nouns[form].append(trigger)
    status = content["status"]
    governors = _by_form(status, "_verbs", forms)
    words: defaultdict[str, set[str]] = defaultdict(set)
    for name in (key for key in status if key.endswith(("_words", "_nouns", "_adjectives"))):
        for term in split_terms(status[name]):
            for form in noun_forms(term) if name.endswith("_nouns") else adjective_forms(term):
                words[form].add(name)
    return EventLexicon(
        {form: tuple(sorted(found, key=lambda pair: -len(pair[0].rest))) for form, found in verbs.items()},
        {form: tuple(sorted(found, key=lambda trigger: -len(trigger.rest))) for form, found in nouns.items()},
        governors,
        {form: frozenset(names) for form, names in words.items()},
        {form: frozenset(infinitives) for form, infinitives in forms.items()},
    )


def _by_form(
    status: Mapping[str, str], ending: str, forms: defaultdict[str, set[str]]
) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in (key for key in status if key.endswith(ending)):
        for term in split_terms(status[name]):
            infinitive = term.removeprefix("se ").removeprefix("s'").split()[0]
            for form in conjugate(infinitive):
                found[form].add(name)
                forms[form].add(infinitive)
    return {form: frozenset(names) for form, names in found.items()}


def split_terms(text: str) -> list[str]:
    """The comma-separated terms of a lexicon line."""
    return [term.strip() for term in text.split(",") if term.strip()]


def _verb_trigger(
    term: str, group: Mapping[str, Any], tokenize: Callable[[str], Iterable[str]]
) -> tuple[str, Trigger]:
    words = term.split()
    reflexive = words[0] in {"se", "s'"} or words[0].startswith("s'")
    words = ([words[0][2:]] if words[0].startswith("s'") else []) + words[1:] if reflexive else words
    if words[0] == "en":  # "s'en prendre à": the pronoun stands before the verb
        words = words[1:]
    rest = [plain(word) for word in tokenize(" ".join(words[1:])) if word not in _OPTIONAL]
    return words[0], _trigger(term, "verb", group, reflexive, rest)


def _noun_trigger(
    term: str, group: Mapping[str, Any], tokenize: Callable[[str], Iterable[str]]
) -> tuple[str, Trigger]:
    words = list(tokenize(term))
    return words[0], _trigger(term, "noun", group, False, [plain(word) for word in words[1:]])


def _trigger(term: str, part: str, group: Mapping[str, Any], reflexive: bool, rest: list[str]) -> Trigger:
    kind, _, mode = group["code"].partition("/")
    default = "subj > obj" if part == "verb" else "entre | par | subj | de | poss | adj > contre | à"
    actor, recipient = _sides(group.get("frame", default))
    needs, blocks = ({k: _words(v) for k, v in group.get(key, {}).items()} for key in ("if", "unless"))
    return Trigger(
        term,
        part,
        kind,
        mode,
        reflexive,
        tuple(rest),
        actor,
        recipient,
        needs,
        blocks,
        bool(group.get("minor")),
    )


def _words(value: Any) -> Any:
    return frozenset(str(word).lower() for word in value) if isinstance(value, list) else value


def _sides(frame: str) -> Sides:
    actor, _, recipient = frame.partition(">")
    return _alternatives(actor), _alternatives(recipient)


def _alternatives(side: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(slot.strip() for slot in alternative.split("+"))
        for alternative in side.split("|")
        if alternative.strip()
    )


def noun_forms(noun: str) -> set[str]:
    """Singular and plural of a noun in lower case, also without the accent capitals often lose ("Etat")."""
    forms = {noun, plural(noun)}
    return forms | {form[0].translate(_VOWELS_WITH_ACCENT) + form[1:] for form in forms}


@cache
def participant_words() -> dict[str, frozenset[str]]:
    """Word lists of the lexicon's `participants`, every form of every word."""
    lists: dict[str, frozenset[str]] = {}
    for name, terms in read_events()["participants"].items():
        words = terms if isinstance(terms, list) else split_terms(terms)
        lists[name] = frozenset(form for word in words for form in noun_forms(word))
    return lists


@cache
def participants() -> frozenset[str]:
    """Every noun that can mean someone: people, groups, countries."""
    lists = participant_words()
    return lists["people"] | lists["groups"] | lists["countries"]


def plural(word: str) -> str:
    """The regular plural of a French noun or adjective."""
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al"):
        return word[:-2] + "aux"
    if word.endswith(("eau", "eu", "au")):
        return word + "x"
    return word + "s"


def adjective_forms(adjective: str) -> set[str]:
    """The agreements of an adjective or participle; phrases stay as they are."""
    if " " in adjective:
        return {adjective}
    if adjective.endswith("el"):
        feminine = adjective + "le"
    elif adjective.endswith("e"):
        feminine = adjective
    else:
        feminine = adjective + "e"
    return {adjective, plural(adjective), feminine, feminine + "s"}


@lru_cache(maxsize=1 << 16)
def matches_word(word: str, pattern: str) -> bool:
    """True when `word` (as `plain` gives it) is `pattern` or one is the other's plural."""
    return word == pattern or plural(pattern) == word or plural(word) == pattern
