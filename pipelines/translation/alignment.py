"""An English version that exists already, aligned to the French sentences.

Gale and Church (1993), "A Program for Aligning Sentences in Bilingual Corpora", Computational Linguistics 19(1):
dynamic programming over sentence lengths; here with names and numbers that both sides share as anchors.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.translation.calendar_names import calendar_words
from pipelines.translation.numerals import numbers
from pipelines.translation.wording import ENGLISH, FRENCH, fold

# Gale and Church's priors of a bead of (French, English) sentences, and their variance of length per character.
_PRIORS = {
    (1, 1): 0.89,
    (1, 0): 0.005,
    (0, 1): 0.005,
    (2, 1): 0.0445,
    (1, 2): 0.0445,
    (2, 2): 0.011,
    (3, 1): 0.002,
    (1, 3): 0.002,
}
_VARIANCE = 6.8
_RATIO = (
    0.88  # English characters to a French one in news (measured on NTREX-128: 0.80; edited English is longer)
)
_BAND = 40  # beads may stray this many sentences from the diagonal: time stays linear in the article's length
_ANCHOR_GAIN = 2.5  # nats for a pair of sentences whose anchors all agree
_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|Gov|Prof|St|No|vs|Inc|Ltd|Co|Corp|Jan|Feb|Aug|Sept|Oct|Nov|Dec|[A-Z])\.$"
)
_END = re.compile(r"(?<![.!?…])[.!?…]+[\"”’»)\]]*\s+(?=[\"“‘«(\[]{0,20}[A-Z0-9])|\n\s*\n|\n")


@dataclass(frozen=True, slots=True)
class Alignment:
    """French sentences and the English for them.

    Attributes:
        french: indices of the French sentences, () for English that has no French.
        english: the English, "" for French that has none.
        confidence: 0–1, from lengths and from the names and numbers that agree.
    """

    french: tuple[int, ...]
    english: str
    confidence: float


def english_sentences(text: str) -> list[str]:
    """English sentences of a pasted text; no break after titles and initials. Linear in the text's length."""
    pieces: list[str] = []
    start = 0
    for match in _END.finditer(text):
        head = text[start : match.end()].strip()
        if "\n" not in match.group() and _ABBREVIATION.search(head[-8:]):
            continue
        if head:
            pieces.append(head)
        start = match.end()
    if tail := text[start:].strip():
        pieces.append(tail)
    return [" ".join(piece.split()) for piece in pieces]


def align(french: Sequence[str], english: str | Sequence[str]) -> list[Alignment]:
    """Beads of French and English sentences, in order, covering both sides whole.

    Args:
        french: the article's sentences.
        english: the pasted text, or its sentences.
    """
    target = english_sentences(english) if isinstance(english, str) else list(english)
    if not french or not target:
        return [Alignment((i,), "", 0.0) for i in range(len(french))] + [
            Alignment((), e, 0.0) for e in target
        ]
    anchors_fr = [_anchors(s, FRENCH) for s in french]
    anchors_en = [_anchors(s, ENGLISH) for s in target]
    path = _best_path(french, target, anchors_fr, anchors_en)
    beads = []
    for (i, j), (a, b) in path:
        score = _agreement(anchors_fr[i : i + a], anchors_en[j : j + b])
        confidence = (
            _confidence(_length(french[i : i + a]), _length(target[j : j + b]), score) if a and b else 0.0
        )
        beads.append(Alignment(tuple(range(i, i + a)), " ".join(target[j : j + b]), confidence))
    return beads


def overall_confidence(beads: Sequence[Alignment]) -> float:
    """The mean confidence over French sentences, 0–1: one figure for the whole paste."""
    weights = [(b.confidence, max(len(b.french), 1)) for b in beads]
    total = sum(w for _, w in weights)
    return sum(c * w for c, w in weights) / total if total else 0.0


def _length(sentences: Sequence[str]) -> int:
    return sum(len(s) for s in sentences)


def _anchors(sentence: str, language: str) -> frozenset[str]:
    """What survives translation: values of numbers, months and weekdays, beginnings of capitalised words."""
    values = {f"{v:g}" for n in numbers(sentence, language) if n.firm for v in n.values}
    days = {w.key for w in calendar_words(sentence, language)}
    capitals = {fold(w)[:5] for w in re.findall(r"(?<=[\s'’(“«])[A-ZÀ-Ý][^\W\d_]{3,}", sentence)}
    return frozenset(values | days | capitals)


def _agreement(fr: Sequence[frozenset[str]], en: Sequence[frozenset[str]]) -> float | None:
    """Shared anchors as a share (Dice) of all, 0–1; None when neither side has any."""
    one, two = frozenset().union(*fr), frozenset().union(*en)
    if not one and not two:
        return None
    return 2 * len(one & two) / (len(one) + len(two))


def _surprise(fr_length: int, en_length: int) -> float:
    """Minus the log-probability of the two lengths belonging together (Gale and Church's delta)."""
    mean = (fr_length + en_length / _RATIO) / 2
    delta = abs(en_length - fr_length * _RATIO) / math.sqrt(max(mean, 1) * _VARIANCE)
    return -math.log(max(math.erfc(delta / math.sqrt(2)), 1e-12))


def _confidence(fr_length: int, en_length: int, agreement: float | None) -> float:
    likely = math.exp(-_surprise(fr_length, en_length) / 4)
    return round(likely if agreement is None else 0.4 * likely + 0.6 * min(1.0, 1.5 * agreement), 3)


_State = tuple[int, int]


def _best_path(
    french: Sequence[str], english: Sequence[str], fr: Sequence[frozenset[str]], en: Sequence[frozenset[str]]
) -> list[tuple[_State, tuple[int, int]]]:
    n, m = len(french), len(english)
    fr_lengths, en_lengths = [len(s) for s in french], [len(s) for s in english]
    cost: list[dict[int, float]] = [{} for _ in range(n + 1)]
    back: list[dict[int, tuple[int, int]]] = [{} for _ in range(n + 1)]
    cost[0][0] = 0.0
    band = max(_BAND, 2 * m // n + 2)
    for i in range(n + 1):
        middle = i * m // n
        for j in range(max(0, middle - band), min(m, middle + band) + 1):
            for (a, b), prior in _PRIORS.items():
                before = cost[i - a].get(j - b) if i >= a and j >= b else None
                if before is None:
                    continue
                step = before - math.log(prior)
                if a and b:
                    step += _surprise(sum(fr_lengths[i - a : i]), sum(en_lengths[j - b : j]))
                    agreement = _agreement(fr[i - a : i], en[j - b : j])
                    step += _ANCHOR_GAIN * max(a, b) * (0.5 - (0.5 if agreement is None else agreement)) * 2
                if step < cost[i].get(j, math.inf):
                    cost[i][j], back[i][j] = step, (a, b)
    path = []
    i, j = n, m
    while i or j:
        a, b = back[i][j]
        i, j = i - a, j - b
        path.append(((i, j), (a, b)))
    return path[::-1]
