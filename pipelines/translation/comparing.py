"""Two engines' English of one sentence: where the words differ, and on what of weight they disagree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from pipelines.translation.base import Translation, source_name
from pipelines.translation.checks import Name, flags
from pipelines.translation.checks.harm import families, harms
from pipelines.translation.gist.marks import unmarked
from pipelines.translation.wording import fold_aligned

_WORD = re.compile(r"\s+|[^\W_]+|[\W_]")
_OF_WEIGHT = frozenset({"name", "number", "date", "negation", "harm"})

Pieces = list[tuple[str, bool]]
"""A text in pieces, and of each whether it differs; the pieces join to the text."""


def word_diff(left: str, right: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces, what the other has not marked.

    >>> word_diff("a rape", "a breach")
    ([('a ', False), ('rape', True)], [('a ', False), ('breach', True)])
    """
    here, there = _WORD.findall(left), _WORD.findall(right)
    pieces: tuple[Pieces, Pieces] = ([], [])
    for kind, i, j, k, m in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        for side, words in zip(pieces, (here[i:j], there[k:m]), strict=True):
            if words:
                side.append(("".join(words), kind != "equal"))
    return pieces


def disagreements(
    french: str, left: Translation, right: Translation, names: Sequence[Name] = ()
) -> list[str]:
    """Sentences on a name, number, date, negation or harm that one engine has otherwise; [] when either has no English.

    Args:
        french: the sentence.
        left, right: its English by two engines, words left in French marked or not.
        names: the names of the French sentence.
    """
    if not (left.text_en and right.text_en):
        return []
    left, right = (replace(side, text_en=unmarked(side.text_en)) for side in (left, right))
    failed = {
        side.engine: {f.detail: f.kind for f in flags(french, side.text_en, names) if f.kind in _OF_WEIGHT}
        for side in (left, right)
    }
    said = []
    for one, other in ((left, right), (right, left)):
        alone = [d for d in failed[one.engine] if d not in failed[other.engine]]
        said += [f"{source_name(one.engine)}: {detail}" for detail in alone]
        flagged = " ".join(failed[one.engine])
        said += [line for line, word in _harm_alone(one, other) if f"“{word}”" not in flagged]
    return list(dict.fromkeys(said))


def _harm_alone(one: Translation, other: Translation) -> list[tuple[str, str]]:
    """Harm that one engine's English says and nothing in the other's answers to, and its words."""
    folded = fold_aligned(other.text_en)
    answered = {family.name for family in families() if family.supports_en.search(folded)}
    return [
        (f"{source_name(one.engine)} says “{word}”; {source_name(other.engine)} does not", word)
        for name, word in harms(one.text_en, "en").items()
        if name not in answered
    ]
