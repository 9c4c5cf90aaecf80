"""Capitals that stand for their government: "Moscou a condamné …", not "à Moscou, la foule …"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from pipelines.language.gazetteer import Known, fold, gazetteer, state_of
from pipelines.language.names.reading import Name
from pipelines.lexicon import load_yaml

_COORDINATION = frozenset({"et", "ou", ",", "ni", "comme"})
_ADDRESS = frozenset({"a", "au"})
_ADDRESS_REACH = 6  # words from "verser" to "à Kigali" in "verser 20 millions d'euros à Kigali"
_DATELINE = 40  # characters
_MARKS = frozenset('«»“”‹›"')
_OF = frozenset({"de", "d'", "du"})


@cache
def _cues() -> dict[str, frozenset[str]]:
    data = load_yaml("capital_cues.yaml")
    return {kind: frozenset(listed.split()) for kind, listed in data.items()}


def governments(doc: Doc, text: str, names: tuple[Name, ...]) -> dict[int, Known]:
    """Start offset of each capital that stands for its government → that state (Bruxelles: the European Union)."""
    standing: dict[int, Known] = {}
    reading: dict[int, bool] = {}  # end offset of a state or capital → does it act?
    for name in names:
        if name.known is None or name.known.type != "LOC":
            continue
        if not name.known.capital:
            # A state may hand its role on to a capital beside it ("Téhéran et Moscou", "la Chine et Moscou").
            reading[name.end] = _acts(doc, text, name, reading)
            continue
        acts = _acts(doc, text, name, reading)
        reading[name.end] = acts
        state = (
            gazetteer().by_id["eu"] if fold(name.known.name) == "bruxelles" else state_of(name.known.country)
        )
        if acts and state:
            standing[name.start] = state
    return standing


def _acts(doc: Doc, text: str, name: Name, reading: dict[int, bool]) -> bool:  # noqa: PLR0911, PLR0912 - a rule a line
    """True when the capital is someone who acts, by what stands before it and its place in the sentence."""
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None or _is_dateline(text, name):
        return False
    token, i = doc[span.end - 1], span.start - 1
    if i >= 0 and fold(doc[i].text) in {"le", "la", "l'"}:
        i -= 1
    if i < 0 or doc[i].is_space or span[0].is_sent_start:
        return _subject(token)
    before = fold(doc[i].text)
    if before in _COORDINATION and i > 0:
        joined = reading.get(doc[i - 1].idx + len(doc[i - 1]))
        if joined is not None:
            return joined
    cues = _cues()
    if before in _ADDRESS:
        if doc[i].is_sent_start:
            # "À Moscou, on assure que …" lets a government speak; "À Moscou, la foule …" is a place.
            after = [fold(t.text) for t in doc[span.end : span.end + 5]]
            return after[:1] == [","] and "on" in after
        addressed = doc[i - 1].text != "," and _any_before(doc, i, cues["addressed"], _ADDRESS_REACH)
        return addressed and not _goes_there(doc, i)
    if before in _OF:
        return _any_before(doc, i, cues["owner"], 1)
    if before == "entre":
        return True
    if before == "sur":
        return _any_before(doc, i, frozenset({"pression", "pressions", "peser", "compter"}), 2)
    if before == "vers":
        return _any_before(doc, i, frozenset({"tourner", "tourne", "pivot"}), 2)
    if before in cues["partner"]:
        return True
    if before in cues["place"]:
        return False
    if _any_before(doc, span.start, cues["reaches"], 1):
        return False
    if token.dep_ in ("obj", "iobj", "obl:arg"):
        return _lemma(token.head) not in cues["reaches"]
    return _subject(token)


def _goes_there(doc: Doc, i: int) -> bool:
    """True for "se rendre à", unlike "rendre des otages à"."""
    for k in range(i - 1, max(i - _ADDRESS_REACH, 0), -1):
        if _lemma(doc[k]) == "rendre":
            return any(fold(t.text) in {"se", "s'"} for t in doc[max(0, k - 2) : k])
    return False


def _is_dateline(text: str, name: Name) -> bool:
    """True for "MANILLE — La Chine …", "Paris (AFP) - …" at the head of a paragraph."""
    if text[name.end : name.end + 1] == ")" and not text[: name.start].strip(" ("):
        return True  # "(Ottawa) L'Inde a …"
    if name.start and "\n" not in text[max(0, name.start - 2) : name.start]:
        # "N'Djamena / Paris. Plus de …"
        return text[: name.start].endswith(" / ") and "." not in text[: name.start] and name.start < _DATELINE
    after = text[name.end : name.end + 12].lstrip()
    return (after.startswith(", le ") and after[5:6].isdigit()) or after[:1] in (
        "-",
        "–",
        "—",
        "(",
        "|",
        "/",
        ":",
    )


def _subject(token: Token) -> bool:
    head = token.head
    return not (token.dep_.startswith("nsubj") and _lemma(head) in _cues()["describes"])


def _any_before(doc: Doc, i: int, lemmas: frozenset[str], reach: int) -> bool:
    """True when one of the `reach` words before token i is in `lemmas`; quoted words do not count."""
    k, quoted = i - 1, False
    while k >= 0 and reach > 0 and i - k < 20:
        token = doc[k]
        if token.text in _MARKS:
            quoted = not quoted
        elif not quoted or reach == 1:
            if _lemma(token) in lemmas or fold(token.text) in lemmas:
                return True
            reach -= 1
        if token.is_sent_start:
            break
        k -= 1
    return False


def _lemma(token: Token) -> str:
    return fold(token.lemma_)
