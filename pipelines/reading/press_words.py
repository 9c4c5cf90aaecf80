"""Papers, agencies and persons in the lines around an article."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from pipelines.lexicon import load_yaml

LONGEST_LINE = 220
_DOMAIN = re.compile(
    r"(?:https?://)?(?:www\.)?[a-z0-9][a-z0-9-]{1,40}\.(?:fr|com|org|net|be|ch|ca|info|ma|dz|tn|sn|ci|lu|eu)/?"
)
_NAME_WORD = re.compile(r"(?:[A-ZÀ-Þ][^\W\d_]*(?:[’'-][^\W\d_]+)*\.?)+")
_PARTICLE = frozenset(
    [
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ben",
        "bin",
        "el",
        "al",
        "da",
        "dos",
        "di",
        "y",
    ]
)
AND = re.compile(r"(?<!\s)\s+(?:et|and|&)\s+|(?:(?<!\s)\s+)?,\s+(?:et\s+)?")


def names_in(line: str) -> str:
    """The person or persons a line names and nothing else, with a first name that is known; "" otherwise."""
    line = tidy(line).strip(".")
    people = people_in(line)
    if not people or len(line) > 80 or (paper_in(line) or agency_in(line)):
        return ""
    return line if all(_is_known(name.split()[0]) for name in AND.split(line)) else ""


def people_in(part: str) -> str:
    """The names of persons a part consists of, "" when anything else is in it."""
    part = part.strip()
    if not part or len(part) > 120:
        return ""
    for name in AND.split(part):
        words = name.split()
        capitals = [word for word in words if _NAME_WORD.fullmatch(word)]
        others = [
            w
            for w in words
            if w not in capitals
            and folded(w.strip("’'")) not in _PARTICLE
            and not re.match(r"d[’'][A-ZÀ-Þ]", w)
        ]
        if (
            not 2 <= len(capitals) <= 5
            or others
            or folded(name) in sections()
            or not _NAME_WORD.fullmatch(words[0])
        ):
            return ""
        if folded(words[0]) in {
            "le",
            "la",
            "les",
            "l",
            "un",
            "une",
            "des",
            "ce",
            "cette",
            "il",
            "elle",
            "notre",
            "votre",
        }:
            return ""
    return part


def _is_known(first: str) -> bool:
    known = _first_names()
    return _bare_letters(first) in known or all(part in known for part in _bare_letters(first).split("-"))


def _bare_letters(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@cache
def _first_names() -> frozenset[str]:
    # Not through the gazetteer, which brings spaCy into the child process.
    listed = load_yaml("first_names.yaml")
    return frozenset(
        _bare_letters(name) for gender in ("m", "f", "both") for name in listed.get(gender, "").split()
    )


def agencies_in(text: str) -> str:
    """One or several agencies ("AFP et Reuters"), by their short names; "" when any word is none."""
    parts = [part for part in re.split(r"(?:(?<!\s)\s+)?(?:,|/|\bet\b|&)\s*", text.strip()) if part]
    found = [agency_in(part) for part in parts]
    return " et ".join(found) if found and all(found) else ""


def agency_in(text: str) -> str:
    """The short name of the one agency a text is, "" when it is none: "Agence France-Presse" is "AFP"."""
    names = _agency_names()
    return names.get(text.strip()) or (names.get(text.strip().title(), "") if len(text) > 5 else "")


def paper_in(text: str) -> str:
    """The paper a part names, "" when it names none."""
    bare = re.sub(
        r"(?:(?<!\s)\s+)?\((?:site web|en ligne|réf\. site web)[^()]{0,40}\)$",
        "",
        text.strip(),
        flags=re.IGNORECASE,
    ).strip("[]() ")
    if _DOMAIN.fullmatch(bare):
        return re.sub(r"^(?:https?://)?(?:www\.)?|/$", "", bare)
    name = folded(bare)
    return bare if name in _papers() or name.removesuffix(".fr") in _papers() else ""


def tidy(line: str) -> str:
    """A line with single blanks, cut where no line of metadata is that long."""
    return " ".join(line[: 4 * LONGEST_LINE].split())


def folded(text: str) -> str:
    """Look-up form: no capitals, the straight apostrophe."""
    return text.casefold().replace("’", "'").strip()


@cache
def _titles() -> Any:
    return load_yaml("press_titles.yaml")


@cache
def _papers() -> frozenset[str]:
    return frozenset(folded(str(name)) for name in _titles()["papers"])


@cache
def sections() -> frozenset[str]:
    """The folded names of a paper's parts."""
    return frozenset(folded(str(name)) for name in _titles()["sections"])


@cache
def _agency_names() -> dict[str, str]:
    return dict(_titles()["agencies"])


def is_section(line: str) -> bool:
    """Is a line the name of a paper's part: "International", "Faits divers"?"""
    return folded(line.strip(" .:>/|")) in sections()
