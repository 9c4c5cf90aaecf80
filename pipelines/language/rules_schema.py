"""What an entry of the rule lexicons may say: keys, codes, slots, conditions, words; every fault with its file and line.

The reader refuses a file with a fault when it reads it; `pipelines.lexicon_commands` lists all faults at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipelines.errors import DataFileError
from pipelines.language.morphology import TENSES, conjugate
from pipelines.lexicon import Located, load_yaml
from pipelines.model import ENTITY_TYPES, PLOVER_TYPES
from pipelines.paths import DATA

EVENTS, SPEECH = "events.yaml", "reporting_verbs.yaml"
STANCES = ("neutral", "as fact", "doubtful")
TAKES = ("que", "infinitive", "de", "direct", "fragment", "incise", "negated")

_ENTRY = {"code", "lemmas", "frame", "if", "unless", "minor", "examples", "not"}
_VERB_SLOTS = {"subj", "obj", "que"}
_NOUN_SLOTS = {"poss", "adj", "subj", "beside", "entre"}
# Conditions that ask for something other than who fills a slot, by what may follow them.
_CONDITIONS: Mapping[str, frozenset[str]] = {
    "flag": frozenset({"passive", "refl", "human", "dative", "adjectival", "incise"}),
    "words": frozenset({"near", "next", "gov", "head", "prep", "led", "det"}),
    "types": frozenset({"mention", "agent"}),
    "tenses": frozenset({"tense"}),
    "either": frozenset({"infinitive"}),
}
_KIND = {name: kind for kind, names in _CONDITIONS.items() for name in names}
_CLOSED = {"types": ENTITY_TYPES, "tenses": TENSES}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a lexicon: where, and what.

    Attributes:
        line: of the file, from 1.
        key: the key of the entry that is wrong.
        what: one sentence.
    """

    file: str
    line: int
    key: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, {self.key}: {self.what}"


def refuse_faults(file: str, content: Mapping[str, Any]) -> None:
    """Nothing, where `content` of `file` is as it should be.

    Raises:
        DataFileError: it is not; the sentence has file, line and key of the first fault.
    """
    fault = next(faults(file, content), None)
    if fault is not None:
        raise DataFileError(str(fault))


def faults(file: str, content: Mapping[str, Any]) -> Iterator[Fault]:
    """Every fault of a rule lexicon, in the order of the file's parts; files without a schema have none."""
    checks = {EVENTS: _event_faults, SPEECH: _speech_faults}
    if file not in checks:
        return
    try:
        for line, key, what in checks[file](content):
            yield Fault(file, line, key, what)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        yield Fault(
            file, 1, "the file", f"Something in it is not of the shape that its head tells: {error!r}."
        )


def all_faults() -> tuple[int, list[Fault]]:
    """How many files of data/lexicon were read, and every fault in them, a file that is no YAML among them."""
    found: list[Fault] = []
    files = sorted(path.name for path in (DATA / "lexicon").glob("*.yaml"))
    for file in files:
        try:
            found += faults(file, load_yaml(file))
        except DataFileError as error:
            found.append(Fault(file, 1, "the file", str(error)))
    return len(files), found


_Found = Iterator[tuple[int, str, str]]


def _event_faults(content: Mapping[str, Any]) -> _Found:
    yield from _keys(content, {"codes", "verbs", "nouns", "status", "participants"})
    codes = content["codes"]
    for kind in codes:
        if kind not in PLOVER_TYPES:
            yield _line(codes, kind), kind, f"{kind} is no PLOVER type."
    for part in ("verbs", "nouns"):
        reached: dict[str, Located] = {}
        for entry in content[part]:
            yield from _keys(entry, _ENTRY, needed=("code", "lemmas"))
            if {"code", "lemmas"} <= set(entry):
                yield from _entry_faults(entry, part, codes)
                yield from _shadowed(entry, reached)
    yield from _unconjugated(content["status"], (key for key in content["status"] if key.endswith("_verbs")))


def _entry_faults(entry: Located, part: str, codes: Mapping[str, Any]) -> _Found:
    kind, _, mode = entry["code"].partition("/")
    if kind not in codes or (mode and mode not in codes[kind]):
        yield _line(entry, "code"), "code", f"“{entry['code']}” is none of the codes at the head of the file."
    yield from _twice(entry, "lemmas", _terms(entry["lemmas"]))
    if part == "verbs":
        yield from _unconjugated(entry, ("lemmas",))
    sides = str(entry.get("frame", ">")).split(">")
    if len(sides) != 2:
        yield _line(entry, "frame"), "frame", "A frame is “actor > recipient”, with one “>”."
    for slot in _slots(sides):
        if not _is_slot(slot, part):
            yield _line(entry, "frame"), "frame", f"“{slot}” is no slot of {part}."
    for key in ("if", "unless"):
        for name, wanted in entry.get(key, {}).items():
            for what in _condition_faults(name, wanted, part):
                yield _line(entry[key], name), f"{key}: {name}", what


def _condition_faults(name: str, wanted: Any, part: str) -> Iterator[str]:
    kind = _KIND.get(name)
    if kind is None and not _is_slot(name, part):
        yield f"“{name}” is neither a slot of {part} nor a condition."
    elif isinstance(wanted, list):
        words = [str(word) for word in wanted]
        yield from (f"“{word}” stands twice." for word, times in Counter(words).items() if times > 1)
        if kind == "flag":
            yield "It is true or false, not a list."
        allowed = _CLOSED.get(kind or "", words)
        yield from (f"“{word}” is none of {', '.join(allowed)}." for word in words if word not in allowed)
    elif not isinstance(wanted, bool):
        yield "It is true, false or a list of words in brackets."
    elif kind in ("words", "types", "tenses"):
        yield "It is a list of words in brackets."


def _shadowed(entry: Located, reached: dict[str, Located]) -> _Found:
    """Terms that an earlier entry takes whatever the sentence: this entry's are never asked."""
    for term in _terms(entry["lemmas"]):
        if term in reached:
            earlier = _line(reached[term], "lemmas")
            yield (
                _line(entry, "lemmas"),
                "lemmas",
                f"“{term}” is taken by line {earlier} whatever the sentence.",
            )
        elif not entry.get("if") and not entry.get("unless"):
            reached[term] = entry


def _speech_faults(content: Mapping[str, Any]) -> _Found:
    yield from _keys(content, {"groups", "phrases"})
    for group in content["groups"]:
        yield from _keys(
            group, {"stance", "takes", "verbs", "examples", "not"}, needed=("stance", "takes", "verbs")
        )
        yield from _said(group)
        yield from _twice(group, "verbs", list(group.get("verbs", ())))
        yield from _unconjugated(group, ("verbs",))
    for phrase in content["phrases"]:
        keys = {"verb", "tail", "takes", "stance", "reflexive", "examples", "not"}
        yield from _keys(phrase, keys, needed=("verb", "tail", "takes", "stance"))
        yield from _said(phrase)
        yield from _unconjugated(phrase, ("verb",))


def _said(entry: Located) -> _Found:
    for takes in entry.get("takes", ()):
        if takes not in TAKES:
            yield _line(entry, "takes"), "takes", f"“{takes}” is none of {', '.join(TAKES)}."
    if entry.get("stance", STANCES[0]) not in STANCES:
        yield _line(entry, "stance"), "stance", f"“{entry['stance']}” is none of {', '.join(STANCES)}."


def _unconjugated(entry: Mapping[str, Any], keys: Iterator[str] | tuple[str, ...]) -> _Found:
    for key in keys:
        value = entry.get(key, ())
        for term in value if isinstance(value, list) else _terms(str(value)) if value else ():
            verb = _verb_of(term)
            try:
                conjugate(verb)
            except ValueError:
                yield (
                    _line(entry, key), key,
                    f"“{verb}” cannot be conjugated; is it an infinitive, or does conjugation.yaml lack a model?",
                )  # fmt: skip


def _verb_of(term: str) -> str:
    """ "s'en prendre à" → "prendre"."""
    words = term.replace("s'", "se ").split()
    while len(words) > 1 and words[0] in ("se", "en"):
        words = words[1:]
    return words[0]


def _twice(entry: Located, key: str, terms: list[str]) -> _Found:
    for term, times in Counter(terms).items():
        if times > 1:
            yield _line(entry, key), key, f"“{term}” stands twice."


def _keys(entry: Mapping[str, Any], allowed: set[str], needed: tuple[str, ...] = ()) -> _Found:
    if not isinstance(entry, Mapping):
        raise TypeError(f"“{entry}” has no keys")
    for key in entry:
        if key not in allowed:
            yield (
                _line(entry, key),
                str(key),
                f"There is no such key; there are {', '.join(sorted(allowed))}.",
            )
    first = min(getattr(entry, "lines", {}).values(), default=1)
    yield from ((first, key, "It is missing.") for key in needed if key not in entry)


def _line(entry: Mapping[str, Any], key: Any) -> int:
    lines: Mapping[str, int] = getattr(entry, "lines", {})
    return lines.get(str(key), 1)


def _terms(text: str) -> list[str]:
    return [term.strip() for term in str(text).split(",") if term.strip()]


def _slots(sides: list[str]) -> Iterator[str]:
    for side in sides:
        for slot in side.replace("+", "|").split("|"):
            if slot.strip():
                yield slot.strip()


def _is_slot(name: str, part: str) -> bool:
    if part == "verbs":
        return name in _VERB_SLOTS | _prepositions()
    return name in _NOUN_SLOTS | _prepositions() or name.removeprefix("obl:") in _prepositions()


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(load_yaml("closed_classes.yaml")["prepositions"])
