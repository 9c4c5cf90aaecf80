"""The articles of a document whose lines show that a press database made it."""

from __future__ import annotations

from collections.abc import Callable

from pipelines.reading.items import Item
from pipelines.reading.press.europresse import read_europresse
from pipelines.reading.press.factiva import read_factiva
from pipelines.reading.press.gallica import read_gallica
from pipelines.reading.press.nexis import read_nexis
from pipelines.reading.press.pressreader import read_pressreader
from pipelines.reading.press.sheet import Sheet

# In the order of how sure their marks are.
READERS: dict[str, Callable[[Sheet], list[Item]]] = {
    "Gallica": read_gallica,
    "Nexis": read_nexis,
    "Europresse": read_europresse,
    "Factiva": read_factiva,
    "PressReader": read_pressreader,
}


def articles_in_lines(sheet: Sheet) -> list[Item]:
    """The articles of an export of Gallica, Nexis, Europresse, Factiva or PressReader, [] when it is none."""
    for read in READERS.values():
        if items := read(sheet):
            return items
    return []
