"""The subject of a verb where the tree gives none or the wrong one: read from the order of the words."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipelines.language.events.groups import VerbGroup
from pipelines.language.events.heads import LEVELS, TIMES, Slots, preposition, top_of
from pipelines.language.events.tree import Tree, sentence_end, sentence_start, tree_of
from pipelines.language.morphology import GERUND, INFINITIVE, PARTICIPLE

REACH = 18
_MAX_CANDIDATES = 4
_NEVER_SUBJECTS = {"y", "où", "s'", "se", "dont"}
_OBJECT_PRONOUNS = {"lui", "leur", "le", "la", "les", "l'", "en", "me", "m'", "te", "t'", "rien"}
_CLAUSE_OPENINGS = {",", ";", ":", "que", "qu'", "«"}
_CONJUNCTIONS = {"et", "mais", "que", "où", "or", "car", "si", "quand", "puis"}
_JOINED_RELATIVES = {"auquel", "auxquels", "auxquelles", "duquel", "desquels", "desquelles"}
_RELATIVES = {"qui", "lequel", "laquelle", "lesquels", "lesquelles", "quoi"}
_BEFORE_RELATIVES = {
    "à", "pour", "avec", "contre", "par", "chez", "selon", "sur", "envers", "devant", "sans", "dans", "derrière", "sous",
}  # fmt: skip
UNFINISHED = {INFINITIVE, GERUND, PARTICIPLE}


def settle_subjects(group: VerbGroup, slots: Slots) -> None:
    """Of several phrases taken for the subject, keep the real one.

    No subject is a pronoun object inside the verb group ("la région leur a versé"), nor one that only takes up the
    noun ("l'industrie, elle, se félicite"). What stands behind an active verb whose subject stands before it is its
    object ("des miliciens ont exécuté son mari").
    """
    found = [token for token in slots["surface"] if not _is_no_subject(token, group)]
    nominal = [token for token in found if token.pos_ in {"NOUN", "PROPN"}]
    if nominal and len(nominal) < len(found):
        found = [token for token in found if token.i < nominal[0].i or token.pos_ != "PRON"]
    if not group.passive:
        before = [token for token in found if token.i < group.first]
        behind = [token for token in found if token.i > group.verb.i and token.pos_ in {"NOUN", "PROPN"}]
        if not before and behind and len(behind) == len(found):
            before = _subject_before_relative(group)
        if before and behind:
            found = before
            slots["obj"] = slots["obj"] or behind
    slots["surface"] = [*_names_before(found[0]), *found] if len(found) == 1 else found


def _names_before(name: Token) -> list[Token]:
    """The names that "et" joins to a subject where the parser left them out ("Mardi, Kiev et Moscou ont échangé …").

    They open the clause, so nothing else can be what the conjunction joins.
    """
    tree, start = tree_of(name.doc), sentence_start(name)
    found: list[Token] = []
    opening = 0  # how many of them stand at the head of the clause
    link, i = "et", _before_determiner(name)
    while i - 1 >= start and len(found) < _MAX_CANDIDATES and name.pos_ == "PROPN":
        other = tree.tokens[i - 1]
        if tree.words[i] != link or other.pos_ != "PROPN" or name.head.i == other.i:
            break
        found.append(other)
        link, i = ",", _before_determiner(other)
        if i < start or tree.words[i] in _CLAUSE_OPENINGS:
            opening = len(found)
    return found[:opening][::-1]


def _before_determiner(name: Token) -> int:
    """Index of the word before a name and its article."""
    i = name.i - 1
    return i - 1 if i >= sentence_start(name) and name.doc[i].pos_ == "DET" else i


def _is_no_subject(token: Token, group: VerbGroup) -> bool:
    """True of a word the parser takes for a subject that can be none: punctuation, a relative "où", an object pronoun."""
    if token.pos_ in {"PUNCT", "ADV"} or token.lower_ in _NEVER_SUBJECTS:
        return True
    inside = group.first <= token.i < group.verb.i
    if token.lower_ in {"nous", "vous"}:  # "ils nous ont battus", not "nous avons battu"
        return inside and tree_of(token.doc).words[token.i - 1] in {"ils", "elles", "il", "elle", "on", "qui"}
    return inside and token.lower_ in _OBJECT_PRONOUNS


def _subject_before_relative(group: VerbGroup) -> list[Token]:
    """The subject that a relative clause parts from its verb: "le syndicat, qui rejette l'accord, a menacé X"."""
    doc, last = group.verb.doc, group.first - 1
    start = sentence_start(group.verb)
    if last <= start or tree_of(doc).words[last] != "," or last not in _hidden(doc, start, group.first):
        return []
    return subject_candidates(group)[:1]


def subject_beside_verb(group: VerbGroup) -> list[Token]:
    """The noun right before a verb and right behind a conjunction, which the parser overlooked: "…, et Paris lui fournit"."""
    if group.tense in UNFINISHED or group.first <= sentence_start(group.verb) + 1:
        return []
    tree = tree_of(group.verb.doc)
    noun = next(iter(_subject_before_relative(group)), tree.tokens[group.first - 1])
    i = noun.i
    if noun.pos_ not in {"NOUN", "PROPN"} or tree.words[i] in TIMES or noun.dep_.startswith(("obl", "flat")):
        return []
    while i > tree.starts[noun.i] and tree.tokens[i - 1].pos_ in {"DET", "NUM", "ADJ"}:
        i -= 1
    return [noun] if i > tree.starts[noun.i] and tree.words[i - 1] in _CONJUNCTIONS else []


def is_elsewhere(subject: Token, group: VerbGroup) -> bool:
    """True of a dateline, and of a subject inside a relative clause that ends before the verb."""
    words, start = tree_of(subject.doc).words, sentence_start(subject)
    if subject.i < _after_dateline(tree_of(subject.doc), start, group.first):
        return True
    back = range(subject.i - 1, max(start, subject.i - LEVELS), -1)
    lead = next((i for i in back if _opens_relative(words, i)), 0)
    if not lead or group.first <= subject.i:
        return False
    inside = _hidden(subject.doc, lead - 1, group.first)
    last = group.first - 1
    return subject.i in inside and (words[last] == "," or last not in inside)


def _after_dateline(tree: Tree, start: int, end: int) -> int:
    """Where a sentence begins behind "(Ottawa)" or "Bangui, le 19 janvier 2021 –"; `start` where it has no dateline."""
    words, stop = tree.words, min(end, start + REACH)
    if start < stop and words[start] == "(":
        return next((i + 1 for i in range(start, min(stop, start + LEVELS)) if words[i] == ")"), start)
    dash = next((i for i in range(start, stop) if words[i] in {"–", "—"}), start)
    dated = any(words[i] in TIMES for i in range(start, dash))
    names = (tree.tokens[i].pos_ in {"PROPN", "NOUN", "NUM", "PUNCT", "DET"} for i in range(start, dash))
    return dash + 1 if dated and all(names) else start


def noun_behind_opening(participle: Token) -> Token | None:
    """What a participle at the head of a sentence describes: "Réunis mardi à Rome, le G77 et la Chine ont exigé"."""
    tree, start = tree_of(participle.doc), sentence_start(participle)
    if participle.i > start and tree.words[participle.i - 1] not in {":", "«"}:
        return None
    stop = min(tree.ends[participle.i], participle.i + REACH)
    commas = (i for i in range(participle.i + 1, stop) if tree.words[i] == ",")
    for comma in commas:
        for i in range(comma + 1, min(stop, comma + 5)):
            token = tree.tokens[i]
            if token.pos_ in {"NOUN", "PROPN"}:
                return token if not preposition(token) else None
            if token.pos_ not in {"DET", "NUM", "ADJ"}:
                break
    return None


def name_behind(name: Token) -> list[Token]:
    """The name that "et" joins to one, where the parser does not ("le Kenya et l'Ouganda")."""
    tree, end = tree_of(name.doc), sentence_end(name)
    i = name.i + 1
    if name.pos_ != "PROPN" or i + 2 >= end or tree.words[i] != "et":
        return []
    other = tree.tokens[i + 1 + (tree.tokens[i + 1].pos_ == "DET")]
    return [other] if other.pos_ == "PROPN" and other.head.i != name.i else []


def subject_candidates(group: VerbGroup) -> list[Token]:
    """Heads of the phrases before the group that may be its subject, nearest first.

    No preposition introduces them, they are nobody's object, and they stand outside relative clauses and brackets.
    """
    if group.tense in {INFINITIVE, GERUND}:
        return []
    doc, start = group.verb.doc, _clause_start(group)
    found: list[Token] = []
    hidden = _hidden(doc, start, group.first)
    tree = tree_of(doc)
    for i in range(group.first - 1, start - 1, -1):
        token = tree.tokens[i]
        if i in hidden or token.pos_ not in {"NOUN", "PROPN", "PRON", "X"} or tree.words[i] in TIMES:
            continue
        if token.dep_ in {"obj", "fixed", "iobj"} and token.head.i != group.verb.i:
            continue
        if token.dep_.startswith("nsubj") and i < token.head.i < group.first and token.head.i not in hidden:
            continue
        top = top_of(token, {"flat:name", "flat:foreign", "amod", "conj", "nmod"})
        if not preposition(top) and not preposition(token) and top.i >= start and top.i not in hidden:
            found.append(token if top.dep_ == "appos" else top)
            if len(found) == _MAX_CANDIDATES:
                break
    return found


def _clause_start(group: VerbGroup) -> int:
    words, start = tree_of(group.verb.doc).words, max(sentence_start(group.verb), group.first - 2 * REACH)
    start = max(start, _after_dateline(tree_of(group.verb.doc), sentence_start(group.verb), group.first))
    for i in range(group.first - 1, start - 1, -1):
        if words[i] in {";", ":", "«", "»", "“", "”", "?", "!"}:
            return i + 1
    return start


def _hidden(doc: Doc, start: int, end: int) -> set[int]:
    """Tokens of relative clauses set off by commas, and of brackets."""
    hidden: set[int] = set()
    closing = ""
    words = tree_of(doc).words
    for i in range(start, end):
        text = words[i]
        if closing:
            hidden.add(i)
            closing = "" if text == closing else closing
        elif text == "(":
            closing = ")"
            hidden.add(i)
        elif i > start and _opens_relative(words, i):
            closing = ","
            hidden.add(i)
    return hidden


def _opens_relative(words: Sequence[str], i: int) -> bool:
    """True of the pronoun of a relative clause set off by a comma, with or without a preposition (", à qui")."""
    if words[i] in {"qui", "que", "qu'", "dont", "où"} and words[i - 1] == ",":
        return True
    if words[i] in _JOINED_RELATIVES and words[i - 1] == ",":
        return True
    return words[i] in _RELATIVES and words[i - 2] == "," and words[i - 1] in _BEFORE_RELATIVES
