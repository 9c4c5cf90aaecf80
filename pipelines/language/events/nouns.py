"""The phrases around a noun that tells of an event, and the verb that carries it."""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Token

from pipelines.language.events.clauses import fall_back, is_instrument, verb_slots
from pipelines.language.events.groups import SUBJECTS, VerbGroup, read_group, tenses_of
from pipelines.language.events.heads import LEVELS, TIMES, Slots, phrase_heads, preposition
from pipelines.language.events.lexicon import EventLexicon
from pipelines.language.events.tree import children_of, verb_form
from pipelines.language.morphology import PARTICIPLE

# whose object is meant to suffer
_AIMING = {
    "viser", "cibler", "frapper", "toucher", "menacer", "pénaliser", "affecter",
}  # fmt: skip
_LEAVING = {
    "quitter", "suspendre", "interrompre", "rompre", "boycotter", "claquer", "reprendre", "prolonger", "accepter",
}  # fmt: skip
_AT = {"lors", "après", "à", "pendant", "durant", "avant", "en"}
_AT_NOUNS = {"terme", "issue", "cours", "occasion", "sortie", "fin", "ouverture", "lendemain"}


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
    slots["de"] = [each for head in slots["de"] for each in _past_time(head)]
    fall_back(noun, slots, after=last.i)
    slots["par"] = [token for token in slots["par"] if not is_instrument(token)]
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
    for _ in range(LEVELS):
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


def _past_time(head: Token) -> list[Token]:
    """ "La réunion de lundi des ministres": those the day hides."""
    if head.lower_ not in TIMES:
        return [head]
    return [child for child in children_of(head) if child.dep_ == "nmod" and preposition(child) == "de"]


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
    inner = [
        each
        for clause in around
        if clause.dep_ == "xcomp" and verb_form(clause) == "Inf"
        for each in children_of(clause)
    ]
    objects = (*(token for token in around if token.dep_ == "obj"), *inner)
    if all(token.lower_ not in {"que", "qu'"} for token in objects):
        if not lexicon.forms.get(verb.lower_, frozenset()).isdisjoint(_AIMING):
            slots["contre"].extend(token for token in around if token.dep_ == "obj" and token.i > verb.i)
        return
    for token in (*around, *inner):
        if token.dep_ in SUBJECTS:
            slots["par"].append(token)
        elif token.dep_.startswith("obl") and preposition(token) in {"à", "contre"}:
            slots[preposition(token)].append(token)


def top_noun(noun: Token) -> Token:
    """The head of the phrase a noun is counted in: "série" for "réunions" in "une série de réunions"."""
    for _ in range(LEVELS):
        if noun.dep_ in {"nmod", "conj"} and noun.head.pos_ == "NOUN" and noun.head.i < noun.i:
            noun = noun.head
        else:
            break
    return noun


def carrying_verb(noun: Token, lexicon: EventLexicon) -> Token | None:
    """The verb whose subject, object or complement a noun is."""
    top = noun
    for _ in range(LEVELS):
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
