"""File names as they can be shown and stored: file systems and archives allow names that no text holds."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 255  # characters; what file systems allow stays whole
_SPACE = re.compile(r"\s+")
_UNREADABLE = "\ufffd"
# Marks that turn the reading direction: with them “…fdp.exe” is shown as “…exe.pdf”.
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_HIDDEN = {"Cc", "Cs", "Co", "Cn"}


def readable_name(name: str) -> str:
    """`name` as one line of text: no broken characters, no line breaks, no turned direction, at most `LONGEST` characters.

    Bytes that are not UTF-8, which Python carries as half surrogates, are read as Windows-1252, as older French
    systems wrote them: the bytes of “caf\\xe9.txt” give “café.txt”.
    """
    text = _SPACE.sub(" ", _decoded(name)).strip()
    text = "".join(_UNREADABLE if _is_hidden(character) else character for character in text)
    if len(text) <= LONGEST:
        return text or "unnamed"
    tail = LONGEST // 3
    return f"{text[: LONGEST - tail - 1]}…{text[-tail:]}"


def _decoded(name: str) -> str:
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeEncodeError:  # half surrogates that stand for no byte
        return name.encode("utf-8", "replace").decode("utf-8")
    except UnicodeDecodeError:
        return name.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _is_hidden(character: str) -> bool:
    return character in _DIRECTION or unicodedata.category(character) in _HIDDEN
