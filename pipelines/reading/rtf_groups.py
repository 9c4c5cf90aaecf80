"""Which groups of a Rich Text file hold words that Word shows, and how bytes become characters in it."""

from __future__ import annotations

import codecs
import re
from functools import cache

_SKIPPED = """
    aftncn aftnsep aftnsepc annotation atnauthor atndate atnicn atnid atnparent atnref atntime atrfend
    atrfstart bkmkend bkmkstart buptim colortbl comment creatim datafield doccomm docvar fchars filetbl
    fldinst footer footerf footerl footerr formfield ftncn ftnsep ftnsepc generator header headerf headerl
    headerr hl hlfr hlloc hlsrc info keycode lchars lfolevel listlevel listname listoverridetable listtable
    mmathPr nesttableprops nonesttables objclass objdata objname operator panose pgptbl pict printim private
    propname revtbl revtim rsidtbl rxe shprslt sp staticval stylesheet subject tc template themedata title
    txe userprops xe xmlattrname xmlattrvalue xmlnstbl
"""
SKIPPED = frozenset(_SKIPPED.split())
"""Groups without text of the document: tables of fonts and styles, pictures, comments, headers and footers."""
STARRED = frozenset({"shpinst", "do", "footnote", "ud", "shptxt", "dptxbxtext", "fldrslt", "shpgrp"})
"""Groups marked as extensions (`\\*`) whose text Word shows all the same."""
SYMBOLS = {
    "tab": "\t", "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
SIGNS = {b"~": "\xa0", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}"}
_CHARSETS = {
    77: "mac_roman", 78: "shift_jis", 81: "cp1256", 84: "mac_cyrillic", 128: "cp932", 129: "cp949", 134: "cp936",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_PAGES = {10000: "mac_roman", 65001: "utf-8", 708: "cp1256", 709: "cp1256", 710: "cp1256", 819: "cp1252"}
HEAD_CHARSETS = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_HEADING_STYLE = re.compile(r"^(?:heading 1|titre 1|title|titre|titre principal)$", re.IGNORECASE)


@cache
def code_page(number: int) -> str:
    """Python's name of a Windows code page; Windows-1252 for those it does not know."""
    name = _PAGES.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


def font_charset(number: int, document: str) -> str:
    """The character set of a font; that of the document where the font leaves it open."""
    if number == 0 and document not in {"mac_roman", "cp437", "cp850"}:
        return "cp1252"
    return _CHARSETS.get(number, document)


def is_heading_style(name: str) -> bool:
    """Whether a paragraph style of this name sets titles."""
    return bool(_HEADING_STYLE.match(name.strip().rstrip(";").strip()))


def characters(raw: bytes, encoding: str) -> str:
    """Bytes as characters; what the declared character set cannot read is tried as UTF-8, then as Windows-1252."""
    if len(raw) > 1 and max(raw) >= 0x80:
        try:
            # Programs that write UTF-8 bytes declare Windows-1252 all the same; by chance it hardly occurs.
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
