"""Lines of a page that are no text: ways to other articles, the till, credits, sign-offs, copyright."""

from __future__ import annotations

import re
from functools import cache
from typing import TypeAlias

from pipelines.lexicon import load_yaml
from pipelines.reading.press_words import LONGEST_LINE, agency_in, folded, paper_in, people_in, tidy
from pipelines.reading.told import Told

_SIGN_OFF = re.compile(
    r"[a-z]{2,5}(?:-[a-z]{2,5}){0,3}(?:/[a-z]{2,5}(?:-[a-z]{2,5}){0,3}){1,6}|[a-z]{2,5}-[a-z]{2,5}(?:-[a-z]{2,5})?",
    re.ASCII,
)
_Starts: TypeAlias = dict[str, list[str]]
_KEY = 4  # letters; no beginning in the lexicon is shorter
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright|droits? d[’']auteur)\s*:?\s*(?P<rest>.{0,160})", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?:crédits?(?: photos?)?|photos?|photograph(?:e|ie)|illustrations?|infographie|dessin|visuel)\s*(?::|©|\()\s*(?P<rest>.{2,80})|photos?\s+(?P<name>.{2,60})|©\s*(?P<owner>.{2,80})",
    re.IGNORECASE,
)


def page_line(line: str) -> Told | None:
    """A line of the page that is no text: a way to other articles, the till, a picture's credit, a sign-off."""
    line = tidy(line)
    if not line or len(line) > 2 * LONGEST_LINE:
        return None
    bare = folded(line.strip("[]()*_.:… >»→►▶•–—-"))
    words = _page_words()
    if bare in _whole() and not line.endswith("."):
        return Told()
    if (cut := _begins(bare, words["till"])) or _begins(bare, words["closed"]):
        comma = bare_after(line, cut or _begins(bare, words["closed"])).startswith(",")
        return (
            Told(cut=bool(cut))
            if not comma and len(line) <= LONGEST_LINE and ("abonn" in bare or "lire" in bare)
            else None
        )
    if start := _begins(bare, words["begin"]):
        after = bare_after(line, start)
        if after[:1] in ":»>–—-(«" or after[:1].isupper():
            return Told()
    return _credit(line)


def bare_after(line: str, start: str) -> str:
    """What follows the words `start` in a line, in its own capitals."""
    place = folded(line).find(start)
    return line[place + len(start) :].lstrip() if place >= 0 else ""


def foot_line(line: str) -> Told | None:
    """A line that closes a dispatch or a page: initials, copyright, an agency's name."""
    line = tidy(line)
    if _SIGN_OFF.fullmatch(line):
        return Told()
    if agency := agency_in(line.strip("().,- ")):
        return Told(author=agency)
    if (match := _COPYRIGHT.match(line)) and len(line) <= LONGEST_LINE:
        return Told(source=_paper_within(match["rest"]))
    return None


def _credit(line: str) -> Told | None:
    """ "Photo AFP", "Crédits : Jean Dupont / AFP", "© Getty Images": a picture's owner and nothing else."""
    if len(line) > 90 or not (match := _CREDIT.fullmatch(line)):
        return None
    owner = (match["rest"] or match["name"] or match["owner"] or "").strip("()© ")
    owners = [
        part
        for part in re.split(
            r"(?:(?<!\s)\s+)?/\s*|(?<!\s)\s+[-–—]\s+|(?:(?<!\s)\s+)?,\s+|(?<!\s)\s+via\s+", owner
        )
        if part
    ]
    if owners and all(
        people_in(part) or paper_in(part) or agency_in(part) or _is_picture_house(part) for part in owners
    ):
        return Told()
    return None


def _is_picture_house(part: str) -> bool:
    return folded(part) in {
        "getty images", "getty", "dr", "d.r.", "sipa", "sipa press", "maxppp", "hans lucas", "abaca", "bestimage", "epa", "shutterstock", "istock", "ap photo", "pool",
    }  # fmt: skip


def _paper_within(text: str) -> str:
    """The paper or agency a copyright line names."""
    bare = re.sub(
        r"\b(?:19|20)\d\d\b|[-–,]|tous droits réservés.*|all rights reserved.*",
        " ",
        text,
        flags=re.IGNORECASE,
    )
    bare = " ".join(bare.split()).strip(" .")
    return paper_in(bare) or agency_in(bare)


def _begins(bare: str, starts: _Starts) -> str:
    for start in starts.get(bare[:_KEY], ()):
        if bare.startswith(start) and not bare[len(start) : len(start) + 1].isalnum():
            return start
    return ""


@cache
def _whole() -> frozenset[str]:
    return frozenset(folded(str(each)) for each in load_yaml("page_lines.yaml")["whole"])


@cache
def _page_words() -> dict[str, _Starts]:
    """The beginnings of each kind by their first letters, the longest first: most lines begin with none of them."""
    words: dict[str, _Starts] = {}
    for name, lines in load_yaml("page_lines.yaml").items():
        words[name] = {}
        for each in sorted({folded(str(line)) for line in lines}, key=len, reverse=True):
            words[name].setdefault(each[:_KEY], []).append(each)
    return words
