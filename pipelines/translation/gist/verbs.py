"""Verb groups: clitics, auxiliaries, negation and inversion of French put into an English verb group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.translation.gist.inflect import verb as forms_of
from pipelines.translation.gist.lexicon import function_words
from pipelines.translation.gist.units import Unit

NEGATIONS = {"pas": "not", "plus": "no longer", "jamais": "never", "point": "not", "guère": "hardly", "rien": "nothing", "personne": "nobody", "aucunement": "in no way", "nullement": "in no way"}  # fmt: skip
_PAST = frozenset({"pii", "ifi", "pis"})
_KEEP_PERFECT = frozenset({"déjà", "jamais", "toujours", "encore", "longtemps", "récemment"})
_CLITICS = frozenset({"me", "te", "se", "le", "lui", "leur", "nous", "vous", "en", "y"})


@dataclass
class Group:
    """A French verb group as read.

    Attributes:
        verbs: the verbs in order, auxiliaries first.
        clitics: object pronouns before it.
        adverbs: adverbs inside it.
        negation: its English word, "" when the group is not denied; `ne` is True where only "ne" stands.
        subject: the pronoun after an inverted verb.
        end: the index after it.
        since: it says what has been so since a time.
    """

    verbs: list[Unit] = field(default_factory=list)
    clitics: list[Unit] = field(default_factory=list)
    adverbs: list[Unit] = field(default_factory=list)
    negation: str = ""
    ne: bool = False
    subject: Unit | None = None
    end: int = 0
    since: bool = False


def is_clitic(unit: Unit) -> bool:
    """Whether it is an object pronoun before a verb."""
    return unit.pos == "prn" and "pro" in unit.tags and unit.low in _CLITICS


def is_subject(unit: Unit) -> bool:
    """Whether it is a pronoun that can stand after an inverted verb."""
    return unit.pos == "prn" and unit.low in {"il", "je", "tu", "nous", "vous", "on", "ce", "elle"}


def read(units: Sequence[Unit], at: int) -> Group | None:
    """The verb group that begins at a unit, None when none does."""
    group, index = Group(), at
    while index < len(units):
        unit = units[index]
        if unit.low == "ne" and unit.pos == "adv":
            group.ne = True
        elif unit.low in NEGATIONS and index > at and group.ne and not group.negation:
            group.negation = NEGATIONS[unit.low]  # "ne pas dire"
        elif is_clitic(unit) and not unit.blank.strip():
            group.clitics.append(unit)
        else:
            break
        index += 1
    if index >= len(units) or not units[index].verb:
        return None
    group.verbs.append(units[index])
    group.end = index + 1
    _extend(units, group)
    return group


def _extend(units: Sequence[Unit], group: Group) -> None:
    while group.end < len(units):
        last, index = group.verbs[-1], group.end
        inside: list[Unit] = []
        subject, negation = group.subject, group.negation
        while index < len(units) and index - group.end < 5:
            unit = units[index]
            if is_subject(unit) and unit.blank in {"", "-"} and not subject and last is group.verbs[0]:
                subject = unit
                group.subject, group.end = subject, index + 1
            elif (group.ne or unit.low == "pas") and unit.low in NEGATIONS and not negation:
                negation = NEGATIONS[unit.low]
                group.negation, group.end = negation, index + 1
            elif (
                (unit.pos in {"adv", "preadv"} or (unit.pos == "phrase" and unit.fixed))
                and not unit.blank.strip()
                and unit.low not in {"ne", "non"}
            ):
                inside.append(unit)
            else:
                break
            index += 1
        auxiliary = (last.low in {"avoir", "être"} and last.tense != "pp") or (last.low == "être")
        following = units[index] if index < len(units) else None
        if not (auxiliary and following and following.tense == "pp" and not following.blank.strip()):
            return
        group.verbs.append(following)
        group.adverbs += inside
        group.end = index + 1


def render(group: Group, lemma: str, *, base_only: bool = False, gerund: bool = False) -> list[str]:
    """The English words of a group; `lemma` is the English of its last verb.

    `base_only` is for a verb after a modal, `gerund` for one after a preposition.
    """
    head, main = group.verbs[0], group.verbs[-1]
    perfect = passive = False
    for auxiliary, following in zip(group.verbs, group.verbs[1:], strict=False):
        if auxiliary.low == "avoir":
            perfect = True
        elif following is main and not _moves(main, group):
            passive = True
        elif following is main:
            perfect = True
    for adverb in group.adverbs:
        if adverb.low == "encore" and group.negation == "not":
            adverb.english = "yet"
        if adverb.low == "toujours" and head.low == "être" and head.tense in {"pri", "pii"}:
            adverb.english = "still"
    middle = ["ever" if a.low == "jamais" and not group.ne else a.english for a in group.adverbs if a.english]
    person, number = agreement(head)
    negation = group.negation  # a bare "ne" is half of "ne … que", or says nothing
    tense = "inf" if base_only else "ger" if gerund else head.tense
    keep = group.since or bool({a.low for a in group.adverbs} & _KEEP_PERFECT) or negation == "never"
    first, rest = _tensed("be" if passive else lemma, tense, perfect, person, number, keep=keep)
    if negation and negation not in {"nothing", "nobody"}:
        plain = tense not in {"inf", "ger", "ppres", "pp"}
        first, rest = _denied(first, rest, negation, "be" if passive else lemma, finite=plain)
    if first and not rest and " " in first[-1] and middle:  # "was the subject of"
        be, _, tail = first[-1].partition(" ")
        first, rest = [*first[:-1], be], [tail]
    words = [*first, *middle, *rest]
    if passive:
        words = [*first, *rest, *middle, forms_of(lemma).participle]
        if main.low == "être":
            words.pop()
    if negation in {"nothing", "nobody"}:
        words.append(negation)
    return words


def passive(group: Group, lemma: str) -> list[str]:
    """A group without a subject of its own in the passive: "estime" → "is estimated"."""
    head = group.verbs[0]
    first, rest = _tensed("be", head.tense, len(group.verbs) > 1, 3, "sg", keep=False)
    if group.negation:
        first, rest = _denied(first, rest, group.negation, "be", finite=True)
    return [*first, *rest, *(a.english for a in group.adverbs if a.english), forms_of(lemma).participle]


def _moves(main: Unit, group: Group) -> bool:
    reflexive = any(c.low == "se" for c in group.clitics)
    return main.low in function_words()["etre"] or reflexive


def agreement(head: Unit) -> tuple[int, str]:
    """Person (1 to 3) and number ("sg", "pl") of a verb in a person."""
    person = next((int(t[1]) for t in head.tags if t in {"p1", "p2", "p3"}), 3)
    return person, "pl" if head.plural else "sg"


def _is(person: int, number: str, *, past: bool) -> str:
    if past:
        return "were" if number == "pl" or person == 2 else "was"
    return "are" if number == "pl" or person == 2 else "am" if person == 1 else "is"


def _tensed(  # noqa: PLR0911 - one tense a line
    lemma: str, tense: str, perfect: bool, person: int, number: str, *, keep: bool
) -> tuple[list[str], list[str]]:
    forms = forms_of(lemma)
    be = lemma.partition(" ")[0] == "be"
    tail = lemma[2:] if be else ""
    third = person == 3 and number == "sg"
    participle = forms.participle
    if tense == "pp":
        return [], [participle]
    if tense in {"ger", "ppres"}:
        return ([], ["having", participle]) if perfect else ([], [forms.gerund])
    if tense == "inf":
        return ([], ["have", participle]) if perfect else ([], [forms.base])
    if tense in {"fti", "cni"}:
        return ["will" if tense == "fti" else "would"], (["have", participle] if perfect else [forms.base])
    if perfect and tense in _PAST:
        return ["had"], [participle]
    if tense == "since" or (perfect and (keep or tense in {"prs", "imp"})):
        return ["has" if third else "have"], [participle]
    past = perfect or tense in _PAST
    if be:
        return [_is(person, number, past=past) + tail], []
    if past:
        return [], [forms.past]
    if tense == "imp":
        return [], [forms.base]
    return [], [forms.present if third else forms.base]


def _denied(
    first: list[str], rest: list[str], negation: str, lemma: str, *, finite: bool
) -> tuple[list[str], list[str]]:
    if first or negation in {"never", "no longer", "hardly"}:
        return [*first, negation], rest
    if not rest:
        return [negation], rest
    forms = forms_of(lemma)
    if rest[0] == forms.past and len(rest) == 1:
        return ["did", "not"], [forms.base]
    if rest[0] == forms.present and len(rest) == 1 and forms.present != forms.base:
        return ["does", "not"], [forms.base]
    return (["do", "not"] if finite else [negation]), rest
