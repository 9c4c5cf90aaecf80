"""Text is text: every message, label, option, file name and chart label is shown as it is.

Streamlit reads most of what it shows as Markdown with extras (images, links, `:smile:`, `:red[…]`, `$…$`, arrows),
plotly reads pseudo-HTML, and both obey signs that turn the reading direction round or are not seen at all. What comes
from a file, a person or another program goes through one of these functions on its way to the page:

- `markdown` where Streamlit reads Markdown: messages, captions, labels, tabs, buttons;
- `visible` where text stays text: options of a select box, what components draw;
- `chart` in a plotly figure;
- `frame` in a table.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator

import pandas as pd

# Signs that turn the direction of what follows, are not seen, or carry hidden text. Kept: soft hyphens, joiners inside
# a word or an emoji (U+200C, U+200D), and no-break spaces.
_HIDDEN = (
    (0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F), (0x061C, 0x061C), (0x115F, 0x1160), (0x180E, 0x180E),
    (0x200B, 0x200B), (0x200E, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xD800, 0xDFFF),
    (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0xE0000, 0xE0FFF),
)  # fmt: skip
INSTEAD = "\N{REPLACEMENT CHARACTER}"
# The flags of England, Scotland and Wales are spelled with tags; everywhere else tags hide text.
_FLAG = (0x1F3F4, (0xE0020, 0xE007E), 0xE007F)
_ISOLATE, _END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_WORD_JOINER = "\u2060"
_RIGHT_TO_LEFT = {"R", "AL", "AN"}


def _pattern(escaped: str) -> str:
    """The search pattern, with characters written as `escaped` says ("\\u{%X}" in JavaScript)."""
    ranges = "".join(f"{escaped % low}-{escaped % high}" for low, high in _HIDDEN)
    black, (first, last), end = _FLAG
    return f"({escaped % black}[{escaped % first}-{escaped % last}]+{escaped % end})|[{ranges}]+"


_SOUGHT = re.compile(_pattern("\\U%08X"))
_IN_JAVASCRIPT = _pattern("\\u{%X}")
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")  # not no-break ones, which are French typography
# The same for components: text becomes text nodes there, and passes through this function on the way.
JAVASCRIPT = (
    f"const HIDDEN_SIGNS = /{_IN_JAVASCRIPT}/gu;\n"
    f'const asItIs = (text) => String(text).replace(HIDDEN_SIGNS, (sign, flag) => flag || "{INSTEAD}");\n'
)


def signs(text: str, begin: int = 0) -> Iterator[tuple[int, int]]:
    """Start and end of each sign as `asItIs` draws it: a code point, or a run of hidden ones, which becomes one "�".

    >>> list(signs("a\u200b\u202eb"))
    [(0, 1), (1, 3), (3, 4)]
    """
    at = begin
    while at < len(text):
        found = _SOUGHT.match(text, at)
        end = found.end() if found and not found[1] else at + 1
        yield at, end
        at = end


def visible(text: str) -> str:
    """`text` on one line, hidden signs shown as "�"; a name in Arabic does not turn round what stands beside it.

    >>> visible("rapport\\u202efdp.exe")
    'rapport�fdp.exe'
    """
    line = _BLANKS.sub(" ", _SOUGHT.sub(lambda found: found[1] or INSTEAD, text)).strip()
    if any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in line):
        return f"{_ISOLATE}{line}{_END}"
    return line


# Signs of Markdown: these anywhere, others only where they open a line.
_SPECIAL = re.compile(r"[\\`*_\[\]<>~$:&]|^[-+=#]")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
# Addresses become links and arrows are drawn after the Markdown is read: only a sign between breaks them.
_MADE_LATER = re.compile(
    r"(?<=:)(?=/|streamlit:)|(?<=www)(?=\.)|(?=@)|(?<=@)|(?<=-)(?=[->])|(?<=[<>~!=])(?=[-=])", re.IGNORECASE
)


def markdown(text: str) -> str:
    """`visible` text so that Streamlit's Markdown shows just this.

    >>> markdown("*Le Monde*: oui")
    '&#42;Le Monde&#42;&#58; oui'
    """
    line = _MADE_LATER.sub(_WORD_JOINER, visible(text))
    encoded = _SPECIAL.sub(lambda sign: f"&#{ord(sign[0])};", line)
    numbered = _NUMBERED.match(encoded)  # not a list of one
    return f"{numbered[1]}&#{ord(numbered[2])};{encoded[numbered.end() :]}" if numbered else encoded


def chart(text: str) -> str:
    """`visible` text so that plotly shows just this: it reads tags such as <a> and <br>, and $…$ as a formula."""
    return html.escape(visible(text)).replace("$", "&#36;")


def frame(rows: pd.DataFrame, columns: Iterable[str] = ()) -> pd.DataFrame:
    """A copy of `rows` for showing, its texts `visible`; of `columns` only, where they are given."""
    texts = list(columns) or list(rows.select_dtypes(include=["object", "string"]).columns)
    shown = {
        name: rows[name].map(lambda cell: visible(cell) if isinstance(cell, str) else cell) for name in texts
    }
    return rows.assign(**shown)
