"""Whether two words may be one name: another ending, a slip, or another romanisation."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

_SIMILAR = 82.0  # rapidfuzz ratio, 0–100, of two folded words that may be one name in two spellings
_SAME_SOUNDS = 88.0
_STEM = 5  # letters that a name and its adjective share (Iran, Iranian; Brésil, Brazilian)
# French and English write the sounds of Russian, Arabic or Chinese names in their own letters (Kroutchev, Khrushchev).
_SOUNDS = [
    (re.compile(letters), sound)
    for letters, sound in (
        (r"shch|tsch|tch|sch|sh|ch", "S"),
        (r"ou|oo", "u"),
        (r"dj|zh", "j"),
        (r"ph", "f"),
        (r"[kgt]h", lambda m: m[0][0]),
        (r"gu(?=[ei])", "g"),
        (r"qu?|ck?(?![eiy])", "k"),
        (r"ei|ai|ay|ey", "e"),
        (r"[iy]+", "i"),
        (r"w", "v"),
        (r"z", "s"),
        (r"h", ""),
        (r"(.)\1", r"\1"),
        (r"(?<=[a-zS]{3})e\b", ""),
    )
]


@lru_cache(maxsize=4096)
def sounds(word: str) -> str:
    """A folded word with one letter for each sound, whatever the romanisation."""
    for letters, sound in _SOUNDS:
        word = letters.sub(sound, word)
    return word


@lru_cache(maxsize=16384)
def alike(one: str, other: str) -> bool:
    """Whether two folded words may be the same name."""
    if len(one) < 4 or len(other) < 4:
        return one == other
    stem = min(len(one), len(other), _STEM)
    if one[:stem] == other[:stem] or fuzz.ratio(one, other, score_cutoff=_SIMILAR) > 0:
        return True
    if one[0] == other[0] and sorted(one) == sorted(other):
        return True  # letters swapped
    one, other = sounds(one), sounds(other)
    return one[:1] == other[:1] and fuzz.ratio(one, other, score_cutoff=_SAME_SOUNDS) > 0
