"""Glyphs of a page → its words: accents put on their letters, drop capitals and raised letters on their words."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from pipelines.reading.pdf_glyphs import Glyph
from pipelines.reading.word_forms import rank

_SAME_LINE = 0.25  # of the type size: baselines closer than that are one line
_SPACE = 0.19  # of the type size: a wider gap parts two words
_OVERPRINT = 0.12  # of the type size: the same letter drawn again closer than that makes it bold
_SPACING_MARKS = {
    "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "^": "\u0302", "¨": "\u0308", "˜": "\u0303", "~": "\u0303",
    "¸": "\u0327", "ˇ": "\u030c", "˚": "\u030a", "¯": "\u0304", "˙": "\u0307", "˝": "\u030b",
}  # fmt: skip
_DOTLESS = {"ı": "i", "ȷ": "j"}
_FRENCH_ACCENTED = frozenset("àâäçéèêëîïôöùûüÿñÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÑ")
_DROP = 0.6  # letters smaller than this against the one before are no part of its word
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DROP_CAPITAL = re.compile(r"(?:[«“\"]\s?)?[^\W\d_](?:[’'])?")
_LONGEST_ROW = 40  # words; longer rows hold no capital worth the search
_NO_BREAK = {"\u00a0", "\u202f", "\u2007", "\u2060"}


@dataclass(frozen=True, slots=True)
class Word:
    """What stands between two gaps of a line.

    Attributes:
        text: its characters.
        x0, x1: left and right edge in points.
        y: baseline.
        size: type size.
        before: the blank before it: " ", a no-break space, or "" where it touches the word before.
        margin: where its line begins: left of `x0` for the lines beside a drop capital.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    before: str = " "
    margin: float = 0.0


def words_of_page(glyphs: list[Glyph]) -> list[list[Word]]:
    """The words of a page by baseline, from the top; a row runs through all columns."""
    rows = [
        _words(row)
        for row in _rows([g for g in glyphs if g.size > 0.5], size=_body_size(glyphs))
        if any(g.text.strip() for g in row)
    ]
    rows = _with_drop_capitals(_with_raised(rows))
    return _with_marks(rows)


def text_of(words: list[Word]) -> str:
    """The words of a line as text."""
    return "".join((word.before if i else "") + word.text for i, word in enumerate(words)).strip()


def _body_size(glyphs: list[Glyph]) -> float:
    sizes = Counter(round(g.size * 2) / 2 for g in glyphs if g.text.strip())
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _rows(glyphs: list[Glyph], size: float) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    top = 0.0
    for glyph in sorted(glyphs, key=lambda g: -g.y):
        if rows and top - glyph.y <= _SAME_LINE * min(size or glyph.size, rows[-1][0].size, glyph.size * 2):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            top = glyph.y
    return [sorted(row, key=lambda g: (g.x0, g.x1)) for row in rows]


def _words(row: list[Glyph]) -> list[Word]:
    row = _with_overlapping_marks(_once(row))
    tracking = _tracking(row)
    words: list[Word] = []
    blank, blank_width = "", 0.0
    for glyph in row:
        if not glyph.text.strip():
            # Of several blanks a no-break space is the one that was meant.
            blank = glyph.text[:1] if blank not in _NO_BREAK else blank
            blank_width += glyph.x1 - glyph.x0
            continue
        if not words:
            words.append(Word(glyph.text, glyph.x0, glyph.x1, glyph.y, glyph.size, "", glyph.x0))
            blank, blank_width = "", 0.0
            continue
        last = words[-1]
        if not _DROP <= glyph.size / last.size <= 1 / _DROP:
            touches = not blank and glyph.x0 - last.x1 < _SPACE * min(last.size, glyph.size)
            words.append(
                Word(glyph.text, glyph.x0, glyph.x1, glyph.y, glyph.size, "" if touches else " ", glyph.x0)
            )
            blank, blank_width = "", 0.0
            continue
        gap, size = glyph.x0 - last.x1 - tracking, max(last.size * 0.7, glyph.size)
        apart = gap > _SPACE * size or (blank in _NO_BREAK and gap > 0.02 * size)
        apart = apart or (bool(blank) and gap > 0.5 * min(blank_width, 0.25 * size) and not tracking)
        if apart:
            before = blank if blank in _NO_BREAK and gap < size else " "
            words.append(Word(glyph.text, glyph.x0, glyph.x1, glyph.y, glyph.size, before, glyph.x0))
        else:
            words[-1] = replace(
                last,
                text=last.text + glyph.text,
                x1=max(last.x1, glyph.x1),
                size=max(last.size, glyph.size),
            )
        blank, blank_width = "", 0.0
    return words


def _once(row: list[Glyph]) -> list[Glyph]:
    """Without letters drawn a second time to look bold."""
    kept: list[Glyph] = []
    for glyph in row:
        again = any(
            other.text == glyph.text and abs(other.x0 - glyph.x0) < _OVERPRINT * glyph.size
            for other in kept[-3:]
        )
        if not again or not glyph.text.strip():
            kept.append(glyph)
    return kept


def _tracking(row: list[Glyph]) -> float:
    """The gap between the letters of a line set in spaced letters; 0.0 for common type."""
    visible = [g for g in row if g.text.strip()]
    gaps = [b.x0 - a.x1 for a, b in pairwise(visible)]
    sizes = median(g.size for g in visible) if visible else 0.0
    if len(gaps) < 4 or median(gaps) < 0.1 * sizes or any(len(g.text) > 3 for g in visible):
        return 0.0
    usual = sorted(gaps)[len(gaps) // 3]
    # Most gaps alike: letters set apart. In common type most gaps are none at all.
    return usual if sum(abs(gap - usual) < 0.12 * sizes for gap in gaps) >= 0.6 * len(gaps) else 0.0


def _with_overlapping_marks(row: list[Glyph]) -> list[Glyph]:
    """Accents drawn as glyphs of their own over a letter, put on that letter (as TeX's older fonts do)."""
    out: list[Glyph] = []
    waiting: tuple[Glyph, str] | None = None
    for glyph in row:
        mark = _SPACING_MARKS.get(glyph.text) or (glyph.text if unicodedata.combining(glyph.text[0]) else "")
        if mark:
            if out and _covers(out[-1], glyph) and (composed := _composed(out[-1].text, mark)):
                out[-1] = out[-1]._replace(text=composed)
            elif len(glyph.text) == 1 and unicodedata.combining(glyph.text) and out:
                out[-1] = out[-1]._replace(text=unicodedata.normalize("NFC", out[-1].text + mark))
            elif waiting is None:
                waiting = (glyph, mark)
            else:
                out += [waiting[0], glyph]
                waiting = None
            continue
        if waiting:
            over, waiting_mark = waiting
            waiting = None
            letter = glyph
            if _covers(glyph, over) and (composed := _composed(glyph.text, waiting_mark)):
                letter = glyph._replace(text=composed)
            else:
                out.append(over)
            out.append(letter)
            continue
        out.append(glyph)
    if waiting:
        out.append(waiting[0])
    return out


def _covers(letter: Glyph, mark: Glyph) -> bool:
    overlap = min(letter.x1, mark.x1) - max(letter.x0, mark.x0)
    return overlap >= 0.5 * min(mark.x1 - mark.x0, letter.x1 - letter.x0)


def _composed(letter: str, mark: str) -> str:
    """The one letter that `letter` and `mark` make, "" when there is none."""
    if len(letter) != 1:
        return ""
    composed = unicodedata.normalize("NFC", _DOTLESS.get(letter, letter) + mark)
    return composed if len(composed) == 1 and composed.isalpha() else ""


def _with_marks(rows: list[list[Word]]) -> list[list[Word]]:
    """Accents that stand before their letters as characters ("d´eploiement"), put on them.

    Only where the page has hardly any accented letter: elsewhere such a mark is a mistyped apostrophe ("l´eau").
    """
    text = " ".join(word.text for row in rows for word in row)
    pattern = re.compile(r"([´`ˆ¨˜])([a-zA-Zıȷ])|([cC])¸|¸([cC])")
    marks = len(pattern.findall(text))
    if not marks or sum(c in _FRENCH_ACCENTED for c in text) > marks * 0.1:
        return rows

    def put_on(match: re.Match[str]) -> str:
        letter, mark = match[2] or match[3] or match[4], match[1] or "¸"
        return _composed(letter, _SPACING_MARKS[mark]) or match.group()

    return [[replace(word, text=pattern.sub(put_on, word.text)) for word in row] for row in rows]


def _with_raised(rows: list[list[Word]]) -> list[list[Word]]:
    """Small letters and figures set higher or lower, put on the word they follow: 1er, m², a note's number."""
    heights = [-row[0].y for row in rows]
    for index, row in enumerate(rows):
        kept: list[Word] = []
        for word in row:
            host = _host(rows, heights, index, word) if len(word.text) <= 4 else None
            if host is None:
                kept.append(word)
                continue
            i, j = host
            big = rows[i][j]
            text = word.text.translate(_RAISED) if word.y > big.y and word.text.isdigit() else word.text
            rows[i][j] = replace(big, text=big.text + text, x1=max(big.x1, word.x1))
            if j + 1 < len(rows[i]) and rows[i][j + 1].x0 - word.x1 < 0.1 * big.size:
                rows[i][j + 1] = replace(rows[i][j + 1], before="")
        row[:] = kept
    return [row for row in rows if row]


def _host(rows: list[list[Word]], heights: list[float], index: int, word: Word) -> tuple[int, int] | None:
    """Row and place of the larger word that ends where `word` begins, a little lower or higher."""
    reach = word.size * 1.2
    start = bisect_left(heights, -word.y - reach * 0.4)
    for i in range(start, len(rows)):
        if heights[i] > -word.y + reach:
            break
        if i == index:
            continue
        for j, big in enumerate(rows[i]):
            shift = word.y - big.y
            near = -0.12 * big.size <= word.x0 - big.x1 < 0.15 * big.size
            if near and 0.4 < word.size / big.size < 0.8 and -0.3 * big.size < shift < 0.65 * big.size:
                return i, j
    return None


def _with_drop_capitals(rows: list[list[Word]]) -> list[list[Word]]:
    """A capital as high as several lines, put before the first of them."""
    for index, row in enumerate(rows):
        if len(row) > _LONGEST_ROW:
            continue
        for word in list(row):
            if not _DROP_CAPITAL.fullmatch(word.text):
                continue
            beside = _lines_beside(rows, index, word)
            if not beside or (len(beside) < 2 and beside[0][0] == index):
                continue
            opening = next((w for w in row if w.text in '«“"' and 0 < word.x0 - w.x1 < w.size * 0.5), None)
            margin = opening.x0 if opening else word.x0
            for i, j in beside:
                rows[i][j] = replace(rows[i][j], margin=margin)
            i, j = beside[0]
            first = rows[i][j]
            gap = " " if _stands_alone(word.text, first.text) else ""
            before = f"{opening.text} " if opening else ""
            rows[i][j] = replace(first, text=before + word.text + gap + first.text)
            row[:] = [w for w in row if w is not word and w is not opening]
    return [row for row in rows if row]


def _lines_beside(rows: list[list[Word]], index: int, capital: Word) -> list[tuple[int, int]]:
    """Row and place of the first words of the lines at the right of a large capital of the row at `index`."""
    return [
        (i, j)
        for i in range(max(0, index - 12), min(len(rows), index + 2))
        for j, other in enumerate(rows[i])
        if capital.size >= 1.7 * other.size
        and -0.6 * other.size < other.y - capital.y < 0.85 * capital.size
        and (j == 0 or rows[i][j - 1].x1 <= capital.x0 or rows[i][j - 1] is capital)
        and -0.2 * other.size <= other.x0 - capital.x1 < 1.5 * other.size
    ]


def _stands_alone(capital: str, following: str) -> bool:
    """Is a drop capital a word of its own: "À Marseille", "Y a-t-il", but "L|e ministre", "L|E MINISTRE"?"""
    if capital[-1] not in "AÀYÔO":
        return False
    tail = re.match(r"[^\W\d_]*", following)
    rest = tail.group() if tail else ""
    if rest[:1].isupper():
        return not (len(rest) > 1 and rest.isupper()) or rank((capital[-1] + rest).lower()) is None
    joined, alone = rank((capital[-1] + rest).lower()), rank(rest)
    return joined is None or (alone is not None and alone < joined)
