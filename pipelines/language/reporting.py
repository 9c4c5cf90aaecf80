"""Reporting verb groups in a text: "a-t-il dit", "indique", "a de son côté accusé", "assurant", "fait savoir"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pipelines.errors import DataFileError
from pipelines.language.conjugation import conjugate
from pipelines.language.rules_schema import SPEECH as _FILE
from pipelines.language.rules_schema import refuse_faults
from pipelines.language.surface import AVOIR, CLITICS, ETRE, MARKS, Surface
from pipelines.lexicon import load_yaml

_INVERTED = frozenset({
    "-il", "-elle", "-on", "-t-il", "-t-elle", "-t-on", "-ils", "-elles", "-je", "-nous", "-vous", "-t-ils", "-t-elles",
})  # fmt: skip
_NEGATIONS = frozenset({"pas", "jamais", "plus", "ni", "guère", "aucunement", "nullement"})
# A determiner right before makes the form a noun ("le juge", "une annonce").
_NOUN_MAKERS = frozenset({
    "un", "une", "des", "du", "au", "aux", "ce", "cet", "cette", "ces", "son", "sa", "ses", "leurs", "notre", "votre",
    "mon", "ma", "mes", "de", "d'", "sans", "par", "sur", "sous", "toute", "chaque", "aucune", "quelque", "nos", "vos",
})  # fmt: skip
# Verbs that only lend their tense to an infinitive of speech ("tient à préciser", "n'a pas manqué de rappeler").
_SUPPORTS = (
    "tenir",
    "vouloir",
    "préférer",
    "manquer",
    "continuer",
    "commencer",
    "finir",
    "aimer",
    "aller",
    "venir",
)
_NO_GROUP_OVER = frozenset({".", ";", ":", "!", "?", "que", "qu'", "qui"}) | MARKS
_LONGEST_GROUP = 9  # tokens between auxiliary and participle


@dataclass(frozen=True, slots=True)
class Entry:
    """A reporting verb: what it takes, how it presents what is said, and of a phrase the words behind it."""

    verb: str
    takes: frozenset[str]
    stance: str
    tail: tuple[str, ...] = ()
    reflexive: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting verb group in a text; every number is a token index.

    Attributes:
        left: first token of the group with its clitics; first, stop: the span to show, stop exclusive.
        verb: the token that carries the meaning.
        mood: finite, gerund, participle (coordinated, no auxiliary) or infinitive.
        pronoun: the inverted pronoun inside or right after the group, -1 if none.
        negated: True under "ne … pas".
    """

    entry: Entry
    left: int
    first: int
    stop: int
    verb: int
    mood: str
    pronoun: int = -1
    negated: bool = False
    passive: bool = False

    def takes(self, what: str) -> bool:
        """Whether the verb takes `what` (que, infinitive, de, direct, fragment, incise, negated)."""
        return what in self.entry.takes


@dataclass(frozen=True, slots=True)
class _Lexicon:
    forms: dict[str, tuple[tuple[str, str], ...]]  # form → (mood, infinitive)
    plain: dict[str, Entry]
    reflexive: dict[str, Entry]
    phrases: dict[str, tuple[Entry, ...]]
    supports: dict[str, str]


@cache
def lexicon() -> _Lexicon:
    """The reporting verbs of data/lexicon, with all their forms.

    Raises:
        DataFileError: the file is missing or malformed.
    """
    try:
        data = load_yaml(_FILE)
        refuse_faults(_FILE, data)
        plain, reflexive = _entries(data["groups"])
        phrases: dict[str, tuple[Entry, ...]] = {}
        for item in data["phrases"]:
            entry = Entry(
                item["verb"],
                frozenset(item["takes"]),
                item["stance"],
                tuple(item["tail"]),
                item.get("reflexive", False),
            )
            phrases[entry.verb] = (*phrases.get(entry.verb, ()), entry)
        forms: dict[str, tuple[tuple[str, str], ...]] = {}
        for verb in sorted({*plain, *reflexive, *phrases}):
            for form, mood in _forms(verb):
                forms[form] = (*forms.get(form, ()), (mood, verb))
        supports = {form: verb for verb in _SUPPORTS for form, mood in _forms(verb) if mood != "infinitive"}
    except (KeyError, TypeError, ValueError) as error:
        raise DataFileError(f"The reporting verbs in {_FILE} cannot be read: {error}") from error
    return _Lexicon(forms, plain, reflexive, phrases, supports)


def _entries(groups: list[dict[str, Any]]) -> tuple[dict[str, Entry], dict[str, Entry]]:
    plain: dict[str, Entry] = {}
    reflexive: dict[str, Entry] = {}
    for group in groups:
        for name in group["verbs"]:
            verb = name.removeprefix("se ").removeprefix("s'")
            store = plain if verb == name else reflexive
            known = store.get(verb)
            takes = frozenset(group["takes"]) | (known.takes if known else frozenset())
            stance = group["stance"] if known is None or known.stance == "neutral" else known.stance
            store[verb] = Entry(verb, takes, stance)
    return plain, reflexive


def _forms(verb: str) -> Iterator[tuple[str, str]]:
    forms = conjugate(verb)
    yield from ((form, "finite") for form in sorted(forms.finite))
    yield from ((form, "participle") for form in sorted(forms.past_participles))
    yield forms.present_participle, "gerund"
    yield forms.infinitive, "infinitive"


def find_cues(surface: Surface) -> list[Cue]:
    """Every reporting verb group of the text, in order."""
    words = lexicon()
    found: list[Cue] = []
    for i, word in enumerate(surface.low):
        readings = words.forms.get(word)
        if readings is not None:
            cue = _read(surface, words, i, readings)
            if cue is not None:
                found.append(cue)
    return found


def _read(surface: Surface, words: _Lexicon, i: int, readings: tuple[tuple[str, str], ...]) -> Cue | None:
    moods = {mood for mood, _ in readings}
    auxiliary = _auxiliary(surface, i) if "participle" in moods else -1
    if auxiliary >= 0 or ("finite" in moods and _is_verb(surface, i)):
        mood = "finite"
    elif "gerund" in moods and surface.pos[i] in ("VERB", "AUX", "ADJ", "NOUN", "ADP", "ADV"):
        mood = "gerund"
    elif "infinitive" in moods:
        mood = "infinitive"
    elif "participle" in moods:
        mood = "participle"
    else:
        return None
    wanted = "participle" if auxiliary >= 0 else mood
    verbs = [verb for reading, verb in readings if reading == wanted] or [verb for _, verb in readings]
    first = auxiliary if auxiliary >= 0 else i
    left = _with_clitics(surface, first)
    clitics = surface.low[left:first]
    # "je m'inquiète", but "ils me disent"
    myself = left > surface.first[left] and surface.low[left - 1] in ("je", "j'")
    reflexive = bool({"se", "s'"} & set(clitics)) or (myself and bool({"me", "m'"} & set(clitics)))
    entry, stop = _entry(surface, words, verbs, i, reflexive=reflexive)
    if entry is None:
        return None
    shown = next((j for j in range(left, first) if surface.low[j] in ("se", "s'", "ne", "n'")), first)
    cue = Cue(entry, left, shown, stop, i, mood, *_pronoun(surface, first, stop))
    cue = replace(
        cue,
        stop=max(stop, cue.pronoun + 1),
        negated=_is_negated(surface, left, cue.stop),
        passive=_is_passive(surface, auxiliary, i, clitics),
    )
    return _with_support(surface, words, cue) if mood == "infinitive" else cue


def _entry(
    surface: Surface, words: _Lexicon, verbs: list[str], i: int, *, reflexive: bool
) -> tuple[Entry | None, int]:
    for verb in verbs:
        for phrase in words.phrases.get(verb, ()):
            stop = i + 1 + len(phrase.tail)
            if tuple(surface.low[i + 1 : stop]) == phrase.tail and (reflexive or not phrase.reflexive):
                return phrase, stop
    for verb in verbs:
        if reflexive and verb in words.reflexive:
            return words.reflexive[verb], i + 1
    for verb in verbs:
        if verb in words.plain:
            return words.plain[verb], i + 1
    return None, i + 1


def _is_verb(surface: Surface, i: int) -> bool:
    before = surface.low[i - 1] if i > surface.first[i] else ""
    if before in _NOUN_MAKERS:
        return False
    after = surface.low[i + 1] if i + 1 < len(surface) else ""
    if before in ("le", "la", "l'", "les") and after in MARKS and i - 2 >= surface.first[i]:
        # "Kinshasa, qui la juge « inefficace »": a pronoun, not an article, after a subject
        subject = (
            surface.low[i - 2] in ("qui", ",") or surface.is_mention(i - 2) or surface.pos[i - 2] == "PRON"
        )
        return subject or surface.pos[i] == "VERB"
    if surface.pos[i] in ("VERB", "AUX"):
        return True
    if before in ("le", "la", "l'", "les") or (i and surface.pos[i - 1] in ("DET", "ADP", "NUM")):
        return False
    # md tags inverted verbs as nouns or adjectives; a noun before them without punctuation makes them one.
    return (
        not before
        or before in ",.:;!?…»”\"'"
        or surface.pos[i - 1] in ("PRON", "NOUN", "PROPN", "ADV", "PUNCT")
    )


def _auxiliary(surface: Surface, i: int) -> int:
    """The auxiliary of the participle at i, -1 if there is none."""
    floor = max(surface.first[i], i - _LONGEST_GROUP)
    for j in range(i - 1, floor - 1, -1):
        word = surface.low[j]
        if word in AVOIR or word in ETRE:
            if word in ("été", "eu") and j > floor and surface.low[j - 1] in AVOIR:
                return j - 1
            attached = surface.head[j] == i and surface.dep[j].startswith("aux")
            return j if attached or j == i - 1 or _is_light(surface, j + 1, i) else -1
        if word in _NO_GROUP_OVER or surface.finite[j]:
            return -1
    return -1


def _is_light(surface: Surface, first: int, stop: int) -> bool:
    """Only adverbs, inverted pronouns and phrases like "de son côté" stand in tokens first … stop - 1."""
    return all(
        surface.pos[j] in ("ADV", "PUNCT", "PRON", "ADP", "DET", "ADJ")
        or surface.low[j] in _INVERTED
        or surface.low[j] == "-t"
        or surface.low[j]
        in ("côté", "part", "tour", "contraire", "ailleurs", "outre", "suite", "revanche", "fois", "foulée")
        for j in range(first, stop)
    )


def _with_clitics(surface: Surface, first: int) -> int:
    left = first
    while left > surface.first[first] and surface.low[left - 1] in CLITICS and left > first - 4:
        left -= 1
    return left


def _pronoun(surface: Surface, first: int, stop: int) -> tuple[int]:
    """The inverted pronoun of the group, as one argument of Cue."""
    after = stop + 2 if surface.low[min(stop, len(surface) - 1)] == "-t" else stop + 1
    for j in range(first + 1, min(after, surface.last[first])):
        if surface.low[j] in _INVERTED:
            return (j,)
    return (-1,)


def _is_negated(surface: Surface, left: int, stop: int) -> bool:
    if not {"ne", "n'"} & set(surface.low[left:stop]):
        return False
    return bool(_NEGATIONS & set(surface.low[left : min(stop + 2, len(surface))]))


def _is_passive(surface: Surface, auxiliary: int, i: int, clitics: list[str]) -> bool:
    if auxiliary < 0:
        return False
    words = surface.low[auxiliary:i]
    return "été" in words or (words[0] in ETRE and not {"se", "s'", "me", "m'", "nous"} & set(clitics))


def _with_support(surface: Surface, words: _Lexicon, cue: Cue) -> Cue:
    """The infinitive with the verb that lends it a tense: "tient à préciser" is finite."""
    j = cue.left - 1
    if j > surface.first[cue.verb] and surface.low[j] in ("à", "de", "d'", "par"):
        j -= 1
    while j > surface.first[cue.verb] and surface.low[j] in _NEGATIONS:
        j -= 1
    if (
        j < surface.first[cue.verb]
        or surface.low[j] not in words.supports
        or surface.pos[j] not in ("VERB", "AUX")
    ):
        return cue
    auxiliary = _auxiliary(surface, j)
    first = auxiliary if auxiliary >= 0 else j
    left = _with_clitics(surface, first)
    pronoun = _pronoun(surface, first, cue.stop)[0]
    return replace(cue, left=left, first=first, mood="finite", pronoun=pronoun)
