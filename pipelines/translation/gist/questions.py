"""Questions and what stands turned about in them: "Que fera le maire ?", "Y a-t-il un risque ?", "Que se passe-t-il ?"."""

from __future__ import annotations

from pipelines.translation.gist import verbs
from pipelines.translation.gist.clauses import noun_group
from pipelines.translation.gist.nouns import close
from pipelines.translation.gist.units import Unit

_WORDS = {"que": "what", "où": "where", "quand": "when", "comment": "how", "pourquoi": "why"}
_HAPPENING = frozenset({"passer", "arriver", "advenir"})
_PARTS = frozenset({"ne", "pas", "plus", "jamais"})
_UNASKED = frozenset({"inf", "pp", "ger", "ppres"})


def asked(units: list[Unit]) -> list[Unit]:
    """Units in the order that the pass over a sentence reads: the subject before its verb, "il" before "y a"."""
    question = any("?" in u.lemma for u in units[-3:])
    out: list[Unit] = []
    index = 0
    while index < len(units):
        moved = _there_is(units, index, question=question)
        if not moved and question:
            moved = _is_it(units, index) or _after_question_word(units, index)
        out += moved or units[index : index + 1]
        index += len(moved) - sum(bool(u.extra.get("added")) for u in moved) or 1
    return [u for u in out if not u.extra.get("gone")]


def _there_is(units: list[Unit], at: int, *, question: bool) -> list[Unit]:
    """ "y a-t-il", "n'y aura-t-il pas" as "il y a", "il n'y aura pas"."""
    index = at + (units[at].low == "ne")
    if index + 2 >= len(units) or units[index].low != "y" or units[index + 1].low != "avoir":
        return []
    subject = units[index + 2]
    if subject.low != "il" or subject.blank.strip(" -"):
        return []
    subject.blank, units[at].blank = units[at].blank, " "
    subject.extra["asked"] = "1" if question else ""
    return [subject, *units[at : index + 2]]


def _is_it(units: list[Unit], at: int) -> list[Unit]:
    """ "est-ce que le maire part" as "le maire part-il", "qu'est-ce qui change" as "quoi change"."""
    index = at + (units[at].low in {*_WORDS, "combien", "qui"})
    words = units[index : index + 2]
    if len(words) < 2 or words[0].low != "être" or words[1].low not in {"ce que", "ce qui"}:
        return []
    if index == at and at and close(units[at]) and units[at - 1].pos not in {"cm", "sent"}:
        return []
    asks = units[at : at + 1] if index > at else []
    if asks and asks[0].low == "que":
        asks[0].english, asks[0].fixed, asks[0].tags = "what", True, ("prn", "itg")
    turned = [] if words[1].low == "ce qui" else _turned(units, index + 2, words[0].blank, first=not asks)
    if not turned and words[1].low == "ce que":
        return []
    for word in words:
        word.extra["gone"] = "1"  # taken away when all are read
    return [*asks, *turned, *words]


def _turned(units: list[Unit], at: int, blank: str, *, first: bool) -> list[Unit]:
    """Subject and verb of a clause with a pronoun after the verb: "le maire part" as "le maire part-il"."""
    if at >= len(units):
        return []
    pronoun = verbs.is_subject(units[at])
    end = at + 1 if pronoun else noun_group(units, at)
    group = verbs.read(units, end) if end > at else None
    if group is None or group.verbs[0].tense in _UNASKED:
        return []
    verb = units[end : group.end]
    place = next(n for n, u in enumerate(verb) if u is group.verbs[0]) + 1
    many = "pl" if group.verbs[0].plural else "sg"
    subject = units[at] if pronoun else Unit("-", "il", ("prn", "tn", "p3", "m", many), extra={"added": "1"})
    before = [] if pronoun else units[at:end]
    (before or verb)[0].blank = blank if first else " "
    subject.blank = "-"
    return [*before, *verb[:place], subject, *verb[place:]]


def _after_question_word(units: list[Unit], at: int) -> list[Unit]:
    """ "Que fera le maire" as "que le maire fera-t-il"; of "Que se passe-t-il" the pronoun goes."""
    unit = units[at]
    if unit.low not in _WORDS or (at and close(unit) and units[at - 1].pos not in {"cm", "sent", "cnjcoo"}):
        return []
    group = verbs.read(units, at + 1)
    if group is None or group.verbs[0].tense in _UNASKED:
        return []
    if unit.low == "que":
        unit.english, unit.fixed, unit.tags = "what", True, ("prn", "itg")
    if group.subject is not None:
        if unit.low == "que" and group.verbs[-1].low in _HAPPENING and group.subject.low == "il":
            group.subject.extra["gone"] = "1"
        return []
    end = noun_group(units, group.end)
    if end == group.end or not close(units[group.end]):
        return []
    subject, verb = units[group.end : end], units[at + 1 : group.end]
    subject[0].blank = verb[0].blank = " "
    many = "pl" if group.verbs[0].plural else "sg"
    place = next(n for n, u in enumerate(verb) if u is group.verbs[0]) + 1
    pronoun = Unit("-", "il", ("prn", "tn", "p3", "m", many), extra={"added": "1"})
    return [unit, *subject, *verb[:place], pronoun, *verb[place:]]
