"""How far an event is a fact: actual, planned, negated, hypothetical or alleged.

Signs are read from the trigger outwards: its own verb group, the words around a noun, then each governor in turn
("menace d'expulser", "prévoit un exercice"), then the clause ("si…"). The first that speaks decides, except that a
negation of the trigger itself always wins.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipelines.language.events.groups import (
    VerbGroup,
    auxiliaries,
    governing_verb,
    is_past_infinitive,
    read_group,
    tenses_of,
)
from pipelines.language.events.heads import TIMES, preposition
from pipelines.language.events.lexicon import EventLexicon, Trigger
from pipelines.language.events.nouns import top_noun
from pipelines.language.events.tree import children_of, sentence_end, sentence_start
from pipelines.language.morphology import CONDITIONAL, FUTURE, INFINITIVE

ACTUAL, PLANNED, NEGATED, HYPOTHETICAL, ALLEGED = "actual", "planned", "negated", "hypothetical", "alleged"
# Said to a purpose, these have happened when the sentence's main event has ("ont bloqué la rue pour réclamer…").
_SPOKEN = {"REQUEST", "ACCUSE", "CONSULT", "REJECT", "SUPPORT", "PROTEST", "THREATEN"}
_LEVELS = 5
_NEAR = 6
_MODAL_CONDITIONALS = {"devrait", "devraient", "pourrait", "pourraient"}
_KINDS = {"hypothetical": HYPOTHETICAL, "planned": PLANNED, "negated": NEGATED, "alleged": ALLEGED}
# A promise of these is a threat.
_HOSTILE = {"SANCTION", "ASSAULT", "COERCE"}
# Announcing these is doing them.
_DONE_BY_SAYING = {"SANCTION", "COERCE", "CONCEDE", "REJECT", "SUPPORT", "AGREE"}
# What follows these has happened, whatever the clause says of its verb.
_PAST_PREPOSITIONS = {"après", "malgré", "depuis", "lors", "suite"}
_CHARGES = {
    "arrêter", "interpeller", "placer", "inculper", "comparaître", "poursuivre", "mettre", "écrouer", "incarcérer", "détenir", "condamner",
    "juger", "suspecter", "accuser", "soupçonner", "sanctionner", "déférer", "extrader",
}  # fmt: skip
_REQUESTS = {"demander", "exiger", "réclamer", "souhaiter", "vouloir", "craindre", "redouter", "exclure", "proposer", "falloir", "requérir"}  # fmt: skip
_FAR = 16
_ACL = 8
_DEFINITE = {"le", "la", "les", "l'", "son", "sa", "ses", "leur", "leurs", "ce", "cet", "cette", "ces"}
_ENDS = {"fin", "reprise", "suite", "poursuite"}
_DIARY = {"horaire", "agenda", "programme", "calendrier", "menu"}


def event_status(
    trigger: Token, last: Token, entry: Trigger, group: VerbGroup | None, lexicon: EventLexicon
) -> tuple[str, str]:
    """The status of the event at `trigger` … `last`, and the sign that decided ("future", "si", "governed by menacer").

    `group` is the trigger's own verb group, or for a noun that of the verb that carries it, if any.
    """
    reading = _Reading(trigger, last, entry, group, lexicon)
    for status, sign in reading.signs():
        return status, sign
    return ACTUAL, ""


class _Reading:
    def __init__(
        self, trigger: Token, last: Token, entry: Trigger, group: VerbGroup | None, lexicon: EventLexicon
    ) -> None:
        self.trigger, self.last, self.entry, self.group, self.lexicon = trigger, last, entry, group, lexicon

    def signs(self) -> Iterator[tuple[str, str]]:
        """Signs in the order in which they decide."""
        if self.entry.part == "verb" and self.group is not None:
            if "tense" in self.entry.needs and self.entry.type == "THREATEN" and not self.group.negated:
                return  # "nous riposterons": what is to come is the act, the threat is made
            yield from self._of_group(self.group)
        else:
            if self.group is not None and self._is_held_off(self.group):
                yield NEGATED, f"governed by {self.group.verb.lower_}"
            yield from self._around_noun()
            if self.group is not None:
                if self._is_presupposed(self.group):
                    return
                yield from self._of_carrier(self.group)
            else:
                yield from self._before_noun()
        yield from self._governors()

    def _names(self, verb: Token) -> frozenset[str]:
        return self.lexicon.governors.get(verb.lower_, frozenset())

    def _is_held_off(self, group: VerbGroup) -> bool:
        """ "une entente qui écarte la grève prévue mercredi"."""
        is_object = top_noun(self.trigger).dep_ == "obj"
        return is_object and not group.negated and "negated_verbs" in self._names(group.verb)

    def _is_presupposed(self, group: VerbGroup) -> bool:
        """True of the object of a verb that takes it for there, where its determiner does too ("cessent leurs attaques")."""
        names = self._names(group.verb)
        if "presupposing_verbs" not in names or top_noun(self.trigger).dep_ not in {"obj", "nsubj:pass"}:
            return False
        return any(
            child.lower_ in _DEFINITE for child in children_of(top_noun(self.trigger)) if child.pos_ == "DET"
        )

    def _before_noun(self) -> Iterator[tuple[str, str]]:
        """Surface order, for trees that lose the verb a noun is the object of ("exigent de la junte la libération")."""
        doc, start = self.trigger.doc, sentence_start(self.trigger)
        lead = self.trigger.i - 1
        while lead >= start and doc[lead].pos_ in {"DET", "ADJ", "NUM"}:
            lead -= 1
        # "menaçant les parties d'une loi": what a verb threatens with has an article, what a noun is about may have none.
        is_bare = doc[lead].lower_ in {"de", "d'"} and doc[lead + 1].lower_ in {"un", "une"}
        if lead < start or (doc[lead].pos_ == "ADP" and not is_bare):
            return
        for i in range(lead, max(start, lead - 2 * _NEAR) - 1, -1):
            if doc[i].is_punct or doc[i].lower_ in {"que", "qui", "qu'", "dont"}:
                return
            if doc[i].pos_ in {"VERB", "AUX"}:
                if self._names(doc[i]) & {"hypothetical_verbs", "planned_verbs"}:
                    yield from self._governing(doc[i], None)
                return

    def _of_group(self, group: VerbGroup) -> Iterator[tuple[str, str]]:
        verb = group.verb
        if group.negated:
            yield NEGATED, "negation"
        lead = self._lead(group)
        if group.tense == INFINITIVE and (lead == "sans" or preposition(verb) == "sans"):
            before = self.trigger.doc[max(0, group.first - 2)].lower_
            if before != "non":  # "non sans avoir téléphoné"
                yield NEGATED, "sans"
        if _is_without_it(verb):
            yield NEGATED, "sans que"
        yield from self._conditional(group)
        if group.tense == FUTURE:
            yield PLANNED, "future"

    def _lead(self, group: VerbGroup) -> str:
        """The word before a verb group."""
        doc, first = self.trigger.doc, group.first
        return doc[first - 1].lower_ if first > sentence_start(self.trigger) else ""

    def _conditional(self, group: VerbGroup) -> Iterator[tuple[str, str]]:
        clause = group.verb
        if _in_si_clause(clause):
            yield HYPOTHETICAL, "si"
        if group.tense in {CONDITIONAL, FUTURE} and _has_si_clause(clause):
            yield HYPOTHETICAL, "si"
        if group.tense != CONDITIONAL:
            return
        if _is_reported(clause) and not (group.compound and not group.passive):
            yield PLANNED, "future seen from the past"
        yield ALLEGED, "hearsay conditional"

    def _around_noun(self) -> Iterator[tuple[str, str]]:
        top = top_noun(self.trigger)
        nouns = [self.trigger] if top.i == self.trigger.i else [self.trigger, top]
        for noun in nouns:
            for child in children_of(noun):
                word = child.lower_
                if word in {"aucun", "aucune", "nul", "nulle"}:
                    yield NEGATED, word
                if word == "sans" and child.dep_ == "case":
                    yield NEGATED, "sans"
                reach = _ACL if child.dep_ == "acl" and not _has_comma(noun, child) else 2
                if abs(child.i - noun.i) <= reach and child.doc[child.i - 1].lower_ not in TIMES:
                    yield from self._word(child)
        before = self.trigger.doc[max(sentence_start(self.trigger), self.trigger.i - 3) : self.trigger.i]
        words = [token.lower_ for token in before]
        if "sans" in words or words[-2:] == ["pas", "de"] or words[-2:] == ["pas", "d'"]:
            yield NEGATED, "sans" if "sans" in words else "pas de"
        head = self.trigger.head
        if top.i != self.trigger.i and any(self._of_head(top, "_nouns")):
            yield from self._of_head(top, "_nouns")
        elif head.i < self.trigger.i and head.pos_ == "NOUN":
            yield from self._of_head(head, "_nouns")
        yield from self._after_noun()
        yield from self._copula(top)
        yield from self._relative_clause(top)

    def _of_head(self, head: Token, part: str) -> Iterator[tuple[str, str]]:
        """What a noun or adjective says of what hangs on it."""
        for name in sorted(self.lexicon.words.get(head.lower_, frozenset())):
            kind = name.removesuffix(part)
            if name.endswith(part) and kind in _KINDS:
                yield _KINDS[kind], head.lower_

    def _copula(self, noun: Token) -> Iterator[tuple[str, str]]:
        """ "ce sera leur premier tête-à-tête", "une médiation serait à l'étude"."""
        heads = [noun] if not noun.dep_.startswith("nsubj") else [noun, noun.head]
        for head in heads:
            for child in children_of(head):
                if child.dep_ == "cop" and child.lower_ in auxiliaries():
                    tenses = auxiliaries()[child.lower_][1]
                    if FUTURE in tenses:
                        yield PLANNED, "future of être"
                    if CONDITIONAL in tenses and head.i != noun.i:
                        yield ALLEGED, "hearsay conditional"
        if noun.dep_.startswith("nsubj") and noun.head.lower_ in _DIARY:
            yield PLANNED, noun.head.lower_

    def _relative_clause(self, noun: Token) -> Iterator[tuple[str, str]]:
        """ "les pourparlers, qui doivent reprendre", "une sanction qui entrera en vigueur"."""
        for child in children_of(noun):
            if child.dep_ != "acl:relcl" or child.i < noun.i:
                continue
            group = self._group_of(child)
            names = self.lexicon.governors.get(child.lower_, frozenset())
            modal = any(
                "planned_verbs" in self.lexicon.governors.get(below.lower_, frozenset())
                and below.dep_.startswith("aux")
                for below in children_of(child)
            )
            if (group.tense == FUTURE and names & {"factual_verbs", "light_verbs"}) or modal:
                yield PLANNED, "relative clause"
            elif "planned_verbs" in names and group.tense not in {CONDITIONAL, INFINITIVE}:
                infinitives = [below for below in children_of(child) if below.dep_ == "xcomp"]
                if infinitives:
                    yield PLANNED, "relative clause"

    def _after_noun(self) -> Iterator[tuple[str, str]]:
        doc, end = self.last.doc, min(sentence_end(self.last), self.last.i + 3)
        for i in range(self.last.i + 1, end):
            token = doc[i]
            if token.pos_ not in {"ADJ", "VERB", "ADV", "ADP"} or token.lower_ in {"de", "du", "des", "d'"}:
                break
            if token.lower_ == "à" and i + 1 < doc.__len__() and doc[i + 1].lower_ == "venir":
                yield PLANNED, "à venir"
            yield from self._word(token)

    def _word(self, token: Token) -> Iterator[tuple[str, str]]:
        names = self.lexicon.words.get(token.lower_, frozenset())
        if "negated_words" in names:
            yield NEGATED, token.lower_
        if "hypothetical_words" in names:
            yield HYPOTHETICAL, token.lower_
        if "alleged_words" in names:
            yield ALLEGED, token.lower_
        if "planned_words" in names:
            yield PLANNED, token.lower_

    def _of_carrier(self, group: VerbGroup) -> Iterator[tuple[str, str]]:
        """The verb a noun is subject, object or complement of."""
        names = self._names(group.verb)
        top = top_noun(self.trigger)
        is_object = not top.dep_.startswith("nsubj") or group.passive
        if preposition(top) in _PAST_PREPOSITIONS and group.tense != CONDITIONAL:
            return
        if group.tense == CONDITIONAL and top.dep_.startswith("obl") and not _is_modal(group):
            yield from self._conditional(group)
        if "crier" in self.lexicon.forms.get(group.verb.lower_, frozenset()) and preposition(top) == "à":
            yield ALLEGED, "crier à"
        infinitives = self.lexicon.forms.get(group.verb.lower_, frozenset())
        if preposition(top) == "pour" and infinitives & _CHARGES and not group.negated:
            yield ALLEGED, "charged with it"  # "écroué pour viol"
        if names & {"light_verbs", "factual_verbs"}:
            if group.negated and (is_object or "factual_verbs" in names or _takes_place(group)):
                yield NEGATED, f"negated {group.verb.lower_}"
            yield from self._conditional(group)
        elif names and is_object:
            yield from self._conditional(group)
        if is_object and preposition(top) != "par":
            yield from self._governing(group.verb, group)
        if not names & {"light_verbs", "factual_verbs"}:
            return
        if group.tense == FUTURE:
            yield PLANNED, f"future of {group.verb.lower_}"

    def _governors(self) -> Iterator[tuple[str, str]]:
        """What the words above say, as far as their reach goes: through infinitives and noun complements only."""
        group = self.group
        token = self.trigger if group is None else group.verb
        if group is not None and token.head.i < token.i and group.first <= token.head.i:
            token = token.head  # the parser made the auxiliary the head
        if _in_si_clause(token):
            yield HYPOTHETICAL, "si"
        reaches = group is None or (group.tense == INFINITIVE and self._lead(group) != "sans")
        if not reaches:
            if token.dep_ == "ccomp":
                yield from self._reported_content(token.head)
            return
        for _ in range(_LEVELS):
            head = token.head
            if head.i == token.i:
                break
            led = preposition(token)
            if led in _PAST_PREPOSITIONS:
                return
            if led == "pour" and group is not None:
                yield from self._purpose(group, head)
                return
            if head.pos_ in {"NOUN", "PROPN", "ADJ"}:
                yield from self._above_noun(head)
                passes = token.dep_ == "conj" or (self._is_phase(head) and head.lower_ not in _ENDS)
            else:
                yield from self._governing(head, None)
                passes = self._group_of(head).tense == INFINITIVE
            if not passes:
                break
            token = head
        if group is not None:
            yield from self._before_infinitive()

    def _purpose(self, group: VerbGroup, head: Token) -> Iterator[tuple[str, str]]:
        """After "pour": an aim, or with a past infinitive the reason ("en garde à vue pour avoir incendié…")."""
        if is_past_infinitive(group):
            charge = head if head.pos_ == "VERB" else governing_verb(head) or head
            if self.lexicon.forms.get(charge.lower_, frozenset()) & _CHARGES:
                yield ALLEGED, "charged with it"
        elif "planned_verbs" in self._names(head):
            yield PLANNED, f"governed by {head.lower_}"
        elif self.entry.type not in _SPOKEN:
            yield HYPOTHETICAL, "purpose"

    def _above_noun(self, noun: Token) -> Iterator[tuple[str, str]]:
        carrier = noun.head
        if noun.dep_ == "obj" and any(self._of_head(noun, "_nouns")) and self._group_of(carrier).negated:
            yield NEGATED, f"negated {carrier.lower_}"  # "n'a pas l'intention de démissionner"
        yield from self._of_head(noun, "_nouns")
        if self.group is None or self.entry.part == "noun":
            return
        for status, sign in self._of_head(noun, "_adjectives"):
            cops = [
                child for child in children_of(noun) if child.dep_ == "cop" and child.lower_ in auxiliaries()
            ]
            if any(CONDITIONAL in auxiliaries()[cop.lower_][1] for cop in cops):
                yield ALLEGED, "hearsay conditional"
            yield status, sign

    def _is_phase(self, noun: Token) -> bool:
        return "phase_nouns" in self.lexicon.words.get(noun.lower_, frozenset())

    def _before_infinitive(self) -> Iterator[tuple[str, str]]:
        """Surface order, for trees that lose the governor of an infinitive."""
        group = self.group
        if group is None:
            return
        doc, near = self.trigger.doc, group.first - _NEAR
        led = self._lead(group)
        reach = _FAR if led in {"de", "d'", "à"} else _NEAR
        for i in range(group.first - 1, max(sentence_start(self.trigger), group.first - reach) - 1, -1):
            token = doc[i]
            if token.text in {";", ":", "«", "»", ".", "“", "”"} or (token.is_punct and reach == _NEAR):
                return
            if token.pos_ in {"VERB", "AUX"}:
                if token.lower_ in self.lexicon.governors:
                    yield from self._governing(token, None)
                elif token.dep_.startswith("acl"):
                    continue  # "a invité, dans un courrier révélé par Reuters, … à s'opposer"
                return
            if token.pos_ == "NOUN" and i >= near and any(self._of_head(token, "_nouns")):
                yield from self._of_head(token, "_nouns")
                return

    def _reported_content(self, head: Token) -> Iterator[tuple[str, str]]:
        names = self.lexicon.governors.get(head.lower_, frozenset())
        if names & {"negated_verbs"} and self._group_of(head).negated is False:
            yield NEGATED, f"governed by {head.lower_}"
        if names & {"alleged_verbs"}:
            yield ALLEGED, f"governed by {head.lower_}"
        infinitives = self.lexicon.forms.get(head.lower_, frozenset())
        if infinitives & _REQUESTS:
            yield HYPOTHETICAL, f"governed by {head.lower_}"

    def _group_of(self, verb: Token) -> VerbGroup:
        infinitives = self.lexicon.forms.get(verb.lower_, frozenset())
        return read_group(verb, tenses_of(verb, infinitives), infinitives)

    def _governing(self, head: Token, group: VerbGroup | None) -> Iterator[tuple[str, str]]:  # noqa: PLR0912
        """What a governing word says of what depends on it."""
        if head.pos_ == "NOUN":
            yield from self._of_head(head, "_nouns")
        names = self.lexicon.governors.get(head.lower_)
        if names is None or head.pos_ not in {"VERB", "AUX", "ADJ", "NOUN"}:
            return
        group = group or self._group_of(head)
        sign = f"governed by {head.lower_}"
        is_content = self.entry.part == "verb" or "light_verbs" in names
        own = self.group
        if own is not None and self.entry.part == "verb" and is_past_infinitive(own):
            names = names - {"planned_verbs", "hypothetical_verbs"}  # "jure avoir demandé"
        if "hypothetical_verbs" in names and is_content and not group.negated and group.compound:
            yield (
                HYPOTHETICAL,
                sign,
            )  # "aurait menacé d'expulser": the threat is hearsay, what it threatens is not
        if group.tense == CONDITIONAL and head.lower_ not in _MODAL_CONDITIONALS:
            yield from self._conditional(group)
        if "negated_verbs" in names:
            yield (HYPOTHETICAL, "not excluded") if group.negated else (NEGATED, sign)
        infinitives = self.lexicon.forms.get(head.lower_, frozenset())
        if "alleged_verbs" in names and (
            self.entry.part == "verb"
            or (preposition(self.trigger) == "de" and "condamner" not in infinitives)
            or infinitives & {"imputer", "reprocher", "attribuer"}
        ):
            yield ALLEGED, sign
        if "called_verbs" in names:
            is_appointed = self.entry.type == "PROTEST" or (
                self.entry.type == "CONSULT" and self.entry.part == "noun"
            )
            if is_appointed and group.negated:
                yield NEGATED, f"negated {head.lower_}"  # "n'ont pas appelé à la grève"
            yield (PLANNED, sign) if is_appointed else (HYPOTHETICAL, sign)
        if "promettre" in infinitives and self.entry.type in _HOSTILE:
            yield HYPOTHETICAL, sign
        if self.entry.part == "noun" and (
            "ordonner" in infinitives or ("annoncer" in infinitives and self.entry.type in _DONE_BY_SAYING)
        ):
            return
        if names & {"planned_verbs", "hypothetical_verbs"} and group.negated:
            yield NEGATED, f"negated {head.lower_}"
        if "hypothetical_verbs" in names:
            yield HYPOTHETICAL, sign
        if "planned_verbs" in names:
            yield PLANNED, sign


def _is_without_it(verb: Token) -> bool:
    """ "sans qu'un coup de feu soit tiré"."""
    doc, start = verb.doc, sentence_start(verb)
    return any(
        child.lower_ in {"que", "qu'"} and start < child.i < verb.i and doc[child.i - 1].lower_ == "sans"
        for child in children_of(verb)
    )


def _takes_place(group: VerbGroup) -> bool:
    """ "n'aura finalement pas lieu"."""
    doc, i = group.verb.doc, group.verb.i + 1
    return any(token.lower_ == "lieu" for token in doc[i : i + 4])


def _has_comma(left: Token, right: Token) -> bool:
    return any(left.doc[i].text == "," for i in range(left.i, min(right.i, left.i + _ACL)))


def _is_modal(group: VerbGroup) -> bool:
    return group.verb.lower_ in _MODAL_CONDITIONALS


def _in_si_clause(verb: Token) -> bool:
    """True under "si", "au cas où", "à condition que"."""
    for child in children_of(verb):
        if child.i < verb.i and child.dep_ in {"mark", "advmod"} and child.lower_ in {"si", "s'"}:
            return True
    return False


def _has_si_clause(verb: Token) -> bool:
    return any(child.dep_.startswith("advcl") and _in_si_clause(child) for child in children_of(verb))


def _is_reported(verb: Token) -> bool:
    """True in a clause in "que" under a verb: there a conditional is the future seen from the past."""
    return any(child.dep_ == "mark" and child.lower_ in {"que", "qu'"} for child in children_of(verb))
