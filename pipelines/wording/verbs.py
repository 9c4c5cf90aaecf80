"""Reporting verbs in English."""

from __future__ import annotations

import csv
import re
from functools import cache

from pipelines.paths import DATA

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_GLOSSES = DATA / "lexicon" / "reporting_verbs_en.csv"
_AUXILIARIES = frozenset(
    ("a", "ont", "avait", "avaient", "aura", "auront", "aurait", "auraient", "ayant", "avoir", "eut", "eurent",
     "est", "sont", "était", "étaient", "sera", "seront", "serait", "seraient", "été", "être", "fut", "furent")
)  # fmt: skip
_NEGATIONS = frozenset({"pas", "jamais", "guère", "nullement"})


def verb_english(cue: str) -> str:
    """A reporting cue in English: "a déclaré" → "said", "selon" → "according to"; "" when not known."""
    glosses = _glosses()
    plain = cue.lower().replace("’", "'")
    words = _WORD.findall(plain)
    form = next((f for f in (plain, *_ending(words), *reversed(words)) if f in glosses), "")
    if not form:
        return ""
    usual, alone = glosses[form]
    english = alone if alone and not _AUXILIARIES & set(words) else usual
    return f"not {english}" if _NEGATIONS & set(words) else english


def _ending(words: list[str]) -> list[str]:
    """The last two and three words together, for "fait savoir" and "laissé entendre"."""
    return [" ".join(words[-n:]) for n in (3, 2) if len(words) >= n]


@cache
def _glosses() -> dict[str, tuple[str, str]]:
    """French form → its English, and its English where no auxiliary goes before it ("" when the same)."""
    with _GLOSSES.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {row["form"]: (row["english"], row["alone"]) for row in rows}
