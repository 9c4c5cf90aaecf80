"""Checks of the calendar rules: what stands around a match and makes it no date."""

from __future__ import annotations

import re

_HABIT = re.compile(
    r"(?<!\w)(?:chaque|tous les|toutes les|les|le|du|un|au|certains|quelques|aux|des|l'autre)\s$"
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:en|de|depuis|avant|apres|des|fin|debut|jusqu'en|d'ici|pour|entre|et|a|ou|vers|environ|annee|l'an|que)\s"
    r"|[(:,]\s?|\bd')$"
)
_STRONG_YEAR_BEFORE = re.compile(
    r"\b(?:en|depuis|jusqu'en|d'ici|fin|debut|annee|l'an|exercice|saison|rentree|edition|millesime|budget|scrutin"
    r"|elections?|presidentielles?|legislatives?|municipales?|europeennes?|regionales?|printemps|automne|hiver)\s$"
)
# Few words that end in "s" or "x" may follow a year that is no quantity ("2015 soldats").
_QUANTITY_AFTER = re.compile(
    r"[.,]\d|\s?(?:%|€|\$|\d{3}\b|(?:euros?|dollars?|km|m|francs?|milli\w+)\b)"
    r"|\s(?!(?:dans|sans|sous|plus|mais|puis|les|des|ses|ces|aux|lors|apres|depuis|ils|elles|nous|vous|vers|alors|jamais"
    r"|tous|toutes|dix|deux|six|trois|hors|chez)\b)[a-z-]{2,}[sx]\b"
)
_MONTH_BEFORE = re.compile(
    r"(?:\b(?:en|des|depuis|de|avant|apres|jusqu'en|mois|et|a|au|ou|fin|entre|pour|debut|courant|d'ici|prochain"
    r"|que|jusqu'a)\s|\bd'|[,(]\s?)$"
)


def _folded_before(match: re.Match[str], width: int = 24) -> str:
    return match.string[max(0, match.start() - width) : match.start()]


def not_habit(match: re.Match[str], text: str) -> bool:
    """“chaque lundi”, “le lundi” and “du lundi au vendredi” name no day."""
    if match["this"]:
        return True
    habit = _HABIT.search(_folded_before(match))
    return not habit or text[match.start() - 4 : match.start()].lower() == "dès "


def is_year(match: re.Match[str], _: str) -> bool:
    """A number that could be a year stands where years stand, and counts nothing."""
    before = _folded_before(match)
    if match.group().startswith(("l'an", "annee")):
        return True
    after = _QUANTITY_AFTER.match(match.string, match.end(), match.end() + 24)
    if _STRONG_YEAR_BEFORE.search(before):
        return not after or (after.group()[0] == " " and not after.group()[1:2].isdigit())
    return not after and _YEAR_BEFORE.search(before) is not None


def is_month(match: re.Match[str], text: str) -> bool:
    """A bare month follows a preposition and is not the planet or a name."""
    # "Mars" with a capital inside a sentence is the planet or a name.
    start = match.start("month")
    if text[start].isupper() and not text[start : start + 3].isupper() and not match["year"]:
        return False
    return bool(
        match["year"] or match["shift"] or match["word"] or _MONTH_BEFORE.search(_folded_before(match))
    )


_SEASON_BEFORE = re.compile(
    r"\b(?:a|depuis|avant|pendant|durant|d'ici|apres|au|des|cours de|fin de|debut de|jusqu'a)\s$"
)


def is_season(match: re.Match[str], _: str) -> bool:
    """A season is meant as a time of one year."""
    article = match["this"] or ""
    if match["season"] == "ete" and not article:
        return False
    if article.strip() in ("cet", "ce") or match["year"] or match["shift"]:
        return True
    return article.strip() in ("l'", "le", "") and bool(_SEASON_BEFORE.search(_folded_before(match)))


def is_feast(match: re.Match[str], text: str) -> bool:
    """A feast, not a person, a market or a street."""
    before = _folded_before(match)
    if re.search(
        r"\b(?:pere|marches?|sapins?|arbres?|cadeaux?|contes?|chants?|ile|iles|place|rue|boulevard|avenue)(?: de| du)? $",
        before,
    ):
        return False
    # Noël Dupont, Pascale Noël, rue du 8-Mai.
    named = match["feast"] == "noel" and (
        re.match(r" [A-ZÉ]", text[match.end() : match.end() + 2])
        or (
            text[match.start()].isupper()
            and re.search(r"[A-ZÉ]\w{1,20} $", text[max(0, match.start() - 20) : match.start()])
        )
    )
    return not named


def stands_alone(match: re.Match[str], _: str) -> bool:
    """“au lendemain de l'annonce” names no day."""
    return not re.match(r"\s(?:de|du|des|d'|que|qu')", match.string[match.end() : match.end() + 5])


def no_phrase_after(match: re.Match[str], _: str) -> bool:
    """“trois jours après l'attaque” leans on a thing, not on a day."""
    if match["side"] not in ("apres", "avant"):
        return True
    return not re.match(
        r"\s(?:le|la|les|l'|un|une|son|sa|ses|leur|leurs|ce|cette|que|qu'|avoir|etre|de|d'|des|du|s'|[A-Z])",
        match.string[match.end() : match.end() + 8],
    )


def no_year_after(match: re.Match[str], _: str) -> bool:
    """“les trois derniers mois de 2022” are not the last three before publication."""
    return not match["n"] or not re.match(r"\sd(?:e|u|es)?[ ']", match.string[match.end() : match.end() + 5])


def not_to_date(match: re.Match[str], _: str) -> bool:
    """“à ce jour” names no day."""
    return not re.search(r"\ba\s$", _folded_before(match))


_NAMED_DAY = re.compile(
    r"\b(?:mouvement|rue|place|avenue|boulevard|stade|pont|quai|gare|palais|lycee|brigade) du $"
)


def is_day(match: re.Match[str], text: str) -> bool:
    """A day of the calendar, not a street or a movement named after one."""
    return is_plain_number(match, text) and not _NAMED_DAY.search(_folded_before(match))


def counts_nothing(match: re.Match[str], _: str) -> bool:
    """“mardi 12” is no date in “mardi 12 soldats”."""
    after = _QUANTITY_AFTER.match(match.string, match.end(), match.end() + 24)
    return not after and not re.match(
        r"[ ](?:h|heures?|ans?)\b|h\d", match.string[match.end() : match.end() + 8]
    )


def is_plain_number(match: re.Match[str], _: str) -> bool:
    """The number is no part of another number, an article or a page."""
    return not re.search(r"[\d][.,/ ]?$|n° ?$|\barticles? $|\bpages? $", _folded_before(match))
