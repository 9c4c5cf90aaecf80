"""Noun phrases of unnamed participants: which there are, and how an analyst would cite them."""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.language.dates.words import calendar_words
from pipelines.language.events.heads import TIMES
from pipelines.language.events.tree import children_of, sentence_end, sentence_start

LINKS = {"de", "d'", "du", "des", "à", "aux", "au"}
_TAKES_TO = {
    "opposant", "opposants", "opposante", "opposantes", "candidat", "candidats", "candidate", "réfractaires", "hostile",
}  # fmt: skip
MAX_NAME = 14
_ABOUT = {"environ", "quelque", "moins", "plus", "au", "cent", "cents", "mille"}
_AMOUNTS = {"plus", "moins", "près"}  # "plus d'une centaine", "près de 200"
# Participles that say what people are like, not what was done to them, and nouns that qualify a noun as an adjective would.
_LIKE = {
    "armé", "masqué", "cagoulé", "encagoulé", "casqué", "organisé", "déplacé", "expatrié", "handicapé", "diplômé", "déguisé", "infiltré",
}  # fmt: skip
_BESIDE_NOUNS = {
    "membre", "frère", "tier", "partenaire", "signataire", "candidat", "donateur", "garant",
}  # fmt: skip


def is_determined(head: Token) -> bool:
    """True of a phrase that picks someone out: a determiner, a number, or a plural ("démonstration de force" is none)."""
    if any(
        child.i < head.i and child.pos_ in {"DET", "NUM"} for child in children_of(head)
    ) or head.lower_.endswith(("s", "x")):
        return True
    before = head.doc[head.i - 1].lower_ if head.i > sentence_start(head) else ""
    return before in {"du", "des", "au", "aux", "l'"} or (
        head.i > sentence_start(head) and head.doc[head.i - 1].pos_ == "DET"
    )


def noun_phrase(head: Token) -> str:
    """The phrase as an analyst would cite it: determiner to complements, without relative clause or apposition.

    The first word is in lower case; a contracted article is written out ("du" → "le").
    """
    doc = head.doc
    first = _first_of(head)
    last = head.i
    while last + 1 < min(sentence_end(head), head.i + MAX_NAME) and _continues(
        doc[last + 1], doc[last], head
    ):
        last += 1
    while last > head.i and (doc[last].pos_ in {"ADP", "DET", "CCONJ"} or doc[last].is_punct):
        last -= 1
    words = doc[first : last + 1].text
    lead, _, rest = words.partition(" ")
    lead = {"du": "le", "des": "des", "au": "le", "aux": "les"}.get(lead.lower(), lead[:1].lower() + lead[1:])
    return f"{lead} {rest}".strip().replace("\n", " ")


def _first_of(head: Token) -> int:
    """Index of the first word of the phrase: its determiner, number, or what bounds the number."""
    doc, first, start = head.doc, head.i, sentence_start(head)
    while first - 1 >= start and first > head.i - 6:
        token = doc[first - 1]
        word = token.lower_
        if word in {"du", "des", "aux"} and token.pos_ == "ADP" and first == head.i:
            return first - 1
        if word in {"de", "d'"} and first - 2 >= start and doc[first - 2].lower_ in _AMOUNTS:
            return first - 2
        is_number = token.pos_ == "NUM" or word in calendar_words().numbers
        if not is_number and word not in _ABOUT and (token.pos_ not in {"DET", "ADJ"} or token.is_punct):
            break
        first -= 1
    return first


def _describes(token: Token, before: Token, following: str) -> bool:
    """True of what goes with the noun before: "des hommes lourdement armés", "les États membres", "des deux camps"."""
    word = token.lower_
    if word.rstrip("s").removesuffix("e") in _LIKE:
        return before.pos_ in {"NOUN", "PROPN", "ADV"}
    if token.pos_ == "ADV" and following.rstrip("s").removesuffix("e") in _LIKE:
        return True
    if word in {"par", "balle", "balles"}:  # "83 blessés par balle"
        return following in {"balle", "balles"} if word == "par" else before.lower_ == "par"
    if token.pos_ == "NUM" or before.pos_ == "NUM":  # "une délégation des deux syndicats"
        counted = before if token.pos_ == "NUM" else token.doc[before.i - 1]
        return counted.lower_ == "des" and token.pos_ in {"NUM", "NOUN"}
    return word.rstrip("s") in _BESIDE_NOUNS and before.pos_ == "NOUN"


def _continues(token: Token, before: Token, head: Token) -> bool:
    word, following = token.lower_, token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if _describes(token, before, following.lower_ if following is not None else ""):
        return True
    if not before.whitespace_ and "-" in (token.text[:1], before.text[-1:]):
        return True  # "les chefs d'état-major"
    if word in TIMES or token.dep_.startswith("acl") or token.dep_ in {"appos", "advmod"}:
        return False
    if word in {"de", "d'", "du", "des"}:
        counted = {"VERB"} if word == "des" else {"NUM", "VERB"}
        return following is not None and following.pos_ not in counted
    if token.pos_ in {"DET", "NOUN", "PROPN"} and word != "aux":
        led = before.pos_ == "ADJ" and before.head.i == token.i  # "de jeunes gens"
        return led or before.pos_ in {"ADP", "DET", "PROPN"} or before.lower_ in {"'", "-"}
    return token.pos_ == "ADJ" or (word in {"à", "au", "aux"} and before.lower_ in _TAKES_TO)
