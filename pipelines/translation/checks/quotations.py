"""Quotation marks that only one side has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.translation.checks.flag import Flag
from pipelines.translation.wording import ENGLISH, FRENCH

_QUOTED = {
    FRENCH: re.compile(r"«([^«»]+)»|“([^“”]+)”|\"([^\"]+)\""),
    ENGLISH: re.compile(r"“([^“”]+)”|«([^«»]+)»|\"([^\"]+)\""),
}
_ANY_MARK = re.compile(r"[«»“”\"]|(?<!\w)['‘](?=\w)|(?<=[\w.,!?])['’](?!\w)")
# Translators often drop the marks of a single word, and put marks on words of their speaker's own.
_FEWEST_WORDS = {"lost": 2, "added": 6}


def quotation_flags(french: str, english: str) -> Iterator[Flag]:
    """Quotations marked on one side only."""
    for what, here, language, there in (
        ("lost", french, FRENCH, english),
        ("added", english, ENGLISH, french),
    ):
        if _ANY_MARK.search(there):
            continue
        for match in _QUOTED[language].finditer(here):
            words = next(g for g in match.groups() if g)
            if len(words.split()) >= _FEWEST_WORDS[what]:
                yield Flag("quotation", f"quotation {what}: {_short(match.group())}")
                break


def _short(quote: str, width: int = 40) -> str:
    return quote if len(quote) <= width else f"{quote[: width - 1].rstrip()}…{quote[-1]}"
