"""Institutions by their noun: its adjectives and complements, up to the place or field that makes them one."""

from __future__ import annotations

from pipelines.language.gazetteer import cues, demonyms, gazetteer, local_adjectives, not_names
from pipelines.language.names.reading import ARTICLES, LINKS, Reading, follows, is_proper, run_end

# "hôpital El-Maarouf", "lycée Henri-IV": the name may stand beside the noun.
_NAMED_BESIDE = frozenset(
    ["hopital", "clinique", "lycee", "college", "ecole", "universite", "institut", "musee", "theatre"]
)
# Institutions whose adjectives stand before the place: "cour d'assises spéciale de Paris".
_WITH_ADJECTIVES = frozenset(
    [
        "tribunal",
        "cour",
        "parquet",
        "prefecture",
        "universite",
        "institut",
        "ecole",
        "lycee",
        "college",
        "hopital",
        "clinique",
        "centre",
        "chambre",
        "diocese",
        "observatoire",
        "ambassade",
        "consulat",
        "musee",
        "theatre",
        "rectorat",
    ]
)
# Institutions whose field of work may stand before the place: "fédération des chasseurs du Nord".
_WITH_COMMON_NOUNS = frozenset(
    [
        "tribunal",
        "cour",
        "chambre",
        "brigade",
        "direction",
        "agence",
        "syndicat",
        "association",
        "federation",
        "confederation",
        "ligue",
        "office",
        "caisse",
        "ecole",
        "faculte",
        "institut",
        "centre",
        "observatoire",
        "maison",
        "service",
        "musee",
        "union",
    ]
)
_PURPOSES = frozenset({"pour", "contre"})
_MOST_COMPLEMENTS = 5
# "ambassade au Niger", "Haut-Commissariat aux Réfugiés"
_ADDRESSED = frozenset({"ambassade", "consulat", "haut", "secretariat", "commissariat", "delegation"})
# After "de" these tell when, not what for: "le Conseil de lundi".
_CALENDAR = frozenset(
    [
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
        "hier",
        "demain",
    ]
)
_MINISTERIAL = frozenset({"ministere", "secretariat", "departement", "direction", "haut", "office", "agence"})


def is_institution(key: str) -> bool:
    """True for the noun of an institution, whether it needs a capital or not."""
    table = cues()
    return (key,) in table["org_with_complement"] or (key,) in table["org_with_complement_in_capitals"]


def complement(reading: Reading, i: int, j: int) -> int:
    """End of an institution's name whose noun is words i to j, 0 when no proper complement follows."""
    end = 0
    k = j + (reading.key(j) in demonyms() and reading.gap(j) == " " and reading.key(i) in _MINISTERIAL)
    if k == j and reading.key(i) in _WITH_ADJECTIVES:
        k = _past_adjectives(reading, j)
    while True:
        link = reading.key(k)
        if not (link in LINKS or link in {"a", "au", "aux"}) or reading.gap(k) != " ":
            break
        if link in {"au", "aux"} and reading.key(i) not in _ADDRESSED:
            break
        head = k + 1 + (reading.key(k + 1) in ARTICLES)
        if link == "a" and not (end and reading.key(i) in {"ambassade", "consulat"}):
            break
        if not reading.capital(head) or reading.gap(head) not in (" ", "'"):
            if not end and not reading.capital(i) and reading.key(i) in _WITH_COMMON_NOUNS:
                chain = _chain(reading, i, j)
                end = chain if chain > j and reading.capital(chain - 1) else 0
            break
        if reading.key(head) in not_names() and reading.key(i) not in _MINISTERIAL and not end:
            break
        k = end = _with_adjectives(reading, run_end(reading, head), i)
        if (
            reading.key(k) == "et"
            and reading.key(k + 1) in LINKS
            and reading.key(i) in {"ministere", "secretariat"}
        ):
            k += 1
    beside = is_proper(reading, j) and reading.gap(j) == " " and reading.key(i) in _NAMED_BESIDE
    if not end and beside:
        return run_end(reading, j)
    if not end and reading.capital(i) and (not reading.first[i]):
        return capital_institution(reading, i, j)
    return end


def club_or_paper(reading: Reading, i: int, j: int) -> int:
    """End of "Sporting de Charleroi", "Stade rennais", "Courrier de l'Ouest", 0 when no place belongs to the noun."""
    if reading.key(j) in local_adjectives() and reading.gap(j) == " " and not reading.capital(j):
        return j + 1
    if reading.key(j) not in LINKS or reading.gap(j) != " ":
        # "Radio Oméga", "Club Bruges"; the Stade Bonal is a place
        beside = is_proper(reading, j) and reading.gap(j) == " " and reading.key(i) != "stade"
        return run_end(reading, j) if beside else 0
    head = j + 1 + (reading.key(j + 1) in ARTICLES)
    return run_end(reading, head) if is_proper(reading, head) and reading.gap(head) in (" ", "'") else 0


def _with_adjectives(reading: Reading, k: int, i: int) -> int:
    """Past the adjectives in lower case that belong to a field of work: "Affaires étrangères"."""
    if reading.key(i) in {"ministere", "secretariat", "direction"}:
        while (
            k < len(reading.words)
            and reading.gap(k) == " "
            and reading.pos(k) == "ADJ"
            and not reading.capital(k)
        ):
            k += 1
    return k


def capital_institution(reading: Reading, i: int, j: int) -> int:
    """End of "Force multinationale mixte", "Cour d'arbitrage pour le sport": a capital says the noun begins a name."""
    end = _chain(reading, i, j)
    return end if end > j else 0


def _chain(reading: Reading, i: int, j: int) -> int:
    """End of the adjectives and complements after a noun, up to the first proper name among them."""
    k = _past_adjectives(reading, j)
    addressed = reading.key(i) in _ADDRESSED
    for _ in range(_MOST_COMPLEMENTS):
        head = _complement_head(reading, k, joined=k > j, addressed=addressed)
        if not head:
            break
        if reading.capital(head):
            proper = run_end(reading, head)
            k = _past_adjectives(reading, proper) if reading.key(head) in not_names() else proper
            if reading.key(head) not in not_names():
                break
        else:
            # "la Commission européenne des …" is the Commission: a known name takes no common noun.
            if gazetteer().get(reading.phrase(i, k)) is not None:
                break
            k = _past_adjectives(reading, head + 1)
    return k


def _complement_head(reading: Reading, k: int, *, joined: bool, addressed: bool) -> int:
    """The noun or name that a complement at word k is about, 0 when none follows."""
    link = reading.key(k)
    if joined and link == "et" and _is_doublet(reading.key(k - 1), reading.key(k + 1)):
        return k + 1
    if (
        joined
        and link == "et"
        and (reading.key(k + 1) in LINKS or (addressed and reading.key(k + 1) in {"a", "au", "aux"}))
    ):
        k, link = k + 1, reading.key(k + 1)
    elif link == "et" and joined and reading.key(k - 3) in _PURPOSES:
        link = "pour"  # "pour la paix et la réconciliation"
    # "Haut-Commissariat à la stratégie"
    to = addressed and (link in {"au", "aux"} or (link == "a" and reading.words[k].text == "à"))
    if reading.gap(k) != " " or not (to or link in LINKS or link in _PURPOSES):
        return 0
    head = k + 1 + (reading.key(k + 1) in ARTICLES and reading.gap(k + 2) in (" ", "'"))
    if head >= len(reading.words) or reading.first[head] or reading.gap(head) not in (" ", "'"):
        return 0
    if reading.capital(head):
        return head if link in LINKS or head > k + 1 else 0
    noun = reading.pos(head) in ("NOUN", "PROPN") and reading.words[head].text.isalpha()
    return head if noun and reading.key(head) not in _CALENDAR else 0


def _is_doublet(one: str, other: str) -> bool:
    """True for "enseignantes et enseignants"."""
    return one != other and len(one) > 4 and one[:5] == other[:5]


def _past_adjectives(reading: Reading, k: int) -> int:
    while follows(reading, k, "ADJ") or (
        reading.key(k) in local_adjectives() and reading.gap(k) == " " and not reading.capital(k)
    ):
        k += 1
    return k
