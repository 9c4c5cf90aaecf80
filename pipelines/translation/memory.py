"""The translation memory: sentences whose English is known already; a person's wording wins over all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from pipelines import paths
from pipelines.translation.base import Translation
from pipelines.translation.tmx import Unit, read_tmx
from pipelines.translation.wording import match_key

NAME = "memory"
SUGGESTION_FLOOR = 90.0  # rapidfuzz ratio, 0–100; below it two sentences say different things too often


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A near match, offered to the person and never used silently.

    Attributes:
        unit: the memory's unit, with the French it belongs to.
        score: similarity of the two French sentences, 90–100.
    """

    unit: Unit
    score: float


class MemoryEngine:
    """Exact and normalised lookup in translation units, as an engine."""

    name = NAME
    version = "1"
    kind = "memory"

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        self._exact: dict[str, Unit] = {}
        self._by_key: dict[str, Unit] = {}
        self.extend(units)

    def __len__(self) -> int:
        return len(self._exact)

    def extend(self, units: Iterable[Unit]) -> None:
        """Add units, see `Unit.replaces`. Those that hold for one place only are left out: sentences have none here."""
        for unit in units:
            if unit.is_placed:
                continue
            for index, key in ((self._exact, unit.fr), (self._by_key, match_key(unit.fr))):
                known = index.get(key)
                if known is None or unit.replaces(known):
                    index[key] = unit

    def with_units(self, units: Iterable[Unit]) -> MemoryEngine:
        """A memory of this one's units and these, see `Unit.replaces`; this one stays as it is."""
        both = MemoryEngine()
        both._exact, both._by_key = dict(self._exact), dict(self._by_key)
        both.extend(units)
        return both

    def lookup(self, sentence: str) -> Unit | None:
        """The unit for this sentence: a person's wording first, then the same text, then the same but for typography."""
        exact, similar = self._exact.get(sentence), self._by_key.get(match_key(sentence))
        if exact and (exact.edited_by or not (similar and similar.edited_by)):
            return exact
        return similar

    def suggest(self, sentence: str, limit: int = 3) -> list[Suggestion]:
        """Near matches (rapidfuzz ratio ≥ 90), best first, the exact one excluded. Linear in the memory's size."""
        key = match_key(sentence)
        found = process.extract(
            key, self._by_key.keys(), scorer=fuzz.ratio, score_cutoff=SUGGESTION_FLOOR, limit=limit + 1
        )
        return [Suggestion(self._by_key[k], score) for k, score, _ in found if k != key][:limit]

    def available(self) -> str:
        """'' when the memory holds anything."""
        return "" if self._exact else "The translation memory is empty; import a TMX file or edit a sentence."

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """The memory's English where it has the sentence, else a record whose error says it has not."""
        return [self._translate_one(sentence) for sentence in sentences]

    def _translate_one(self, sentence: str) -> Translation:
        unit = self.lookup(sentence)
        if unit is None:
            return Translation("", NAME, self.version, "reference", "Not in the translation memory.")
        return translation_of(unit)


def translation_of(unit: Unit) -> Translation:
    """A unit's English, with who or what it is from."""
    if unit.edited_by:
        return Translation(unit.en, NAME, unit.edited_by, "person")
    label = unit.label or (f"for this place in {unit.file}" if unit.file else MemoryEngine.version)
    return Translation(unit.en, NAME, label, "reference")


def shipped_units() -> list[Unit]:
    """The units of every TMX file in the project's `data/memory`.

    Raises:
        DataFileError: one of them is malformed.
    """
    return [unit for file in sorted((paths.DATA / "memory").glob("*.tmx")) for unit in read_tmx(file)]
