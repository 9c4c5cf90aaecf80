"""A sentence written out: articles as they sound, spaces, figures and ordinals as English has them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.translation.gist.inflect import article


def joined(words: Sequence[tuple[str, str]], tail: str) -> str:
    """A sentence from its words: articles as they sound, spaces, and the figures as English writes them."""
    text = ""
    for number, (blank, word) in enumerate(words):
        if word == "a" and number + 1 < len(words):
            after = next((w for _, w in words[number + 1 :] if w), "")
            text += blank + article(after)
            continue
        if not blank and text and word and (text[-1].isalnum() and word[0].isalnum()):
            text += " "
        text += blank + word
    text = re.sub(r" +", " ", text + tail).strip()
    return figures(re.sub(r"\b([Tt]he|to) (?:\1|the)\b(?<!to the)", r"\1", text))


_STARTS = re.compile(r"(?<=[.!?…]) +[“\"(]?(?=[^\W\d_])")
_FRENCH_STARTS = re.compile(r"(?<=[.!?…]) +(?:[«“\"(] ?)?[A-ZÀ-ÖØ-Þ]")
_ABBREVIATED = re.compile(r"(?:^|\W)(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No|vs|v|etc|Jr|Sen|Rep|Gov|Gen)\.$")


def capitals(english: str, french: str) -> str:
    """English with a capital where it begins and after each full stop, if the French has one there."""
    first = re.search(r"[^\W\d_]", french)
    at = re.search(r"[^\W_]", english)
    if first and at and first[0].isupper():
        english = english[: at.start()] + at[0].upper() + english[at.end() :]
    return _upper_after_stops(english) if _FRENCH_STARTS.search(french) else english


def _upper_after_stops(english: str) -> str:
    parts, last = [], 0
    for match in _STARTS.finditer(english):
        if not _ABBREVIATED.search(english[max(0, match.start() - 8) : match.start()]):
            parts += [english[last : match.end()], english[match.end()].upper()]
            last = match.end() + 1
    return "".join(parts) + english[last:]


def ordinal(number: int) -> str:
    """The ending of an ordinal in figures: "st" for 21, "th" for 11."""
    return "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def figures(text: str) -> str:
    """ "18,4" as "18.4", "1 200" as "1,200", "20 h 30" as "20:30"."""
    text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    text = re.sub(
        r"(?<![\d.])(\d{1,3})((?:[  ]\d{3})+)(?!\d)", lambda m: m[1] + re.sub(r"\s", ",", m[2]), text
    )
    text = re.sub(r"\b(\d{1,2}) ?h ?(\d{2})\b", r"\1:\2", text)
    text = re.sub(r"\b(\d+)(?:e|ème|re|ère|er|nd|nde)\b", lambda m: m[1] + ordinal(int(m[1])), text)
    return re.sub(r"(\d) %", r"\1%", text)
