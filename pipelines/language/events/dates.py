"""Which of the article's dates an event hangs on.

A date of the event's own clause is the rule; but news also dates a whole paragraph once and goes on without, and a
sentence of several clauses has several dates. Each date in reach therefore gets readable signs ("on the same verb",
"taken by the event before", "two sentences back"), each sign a weight learned by logistic regression from data/gold
(`python -m pipelines.training.event_dates`), and the likeliest is taken if it is likely enough.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipelines.edtf import edtf_days
from pipelines.language.events.matching import Match
from pipelines.language.events.tree import sentence_end, sentence_start, tree_of
from pipelines.language.learned import Model, model
from pipelines.language.offsets import column
from pipelines.model import INFERRED

LIKELY = 0.4  # a date less likely than this is none
_LEVELS = 8
_AROUND = 4  # dates of a sentence looked at on each side of the trigger
_BETWEEN = 60  # tokens between trigger and date that are looked at
_BACK = 5  # sentences
_RELATIVES = {"qui", "que", "qu'", "dont", "où"}
_QUOTATION_MARKS = {"«", "»", "“", "”", '"'}
_STOPS = {";", ":"}
_DEFINITE = {"le", "la", "les", "l'", "ce", "cet", "cette", "ces", "son", "sa", "ses", "leur", "leurs"}


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date an event may hang on, by its index in `doc._.dates`, and the signs for and against it.

    `stated` is True of the dates of the event's own sentence.
    """

    index: int
    signs: tuple[str, ...]
    stated: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A date in the text: its index, its first token, the word the clause hangs it on, and what kind of value it has."""

    index: int
    first: int
    root: Token
    shape: str
    when: str


@dataclass(frozen=True, slots=True)
class _Told:
    """An event already decided: its trigger, type and date."""

    token: int
    word: str
    type: str
    index: int | None


class DateFinder:
    """The dates of one article, to be asked for each of its events in text order.

    Args:
        doc: the article, its dates found.
        matches: its events.
    """

    def __init__(self, doc: Doc, matches: Sequence[Match] = ()) -> None:
        self.doc = doc
        self._places = sorted(_places(doc), key=lambda place: place.first)
        self._firsts = [place.first for place in self._places]
        self._sentences = [sentence.start for sentence in doc.sents]
        self._paragraphs = [
            i + 1 for i, word in enumerate(tree_of(doc).words) if "\n" in word and word.isspace()
        ]
        self._triggers = sorted(match.first.i for match in matches)
        self._quoted = sorted(part for quote in doc._.quotes for part in quote.parts)
        self._told: list[_Told] = []

    def date_of(self, match: Match, status: str, judge: Model | None = None) -> tuple[int | None, str, str]:
        """Index into `doc._.dates`, None when undated; what a reader must know of it; and the sign it hangs on.

        What a reader must know is why there is none, or that the event's own sentence does not state it.
        """
        judge = judge or model("event_dates", "date")
        around = self.contexts(match, status)
        best, chance = None, 0.0
        for candidate in self.candidates(match):
            likely = judge.probability(candidate.signs, around)
            if likely > chance:
                best, chance = candidate, likely
        sure = f"{100 * chance:.0f} %"
        index, why, note = None, "", "no date in reach"
        if best is not None and chance < LIKELY:
            note = f"no date is likely to be its own, at most {sure}"
        elif best is not None:
            strongest = judge.strongest(best.signs, around) or "the only one likely"
            index, why, note = (
                best.index,
                f"{strongest}, {sure}",
                "" if best.stated else f"{INFERRED}, {sure}",
            )
        self._told.append(_Told(match.first.i, match.first.lower_, match.entry.type, index))
        return index, note, why

    def contexts(self, match: Match, status: str) -> tuple[str, ...]:
        """What kind of event asks: its part of speech, its status, and whether a quotation tells it."""
        start = match.first.idx
        k = bisect_right(self._quoted, (start, sys.maxsize)) - 1
        quoted = k >= 0 and start < self._quoted[k][1]
        return match.entry.part, status, "quoted" if quoted else "told"

    def candidates(self, match: Match) -> list[DateCandidate]:
        """The dates in reach of an event, each once: those of its sentence, and those of what was told before."""
        first, end = sentence_start(match.first), sentence_end(match.first)
        low, high = bisect_left(self._firsts, first), bisect_left(self._firsts, end)
        middle = bisect_left(self._firsts, match.first.i)
        own = self._places[max(low, middle - _AROUND) : min(high, middle + _AROUND)]
        signs: dict[int, list[str]] = {place.index: list(self._own_signs(match, place, own)) for place in own}
        for index, sign in self._carried(match, low):
            aside = ", though the sentence has dates" if own and index not in signs else ""
            signs.setdefault(index, []).append(sign + aside)
        shapes = {place.index: place for place in (*own, *self._places[max(0, low - 2 * _AROUND) : low])}
        found = []
        stated = {place.index for place in own}
        for index, told in signs.items():
            place = shapes.get(index)
            kind = [f"value: {place.shape}", f"value: {place.when}"] if place is not None else []
            found.append(
                DateCandidate(index, (*told, *kind, *self._event_signs(match, bool(own))), index in stated)
            )
        return found

    def _event_signs(self, match: Match, has_own: bool) -> Iterator[str]:
        where = "dated sentence" if has_own else "undated sentence"
        yield where
        if match.group is not None:
            yield f"{where}, tense: {match.group.tense}{' compound' if match.group.compound else ''}"
        if match.entry.part == "noun":
            articles = {head.lower_ for head in match.slots["det"]}
            yield f"{where}, {'definite' if articles & _DEFINITE else 'indefinite' if articles else 'bare'} noun"
        yield f"{where}, {match.entry.type}"

    def _own_signs(self, match: Match, place: _Place, own: Sequence[_Place]) -> Iterator[str]:
        trigger = match.first
        relation = _relation(match, place.root)
        side = "before" if place.first < trigger.i else "after"
        yield f"in the tree: {relation}"
        yield f"in the tree: {relation}, {side}"
        yield f"hangs as {place.root.dep_}"
        lead = self.doc[place.first - 1].lower_ if place.first > sentence_start(trigger) else ""
        yield f"behind “{lead}”" if self.doc[place.first - 1].pos_ == "ADP" else "without preposition"
        yield (
            f"starts with “{self.doc[place.first].lower_}”" if self.doc[place.first].pos_ == "ADP" else "bare"
        )
        low, high = sorted((place.first, trigger.i))
        distance = high - low
        yield f"{side}, {1 if distance < 3 else 3 if distance < 8 else 8 if distance < 16 else 16} tokens or more away"
        stretch = slice(low + 1, min(high, low + _BETWEEN))
        verbs = column(self.doc, "POS")[stretch].count("VERB")
        between = set(tree_of(self.doc).words[stretch])
        yield f"{side}, {min(verbs, 3)} verbs between"
        if between & _RELATIVES:
            yield f"{side}, a relative clause between"
        if between & _QUOTATION_MARKS:
            yield f"{side}, a quotation mark between"
        if between & _STOPS:
            yield f"{side}, a stop between"
        if "," in between:
            yield f"{side}, a comma between"
        nearer = bisect_left(self._triggers, high) - bisect_right(self._triggers, low)
        yield f"{side}, {min(nearer, 2)} events between"
        yield "the only date of the sentence" if len(own) == 1 else "one of several dates"
        if len(own) > 1 and min(own, key=lambda each: abs(each.first - trigger.i)) is place:
            yield "the nearest of several dates"
        yield from self._company(match, place)

    def _company(self, match: Match, place: _Place) -> Iterator[str]:
        """What the event before in the same sentence took."""
        if not self._told or self._told[-1].token < sentence_start(match.first):
            yield "first event of the sentence"
            return
        last = self._told[-1]
        took = (
            "this date" if last.index == place.index else "no date" if last.index is None else "another date"
        )
        yield f"the event before took {took}"
        if match.first.dep_ == "conj" or (match.group is not None and match.group.verb.dep_ == "conj"):
            yield f"joined to what is before; the event before took {took}"

    def _carried(self, match: Match, low: int) -> Iterator[tuple[int, str]]:
        """Dates told before the sentence: of the last event, of an event of the same name, and the last one written."""
        start = sentence_start(match.first)
        number = bisect_right(self._sentences, start) - 1
        dated = next(
            (
                told
                for told in self._told[: -2 * _LEVELS - 1 : -1]
                if told.token < start and told.index is not None
            ),
            None,
        )
        if dated is not None and dated.index is not None:
            back = number - bisect_right(self._sentences, dated.token) + 1
            if back <= _BACK:
                yield (
                    dated.index,
                    f"of an event {back} sentences back, {self._paragraphs_to(dated.token, start)}",
                )
                yield dated.index, f"of an event before, asked by {_manner(match)}"
                if dated.type == match.entry.type:
                    yield dated.index, "of an event before of the same type"
        same = next(
            (
                told
                for told in reversed(self._told[-4 * _LEVELS :])
                if told.word.rstrip("s") == match.first.lower_.rstrip("s")
            ),
            None,
        )
        if same is not None and same.token < start and same.index is not None:
            yield same.index, "of an event before of the same name"
        if low > 0:
            place = self._places[low - 1]
            back = number - bisect_right(self._sentences, place.first) + 1
            if back <= _BACK:
                yield place.index, f"written {back} sentences back, {self._paragraphs_to(place.first, start)}"
                yield place.index, f"written before, asked by {_manner(match)}"

    def _paragraphs_to(self, earlier: int, later: int) -> str:
        count = bisect_right(self._paragraphs, later) - bisect_right(self._paragraphs, earlier)
        return f"{min(count, 2)} paragraphs back" if count else "same paragraph"


def _manner(match: Match) -> str:
    """How an event is told: a finite tense dates it anew, an infinitive or a noun leans on what was told."""
    if match.entry.part == "noun":
        articles = {head.lower_ for head in match.slots["det"]}
        return "a definite noun" if articles & _DEFINITE else "another noun"
    group = match.group
    return (
        ""
        if group is None
        else f"a verb, {group.tense}{' compound' if group.compound else ''}{' passive' if group.passive else ''}"
    )


def _places(doc: Doc) -> Iterator[_Place]:
    published = edtf_days(doc._.published)[1] if doc._.published else None
    for index, date in enumerate(doc._.dates):
        span = doc.char_span(date.start, date.end, alignment_mode="expand")
        if span is None:
            continue
        first, last = edtf_days(date.edtf)
        if first is None or last is None:
            shape = "open end" if last is None else "open start"
        else:
            days = (last - first).days
            shape = "day" if days == 0 else "week" if days < 8 else "month" if days < 32 else "year"
        if published is None or (first or last) is None:
            when = "undetermined"
        elif first is not None and first > published:
            when = "after the article"
        elif last is not None and last < published:
            when = "before the article"
        else:
            when = "around the article"
        yield _Place(index, span.start, span.root, shape, when)


def _relation(match: Match, root: Token) -> str:
    """How the clause of a date stands to that of the event."""
    anchors = {match.first.i, match.last.i}
    carrier = None if match.group is None else match.group.verb.i
    above = _ancestors(match.first)
    places = {token.i for token in above}
    own = next((token.i for token in above if token.pos_ == "VERB"), -1) if carrier is None else carrier
    for step, token in enumerate(_ancestors(root, itself=True)):
        if token.i in anchors or token.i == carrier:
            return "on the trigger" if token.i in anchors else "on its verb"
        if token.pos_ in {"VERB", "AUX"}:
            return _between_clauses(token, anchors | {own}, places, own)
        if step and token.pos_ == "NOUN" and token.i in places:
            return "on a noun above"
    return "on no verb"


def _between_clauses(verb: Token, anchors: set[int], above: set[int], own: int) -> str:
    """How the clause of `verb` stands to that of the event at `anchors`."""
    if verb.i == own:
        return "on the verb above"
    if verb.i in above:
        return "in the clause above"
    return "in a clause below" if {token.i for token in _ancestors(verb)} & anchors else "in a clause beside"


def _ancestors(token: Token, *, itself: bool = False) -> list[Token]:
    found = [token] if itself else []
    for _ in range(_LEVELS):
        if token.head.i == token.i:
            break
        token = token.head
        found.append(token)
    return found
