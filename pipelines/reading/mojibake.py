"""Characters encoded twice: "dÃ©clarÃ©", "l‚Äô√©tat", "annoncŽ" saved as UTF-8 → what was meant.

Only sequences that are UTF-8 read in another character set, and that give letters and signs of French, are undone;
a text that says "Ã" for its own reasons keeps it.
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.reading.french_look import look, sample_of
from pipelines.reading.word_forms import rank

REPAIRED = "The file's characters had been encoded twice and were repaired (“{sample}”); check the spelling."
LOST = "{n} character(s) were lost before the file was saved and stand as “\ufffd” (“{sample}”); check the spelling."
_READ_AS = ("cp1252", "mac_roman", "cp850", "cp437", "iso8859_15", "latin_1")
_MEANT = frozenset(
    "àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»’‘“”…–—€•°²³\u00a0\u202f\u2009ñóíáúãõšžğışćčÁÍÓÚÑ\ufeff"
)
_ROUNDS = 3
_RUN = re.compile(r"[^\x00-\x7f]{2,}")
# Single-byte sets confused with one another and then saved as UTF-8: read as the first, written as the second.
_CONFUSED = (
    ("cp1252", "mac_roman"), ("mac_roman", "cp1252"), ("cp1252", "cp850"), ("cp850", "cp1252"), ("cp437", "cp1252"),
    ("latin_1", "cp1252"), ("cp1250", "cp1252"), ("cp1251", "cp1252"), ("iso8859_2", "cp1252"), ("cp1251", "utf_8"),
)  # fmt: skip
_ODD, _GOOD = 0.75, 0.6  # a text that looks worse may be misread; its repair looks better
_ASKED = 60  # words looked up
_FEWEST = 2


def repaired(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with doubly encoded characters undone, and warnings that say so."""
    if text.isascii():
        return text, ()
    mended = _undone(text)
    if mended is None:
        mended = _unconfused(text)
    warnings: list[str] = []
    if mended is not None:
        warnings.append(REPAIRED.format(sample=sample_of(mended)))
        text = mended
    if lost := text.count("\ufffd"):
        first = text.index("\ufffd")
        sample = " ".join(text[max(0, first - 30) : first + 30].split())
        warnings.append(LOST.format(n=lost, sample=sample))
    return text, tuple(warnings)


def _undone(text: str) -> str | None:
    mended = text
    for _ in range(_ROUNDS):
        # Only characters beyond ASCII that stand together can be one that was encoded twice: the others need no look.
        runs = "\n".join(_RUN.findall(mended))
        counts = {codec: _decoded_again(runs, codec)[1] for codec in _READ_AS}
        codec = max(_READ_AS, key=counts.__getitem__)  # the first of the best
        changes = counts[codec]
        best = _decoded_again(mended, codec)[0] if changes else mended
        if changes < _FEWEST and not (changes and len(re.findall(r"[^\x00-\x7f]", mended)) <= 4):
            break
        mended = best
    return mended if mended != text else None


def _decoded_again(text: str, codec: str) -> tuple[str, int]:
    """The text with every sequence that is UTF-8 read as `codec` decoded, and how many there were."""
    to_byte, pattern = _tables(codec)
    count = 0

    def decode(match: re.Match[str]) -> str:
        nonlocal count
        try:
            meant = bytes(to_byte[c] for c in match.group()).decode("utf-8")
        except UnicodeDecodeError:
            return match.group()
        # What was encoded three times gives what was encoded twice.
        if meant in _MEANT or meant in to_byte:
            count += 1
            return meant
        return match.group()

    mended = pattern.sub(decode, text)
    if count and codec in {"cp1252", "latin_1"}:
        # What later programs did to the second byte: a no-break space became a blank, 0x9D was dropped.
        mended = re.sub("Ã[ \u00a0\u202f]{1,2}(?=[^ ]|$)", "à ", mended)
        mended = re.sub("â€(?![\u0080-\uffff])", "”", mended)
        mended = re.sub("Â(?=[ \u00a0][;:!?»%€])|(?<=«)Â(?=[ \u00a0])", "", mended)
    return mended, count


@cache
def _tables(codec: str) -> tuple[dict[str, int], re.Pattern[str]]:
    to_byte: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        try:
            to_byte.setdefault(bytes([byte]).decode(codec), byte)
        except UnicodeDecodeError:
            to_byte.setdefault(chr(byte), byte)
    following = _class(to_byte, 0x80, 0xC0)
    pattern = (
        f"[{_class(to_byte, 0xC2, 0xE0)}][{following}]|[{_class(to_byte, 0xE0, 0xF0)}][{following}]{{2}}"
        f"|[{_class(to_byte, 0xF0, 0xF5)}][{following}]{{3}}"
    )
    return to_byte, re.compile(pattern)


def _class(to_byte: dict[str, int], first: int, last: int) -> str:
    return re.escape("".join(character for character, byte in to_byte.items() if first <= byte < last))


def _unconfused(text: str) -> str | None:
    """The text as it was before one single-byte set was taken for another, where that makes its words French."""
    now = look(text)
    if now >= _ODD:
        return None
    best, best_look = None, max(_GOOD, now + 0.2)
    for read_as, written_as in _CONFUSED:
        data = _encoded(text, read_as)
        if data is None:
            continue
        try:
            candidate = data.decode(written_as)
        except UnicodeDecodeError:
            continue
        if (its_look := look(candidate)) > best_look and _is_of_words(candidate):
            best, best_look = candidate, its_look
    return best


def _encoded(text: str, codec: str) -> bytes | None:
    to_byte, _ = _tables(codec)
    try:
        return bytes(ord(c) if c < "\x80" else to_byte[c] for c in text)
    except KeyError:
        return None


def _is_of_words(text: str) -> bool:
    """Are most of the words with accents known French words, and is there more than one?"""
    words = {word for word in re.findall(r"[^\W\d_]{2,40}", text) if not word.isascii()}
    asked = sorted(words)[:_ASKED]
    known = sum(rank(word) is not None or rank(word.lower()) is not None for word in asked)
    return len(asked) >= _FEWEST and known >= 0.7 * len(asked)
