"""What a line above or below an article says of it: its date, paper and author.

A line counts only when every part of it is understood; a sentence that merely begins like one is left alone.
"""

from __future__ import annotations

import re

from pipelines.reading.press_words import (
    LONGEST_LINE,
    agencies_in,
    agency_in,
    folded,
    names_in,
    paper_in,
    people_in,
    sections,
    tidy,
)
from pipelines.reading.published import DateInText, dates_in, publication_in, to_edtf
from pipelines.reading.told import Told

_DATE = "\x01"
_SHORT_DATE = re.compile(r"(?<!\d)\d{1,2}[/.]\d{1,2}[/.]\d{2}(?!\d)")
_TIME = r"(?:(?:à|at|,|-)\s*)?\d{1,2}\s?(?:h|:)\s?(?:\d\d)?(?::\d\d)?(?:\s?min|\s?[ap]\.?m\.?)?"
_ZONE = (
    r"(?:\s*\(?(?:GMT|UTC|CES?T|heure de [^\W\d_]{2,20}|heures? locales?)(?:\s?[+-]\d{1,2}(?::?\d\d)?)?\)?)?"
)
_CUE = (
    r"(?:publi[ée]{1,2}s?(?: et (?:mise?|actualisée?) à jour)?|post[ée]{1,2}|parue?|mise? en ligne|mise? à jour|date de (?:publication|parution)|publication|parution"
    r"|modifi[ée]{1,2}|actualis[ée]{1,2}|dernière (?:mise à jour|modification)|màj|maj|créé{1,2}|diffus[ée]{1,2}|édition|article (?:publié|paru|mis à jour|du)|numéro|posted|published|updated)"
)
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim)\.?,?\s+)?"
_DATED = re.compile(
    rf"(?P<cue>{_CUE})?(?:\s{{1,20}}le)?\s{{0,20}}+:?\s{{0,20}}+(?:le |du |on |the |datée? du |en )?+\s{{0,20}}+{_WEEKDAY}{_DATE}(?:T[\d:.Z+-]{{4,20}})?(?:\s*{_TIME}{_ZONE})?\.?",
    re.IGNORECASE,
)
_BEFORE_CUE = re.compile(
    rf"(?<!\s)\s+(?={_CUE}(?:\s{{1,20}}le)?\s{{0,20}}+:?\s{{0,20}}+(?:le |du )?{_WEEKDAY}{_DATE})",
    re.IGNORECASE,
)
_ONLY_TIME = re.compile(rf"{_TIME}{_ZONE}\.?", re.IGNORECASE)
_READING_TIME = re.compile(
    r"(?:temps de )?lecture\s*+:?\s*+(?:de\s+|environ\s+)?\d{1,3}\s?min(?:ute)?s?\.?|\d{1,3}\s?min(?:ute)?s?\.? de lecture\.?",
    re.IGNORECASE,
)
_PAGES = re.compile(
    r"(?:pp?|pages?)\.?\s*[A-Z]?\d{1,4}(?:\s*(?:[-–,]|et|à)\s*\d{1,4})*|\d{1,4}|[\d\s\u00a0\u202f]{1,9}mots|n[°ºo]\s*[\d\s]{1,8}"
    r"|édition (?:abonnés|nationale|numérique|papier|de [^\W\d_]{2,20})|cahier [^\W\d_]{2,20}",
    re.IGNORECASE,
)
_LONGEST_ISSUE = 40
_PARTS = re.compile(r"(?:(?<!\s)\s+)?[·•|│;]\s*|(?<!\s)\s+[-–—/]\s+|(?:(?<!\s)\s+)?,\s+|(?<!\s)\s+\\\\?\s+")
_BY = re.compile(
    r"(?P<by>par|propos recueillis (?:\w{1,12} |(?:à|au|en) [^\W\d_][\w’-]{1,20} )?par|recueillis? par|entretien (?:réalisé|mené|recueilli) par|interview(?:é|ée)? (?:réalisée? )?par"
    r"|texte(?:s)? (?:et photos? )?(?:de|par|:)|(?:publié|écrit|rédigé|signé|traduit|reportage|récit|enquête|analyse|un article|dossier réalisé) (?:\w{1,12} |(?:à|au|en) [^\W\d_][\w’-]{1,20} )?par|by"
    r"|auteur\s*:)\s+",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"(?:de )?(?:notre|nos|notre )(?: envoyée?s? spéciale?s?| envoyés spéciaux| envoyées spéciales| correspondante?s?)(?P<where> (?:permanente?s? )?(?:à|au|en|aux|dans) [^,:]{2,40})?[,:]?\s*",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:(?:et|avec|notre|nos|notre) )?(?:envoyée?s? spéciale?s?|envoyés spéciaux|correspondante?s?|journalistes?|grande?s? reporters?|reporters?|chroniqueu(?:r|se)"
    r"|éditorialistes?|rédact(?:eur|rice)s?(?: en chef)?|cheffe? (?:du service|adjointe?)|stagiaire|service [^\W\d_]{3,20})"
    r"(?: (?:permanente?s? |régionale?s? )?(?:à|au|en|aux|dans|de|du|d’|d'|pour)\b.{0,60})?",
    re.IGNORECASE,
)
_WITH = re.compile(r"(?:(?P<who>.{2,50}?) )?(?:avec|with) (?:l[’'])?(?P<agencies>[^()]{2,50})", re.IGNORECASE)
_PLACE_ONLY = re.compile(r"(?:à|au|en) [A-ZÀ-Þ][^\d,.;:]{2,40}|\([^()\d]{2,40}\)")


_LONGEST_UNDATED = 120  # characters: a longer line that ends as a sentence and has no date is prose
_SENTENCE_ENDS = (".", "!", "?", "…", "»", "”", '"')


def read_line(line: str) -> Told | None:
    """What a line of metadata says; None when it is none, or when any part of it is not understood.

    "Publié le 9 novembre 2022 à 7h, mis à jour le 10 novembre 2022" tells the day of publication, "Le Figaro ·
    9 nov. 2022 · 8 · Jeanne Roy" the paper, the day and the author.
    """
    line = tidy(line)
    if not line or len(line) > LONGEST_LINE:
        return None
    return _byline(line) or _with_agency(line) or _of_parts(line)


def is_issue_line(line: str) -> bool:
    """True for a line of pages, words or an issue's number alone: "No 24 365", "p. 12"."""
    return len(line) <= _LONGEST_ISSUE and _PAGES.fullmatch(tidy(line)) is not None


def _byline(line: str) -> Told | None:
    match = _BY.match(line) or _SENT.match(line)
    if not match:
        return None
    names: list[str] = []
    rest = line[match.end() :].strip(" .")
    published = modified = ""
    if found := dates_in(rest):
        stated = publication_in(rest)
        published, modified = stated.published, stated.modified
        for each in reversed(found):
            rest = rest[: each.start] + _DATE + rest[each.end :]
    for part in (p for p in _PARTS.split(re.sub(r"(?:(?<!\s)\s+)?\([^()]{2,60}\)", "", rest)) if p):
        if name := _signed(part, first=not names):
            names.append(name)
        elif not (names and _says_nothing(part)):
            return None
    if not names:
        return None
    return Told(published=published, modified=modified, author=", ".join(names))


def _signed(part: str, *, first: bool) -> str:
    """Who signs by a part of a byline: persons, "Jeanne Roy avec AFP", a paper, the editors; "" when nobody."""
    if name := people_in(part) or _named_with_role(part):
        return name
    shared = re.fullmatch(r"(.{3,50}?) avec (?:l[’'])?(.{2,30})", part)
    if shared and agencies_in(shared[2]) and (people_in(shared[1]) or paper_in(shared[1])):
        return part
    alone = paper_in(part) or agency_in(part) or folded(part) in {"la rédaction", "la redaction"}
    return part if first and alone else ""


def _named_with_role(part: str) -> str:
    """The name in "Jeanne Roy envoyée spéciale à Kiev" or "Jeanne Roy à Kiev", "" when there is none."""
    for pattern in (_ROLE, re.compile(r"\(?(?:à|au|en) [A-ZÀ-Þ].{1,40}")):
        for match in pattern.finditer(part):
            if (
                match.end() == len(part)
                and match.start()
                and (name := people_in(part[: match.start()].strip(" (")))
            ):
                return name
    return ""


def _says_nothing(part: str) -> bool:
    """A part that stands beside names, papers and dates and adds nothing that is kept."""
    return bool(
        _ROLE.fullmatch(part)
        or _PLACE_ONLY.fullmatch(part)
        or _PAGES.fullmatch(part)
        or _READING_TIME.fullmatch(part)
        or _ONLY_TIME.fullmatch(part)
        or _DATED.fullmatch(part)
        or folded(part) in sections()
        or (agency_in(part.removeprefix("avec ")) and part.casefold().startswith("avec "))
    )


def _with_agency(line: str) -> Told | None:
    """ "Le Monde avec AFP", "Jeanne Roy avec AFP et Reuters": the author as it stands."""
    bare = re.sub(r"(?:(?<!\s)\s+)?\((avec [^()]{2,40})\)$", r" \1", line).strip("().")
    match = _WITH.fullmatch(bare)
    if not match or not agencies_in(match["agencies"]):
        return None
    who = match["who"] or ""
    if who and not (
        paper_in(who) or people_in(who) or folded(who) in {"la redaction", "la rédaction", "redaction"}
    ):
        return None
    return Told(author=bare)


def _of_parts(line: str) -> Told | None:
    """A line of dates, papers, pages and names, each in its part."""
    found = dates_in(line)
    if not found and len(line) > _LONGEST_UNDATED and line.endswith(_SENTENCE_ENDS):
        return None
    masked, published, modified = _masked(line, found)
    sources: list[str] = []
    authors: list[str] = []
    dated = timed = cued = False
    others = 0
    for part in (p.strip() for p in _PARTS.split(_BEFORE_CUE.sub(" · ", masked))):
        if not part:
            continue
        if match := _DATED.fullmatch(part):
            dated, cued = True, cued or bool(match["cue"])
        elif _READING_TIME.fullmatch(part):
            timed = True
        elif paper := (paper_in(part) or agency_in(part)):
            sources.append(paper)
        elif (match := _BY.match(part)) and (name := people_in(part[match.end() :])):
            authors.append(name)
        elif _says_nothing(part):
            others += 1
        elif (name := people_in(part)) and len(name.split()) > 1 and len(authors) < 3:
            authors.append(name)
        else:
            return None
    told = Told(published, modified, sources[0] if sources else "", ", ".join(authors))
    if cued or timed or (dated and sources):
        return told
    if dated or sources or (len(authors) == 1 and others and names_in(authors[0])):
        # A bare date or name of a paper, alone or beside names and pages.
        return told._replace(firm=bool(dated and authors) or bool(sources and others and len(line) < 60))
    return None


def _masked(line: str, found: list[DateInText]) -> tuple[str, str, str]:
    """The line with each date as one sign, and what it says of publication and change."""
    published, modified = publication_in(line) if found else ("", "")
    masked = line
    for each in reversed(found):
        masked = masked[: each.start] + _DATE + masked[each.end :]
    if _DATE not in masked and (short := _SHORT_DATE.search(masked)) and (edtf := to_edtf(short.group())):
        published = edtf
        masked = masked[: short.start()] + _DATE + masked[short.end() :]
    return masked, published, modified
