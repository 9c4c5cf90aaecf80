"""What an import of a translation memory did, in numbers that add up and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.translation.tmx_units import Skipped

_TOLD = 3  # units named of those left out


@dataclass(frozen=True, slots=True)
class Imported:
    """The numbers of an import; `read` is the sum of the four after it.

    Attributes:
        read: units of the file in French and English.
        new: of sentences that the memory did not have.
        replaced: that took the place of an older wording.
        same: that the memory had, word for word.
        older: that gave way, in the file or in the memory, to a newer wording or to a person's.
        placed: how many of the new, replaced and same hold for one place of one file only.
        skipped: what of the file was left out, and why.
        laid: sentences of the corpus that have its English now and had an engine's or none.
    """

    read: int = 0
    new: int = 0
    replaced: int = 0
    same: int = 0
    older: int = 0
    placed: int = 0
    skipped: tuple[Skipped, ...] = ()
    laid: int = 0

    def words(self, name: str) -> str:
        """The numbers as sentences: "12 units read from agency.tmx: 10 new, 2 older than another wording." """
        parts = [
            f"{number:,} {what}"
            for number, what in (
                (self.new, "new"),
                (self.replaced, "replaced what you had"),
                (self.same, "already there"),
                (self.older, "older than another wording"),
            )
            if number
        ]
        said = f"{_units(self.read)} read from {name}: {', '.join(parts) or 'none kept'}."
        if self.placed:
            holds = "holds" if self.placed == 1 else "hold"
            said += f" {self.placed:,} of them {holds} for one place of one file only."
        if self.laid:
            have = "sentence of the corpus has" if self.laid == 1 else "sentences of the corpus have"
            said += f" {self.laid:,} {have} its English now."
        return f"{said} {told(self.skipped)}".rstrip()


def told(skipped: Sequence[Skipped]) -> str:
    """What was left out, the first ones by number; "" when nothing was."""
    if not skipped:
        return ""
    named = "; ".join(f"unit {each.number:,}: {each.reason}" for each in skipped[:_TOLD])
    more = f"; and {len(skipped) - _TOLD:,} more" if len(skipped) > _TOLD else ""
    return f"{_units(len(skipped))} left out ({named}{more})."


def _units(number: int) -> str:
    return f"{number:,} unit" if number == 1 else f"{number:,} units"
