"""What the French analyser says a word may be: every reading, that of Apertium's tagger first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.translation.gist.units import VERBS, Unit, tagged

_TOKEN = re.compile(r"(?<!\\)\^((?:\\.|[^$\\])*)\$", re.DOTALL)
_SLASH = re.compile(r"(?<!\\)/")
_JOIN = re.compile(r"(?<=>)\+")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_FORMS = {"inf": "infinitive", "pp": "participle", "ger": "gerund", "ppres": "gerund"}
_KINDS = {
    "n": "noun",
    "np": "name",
    "adj": "adjective",
    "det": "determiner",
    "predet": "determiner",
    "detnt": "determiner",
    "rel": "relative",
    "pr": "preposition",
    "cnjcoo": "conjunction",
    "cnjsub": "conjunction",
    "cnjadv": "conjunction",
    "adv": "adverb",
    "preadv": "adverb",
    "num": "number",
    "cm": "mark",
    "sent": "mark",
    "lpar": "mark",
    "rpar": "mark",
    "lquest": "mark",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a word: its parts, each a lemma with tags; "du" has two, "de" and "le".

    Attributes:
        english: what a lexicon of ours says of the word, "" where the analyser knows it.
        kind: what it is in a sentence ("noun", "finite", "clitic", …), told from the tags of its first part.
    """

    parts: tuple[tuple[str, tuple[str, ...]], ...]
    english: str = ""
    kind: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", _kind(self.parts[0][1]))

    @property
    def lemma(self) -> str:
        """The dictionary form of the first part."""
        return self.parts[0][0]

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of the first part."""
        return self.parts[0][1]


@dataclass(slots=True)
class Token:
    """A word or mark of the text with what it may be; without readings no dictionary knows it."""

    blank: str
    surface: str
    readings: list[Reading]

    @property
    def low(self) -> str:
        """The word in small letters."""
        return self.surface.lower()

    @property
    def kinds(self) -> set[str]:
        """What it may be; a word that is unknown, or held as a name, may be a name alone."""
        return {r.kind for r in self.readings} or {"name"}


def _kind(tags: tuple[str, ...]) -> str:
    if not tags:
        return "name"
    if tags[0] in VERBS:
        return _FORMS.get(tags[1] if len(tags) > 1 else "", "finite")
    if tags[0] == "prn":
        return "clitic" if "pro" in tags else "pronoun"
    return _KINDS.get(tags[0], tags[0])


def parse(stream: str) -> tuple[list[Token], str]:
    """The tokens of a message of `apertium-tagger --first`, and what follows the last one."""
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(stream):
        surface, *found = _SLASH.split(match[1])
        readings = [reading(text) for text in found if not text.startswith("*")]
        tokens.append(Token(plain(stream[end : match.start()]), _ESCAPED.sub(r"\1", surface), readings))
        end = match.end()
    return tokens, plain(stream[end:])


def reading(text: str) -> Reading:
    """A reading as written in the stream: "de<pr>+le<det><def><m><sg>"."""
    return Reading(tuple(tagged(part) for part in _JOIN.split(text)))


def plain(text: str) -> str:
    """Text of the stream without its escapes."""
    return _ESCAPED.sub(r"\1", text.replace("[]", ""))


def units(tokens: Sequence[Token]) -> list[Unit]:
    """The units of tokens whose first reading is the one chosen."""
    found: list[Unit] = []
    for token in tokens:
        if not token.readings:
            found.append(Unit(token.blank, token.surface))
            continue
        chosen = token.readings[0]
        for number, (lemma, tags) in enumerate(chosen.parts):
            unit = Unit(token.blank if number == 0 else " ", lemma, tags)
            if number == 0:
                unit.english = chosen.english
                unit.extra["surface"] = token.surface
            found.append(unit)
    return found
