"""A verb with its auxiliaries, clitics and negation, read from surface order and, where order fails, from the tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from pipelines.language.events.tree import children_of, sentence_end, sentence_start, tree_of, verb_form
from pipelines.language.morphology import (
    CONDITIONAL,
    FUTURE,
    GERUND,
    IMPERFECT,
    INFINITIVE,
    PARTICIPLE,
    PAST,
    PRESENT,
    SUBJUNCTIVE,
    conjugate,
)

SUBJECTS = {"nsubj", "nsubj:pass", "nsubj:caus"}
_LEVELS = 6
_REACH = 18
_REFLEXIVES = {"se", "s'"}
_OWN = {"me", "m'"}  # reflexive beside "je" only: "on m'avait promis"
_CLITICS = (
    _REFLEXIVES
    | _OWN
    | {
        "ne",
        "n'",
        "y",
        "en",
        "l'",
        "le",
        "la",
        "les",
        "lui",
        "leur",
        "nous",
        "vous",
        "t'",
        "te",
    }
)
_NEGATIONS = {
    "pas", "plus", "jamais", "aucun", "aucune", "nullement", "guère", "rien", "personne", "ni", "point",
}  # fmt: skip
_WITH_EXPLETIVE = {"avant", "moins", "crainte", "peur", "éviter", "empêcher"}
_PREPOSED_NEGATIONS = {"aucun", "aucune", "personne", "rien", "nul", "nulle", "ni"}
_CERTAIN_ORDER = (PARTICIPLE, INFINITIVE, FUTURE, CONDITIONAL, PRESENT, IMPERFECT, PAST, SUBJUNCTIVE, GERUND)
# Verbs that take "être" in the active.
_BEING = {"convenir", "intervenir", "parvenir", "revenir", "venir", "démissionner", "reculer", "partir"}
_ADJUNCT = 6
_ARTICLES = {"le", "la", "l'", "les", "un", "une"}
_LISTED = 40
_LISTING = {",", "et", "ou", "puis"}
_OF_ADJUNCTS = {"ADP", "DET", "NOUN", "ADJ", "ADV", "NUM"}
_PARTICIPLE_ENDINGS = tuple(
    ending + agreement for ending in ("é", "i", "u", "s", "t") for agreement in ("", "e", "s", "es")
)


@cache
def auxiliaries() -> dict[str, tuple[str, frozenset[str]]]:
    """Form → (être or avoir, tenses)."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for infinitive in ("avoir", "être"):
        found.update({form: (infinitive, tenses) for form, tenses in conjugate(infinitive).items()})
    return found


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries, negation and reflexive.

    Attributes:
        verb: the lexical verb.
        first: index of the group's leftmost token.
        tense: tense of the finite element; "inf", "ger" or "part" where there is none.
        passive: the surface subject (or the noun a bare participle hangs on) undergoes the action.
        reflexive, negated: as marked in the group.
        compound: True when an auxiliary carries the tense.
    """

    verb: Token
    first: int
    tense: str
    passive: bool
    reflexive: bool
    negated: bool
    compound: bool


def is_past_infinitive(group: VerbGroup) -> bool:
    """ "avoir incendié", "s'être opposé"; not the passive "être déployé"."""
    words = {group.verb.doc[i].lower_ for i in range(group.first, group.verb.i)}
    return group.tense == INFINITIVE and ("avoir" in words or ("être" in words and not group.passive))


def one_tense(tenses: frozenset[str]) -> str:
    """The likeliest of the tenses a form can be."""
    return next(tense for tense in _CERTAIN_ORDER if tense in tenses)


def read_group(
    verb: Token, tenses: frozenset[str], infinitives: frozenset[str], *, depth: int = 0
) -> VerbGroup:
    """The group of `verb`, a form that can be any of `tenses` of any of `infinitives`."""
    left = list(_left_of(verb))
    words = [token.lower_ for token in left]
    found = [(token, auxiliaries()[token.lower_]) for token in left if token.lower_ in auxiliaries()]
    first = left[-1].i if left else verb.i
    reflexive = any(word in _REFLEXIVES for word in words) or (
        any(word in _OWN for word in words) and verb.doc[first - 1].lower_ in {"je", "j'"}
    )
    if not found and one_tense(tenses) == PARTICIPLE and depth < _LEVELS:
        shared = _shared_group(verb, tenses, infinitives, depth)
        if shared is not None:
            return shared
    if found and PARTICIPLE in tenses:
        names = {name for _, (name, _) in found}
        finite = found[-1][1][1]
        # "il a été convenu": "été" makes even these passive.
        passive = "être" in names and not reflexive and ("été" in words or not infinitives & _BEING)
        tense = one_tense(finite - {PARTICIPLE} or finite)
        return VerbGroup(verb, first, tense, passive, reflexive, _negated(verb, left), True)
    tense = (
        one_tense(tenses)
        if found or PARTICIPLE not in tenses or not _is_finite(verb, left)
        else _finite(tenses)
    )
    return VerbGroup(verb, first, tense, tense == PARTICIPLE, reflexive, _negated(verb, left), False)


def _finite(tenses: frozenset[str]) -> str:
    return one_tense(tenses - {PARTICIPLE} or tenses)


def _is_finite(verb: Token, left: list[Token]) -> bool:
    if verb.lower_.endswith(
        "s"
    ):  # "remis", "pris": as finite verbs, first and second persons, absent from the press
        return False
    following = tree_of(verb.doc).tokens[verb.i + 1 : verb.i + 3]
    if len(following) == 2 and following[0].lower_ in _ARTICLES and following[1].pos_ == "NOUN":
        return True  # "…, fidèle à son rôle, fait la navette": no participle has an object
    # "interdit", "saisit": participle or present; a subject in front of it and no auxiliary means present.
    if any(child.dep_ in SUBJECTS and child.i < verb.i for child in children_of(verb)):
        return True
    return bool(left) and left[-1].lower_ in {"ne", "n'", "se", "s'"}


def _left_of(verb: Token) -> Iterator[Token]:
    """Clitics, adverbs and auxiliaries before `verb`, right to left, jumping one incise ("ont, eux, apporté")."""
    tree, known = tree_of(verb.doc), auxiliaries()
    words, start = tree.words, tree.starts[verb.i]
    i, jumped = verb.i - 1, False
    while i >= start and verb.i - i < _REACH:
        token, word = tree.tokens[i], words[i]
        if (
            (word in _CLITICS and token.pos_ != "DET")
            or word in known
            or word in _NEGATIONS
            or token.pos_ == "ADV"
        ):
            yield token
        elif word in {"«", "“"} and i == verb.i - 1 and words[i - 1] in known:
            pass  # "d'avoir « cédé aux syndicats »": what is quoted begins with the participle
        elif not jumped and token.pos_ in _OF_ADJUNCTS and (bridge := _auxiliary_before(verb, i)) is not None:
            jumped, i = True, bridge + 1
        elif word == "," and not jumped:
            jumped = True
            i = next((k for k in range(i - 1, max(start, i - 12), -1) if words[k] == ","), start)
            if i <= start or words[i - 1] not in known:
                return
        else:
            return
        i -= 1


def _auxiliary_before(verb: Token, index: int) -> int | None:
    """Index of an auxiliary parted from its participle by an adjunct ("a de son côté accusé", "a lundi averti")."""
    doc = verb.doc
    if not verb.lower_.endswith(_PARTICIPLE_ENDINGS):
        return None
    for i in range(index, max(sentence_start(verb), index - _ADJUNCT) - 1, -1):
        token = doc[i]
        if token.lower_ in auxiliaries() and token.lower_ not in {"été", "avoir", "eu"}:
            return i
        if token.pos_ not in _OF_ADJUNCTS or token.lower_ in {"que", "qui"}:
            return None
    return None


def _negated(verb: Token, left: list[Token]) -> bool:
    words = {token.lower_ for token in left} | {
        child.lower_ for child in children_of(verb) if child.dep_ == "advmod" and child.i < verb.i
    }
    if not words & {"ne", "n'"}:
        return False
    tree, i = tree_of(verb.doc), verb.i
    after = set(tree.words[i + 1 : min(tree.ends[i], i + 4)])
    before = set(tree.words[max(tree.starts[i], i - 10) : i])
    if words & _NEGATIONS or before & _PREPOSED_NEGATIONS or after & _NEGATIONS:
        return True
    # "avant qu'il ne décrète": here "ne" denies nothing.
    return not after & {"que", "qu'"} and not before & _WITH_EXPLETIVE


def _shared_group(
    verb: Token, tenses: frozenset[str], infinitives: frozenset[str], depth: int
) -> VerbGroup | None:
    """The auxiliary a coordinated participle shares ("a convoqué … et averti")."""
    head = governing_verb(verb) if verb.dep_ == "conj" else _listed_after(verb)
    if head is None or head.i >= verb.i or any(child.dep_ in SUBJECTS for child in children_of(verb)):
        return None
    if any(token.text in {";", ":"} for token in verb.doc[head.i : verb.i]):
        return None
    group = read_group(head, tenses, infinitives, depth=depth + 1)
    if not group.compound:
        return None
    return VerbGroup(verb, verb.i, group.tense, group.passive, group.reflexive, group.negated, True)


def _listed_after(verb: Token) -> Token | None:
    """The participle whose "avoir" another of the same list shares: "a suspendu le scrutin, fermé les frontières".

    The object behind it tells it from a passive participle; the parser takes many of these for clauses of their own.
    """
    doc, start = verb.doc, sentence_start(verb)
    if verb.i + 1 >= sentence_end(verb) or verb.i - 1 <= start:
        return None
    if doc[verb.i - 1].lower_ not in _LISTING or not (
        doc[verb.i + 1].pos_ in {"DET", "NUM"} or doc[verb.i + 1].lower_ in {"des", "du", "l'"}
    ):
        return None
    head = verb.head
    is_near = 0 < verb.i - head.i <= _LISTED
    return head if is_near and head.pos_ == "VERB" and not verb.dep_.startswith("acl") else None


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above a token, passing the nouns a coordination was wrongly attached to."""
    for _ in range(_LEVELS):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ in {"VERB", "AUX"} or (
            token.pos_ == "ADJ" and token.lower_.endswith(_PARTICIPLE_ENDINGS[:4])
        ):
            return token
    return None


def tenses_of(token: Token, infinitives: frozenset[str]) -> frozenset[str]:
    """The tenses a form can be, from its conjugation, or from the model where the verb is not in the lexicon."""
    found: set[str] = set()
    for infinitive in infinitives:
        found |= conjugate(infinitive).get(token.lower_, frozenset())
    if token.lower_ in auxiliaries():
        found |= auxiliaries()[token.lower_][1]
    return frozenset(found) or guessed_tenses(token)


def guessed_tenses(token: Token) -> frozenset[str]:
    """Tenses from the model's morphology, corrected by the unmistakable ending of the conditional and future."""
    word = token.lower_
    form = verb_form(token)
    if form == "Inf":
        return frozenset({INFINITIVE})
    if form == "Part":
        return frozenset({GERUND if word.endswith("ant") else PARTICIPLE})
    if word.endswith(("rait", "raient")) and token.pos_ in {"VERB", "AUX"}:
        return frozenset(
            {
                CONDITIONAL
                if "Cnd" in token.morph.get("Mood", [])
                or word.endswith(("erait", "eraient", "irait", "iraient"))
                else IMPERFECT
            }
        )
    if word.endswith(("ra", "ront")) and token.pos_ in {"VERB", "AUX"}:
        return frozenset({FUTURE})
    return frozenset({PRESENT})
