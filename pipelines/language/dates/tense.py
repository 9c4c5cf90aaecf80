"""Whether the verb near an expression points to the past, the present or the future.

Read from the words beside the expression first, for a long French sentence is parsed less surely than it is
tagged; from the syntactic head only where no verb stands in the same stretch of words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import islice

from spacy.tokens import Doc, Span, Token

from pipelines.language.dates.readings import FUTURE, NO_TENSE, PAST, PRESENT
from pipelines.language.dates.words import calendar_words, fold
from pipelines.language.offsets import form_in, token_starts

_STOPS = frozenset('«»“”";:()—–') | {"que", "qu'", "mais", "car", "tandis"}
_OPENERS = frozenset({",", "et", "puis", "mais"})
_LINKS = frozenset({"ADV", "PRON", "ADP", "PART", "DET"})
_REACH = 25
_FUTURE_ENDING = re.compile(r"(?:[ei]r|dr|vr|rr)(?:a|ai|as|ons|ez|ont)$")


class Tenses:
    """The tenses of one article's verbs, asked for by place.

    `Doc.char_span` and `Doc.has_annotation` walk the whole Doc each time; looking offsets up, and asking for the
    parse once, keeps long articles linear.
    """

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts = token_starts(doc)
        self._parsed = doc.has_annotation("DEP")

    def near(self, start: int, end: int) -> str:
        """The tense of the verb that governs the characters start–end: past, present, future, "" without one."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        stop = bisect_left(self._starts, end)
        return _tense_of(self._doc[first:stop], self._parsed) if first < stop else NO_TENSE


def _tense_of(span: Span, parsed: bool) -> str:
    doc = span.doc
    if span.start and doc[span.start - 1].lower_ == "pour":
        return FUTURE
    verb = _governing_verb(doc, span, parsed)
    return _classify(_group(verb)) if verb is not None else NO_TENSE


def _governing_verb(doc: Doc, span: Span, parsed: bool) -> Token | None:
    first, last = span.start, span.end
    above = _verb_above(span.root) if parsed else None
    if _opens_sentence(doc[first]) or (
        doc[first - 1].lower_ in _OPENERS and not _is_enclosed(doc, first, last)
    ):
        # A date that opens a clause: "et le 14 juillet sera fêté".
        if above is None or above.i < first:
            above = _verb_after(doc, last) or above
        return above or _verb_before(doc, first, last)
    if last < len(doc) and _is_finite(doc[last]):
        return _verb_after(doc, last)  # "la réunion de vendredi sera décisive"
    return _verb_before(doc, first, last) or above or _verb_after(doc, last)


def _opens_sentence(token: Token) -> bool:
    return token.i == 0 or bool(token.is_sent_start)


def _is_enclosed(doc: Doc, first: int, last: int) -> bool:
    return doc[first - 1].text == "," and last < len(doc) and doc[last].text == ","


def _is_verb(token: Token) -> bool:
    # The tagger takes an unknown name for a verb now and then ("au large de Sfax").
    return token.pos_ in ("VERB", "AUX") and (not token.text[0].isupper() or _opens_sentence(token))


def _verb_before(doc: Doc, first: int, last: int) -> Token | None:
    if _opens_sentence(doc[first]):
        return None
    start = first - 1
    if _is_enclosed(doc, first, last) and not _opens_sentence(doc[start]):
        start -= 1  # "a assuré, lundi, que"
    for i in range(start, max(-1, start - _REACH), -1):
        token = doc[i]
        if token.lower_ in _STOPS:
            return None
        if _is_verb(token) or _points_forward(token):
            return token
        if _opens_sentence(token):
            return None
    return None


def _verb_above(root: Token) -> Token | None:
    return next((token for token in islice(root.ancestors, 4) if _is_verb(token)), None)


def _verb_after(doc: Doc, last: int) -> Token | None:
    verb = None
    for token in doc[last : last + _REACH]:
        if token.is_sent_start:
            break
        if _is_verb(token):
            verb = token  # on through "a été signé" to the last of the group
        elif verb is not None or token.lower_ in _STOPS:
            break
    return verb


def _points_forward(token: Token) -> bool:
    return token.pos_ == "ADJ" and fold(token.text).startswith(calendar_words().prospective["participles"])


def _group(verb: Token) -> list[Token]:
    """The verb and the auxiliaries and governing verbs on its left, the nearest first."""
    doc = verb.doc
    group = [verb]
    i = verb.i - 1
    gap = 0
    while i >= 0 and gap <= 3 and not _is_finite(group[-1]) and not _opens_sentence(doc[i + 1]):
        token = doc[i]
        if _is_verb(token):
            group.append(token)
            gap = 0
        elif token.pos_ in _LINKS:
            gap += 1
        elif _form(group[-1]) == "Inf" and token.pos_ in ("NOUN", "PROPN", "ADJ") and gap <= 3:
            gap += 1  # "a appelé les habitants à manifester"
        else:
            break
        i -= 1
    return group


def _form(token: Token) -> str:
    return form_in(str(token.morph))


def _is_finite(token: Token) -> bool:
    return _form(token) == "Fin" or _ends_like_future(token)


def _classify(group: list[Token]) -> str:
    words = calendar_words().prospective
    nearest = group[0]
    forms = [fold(token.text) for token in group]
    if forms[0].startswith(words["participles"]):
        return FUTURE
    if _form(nearest) == "Inf" and forms[0] not in ("avoir", "etre"):
        return _classify_infinitive(group, forms)
    return _classify_finite(group, forms)


def _classify_finite(group: list[Token], forms: list[str]) -> str:
    nearest, governor = group[0], group[-1]
    mood, tense = governor.morph.get("Mood", []), governor.morph.get("Tense", [])
    if "Fut" in tense or _ends_like_future(governor):
        compound = len(group) > 1 and forms[-1] in ("aura", "auront")
        return PAST if compound else FUTURE
    if "Cnd" in mood:
        words = calendar_words().prospective
        past = forms[-1].startswith("aur") and len(group) > 1
        if forms[-1].startswith("ser"):
            after = [fold(token.text) for token in governor.doc[governor.i + 1 : nearest.i + 3]]
            past = past or any(form.startswith(words["being"]) for form in after)
        return PAST if past else FUTURE
    if len(group) > 1 or _form(nearest) == "Part" or _form(governor) == "Inf":
        return PAST if _form(nearest) == "Part" or not _is_finite(nearest) else PRESENT
    if "Sub" in mood and "Pres" in tense:
        return FUTURE
    # "réunit", "finit" are present and past; the press writes the present.
    return PRESENT if "Pres" in tense or (forms[-1].endswith("it") and "Past" in tense) else PAST


def _ends_like_future(token: Token) -> bool:
    # The tagger misses some: "nous voterons" without tense, "votera" as a participle. "espérons" and
    # "considéra" have their r from the stem.
    match = _FUTURE_ENDING.search(token.lower_)
    if not match or token.lemma_.endswith("rer"):
        return False
    return match.group().endswith(("a", "ont")) or (
        _form(token) == "Fin" and not token.morph.get("Tense", [])
    )


def _classify_infinitive(group: list[Token], forms: list[str]) -> str:
    words = calendar_words().prospective
    if any(form in words["modals"] for form in forms[1:]):
        return FUTURE
    if any(form.startswith(words["verbs"]) for form in forms[1:]):
        return FUTURE
    if len(group) == 1:
        return FUTURE  # "à paraître en janvier", "pour manifester mercredi"
    return _classify(group[1:])
