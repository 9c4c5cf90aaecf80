"""Why a lexicon entry made an event of a word, or did not: what `visavis lexicon try` prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipelines.language.events.arguments import Cast
from pipelines.language.events.clauses import verb_slots
from pipelines.language.events.groups import read_group
from pipelines.language.events.lexicon import EventLexicon, Trigger
from pipelines.language.events.matching import _GAP, _is_noun, _is_verb, _Place, _rest_matches
from pipelines.language.events.nouns import noun_slots
from pipelines.language.events.tree import sentence_end


@dataclass(frozen=True, slots=True)
class Tried:
    """An entry whose first word stands in a text.

    Attributes:
        at: the token of the text that is its first word.
        word: as it stands there.
        entry: its lexicon entry.
        why_not: why the entry does not hold there, "" where it does.
    """

    at: int
    word: str
    entry: Trigger
    why_not: str


def tried(doc: Doc, lexicon: EventLexicon) -> Iterator[Tried]:
    """Every entry whose first word is a word of `doc`, in the order in which the reader asks them.

    Args:
        doc: read by the whole pipeline.
        lexicon: of the pipeline's events component.
    """
    cast = Cast(doc)
    for token in doc:
        for entry in lexicon.nouns.get(token.lower_, ()):
            yield Tried(token.i, token.text, entry, _why_no_noun(token, entry, lexicon, cast))
        for entry, tenses in lexicon.verbs.get(token.lower_, ()):
            yield Tried(token.i, token.text, entry, _why_no_verb(token, entry, tenses, lexicon, cast))


def _why_no_noun(token: Token, entry: Trigger, lexicon: EventLexicon, cast: Cast) -> str:
    if cast.mention_at(token) is not None:
        return "it is part of a name here"
    if not _is_noun(token):
        return "it is no noun here"
    last = _rest_matches(token, entry.rest, sentence_end(token), 0)
    if last is None:
        return f"“{' '.join(entry.rest)}” does not follow"
    slots, group = noun_slots(token, last, lexicon)
    return _unmet(entry, _Place(token, last, group, slots, cast, lexicon))


def _why_no_verb(
    token: Token, entry: Trigger, tenses: frozenset[str], lexicon: EventLexicon, cast: Cast
) -> str:
    if not _is_verb(token, tenses):
        return "it is no verb here"
    last = _rest_matches(token, entry.rest, sentence_end(token), _GAP)
    if last is None:
        return f"“{' '.join(entry.rest)}” does not follow"
    group = read_group(token, tenses, lexicon.forms[token.lower_])
    if group.reflexive != entry.reflexive:
        return "it has no “se” here" if entry.reflexive else "it has “se” here"
    slots = verb_slots(group, lexicon)
    return _unmet(entry, _Place(token, last, group, slots, cast, lexicon))


def _unmet(entry: Trigger, place: _Place) -> str:
    """The first condition of `entry` that does not hold, as the lexicon writes it."""
    for name, wanted in entry.needs.items():
        if not place.needs(name, wanted):
            return f"if {name}: {_written(wanted)} does not hold{_fillers(place, name)}"
    for name, wanted in entry.blocks.items():
        if place.blocks(name, wanted):
            return f"unless {name}: {_written(wanted)} holds{_fillers(place, name)}"
    return ""


def _fillers(place: _Place, name: str) -> str:
    words = [token.text for token in place.slots.get(name, ())]
    return f" (there: {', '.join(words)})" if words else ""


def _written(wanted: object) -> str:
    if isinstance(wanted, frozenset):
        words = sorted(wanted)
        return f"[{', '.join(words[:5])}{', …' if len(words) > 5 else ''}]"
    return str(wanted).lower()
