"""How far an event is a fact: actual, planned, negated, hypothetical or alleged.

Signs are read from the trigger outwards: its own verb group, the words around a noun, then each governor in turn
("menace d'expulser", "prévoit un exercice"), then the clause ("si…"). The first that speaks decides, except that a
negation of the trigger itself always wins.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipelines.language.event_clauses import (
    TIMES,
    VerbGroup,
    preposition,
    read_group,
    tenses_of,
    top_noun,
)
from pipelines.language.event_forms import CONDITIONAL, FUTURE, INFINITIVE
from pipelines.language.event_lexicon import EventLexicon, Trigger
from pipelines.language.event_tree import children_of, sentence_end, sentence_start

ACTUAL, PLANNED, NEGATED, HYPOTHETICAL, ALLEGED = "actual", "planned", "negated", "hypothetical", "alleged"
# Said to a purpose, these have happened when the sentence's main event has ("ont bloqué la rue pour réclamer…").
_SPOKEN = {"REQUEST", "ACCUSE", "CONSULT", "REJECT", "SUPPORT", "PROTEST", "THREATEN"}
_LEVELS = 5
_NEAR = 6
_MODAL_CONDITIONALS = {"devrait", "devraient", "pourrait", "pourraient"}
_NOUN_STATUS = {
    "risque": HYPOTHETICAL, "risques": HYPOTHETICAL, "possibilité": HYPOTHETICAL, "possibilités": HYPOTHETICAL,
    "menace": HYPOTHETICAL, "menaces": HYPOTHETICAL, "projet": PLANNED, "projets": PLANNED, "plan": PLANNED,
    "plans": PLANNED, "hypothèse": HYPOTHETICAL, "appel": HYPOTHETICAL, "appels": HYPOTHETICAL, "perspective": HYPOTHETICAL,
    "éventualité": HYPOTHETICAL, "refus": NEGATED, "absence": NEGATED, "accusations": ALLEGED, "accusation": ALLEGED,
    "allégations": ALLEGED, "soupçons": ALLEGED, "soupçon": ALLEGED, "rumeurs": ALLEGED, "promesse": PLANNED,
    "engagement": PLANNED, "préparatifs": PLANNED, "demande": HYPOTHETICAL, "cas": HYPOTHETICAL, "crainte": HYPOTHETICAL,
    "craintes": HYPOTHETICAL, "idée": HYPOTHETICAL, "proposition": HYPOTHETICAL, "intention": PLANNED,
}  # fmt: skip


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
            yield from self._of_group(self.group)
        else:
            yield from self._around_noun()
            if self.group is not None:
                yield from self._of_carrier(self.group)
        yield from self._governors()

    def _of_group(self, group: VerbGroup) -> Iterator[tuple[str, str]]:
        verb = group.verb
        if group.negated:
            yield NEGATED, "negation"
        lead = self.trigger.doc[group.first - 1].lower_ if group.first > sentence_start(verb) else ""
        if group.tense == INFINITIVE and (lead == "sans" or preposition(verb) == "sans"):
            yield NEGATED, "sans"
        yield from self._conditional(group)
        if group.tense == FUTURE:
            yield PLANNED, "future"

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
                if abs(child.i - noun.i) <= 2 and child.doc[child.i - 1].lower_ not in TIMES:
                    yield from self._word(child)
        before = self.trigger.doc[max(sentence_start(self.trigger), self.trigger.i - 3) : self.trigger.i]
        words = [token.lower_ for token in before]
        if "sans" in words or words[-2:] == ["pas", "de"] or words[-2:] == ["pas", "d'"]:
            yield NEGATED, "sans" if "sans" in words else "pas de"
        head = self.trigger.head
        if top.i != self.trigger.i and top.lower_ in _NOUN_STATUS:
            yield _NOUN_STATUS[top.lower_], top.lower_
        elif head.lower_ in _NOUN_STATUS and head.i < self.trigger.i:
            yield _NOUN_STATUS[head.lower_], head.lower_
        yield from self._after_noun()

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
        if "hypothetical_words" in names:
            yield HYPOTHETICAL, token.lower_
        if "alleged_words" in names:
            yield ALLEGED, token.lower_
        if "planned_words" in names:
            yield PLANNED, token.lower_

    def _of_carrier(self, group: VerbGroup) -> Iterator[tuple[str, str]]:
        """The verb a noun is subject, object or complement of."""
        names = self.lexicon.governors.get(group.verb.lower_, frozenset())
        is_object = not top_noun(self.trigger).dep_.startswith("nsubj") or group.passive
        if names & {"light_verbs", "factual_verbs"}:
            if group.negated and (is_object or "factual_verbs" in names):
                yield NEGATED, f"negated {group.verb.lower_}"
            yield from self._conditional(group)
        elif names and is_object:
            yield from self._conditional(group)
        if is_object:
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
        reaches = group is None or group.tense == INFINITIVE
        if not reaches:
            if token.dep_ == "ccomp":
                yield from self._reported_content(token.head)
            return
        for _ in range(_LEVELS):
            head = token.head
            if head.i == token.i:
                break
            if preposition(token) == "pour" and group is not None:
                if self.entry.type not in _SPOKEN:
                    yield HYPOTHETICAL, "purpose"
                return
            if head.pos_ in {"NOUN", "PROPN", "ADJ"}:
                yield from self._above_noun(head)
                passes = token.dep_ == "conj" or self._is_phase(head)
            else:
                yield from self._governing(head, None)
                passes = self._group_of(head).tense == INFINITIVE
            if not passes:
                break
            token = head
        if group is not None:
            yield from self._before_infinitive()

    def _above_noun(self, noun: Token) -> Iterator[tuple[str, str]]:
        if noun.lower_ in _NOUN_STATUS:
            yield _NOUN_STATUS[noun.lower_], noun.lower_

    def _is_phase(self, noun: Token) -> bool:
        return "phase_nouns" in self.lexicon.words.get(noun.lower_, frozenset())

    def _before_infinitive(self) -> Iterator[tuple[str, str]]:
        """Surface order, for trees that lose the governor of an infinitive."""
        group = self.group
        if group is None:
            return
        doc = self.trigger.doc
        for i in range(group.first - 1, max(sentence_start(self.trigger), group.first - _NEAR) - 1, -1):
            token = doc[i]
            if token.is_punct:
                return
            if token.lower_ in self.lexicon.governors and token.pos_ in {"VERB", "AUX"}:
                yield from self._governing(token, None)
                return
            if token.lower_ in _NOUN_STATUS and token.pos_ == "NOUN":
                yield _NOUN_STATUS[token.lower_], token.lower_
                return

    def _reported_content(self, head: Token) -> Iterator[tuple[str, str]]:
        names = self.lexicon.governors.get(head.lower_, frozenset())
        if names & {"negated_verbs"} and self._group_of(head).negated is False:
            yield NEGATED, f"governed by {head.lower_}"
        if names & {"alleged_verbs"}:
            yield ALLEGED, f"governed by {head.lower_}"
        infinitives = self.lexicon.forms.get(head.lower_, frozenset())
        if infinitives & {
            "demander",
            "exiger",
            "réclamer",
            "souhaiter",
            "vouloir",
            "craindre",
            "redouter",
            "exclure",
            "proposer",
            "falloir",
        }:
            yield HYPOTHETICAL, f"governed by {head.lower_}"

    def _group_of(self, verb: Token) -> VerbGroup:
        infinitives = self.lexicon.forms.get(verb.lower_, frozenset())
        return read_group(verb, tenses_of(verb, infinitives), infinitives)

    def _governing(self, head: Token, group: VerbGroup | None) -> Iterator[tuple[str, str]]:
        """What a governing word says of what depends on it."""
        if head.lower_ in _NOUN_STATUS and head.pos_ == "NOUN":
            yield _NOUN_STATUS[head.lower_], head.lower_
        names = self.lexicon.governors.get(head.lower_)
        if names is None or head.pos_ not in {"VERB", "AUX", "ADJ", "NOUN"}:
            return
        group = group or self._group_of(head)
        if group.tense == CONDITIONAL and head.lower_ not in _MODAL_CONDITIONALS:
            yield from self._conditional(group)
        sign = f"governed by {head.lower_}"
        if "negated_verbs" in names:
            yield (HYPOTHETICAL, "not excluded") if group.negated else (NEGATED, sign)
        if "alleged_verbs" in names and (self.entry.part == "verb" or preposition(self.trigger) == "de"):
            yield ALLEGED, sign
        if "called_verbs" in names:
            yield (PLANNED, sign) if self.entry.type == "PROTEST" else (HYPOTHETICAL, sign)
        if names & {"planned_verbs", "hypothetical_verbs"} and group.negated:
            yield NEGATED, f"negated {head.lower_}"
        if "hypothetical_verbs" in names:
            yield HYPOTHETICAL, sign
        if "planned_verbs" in names:
            yield PLANNED, sign


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
