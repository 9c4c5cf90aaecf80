"""Corrections of quotes: speaker, kind, verb, extent, not a quote, one that was missed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipelines.corrections.editor import Editor, does
from pipelines.corrections.entries import Entry
from pipelines.model import dump_list


@does("quote.delete")
def delete(editor: Editor, entry: Entry) -> None:
    """Nobody says this."""
    rows, thing = editor.find(entry)
    editor.lost[entry.article_id].add(str(rows.get(thing, "speaker_id")))
    editor.take_out(rows, entry.article_id, thing, entry)


@does("quote.speaker")
def attribute(editor: Editor, entry: Entry) -> None:
    """This one says it; None: the text names nobody."""
    rows, thing = editor.find(entry)
    editor.lost[entry.article_id].add(str(rows.get(thing, "speaker_id")))
    rows.put(thing, **_speaker(editor, entry.article_id, entry.new, rows.span(thing)))
    editor.sign(rows, thing, entry)


@does("quote.kind")
def set_kind(editor: Editor, entry: Entry) -> None:
    """Direct, indirect or mixed."""
    rows, thing = editor.find(entry)
    rows.put(thing, kind=str(entry.new))
    editor.sign(rows, thing, entry)


@does("quote.verb")
def set_verb(editor: Editor, entry: Entry) -> None:
    """The words that say that it is said; its stance went with the verb before."""
    rows, thing = editor.find(entry)
    rows.put(thing, **_verb(editor, entry.article_id, entry.new), stance="")
    editor.sign(rows, thing, entry)


@does("quote.extent")
def extend(editor: Editor, entry: Entry) -> None:
    """What is said are these words."""
    rows, thing = editor.find(entry)
    rows.move(entry.article_id, thing, **parts_cells(editor, entry.article_id, entry.new))
    editor.sign(rows, thing, entry)


@does("quote.add")
def add(editor: Editor, entry: Entry) -> None:
    """Something said that was missed; where the reader finds it today, it becomes as the person has it."""
    given = entry.new
    cells = {
        **parts_cells(editor, entry.article_id, given.get("parts") or [entry.span]),
        "kind": str(given.get("kind") or "direct"),
        **_verb(editor, entry.article_id, given.get("verb")),
        **_speaker(editor, entry.article_id, given.get("speaker"), entry.span),
    }
    rows = editor.rows["quotes"]
    there = rows.things(entry.article_id).get(entry.span or (-1, -1))
    if there is not None:
        rows.move(entry.article_id, there, **cells)
        editor.sign(rows, there, entry)
    else:
        rows.put_in(editor.new_row("quotes", entry, quote_id=f"c{entry.id}", **cells))


def parts_cells(editor: Editor, article_id: str, parts: Sequence[Any]) -> dict[str, Any]:
    """The cells that say where a quote stands and what its words are."""
    cut = sorted(editor.cut(article_id, part) for part in parts)
    surfaces = [{"start": start, "end": end, "surface": words} for start, end, words in cut]
    return {
        "parts": dump_list(surfaces),
        "text": " […] ".join(words for _, _, words in cut),
        "sentence": editor.sentence(article_id, cut[0][0]),
    }


def _verb(editor: Editor, article_id: str, span: Any) -> dict[str, Any]:
    start, end, words = editor.cut(article_id, span) if span else (None, None, "")
    return {"cue": words, "cue_start": start, "cue_end": end}


def _speaker(editor: Editor, article_id: str, ref: Any, quote: tuple[int, int] | None) -> dict[str, Any]:
    """Who speaks, and the words that name them: the nearest mention in the quote's sentence, if there is one."""
    actor_id, name = editor.actor(ref)
    mentions = editor.rows["mentions"]
    start, end, words = None, None, ""
    if actor_id and quote:
        number = editor.sentence(article_id, quote[0])
        near = [
            span
            for span, mention in mentions.things(article_id).items()
            if mentions.get(mention, "actor_id") == actor_id and mentions.get(mention, "sentence") == number
        ]
        if near:
            start, end = min(near, key=lambda span: (abs(span[0] - quote[0]), span))
            words = editor.text(article_id)[start:end]
    return {
        "speaker": words or name,
        "speaker_start": start,
        "speaker_end": end,
        "speaker_name": name,
        "speaker_id": actor_id,
        "speaker_inferred": False,
    }
