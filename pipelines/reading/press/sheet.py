"""The lines of a document, whatever its format, as the readers of press databases see them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipelines.reading.layout import unwrap
from pipelines.reading.press.words import begins, folded
from pipelines.reading.published import dates_in

_PROPERTY = re.compile(r"(?:copyright\b|\(c\)\s|©)", re.IGNORECASE)
_LONGEST_PROPERTY = 250
_LONGEST_DATE_LINE = 90
_REST_OF_DATE = 34  # weekday, hour and zone beside the date
_PAGE_OF = re.compile(r"page\s+\d+\s+(?:of|de|sur)\s+\d+\b.{0,60}", re.IGNORECASE)
_NAME_WORD = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*|de|du|des|d'|d’|la|le|von|van|et|and|avec|al|el|ben|bin|da|di|dos)$"
)
_NOT_IN_NAMES = re.compile(r"[.!?…:;»«\"]$|[!?;:«»\"]|\d")
_APART = re.compile(r"[,;()/|&]|\s-\s")
_ADDRESS = re.compile(r"\S{1,60}@\S{1,60}")
_INITIALS = re.compile(r"[A-Z]{2,6}|(?:[A-Z]\.-?){2,4}[A-Z]?\.?")  # an agency, or the initials of an author
_SIGNED = re.compile(
    r"\b(?:envoyee?s? special|correspondante?s?\b|propos recueillis|avec (?:l')?(?:afp|reuters|agences?)\b)"
)
_BYLINE = re.compile(r"(?:par|by)\s+(?=[A-ZÀ-ÖØ-Þ])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document's lines.

    Attributes:
        lines: without their ends; "" where a blank line parts paragraphs.
        whole: every line is a paragraph of its own (Word, Rich Text); else lines may be wrapped.
        join: how a line of a page (PDF) goes on with the next; gives the first with what parts them. None for others.
        titles: numbers of lines set as titles.
        continued: numbers of lines that go on the paragraph of the line before, after a line break that is meant.
        warnings: what reading the file already found.
    """

    lines: tuple[str, ...]
    whole: bool = False
    titles: frozenset[int] = frozenset()
    continued: frozenset[int] = frozenset()
    warnings: tuple[str, ...] = ()
    join: Callable[[str, str], str] | None = None
    _folded: dict[int, str] = field(default_factory=dict, compare=False)

    @classmethod
    def of_text(cls, text: str, warnings: tuple[str, ...] = ()) -> Sheet:
        """The lines of a text file."""
        unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").lstrip("\ufeff")
        return cls(tuple(line.rstrip() for line in unified.split("\n")), warnings=warnings)

    @classmethod
    def of_paragraphs(cls, paragraphs: Iterable[tuple[str, bool]], warnings: tuple[str, ...] = ()) -> Sheet:
        """Whole paragraphs, each with whether it is set as a title; "\\n" in one is a line break that is meant."""
        lines: list[str] = []
        titles, continued = set(), set()
        for text, is_title in paragraphs:
            for number, line in enumerate(text.split("\n")):
                if is_title and line.strip():
                    titles.add(len(lines))
                if number:
                    continued.add(len(lines))
                lines.append(line.strip())
        return cls(
            tuple(lines),
            whole=True,
            titles=frozenset(titles),
            continued=frozenset(continued),
            warnings=warnings,
        )

    def folded(self, number: int) -> str:
        """A line without case and accents."""
        if number not in self._folded:
            self._folded[number] = folded(self.lines[number][:300])
        return self._folded[number]

    def shown(self, start: int, stop: int) -> list[int]:
        """The numbers of the lines in a range that are not blank."""
        return [number for number in range(start, stop) if self.lines[number].strip()]

    def line(self, number: int) -> str:
        """A line with single blanks."""
        return " ".join(self.lines[number].split())

    def joined(self, numbers: Iterable[int]) -> str:
        """Lines joined by blanks: a title, a list of authors."""
        return " ".join(self.line(number) for number in numbers)

    def blocks(self, start: int, stop: int) -> list[list[int]]:
        """The lines of a range in blocks parted by blank lines; each line is one where lines are paragraphs."""
        blocks: list[list[int]] = []
        before = -2
        for number in self.shown(start, stop):
            if number == before + 1 and (not self.whole or number in self.continued):
                blocks[-1].append(number)
            else:
                blocks.append([number])
            before = number
        return blocks

    def text(self, numbers: Sequence[int]) -> str:
        """The paragraphs that these lines make, wrapped lines joined."""
        if not numbers:
            return ""
        if self.whole:
            return "".join(
                ("" if not place else "\n" if number in self.continued else "\n\n")
                + self.lines[number].strip()
                for place, number in enumerate(numbers)
            )
        if self.join:
            return "\n\n".join(self._typeset(block) for block in _runs(numbers))
        kept = set(numbers)
        # A line left out parts what stands before and after it, as a blank one does.
        return unwrap(
            "\n".join(self.lines[n].strip() if n in kept else "" for n in range(numbers[0], numbers[-1] + 1))
        )

    def rewrapped(self, numbers: Sequence[int]) -> str:
        """As `text`, of lines known to be broken at a fixed width: only a break before which the next word had room is meant."""
        if self.whole or self.join or not numbers:
            return self.text(numbers)
        width = max(len(self.lines[number]) for number in numbers)
        paragraphs: list[str] = []
        for block in _runs(numbers):
            out = self.lines[block[0]].strip()
            for number, following in pairwise(block):
                after = self.lines[following].strip()
                had_room = len(self.lines[number]) + 1 + len(after.split(maxsplit=1)[0]) <= width
                # The width breaks words at their own hyphens only.
                at_hyphen = out.endswith("-") and not out.endswith(" -") and after[:1].isalpha()
                out += ("\n" if had_room and not at_hyphen else "" if at_hyphen else " ") + after
            paragraphs.append(out)
        return "\n\n".join(paragraphs)

    def _typeset(self, numbers: Sequence[int]) -> str:
        out: list[str] = []
        for number in numbers:
            line = self.line(number)
            if out and self.join:
                out[-1] = self.join(out[-1], line)
            out.append(line)
        return "".join(out)

    @property
    def typeset(self) -> bool:
        """Whether the lines come from a page."""
        return self.join is not None


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Numbers in runs without a gap."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def is_property(line: str) -> bool:
    """A line of copyright: "Copyright 2022 Le Figaro", "© 2022 SA Le Monde", "Tous droits réservés"."""
    line = line.strip()
    if not line or len(line) > _LONGEST_PROPERTY:
        return False
    return (
        bool(_PROPERTY.match(line))
        or folded(line).rstrip(". ").endswith(begins("rights"))
        or folded(line).startswith(begins("rights"))
    )


def is_page_line(line: str) -> bool:
    """A page's running line of an export: "Page 2 de 30 © 2022 Factiva, Inc."."""
    return bool(_PAGE_OF.fullmatch(line.strip()))


def is_date_line(line: str) -> bool:
    """A line that states one date and little more: "Mercredi 9 Novembre 2022", "November 9, 2022 Wednesday 3:15 PM GMT"."""
    line = line.strip()
    if not line or len(line) > _LONGEST_DATE_LINE or not any(c.isdigit() for c in line):
        return False
    dates = dates_in(line)
    if len(dates) != 1:
        return False
    found = dates[0]
    return found.start <= 14 and len(line) - (found.end - found.start) <= _REST_OF_DATE


def looks_like_names(line: str) -> bool:
    """Whether a line may be the authors of an article: "Jeanne Roy et Paul Petit", "Par Anne Le Goff", "AFP"."""
    line = _ADDRESS.sub("", line).strip()
    if _BYLINE.match(line) or _SIGNED.search(folded(line[:120])):
        return len(line) <= 120
    bare = _APART.sub(" ", line)
    words_of = bare.split()
    if len(words_of) == 1 and _INITIALS.fullmatch(words_of[0]):
        return True
    if len(words_of) < 2 or len(line) > 100 or len(words_of) > 12 or _NOT_IN_NAMES.search(bare):
        return False
    return all(_NAME_WORD.match(word) for word in words_of) and words_of[0][:1].isupper()
