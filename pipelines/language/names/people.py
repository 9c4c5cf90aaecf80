"""People by a first name, an honorific, an age or a function beside the name."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.language.gazetteer import demonyms, first_names, gazetteer, not_names, titles
from pipelines.language.names.reading import ARTICLES, LINKS, Name, Reading, run_end

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


def people(reading: Reading) -> Iterator[Name]:
    """People by a first name, an honorific or a function before the name."""
    i = 0
    while i < len(reading.words):
        if not reading.capitals[i] or reading.shouting[i]:
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
        and reading.key(i - 1) in LINKS
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
    if reading.key(k) in ARTICLES:
        k -= 1
    if reading.key(k) not in LINKS | {"a", "au", "aux"}:
        return False
    back = reading.words[max(0, k - 5) : k]
    return any(w.key in _PORTFOLIO_HEADS for w in back)
