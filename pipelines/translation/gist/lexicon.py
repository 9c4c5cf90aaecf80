"""The press lexicon: French words and phrases with the English that overrides or fills what the language pair gives."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from pipelines import paths
from pipelines.errors import DataFileError
from pipelines.language.conjugation import conjugate
from pipelines.lexicon import load_yaml
from pipelines.translation.gist.units import Unit

KINDS = {"n": "n", "a": "adj", "v": "vblex", "d": "adv", "p": "phrase", "x": "name", "e": "pr", "c": "cnjsub"}
_FIXED = {"phrase", "pr", "cnjsub", "det", "rel", "adv"}
_TABLES = {
    "prepositions": "pr",
    "conjunctions": "cnjsub",
    "relatives": "rel",
    "determiners": "det",
    "adverbs": "adv",
}
_CONTRACTED = {"du": "de le", "des": "de le", "au": "à le", "aux": "à le"}
_POSSESSIVES = frozenset({"mon", "ma", "mes", "ton", "ta", "tes", "sa", "ses", "notre", "nos", "votre", "vos", "leur", "leurs"})  # fmt: skip
_ELIDED = {
    "l": "le",
    "d": "de",
    "qu": "que",
    "n": "ne",
    "s": "se",
    "j": "je",
    "m": "me",
    "t": "te",
    "c": "ce",
}
_FEMININES = (("eux", "euse"), ("eur", "euse"), ("teur", "trice"), ("er", "ère"), ("f", "ve"), ("el", "elle"), ("en", "enne"), ("on", "onne"), ("et", "ète"), ("et", "ette"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the lexicon: `kind` is Apertium's part of speech, "phrase" for what is not inflected, or "name"."""

    fr: str
    kind: str
    en: str


def files() -> list[Path]:
    """The data this engine's English depends on."""
    return sorted((paths.DATA / "lexicon").glob("gist_*"))


@cache
def fingerprint() -> str:
    """Six characters that move when the data or the rules do."""
    digest = hashlib.sha256()
    sources = sorted(Path(__file__).parent.glob("*.py"))
    for path in [*files(), *sources]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:6]


def read() -> Iterator[Entry]:
    """Every entry of the `gist_*.csv` files, in order.

    Raises:
        DataFileError: a file cannot be read, or a line has another shape.
    """
    for path in files():
        if path.suffix != ".csv":
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise DataFileError(f"The lexicon {path} cannot be read: {error.strerror}.") from error
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        for row in csv.reader(lines[1:]):
            if len(row) != 4 or row[1] not in KINDS:
                raise DataFileError(f"The lexicon {path} has a line that is no entry: {','.join(row)}.")
            yield Entry(row[0], _kind(row), row[2])


def _kind(row: Sequence[str]) -> str:
    """The kind of a line; a fixed phrase that ends in "de" or "à" is a preposition, one in "que" a conjunction."""
    if row[1] == "p" and row[0].endswith((" de", " à")):
        return "pr"
    return "cnjsub" if row[1] == "p" and row[0].endswith(" que") else KINDS[row[1]]


def crude(word: str) -> str:
    """A word without the endings of number and gender, enough to compare the words of a phrase."""
    word = word.lower()
    if len(word) > 3:
        word = re.sub(r"aux$", "al", word)
        word = re.sub(r"(?<=[^s])s$|(?<=eu)x$|x$", "", word)
        word = re.sub(r"(?<=[^e])e$", "", word)
        word = re.sub(r"(tric|teus|teur)$", "teur", word)
        word = re.sub(r"([ln])\1$", r"\1", word)
    return word


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase as the analyser would cut it: "chef d'État" → chef, de, état."""
    found: list[str] = []
    for word in re.findall(r"[^\s'’]+['’]?", phrase.lower()):
        bare = word.rstrip("'’")
        if bare != word and bare in _ELIDED:
            bare = _ELIDED[bare]
        elif bare in {"la", "les"}:
            bare = "le"
        elif bare in _POSSESSIVES:
            bare = "son"
        found += [crude(w) for w in _CONTRACTED.get(bare, bare).split()]
    return tuple(found)


def feminine(word: str) -> set[str]:
    """What the feminine of a French adjective or noun may be."""
    if word.endswith("e"):
        return {word}
    forms = {word + "e"}
    for ending, other in _FEMININES:
        if word.endswith(ending):
            forms.add(word.removesuffix(ending) + other)
    return forms


def plural(word: str) -> str:
    """The plural of a French adjective or noun."""
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al") and word not in {"bal", "carnaval", "festival", "récital", "régal", "naval", "fatal", "final", "natal"}:  # fmt: skip
        return word[:-2] + "aux"
    return word + ("x" if word.endswith(("eau", "eu")) and word != "bleu" else "s")


class Lexicon:
    """Entries by lemma, by form where the analyser does not know a word, and by the words of a phrase."""

    def __init__(self, entries: Sequence[Entry] | None = None) -> None:
        """`entries` are the data's where none are given."""
        self._single: dict[tuple[str, str], str] = {}
        self._forms: dict[str, tuple[Entry, tuple[str, ...]]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self._reflexives: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self.names: dict[str, str] = {}
        for given in (*read(), *_function_phrases()) if entries is None else entries:
            entry = replace(given, fr=given.fr.replace("œ", "oe"))  # as the analyser writes it
            words = words_of(entry.fr)
            if entry.kind == "name":
                self.names[entry.fr] = entry.en
            elif entry.kind == "vblex" and words[0] == "se":
                self._reflexives.setdefault(words[1], []).append((words[1:], entry))
            elif len(words) > 1:
                self._phrases.setdefault(words[0], []).append((words, entry))
            elif words:
                self._single.setdefault((entry.fr, entry.kind), entry.en)
                for form, tags in _inflected(entry):
                    self._forms.setdefault(form, (entry, tags))
        for options in (*self._phrases.values(), *self._reflexives.values()):
            options.sort(key=lambda option: -len(option[0]))

    def word(self, lemma: str, pos: str) -> str:
        """The English of a lemma, "" where there is none."""
        low = lemma.lower()
        found = self._single.get((low, pos)) or self._single.get((low, "phrase"), "")
        if not found and lemma[:1].isupper():
            found = self._single.get((lemma, "name"), "")
        return found

    def form(self, surface: str) -> tuple[Entry, tuple[str, ...]] | None:
        """Entry and tags of a word in the text that the analyser does not know."""
        return self._forms.get(surface) or self._forms.get(surface.lower())

    def phrase(self, units: Sequence[Unit], at: int) -> tuple[list[int], Entry] | None:
        """Which units from `at` on are a phrase of the lexicon, and which.

        The words of a verb's phrase may have "pas" and adverbs between them: "ne tient pas compte de".
        """
        head = units[at]
        first = _words(head)
        if not first or head.name:
            return None
        reflexive = head.verb and _reflexive(units, at)
        options = (self._reflexives if reflexive else self._phrases).get(first[0], ())
        for words, entry in options:
            if entry.kind == "vblex" and not head.verb:
                continue
            if head.verb and entry.kind in {"n", "adj"} and head.tense != "pp":
                continue
            if found := _matches(units, at, words, gaps=entry.kind == "vblex"):
                return found, entry
        return None


def fixed(entry: Entry) -> bool:
    """Whether the entry is put as it is, in no form of its own."""
    return entry.kind in _FIXED


def _reflexive(units: Sequence[Unit], at: int) -> bool:
    """Whether a verb has "se" before it, with nothing but its auxiliary, adverbs and pronouns between."""
    for unit in reversed(units[max(0, at - 5) : at]):
        if unit.low == "se":
            return True
        if not (
            unit.low == "être" or unit.pos in {"adv", "preadv"} or unit.low in {"en", "y", "lui", "leur"}
        ):
            return False
    return False


def _matches(units: Sequence[Unit], at: int, words: tuple[str, ...], *, gaps: bool) -> list[int]:
    seen, index = 0, at
    found: list[int] = []
    while seen < len(words):
        if index >= len(units):
            return []
        unit = units[index]
        own = _words(unit)
        if not own or unit.name or (index > at and unit.blank.strip()):
            return []
        if words[seen : seen + len(own)] == own:
            seen += len(own)
            found.append(index)
        elif not (gaps and found and unit.pos in {"adv", "preadv"} and index - found[-1] < 3):
            return []
        index += 1
    return found


def _function_phrases() -> Iterator[Entry]:
    """The function words of several words: "afin de", "tandis que"."""
    table = function_words()
    for name, kind in _TABLES.items():
        for fr, en in table[name].items():
            if " " in fr:
                yield Entry(fr, kind, en)


def _words(unit: Unit) -> tuple[str, ...]:
    known: tuple[str, ...] | None = unit.extra.get("words")  # type: ignore[assignment]
    if known is None and unit.has("det", "pos"):
        known = unit.extra["words"] = ("son",)  # type: ignore[assignment]
    if known is None:
        known = tuple(crude(w) for w in unit.low.replace("'", "' ").split())
        unit.extra["words"] = known  # type: ignore[assignment]
    return known


def _inflected(entry: Entry) -> Iterator[tuple[str, tuple[str, ...]]]:
    fr, kind = entry.fr, entry.kind
    if kind == "n":
        yield fr, ("n", "m", "sg")
        yield plural(fr), ("n", "m", "pl")
        if fr.endswith(("eur", "ien", "éen", "ant", "ent", "er", "ais", "ois", "in", "é")):
            for form in feminine(fr):
                yield form, ("n", "f", "sg")
                yield plural(form), ("n", "f", "pl")
    elif kind == "adj":
        yield fr, ("adj", "m", "sg")
        yield plural(fr), ("adj", "m", "pl")
        for form in feminine(fr):
            yield form, ("adj", "f", "sg")
            yield plural(form), ("adj", "f", "pl")
    elif kind == "vblex":
        yield from _verb_forms(fr)
    else:
        yield fr, (kind,)


def _verb_forms(infinitive: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    try:
        forms = conjugate(infinitive)
    except ValueError:
        return
    yield infinitive, ("vblex", "inf")
    yield forms.present_participle, ("vblex", "ger")
    for form in forms.past_participles:
        stem = form.rstrip("s")
        yield form, ("vblex", "pp", "f" if stem.endswith("e") else "m", "pl" if form != stem else "sg")
    for form in forms.finite:
        yield form, ("vblex", *_finite(form))


_ENDINGS = (
    ("raient", "cni p3 pl"), ("rait", "cni p3 sg"), ("ront", "fti p3 pl"), ("rez", "fti p2 pl"), ("rons", "fti p1 pl"),
    ("aient", "pii p3 pl"), ("ait", "pii p3 sg"), ("ais", "pii p1 sg"), ("èrent", "ifi p3 pl"), ("irent", "ifi p3 pl"),
    ("urent", "ifi p3 pl"), ("era", "fti p3 sg"), ("ira", "fti p3 sg"), ("dra", "fti p3 sg"), ("a", "ifi p3 sg"),
    ("ent", "pri p3 pl"), ("ons", "pri p1 pl"), ("ez", "pri p2 pl"), ("ai", "ifi p1 sg"),
)  # fmt: skip


def _finite(form: str) -> tuple[str, ...]:
    for ending, tags in _ENDINGS:
        if form.endswith(ending):
            return tuple(tags.split())
    return ("pri", "p3", "sg")


@cache
def function_words() -> dict[str, Any]:
    """Prepositions, determiners, pronouns and the like.

    Raises:
        DataFileError: the data is missing.
    """
    found: dict[str, Any] = load_yaml("gist_function_words.yaml")
    return found
