"""The clause around a trigger: its verb group, and the phrases that fill its slots.

The dependency tree leads; where the model's tree has a hole, surface order fills it ("contre X" after an attack).
"""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Doc, Token

from pipelines.language.events.groups import SUBJECTS, VerbGroup, governing_verb, read_group, tenses_of
from pipelines.language.events.heads import (
    LAST_OR_ORDINAL,
    LEVELS,
    NOMINAL,
    TIMES,
    Slots,
    antecedent,
    first_noun,
    owner_before_dont,
    preposition,
)
from pipelines.language.events.lexicon import EventLexicon, participants, plain
from pipelines.language.events.subjects import (
    REACH,
    UNFINISHED,
    is_elsewhere,
    name_behind,
    noun_behind_opening,
    settle_subjects,
    subject_beside_verb,
    subject_candidates,
)
from pipelines.language.events.tree import Tree, children_of, sentence_end, sentence_start, tree_of, verb_form
from pipelines.language.morphology import INFINITIVE, PARTICIPLE

_STRETCH_MARKS = {";", ":", "«", "“", '"', ")", "("}
_FALLBACK_PREPOSITIONS = {"contre", "avec", "entre", "envers", "auprès", "par"}
_CONTROLLED = {"conj", "xcomp", "advcl", "ccomp", "obl:arg", "obl:mod", "dep"}
_LEADS = {"des", "du", "m.", "mm.", "mme", "me", "mgr"}
_TEMPORAL = {"après", "avant", "depuis", "malgré", "pendant", "durant", "lors"}
_PERMISSIONS = {"autorisation", "permission", "droit", "possibilité", "aide", "moyens", "temps"}
_OWN_INFINITIVE = {
    "menacer", "risquer", "tenter", "essayer", "chercher", "espérer", "songer", "rêver", "craindre", "redouter",
}  # fmt: skip
OBJECT_CLITICS = {"l'", "le", "la", "les"}
ADDRESSEE_CLITICS = {"lui", "leur"}


def verb_slots(group: VerbGroup, lexicon: EventLexicon, *, depth: int = 0) -> Slots:
    """The phrases around a verb: subj and obj of the active sentence, que, infinitive, and every preposition."""
    slots: Slots = defaultdict(list)
    for child in children_of(group.verb):
        _place(child, slots)
    _place_clitics(group, slots)
    slots["surface"] = [token for token in slots["surface"] if not is_elsewhere(token, group)]
    settle_subjects(group, slots)
    if not slots["surface"]:
        slots["surface"] = subject_beside_verb(group) or _inherited_subject(group, lexicon, depth)
    if not slots["surface"]:
        slots["surface"] = _adjective_before(group)
    if not slots["surface"]:
        slots["candidates"] = subject_candidates(group)
        slots["surface"] = slots["candidates"][:1]
    slots["surface"] = [owner_before_dont(antecedent(token)) for token in slots["surface"]]
    slots["obj"] = [token for token in slots["obj"] if token.lower_ not in TIMES]
    if not slots["obj"] and not group.passive:
        slots["obj"] = _relative_object(group, slots["surface"]) or _surface_object(group.verb)
    if not slots["que"] and _followed_by_que(group.verb):
        slots["que"] = [group.verb]
    if not slots["infinitive"]:
        slots["infinitive"] = _following_infinitive(group.verb)
    if group.passive:
        slots["obj"] = slots["surface"] or slots["obj"]
    else:
        slots["subj"] = slots["surface"]
    fall_back(group.verb, slots)
    slots["par"] = [token for token in slots["par"] if not is_instrument(token)]
    if group.passive:
        slots["subj"] = slots["par"] or _shared_agent(group, lexicon, depth)
    return slots


def _shared_agent(group: VerbGroup, lexicon: EventLexicon, depth: int) -> list[Token]:
    """The agent of the passive a participle is coordinated with ("conduits au poste par la police, puis libérés")."""
    head = group.verb.head
    if group.verb.dep_ != "conj" or not group.compound or group.first != group.verb.i or depth:
        return []
    infinitives = lexicon.forms.get(head.lower_, frozenset())
    other = read_group(head, tenses_of(head, infinitives), infinitives, depth=1)
    return verb_slots(other, lexicon, depth=depth + 1)["par"] if other.passive else []


def _relative_object(group: VerbGroup, subject: list[Token]) -> list[Token]:
    """What "que" stands for at the head of the clause ("le parti (PN), que Paris accuse")."""
    tree = tree_of(group.verb.doc)
    first = min([group.first, *(token.i for token in subject)])
    for i in range(first - 1, max(tree.starts[group.verb.i], first - LEVELS), -1):
        if tree.words[i] in {"que", "qu'"}:
            before = i - 1 - (tree.words[i - 1] == ",")
            named = before >= 0 and (tree.tokens[before].pos_ == "PROPN" or tree.words[before] == ")")
            return [antecedent(tree.tokens[i])] if named or group.verb.dep_ == "acl:relcl" else []
        if tree.tokens[i].pos_ in {"VERB", "AUX"} or tree.words[i] in {",", ";", ":"}:
            return []
    return []


def _surface_object(verb: Token) -> list[Token]:
    """The phrase after a verb, past a date that hides it from the parser ("a signé le 16 juillet un accord")."""
    doc, end = verb.doc, min(sentence_end(verb), verb.i + 1 + REACH)
    i, dated = verb.i + 1, False
    while i < end and (_is_time(doc, i) or doc[i].pos_ == "ADV"):
        dated = dated or _is_time(doc, i)
        i += 1
    leads = i < end and (doc[i].pos_ in {"DET", "NUM", "PROPN"} or doc[i].lower_ in _LEADS)
    noun = first_noun(doc, i, end) if dated and leads else None
    return [noun] if noun is not None else []


def _is_time(doc: Doc, i: int) -> bool:
    following = tree_of(doc).words[i : i + 3]
    return following[0] in TIMES or (doc[i].pos_ in {"NUM", "DET"} and not TIMES.isdisjoint(following))


def _followed_by_que(verb: Token) -> bool:
    tree = tree_of(verb.doc)
    for i in range(verb.i + 1, min(tree.ends[verb.i], verb.i + 4)):
        if tree.words[i] in {"que", "qu'"}:
            return True
        if tree.tokens[i].pos_ != "ADV":
            return False
    return False


def _following_infinitive(verb: Token) -> list[Token]:
    """The infinitive that "de" or "à" binds to a verb in surface order ("exhorte Paris à cesser")."""
    tree, after = tree_of(verb.doc), verb.i + 1
    for i in range(after, min(tree.ends[verb.i], verb.i + REACH // 2)):
        token = tree.tokens[i]
        if tree.forms[i] != "Inf":
            if token.is_punct or token.pos_ in {"VERB", "AUX"}:
                return []
        elif token.is_punct:
            return []
        elif not {"de", "d'", "à"}.isdisjoint(tree.words[max(after, i - 3) : i]):
            return [token]
    return []


def _place(child: Token, slots: Slots) -> None:
    if child.dep_ in SUBJECTS:
        slots["surface"].append(child)
    elif child.dep_ == "obj":
        slots["obj"].append(antecedent(child))
    elif child.dep_ == "iobj" or (child.dep_.startswith("expl") and child.lower_ in ADDRESSEE_CLITICS):
        slots["à"].append(child)
    elif child.dep_ in {"xcomp", "ccomp"}:
        _place_clause(child, slots)
    elif child.dep_.startswith(("obl", "nmod", "advcl", "advmod")):
        if child.i < child.head.i and preposition(child) in {"à", "en", "dans"}:
            return  # "À Rome, la ministre a réclamé": a place, not a party
        slots[preposition(child) or "bare"].append(child)
        if child.dep_ == "advcl":
            _place_clause(child, slots)


def _place_clitics(group: VerbGroup, slots: Slots) -> None:
    """The pronouns before a verb, whatever the parser took them for ("l'a averti", "lui a promis", "de les ravitailler")."""
    tree, verb = tree_of(group.verb.doc), group.verb.i
    first = group.first
    # A determiner right before a verb is none: the parser misread the pronoun.
    if first - 1 >= tree.starts[verb] and tree.words[first - 1] in OBJECT_CLITICS and _is_verbal(tree, first):
        first -= 1
    for i in range(first, verb):
        word = tree.words[i]
        if word not in OBJECT_CLITICS and word not in ADDRESSEE_CLITICS:
            continue
        token = tree.tokens[i]
        if tree.words[i + 1] in {",", "on"} or (token.pos_ == "DET" and i > first):
            continue  # "a, lui, refusé", "que l'on accuse"
        for others in (slots["surface"], slots["obj"], slots["à"]):
            others[:] = [each for each in others if each.i != i]
        if word in ADDRESSEE_CLITICS:
            slots["à"].insert(0, token)
        elif not group.passive:
            slots["obj"] = [token]


def _adjective_before(group: VerbGroup) -> list[Token]:
    """ "Ce dernier", "le second" right before a verb, which the parser seldom takes for its subject."""
    tree, i = tree_of(group.verb.doc), group.first - 1
    before = LAST_OR_ORDINAL.get(tree.words[i], ()) if i > tree.starts[group.verb.i] else ()
    return [tree.tokens[i]] if before and tree.words[i - 1] in before else []


def _is_verbal(tree: Tree, i: int) -> bool:
    return tree.tokens[i].pos_ in {"VERB", "AUX"} and tree.forms[i] != "Part"


def _place_clause(child: Token, slots: Slots) -> None:
    markers = {token.lower_ for token in children_of(child) if token.dep_ in {"mark", "fixed"}}
    if markers & {"que", "qu'"}:
        slots["que"].append(child)
    elif verb_form(child) == "Inf" or markers & {"de", "d'", "à"}:
        slots["infinitive"].append(child)
    elif child.pos_ in {"NOUN", "PROPN", "X"}:
        slots["obj"].append(child)


def _inherited_subject(group: VerbGroup, lexicon: EventLexicon, depth: int) -> list[Token]:
    verb = group.verb
    if verb.head.i < verb.i and group.first <= verb.head.i:
        verb = verb.head  # the parser made the auxiliary the head ("d'avoir violé")
    head = verb.head
    if depth >= LEVELS:
        return []
    if group.tense == PARTICIPLE and not group.compound:
        return _bare_participle_of(verb, lexicon, depth)
    if verb.dep_ == "acl:relcl":
        return [head]
    of_noun = verb.dep_ == "acl" and head.pos_ in NOMINAL
    if group.tense == INFINITIVE and (of_noun or (head.pos_ == "ADJ" and verb.dep_ != "conj")):
        return (_subject_beside if of_noun else _subject_of_adjective)(head, lexicon, depth)
    if verb.dep_ == "conj" and head.pos_ not in {"VERB", "AUX"}:
        head = governing_verb(verb) or head
    if head.i < verb.i and group.tense not in UNFINISHED:
        above = _finite_above(head) if verb.dep_ == "conj" else head
        head = _of_the_same_clause(above, group) or verb
    is_verb = head.i != verb.i and (head.lower_ in lexicon.forms or head.pos_ in {"VERB", "AUX"})
    own_clause = verb.dep_ == "ccomp" and group.tense not in UNFINISHED
    if is_verb and verb.dep_ in _CONTROLLED and not own_clause:
        return _controller(verb, head, lexicon, depth)
    return []


def _of_the_same_clause(head: Token, group: VerbGroup) -> Token | None:
    """The verb a finite one shares its subject with: never one before a colon or semicolon, whatever the parser says.

    "X propose ses services : son émissaire verra Y, puis s'envolera" goes on from "verra"; None where the clause has
    a subject of its own.
    """
    tree = tree_of(head.doc)
    mark = next((i for i in range(group.first - 1, head.i, -1) if tree.words[i] in {":", ";"}), 0)
    if not mark:
        return head
    if tree.words[group.first - 1] not in {"et", "puis", "mais", ","}:
        return None
    return next((tree.tokens[i] for i in range(group.first - 1, mark, -1) if tree.forms[i] == "Fin"), None)


def _subject_of_adjective(adjective: Token, lexicon: EventLexicon, depth: int) -> list[Token]:
    """Who is "prêt à", "disposé à", "le premier à": the adjective's subject, its noun, or its verb's subject."""
    own = [antecedent(child) for child in children_of(adjective) if child.dep_ in SUBJECTS]
    if own:
        return own[:1]
    if adjective.dep_ in {"amod", "acl", "appos"} and adjective.head.pos_ in NOMINAL:
        return [adjective.head]
    verb = governing_verb(adjective)
    if verb is None:
        return []
    infinitives = lexicon.forms.get(verb.lower_, frozenset())
    group = read_group(verb, tenses_of(verb, infinitives), infinitives, depth=1)
    return verb_slots(group, lexicon, depth=depth + 1)["surface"]


def _finite_above(verb: Token) -> Token:
    """The verb a finite one is coordinated with: no infinitive ("a exhorté les camps à négocier et s'est dite prête")."""
    for _ in range(LEVELS):
        above = governing_verb(verb) if verb_form(verb) == "Inf" else None
        if above is None or above.i >= verb.i:
            break
        verb = above
    return verb


def _subject_beside(noun: Token, lexicon: EventLexicon, depth: int) -> list[Token]:
    """Whose act an infinitive under a noun is: "accuse l'armée d'avoir tué" the noun's, else its verb's subject's."""
    verb = governing_verb(noun)
    if verb is None:
        return [noun]
    governors = lexicon.governors.get(verb.lower_, frozenset())
    someone = noun.pos_ == "PROPN" or noun.lower_ in participants()
    if noun.lower_ in _PERMISSIONS and "hypothetical_verbs" in governors:
        infinitives = lexicon.forms[verb.lower_]
        group = read_group(verb, tenses_of(verb, infinitives), infinitives, depth=1)
        return verb_slots(group, lexicon, depth=depth + 1)[
            "surface"
        ]  # "a demandé à X l'autorisation de frapper"
    if "alleged_verbs" in governors or (someone and governors & {"called_verbs", "hypothetical_verbs"}):
        return [noun]
    return _controller(noun, verb, lexicon, depth)


def _bare_participle_of(verb: Token, lexicon: EventLexicon, depth: int) -> list[Token]:
    """What a participle without auxiliary describes: the name before its comma, its noun, or the main subject."""
    doc, i = verb.doc, verb.i - 1
    while i > sentence_start(verb) and doc[i].pos_ == "ADV":
        i -= 1
    if doc[i].text == "," and i > sentence_start(verb):
        before = doc[i - 1]
        if before.text == ")":
            return [before.head] if before.head.i < before.i else [doc[i - 2]]
        if before.pos_ == "PROPN" or before.ent_type_:
            return [before]
    if verb.dep_ in {"acl", "amod", "acl:relcl", "appos"} and verb.head.pos_ in NOMINAL:
        return [verb.head]
    following = noun_behind_opening(verb)
    if following is not None:
        return [following, *name_behind(following)]
    head = governing_verb(verb)
    if head is not None and verb.dep_.startswith(("obl", "advcl", "ccomp", "dep")) and head.i > verb.i:
        return _controller(verb, head, lexicon, depth)
    return []


def _controller(verb: Token, head: Token, lexicon: EventLexicon, depth: int) -> list[Token]:
    """Who an infinitive's or a coordinated verb's subject is: the governor's object after "demander à X de"."""
    infinitives = lexicon.forms.get(head.lower_, frozenset())
    governor = read_group(head, tenses_of(head, infinitives), infinitives, depth=1)
    slots = verb_slots(governor, lexicon, depth=depth + 1)
    own = bool(infinitives & _OWN_INFINITIVE)  # "menace X de couper les aides": who menaces cuts them
    if verb.dep_ != "conj" and not own and lexicon.governors.get(head.lower_, frozenset()) & {
        "called_verbs", "hypothetical_verbs", "alleged_verbs",
    }:  # fmt: skip
        for slot in ("obj", "à"):
            if slots[slot] and slots[slot][0].i != verb.i:
                return slots[slot]
    return slots["surface"] or slots["subj"]


def fall_back(trigger: Token, slots: Slots, *, after: int | None = None) -> None:
    """Add what follows an unmistakable preposition where the tree attached it elsewhere."""
    tree = tree_of(trigger.doc)
    begin = (trigger.i if after is None else after) + 1
    for i in range(begin, min(tree.ends[trigger.i], begin + REACH)):
        if tree.words[i] in _STRETCH_MARKS:
            return
        token = tree.tokens[i]
        pos = token.pos_
        if (pos == "VERB" and tree.forms[i] == "Fin") or (
            pos == "PRON" and "Rel" in token.morph.get("PronType", [])
        ):
            return
        if pos != "ADP":
            continue
        name = plain(tree.words[i])
        verb = token.head.head
        if name == "par" and trigger.i < verb.i < i and verb.pos_ == "VERB":
            if verb.head.i != trigger.i:
                return  # the agent of another noun's participle
            continue  # "l'offensive lancée par l'armée contre les rebelles"
        if name == "par" and trigger.i < verb.i < i and preposition(verb) in _TEMPORAL:
            return  # that of another noun: "75.000 euros d'amende après l'agression de l'arbitre par un joueur"
        if name in _FALLBACK_PREPOSITIONS and not slots[name] and token.head.i > i:
            slots[name].append(token.head)


def is_instrument(token: Token) -> bool:
    """ "par balle", "par téléphone": no determiner and no name means no agent."""
    return token.pos_ == "NOUN" and token.text.islower() and not any(
        child.dep_ in {"det", "nummod"} or child.pos_ in {"DET", "NUM"} for child in children_of(token)
    )  # fmt: skip
