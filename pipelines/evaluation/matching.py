"""When two spans or two names are the same, and how items are paired one to one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Sequence
from typing import Any

Item = dict[str, Any]
Pair = tuple[int, int]
_DETERMINER = re.compile(
    r"(?:les?|la|l['’]|un|une|des|du|au|aux|de la|de l['’])(?<=['’])\s*|(?:les?|la|une?|des|du|aux?)\s+", re.I
)
_MARKS = frozenset('«»“”„"‹›‘')
_EDGE = frozenset(" \t\n\u00a0\u202f.,;:!?…'’()[]-–—") | _MARKS
_QUE = re.compile(r"(?:que\s+|qu['’]\s*)", re.I)


def name_key(name: str) -> str:
    """A name without case, accents, hyphens, dots and leading determiner."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("œ", "oe").replace("Œ", "Oe"))
    plain = "".join(character for character in plain if not unicodedata.combining(character)).casefold()
    plain = " ".join(re.sub(r"[-‐‑–.]", " ", plain).split())
    match = _DETERMINER.match(plain)
    return plain[match.end() :] if match and match.end() < len(plain) else plain


def trim(text: str, start: int, end: int) -> Pair:
    """The span without a leading determiner and without punctuation and white space at its edges."""
    start, end = trim_edges(text, start, end)
    match = _DETERMINER.match(text, start, end)
    if match and match.end() < end:
        start = match.end()
    return start, end


def trim_edges(text: str, start: int, end: int) -> Pair:
    """The span without punctuation and white space at its edges."""
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def quoted_characters(text: str, quote: Item) -> frozenset[int]:
    """The offsets a quote covers over all its parts, without marks, edge punctuation and a leading "que"."""
    covered: set[int] = set()
    for n, part in enumerate(quote["parts"]):
        start, end = trim_edges(text, part["start"], part["end"])
        match = _QUE.match(text, start, end) if n == 0 else None
        if match:
            start = match.end()
        covered.update(i for i in range(start, end) if text[i] not in _MARKS)
    return frozenset(covered)


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Intersection over union of two sets of characters; 0 for two empty sets."""
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if shared else 0.0


def span_overlap(a: Item, b: Item) -> float:
    """Intersection over union of two spans."""
    shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return shared / (a["end"] - a["start"] + b["end"] - b["start"] - shared) if shared > 0 else 0.0


def pair_off(
    gold: Sequence[Any], predicted: Sequence[Any], similarity: Callable[[Any, Any], float], threshold: float
) -> list[Pair]:
    """Index pairs (gold, predicted), one to one, the most similar first; similarity ≥ threshold and > 0."""
    scored = [(similarity(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted)]
    candidates = sorted((-score, i, j) for score, i, j in scored if score > 0 and score >= threshold)
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    pairs = []
    for _, i, j in candidates:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def pair_equal(gold: Sequence[Hashable], predicted: Sequence[Hashable]) -> list[Pair]:
    """Pairs of equal keys, one to one, in order."""
    places: dict[Hashable, list[int]] = {}
    for j, key in reversed(list(enumerate(predicted))):
        places.setdefault(key, []).append(j)
    return [(i, places[key].pop()) for i, key in enumerate(gold) if places.get(key)]
