"""Lines beside an article that say who wrote it, when and where: metadata, and no sentences."""

from __future__ import annotations

import re
from typing import Any

from pipelines.reading.page.blocks import HEADINGS, Block
from pipelines.reading.page.parts import Parts
from pipelines.reading.page.words import straight
from pipelines.reading.published import dates_in

_SENTENCE_END = re.compile(r"[.!?…][»”\"'’)\]\s]*$")
_DATED = re.compile(
    r"(?:article |texte )?(?:publi[ée]|mis en ligne|mis[e]? à jour|posté|paru|modifié|actualisé|créé|le \d|"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b|\d{1,2}[ /.:hH]|[^\W\d_]{3,9}\.? \d{1,2}, \d{4}$|aujourd'hui|hier|il y a \d|published|updated|date)",
    re.IGNORECASE,
)
_CHANGED_OR_PUBLISHED = re.compile(
    r"(?:article )?(?:publi[ée]|mis |posté|paru |modifié|actualisé|date de )", re.IGNORECASE
)
_TIME_ONLY = re.compile(r"(?:à )?\d{1,2}\s?[:hH]\s?(?:\d{2})?(?:\s*(?:min|gmt|tu|utc))?")
_BYLINE = re.compile(
    r"(?:par|texte(?:s)? (?:de|par|:)|propos (?:recueillis|traduits)|entretien (?:réalisé|mené)|interview (?:réalisée|menée)|"
    r"de notre (?:correspondante?|envoyée?)|de nos (?:correspondante?s|envoyée?s)|(?:avec )?notre (?:correspondante?|envoyée? spéciale?)|"
    r"reportage (?:de|d'|:)|recueilli par|(?:écrit|rédigé|soumis|signé|posté|publié|submitted) (?:par|by)|by|auteure?s?(?= ?:))\b",
    re.IGNORECASE,
)
_AGENCY_LINE = re.compile(r"\(?(?:(?:avec|source|sources)\s*+:?\s*+)?(?:l')?(?:afp|reuters|ap|belga|ats|agence france-presse|agences?)(?:(?:,| et| avec|/) [\w ]{2,30})?\)?\.?", re.IGNORECASE)  # fmt: skip
_NAME = re.compile(
    r"[A-ZÀ-Þ][\w'-]{1,20}(?: (?:de|du|d'|des|la|le|van|von|el|ben|al))?(?: ?[A-ZÀ-Þ][\w'-]{1,20}){1,3}|@\w{2,30}"
)

_INITIALS = re.compile(r"(?:par|by) (?:[A-ZÀ-Þ]{1,3}\.[ -]?){1,4}(?:,? avec .{2,30})?", re.IGNORECASE)
_NAME_AND_DAY = 90
_PLACE = re.compile(r"[A-ZÀ-Þ][^\W\d_]{1,20}(?:[ '-][^\W\d_]{1,20}){0,4}(?=,)")
_DAY = re.compile(
    r"\s{0,3}[•·|,-]?\s{0,3}(?:(?:le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?(?:le )?"
    r"\d{1,2}(?:er)?(?:/\d{1,2}/| [^\W\d_]{3,9}\.? )\d{4}(?:,? (?:à )?\d{1,2} ?[h:]\d{0,2})?",
    re.IGNORECASE,
)


def states_publication(line: str) -> bool:
    """True for a line that says who wrote, or begins with a word of publication or change."""
    return (
        _BYLINE.match(straight(line)) is not None
        or re.match(r"(?:publi|mis|posté|paru)", line, re.I) is not None
    )


def is_named(block: Block, named: set[Any]) -> bool:
    """True where the block stands in one of the elements `named`, a few levels up at most."""
    node = block.node
    for _ in range(4):
        if node is None:
            return False
        if node in named:
            return True
        node = node.getparent()
    return False


def is_about(block: Block, parts: Parts) -> bool:
    """True for a line of author, date or place."""
    line = straight(block.text)
    if len(line) > 250:
        return False
    if (
        _TIME_ONLY.fullmatch(line)
        or _AGENCY_LINE.fullmatch(line)
        or _is_name_and_day(line)
        or _INITIALS.fullmatch(line)
        or _is_place_and_day(line)
    ):
        return True
    named = is_named(block, parts.about)
    if len(line) <= 130 and _CHANGED_OR_PUBLISHED.match(line) and dates_in(line):
        return True
    if len(line) <= 200 and _DATED.match(line) and (dates_in(line) or _short_dated(line)):
        return not _SENTENCE_END.search(line) or named or len(line) < 60
    if _BYLINE.match(line) and len(line) <= 160 and not line.rstrip().endswith((".", "!", "?", "…", "»")):
        return named or _looks_like_names(line)
    return named and len(line) <= 160 and not _SENTENCE_END.search(line)


def _is_name_and_day(line: str) -> bool:
    """ "Jeanne Roy, le 9 novembre 2022 à 7h"."""
    if len(line) > _NAME_AND_DAY or not (name := _NAME.match(line)):
        return False
    return _DAY.fullmatch(line, name.end()) is not None


def _is_place_and_day(line: str) -> bool:
    """ "Marseille, le 9 novembre 1999", as old pages date their texts."""
    if len(line) > _NAME_AND_DAY or not (place := _PLACE.match(line)):
        return False
    return _DAY.fullmatch(line, place.end()) is not None


def says_when(line: str) -> bool:
    """True for a line that begins with a day, an hour or a word of publication: it names nobody."""
    plain = straight(line)
    return _BYLINE.match(plain) is None and (states_publication(plain) or _DATED.match(plain) is not None)


def is_day_of_text(block: Block, parts: Parts) -> bool:
    """True for a bare day between paragraphs, as chronicles and diaries have it: it dates what follows."""
    line = straight(block.text)
    bare = not states_publication(line) and not _TIME_ONLY.fullmatch(line) and bool(_DATED.match(line))
    return bare and not is_named(block, parts.about)


def _short_dated(line: str) -> bool:
    """ "Publié aujourd’hui à 10h12", "Mis à jour hier", "Il y a 3 heures"."""
    return len(line) <= 80 and re.match(r"(?:publi|mis|posté|modifié|actualisé|aujourd|hier|il y a \d|updated|published)", line, re.I) is not None and not _SENTENCE_END.search(line)  # fmt: skip


def _looks_like_names(line: str) -> bool:
    rest = _BYLINE.sub("", line, count=1)
    capitals = len(re.findall(r"(?<![^\W\d_])[A-ZÀ-Þ]", rest))
    return capitals >= 1 and len(rest.split()) <= 3 + 4 * capitals


def is_name(block: Block) -> bool:
    """True for a line that is a person's name or handle, and no heading."""
    return block.tag not in HEADINGS and _NAME.fullmatch(straight(block.text)) is not None
