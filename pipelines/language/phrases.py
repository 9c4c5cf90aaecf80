"""Noun phrases by surface order: where one begins and where it ends."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import yaml

from pipelines.errors import DataFileError
from pipelines.language.surface import CLOSING, MARKS, Surface
from pipelines.lexicon import load_yaml
from pipelines.paths import DATA

_LINKS = frozenset({"de", "d'", "du", "des"})
_DETERMINERS = frozenset({
    "le", "la", "l'", "les", "un", "une", "des", "du", "ce", "cet", "cette", "ces", "son", "sa", "ses", "leur", "leurs",
    "mon", "ma", "mes", "notre", "nos", "votre", "vos", "plusieurs", "certains", "certaines", "quelque", "quelques", "aucun", "aucune",
    "chaque", "tous", "toutes", "tout", "toute", "deux", "trois", "quatre", "cinq", "dix", "nombre",
})  # fmt: skip
_PRONOUNS = frozenset({
    "il", "elle", "ils", "elles", "on", "celui-ci", "celle-ci", "ceux-ci", "celles-ci", "ce", "lui", "eux", "nous", "je",
    "certains", "certaines", "beaucoup", "cela", "ça", "l'un", "l'une", "celui", "celle", "ceux", "tous", "quelqu'", "chacun",
    "chacune", "quelques-uns", "quelques-unes",
})  # fmt: skip
WHEN = frozenset({
    "quotidiennement", "an", "année", "semaine", "mois",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "hier", "aujourd'hui", "demain", "matin",
    "soir", "midi", "après-midi", "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre", "dernier", "dernière", "soirée", "matinée", "nuit", "veille", "même", "ensuite",
    "alors", "également", "aussi", "encore", "mi-journée", "avant-hier", "récemment", "déjà", "enfin", "depuis",
})  # fmt: skip
RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où", "lequel", "laquelle", "lesquels"})
_ROLE_LINKS = frozenset({"chargé", "chargée", "délégué", "déléguée", "adjoint", "adjointe"})
# Endings of adjectives of origin, which md tags as nouns behind another noun ("un diplomate caribéen").
DEMONYM_ENDINGS = (
    "éen",
    "éenne",
    "éens",
    "éennes",
    "ais",
    "aise",
    "aises",
    "ois",
    "oise",
    "oises",
    "ien",
    "ienne",
    "iens",
    "iennes",
)
_LONGEST = 40  # tokens in one noun phrase


@dataclass(frozen=True)
class Words:
    """Word lists of data/lexicon/speakers.yaml."""

    people: frozenset[str]
    institutions: frozenset[str]
    documents: frozenset[str]
    relations: frozenset[str]
    naming: frozenset[str]
    naming_capital: frozenset[str]
    general_institutions: frozenset[str]
    countries: frozenset[str]
    people_endings: frozenset[str]
    no_people: frozenset[str]
    no_source: frozenset[str]
    general_people: frozenset[str]
    kinds: dict[str, frozenset[str]]  # general word or words → what may have been told before

    def is_person(self, noun: str) -> bool:
        """Whether the noun, in lower case, means a person."""
        if noun in self.people:
            return True
        return len(noun) > 5 and noun.endswith(self._endings) and noun not in self.no_people

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        return tuple(sorted(self.people_endings))

    @cached_property
    def told_in_names(self) -> frozenset[str]:
        """Words of the names of institutions by which they may be taken up."""
        return self.institutions | frozenset(
            word for general, told in self.kinds.items() if not self.is_person(general) for word in told
        )

    @cached_property
    def sources(self) -> frozenset[str]:
        """Every noun that can be a source."""
        return self.people | self.institutions | self.documents


@cache
def words() -> Words:
    """The word lists about speakers.

    Raises:
        DataFileError: the file is missing or malformed.
    """
    path = DATA / "lexicon" / "speakers.yaml"
    try:
        data = load_yaml(path.name)
        kinds: dict[str, frozenset[str]] = {}
        for row in data["kinds"]:
            for general in row["general"]:
                kinds[general] = kinds.get(general, frozenset()) | frozenset(row["told"])
        lists = {
            name: frozenset(map(str, data[name])) for name in Words.__dataclass_fields__ if name != "kinds"
        }
        return Words(**lists, kinds=kinds)
    except (OSError, KeyError, TypeError, yaml.YAMLError) as error:
        raise DataFileError(f"The word lists in {path} cannot be read: {error}") from error


def begins_phrase(surface: Surface, i: int) -> bool:
    """Whether a noun phrase or a pronoun can begin at token i."""
    low = surface.low[i]
    if low in _PRONOUNS or low in _DETERMINERS or surface.is_mention(i):
        return True
    return surface.pos[i] in ("DET", "PROPN", "NOUN", "NUM") or low in words().people or low in ("m.", "mme")


def phrase_end(surface: Surface, i: int, *, adjunct: bool = False) -> int:  # noqa: PLR0912, PLR0915
    """One past the last token of the noun phrase that begins at i: up to its name complement, no relative clause.

    Args:
        adjunct: the phrase hangs on a preposition before an expected subject, so a person's name after its
            noun begins the subject and does not belong to it.
    """
    stop = min(surface.last[i], i + _LONGEST)
    j = _past_determiners(surface, i, stop)
    if j < stop and surface.low[i] in _PRONOUNS and j == i:
        return _pronoun_end(surface, i, stop)
    headed = surface.low[i] == "l'" and surface.low[i + 1 : i + 2] in (
        ["un"],
        ["une"],
    )  # the noun has been read
    linked = not headed  # what comes next is expected, not apposed
    if headed:  # "l'un d'eux", "l'une des avocates"
        j = min(i + 2, stop)
    while j < stop:
        word, pos = surface.low[j], surface.pos[j]
        if surface.is_mention(j):
            if headed and not linked and adjunct:
                break
            if headed and not linked and surface.is_mention(j - 1) and not surface.is_mention(j, "PER"):
                break
            j = surface.mention_end(j)
            headed, linked = True, False
            continue
        if word == "d'" and headed and surface.low[j + 1 : j + 2] in (["entre"], ["eux"], ["elles"]):
            j = min(j + 2 + (surface.low[j + 1] == "entre"), stop)  # "l'un d'eux", "l'une d'entre elles"
            continue
        if word in _LINKS and headed:
            following = _past_determiners(surface, j + 1, stop)
            if following >= stop or not _is_nominal(surface, following):
                break
            j, linked = following, True
            continue
        if word in WHEN and headed and not linked:
            break
        if word in ("et", "ou", "ainsi") and headed and _coordinates(surface, j, stop):
            j = _past_determiners(surface, j + 1, stop)
            linked = True
            continue
        if (
            word == "en"
            and headed
            and surface.low[j + 1 : j + 3] in (["poste", "à"], ["poste", "au"], ["poste", "en"])
        ):
            j, linked = _past_determiners(surface, j + 3, stop), True
            continue
        if (
            word in ("à", "au", "aux", "en", "pour", "sur", "d'origine")
            and headed
            and _complements(surface, j, stop)
            and not adjunct
        ):
            j = _past_determiners(surface, j + 1, stop)
            linked = True
            continue
        if word in ("-", "/") and headed:
            j += 1
            linked = True
            continue
        if not _is_inside(surface, j, headed=headed, linked=linked, adjunct=adjunct):
            break
        before_noun = pos in ("ADJ", "NUM") and not headed and j + 1 < stop and _is_head(surface, j + 1, stop)
        headed = headed or (
            not before_noun
            and (pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB") or word in words().sources)
        )
        linked = pos == "NUM" and not headed
        j += 1
    while j > i + 1 and (surface.low[j - 1] in (",", "et", "ou", "-") or surface.pos[j - 1] == "DET"):
        j -= 1
    return max(j, i + 1)


def _past_determiners(surface: Surface, j: int, stop: int) -> int:
    while j < stop and not surface.is_mention(j):
        if (
            surface.low[j] in _DETERMINERS
            or surface.pos[j] in ("DET", "NUM")
            or (
                surface.low[j] in ("de", "d'")
                and surface.low[j - 1] in ("un", "une", "nombre", "plusieurs")
                and j > 0
            )
        ):
            j += 1
        else:
            break
    return j


def _is_nominal(surface: Surface, j: int) -> bool:
    return (
        surface.is_mention(j)
        or surface.pos[j] in ("NOUN", "PROPN", "ADJ", "NUM", "PRON", "X")
        or (surface.low[j] in words().sources)
    )


def _pronoun_end(surface: Surface, i: int, stop: int) -> int:
    low = surface.low
    if low[i] == "quelqu'" or (low[i] == "ce" and i + 1 < stop and low[i + 1] in ("dernier", "derniers")):
        return min(i + 2, stop)
    if (
        low[i] in ("l'un", "l'une", "certains", "certaines", "celui", "celle", "ceux", "beaucoup")
        and i + 1 < stop
        and low[i + 1] in _LINKS
    ):
        k = i + 3 if i + 2 < stop and low[i + 2] == "entre" else i + 2
        if k < stop and low[k] not in ("eux", "elles", "nous", "vous"):
            return phrase_end(surface, k)
        return min(k + 1, stop)
    return i + 1


def _is_inside(surface: Surface, j: int, *, headed: bool, linked: bool, adjunct: bool) -> bool:  # noqa: PLR0911
    word, pos = surface.low[j], surface.pos[j]
    if word in RELATIVES or word in MARKS or word in CLOSING or surface.finite[j]:
        # md tags some nouns of function as verbs; before the head they are nouns.
        return not headed and word in words().sources
    if pos == "PUNCT" or surface.low[j].isspace():
        return False
    if pos in ("NOUN", "PROPN", "X", "NUM"):
        if adjunct and headed and not linked and pos in ("PROPN", "X") and surface.is_mention(j - 1):
            return False  # "a raconté à l'AFP Mykola"
        if not headed or linked or pos in ("PROPN", "X"):
            return True
        if pos == "NOUN" and word.endswith(DEMONYM_ENDINGS) and not surface.is_mention(j - 1):
            return True
        return word in words().sources or surface.text[surface.start[j]].isupper()
    if pos == "ADJ" or word in _ROLE_LINKS or (headed and word.endswith(DEMONYM_ENDINGS[:4])):
        return True
    if pos == "VERB":
        # "l'accusé", "sa chargée de campagne": a participle behind a determiner is a noun
        if not headed:
            return j > 0 and (surface.low[j - 1] in _DETERMINERS or surface.pos[j - 1] == "ADJ")
        return not adjunct and word in _ROLE_LINKS
    return not headed and (pos in ("ADV", "PRON", "DET") or word in words().sources)


def _is_head(surface: Surface, j: int, stop: int) -> bool:
    """Whether the noun of "le premier signataire du texte" stands at j: a source, or a noun with a complement."""
    if _is_source(surface, j):
        return True
    return surface.pos[j] == "NOUN" and j + 1 < stop and surface.low[j + 1] in _LINKS


def _is_source(surface: Surface, j: int) -> bool:
    return surface.low[j] in words().sources or words().is_person(surface.low[j])


def _coordinates(surface: Surface, j: int, stop: int) -> bool:
    """Whether "et" at j joins a second noun phrase that ends before a verb of its own."""
    k = _past_determiners(surface, j + 1, stop)
    if k >= stop or not _is_nominal(surface, k):
        return False
    while k < stop and (
        surface.is_mention(k) or surface.pos[k] in ("NOUN", "PROPN", "ADJ") or surface.low[k] in _LINKS
    ):
        k += 1
    return k >= stop or not surface.finite[k]


def _complements(surface: Surface, j: int, stop: int) -> bool:
    """Whether the preposition at j belongs to the noun before it: a function or a place of office."""
    k = _past_determiners(surface, j + 1, stop)
    if k >= stop or surface.low[k] in WHEN:
        return False
    before = surface.low[j - 1]
    if before in _ROLE_LINKS:
        return True
    if surface.is_mention(j - 1, "PER"):
        return False
    if before in words().people or surface.low[j - 2] in words().people:
        return surface.text[surface.start[k]].isupper() or before in (
            "opposant",
            "opposante",
            "opposants",
            "candidat",
            "candidate",
        )
    return surface.is_mention(k, "LOC") and surface.low[j] in ("à", "au", "aux", "en")


def phrase_start(surface: Surface, i: int) -> int:
    """The first token of the noun phrase whose last noun is at i, by walking left over what can precede a noun."""
    low = surface.low
    j = i
    floor = surface.first[i]
    while j > floor:
        word, pos = low[j - 1], surface.pos[j - 1]
        if surface.mention[j - 1] >= 0 and surface.mention[j - 1] == surface.mention[j]:
            j -= 1
        elif word in ("des", "du") and _is_governed(surface, j - 1, floor):
            j -= 2  # "le syndicat des employés"
        elif word in _DETERMINERS or pos in ("DET", "NUM"):
            j -= 1
            if low[j - 1] in ("de", "d'") and _is_governed(surface, j - 1, floor):
                j -= 2  # "le président de la commission"
            elif word not in ("tous", "toutes", "deux", "trois") and not (
                j > floor and low[j - 1] in _DETERMINERS
            ):
                break
        elif (
            pos in ("ADJ", "NOUN", "PROPN")
            and low[j] not in _DETERMINERS
            and (word not in WHEN or word == "même")
        ) or (
            word in _LINKS
            and j - 1 > floor
            and surface.pos[j - 2] in ("NOUN", "ADJ")
            and low[j] not in _DETERMINERS
        ):
            j -= 1
        else:
            break
    return j


def _is_governed(surface: Surface, link: int, floor: int) -> bool:
    """Whether what "de", "du" or "des" at `link` joins belongs to a noun that can speak itself."""
    return link > floor and _is_source(surface, link - 1)
