"""Cells that a spreadsheet would run as a formula: defused on the way out, restored on the way in.

A spreadsheet takes a cell for a formula by its first sign, and what a cell is depends on the spreadsheet: blanks
are skipped, full-width signs count, and one that separates by semicolons begins a new cell after each. Source:
OWASP, CSV Injection. No pandas here: the child process that reads files uses this too.
"""

from __future__ import annotations

import re
import unicodedata

# A sign with the apostrophes before it; the look-behind keeps the search linear over a run of apostrophes.
_SIGN = re.compile(r"(?<!')('*+)[=+\-@＝＋－＠﹢﹣﹦﹫]")
_BEGINS_A_CELL = ";\t\n\r|"


def defuse(value: object) -> object:
    """`value`, with an apostrophe before each sign that a spreadsheet would begin a formula with.

    Text that is a plain number ("-5", "+1.5") stays as it is; `restore` gives back what went in, but for carriage
    returns, which become line feeds: a lone one would break the row in many readers.

    >>> defuse("=1+1"), defuse("Oui ; -non"), defuse("-5")
    ("'=1+1", "Oui ; '-non", '-5')
    """
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if _is_number(text):
        return text
    return _SIGN.sub(lambda sign: f"'{sign[0]}" if _begins_cell(text, sign.start()) else sign[0], text)


def restore(text: str) -> str:
    """The text that `defuse` was given, out of what it made; only for files that were written with it."""
    return _SIGN.sub(lambda s: s[0][1:] if s[1] and _begins_cell(text, s.start()) else s[0], text)


def _begins_cell(text: str, at: int) -> bool:
    """Whether a cell begins at `at`, or before what is skipped there."""
    while at and text[at - 1] not in _BEGINS_A_CELL:
        if not _is_skipped(text[at - 1]):
            return False
        at -= 1
    return True


def _is_skipped(character: str) -> bool:
    """Blanks, no-break ones too, controls, and characters of no width."""
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf", "Zs", "Zl", "Zp")


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
