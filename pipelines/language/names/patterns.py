"""Names that a cue noun or a preposition announces: institutions, firms, media, places, works.

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
from pipelines.language.names.institutions import capital_institution, club_or_paper, complement
from pipelines.language.names.reading import ARTICLES, LINKS, Name, Reading, follows, is_proper, run_end

# After a person's function these introduce a field of work, not a name ("ministre de l'Intérieur").
# Small words that may open the name of a movement.
_OPENERS = frozenset(
    ["en", "nos", "notre", "nous", "on", "pour", "les", "le", "la", "l", "vers", "une", "un", "debout"]
)
_PLACE_PREPOSITIONS = frozenset({"a", "vers", "depuis"})


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
    if phrase in table["org_in_capitals"] and reading.capital(i) and (end := club_or_paper(reading, i, j)):
        return reading.name(i, end, "ORG", "cue: club or newspaper")
    institution = phrase in table["org_with_complement"] and not _is_any(reading, i)
    if institution or (phrase in table["org_with_complement_in_capitals"] and reading.capital(i)):
        end = complement(reading, i, j)
        if end:
            return reading.name(i, end, "ORG", "cue: institution with its complement")
    if phrase in table["loc_with_name"] and not reading.capital(i):
        end = _place(reading, j, linked=phrase in table["loc_with_linked_name"])
        if end:
            return reading.name(i, end, "LOC", "cue: kind of place")
    if phrase in table["misc_with_name"]:
        end = _title_of_work(reading, j)
        if not end and reading.capital(i) and not reading.first[i]:
            end = capital_institution(reading, i, j)
        if end:
            return reading.name(i, end, "MISC", "cue: treaty, law or operation")
    for kind, label in (("org_before_name", "ORG"), ("misc_before_name", "MISC")):
        if phrase in table[kind] and not reading.capital(i):
            name = _after_cue(reading, j, label)
            if name:
                return name
    if phrase in table["loc_beside_name"] and not reading.capital(i) and is_proper(reading, j):
        end = run_end(reading, j)
        if reading.gap(j) == " " and gazetteer().get(reading.phrase(j, end)) is None:
            return reading.name(j, end, "LOC", "cue: kind of place before it")
    for kind, label in (("loc_before_name", "LOC"), ("misc_of_name", "MISC"), ("org_linked_name", "ORG")):
        if phrase in table[kind] and reading.key(j) in LINKS:
            k = j + 1 + (reading.key(j + 1) in ARTICLES)
            if is_proper(reading, k) and reading.gap(k) in (" ", "'"):
                end = run_end(reading, k)
                if label == "ORG" and is_known_or_place(reading, k, end):
                    continue
                if reading.phrase(k, end) not in not_names() and reading.phrase(k, k + 1) not in titles():
                    return reading.name(k, end, label, "cue: kind of name before it")
    return None


def _is_any(reading: Reading, i: int) -> bool:
    """True for "un tribunal de Lyon", one of several, and for a territory: "dans la préfecture de la Ouaka"."""
    one = reading.key(i - 1) in {"un", "une"} and not reading.capital(i)
    return one or (reading.key(i) == "prefecture" and reading.key(i - 2) == "dans")


def is_known_or_place(reading: Reading, k: int, end: int) -> bool:
    """True for a place, a person or a name that the lexicon knows: "les salariés de Calais"."""
    phrase = reading.phrase(k, end)
    known = phrase in cities() or gazetteer().get(phrase) is not None
    return known or reading.key(k) in first_names() or reading.key(k) in not_names()


def _place(reading: Reading, j: int, *, linked: bool) -> int:
    """End of a place's name whose noun ends before word j."""
    if is_proper(reading, j) and reading.gap(j) == " ":
        return run_end(reading, j)
    if linked and reading.key(j) in LINKS and reading.gap(j) == " ":
        head = j + 1 + (reading.key(j + 1) in ARTICLES)
        if is_proper(reading, head) and reading.gap(head) in (" ", "'"):
            return run_end(reading, head)
    return 0


def _title_of_work(reading: Reading, j: int) -> int:
    """End of the name of a treaty, law or operation: "opération Gardien de la prospérité"."""
    if is_proper(reading, j) and reading.gap(j) == " " and reading.phrase(j, j + 1) not in not_names():
        k = run_end(reading, j)
        if reading.key(k) in LINKS and reading.key(k + 1) in ARTICLES and follows(reading, k + 2, "NOUN"):
            return k + 3
        return k
    if reading.key(j) in {"de", "d"} and is_proper(reading, j + 1) and reading.gap(j + 1) in (" ", "'"):
        known = gazetteer().get(reading.words[j + 1].text)
        town = known is None or known.capital or reading.key(j + 1) in cities()
        return run_end(reading, j + 1) if town else 0
    return 0


def _after_cue(reading: Reading, j: int, label: str) -> Name | None:
    """The name that stands right after its cue, quotation marks allowed: "le quotidien Sazandegi"."""
    k = j
    if reading.key(k) in {"de", "d"} and follows(reading, k + 1, "NOUN") and label == "ORG":
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
    while follows(reading, end, "ADJ") and reading.key(end) not in demonyms() and end - k < 3:
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


def places(reading: Reading) -> Iterator[Name]:
    """Cities after a preposition of place: "à Marioupol", "près de Goma", "de Marioupol" for the large ones."""
    for i in range(1, len(reading.words)):
        if (
            not reading.capitals[i]
            or reading.first[i]
            or reading.shouting[i]
            or reading.gaps[i] not in (" ", "'")
        ):
            continue
        before = reading.key(i - 1)
        if before == "a" and reading.first[i - 1] and (end := _scene(reading, i)):
            yield reading.name(i, end, "LOC", "place that opens a sentence")
            continue
        if before not in _PLACE_PREPOSITIONS and before not in LINKS:
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
