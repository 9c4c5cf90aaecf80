"""A `<tu>` of a TMX file as a unit: languages by their whole code, inline markup out, dates and places kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LABEL, PERSON = "x-label", "x-edited-by"
PLACE = (
    "file",
    "id",
    "prev",
    "next",
    "path",
)  # the properties by which OmegaT says where an alternative belongs

# Content of these inline elements is another program's markup; text after them belongs to the sentence.
_CODES = {"bpt", "ept", "ph", "it", "ut"}
_ALONE = {"ph", "it", "ut"}  # one of these between two words is a break or a thing, not a change of letters
# What those hold when they do change the look of letters, in HTML, RTF and OmegaT's own short tags.
_LOOK = re.compile(
    r"\s*(?:</?(?:b|i|u|em|strong|span|font|a|cf|f|s|g|su[bp])\d*[\s/>]|\{?\\(?:b|i|ul|f|cs|cf|super|sub)\d*\b|\})"
)
# Trados wraps what it marks in its own style: {\cs6\f1\cf6\lang1024 <br/>} is <br/>.
_WRAPPED = re.compile(r"\s*\{(?:\\[a-z]{1,20}\d{0,6}){1,20} ?(<.*>)\s*\}\s*", re.DOTALL)
# OmegaT's short tags are plain text in the memory of a project: <f0>, </f0>, <br1/>.
_OMEGAT = re.compile(r"<(/?)([a-z]{1,10})\d+(/?)>")
_LANGUAGES = {"fr": "fr", "fra": "fr", "fre": "fr", "en": "en", "eng": "en"}
_STAMP = re.compile(
    r"\s*(\d{4})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?:[T ]?([01]\d|2[0-3]):?([0-5]\d)(?::?([0-5]\d))?)?(?!\d)"
)
_SPACES = re.compile(r"[ \t\r\n]+")
_OPENING, _CLOSING = "«“‘([", ".,;:!?…»”)]%"


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence and its English.

    Attributes:
        fr, en: the two sentences.
        label: where the English comes from, shown beside it ("reference, shipped with the sample").
        edited_by: the person who worded it, "" when nobody did by hand.
        changed: when it was last changed, as "20240131T120000Z"; "" when not stated.
        file, id, prev, next, path: the one place that an alternative is for, as its program states it: its file, its
            number there, the French before and after it, its branch of the file. "" for `prev` says that nothing is
            before it, None that nothing is stated. All None for a unit that holds everywhere.
    """

    fr: str
    en: str
    label: str = ""
    edited_by: str = ""
    changed: str = ""
    file: str | None = None
    id: str | None = None
    prev: str | None = None
    next: str | None = None
    path: str | None = None

    @property
    def is_placed(self) -> bool:
        """Whether it is for one place only. A number alone names none: other programs number every unit."""
        return bool(self.file or self.prev or self.next)

    def replaces(self, known: Unit) -> bool:
        """Whether this unit, met after `known`, takes its place.

        A person's wording is replaced only by a person's. Between two of a kind the newer wins; what has no date is
        older than what has one; of two that are as old the later met wins.
        """
        if bool(self.edited_by) != bool(known.edited_by):
            return bool(self.edited_by)
        return self.changed >= known.changed


@dataclass(frozen=True, slots=True)
class Skipped:
    """A unit that was not taken.

    Attributes:
        number: which `<tu>` of the file, from 1.
        reason: why, as the end of a sentence ("it has no English").
    """

    number: int
    reason: str


def local_name(element: Any) -> str:
    """An element's name without its namespace; "" for a comment or an entity reference."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def language_of(code: str) -> str:
    """ "fr" for fr, fr-FR, FR_ca and fra, "en" for English likewise, "" for every other: frp is not French."""
    return _LANGUAGES.get(re.split("[-_]", code.strip().lower(), maxsplit=1)[0], "")


def stamp(date: str) -> str:
    """A TMX or ISO date as "20240131T120000Z", so that dates compare as text; "" for what is neither."""
    found = _STAMP.match(date)
    if not found:
        return ""
    year, month, day, *clock = found.groups()
    hour, minute, second = (part or "00" for part in clock)
    return f"{year}{month}{day}T{hour}{minute}{second}Z"


def unit_of(element: Any, *, omegat: bool = False) -> Unit | str:
    """The unit of a `<tu>`, or why there is none.

    Args:
        element: the `<tu>`.
        omegat: OmegaT wrote the file, so that its short tags may stand in the text.
    """
    texts: dict[str, str] = {}
    properties: dict[str, str] = {}
    changed, created = [element.get("changedate", "")], [element.get("creationdate", "")]
    for child in element:
        tag = local_name(child)
        if tag == "prop":
            properties.setdefault(child.get("type", ""), child.text or "")
        elif tag == "tuv":
            language = language_of(child.get(XML_LANG) or child.get("lang") or "")
            segment = next((each for each in child if local_name(each) == "seg"), None)
            if not language or segment is None or language in texts:
                continue
            texts[language] = _segment(segment, omegat=omegat)
            changed.append(child.get("changedate", ""))
            created.append(child.get("creationdate", ""))
    missing = [word for language, word in (("fr", "French"), ("en", "English")) if not texts.get(language)]
    if missing:
        return f"it has no {' and no '.join(missing)}"
    when = max(map(stamp, changed)) or max(map(stamp, created))
    label, person = (properties.get(name, "").strip() for name in (LABEL, PERSON))
    unit = Unit(texts["fr"], texts["en"], label, person, when)
    place: dict[str, Any] = {name: properties.get(name) for name in PLACE}
    placed = replace(unit, **place)
    return placed if placed.is_placed else unit


def _segment(segment: Any, *, omegat: bool) -> str:
    return _words(_pieces(segment, omegat=omegat))


def without_short_tags(text: str) -> str:
    """The words of a text in which OmegaT's short tags stand: "Le <f0>maire</f0> part." is "Le maire part." """
    return _words(_plain(text, omegat=True))


def _words(pieces: list[str | None]) -> str:
    """Breaks in place of markup between words are a space, as a reader would see."""
    text = "".join(_BREAK if piece is None else piece for piece in pieces)
    if _BREAK not in text:
        return text.strip()
    whole = ""
    for part in text.split(_BREAK):
        whole = _joined(whole, part) if whole else part
    return whole.strip()


_BREAK = "\x1f"  # XML allows it in no text


def _joined(before: str, after: str) -> str:
    if not before or not after:
        return before + after
    left, right = before[-1], after[0]
    apart = (left.isalnum() or left in _CLOSING) and (right.isalnum() or right in _OPENING)
    if left.isspace() and right.isspace():
        return before.rstrip(" ") + " " + after.lstrip(" ")
    return f"{before} {after}" if apart else before + after


def _pieces(element: Any, *, omegat: bool) -> list[str | None]:
    """Text in order; None where markup that stands alone was."""
    found: list[str | None] = _plain(element.text or "", omegat=omegat)
    for child in element:
        tag = local_name(child)
        if not tag:
            found.append(child.text or "")  # an entity reference, kept as written
        elif tag not in _CODES:
            found += _pieces(child, omegat=omegat)
        elif tag in _ALONE and not _is_look("".join(child.itertext())):
            found.append(None)
        found += _plain(child.tail or "", omegat=omegat)
    return found


def _is_look(markup: str) -> bool:
    """Whether markup changes the look of letters only."""
    wrapped = _WRAPPED.fullmatch(markup)
    return bool(_LOOK.match(wrapped[1] if wrapped else markup))


def _plain(text: str, *, omegat: bool) -> list[str | None]:
    if not omegat or "<" not in text:
        return [text]
    found: list[str | None] = []
    at = 0
    for tag in _OMEGAT.finditer(text):
        found.append(text[at : tag.start()])
        if tag[3] or tag[2] == "br":
            found.append(None)
        at = tag.end()
    return [*found, text[at:]]
