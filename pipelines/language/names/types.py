"""Which type a name has that only the model knows: votes of all its occurrences and of the words around them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from pipelines.language.gazetteer import cities, evidence, first_names, gazetteer, titles, words_of
from pipelines.language.names.reading import Name, Reading

_LARGE_CITY = 50_000
_LINKS = frozenset({"de", "d", "du", "des"})
_ARTICLES = frozenset({"le", "la", "l", "les", "du", "au", "des", "aux"})
_PLACE_WORDS = frozenset({"a", "vers", "en", "depuis"})
_APPOSITION_REACH = 12
_PARENTHESIS_REACH = 4
# "F-16", "Su-35": the designation of a weapon or a vehicle, unlike "G7" or "COP27"
_DESIGNATION = re.compile(r"[A-Z][A-Za-z]{0,3}-\d{1,4}[A-Z]{0,2}")
# A verb that ends the noun phrase before a comma
_PREPOSITIONS = frozenset(
    {"de", "du", "des", "d", "a", "au", "aux", "en", "dans", "pour", "par", "sur", "chez", "avec"}
)
_CLAUSE = frozenset({"VERB", "AUX", "PRON", "SCONJ"})


def settle_types(reading: Reading, names: list[Name]) -> list[Name]:
    """One type for all occurrences of a name that only the model knows; weak leftovers go."""
    at = {word.start: i for i, word in enumerate(reading.words)}
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    keys: list[str] = []
    for name in names:
        i = at[name.start]
        size = len(words_of(reading.text[name.start : name.end]))
        key = reading.phrase(i, i + size)
        keys.append(key)
        votes[key][name.type] += 1 if name.method == "model" else 5
        if name.method == "model":
            for kind, weight in _context(reading, i, i + size, key).items():
                votes[key][kind] += weight
    settled = []
    for name, key in zip(names, keys, strict=True):
        if name.method != "model":
            settled.append(name)
            continue
        ranked = sorted(votes[key].items(), key=lambda item: -item[1])
        kind = ranked[0][0]
        if kind == "MISC" and len(ranked) > 1 and ranked[1][1] >= 1:
            kind = ranked[1][0]
        if kind == "MISC" and not _is_work(reading, at[name.start], key):
            continue
        method = "model" if kind == name.type else "model, type by the whole article"
        settled.append(replace(name, type=kind, method=method))
    return settled


def is_product(reading: Reading, i: int, j: int) -> bool:
    """True for a weapon or a vehicle: "des missiles X", "des F-16"."""
    before = reading.key(i - 1) in evidence()["product_before"] and reading.gap(i) == " "
    return (
        before
        or _DESIGNATION.fullmatch(reading.text, reading.words[i].start, reading.words[j - 1].end) is not None
    )


def _context(reading: Reading, i: int, j: int, key: str) -> dict[str, float]:
    """Votes that the words in and around a name give for its type."""
    votes: dict[str, float] = defaultdict(float)
    _look_inside(reading, i, j, key, votes)
    _look_before(reading, i, j, key, votes)
    _look_at_apposition(reading, i, j, votes)
    return votes


def _look_inside(reading: Reading, i: int, j: int, key: str, votes: dict[str, float]) -> None:
    single, text = j - i == 1, reading.words[i].text
    acronym = single and text.isupper() and key.isalpha() and len(key) > 1
    if not acronym and (population := cities().get(key)) is not None:
        votes["LOC"] += 2 if population > _LARGE_CITY else 1
    if acronym:
        votes["ORG"] += 2
    if not single and reading.key(i) in first_names():
        votes["PER"] += 3
    if not single and _is_firm(reading, i, j):
        votes["ORG"] += 4


def _look_before(reading: Reading, i: int, j: int, key: str, votes: dict[str, float]) -> None:
    if reading.gap(i) not in (" ", "'", " «\u202f", " « ", " «\u00a0"):
        return
    known = evidence()
    before, further = reading.key(i - 1), reading.key(i - 2)
    if (before in _PLACE_WORDS and j - i <= 2) or (before in _LINKS and further in known["loc_of_name"]):
        votes["LOC"] += 3
    elif before in _LINKS and further in known["org_of_name"] and key not in cities():
        votes["ORG"] += 3
    elif before == "chez" and key not in first_names():
        votes["ORG"] += 2
    elif reading.doc[reading.token[i]].head.lemma_ in _REACHED:
        votes["LOC"] += 2
    if before in _ARTICLES and votes["PER"] == 0:
        votes["PER"] -= 2  # people bear no article
        votes["ORG"] += 0.5 if key not in cities() and key.isalpha() else 0
    if before in known["media_before"] and key not in cities() and reading.key(i) not in first_names():
        titled = reading.key(i) in {"le", "la", "l", "les"} and not reading.first[i]
        votes["ORG"] += 3 if titled else 2 if before == "selon" else 0


# Verbs whose object is a place
_REACHED = frozenset(
    [
        "quitter",
        "rejoindre",
        "gagner",
        "atteindre",
        "bombarder",
        "assiéger",
        "traverser",
        "évacuer",
        "encercler",
        "libérer",
        "conquérir",
        "occuper",
        "pilonner",
        "regagner",
        "survoler",
        "desservir",
    ]
)


def _look_at_apposition(reading: Reading, i: int, j: int, votes: dict[str, float]) -> None:
    """ "X, 71 ans, …", "X, une entreprise de …", "sa porte-parole, X, …", "une société suisse, X"."""
    if reading.gap(j) == ", " and j < len(reading.words):
        if reading.words[j].text.isdigit() and reading.key(j + 1) == "ans":
            votes["PER"] += 5
        elif kind := _kind_of_phrase(reading, j, min(j + _PARENTHESIS_REACH, len(reading.words))):
            votes[kind] += 3
    if reading.gap(i) == ", " and (kind := _kind_of_phrase(reading, _phrase_start(reading, i), i)):
        votes[kind] += 4


def _phrase_start(reading: Reading, i: int) -> int:
    """First word of the noun phrase that ends before the comma at word i."""
    begin = i - 1
    while begin > 0 and i - begin < _APPOSITION_REACH and reading.gap(begin) in (" ", "'", "-"):
        determined = reading.pos(begin) == "DET" and reading.key(begin - 1) not in _PREPOSITIONS
        if determined or reading.pos(begin - 1) in _CLAUSE:
            break
        begin -= 1
    return begin


def _kind_of_phrase(reading: Reading, begin: int, end: int) -> str:
    """PER or ORG by the first noun of words `begin` to `end` that is a person's function or an organisation's kind."""
    for k in range(begin, end):
        if (k > begin and reading.gap(k) not in (" ", "'", "-")) or reading.pos(k) in _CLAUSE:
            return ""
        if reading.key(k) in evidence()["org_apposed"] and not reading.capital(k):
            return "ORG"
        if reading.key(k) in evidence()["per_apposed"] or any(
            reading.phrase(k, k + size) in titles() for size in (1, 2, 3)
        ):
            return "PER"
    return ""


def _is_firm(reading: Reading, i: int, j: int) -> bool:
    """True for a club ("Stade Rennais", "FC Nantes") or a name that opens with a known firm ("Nestlé Waters")."""
    known = gazetteer().get(reading.words[i].text)
    return any(w.key in evidence()["org_words"] for w in reading.words[i:j]) or (
        known is not None and known.type == "ORG"
    )


def _is_work(reading: Reading, i: int, key: str) -> bool:
    """A lone model's MISC holds when it bears a number ("COP27") or several words away from a sentence's head."""
    return any(c.isdigit() for c in key) or (" " in key and not reading.first[i])
