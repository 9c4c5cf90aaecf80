"""Rows of the bitext: each sentence of one article with its marks, margin notes and quote tag, ready to draw."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import pandas as pd

from dashboard.components.segments import EVENT, Mark, Piece, Segment, segments
from dashboard.components.speech import speaker_tag
from dashboard.display import (
    STATUS_WORDS,
    TYPE_LETTERS,
    TYPE_WORDS,
    date_words,
    french_spaces,
    keep_together,
    listing,
)
from pipelines.english_rows import LEFT_IN_FRENCH, left_in_french
from pipelines.model import Tables, inferred_roles, load_list
from pipelines.wording.makers import check_words, engine_label
from pipelines.wording.verbs import verb_english

Row = dict[str, Any]
_LETTERS = {**TYPE_LETTERS, "date": "d"}
_EVENTS_IN_TIP = 3
_CONTEXT = 6  # characters after a piece that can decide its last space


class EnglishMark(NamedTuple):
    """A span of an English sentence: `ref` is an actor id for names, the index of the date for dates."""

    start: int
    end: int
    kind: str
    ref: str


class EnglishSide(NamedTuple):
    """What is known of an English sentence: its marks, and in words what of the French was not found in it."""

    marks: Sequence[EnglishMark] = ()
    missing: Sequence[str] = ()


class Bitext(NamedTuple):
    """A sentence that has English, with what is marked on its French."""

    number: int
    sentence: Any
    english: str
    mentions: list[Any]
    dates: list[tuple[int, Any]]  # with the number of each date in the article
    quotes: list[Any]


class ArticleRows:
    """Everything known about the sentences of one article.

    Args:
        tables: tables that hold the article; other articles in them are ignored.
        article_id: which article.
        matching: numbers of the sentences that pass the filters, None when no filter is set.
    """

    def __init__(self, tables: Tables, article_id: str, matching: set[int] | None = None) -> None:
        self._matching = matching
        self.sentences = _of(tables.sentences, article_id)
        self._english = {row.sentence: row for row in _of(tables.translations, article_id)}
        mentions, quotes, events = (
            _of(f, article_id) for f in (tables.mentions, tables.quotes, tables.events)
        )
        self._mentions = _by_sentence(mentions)
        self.dates = _of(tables.dates, article_id)
        self._dates = _by_sentence(self.dates, number_rows=True)
        self._events = _by_sentence(events)
        self._quotes = self._quotes_by_sentence(quotes)
        here = {m.actor_id for m in mentions} | {q.speaker_id for q in quotes}
        here |= {i for e in events for i in (*load_list(e.actor_ids), *load_list(e.recipient_ids))}
        actors = tables.actors[tables.actors["actor_id"].isin(here - {""})]
        self.actors: dict[str, Any] = {actor.actor_id: actor for actor in actors.itertuples()}

    def rows(
        self,
        english: Mapping[int, EnglishSide],
        machine: Mapping[int, str],
        substitutions: Mapping[int, Sequence[str]],
    ) -> list[Row]:
        """One dict a sentence, in text order.

        Args:
            english: sentence number → marks on its English, and what was not found there.
            machine: sentence number → the machine's English under a person's edit.
            substitutions: sentence number → what the glossary put into its English.
        """
        return [
            {
                **self._row(s, english.get(s.sentence, EnglishSide())),
                "machine": machine.get(s.sentence, ""),
                "details": self._details(
                    s.sentence, english.get(s.sentence, EnglishSide()), substitutions.get(s.sentence, ())
                ),
            }
            for s in self.sentences
        ]

    def with_english(self) -> Iterator[Bitext]:
        """Every sentence that has English."""
        for sentence in self.sentences:
            number = int(sentence.sentence)
            english = self._english.get(number)
            if english and english.text_en:
                marked = (each.get(number, []) for each in (self._mentions, self._dates, self._quotes))
                yield Bitext(number, sentence, english.text_en, *marked)

    def _row(self, sentence: Any, side: EnglishSide) -> Row:
        number = int(sentence.sentence)
        french = self._french(sentence)
        english = self._english.get(number)
        text_en = english.text_en if english else ""
        marks = [Mark(m.start, m.end, m.kind, m.ref) for m in side.marks]
        marks += _french_words(text_en, english.flags if english else "")
        return {
            "n": number,
            "p": int(sentence.paragraph),
            "match": self._matching is None or number in self._matching,
            "fr": [self._drawn(s, "fr") for s in typeset(french, french=True)],
            "at": _begins(french, sentence.start),
            "en": [self._drawn(s, "en") for s in typeset(segments(text_en, marks), french=False)],
            "text": text_en,
            "engine": engine_label(english),
            "edited": bool(english and english.edited_by),
            "quotes": [self._quote(q, number) for q in self._quotes.get(number, ())],
            "events": self._event_notes(self._events.get(number, ())),
            "checks": [check_words(flag) for flag in load_list(english.flags)] if english else [],
        }

    def _details(self, number: int, side: EnglishSide, put_in: Sequence[str]) -> Row | None:
        """The chip that says how a sentence's English was made, None where there is none."""
        label = engine_label(self._english.get(number))
        lines = [f"Put in by the glossary: {'; '.join(put_in)}"] if put_in else []
        if side.missing:
            lines.append(f"Not found in the English, so not marked there: {', '.join(side.missing)}")
        return {"head": label, "note": "", "lines": lines} if label else None

    def _french(self, sentence: Any) -> list[Segment]:
        number, start = int(sentence.sentence), sentence.start
        marks = [
            Mark(m.start - start, m.end - start, m.type, m.actor_id) for m in self._mentions.get(number, ())
        ]
        marks += [
            Mark(d.start - start, d.end - start, "date", str(i)) for i, d in self._dates.get(number, ())
        ]
        marks += [
            Mark(e.start - start, e.end - start, EVENT, e.event_id) for e in self._events.get(number, ())
        ]
        return segments(sentence.text, marks)

    def _drawn(self, segment: Segment, language: str) -> Row:
        drawn: Row = {"t": [[piece.text, piece.event] for piece in segment.pieces]}
        if not segment.kind:
            return drawn
        if segment.kind == LEFT_IN_FRENCH:
            return {**drawn, "k": "fr"}
        drawn |= {"k": _LETTERS[segment.kind], "r": segment.ref}
        if segment.kind == "date":
            date = self.dates[int(segment.ref)]
            tip = date_tip(date)
            drawn["tip"] = tip
            drawn["name"] = ", ".join(filter(None, [segment.text, "date", tip["head"], tip["note"]]))
        else:
            drawn["name"] = f"{self._name(segment.ref, language) or segment.text}, {TYPE_WORDS[segment.kind]}"
        return drawn

    def _name(self, actor_id: str, language: str) -> str:
        actor = self.actors.get(actor_id)
        return (actor.name_en if language == "en" else actor.name) if actor else ""

    def _quotes_by_sentence(self, quotes: Iterable[Any]) -> dict[int, list[Any]]:
        """Each quote under every sentence that one of its parts reaches into; parts and sentences are in order."""
        found: dict[int, list[Any]] = defaultdict(list)
        starts = [s.start for s in self.sentences]
        for quote in quotes:
            numbers: dict[int, None] = {}
            for part in load_list(quote.parts):
                at = max(0, _last_at_or_before(starts, part["start"]))
                while at < len(starts) and starts[at] < part["end"]:
                    numbers[int(self.sentences[at].sentence)] = None
                    at += 1
            for number in numbers or {int(quote.sentence): None}:
                found[number].append(quote)
        return found

    def _quote(self, quote: Any, number: int) -> Row:
        name_en = self._name(quote.speaker_id, "en")
        tag = speaker_tag(quote, name_en)
        first = number == int(quote.sentence)
        verb_fr = (quote.cue or "sans verbe") if first else "suite"
        verb_en = (verb_english(quote.cue) if quote.cue else "no verb") if first else "continued"
        return {
            "id": quote.quote_id,
            "actor": quote.speaker_id,
            "fr": tag.french or "Locuteur non précisé",
            "en": tag.english or "Speaker not stated",
            "en_lang": "en" if tag.translated or not tag.english else "fr",
            "verb_fr": verb_fr,
            "verb_en": verb_en,
            "inferred": bool(quote.speaker_inferred),
            "unknown": not tag.french,
            "tip": quote_tip(quote),
            "about": ", ".join(
                filter(None, ["Quote", tag.french or "speaker not stated", verb_fr, quote.speaker_inferred and "speaker inferred"])
            ),
        }  # fmt: skip

    def _event_notes(self, events: Sequence[Any]) -> list[Row]:
        """One margin note for each type and status, in text order; repeats are counted in it."""
        grouped: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for event in events:
            grouped[event.type, event.status].append(event)
        return [
            {
                "id": same[0].event_id,
                "type": kind,
                "status": status,
                "n": len(same),
                "name": f"{kind}, {STATUS_WORDS[status]}" + (f", {len(same)} times" if len(same) > 1 else ""),
                "tip": self._event_tip(same),
            }
            for (kind, status), same in grouped.items()
        ]

    def _event_tip(self, events: Sequence[Any]) -> Row:
        lines = [line for event in events[:_EVENTS_IN_TIP] for line in self._event_lines(event)]
        return {"head": f"{events[0].type}, {STATUS_WORDS[events[0].status]}", "lines": lines}

    def _event_lines(self, event: Any) -> list[str]:
        def names(cell: str, ids: str) -> str:
            pairs = zip(load_list(cell), load_list(ids), strict=False)
            return listing((self._name(actor_id, "en") or name) for name, actor_id in pairs)

        who, whom = names(event.actors, event.actor_ids), names(event.recipients, event.recipient_ids)
        mode = f" ({event.mode})" if event.mode else ""
        when = ", ".join(filter(None, date_words(event.edtf, event.date_note)))
        inferred = inferred_roles(event.rule)
        who = f"{who} (inferred)" if who and "actors" in inferred else who or "actor not stated"
        whom = f"{whom} (inferred)" if whom and "recipients" in inferred else whom
        lines = [f"“{event.trigger}”{mode}: {who}" + (f" → {whom}" if whom else "")]
        return [*lines, f"When: {when}." + (f" Why: {event.rule}" if event.rule else "")]


def _begins(found: Sequence[Segment], start: int) -> list[int]:
    """Where each piece begins in the stored text, all segments' pieces in a row."""
    lengths = (len(piece.text) for segment in found for piece in segment.pieces)
    return list(accumulate(lengths, initial=int(start)))[:-1]


def typeset(found: Sequence[Segment], *, french: bool) -> list[Segment]:
    """The same segments with display spaces: French marks set apart, names of people held together."""
    everything = "".join(segment.text for segment in found)
    at, out = 0, []
    for segment in found:
        pieces = []
        for piece in segment.pieces:
            end = at + len(piece.text)
            shown = piece.text
            if french:
                shown = french_spaces(
                    shown, everything[max(0, at - 1) : at], everything[end : end + _CONTEXT]
                )
            pieces.append(Piece(keep_together(shown) if segment.kind == "PER" else shown, piece.event))
            at = end
        out.append(Segment(segment.kind, segment.ref, tuple(pieces), segment.inner))
    return out


def date_tip(date: Any) -> Row:
    """The chip over a date: the resolved value, the reason, and the rule that read it."""
    value, note = date_words(date.edtf, date.note, "not resolved")
    return {"head": value, "note": note, "lines": [f"Why: {date.rule}"] if date.rule else []}


def quote_tip(quote: Any) -> Row:
    """The chip over a speaker tag: what kind of quote, the verb's stance, and why this speaker."""
    note = "speaker inferred from the sentences before" if quote.speaker_inferred else ""
    stance = f"Verb’s stance: {quote.stance}" if quote.stance else ""
    said_by = f"In the text: “{quote.speaker}”" if quote.speaker not in ("", quote.speaker_name) else ""
    why = f"Why: {quote.method}" if quote.method else ""
    lines = [line for line in (said_by, stance, why) if line]
    return {"head": f"{quote.kind.capitalize()} quote", "note": note, "lines": lines}


def _french_words(english: str, flags: str) -> list[Mark]:
    """Where the words stand that the engine left in French."""
    if f'"{LEFT_IN_FRENCH}"' not in flags:
        return []
    words = left_in_french(load_list(flags))
    return [
        Mark(found.start(), found.end(), LEFT_IN_FRENCH, "")
        for word in words
        for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", english)
    ]


def _of(frame: pd.DataFrame, article_id: str) -> list[Any]:
    return list(frame[frame["article_id"] == article_id].itertuples(index=False))


def _by_sentence(rows: Sequence[Any], *, number_rows: bool = False) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for index, row in enumerate(rows):
        found[int(row.sentence)].append((index, row) if number_rows else row)
    return found


def _last_at_or_before(starts: Sequence[int], offset: int) -> int:
    return bisect_right(starts, offset) - 1
