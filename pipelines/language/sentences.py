"""Sentence boundaries by French typographic rules, set before the parser, which respects them.

A stop ends a sentence when what follows can begin one; marks that close a quotation stay with the sentence
they close. No break at hyphens, after abbreviations and initials, nor at a stop inside an inner quotation
whose outer one goes on. A blank line always ends a sentence. One pass over the text, one over the tokens.
"""

from __future__ import annotations

import re
import sys
from functools import cache

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from pipelines.language.offsets import column, token_starts
from pipelines.paths import DATA

FACTORY = "visavis_sentences"
# The parser's time and memory grow with the sentence; no French sentence worth parsing is longer.
LONGEST = 220

_OPENING = "«“‹„"
_CLOSING = "»”›"
_SCAN = re.compile(r"\n[ \t]*\n\s*|[«»“”‹›„\"]|\.{2,}|[.!?…]+")
_CLOSERS = re.compile(r"(?:[ \t]?[»”›]|['\")\]])+")
_WORD_BEFORE = re.compile(r"[^\W_](?:[\w.\-]{0,24}[^\W_])?$")
_NEXT_WORD = re.compile(r"[\w']+")
_GLUED = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ']")
# Words that follow an acronym with stops ("l'O.N.U. Le …") only at the head of a sentence.
_STARTERS = frozenset(
    [
        "le",
        "la",
        "les",
        "l'",
        "un",
        "une",
        "des",
        "ce",
        "cet",
        "cette",
        "ces",
        "il",
        "elle",
        "ils",
        "elles",
        "on",
        "mais",
        "et",
        "or",
        "car",
        "selon",
        "pour",
        "dans",
        "en",
        "au",
        "aux",
        "à",
        "après",
        "avant",
        "depuis",
        "si",
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "nous",
        "vous",
        "je",
    ]
)
_CLAUSE_ENDS = frozenset(";:–—")
_BULLETS = "-–—•*"


@Language.factory(FACTORY, assigns=["token.is_sent_start"], requires=[])
def create_sentences(nlp: Language, name: str) -> Sentences:
    """The component, for `nlp.add_pipe("visavis_sentences", before="parser")`."""
    return Sentences()


class Sentences:
    """Sets `token.is_sent_start` of every token, True or False."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the boundaries in one array: setting them token by token is quadratic in spaCy."""
        if not len(doc):
            return doc
        marks = np.full(len(doc), -1, dtype="int64")
        marks[_token_starts(doc, sentence_breaks(doc.text))] = 1
        return doc.from_array(["SENT_START"], marks.astype("uint64").reshape(-1, 1))  # type: ignore[arg-type]  # spaCy takes any uint64 array


def sentence_breaks(text: str) -> list[int]:
    """Offsets at which a sentence begins, ascending, without 0; never inside white space."""
    breaks: list[int] = []
    depth = 0
    straight = False
    position = 0
    while match := _SCAN.search(text, position):
        mark, position = match.group(), match.end()
        if mark[0] == "\n":
            depth, straight = 0, False
            breaks.append(position)
        elif mark in _OPENING:
            depth += 1
        elif mark in _CLOSING:
            depth = max(0, depth - 1)
        elif mark == '"':
            straight = not straight
        else:
            start, closed = _after_closers(text, position, straight)
            if straight and '"' in text[position:start]:
                straight = False
            outer_goes_on = closed > 0 and depth - closed > 0
            depth = max(0, depth - closed)
            position = start
            if not outer_goes_on and (begin := _begins_at(text, match.start(), match.end(), start)):
                breaks.append(begin)
    return [b for b in breaks if b < len(text)]


def _after_closers(text: str, position: int, straight: bool) -> tuple[int, int]:
    """Where the marks that close after a stop end, and how many quotations they close."""
    match = _CLOSERS.match(text, position)
    if match:
        return match.end(), sum(c in _CLOSING for c in match.group())
    if straight and re.match(r'[ \t]"(?=\s|$)', text[position : position + 3]):
        return position + 2, 0
    return position, 0


def _begins_at(text: str, stop: int, stop_end: int, after: int) -> int:  # noqa: PLR0911 - one return a rule
    """Where the sentence after the stop at `stop` begins, 0 when none does."""
    follow = after
    while follow < len(text) and text[follow].isspace():
        follow += 1
    if follow == len(text):
        return 0
    following = text[follow]
    if follow == after:
        return follow if _is_glued(text, stop, stop_end, follow) else 0
    newline = "\n" in text[after:follow]
    if following.islower():
        # A stop after a closed quotation ends a sentence even before a scrap without capital.
        return follow if text[stop:stop_end] == "." and stop and text[stop - 1] in '»”"' else 0
    if following in ",;:)]»”›!?.…%":
        return 0
    if following in _BULLETS and not newline and text[follow + 1 : follow + 2].isdigit():
        return 0
    if text[stop:stop_end] == "." and stop_end == after and _is_abbreviation(text, stop, follow):
        return 0
    return follow


def _is_glued(text: str, stop: int, stop_end: int, follow: int) -> bool:
    """True for a lost space: "a-t-il dit.La", not "lemonde.fr", "U.S.A" or "Yahoo!Japan"."""
    before = text[max(0, stop - 2) : stop]
    if text[stop:stop_end] != "." or not (before and (before[-1].islower() or before[-1] in '»”"')):
        return False
    if follow > stop_end:
        return text[follow].isupper() or text[follow] in _OPENING
    return (
        len(before) == 2
        and before[0].isalpha()
        and bool(_GLUED.match(text, follow) or text[follow] in _OPENING)
    )


def _is_abbreviation(text: str, stop: int, follow: int) -> bool:  # noqa: PLR0911 - one return a rule
    match = _WORD_BEFORE.search(text, max(0, stop - 24), stop)
    if not match:
        return False
    word = match.group()
    if word == "X" and text[: stop - 1].endswith((" sur ", "réseau social ")):
        return False  # the network, not an initial
    if len(word) == 1 and word.isupper():
        return not _head_of_sentence(text, follow) or word == "M"
    lower = word.lower()
    hard, soft = _abbreviations()
    if lower in soft or not (lower in hard or "." in word):
        return False
    if "." in word and lower not in hard:
        return word.isupper() and not _head_of_sentence(text, follow)
    # "n", "no", "p", "art" are abbreviations only before what they number.
    if lower in {"n", "no", "nos", "art", "p", "pp", "t", "vol", "chap", "fig", "al", "alin", "num"}:
        return text[follow].isdigit() or text[follow] in "IVXLCRDA"
    if lower in {"me", "mes", "col", "cal", "ed", "pl", "mer", "mar", "cap", "st", "min", "max", "ex", "ms"}:
        return word[0].isupper() or text[follow].isdigit()
    return True


def _head_of_sentence(text: str, follow: int) -> bool:
    match = _NEXT_WORD.match(text, follow)
    if not match:
        return True
    word = match.group().lower()
    return word in _STARTERS or word.split("'")[0] + "'" in {"l'", "d'", "c'", "j'", "n'", "s'", "qu'"}


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    """Abbreviations that never end a sentence, and those that may."""
    lines = (DATA / "lexicon" / "abbreviations.txt").read_text(encoding="utf-8").splitlines()
    entries = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return (
        frozenset(e for e in entries if not e.startswith("~")),
        frozenset(e[1:] for e in entries if e.startswith("~")),
    )


def _token_starts(doc: Doc, breaks: list[int]) -> list[int]:
    """Token indices at which a sentence begins; long stretches are cut at their best punctuation."""
    starts = [0]
    begin = clause = comma = 0
    pending = iter([*breaks, sys.maxsize])
    following = next(pending)
    for i, (place, text) in enumerate(zip(token_starts(doc), column(doc, "ORTH"), strict=True)):
        if place >= following:
            while place >= following:
                following = next(pending)
            begin = i
            starts.append(begin)
        elif i - begin >= LONGEST:
            begin = next((cut for cut in (clause, comma) if cut > begin + LONGEST // 3), i)
            starts.append(begin)
        if text in _CLAUSE_ENDS:
            clause = i + 1
        elif text == ",":
            comma = i + 1
    return starts
