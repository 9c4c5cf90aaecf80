"""Names that the model finds: its entities, snapped to words and freed of what is no part of a name."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.language.gazetteer import cities, demonyms, not_names, titles
from pipelines.language.names.people import is_portfolio
from pipelines.language.names.reading import CLITICS, DETERMINERS, Name, Reading, run_end
from pipelines.language.names.types import is_product
from pipelines.language.phrases import DEMONYM_ENDINGS

_INHABITANT = (*DEMONYM_ENDINGS, "ains", "aines", "istes")
_OPENING, _CLOSING = '«“‹"', '»”›"'
# Points of the compass name a place only in brackets: "Lille (Nord)".
BEARINGS = frozenset({"nord", "sud", "est", "ouest", "grand nord", "grand sud"})
_AFTER_PARTICIPLE = frozenset({"par", "de", "a", "au", "en", "dans", "pour", "sur", "depuis", "le", "il"})


def model_names(reading: Reading) -> Iterator[Name]:
    """The model's entities, snapped to runs of capitalised words and without what is no part of a name."""
    at = {word.start: i for i, word in enumerate(reading.words)}
    for ent in reading.doc.ents:
        inside = [at[k] for k in range(ent.start_char, min(ent.end_char, ent.start_char + 200)) if k in at]
        if not inside or reading.shouting[inside[0]]:
            continue
        i, j = inside[0], inside[-1] + 1
        i = _trim_start(reading, i, j)
        j = _before_clause(reading, i, j)
        j = _trim_end(reading, i, j)
        if i < j and (span := _plausible(reading, i, j, ent.label_)):
            yield reading.name(*span, ent.label_, "model")


def _trim_start(reading: Reading, i: int, j: int) -> int:
    """Past determiners, lower-case words, titles and fields of work at the head of an entity."""
    while i < j:
        key, follows = reading.key(i), i + 1 < j
        article = key in {"le", "la", "les", "l"} and reading.capital(i) and not reading.first[i]
        if article and follows and reading.capital(i + 1):
            break
        apart = follows and reading.gap(i + 1) != "-"
        if not reading.capital(i) or (
            apart and (key in DETERMINERS or key in titles() or key in not_names())
        ):
            i += 1
            continue
        if key == "premier" and reading.key(i + 1) == "ministre":
            i += 2
            continue
        break
    return i


def _before_clause(reading: Reading, i: int, j: int) -> int:
    """End of an entity before the words of a clause that the model took along: "Institut [anticipe un recul]"."""
    for k in range(i + 1, j):
        token = reading.doc[reading.token[k]]
        finite = token.pos_ == "VERB" and "Fin" in token.morph.get("VerbForm", [])
        if not reading.capital(k) and (finite or token.pos_ in ("AUX", "PRON", "SCONJ")):
            return k
    return j


def _trim_end(reading: Reading, i: int, j: int) -> int:
    while j > i and (
        reading.words[j - 1].text.isdigit()
        and len(reading.words[j - 1].text) == 4
        and reading.key(j - 2) == "de"
    ):
        j -= 2
    return j


def _plausible(reading: Reading, i: int, j: int, label: str) -> tuple[int, int] | None:
    """The entity's words, lengthened to the whole run of capitals, or None when it is no name."""
    single = j - i == 1
    if single and reading.key(i) in DETERMINERS:
        return None
    end = run_end(reading, i)
    if end > j or all(reading.capital(k) for k in range(i, j)):
        j = max(end, j)
    if _is_generic(reading, i, j) or is_portfolio(reading, i) or _in_quotes(reading, i, j):
        return None
    if reading.gap(i + 1) == "-" and reading.key(i + 1) in CLITICS and not reading.capital(i + 1):
        return None
    if (j - i == 1 and not _plausible_word(reading, i, label)) or is_product(reading, i, j):
        return None
    return i, j


def _is_generic(reading: Reading, i: int, j: int) -> bool:
    """True for words that name no actor: "Casques bleus marocains", a title, a point of the compass."""
    phrase = reading.phrase(i, j)
    if phrase in BEARINGS:
        return not reading.gap(i).endswith("(")
    begins = reading.key(i) in not_names() or reading.phrase(i, i + 2) in not_names()
    if begins and not any(reading.capital(k) for k in range(i + 1, j)):
        return True
    return phrase in not_names() or phrase in titles()


def _in_quotes(reading: Reading, i: int, j: int) -> bool:
    """True when quotation marks enclose just these words: a term or a slogan, unless other evidence speaks."""
    before = reading.gap(i).rstrip()[-1:]
    after = reading.text[reading.words[j - 1].end : reading.words[j - 1].end + 2].lstrip()[:1]
    return before in _OPENING and after in _CLOSING and before != "" and after != ""


def _plausible_word(reading: Reading, i: int, label: str) -> bool:
    """False for a lone word that is an inhabitant, a letter, a number, or begins a sentence as no proper noun."""
    key, text = reading.key(i), reading.words[i].text
    if key in demonyms() or len(text) < 2 or text.isdigit() or key in titles():
        return False
    if reading.key(i - 1) in DETERMINERS and text.lower().endswith(_INHABITANT) and label != "ORG":
        return False
    if reading.first[i] and not text.isupper():
        if text.endswith(("é", "ée", "és", "ées")) and reading.key(i + 1) in _AFTER_PARTICIPLE:
            return False  # "Visé par dix recours, …" is no town
        return reading.pos(i) == "PROPN" or (key in cities() and reading.pos(i) not in ("VERB", "ADJ", "ADV"))
    return True
