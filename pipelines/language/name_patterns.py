"""Names that the words around them give away: cue nouns, titles, first names, acronyms in parentheses.

Every function reads the words once from left to right; look-ups are by hash.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.language.gazetteer import (
    cities,
    cue_heads,
    cues,
    demonyms,
    first_names,
    gazetteer,
    local_adjectives,
    not_names,
    titles,
)
from pipelines.language.name_reading import Name, Reading, run_end

EXPANSION, ACRONYM = "expansion of its acronym", "acronym in parentheses"
_LINKS = frozenset({"de", "du", "des", "d"})
_ARTICLES = frozenset({"la", "le", "l", "les"})
# After a person's function these introduce a field of work, not a name ("ministre de l'Intérieur").
# Small words that may open the name of a movement.
_OPENERS = frozenset(
    ["en", "nos", "notre", "nous", "on", "pour", "les", "le", "la", "l", "vers", "une", "un", "debout"]
)
_PORTFOLIO_HEADS = frozenset(
    [
        "ministre",
        "ministres",
        "secretaire",
        "conseiller",
        "conseillere",
        "commissaire",
        "delegue",
        "deleguee",
        "vice",
        "charge",
        "chargee",
        "chargees",
        "charges",
        "ministeriel",
        "porte",
        "garde",
        "representant",
        "representante",
        "haut",
    ]
)
_PLACE_PREPOSITIONS = frozenset({"a", "vers", "depuis"})
_BEFORE_SIGLA = frozenset(["le", "la", "l", "les", "du", "des", "de", "d", "au", "aux", "par", "avec"])
_LONGEST_ACRONYM_REACH = 16
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
_REGIONAL_ADJECTIVE = ("ais", "aise", "ois", "oise", "ien", "ienne", "ain", "aine", "in", "ine", "iste")
_MINISTERIAL = frozenset({"ministere", "secretariat", "departement", "direction", "haut", "office", "agence"})


def cue_names(reading: Reading) -> Iterator[Name]:
    """Names announced by a cue noun: institutions with their complement, places, treaties, firms."""
    heads = cue_heads()
    for i, word in enumerate(reading.words):
        longest = heads.get(word.key, 0)
        if not longest or reading.shouting[i]:
            continue
        for length in range(min(longest, len(reading.words) - i), 0, -1):
            if name := _announced(reading, i, i + length):
                yield name
                break


def _announced(reading: Reading, i: int, j: int) -> Name | None:  # noqa: PLR0911, PLR0912 - one branch a kind of cue
    """The name that the cue of words i to j announces, None when they are no cue or announce nothing."""
    table, phrase = cues(), tuple(w.key for w in reading.words[i:j])
    national = reading.key(j) in local_adjectives() and reading.gap(j) == " " and not reading.capital(j)
    if national and phrase in table["org_with_demonym"]:
        return reading.name(i, j + 1, "ORG", "cue: institution of a state or region")
    if phrase in table["org_in_capitals"] and reading.capital(i) and (end := _club_or_paper(reading, i, j)):
        return reading.name(i, end, "ORG", "cue: club or newspaper")
    institution = phrase in table["org_with_complement"] and not _is_any(reading, i)
    if institution or (phrase in table["org_with_complement_in_capitals"] and reading.capital(i)):
        end = _complement(reading, i, j)
        if end:
            return reading.name(i, end, "ORG", "cue: institution with its complement")
    if phrase in table["loc_with_name"] and not reading.capital(i):
        end = _place(reading, j, linked=phrase in table["loc_with_linked_name"])
        if end:
            return reading.name(i, end, "LOC", "cue: kind of place")
    if phrase in table["misc_with_name"]:
        end = _title_of_work(reading, j)
        if not end and reading.capital(i) and not reading.first[i]:
            end = _capital_institution(reading, i, j)
        if end:
            return reading.name(i, end, "MISC", "cue: treaty, law or operation")
    for kind, label in (("org_before_name", "ORG"), ("misc_before_name", "MISC")):
        if phrase in table[kind] and not reading.capital(i):
            name = _after_cue(reading, j, label)
            if name:
                return name
    if phrase in table["loc_beside_name"] and not reading.capital(i) and _proper(reading, j):
        end = run_end(reading, j)
        if reading.gap(j) == " " and gazetteer().get(reading.phrase(j, end)) is None:
            return reading.name(j, end, "LOC", "cue: kind of place before it")
    for kind, label in (("loc_before_name", "LOC"), ("misc_of_name", "MISC"), ("org_linked_name", "ORG")):
        if phrase in table[kind] and reading.key(j) in _LINKS:
            k = j + 1 + (reading.key(j + 1) in _ARTICLES)
            if _proper(reading, k) and reading.gap(k) in (" ", "'"):
                end = run_end(reading, k)
                if label == "ORG" and _is_no_firm(reading, k, end):
                    continue
                if reading.phrase(k, end) not in not_names() and reading.phrase(k, k + 1) not in titles():
                    return reading.name(k, end, label, "cue: kind of name before it")
    return None


def _is_any(reading: Reading, i: int) -> bool:
    """True for "un tribunal de Lyon", one of several, and for a territory: "dans la préfecture de la Ouaka"."""
    one = reading.key(i - 1) in {"un", "une"} and not reading.capital(i)
    return one or (reading.key(i) == "prefecture" and reading.key(i - 2) == "dans")


def _is_no_firm(reading: Reading, k: int, end: int) -> bool:
    """True for a place, a person or a name that the lexicon knows: "les salariés de Calais"."""
    phrase = reading.phrase(k, end)
    known = phrase in cities() or gazetteer().get(phrase) is not None
    return known or reading.key(k) in first_names() or reading.key(k) in not_names()


def _proper(reading: Reading, i: int) -> bool:
    return reading.capital(i) and not reading.first[i] and reading.key(i) not in demonyms()


def _complement(reading: Reading, i: int, j: int) -> int:
    """End of an institution's name whose noun is words i to j, 0 when no proper complement follows."""
    end = 0
    k = j + (reading.key(j) in demonyms() and reading.gap(j) == " " and reading.key(i) in _MINISTERIAL)
    if k == j and reading.key(i) in _WITH_ADJECTIVES:
        k = _past_adjectives(reading, j)
    while True:
        link = reading.key(k)
        if not (link in _LINKS or link in {"a", "au", "aux"}) or reading.gap(k) != " ":
            break
        if link in {"au", "aux"} and reading.key(i) not in _ADDRESSED:
            break
        head = k + 1 + (reading.key(k + 1) in _ARTICLES)
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
            and reading.key(k + 1) in _LINKS
            and reading.key(i) in {"ministere", "secretariat"}
        ):
            k += 1
    beside = _proper(reading, j) and reading.gap(j) == " " and reading.key(i) in _NAMED_BESIDE
    if not end and beside:
        return run_end(reading, j)
    if not end and reading.capital(i) and (not reading.first[i]):
        return _capital_institution(reading, i, j)
    return end


def _club_or_paper(reading: Reading, i: int, j: int) -> int:
    """End of "Sporting de Charleroi", "Stade rennais", "Courrier de l'Ouest", 0 when no place belongs to the noun."""
    if reading.key(j) in local_adjectives() and reading.gap(j) == " " and not reading.capital(j):
        return j + 1
    if reading.key(j) not in _LINKS or reading.gap(j) != " ":
        return (
            run_end(reading, j) if _proper(reading, j) and reading.gap(j) == " " and reading.first[i] else 0
        )
    head = j + 1 + (reading.key(j + 1) in _ARTICLES)
    return run_end(reading, head) if _proper(reading, head) and reading.gap(head) in (" ", "'") else 0


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


def _capital_institution(reading: Reading, i: int, j: int) -> int:
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
        and (reading.key(k + 1) in _LINKS or (addressed and reading.key(k + 1) in {"a", "au", "aux"}))
    ):
        k, link = k + 1, reading.key(k + 1)
    elif link == "et" and joined and reading.key(k - 3) in _PURPOSES:
        link = "pour"  # "pour la paix et la réconciliation"
    # "Haut-Commissariat à la stratégie"
    to = addressed and (link in {"au", "aux"} or (link == "a" and reading.words[k].text == "à"))
    if reading.gap(k) != " " or not (to or link in _LINKS or link in _PURPOSES):
        return 0
    head = k + 1 + (reading.key(k + 1) in _ARTICLES and reading.gap(k + 2) in (" ", "'"))
    if head >= len(reading.words) or reading.first[head] or reading.gap(head) not in (" ", "'"):
        return 0
    if reading.capital(head):
        return head if link in _LINKS or head > k + 1 else 0
    noun = reading.pos(head) in ("NOUN", "PROPN") and reading.words[head].text.isalpha()
    return head if noun and reading.key(head) not in _CALENDAR else 0


def _is_doublet(one: str, other: str) -> bool:
    """True for "enseignantes et enseignants"."""
    return one != other and len(one) > 4 and one[:5] == other[:5]


def _past_adjectives(reading: Reading, k: int) -> int:
    while _follows(reading, k, "ADJ") or (
        reading.key(k) in local_adjectives() and reading.gap(k) == " " and not reading.capital(k)
    ):
        k += 1
    return k


def _follows(reading: Reading, k: int, pos: str) -> bool:
    return (
        k < len(reading.words) and reading.gap(k) == " " and reading.pos(k) == pos and not reading.capital(k)
    )


def _place(reading: Reading, j: int, *, linked: bool) -> int:
    """End of a place's name whose noun ends before word j."""
    if _proper(reading, j) and reading.gap(j) == " ":
        return run_end(reading, j)
    if linked and reading.key(j) in _LINKS and reading.gap(j) == " ":
        head = j + 1 + (reading.key(j + 1) in _ARTICLES)
        if _proper(reading, head) and reading.gap(head) in (" ", "'"):
            return run_end(reading, head)
    return 0


def _title_of_work(reading: Reading, j: int) -> int:
    """End of the name of a treaty, law or operation: "opération Gardien de la prospérité"."""
    if _proper(reading, j) and reading.gap(j) == " " and reading.phrase(j, j + 1) not in not_names():
        k = run_end(reading, j)
        if reading.key(k) in _LINKS and reading.key(k + 1) in _ARTICLES and _follows(reading, k + 2, "NOUN"):
            return k + 3
        return k
    if reading.key(j) in {"de", "d"} and _proper(reading, j + 1) and reading.gap(j + 1) in (" ", "'"):
        known = gazetteer().get(reading.words[j + 1].text)
        town = known is None or known.capital or reading.key(j + 1) in cities()
        return run_end(reading, j + 1) if town else 0
    return 0


def _after_cue(reading: Reading, j: int, label: str) -> Name | None:
    """The name that stands right after its cue, quotation marks allowed: "le quotidien Sazandegi"."""
    k = j
    if reading.key(k) in {"de", "d"} and _follows(reading, k + 1, "NOUN") and label == "ORG":
        k += 2  # "la chaîne de supermarchés Coop"
    while k < j + 4 and k < len(reading.words) and reading.gap(k) == " " and _is_qualifier(reading, k):
        k += 1
    gap = reading.gap(k)
    if not reading.capital(k) or gap.strip(' "«“') or not gap or reading.key(k) in demonyms():
        return None
    if reading.phrase(k, k + 1) in titles() or reading.key(k) in not_names():
        return None
    if (
        reading.phrase(k, k + 1) in first_names()
        and gazetteer().get(reading.phrase(k, run_end(reading, k))) is None
    ):
        return None
    end = run_end(reading, k)
    if end == k + 1 and reading.key(k) in _OPENERS:
        end = _slogan_end(reading, end)
    while _follows(reading, end, "ADJ") and reading.key(end) not in demonyms() and end - k < 3:
        end += 1
    if gap.strip() and end < len(reading.words) and reading.gap(end)[:2].strip(" ") not in ('"', "»", "”"):
        return None
    return reading.name(k, end, label, "cue: kind of name before it")


def _slogan_end(reading: Reading, j: int) -> int:
    """End of a name that opens with a small word: "En marche", "Nos dépôts d'abord", "Les Soulèvements de la Terre"."""
    begin = j
    while j < len(reading.words) and j - begin < 5 and reading.gap(j) in (" ", "'"):
        if reading.pos(j) in ("VERB", "AUX", "PRON", "CCONJ"):
            break
        j += 1
    return j if j > begin else begin


def _is_qualifier(reading: Reading, k: int) -> bool:
    return not reading.capital(k) and (reading.key(k) in local_adjectives() or reading.pos(k) == "ADJ")


def people(reading: Reading) -> Iterator[Name]:
    """People by a first name, an honorific or a function before the name."""
    i = 0
    while i < len(reading.words):
        if not reading.capital(i) or reading.shouting[i]:
            i += 1
            continue
        end = run_end(reading, i)
        begin = _skip_titles(reading, _skip_affiliation(reading, i, end), end)
        if begin == i and _particle_after_honorific(reading, i):
            yield reading.name(i - 1, end, "PER", "title before it")
        elif begin < end and (method := _person_evidence(reading, begin, end)):
            yield reading.name(begin, end, "PER", method)
        i = end


def _particle_after_honorific(reading: Reading, i: int) -> bool:
    """True for "M. de [Lannoy]": without a first name the particle belongs to the name."""
    return (
        i > 1
        and reading.key(i - 1) in _LINKS
        and not reading.capital(i - 1)
        and reading.gap(i) in (" ", "'")
        and _honorific(reading, i - 1)
    )


def _skip_titles(reading: Reading, i: int, end: int) -> int:
    """Past the titles and fields of work that open a run of capitals: "Intérieur Giulia Ferrante"."""
    while (
        i + 1 < end
        and reading.gap(i + 1) in (" ", ". ")
        and (reading.key(i) in titles() or reading.key(i) in not_names())
        # "Cheick Oumar Sissoko" bears it as a first name
        and not (reading.key(i) in first_names() and i + 2 < end)
    ):
        i += 1
    return i if reading.key(i) not in titles() or reading.key(i) in first_names() else end


def _skip_affiliation(reading: Reading, i: int, end: int) -> int:
    """Past a party, a medium or an inhabitant right before a first name: "RN Gwenaël Kerbrat"."""
    for k in range(i + 1, min(i + 4, end if _aged(reading, end) else end - 1)):
        if reading.gap(k) == " " and reading.key(k) in first_names():
            before = reading.phrase(i, k)
            acronym = k == i + 1 and reading.words[i].text.isupper() and len(before) > 1
            if (
                acronym
                or before in demonyms()
                or before.endswith(("ois", "oise", "ais", "aise", "ien", "ienne"))
            ):
                return k
            known = gazetteer().get(before)
            if known and before not in first_names():
                return k
    return i


def _person_evidence(reading: Reading, i: int, end: int) -> str:
    phrase = reading.phrase(i, end)
    if phrase in not_names() or (
        end - i == 1 and reading.key(i) in demonyms() and not _honorific(reading, i)
    ):
        return ""
    if end - i > 1:
        for size in (2, 1):
            given = i + size < end and reading.phrase(i, i + size) in first_names()
            if given and gazetteer().get(phrase) is None:
                return "first name"
    if _honorific(reading, i):
        return "title before it"
    if _aged(reading, end):
        return "age after it"
    if _function_before(reading, i) and gazetteer().get(phrase) is None and reading.key(i) not in not_names():
        return "function before it"
    return ""


def _aged(reading: Reading, end: int) -> bool:
    """True for "X, 71 ans"."""
    return reading.gap(end) == ", " and reading.words[end].text.isdigit() and reading.key(end + 1) == "ans"


def _honorific(reading: Reading, i: int) -> bool:
    return (
        i > 0
        and reading.words[i - 1].text
        in {
            "M",
            "MM",
            "Mme",
            "Mmes",
            "Mlle",
            "Me",
            "Mes",
            "Mgr",
            "Dr",
            "Pr",
            "Dre",
            "Maître",
            "Monsieur",
            "Madame",
        }
        and reading.gap(i) in (" ", ". ")
    )


def _function_before(reading: Reading, i: int) -> bool:
    """True for "le président serbe X", "le général X", "la ministre X"."""
    k = i - 1
    if k < 0 or reading.gap(i) != " ":
        return False
    while k > 0 and i - k < 3 and reading.key(k) in demonyms() and reading.gap(k) == " ":
        k -= 1
    for size in (3, 2, 1):
        if k - size + 1 >= 0 and reading.phrase(k - size + 1, k + 1) in titles():
            return not reading.capital(k) or size > 1 or reading.key(k) in titles()
    return False


def is_portfolio(reading: Reading, i: int) -> bool:
    """True when word i names a field of work after a function: "ministre délégué chargé du [Numérique]"."""
    k = i - 1
    if reading.key(k) in _ARTICLES:
        k -= 1
    if reading.key(k) not in _LINKS | {"a", "au", "aux"}:
        return False
    back = reading.words[max(0, k - 5) : k]
    return any(w.key in _PORTFOLIO_HEADS for w in back)


def places(reading: Reading) -> Iterator[Name]:
    """Cities after a preposition of place: "à Marioupol", "près de Goma", "de Marioupol" for the large ones."""
    for i in range(1, len(reading.words)):
        if (
            not reading.capital(i)
            or reading.first[i]
            or reading.shouting[i]
            or reading.gap(i) not in (" ", "'")
        ):
            continue
        before = reading.key(i - 1)
        if before == "a" and reading.first[i - 1] and (end := _scene(reading, i)):
            yield reading.name(i, end, "LOC", "place that opens a sentence")
            continue
        if before not in _PLACE_PREPOSITIONS and before not in _LINKS:
            continue
        end = run_end(reading, i)
        phrase = reading.phrase(i, end)
        population = cities().get(phrase, 0)
        if phrase in first_names() or phrase in not_names() or phrase in demonyms() or phrase in titles():
            continue
        if population > (0 if before in _PLACE_PREPOSITIONS else 100_000):
            yield reading.name(i, end, "LOC", "city after a preposition of place")


def _scene(reading: Reading, i: int) -> int:
    """End of the place in "À Djermouk, …" at the head of a sentence, 0 when it is somebody or something else."""
    end = run_end(reading, i)
    phrase = reading.phrase(i, end)
    other = gazetteer().get(phrase) or reading.key(i) in first_names() or phrase in titles()
    closed = reading.text[reading.words[end - 1].end : reading.words[end - 1].end + 1] == ","
    return end if closed and not other and phrase not in not_names() and phrase not in demonyms() else 0


def sigla(reading: Reading) -> Iterator[Name]:
    """Acronyms and names in mixed capitals after a determiner or "de": "la GRC", "de SpaceX"."""
    for i in range(1, len(reading.words)):
        text = reading.words[i].text
        if (
            not text.isalpha()
            or reading.shouting[i]
            or reading.gap(i) not in (" ", "'")
            or not reading.capital(i)
        ):
            continue
        if reading.key(i) in not_names() or set(text) <= set("IVXLC") or len(text) < 3:
            continue
        mixed = (
            any(c.isupper() for c in text[1:])
            and any(c.islower() for c in text)
            and text[1].islower()
            and text[:2] != "Mc"
        )
        acronym = text.isupper() and reading.key(i - 1) in _BEFORE_SIGLA
        if (
            (mixed or acronym)
            and run_end(reading, i) == i + 1
            and reading.text[reading.words[i].end : reading.words[i].end + 1] != "-"
        ):
            yield reading.name(i, i + 1, "ORG", "acronym")


def acronyms(reading: Reading) -> Iterator[tuple[Name, Name]]:
    """Pairs of expansion and acronym: "Agence nationale de la sécurité … (Anssi)" (after Schwartz & Hearst 2003)."""
    for i in range(1, len(reading.words)):
        word = reading.words[i]
        if not reading.gap(i).endswith(" (") or reading.text[word.end : word.end + 1] != ")":
            continue
        letters = word.key
        if not (2 <= len(letters) <= 10 and word.text[0].isupper() and letters.isalnum()):
            continue
        begin = _expansion(reading, i, letters)
        known = gazetteer().get(word.text)
        place = not word.text.isupper() and (letters in cities() or letters in first_names())
        other = place or (known is not None and known.type != "ORG")
        if begin is None and word.text.isalpha() and not other:
            begin = _institution_before(reading, i)
        if begin is not None and begin < i:
            yield (
                reading.name(begin, i, "ORG", EXPANSION),
                reading.name(i, i + 1, "ORG", ACRONYM),
            )


def _expansion(reading: Reading, i: int, letters: str) -> int | None:
    """First word of the phrase before word i that opens with a capital and spells the acronym."""
    best = None
    need = letters
    k = i - 1
    while k >= 0 and i - k <= _LONGEST_ACRONYM_REACH:
        if k < i - 1 and reading.gap(k + 1) not in (" ", "-", "'", "' "):
            break
        if reading.capital(k) and reading.key(k)[0] == letters[0] and _spells(reading, k, i, need):
            best = k
            if not reading.capital(k - 1) or reading.first[k]:
                break
        k -= 1
    return best


def _is_institution(key: str) -> bool:
    table = cues()
    return (key,) in table["org_with_complement"] or (key,) in table["org_with_complement_in_capitals"]


def _institution_before(reading: Reading, i: int) -> int | None:
    """First word of the institution in capitals whose last word is i - 1, for acronyms of another language or order."""
    for k in range(i - 1, max(-1, i - _LONGEST_ACRONYM_REACH), -1):
        if k < i - 1 and reading.gap(k + 1) not in (" ", "'"):
            return None
        if reading.pos(k) in ("AUX", "PRON"):
            return None
        if reading.capital(k) and not reading.first[k] and _is_institution(reading.key(k)):
            return k if k < i - 1 else None
    return None


def _spells(reading: Reading, k: int, i: int, letters: str) -> bool:
    """True when the letters occur in order in the words, the first of each content word preferred."""
    position = 0
    for word in reading.words[k:i]:
        if position < len(letters) and word.key[0] == letters[position]:
            position += 1
            for letter in word.key[1:]:
                # Only acronyms read as words ("Anssi", "Cédéao") take inner letters, and only vowels after them.
                if position < len(letters) and letter == letters[position] and letter in "aeiouy0123456789":
                    position += 1
                else:
                    break
    return position >= len(letters) - (1 if len(letters) > 3 else 0) and position > 1
