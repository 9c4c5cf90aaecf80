"""Noun phrases of unnamed participants: which there are, and how an analyst would cite them."""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.language.events.clauses import TIMES
from pipelines.language.events.tree import children_of, sentence_end, sentence_start

LINKS = {"de", "d'", "du", "des", "à", "aux", "au"}
_TAKES_TO = {
    "opposant",
    "opposants",
    "opposante",
    "opposantes",
    "candidat",
    "candidats",
    "candidate",
    "réfractaires",
    "hostile",
}
# Words that go with the noun before them as an adjective would ("des hommes armés", "les États membres").
_ARMED = {
    "armé",
    "armés",
    "armée",
    "armées",
    "masqués",
    "masqué",
    "cagoulés",
    "cagoulé",
    "encagoulés",
    "déguisés",
    "infiltrés",
}
_BESIDE_NOUNS = {
    "membres",
    "membre",
    "gens",
    "frères",
    "tiers",
    "partenaires",
    "signataires",
    "candidats",
    "donateurs",
    "garants",
}
_ABOUT = {"plus", "moins", "près"}  # "plus d'une centaine de terroristes"
MAX_NAME = 14


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
    first = head.i
    while first - 1 >= sentence_start(head) and first > head.i - 6:
        token = doc[first - 1]
        if token.lower_ in {"du", "des", "aux"} and token.pos_ == "ADP" and first == head.i:
            first -= 1
            break
        if (token.pos_ in {"DET", "NUM", "ADJ"} and not token.is_punct) or token.lower_ in {
            "environ",
            "quelque",
            "moins",
            "plus",
            "au",
        }:
            first -= 1
        else:
            break
    if (
        first - 2 >= sentence_start(head)
        and doc[first - 1].lower_ in {"de", "d'"}
        and doc[first - 2].lower_ in _ABOUT
    ):
        first -= 2
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


def _describes(token: Token, before: Token, following: Token | None) -> bool:
    """True of what goes with the noun before: "des hommes lourdement armés", "les États membres", "des deux camps"."""
    if token.lower_ in _ARMED:
        return before.pos_ in {"NOUN", "PROPN", "ADV"}
    if token.pos_ == "ADV" and following is not None and following.lower_ in _ARMED:
        return True
    if token.pos_ == "NUM" or before.pos_ == "NUM":  # "une délégation des deux syndicats"
        counted = before if token.pos_ == "NUM" else token.doc[before.i - 1]
        return counted.lower_ == "des" and token.pos_ in {"NUM", "NOUN"}
    return token.lower_ in _BESIDE_NOUNS and before.pos_ == "NOUN"


def _continues(token: Token, before: Token, head: Token) -> bool:
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if _describes(token, before, following):
        return True
    if token.lower_ in TIMES or token.dep_.startswith("acl") or token.dep_ in {"appos", "advmod"}:
        return False
    if token.lower_ in {"de", "d'", "du", "des"}:
        counted = {"VERB"} if token.lower_ == "des" else {"NUM", "VERB"}
        return following is not None and following.pos_ not in counted
    if token.lower_ in {"à", "au", "aux"}:
        return before.lower_ in _TAKES_TO
    if token.pos_ in {"DET", "NOUN", "PROPN"}:
        return before.pos_ in {"ADP", "DET", "PROPN"} or before.lower_ in {"'", "-"}
    return token.pos_ == "ADJ"
