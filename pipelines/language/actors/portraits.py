"""What an article tells of an actor beside the name: gender, number, function, country."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Doc

from pipelines.language.gazetteer import demonyms, first_names, fold, titles, words_of
from pipelines.language.names.reading import Name
from pipelines.language.offsets import tokens_at

_HONORIFICS = {
    "m": "m",
    "m.": "m",
    "mm": "m",
    "mme": "f",
    "mlle": "f",
    "monsieur": "m",
    "madame": "f",
    "mgr": "m",
}
_INNER = frozenset("-'’")
_LONGEST_ROLE = 14
_MASCULINE_STATES = frozenset({"mexique", "cambodge", "mozambique", "zimbabwe", "belize", "caire", "caucase"})


@dataclass(slots=True)
class Portrait:
    """Votes for gender, the first function found, the countries it names, and how often a plural article stands."""

    gender: Counter[str] = field(default_factory=Counter)
    role: str = ""
    country: str = ""
    plural: int = 0

    def most_likely_gender(self) -> str:
        """ "m", "f" or "" when nothing tells."""
        ranked = self.gender.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return ""
        return ranked[0][0]


def look_around(doc: Doc, name: Name, portrait: Portrait) -> None:
    """Add what the words beside this mention tell to the portrait."""
    first, stop = tokens_at(doc, name.start, name.end)
    if first >= stop:
        return
    before = doc[first - 1] if first else None
    if name.type != "PER":
        if before is not None:
            article = fold(before.text)
            portrait.plural += article in {"les", "des", "aux"}
            portrait.gender.update(
                {"f": 1} if article == "la" else {"m": 1} if article in {"le", "du", "au"} else {}
            )
        return
    if before is not None:
        gender = _HONORIFICS.get(fold(before.text))
        if before.text == "." and first > 1:
            gender = _HONORIFICS.get(fold(doc[first - 2].text))
        if gender:
            portrait.gender[gender] += 4
    for start, end in (_role_before(doc, first), _role_after(doc, stop)):
        if start < end:
            _add_role(doc, start, end, portrait)


def first_name_gender(full_name: str) -> str:
    """The gender that the first name tells, "" when none."""
    parts = [w.key for w in words_of(full_name)]
    for size in (2, 1):
        if len(parts) > size and (gender := first_names().get(" ".join(parts[:size]))):
            return gender
    return ""


def place_gender(name: str) -> str:
    """French gender of a country or region by its ending."""
    key = fold(name)
    if " " in key or not key.isalpha():
        return ""
    return "f" if key.endswith("e") and key not in _MASCULINE_STATES else "m"


def country_of(phrase: str) -> str:
    """ISO code of the first nationality adjective in a phrase, "" when none."""
    return next(
        (demonyms()[w.key] for w in words_of(phrase) if w.key in demonyms() and w.text[0].islower()), ""
    )


def _role_before(doc: Doc, start: int) -> tuple[int, int]:
    """Token span of the function that leads up to a name: "le [chef d'état-major israélien] Aviv Kochavi"."""
    end = start - 1 if start and doc[start - 1].text == "," else start
    found = end
    for i in range(end - 1, max(-1, end - _LONGEST_ROLE), -1):
        token = doc[i]
        if (
            token.pos_ in ("VERB", "AUX", "PRON")
            or token.is_space
            or (token.is_punct and token.text not in _INNER)
        ):
            break
        if _opens_role(doc, i, end):
            found = i
        elif found < end and found - i > 2:
            break
        if token.is_sent_start:
            break
    # "frère de X" is what someone else is to X.
    return (end, end) if end and doc[end - 1].pos_ == "ADP" else (found, end)


def _role_after(doc: Doc, end: int) -> tuple[int, int]:
    """Token span of a function in apposition after a name: "Corinne Aebischer, [cheffe des sanctions]"."""
    if end + 1 >= len(doc) or doc[end].text != ",":
        return end, end
    begin = end + 1
    while begin < len(doc) and fold(doc[begin].text) in {
        "le",
        "la",
        "l'",
        "un",
        "une",
        "ancien",
        "ancienne",
        "nouveau",
        "nouvelle",
    }:
        begin += 1
    if begin >= len(doc) or not _opens_role(doc, begin, len(doc)):
        return end, end
    stop = begin
    while stop < len(doc) and stop - begin < _LONGEST_ROLE:
        token = doc[stop]
        if token.is_punct or token.is_space or token.pos_ in ("VERB", "AUX", "PRON") or token.is_sent_start:
            break
        stop += 1
    return begin, stop


def _opens_role(doc: Doc, i: int, end: int) -> bool:
    phrase = ""
    for size in range(1, 4):
        if i + size > end:
            return False
        phrase = f"{phrase} {fold(doc[i + size - 1].text)}".strip()
        if phrase in titles() or phrase.replace("' ", "'") in titles():
            return phrase not in _HONORIFICS
    return False


def _add_role(doc: Doc, start: int, end: int, portrait: Portrait) -> None:
    text = doc[start:end].text.strip(" .\n")
    portrait.role = portrait.role or text
    portrait.country = portrait.country or country_of(text)
    gender = titles().get(fold(doc[start].text), "")
    if not gender and start and fold(doc[start - 1].text) in {"le", "un", "la", "une"}:
        gender = "f" if fold(doc[start - 1].text) in {"la", "une"} else "m"
    if gender:
        portrait.gender[gender] += 3
