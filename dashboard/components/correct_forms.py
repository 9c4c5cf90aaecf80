"""The fields by which one thing of a sentence is put right, and the corrections they make."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import correcting, plain
from dashboard.display import TYPE_WORDS
from dashboard.typeset import node, show
from dashboard.wish import forget, granted, wished
from pipelines.corrections import Draft, value_of
from pipelines.corrections.everywhere import drafts_for, elsewhere
from pipelines.corrections.values import is_same
from pipelines.model import (
    ENTITY_TYPES,
    EVENT_STATUSES,
    PLOVER_TYPES,
    QUOTE_KINDS,
    Tables,
    load_list,
    span_of,
)

OPEN = "correcting"
WISHES = "correct "  # what the keys of the buttons of all forms begin with
Span = tuple[int, int]
_NOBODY = ""
_MOST_ACTORS = 400  # offered by name; any other can be typed
_SHOWN = 20
_EXTENTS = {
    "quotes": "quote.extent",
    "mentions": "mention.extent",
    "dates": "date.extent",
    "events": "event.extent",
}


def spans_of(table: str, row: dict[str, Any]) -> list[Span]:
    """The stretches of text that a thing covers: of a quote, each of its parts."""
    return [(p["start"], p["end"]) for p in load_list(row["parts"])] if table == "quotes" else [span_of(row)]


def close() -> None:
    """Close the dialog; it stays closed on the next run."""
    st.session_state.pop(OPEN, None)
    forget(WISHES)


class Form:
    """The fields for each kind of thing in one sentence, and the corrections they make.

    Args:
        tables: the corpus, as it is shown.
        sentence: a row of its sentences.
        words: start and end of words that were chosen in the text; None where words are typed.

    Attributes:
        buttons: the keys of the buttons that were drawn.
    """

    def __init__(self, tables: Tables, sentence: pd.Series, words: Span | None = None) -> None:
        self._tables, self._at = tables, words
        self._article = str(sentence["article_id"])
        self._start, self._text = int(sentence["start"]), str(sentence["text"])
        self._number = int(sentence["sentence"])
        article = tables.articles.loc[tables.articles["article_id"] == self._article, "text"]
        self._whole = str(article.iloc[0])
        self._names = self._actor_names()
        self.buttons: list[str] = []

    @property
    def chosen(self) -> str:
        """The words that were chosen, "" for none."""
        return self._whole[slice(*self._at)] if self._at else ""

    @property
    def within_sentence(self) -> bool:
        """Whether the chosen words lie in the one sentence."""
        return self._at is None or self._at[1] <= self._start + len(self._text)

    # -- the things ------------------------------------------------------------------------------------

    def quote(self, row: dict[str, Any]) -> None:
        """Who speaks, which words, which verb."""
        at, key = span_of(row), f"quote{row['quote_id']}"
        speaker = self._actor("Speaker", f"{key}s", row["speaker_id"], row["speaker_name"] or row["speaker"])
        left, right = st.columns(2)
        with left:
            kind = _one_of("Kind", f"{key}k", QUOTE_KINDS, row["kind"])
        with right:
            cue = st.text_input("Verb, as it stands in the text", row["cue"], key=f"{key}v")
        parts = "\n".join(self._whole[p["start"] : p["end"]] for p in load_list(row["parts"]))
        words = st.text_area("Words of the quote, a line for each part", parts, key=f"{key}w", height=90)
        drafts = [
            self._changed("quote.speaker", at, row, speaker),
            self._changed("quote.kind", at, row, kind),
        ]
        if cue != row["cue"]:
            drafts.append(self._draft("quote.verb", at, row, self._find(cue, at[0]) if cue.strip() else None))
        if words.strip() != parts.strip():
            found = [self._find(line, at[0]) for line in words.splitlines() if line.strip()]
            drafts.append(self._draft("quote.extent", at, row, found))
        self._save(drafts, f"{key}!", self._draft("quote.delete", at, row, None), "This is no quote")

    def mention(self, row: dict[str, Any]) -> None:
        """Whether it is a name, of what type, which actor's, how far it reaches."""
        at, key = span_of(row), f"name{row['start']}"
        actor = self._actor("Actor", f"{key}a", row["actor_id"], row["surface"], required=True)
        left, right = st.columns(2)
        with left:
            kind = _one_of("Type", f"{key}t", ENTITY_TYPES, row["type"])
        with right:
            words = st.text_input("Words of the name", row["surface"], key=f"{key}w")
        drafts = [
            self._changed("mention.actor", at, row, actor),
            self._changed("mention.type", at, row, kind),
        ]
        if words.strip() and words != row["surface"]:
            drafts.append(self._draft("mention.extent", at, row, self._find(words, at[0])))
        self._save(drafts, f"{key}!", self._draft("mention.delete", at, row, None), "This is no name")

    def date(self, row: dict[str, Any]) -> None:
        """Which day, month, year or span it stands for."""
        at, key = span_of(row), f"date{row['start']}"
        value = self._edtf(row["edtf"], f"{key}v")
        words = st.text_input("Words of the date", row["surface"], key=f"{key}w")
        drafts = [self._changed("date.value", at, row, value)]
        if words.strip() and words != row["surface"]:
            drafts.append(self._draft("date.extent", at, row, self._find(words, at[0])))
        self._save(drafts, f"{key}!", self._draft("date.delete", at, row, None), "This is no date")

    def event(self, row: dict[str, Any]) -> None:
        """What is done, by whom, to whom, when, and whether it has happened."""
        at, key = span_of(row), f"event{row['event_id']}"
        left, middle, right = st.columns(3)
        with left:
            kind = _one_of("Type (PLOVER)", f"{key}t", PLOVER_TYPES, row["type"])
        with middle:
            status = _one_of("Status", f"{key}s", EVENT_STATUSES, row["status"])
        with right:
            mode = st.text_input("Mode", row["mode"], key=f"{key}m")
        actors = self._actors("Who does it", f"{key}a", row["actor_ids"], row["actors"])
        recipients = self._actors("To whom", f"{key}r", row["recipient_ids"], row["recipients"])
        day = self._edtf(row["edtf"], f"{key}d")
        drafts = [
            self._changed("event.type", at, row, kind),
            self._changed("event.status", at, row, status),
            self._changed("event.mode", at, row, mode),
            self._changed("event.actors", at, row, actors),
            self._changed("event.recipients", at, row, recipients),
            self._changed("event.date", at, row, day),
        ]
        self._save(drafts, f"{key}!", self._draft("event.delete", at, row, None), "This is no event")

    def extent(self, table: str, edges: Span, row: dict[str, Any]) -> None:
        """The chosen words in the place of a thing's own, or of the part of a quote that stands at `edges`."""
        words = self._at or edges
        before = spans_of(table, row)
        after = sorted([words, *(part for part in before if part != edges and not _meet(part, words))])
        told = node("p", self._said(before), " → ", node("b", self._said(after)), lang="fr", cls="tx")
        show([told], "correct_extent")
        new: Any = [list(part) for part in after] if table == "quotes" else list(words)
        self._save([self._draft(_EXTENTS[table], span_of(row), row, new)], f"extent{table}{edges}!")

    def _said(self, parts: list[Span]) -> str:
        return " […] ".join(self._whole[start:end] for start, end in parts)

    # -- what was missed -------------------------------------------------------------------------------

    def missing_name(self) -> None:
        """Words of the sentence that are a name."""
        place = self._place("Words of the name, as they stand in the French", "missed_name")
        kind = _one_of("Type", "missed_name_type", ENTITY_TYPES, ENTITY_TYPES[0])
        actor = self._actor("Actor; empty for the words themselves", "missed_name_actor", "", "")
        if place:
            self._save([self._new("mention.add", place, {"type": kind, "actor": actor})], "missed_name!")

    def missing_quote(self) -> None:
        """Words that someone says."""
        place = self._place("Words of the quote, as they stand in the French", "missed_quote", long=True)
        speaker = self._actor("Speaker", "missed_quote_speaker", "", "")
        kind = _one_of("Kind", "missed_quote_kind", QUOTE_KINDS, QUOTE_KINDS[0])
        verb = st.text_input("Verb, as it stands in the text; empty for none", key="missed_quote_verb")
        if place:
            cue = self._find(verb, self._start) if verb.strip() else None
            new = {"kind": kind, "speaker": speaker, "verb": cue}
            self._save([self._new("quote.add", place, new)], "missed_quote!")

    def missing_date(self) -> None:
        """Words that stand for a date."""
        place = self._place("Words of the date, as they stand in the French", "missed_date")
        value = self._edtf("", "missed_date_value")
        if place and value:
            self._save([self._new("date.add", place, value)], "missed_date!")

    def missing_event(self) -> None:
        """A word that tells an event."""
        place = self._place("Word that tells the event, as it stands in the French", "missed_event")
        left, right = st.columns(2)
        with left:
            kind = _one_of("Type (PLOVER)", "missed_event_type", PLOVER_TYPES, PLOVER_TYPES[0])
        with right:
            status = _one_of("Status", "missed_event_status", EVENT_STATUSES, EVENT_STATUSES[0])
        actors = self._actors("Who does it", "missed_event_actors", "[]", "[]")
        recipients = self._actors("To whom", "missed_event_recipients", "[]", "[]")
        day = self._edtf("", "missed_event_date")
        if place:
            new = {"type": kind, "status": status, "actors": actors, "recipients": recipients, "date": day}
            self._save([self._new("event.add", place, new)], "missed_event!")

    def not_text(self) -> None:
        """Take the sentence out of all tables."""
        st.write("Nothing of it is shown or counted any more. The Review page lists it, and puts it back.")
        at = self._start, self._start + len(self._text)
        self._save([Draft("sentence.not_text", self._article, *at, None)], "not_text!", words="Take it out")

    # -- fields ----------------------------------------------------------------------------------------

    def _actor(self, label: str, key: str, actor_id: str, name: str, *, required: bool = False) -> Any:
        """A REF: an actor of the corpus, another name as typed, or None for no one named."""
        before = actor_id or name
        options = list(
            dict.fromkeys([*([] if required else [_NOBODY]), *([before] if before else []), *self._names])
        )
        chosen = st.selectbox(
            plain.markdown(label),
            options,
            index=options.index(before) if before in options else 0,
            format_func=lambda each: plain.visible(self._names.get(str(each), str(each)) or "no one named"),
            accept_new_options=True,
            key=f"{key}:{self._article}",
        )
        return self._ref(chosen)

    def _actors(self, label: str, key: str, ids: str, names: str) -> list[Any]:
        known, told_ = load_list(ids), load_list(names)
        before = [one or other for one, other in zip(known, told_, strict=False)]
        options = list(dict.fromkeys([*before, *self._names]))
        chosen = st.multiselect(
            plain.markdown(label),
            options,
            before,
            format_func=lambda each: plain.visible(self._names.get(str(each), str(each))),
            accept_new_options=True,
            key=f"{key}:{self._article}",
        )
        return [ref for each in chosen if (ref := self._ref(each))]

    def _ref(self, chosen: str | None) -> Any:
        if not chosen:
            return None
        return {"actor_id": chosen} if chosen in self._names else {"name": chosen, "type": "PER"}

    def _place(self, label: str, key: str, *, long: bool = False) -> list[int] | None:
        """Where words stand: the chosen ones, else those that are typed; None for none."""
        if self._at:
            return list(self._at)
        words = (st.text_area if long else st.text_input)(plain.markdown(label), key=key)
        return self._find(words, self._start) if words.strip() else None

    def _edtf(self, value: str, key: str) -> str:
        typed = st.text_input(
            "Date: 2022-11-14, 2022-11, 2022, 2022-11-14/2022-11-20, 2022-11~ (about)",
            value,
            key=f"{key}:{self._article}",
        )
        return typed.strip()

    # -- corrections -----------------------------------------------------------------------------------

    def _draft(self, what: str, at: tuple[int, int], row: dict[str, Any], new: Any) -> Draft:
        return Draft(what, self._article, *at, new, value_of(what, row))

    def _changed(self, what: str, at: tuple[int, int], row: dict[str, Any], new: Any) -> Draft | None:
        """The correction where `new` differs from what stands there."""
        return None if is_same(value_of(what, row), new) else self._draft(what, at, row, new)

    def _new(self, what: str, place: list[int], new: Any) -> Draft:
        start, end = place
        return Draft(what, self._article, start, end, new)

    def _find(self, words: str, near: int) -> list[int]:
        """Where words stand in the article, the place nearest to `near`; [-1, -1], which is refused, for nowhere."""
        wanted = words.strip()
        places, at = [], self._whole.find(wanted)
        while at >= 0 and wanted:
            places.append(at)
            at = self._whole.find(wanted, at + 1)
        if not places:
            return [-1, -1]
        start = min(places, key=lambda each: abs(each - near))
        return [start, start + len(wanted)]

    def _save(
        self,
        drafts: list[Draft | None],
        key: str,
        delete: Draft | None = None,
        no: str = "",
        words: str = "Save",
    ) -> None:
        wanted = [draft for draft in drafts if draft is not None]
        everywhere = self._everywhere(wanted, key)
        with st.container(horizontal=True):
            if self._pressed(words, f"{key}save", type="primary") and self._may_be_written(wanted):
                _finish([*wanted, *everywhere])
            if delete is not None and self._pressed(no, f"{key}delete"):
                _finish([delete])

    def _pressed(self, label: str, key: str, **options: Any) -> bool:
        """A button of this form; what its press asks for is done, or refused, before anything else is drawn."""
        own = f"{WISHES}{key}"
        self.buttons.append(own)
        asked = wished(label, own, **options)
        if asked:
            granted(own)
        return asked

    def _may_be_written(self, drafts: list[Draft]) -> bool:
        spans = [draft.new for draft in drafts if draft.what.endswith((".extent", ".verb"))]
        added = [[draft.start, draft.end] for draft in drafts if draft.what.endswith(".add")]
        verbs = [draft.new.get("verb") for draft in drafts if draft.what == "quote.add"]
        flat = [each for span in (*spans, *added, *verbs) for each in (span if _many(span) else [span])]
        if [-1, -1] in flat:
            st.error("These words do not stand in the French text so; copy them from the sentence above.")
            return False
        return True

    def _everywhere(self, drafts: list[Draft], key: str) -> list[Draft]:
        """What else the correction of a name would change, shown with its sentences before it is done."""
        of_names = [draft for draft in drafts if draft.what in ("mention.actor", "mention.type")]
        places = [(draft, elsewhere(self._tables, draft)) for draft in of_names]
        rows = max((found for _, found in places), key=len, default=None)
        if rows is None or rows.empty:
            return []
        wanted = st.checkbox(f"Everywhere: {len(rows):,} more of the same name", key=f"{key}everywhere")
        with st.expander("Where that is", expanded=wanted):
            lines = [node("p", row.text, lang="fr", cls="tx") for row in rows.head(_SHOWN).itertuples()]
            if len(rows) > _SHOWN:
                lines.append(node("p", f"{_SHOWN} of {len(rows):,} sentences shown.", cls="note"))
            show(lines, f"{key}places")
        return [each for draft, found in places for each in drafts_for(draft, found)] if wanted else []

    def _actor_names(self) -> dict[str, str]:
        """actor_id → name, those of the article first."""
        mentions, actors = self._tables.mentions, self._tables.actors
        here = set(mentions.loc[mentions["article_id"] == self._article, "actor_id"])
        often = mentions["actor_id"].value_counts().head(_MOST_ACTORS).index
        english = dict(
            zip(
                actors["actor_id"],
                actors["name_en"].where(actors["name_en"] != "", actors["name"]),
                strict=True,
            )
        )
        ordered = [*sorted(here - {""}, key=lambda each: english.get(each, each)), *often]
        return {each: english[each] for each in dict.fromkeys(ordered) if each in english}


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _many(span: Any) -> bool:
    return bool(span) and isinstance(span[0], list)


def _one_of(label: str, key: str, options: tuple[str, ...], value: str) -> str:
    chosen = st.selectbox(
        plain.markdown(label),
        options,
        index=options.index(value) if value in options else 0,
        format_func=lambda each: plain.visible(TYPE_WORDS.get(str(each), str(each))),
        key=key,
    )
    return str(chosen)


def _finish(drafts: list[Draft]) -> None:
    if correcting.save(drafts):
        close()
        st.rerun()
