"""Heads of phrases: what introduces them, what is coordinated with them, what a relative pronoun stands for."""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Doc, Token

from pipelines.language.events.lexicon import participant_words, participants, plain
from pipelines.language.events.tree import children_of, sentence_start, tree_of

Slots = defaultdict[str, list[Token]]
LEVELS = 6
_TO_NOUN = 5  # tokens
_MAX_JOINED = 12
# "ce dernier", "la seconde": adjectives that stand for somebody, with the words that must stand before them.
LAST_OR_ORDINAL = {
    "dernier": {"ce"}, "dernière": {"cette"}, "derniers": {"ces"}, "dernières": {"ces"},
    "premier": {"le"}, "première": {"la"}, "second": {"le"}, "seconde": {"la"},
}  # fmt: skip
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "X"}
TIMES = {
    "jour", "jours", "semaine", "semaines", "mois", "an", "ans", "année", "années", "heure", "heures", "matin", "soir", "nuit",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "hier", "demain", "janvier", "février", "mars", "avril",
    "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre", "minutes", "week-end", "après-midi", "soirée",
}  # fmt: skip


def preposition(token: Token) -> str:
    """The preposition that introduces a phrase, brought to one form; "" when there is none."""
    for child in children_of(token):
        if child.i > token.i:
            break
        if child.dep_ in {"case", "mark"} and child.pos_ in {"ADP", "DET", "ADV", "SCONJ"}:
            return plain(child.lower_)
    return ""


def first_noun(doc: Doc, start: int, end: int) -> Token | None:
    """The noun that the phrase at token `start` is about, past its determiner, number, adjectives and preposition."""
    for i in range(start, min(end, start + _TO_NOUN)):
        if doc[i].pos_ in {"NOUN", "PROPN"}:
            return doc[i]
        if doc[i].pos_ not in {"DET", "NUM", "ADJ", "ADP"}:
            break
    return None


def phrase_heads(head: Token, *, depth: int = 0) -> list[Token]:
    """`head` and the phrases coordinated with it, a bounded number of them."""
    heads = [head]
    joined = [child for child in children_of(head) if child.dep_ == "conj" and child.pos_ in NOMINAL]
    if not joined or depth >= LEVELS:
        return heads
    further = [phrase_heads(child, depth=depth + 1) for child in joined]
    # The model takes some appositions for coordination: only "A, B et C" is one.
    linked = any(
        mark.dep_ == "cc" and mark.lower_ != "mais" for child in joined for mark in children_of(child)
    )
    if linked or any(len(each) > 1 for each in further):
        heads.extend(each for group in further for each in group)
    return heads[:_MAX_JOINED]


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; any other token is itself."""
    if token.lower_ not in {"qui", "que", "qu'", "lequel", "laquelle", "lesquels", "lesquelles"}:
        return token
    clause = token.head
    for _ in range(LEVELS):
        if clause.dep_.startswith("acl") and clause.head.i < token.i:
            return _who_stands_before(token, clause.head)
        if clause.head.i == clause.i or clause.head.i >= token.i:
            break
        clause = clause.head
    return _phrase_before(token)


def _phrase_before(token: Token) -> Token:
    """The head of the phrase that ends right before a token and its comma."""
    i = token.i - 1
    while i > sentence_start(token) and token.doc[i].is_punct:
        i -= 1
    return top_of(token.doc[i], {"nmod", "amod", "flat:name", "appos", "flat:foreign", "acl"})


def owner_before_dont(part: Token) -> Token:
    """Whose part acts: "le parti, dont une délégation se rendra à Bangui", "l'élu, dont le camp s'est engagé"."""
    words, i = tree_of(part.doc).words, part.i - 1
    while i > sentence_start(part) and part.doc[i].pos_ in {"DET", "NUM", "ADJ"}:
        i -= 1
    if words[i] != "dont" or i == part.i - 1 or i <= sentence_start(part):
        return part
    lists = participant_words()
    if part.lower_ not in lists["parts"] and part.lower_ not in lists["members"]:
        return part
    owner = _phrase_before(part.doc[i])
    return owner if owner.pos_ in {"NOUN", "PROPN"} else part


def _who_stands_before(token: Token, head: Token) -> Token:
    """The antecedent of "qui", against a parser that hangs it on a thing further back.

    "des affrontements entre la police et les étudiants, qui manifestent": the relative clause goes on the nearest
    phrase where only that one can act.
    """
    if token.lower_ != "qui" or head.pos_ == "PROPN" or head.lower_ in participants():
        return head
    nearest = _phrase_before(token)
    return nearest if nearest.i > head.i and nearest.lower_ in participants() else head


def top_of(token: Token, links: set[str]) -> Token:
    """The head of the phrase a token is in, following only `links` to the left."""
    for _ in range(2 * LEVELS):
        if token.head.i >= token.i or token.dep_ not in links:
            break
        token = token.head
    return token
