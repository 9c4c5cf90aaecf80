"""A sentence that is no text of the article: it and all that was read in it leave the tables. And reviews of things."""

from __future__ import annotations

from pipelines.corrections.editor import CORRECTED, RIGHT, WRONG, Editor, Unplaced, does
from pipelines.corrections.entries import WAITING, Entry
from pipelines.corrections.quotes import parts_cells
from pipelines.corrections.roles import ROLES
from pipelines.model import load_list

_LAYERS = {
    "name": "mentions",
    "actor": "mentions",
    "quote": "quotes",
    "speaker": "quotes",
    "date": "dates",
    "event": "events",
    "roles": "events",
}
LAYERS = tuple(_LAYERS)
ARTICLE = "article"  # in the place of a layer: all of the article was looked at, and is right as it is shown


def table_of(layer: str) -> str:
    """The table in which a layer's readings are rows."""
    return _LAYERS[layer]


@does("sentence.not_text")
def take_out(editor: Editor, entry: Entry) -> None:
    """A byline, a caption: nothing of it is read."""
    article_id = entry.article_id
    editor.sentence_starts(article_id)  # known from now on, with this one among them
    rows, thing = editor.find(entry)
    number = int(rows.get(thing, "sentence"))
    start, end = rows.span(thing)
    editor.take_out(rows, article_id, thing, entry)
    editor.without[article_id].add(number)
    _cut_quotes(editor, entry, start, end)
    for name in ("mentions", "dates", "events"):
        table = editor.rows[name]
        for each in list(table.things(article_id).values()):
            if int(table.get(each, "sentence")) != number:
                continue
            if name == "mentions":
                editor.lost[article_id].add(str(table.get(each, "actor_id")))
            if name == "events":
                editor.lost[article_id].update(
                    *(load_list(table.get(each, column)) for column in ROLES.values())
                )
            editor.take_out(table, article_id, each, entry)


def _cut_quotes(editor: Editor, entry: Entry, start: int, end: int) -> None:
    """Parts of quotes in the sentence go; a quote without any other goes with them."""
    article_id, quotes = entry.article_id, editor.rows["quotes"]
    for quote in list(quotes.things(article_id).values()):
        parts = load_list(quotes.get(quote, "parts"))
        kept = [[p["start"], p["end"]] for p in parts if not start <= p["start"] < end]
        if not kept:
            editor.lost[article_id].add(str(quotes.get(quote, "speaker_id")))
            editor.take_out(quotes, article_id, quote, entry)
        elif len(kept) < len(parts):
            quotes.move(article_id, quote, **parts_cells(editor, article_id, kept))


@does("review.right")
@does("review.wrong")
def review(editor: Editor, entry: Entry) -> None:
    """A person looked at a reading and said whether it is right."""
    layer = str((entry.new or {}).get("layer", ""))
    if layer == ARTICLE:
        _review_all(editor, entry)
        return
    if layer not in _LAYERS:
        raise Unplaced(WAITING, f"It reviews “{layer}”, which is none of {', '.join(LAYERS)}.")
    rows, thing = editor.find_at(entry, _LAYERS[layer])
    if rows.get(thing, "reviewed") not in (CORRECTED, WRONG):
        rows.put(thing, reviewed=RIGHT if entry.change == RIGHT else WRONG)


def _review_all(editor: Editor, entry: Entry) -> None:
    for name in dict.fromkeys(_LAYERS.values()):
        rows = editor.rows[name]
        for thing in rows.things(entry.article_id).values():
            if entry.change == RIGHT and not rows.get(thing, "reviewed"):
                rows.put(thing, reviewed=RIGHT)
