"""The clause around a trigger: its verb group, and the phrases that fill its slots.

The dependency tree leads; where the model's tree has a hole, surface order fills it ("contre X" after an attack).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipelines.language.events.forms import GERUND, INFINITIVE, PARTICIPLE
from pipelines.language.events.groups import (
    SUBJECTS,
    VerbGroup,
    governing_verb,
    read_group,
    tenses_of,
)
from pipelines.language.events.lexicon import EventLexicon, participant_words, participants, plain
from pipelines.language.events.tree import Tree, children_of, sentence_end, sentence_start, tree_of, verb_form

Slots = defaultdict[str, list[Token]]
_LEVELS = 6
_STRETCH_MARKS = {";", ":", "«", "“", '"', ")", "("}
_FALLBACK_PREPOSITIONS = {"contre", "avec", "entre", "envers", "auprès", "par"}
_REACH = 18
_MAX_JOINED = 12
_CONTROLLED = {"conj", "xcomp", "advcl", "ccomp", "obl:arg", "obl:mod", "dep"}
_MAX_CANDIDATES = 4
_LEADS = {"des", "du", "m.", "mm.", "mme", "me", "mgr"}
_AIMING = {
    "viser",
    "cibler",
    "frapper",
    "toucher",
    "menacer",
    "pénaliser",
    "affecter",
}  # whose object is meant to suffer
_NEVER_SUBJECTS = {"y", "où", "s'", "se", "dont"}
_OBJECT_PRONOUNS = {"lui", "leur", "le", "la", "les", "l'", "en", "me", "m'", "te", "t'", "rien"}
_CLAUSE_OPENINGS = {",", ";", ":", "que", "qu'", "«"}
_LEAVING = {
    "quitter",
    "suspendre",
    "interrompre",
    "rompre",
    "boycotter",
    "claquer",
    "reprendre",
    "prolonger",
    "accepter",
}
_AT = {"lors", "après", "à", "pendant", "durant", "avant", "en"}
_AT_NOUNS = {"terme", "issue", "cours", "occasion", "sortie", "fin", "ouverture", "lendemain"}
_TEMPORAL = {"après", "avant", "depuis", "malgré", "pendant", "durant", "lors"}
_CONJUNCTIONS = {"et", "mais", "que", "où", "or", "car", "si", "quand", "puis"}
_JOINED_RELATIVES = {"auquel", "auxquels", "auxquelles", "duquel", "desquels", "desquelles"}
_RELATIVES = {"qui", "lequel", "laquelle", "lesquels", "lesquelles", "quoi"}
_BEFORE_RELATIVES = {
    "à",
    "pour",
    "avec",
    "contre",
    "par",
    "chez",
    "selon",
    "sur",
    "envers",
    "devant",
    "sans",
    "dans",
    "derrière",
    "sous",
}
_PERMISSIONS = {"autorisation", "permission", "droit", "possibilité", "aide", "moyens", "temps"}
_OWN_INFINITIVE = {
    "menacer",
    "risquer",
    "tenter",
    "essayer",
    "chercher",
    "espérer",
    "songer",
    "rêver",
    "craindre",
    "redouter",
}
_UNFINISHED = {INFINITIVE, GERUND, PARTICIPLE}
# "ce dernier", "la seconde": adjectives that stand for somebody, with the words that must stand before them.
LAST_OR_ORDINAL = {
    "dernier": {"ce"}, "dernière": {"cette"}, "derniers": {"ces"}, "dernières": {"ces"},
    "premier": {"le"}, "première": {"la"}, "second": {"le"}, "seconde": {"la"},
}  # fmt: skip
OBJECT_CLITICS = {"l'", "le", "la", "les"}
ADDRESSEE_CLITICS = {"lui", "leur"}
_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "X"}
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


def phrase_heads(head: Token, *, depth: int = 0) -> list[Token]:
    """`head` and the phrases coordinated with it, a bounded number of them."""
    heads = [head]
    joined = [child for child in children_of(head) if child.dep_ == "conj" and child.pos_ in _NOMINAL]
    if not joined or depth >= _LEVELS:
        return heads
    further = [phrase_heads(child, depth=depth + 1) for child in joined]
    # The model takes some appositions for coordination: only "A, B et C" is one.
    linked = any(
        mark.dep_ == "cc" and mark.lower_ != "mais" for child in joined for mark in children_of(child)
    )
    if linked or any(len(each) > 1 for each in further):
        heads.extend(each for group in further for each in group)
    return heads[:_MAX_JOINED]


def verb_slots(group: VerbGroup, lexicon: EventLexicon, *, depth: int = 0) -> Slots:
    """The phrases around a verb: subj and obj of the active sentence, que, infinitive, and every preposition."""
    slots: Slots = defaultdict(list)
    for child in children_of(group.verb):
        _place(child, slots)
    _place_clitics(group, slots)
    slots["surface"] = [token for token in slots["surface"] if not _is_elsewhere(token, group)]
    _settle_subjects(group, slots)
    if not slots["surface"]:
        slots["surface"] = _subject_beside_verb(group) or _inherited_subject(group, lexicon, depth)
    if not slots["surface"]:
        slots["surface"] = _adjective_before(group)
    if not slots["surface"]:
        slots["candidates"] = _subject_candidates(group)
        slots["surface"] = slots["candidates"][:1]
    slots["surface"] = [_owner_before_dont(antecedent(token)) for token in slots["surface"]]
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
    _fall_back(group.verb, slots)
    slots["par"] = [token for token in slots["par"] if not _is_instrument(token)]
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


def _settle_subjects(group: VerbGroup, slots: Slots) -> None:
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
    return _subject_candidates(group)[:1]


def _subject_beside_verb(group: VerbGroup) -> list[Token]:
    """The noun right before a verb and right behind a conjunction, which the parser overlooked: "…, et Paris lui fournit"."""
    if group.tense in _UNFINISHED or group.first <= sentence_start(group.verb) + 1:
        return []
    tree = tree_of(group.verb.doc)
    noun = next(iter(_subject_before_relative(group)), tree.tokens[group.first - 1])
    i = noun.i
    if noun.pos_ not in {"NOUN", "PROPN"} or tree.words[i] in TIMES or noun.dep_.startswith(("obl", "flat")):
        return []
    while i > tree.starts[noun.i] and tree.tokens[i - 1].pos_ in {"DET", "NUM", "ADJ"}:
        i -= 1
    return [noun] if i > tree.starts[noun.i] and tree.words[i - 1] in _CONJUNCTIONS else []


def _is_elsewhere(subject: Token, group: VerbGroup) -> bool:
    """True of a dateline, and of a subject inside a relative clause that ends before the verb."""
    words, start = tree_of(subject.doc).words, sentence_start(subject)
    if subject.i < _after_dateline(tree_of(subject.doc), start, group.first):
        return True
    back = range(subject.i - 1, max(start, subject.i - _LEVELS), -1)
    lead = next((i for i in back if _opens_relative(words, i)), 0)
    if not lead or group.first <= subject.i:
        return False
    inside = _hidden(subject.doc, lead - 1, group.first)
    last = group.first - 1
    return subject.i in inside and (words[last] == "," or last not in inside)


def _after_dateline(tree: Tree, start: int, end: int) -> int:
    """Where a sentence begins behind "(Ottawa)" or "Bangui, le 19 janvier 2021 –"; `start` where it has no dateline."""
    words, stop = tree.words, min(end, start + _REACH)
    if start < stop and words[start] == "(":
        return next((i + 1 for i in range(start, min(stop, start + _LEVELS)) if words[i] == ")"), start)
    dash = next((i for i in range(start, stop) if words[i] in {"–", "—"}), start)
    dated = any(words[i] in TIMES for i in range(start, dash))
    names = (tree.tokens[i].pos_ in {"PROPN", "NOUN", "NUM", "PUNCT", "DET"} for i in range(start, dash))
    return dash + 1 if dated and all(names) else start


def _relative_object(group: VerbGroup, subject: list[Token]) -> list[Token]:
    """What "que" stands for at the head of the clause ("le parti (PN), que Paris accuse")."""
    tree = tree_of(group.verb.doc)
    first = min([group.first, *(token.i for token in subject)])
    for i in range(first - 1, max(tree.starts[group.verb.i], first - _LEVELS), -1):
        if tree.words[i] in {"que", "qu'"}:
            before = i - 1 - (tree.words[i - 1] == ",")
            named = before >= 0 and (tree.tokens[before].pos_ == "PROPN" or tree.words[before] == ")")
            return [antecedent(tree.tokens[i])] if named or group.verb.dep_ == "acl:relcl" else []
        if tree.tokens[i].pos_ in {"VERB", "AUX"} or tree.words[i] in {",", ";", ":"}:
            return []
    return []


def _surface_object(verb: Token) -> list[Token]:
    """The phrase after a verb, past a date that hides it from the parser ("a signé le 16 juillet un accord")."""
    doc, end = verb.doc, min(sentence_end(verb), verb.i + 1 + _REACH)
    i, dated = verb.i + 1, False
    while i < end and (_is_time(doc, i) or doc[i].pos_ == "ADV"):
        dated = dated or _is_time(doc, i)
        i += 1
    leads = i < end and (doc[i].pos_ in {"DET", "NUM", "PROPN"} or doc[i].lower_ in _LEADS)
    if not dated or not leads:
        return []
    for k in range(i, min(end, i + 5)):
        if doc[k].pos_ in {"NOUN", "PROPN"}:
            return [doc[k]]
        if doc[k].pos_ not in {"DET", "NUM", "ADJ", "ADP"}:
            return []
    return []


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
    for i in range(after, min(tree.ends[verb.i], verb.i + _REACH // 2)):
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
    elif child.dep_ == "iobj" or (child.dep_.startswith("expl") and child.lower_ in {"lui", "leur"}):
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


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; any other token is itself."""
    if token.lower_ not in {"qui", "que", "qu'", "lequel", "laquelle", "lesquels", "lesquelles"}:
        return token
    clause = token.head
    for _ in range(_LEVELS):
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
    return _top(token.doc[i], {"nmod", "amod", "flat:name", "appos", "flat:foreign", "acl"})


def _owner_before_dont(part: Token) -> Token:
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


def _top(token: Token, links: set[str]) -> Token:
    """The head of the phrase a token is in, following only `links` to the left."""
    for _ in range(2 * _LEVELS):
        if token.head.i >= token.i or token.dep_ not in links:
            break
        token = token.head
    return token


def _inherited_subject(group: VerbGroup, lexicon: EventLexicon, depth: int) -> list[Token]:
    verb = group.verb
    if verb.head.i < verb.i and group.first <= verb.head.i:
        verb = verb.head  # the parser made the auxiliary the head ("d'avoir violé")
    head = verb.head
    if depth >= _LEVELS:
        return []
    if group.tense == PARTICIPLE and not group.compound:
        return _bare_participle_of(verb, lexicon, depth)
    if verb.dep_ == "acl:relcl":
        return [head]
    of_noun = verb.dep_ == "acl" and head.pos_ in _NOMINAL
    if group.tense == INFINITIVE and (of_noun or (head.pos_ == "ADJ" and verb.dep_ != "conj")):
        return (_subject_beside if of_noun else _subject_of_adjective)(head, lexicon, depth)
    if verb.dep_ == "conj" and head.pos_ not in {"VERB", "AUX"}:
        head = governing_verb(verb) or head
    if head.i < verb.i and group.tense not in _UNFINISHED:
        above = _finite_above(head) if verb.dep_ == "conj" else head
        head = _of_the_same_clause(above, group) or verb
    is_verb = head.i != verb.i and (head.lower_ in lexicon.forms or head.pos_ in {"VERB", "AUX"})
    own_clause = verb.dep_ == "ccomp" and group.tense not in _UNFINISHED
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
    if adjective.dep_ in {"amod", "acl", "appos"} and adjective.head.pos_ in _NOMINAL:
        return [adjective.head]
    verb = governing_verb(adjective)
    if verb is None:
        return []
    infinitives = lexicon.forms.get(verb.lower_, frozenset())
    group = read_group(verb, tenses_of(verb, infinitives), infinitives, depth=1)
    return verb_slots(group, lexicon, depth=depth + 1)["surface"]


def _finite_above(verb: Token) -> Token:
    """The verb a finite one is coordinated with: no infinitive ("a exhorté les camps à négocier et s'est dite prête")."""
    for _ in range(_LEVELS):
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
    if verb.dep_ in {"acl", "amod", "acl:relcl", "appos"} and verb.head.pos_ in _NOMINAL:
        return [verb.head]
    following = _noun_behind_opening(verb)
    if following is not None:
        return [following, *_name_behind(following)]
    head = governing_verb(verb)
    if head is not None and verb.dep_.startswith(("obl", "advcl", "ccomp", "dep")) and head.i > verb.i:
        return _controller(verb, head, lexicon, depth)
    return []


def _noun_behind_opening(participle: Token) -> Token | None:
    """What a participle at the head of a sentence describes: "Réunis mardi à Rome, le G77 et la Chine ont exigé"."""
    tree, start = tree_of(participle.doc), sentence_start(participle)
    if participle.i > start and tree.words[participle.i - 1] not in {":", "«"}:
        return None
    stop = min(tree.ends[participle.i], participle.i + _REACH)
    commas = (i for i in range(participle.i + 1, stop) if tree.words[i] == ",")
    for comma in commas:
        for i in range(comma + 1, min(stop, comma + 5)):
            token = tree.tokens[i]
            if token.pos_ in {"NOUN", "PROPN"}:
                return token if not preposition(token) else None
            if token.pos_ not in {"DET", "NUM", "ADJ"}:
                break
    return None


def _name_behind(name: Token) -> list[Token]:
    """The name that "et" joins to one, where the parser does not ("le Kenya et l'Ouganda")."""
    tree, end = tree_of(name.doc), sentence_end(name)
    i = name.i + 1
    if name.pos_ != "PROPN" or i + 2 >= end or tree.words[i] != "et":
        return []
    other = tree.tokens[i + 1 + (tree.tokens[i + 1].pos_ == "DET")]
    return [other] if other.pos_ == "PROPN" and other.head.i != name.i else []


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


def _subject_candidates(group: VerbGroup) -> list[Token]:
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
        top = _top(token, {"flat:name", "flat:foreign", "amod", "conj", "nmod"})
        if not preposition(top) and not preposition(token) and top.i >= start and top.i not in hidden:
            found.append(token if top.dep_ == "appos" else top)
            if len(found) == _MAX_CANDIDATES:
                break
    return found


def _clause_start(group: VerbGroup) -> int:
    words, start = tree_of(group.verb.doc).words, max(sentence_start(group.verb), group.first - 2 * _REACH)
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


def _fall_back(trigger: Token, slots: Slots, *, after: int | None = None) -> None:
    """Add what follows an unmistakable preposition where the tree attached it elsewhere."""
    tree = tree_of(trigger.doc)
    begin = (trigger.i if after is None else after) + 1
    for i in range(begin, min(tree.ends[trigger.i], begin + _REACH)):
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


def _is_instrument(token: Token) -> bool:
    """ "par balle", "par téléphone": no determiner and no name means no agent."""
    return token.pos_ == "NOUN" and token.text.islower() and not any(
        child.dep_ in {"det", "nummod"} or child.pos_ in {"DET", "NUM"} for child in children_of(token)
    )  # fmt: skip


def noun_slots(noun: Token, last: Token, lexicon: EventLexicon) -> tuple[Slots, VerbGroup | None]:
    """The phrases around a noun trigger, and the verb group that carries it, if any.

    Slots of the carrying verb come as subj and obl:PREP; "gov" holds the verb, "adj" adjectives, "poss" and "det"
    the determiner, "beside" who is busy at or after what the noun tells.
    """
    slots: Slots = defaultdict(list)
    for child in (*children_of(noun), *(children_of(last) if last.i != noun.i else ())):
        _place_of_noun(child, slots)
        if child.dep_ in {"acl", "acl:relcl"}:
            _place_of_relative(child, slots, lexicon)
    _fall_back(noun, slots, after=last.i)
    slots["par"] = [token for token in slots["par"] if not _is_instrument(token)]
    slots["beside"] = _busy_beside(noun, lexicon)
    carrier = carrying_verb(noun, lexicon)
    if carrier is None:
        return slots, None
    infinitives = lexicon.forms.get(carrier.lower_, frozenset())
    group = read_group(carrier, tenses_of(carrier, infinitives), infinitives)
    slots["gov"].append(carrier)
    around = verb_slots(group, lexicon)
    held = {token.i for token in phrase_heads(top_noun(noun))} | {noun.i}
    if "light_verbs" in lexicon.governors.get(carrier.lower_, frozenset()):
        if not any(token.i in held for token in around["subj"]):
            slots["subj"] = around["subj"]
            governors = lexicon.governors[carrier.lower_]
            if "patient_verbs" in governors:
                slots["asker" if "asking_verbs" in governors else "patient"] = around["subj"]
                slots["subj"] = []
        if group.passive:
            slots["par"] = slots["par"] or around["par"]
    for name, tokens in list(around.items()):
        if name not in {"subj", "obj", "surface", "que", "infinitive", "bare", "par"}:
            slots[f"obl:{name}"] = [token for token in tokens if token.i not in held]
    for name in ("entre", "contre"):
        slots[name] = slots[name] or slots[f"obl:{name}"]
    return slots, group


def _busy_beside(noun: Token, lexicon: EventLexicon) -> list[Token]:
    """Who does something at or after what the noun tells, or leaves it.

    "a levé, lors d'un sommet, …", "après dix jours de pourparlers, X …", "a claqué la porte des négociations".
    A subject behind its verb is only who speaks of it ("a déclaré à l'issue du sommet le président").
    """
    top, led = noun, ""
    for _ in range(_LEVELS):
        led = preposition(top)
        if top.dep_ not in {"nmod", "fixed"} or top.head.pos_ != "NOUN" or top.head.i >= top.i:
            break
        top = top.head
    if top.head.lower_ == "lors":
        top, led = top.head, "lors"
    verb = top.head
    infinitives = lexicon.forms.get(verb.lower_, frozenset())
    leaves = bool(infinitives & _LEAVING) and top.dep_.startswith("obj")
    at = led in _AT and top.dep_.startswith(("obl", "advmod", "nmod", "advcl"))
    at = at and (led != "à" or top.lower_ in _AT_NOUNS)
    if verb.pos_ not in {"VERB", "AUX"} or not (leaves or at):
        return []
    group = read_group(verb, tenses_of(verb, infinitives), infinitives, depth=1)
    found = verb_slots(group, lexicon, depth=1)["surface"]
    opens = group.tense == PARTICIPLE  # "Réunis en sommet virtuel, les chefs d'État ont suspendu …"
    return [token for token in found if leaves or opens or token.i < group.first]


def _place_of_noun(child: Token, slots: Slots) -> None:
    if child.dep_ in {"nmod", "obl:arg", "obl:mod", "obl", "obl:agent", "acl"} and preposition(child):
        slots[preposition(child)].append(child)
    elif child.dep_ == "amod" or (child.pos_ == "ADJ" and child.dep_ in {"acl", "nmod", "conj"}):
        slots["adj"].append(child)
    elif child.pos_ == "DET" or child.dep_ == "det":
        slots["det"].append(child)
        if "Yes" in child.morph.get("Poss", []):
            slots["poss"].append(child)
    if child.dep_ in {"acl", "amod"} and child.pos_ in {"VERB", "ADJ"}:
        for grandchild in children_of(child):
            name = preposition(grandchild)
            if name == "à" and child.lower_.startswith(("attribué", "imputé", "confié")):
                name = "par"
            if grandchild.dep_.startswith("obl") and name in {"par", "à", "contre", "avec", "entre"}:
                slots[name].append(grandchild)


def _place_of_relative(verb: Token, slots: Slots, lexicon: EventLexicon) -> None:
    """Parties told by a clause on the noun: "les sanctions visant X", "l'embargo que la Suisse a décrété contre X"."""
    around = children_of(verb)
    whole = next((token for token in around if token.lower_ in {"que", "qu'"} and token.dep_ == "obj"), None)
    inner = [token for token in around if token.dep_ == "xcomp" and verb_form(token) == "Inf"]
    if whole is None:
        for token in inner:
            whole = whole or next(
                (each for each in children_of(token) if each.lower_ in {"que", "qu'"}), None
            )
    if whole is None:
        if not lexicon.forms.get(verb.lower_, frozenset()).isdisjoint(_AIMING):
            slots["contre"].extend(token for token in around if token.dep_ == "obj" and token.i > verb.i)
        return
    for token in (*around, *(each for clause in inner for each in children_of(clause))):
        if token.dep_ in SUBJECTS:
            slots["par"].append(token)
        elif token.dep_.startswith("obl") and preposition(token) in {"à", "contre"}:
            slots[preposition(token)].append(token)


def top_noun(noun: Token) -> Token:
    """The head of the phrase a noun is counted in: "série" for "réunions" in "une série de réunions"."""
    for _ in range(_LEVELS):
        if noun.dep_ in {"nmod", "conj"} and noun.head.pos_ == "NOUN" and noun.head.i < noun.i:
            noun = noun.head
        else:
            break
    return noun


def carrying_verb(noun: Token, lexicon: EventLexicon) -> Token | None:
    """The verb whose subject, object or complement a noun is."""
    top = noun
    for _ in range(_LEVELS):
        if (top.dep_ == "conj" and top.head.pos_ == "NOUN") or (
            top.dep_ == "nmod" and "phase_nouns" in lexicon.words.get(top.head.lower_, frozenset())
        ):
            top = top.head
        else:
            break
    head = top.head
    if head.lower_ in TIMES and head.head.pos_ == "VERB" and head.head.i < head.i:
        return head.head  # "a utilisé samedi des canons": the parser hangs the object on the day
    is_verb = head.i != top.i and (head.pos_ in {"VERB", "AUX"} or head.lower_ in lexicon.forms)
    return head if is_verb and top.dep_.startswith(("obj", "nsubj", "obl", "xcomp", "ccomp")) else None
