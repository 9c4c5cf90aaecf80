"""Corrections of dates: value, not a date, one that was missed; events that hang on one follow it.

How far one reaches is corrected as a name's is, in `names`.
"""

from __future__ import annotations

from typing import Any

from pipelines.corrections.editor import Editor, does
from pipelines.corrections.entries import Entry
from pipelines.corrections.rows import Rows, Thing
from pipelines.edtf import iso_days

_BY_LENGTH = {4: "year", 7: "month", 10: "day"}


@does("date.value")
def set_value(editor: Editor, entry: Entry) -> None:
    """The expression means these days."""
    rows, thing = editor.find(entry)
    cells = value_cells(str(entry.new))
    _follow(editor, entry, rows, thing, cells)
    rows.put(thing, **cells, note="")
    editor.sign(rows, thing, entry)


@does("date.delete")
def delete(editor: Editor, entry: Entry) -> None:
    """These words are no date, so nothing happened on it."""
    rows, thing = editor.find(entry)
    editor.take_out(rows, entry.article_id, thing, entry)
    same = (rows.get(thing, "surface"), rows.get(thing, "edtf"))
    others = rows.things(entry.article_id).values()
    if not any((rows.get(o, "surface"), rows.get(o, "edtf")) == same for o in others):
        _follow(editor, entry, rows, thing, value_cells("") | {"date_surface": ""})


@does("date.add")
def add(editor: Editor, entry: Entry) -> None:
    """A date that was missed; where the reader finds it today, it is given the person's value."""
    place = editor.place(entry.article_id, entry.span)
    rows = editor.rows["dates"]
    there = rows.things(entry.article_id).get((place["start"], place["end"]))
    if there is not None:
        rows.put(there, **value_cells(str(entry.new)), note="")
        editor.sign(rows, there, entry)
        return
    rows.put_in(editor.new_row("dates", entry, **place, **value_cells(str(entry.new))))


def value_cells(edtf: str) -> dict[str, str]:
    """The cells of a date's value.

    Raises:
        ValueError: it is not EDTF.
    """
    start, end = iso_days(edtf)
    return {"edtf": edtf, "start_day": start, "end_day": end, "precision": precision(edtf)}


def precision(edtf: str) -> str:
    """How exact an EDTF value is, one of `pipelines.model.DATE_PRECISIONS`; "" for no value."""
    plain = edtf.rstrip("~?%")
    if not plain:
        return ""
    if "/" in plain:
        return "open" if ".." in plain or plain[0] == "/" or plain[-1] == "/" else "interval"
    if "X" in plain:
        return "century" if plain.endswith("XX") else "decade"
    if len(plain) == 7 and plain[5:] > "12":
        return "season"
    return _BY_LENGTH.get(len(plain), "")


def _follow(editor: Editor, entry: Entry, rows: Rows, thing: Thing, cells: dict[str, Any]) -> None:
    """Events dated by this expression, and not by a person, have its new days."""
    surface, edtf = rows.get(thing, "surface"), rows.get(thing, "edtf")
    events = editor.rows["events"]
    for event in events.things(entry.article_id).values():
        if events.get(event, "date_surface") == surface and events.get(event, "edtf") == edtf:
            events.put(event, **{name: value for name, value in cells.items() if name != "precision"})
