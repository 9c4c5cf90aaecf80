"""Which of the article's dates an event hangs on."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc, Token

from pipelines.language.event_clauses import VerbGroup
from pipelines.language.event_tree import sentence_end, sentence_start

_LEVELS = 6


class DateFinder:
    """The dates of one article by sentence, each with the word it depends on."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._starts: list[int] = []
        self._dates: list[tuple[int, Token]] = []
        for index, date in sorted(enumerate(doc._.dates), key=lambda pair: pair[1].start):
            span = doc.char_span(date.start, date.end, alignment_mode="expand")
            if span is not None:
                self._starts.append(span.start)
                self._dates.append((index, span.root))

    def date_of(self, trigger: Token, group: VerbGroup | None) -> tuple[int | None, str]:
        """Index into `doc._.dates`, None when undated, and the reason in English."""
        first = bisect_left(self._starts, sentence_start(trigger))
        last = bisect_left(self._starts, sentence_end(trigger))
        if first == last:
            return None, "no date in the sentence"
        around = _clause_words(trigger, group)
        # A sentence has few dates; a runaway one (a list, a calendar) is read near the trigger only.
        middle = bisect_left(self._starts, trigger.i)
        candidates = self._dates[max(first, middle - 4) : min(last, middle + 4)]
        ranked = sorted((_steps(root, around), abs(root.i - trigger.i), index) for index, root in candidates)
        steps, _, index = ranked[0]
        if steps == 0:
            return index, "date of the same clause"
        if steps < _LEVELS:
            return None, "the dates of the sentence belong to other clauses"
        return index, "nearest date of the sentence"


def _clause_words(trigger: Token, group: VerbGroup | None) -> set[int]:
    words = {trigger.i}
    if group is not None:
        words.add(group.verb.i)
    return words


def _steps(root: Token, around: set[int]) -> int:
    """0 when the date depends on the trigger's clause, a level when on another verb, `_LEVELS` when unclear."""
    token = root
    for _ in range(_LEVELS):
        if token.i in around:
            return 0
        if token.head.i == token.i:
            break
        token = token.head
        if token.i in around:
            return 0
        if token.pos_ == "VERB":
            return 1
    return _LEVELS
