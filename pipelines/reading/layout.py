"""Line breaks: which are layout, which end a paragraph, which are meant.

A text wrapped at a fixed width betrays itself: at every break, the first word of the next line would not have
fitted. Verse, lists and addresses do not have that property.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from pipelines.reading.divisions import Divisions

_BLANK = re.compile(r"\n\s*\n")
_ENDS_SENTENCE = re.compile(r"[.!?…][»”\"’'\s)\]]*$")
_LIST_ITEM = re.compile(r"\s*(?:[-–—•*·▪]|\d{1,2}[.)])\s")
_NARROWEST, _WIDEST = 30, 140
_PARAGRAPH_LINE = 100


def unwrap(text: str, *, slack: float = 0.02, typeset: bool = False) -> str:
    """`text` with layout breaks joined and paragraphs separated by blank lines.

    Args:
        text: lines as the file has them.
        slack: share of the line width by which a wrapped line may fall short; proportional fonts need more.
        typeset: the lines come from a page (PDF), where a break is layout unless something speaks against it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    divisions = Divisions(text)
    blocks = [[line.strip(" \t") for line in block.split("\n")] for block in _BLANK.split(text.strip("\n"))]
    width = _width([line for block in blocks for line in block])
    return "\n\n".join(
        _unwrap_block([line for line in block if line.strip()], width, slack, typeset, divisions)
        for block in blocks
    )


def _width(lines: list[str]) -> int:
    lengths = sorted(len(line) for line in lines)
    return lengths[int(len(lengths) * 0.98)] if lengths else 0


def _unwrap_block(
    lines: list[str], document_width: int, slack: float, typeset: bool, divisions: Divisions
) -> str:
    if len(lines) < 2:
        return "".join(lines)
    width = document_width if typeset else max(len(line) for line in lines)
    full = [_is_full(line, following, width, slack) for line, following in pairwise(lines)]
    if not typeset and not _is_wrapped(lines, full, width):
        return _keep_or_split(lines)
    out = [lines[0]]
    for line, following, is_full in zip(lines, lines[1:], full, strict=False):
        if _ends_paragraph(line, following, is_full):
            out.append("\n\n" + following)
        elif _LIST_ITEM.match(following) and not following.startswith(("–", "—", "-")):
            out.append("\n" + following)
        else:
            out[-1] = divisions.joined(out[-1], following)
            out.append(following)
    return "".join(out)


def _is_full(line: str, following: str, width: int, slack: float) -> bool:
    first_word = following.split(maxsplit=1)[0]
    return len(line) + 1 + len(first_word) > width * (1 - slack)


def _is_wrapped(lines: list[str], full: list[bool], width: int) -> bool:
    if not _NARROWEST <= width <= _WIDEST or any(_LIST_ITEM.match(line) for line in lines[1:]):
        return False
    layout = sum(full)
    ends = sum(
        not is_full and _ENDS_SENTENCE.search(line) is not None
        for line, is_full in zip(lines, full, strict=False)
    )
    if len(full) == 1:
        # Two lines prove little: the sentence must also run on over the break.
        return bool(layout) and not _ENDS_SENTENCE.search(lines[0]) and lines[1][:1].islower()
    return layout >= max(1, len(full) * 0.5) and layout + ends >= len(full) * 0.85


def _keep_or_split(lines: list[str]) -> str:
    """Long lines that end like paragraphs are paragraphs; short ones are meant as they stand."""
    ending = sum(_ENDS_SENTENCE.search(line) is not None for line in lines)
    if median(len(line) for line in lines) >= _PARAGRAPH_LINE and ending >= len(lines) * 0.6:
        return "\n\n".join(lines)
    return "\n".join(lines)


def _ends_paragraph(line: str, following: str, is_full: bool) -> bool:
    return not is_full and _ENDS_SENTENCE.search(line) is not None and not following[:1].islower()


def bare_words(text: str) -> str:
    """The words of a text without marks and capitals, to see whether one text repeats another."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()
