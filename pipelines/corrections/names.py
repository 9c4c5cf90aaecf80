"""Corrections of names: not a name, type, extent, which actor, one that was missed; and what follows from them."""

from __future__ import annotations

from typing import Any

from pipelines.corrections.editor import Editor, does
from pipelines.corrections.entries import Entry
from pipelines.corrections.roles import replace_in_roles
from pipelines.corrections.rows import Rows, Thing


@does("mention.delete")
def delete(editor: Editor, entry: Entry) -> None:
    """These words are no name: nobody speaks or acts by them."""
    rows, thing = editor.find(entry)
    editor.take_out(rows, entry.article_id, thing, entry)
    _follow(editor, entry, rows, thing, "", "")


@does("mention.type")
def retype(editor: Editor, entry: Entry) -> None:
    """A person, organisation, place or other name."""
    rows, thing = editor.find(entry)
    rows.put(thing, type=str(entry.new))
    editor.sign(rows, thing, entry)


@does("mention.extent")
@does("date.extent")
def extend(editor: Editor, entry: Entry) -> None:
    """The name, or the date, is these words."""
    rows, thing = editor.find(entry)
    rows.move(entry.article_id, thing, **editor.place(entry.article_id, entry.new))
    editor.sign(rows, thing, entry)


@does("mention.actor")
def assign(editor: Editor, entry: Entry) -> None:
    """The name is this actor's."""
    rows, thing = editor.find(entry)
    assign_to(editor, entry, rows, thing, *editor.actor(entry.new))


def assign_to(editor: Editor, entry: Entry, rows: Rows, thing: Thing, actor_id: str, name: str) -> None:
    """Give a mention to an actor, and with it the quotes and roles that hang on it alone."""
    before = str(rows.get(thing, "actor_id"))
    rows.put(thing, actor_id=actor_id)
    editor.sign(rows, thing, entry)
    if before != actor_id:
        _follow(editor, entry, rows, thing, actor_id, name)


@does("mention.add")
def add(editor: Editor, entry: Entry) -> None:
    """A name that was missed; where the reader finds it today, it is given the person's type and actor."""
    place = editor.place(entry.article_id, entry.span)
    actor_id, name = editor.actor(entry.new.get("actor"))
    rows = editor.rows["mentions"]
    there = rows.things(entry.article_id).get((place["start"], place["end"]))
    if there is not None:
        rows.put(there, type=str(entry.new["type"]))
        assign_to(editor, entry, rows, there, actor_id, name)
        return
    rows.put_in(editor.new_row("mentions", entry, **place, type=str(entry.new["type"]), actor_id=actor_id))


def _follow(editor: Editor, entry: Entry, rows: Rows, thing: Thing, actor_id: str, name: str) -> None:
    """Quotes attributed to these very words, and roles that only they could fill, are the new actor's."""
    article_id = entry.article_id
    before = str(rows.get(thing, "actor_id"))
    editor.lost[article_id].add(before)
    start, end = rows.span(thing)
    quotes = editor.rows["quotes"]
    for quote in quotes.things(article_id).values():
        if quotes.get(quote, "speaker_id") == before and _within(quotes, quote, start, end):
            quotes.put(quote, speaker_id=actor_id, **({"speaker_name": name} if name else {}))
    number = rows.get(thing, "sentence")
    others = (other for other in rows.things(article_id).values() if other is not thing)
    if not any(rows.get(o, "actor_id") == before and rows.get(o, "sentence") == number for o in others):
        replace_in_roles(editor, article_id, int(number), before, actor_id, name)


def _within(quotes: Rows, quote: Thing, start: int, end: int) -> bool:
    """Whether the phrase a quote is attributed to holds these words."""
    first: Any = quotes.get(quote, "speaker_start")
    last: Any = quotes.get(quote, "speaker_end")
    return isinstance(first, int) and isinstance(last, int) and first <= start and end <= last
