"""Phrases of the lexicon in a French sentence: their words in order, whatever their number, gender or tense."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.translation.gist.units import Unit

FIXED = frozenset({"phrase", "pr", "cnjsub", "det", "rel", "adv"})  # kinds put as they are
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
_BARE = {"la": "le", "les": "le", "une": "un", "cette": "ce", "cet": "ce", "ces": "ce", **dict.fromkeys(_POSSESSIVES, "son")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the lexicon: `kind` is Apertium's part of speech, "phrase" for what is not inflected, or "name"."""

    fr: str
    kind: str
    en: str


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
        bare = _ELIDED.get(bare, bare) if bare != word else _BARE.get(bare, bare)
        found += [crude(w) for w in _CONTRACTED.get(bare, bare).split()]
    return tuple(found)


class Phrases:
    """Entries of several words, by their first."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Of two entries with the same words the first counts; longer ones before shorter ones."""
        self._plain: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self._reflexive: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self._sentence: tuple[Sequence[Unit], frozenset[str]] = ((), frozenset())
        self._from: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}  # "s'en prendre à"
        for entry in entries:
            words = words_of(entry.fr)
            if entry.kind == "vblex" and words[:2] == ("se", "en"):
                self._from.setdefault(words[2], []).append((words[2:], entry))
            elif entry.kind == "vblex" and words[0] == "se":
                self._reflexive.setdefault(words[1], []).append((words[1:], entry))
            elif len(words) > 1:
                self._plain.setdefault(words[0], []).append((words, entry))
            if "-" in entry.fr and entry.kind != "vblex":  # "pots-de-vin", which the analyser cuts
                words = words_of(entry.fr.replace("-", " "))
                self._plain.setdefault(words[0], []).append((words, entry))
        for options in (*self._plain.values(), *self._reflexive.values(), *self._from.values()):
            options.sort(key=lambda option: -len(option[0]))

    def find(self, units: Sequence[Unit], at: int) -> tuple[list[int], Entry] | None:
        """Which units from `at` on are a phrase, and which.

        The words of a verb's phrase may have "pas", adverbs and fixed phrases between them: "ne tient pas compte de".
        """
        head = units[at]
        if head.name:
            return None
        there = self._words_there(units)
        itself = head.verb and _reflexive(units, at)
        tables = (self._from, self._reflexive) if itself and _from_it(units, at) else (self._reflexive,) if itself else (self._plain,)  # fmt: skip
        for first in dict.fromkeys(own[0] for own in _words(head) if own):
            for words, entry in (option for table in tables for option in table.get(first, ())):
                if words[-1] not in there or (len(words) > 1 and words[1] not in there):
                    continue
                if not _may_be(head, entry, units[at - 1] if at else None):
                    continue
                if found := self._matches(
                    units, at, words, gaps=entry.kind == "vblex", joint="-" in entry.fr
                ):
                    return found, entry
        return None

    def _words_there(self, units: Sequence[Unit]) -> frozenset[str]:
        """Every word that stands in a sentence, so that few phrases have to be tried on it."""
        if self._sentence[0] is not units:
            self._sentence = units, frozenset(w for u in units for own in _words(u) for w in own)
        return self._sentence[1]

    def _matches(
        self, units: Sequence[Unit], at: int, words: tuple[str, ...], *, gaps: bool, joint: bool = False
    ) -> list[int]:
        seen, index = 0, at
        found: list[int] = []
        while seen < len(words):
            if index >= len(units):
                return []
            unit = units[index]
            if unit.name or (index > at and unit.blank.strip(" -" if joint else None)):
                return []
            length = next(
                (len(own) for own in _words(unit) if own and words[seen : seen + len(own)] == own), 0
            )
            if length:
                seen += length
                found.append(index)
            elif not (gaps and found and index - found[-1] < 3 and unit.pos in {"adv", "preadv"}):
                skipped = self._fixed_length(units, index) if gaps and found and index == found[-1] + 1 else 0
                if not skipped:
                    return []
                index += skipped - 1
            index += 1
        return found

    def _fixed_length(self, units: Sequence[Unit], at: int) -> int:
        """How many units are an adverbial phrase that may stand inside a verb's phrase."""
        there = self._words_there(units)
        for own in _words(units[at]):
            for words, entry in self._plain.get(own[0], ()) if own else ():
                if words[-1] not in there or words[1] not in there:
                    continue
                if entry.kind == "phrase" and (found := self._matches(units, at, words, gaps=False)):
                    return len(found)
        return 0


def _may_be(head: Unit, entry: Entry, before: Unit | None) -> bool:
    if entry.kind == "vblex":
        noun = head.tense == "pp" and before is not None and before.pos == "det"  # "une mise en garde"
        return head.verb and not noun
    return not (head.verb and entry.kind in {"n", "adj"} and head.tense != "pp")


def _reflexive(units: Sequence[Unit], at: int) -> bool:
    """Whether a verb has "se" before it, with nothing but its auxiliary, adverbs and pronouns between."""
    for unit in reversed(units[max(0, at - 5) : at]):
        if unit.low == "se":
            return True
        passed = unit.low == "être" or unit.pos in {"adv", "preadv"} or unit.low in {"en", "y", "lui", "leur"}
        if not passed:
            return False
    return False


def _from_it(units: Sequence[Unit], at: int) -> bool:
    """Whether "en" stands between "se" and its verb: "s'en est pris"."""
    return any(unit.low == "en" for unit in units[max(0, at - 4) : at])


def _words(unit: Unit) -> tuple[tuple[str, ...], ...]:
    """What a unit may be in a phrase: the words of its lemma, and those of the text where they differ."""
    known: tuple[tuple[str, ...], ...] | None = unit.extra.get("words")  # type: ignore[assignment]
    if known is None:
        lemma = ("son",) if unit.has("det", "pos") else words_of(unit.low)
        surface = unit.extra.get("surface", "").lower()
        other = words_of(surface) if surface and surface not in _CONTRACTED else lemma
        known = (lemma,) if other == lemma else (lemma, other)
        unit.extra["words"] = known  # type: ignore[assignment]
    return known
