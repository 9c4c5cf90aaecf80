"""Apertium's lexical units: what the French analyser and the bilingual dictionary say of each word of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_UNIT = re.compile(r"(?<!\\)\^((?:\\.|[^$\\])*)\$", re.DOTALL)
_TAGGED = re.compile(r"^((?:\\.|[^<\\])*)((?:<[^>]+>)*)(.*)$", re.DOTALL)
_TAGS = re.compile(r"<([^<>]+)>")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
VERBS = frozenset({"vblex", "vbser", "vbhaver", "vbmod"})


@dataclass(slots=True)
class Unit:
    """A word or mark of a French sentence.

    Attributes:
        blank: what stands before it.
        lemma: the dictionary form, with the capitals of the text; the word itself where it is unknown.
        tags: the part of speech first, then features, as Apertium names them; empty where it is unknown.
        other: the unit of the related language (Spanish), as written in the stream, "" where there is none.
        english: what it is in English, "" until a rule or a dictionary says.
        fixed: `english` is a form and not to be inflected.
        name: a proper name, kept as it is.
        french: no dictionary knows the word, and it is shown as French.
    """

    blank: str
    lemma: str
    tags: tuple[str, ...] = ()
    other: str = ""
    english: str = ""
    fixed: bool = False
    name: bool = False
    french: bool = False
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def pos(self) -> str:
        """The part of speech, "" where it is unknown."""
        return self.tags[0] if self.tags else ""

    @property
    def low(self) -> str:
        """The lemma in small letters."""
        return self.lemma.lower()

    @property
    def verb(self) -> bool:
        """True of verbs of every kind."""
        return self.pos in VERBS

    @property
    def tense(self) -> str:
        """Apertium's name of the tense or verbal form, "" for other words."""
        return self.tags[1] if self.verb and len(self.tags) > 1 else ""

    @property
    def plural(self) -> bool:
        """True of plurals."""
        return "pl" in self.tags

    @property
    def feminine(self) -> bool:
        """True of feminines."""
        return "f" in self.tags

    def has(self, *tags: str) -> bool:
        """Whether every one of `tags` is there."""
        return all(t in self.tags for t in tags)


def parse(stream: str) -> tuple[list[Unit], str]:
    """The units of a message and what follows the last one."""
    units: list[Unit] = []
    end = 0
    for match in _UNIT.finditer(stream):
        french, _, other = _split(match[1])
        lemma, tags = tagged(french)
        units.append(Unit(_plain(stream[end : match.start()]), lemma, tags, other))
        end = match.end()
    return units, _plain(stream[end:])


def _split(text: str) -> tuple[str, str, str]:
    at = re.search(r"(?<!\\)/", text)
    if not at:
        return text, "", ""
    other = re.split(r"(?<!\\)/", text[at.end() :])[0]
    return text[: at.start()], "/", "" if other.startswith("@") else other


def tagged(text: str) -> tuple[str, tuple[str, ...]]:
    """Lemma and tags of a unit's text; an unknown word has no tags."""
    if text.startswith("*"):
        return _ESCAPED.sub(r"\1", text[1:]), ()
    match = _TAGGED.match(text)
    if not match:
        return text, ()
    lemma = _ESCAPED.sub(r"\1", match[1] + match[3]).replace("# ", " ").replace("#", "")
    return lemma, tuple(_TAGS.findall(match[2]))


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text.replace("[]", ""))
