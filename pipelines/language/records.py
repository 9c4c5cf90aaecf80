"""What the language layers find, as small frozen records.

Every offset is a code point into `doc.text`, which has the same length, character for character, as the
article's stored text (see `normalise.model_view`). Take surfaces from the stored text, not from the Doc.
"""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, place or named thing of one article.

    Attributes:
        actor_id: lexicon id where the actor is known ("iran"), else type and name ("per:aviv-kochavi").
        name: the fullest name in this article; a capital that stands for its government has the country's.
        name_en: the English name where the lexicon has one, else `name`.
        type: PER, ORG, LOC or MISC.
        country: ISO 3166 alpha-2, "" when not known.
        gender: "m", "f" or "".
        number: "s", "p" or "".
        role: the function the text gives ("chef d'état-major"), "" when none.
    """

    actor_id: str
    name: str
    name_en: str
    type: str
    country: str = ""
    gender: str = ""
    number: str = "s"
    role: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named in the text: the name alone, without determiner, title or function."""

    start: int
    end: int
    type: str
    actor_id: str
    method: str  # how it was found and merged, readable: "gazetteer", "model", "surname of Aviv Kochavi"


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """An expression that places something on the calendar.

    Attributes:
        edtf: EDTF level 1; "" when the expression cannot be resolved at all.
        start_day, end_day: ISO days the expression allows, "" when open or unknown.
        precision: one of `model.DATE_PRECISIONS`.
        note: what the reader must know in English ("a Monday in Nov 2022"), "" when nothing.
        rule: the name of the grammar rule.
    """

    start: int
    end: int
    edtf: str
    start_day: str
    end_day: str
    precision: str
    note: str
    rule: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Something said.

    Attributes:
        parts: one span per stretch of words, marks excluded, in text order.
        kind: direct, indirect or mixed.
        speaker: span of the phrase it is attributed to, None when there is none.
        speaker_name: the referent's fullest name, or the noun phrase itself where unnamed, "" when unknown.
        speaker_id: actor_id of the referent, "" when unnamed or unknown.
        inferred: True when the speaker is taken from the sentences before.
        cue: span of the reporting verb group or preposition.
        stance: neutral, as fact, doubtful, or "" when not marked (of the cue).
        method: the rule that decided, readable.
    """

    parts: tuple[Span, ...]
    kind: str
    speaker: Span | None
    speaker_name: str
    speaker_id: str
    inferred: bool
    cue: Span | None
    stance: str
    method: str


@dataclass(frozen=True, slots=True)
class Event:
    """Who does what to whom, coded in PLOVER.

    Attributes:
        actors, recipients: referents' fullest names, or the noun phrase where unnamed.
        actor_ids, recipient_ids: aligned with them; "" where unnamed.
        date: index into `doc._.dates` of the date it hangs on, None when undated.
        date_note: why it is undated, or that the date was inferred, in English.
        rule: lexicon entry and construction that decided.
    """

    start: int
    end: int
    type: str
    mode: str
    status: str
    actors: tuple[str, ...]
    actor_ids: tuple[str, ...]
    recipients: tuple[str, ...]
    recipient_ids: tuple[str, ...]
    date: int | None
    date_note: str
    rule: str
