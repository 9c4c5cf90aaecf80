"""Corrections of events: type, mode, status, actors, recipients, date, not an event, one that was missed."""

from __future__ import annotations

from pipelines.corrections.dates import value_cells
from pipelines.corrections.editor import Editor, does
from pipelines.corrections.entries import Entry
from pipelines.corrections.roles import ROLES, role_cells, without_reasons
from pipelines.model import load_list


@does("event.delete")
def delete(editor: Editor, entry: Entry) -> None:
    """Nothing happens here."""
    rows, thing = editor.find(entry)
    for column in ROLES.values():
        editor.lost[entry.article_id].update(load_list(rows.get(thing, column)))
    editor.take_out(rows, entry.article_id, thing, entry)


@does("event.type")
@does("event.mode")
@does("event.status")
def set_cell(editor: Editor, entry: Entry) -> None:
    """What kind of thing happens, or whether it does; a mode belongs to its type and goes with it."""
    rows, thing = editor.find(entry)
    changed = entry.change == "type" and rows.get(thing, "type") != entry.new
    rows.put(thing, **{entry.change: str(entry.new)}, **({"mode": ""} if changed else {}))
    editor.sign(rows, thing, entry)


@does("event.actors")
@does("event.recipients")
def set_role(editor: Editor, entry: Entry) -> None:
    """Who does it, or to whom."""
    rows, thing = editor.find(entry)
    editor.lost[entry.article_id].update(load_list(rows.get(thing, ROLES[entry.change])))
    cells = role_cells(editor, entry.change, entry.new or [])
    rows.put(thing, **cells, rule=without_reasons(str(rows.get(thing, "rule")), entry.change))
    editor.sign(rows, thing, entry)


@does("event.date")
def set_date(editor: Editor, entry: Entry) -> None:
    """When it happens; "" where nobody can say."""
    rows, thing = editor.find(entry)
    rule = without_reasons(str(rows.get(thing, "rule")), "date")
    rows.put(thing, **date_cells(str(entry.new or "")), rule=rule)
    editor.sign(rows, thing, entry)


@does("event.extent")
def extend(editor: Editor, entry: Entry) -> None:
    """These words tell it."""
    rows, thing = editor.find(entry)
    rows.move(entry.article_id, thing, **editor.place(entry.article_id, entry.new, "trigger"))
    editor.sign(rows, thing, entry)


@does("event.add")
def add(editor: Editor, entry: Entry) -> None:
    """An event that was missed; where the reader finds it today, it becomes as the person has it."""
    place = editor.place(entry.article_id, entry.span, "trigger")
    given = entry.new
    cells = {
        "type": str(given["type"]),
        "mode": str(given.get("mode") or ""),
        "status": str(given.get("status") or "actual"),
        **role_cells(editor, "actors", given.get("actors") or []),
        **role_cells(editor, "recipients", given.get("recipients") or []),
        **date_cells(str(given.get("date") or "")),
    }
    rows = editor.rows["events"]
    there = rows.things(entry.article_id).get((place["start"], place["end"]))
    if there is not None:
        rows.put(there, **cells, rule="")
        editor.sign(rows, there, entry)
        return
    rows.put_in(editor.new_row("events", entry, event_id=f"c{entry.id}", **place, **cells))


def date_cells(edtf: str) -> dict[str, str]:
    """The cells that say when an event is; a person's word hangs on no expression of the text."""
    cells = value_cells(edtf)
    del cells["precision"]
    return {**cells, "date_surface": "", "date_note": ""}
