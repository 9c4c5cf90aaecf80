"""Harm that only one side says: “rape” for “violation”, “murder” where the French has none, a lost “otage”.

The words are in `data/lexicon/harm.yaml`. A word of a family needs one in the other language that claims or supports
the same harm; where there is none, the flag names both: “rape” in the English; the French has “violation”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pipelines.lexicon import load_yaml
from pipelines.translation.checks.flag import Flag
from pipelines.translation.wording import fold_aligned

_NEVER = re.compile(r"(?!)")
_WORD = re.compile(r"[^\W\d_]{4,}")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…]\s+|[«“\"'‘(\[–—]\s*)[«“\"'‘(\[]{0,9}$")
# A headline in capitals has no names to tell by theirs.
_TITLE_SHARE = 0.6


class Family(NamedTuple):
    """One harm: what says it in each language, and what answers to it there (claims included)."""

    name: str
    claims_en: re.Pattern[str]
    claims_fr: re.Pattern[str]
    supports_en: re.Pattern[str]
    supports_fr: re.Pattern[str]
    idioms: re.Pattern[str]
    confused: re.Pattern[str]


def harm_flags(french: str, english: str) -> Iterator[Flag]:
    """Harm said on one side only, the English's own first; one flag a family and side."""
    fr, en = fold_aligned(french), fold_aligned(english)
    in_french, in_english = (claim.search(text) for claim, text in zip(_claims(), (fr, en), strict=True))
    if not in_french and not in_english:
        return
    for family in families():
        added = _said(family.claims_en, family.idioms, english, en)
        if added and not family.supports_fr.search(fr):
            yield Flag("harm", f"harm added: “{added}” in the English; {_instead(family, french, fr)}")
        lost = _said(family.claims_fr, family.idioms, french, fr)
        if lost and not family.supports_en.search(en):
            yield Flag("harm", f"harm lost: “{lost}” in the French; nothing in the English says it")


def harms(text: str, language: str) -> dict[str, str]:
    """Family → the words of `text` ("fr" or "en") that claim it: {"rape": "viol"} for "un viol"."""
    folded = fold_aligned(text)
    found = {}
    for family in families():
        claims = family.claims_fr if language == "fr" else family.claims_en
        if words := _said(claims, family.idioms, text, folded):
            found[family.name] = words
    return found


@cache
def families() -> tuple[Family, ...]:
    """The families of the lexicon, in its order."""
    return tuple(
        Family(
            name,
            _any(lists["claims_en"]),
            _any(lists["claims_fr"]),
            _any([*lists["claims_en"], *lists.get("supports_en", [])]),
            _any([*lists["claims_fr"], *lists.get("supports_fr", [])]),
            _any(lists.get("idioms", [])),
            _any(lists.get("confused", [])),
        )
        for name, lists in load_yaml("harm.yaml").items()
    )


@cache
def _claims() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Whatever claims any harm, in French and in English: most sentences have none, and are done with at once."""
    told = load_yaml("harm.yaml").values()
    french, english = ({each for lists in told for each in lists[key]} for key in ("claims_fr", "claims_en"))
    return _any(sorted(french)), _any(sorted(english))


def _any(phrases: Sequence[str]) -> re.Pattern[str]:
    if not phrases:
        return _NEVER
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, longest_first))})(?!\w)")


def _pattern(phrase: str) -> str:
    words = re.split(r"[\s-]", fold_aligned(phrase))
    return r"[\s-]+".join(re.escape(word).replace(r"\*", r"\w*") for word in words)


def _said(claims: re.Pattern[str], idioms: re.Pattern[str], text: str, folded: str) -> str:
    """The first words that claim the harm, as they stand; names, titles and idioms claim none."""
    harmless: list[tuple[int, int]] | None = None  # looked for only where something claims the harm
    for match in claims.finditer(folded):
        start, end = match.span()
        if harmless is None:
            harmless = [idiom.span() for idiom in idioms.finditer(folded)]
        in_idiom = any(first < end and start < last for first, last in harmless)
        if not in_idiom and not _is_name(text, start):
            return text[start:end]
    return ""


def _is_name(text: str, start: int) -> bool:
    """Whether a word has a capital that its place does not account for: “Murder on the Orient Express”."""
    if not text[start].isupper() or _SENTENCE_START.search(text[:start]):
        return False
    words = _WORD.findall(text)
    return sum(word[0].isupper() for word in words) < _TITLE_SHARE * len(words)


def _instead(family: Family, french: str, folded: str) -> str:
    match = family.confused.search(folded)
    if not match:
        return "nothing in the French says it"
    return f"the French has “{french[match.start() : match.end()]}”"
