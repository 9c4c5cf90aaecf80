"""Bytes → characters: marks and UTF-8 first, then what the file declares, then the set in which it looks French."""

from __future__ import annotations

import codecs
import re

from pipelines.errors import ReadingError
from pipelines.reading.french_look import look, sample_of
from pipelines.reading.mojibake import repaired

_UNICODE_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UPPER_CONTROL = re.compile(r"[\x80-\x9f]")
_ESCAPED = re.compile(r"[\udc80-\udcff]")
_MAX_CONTROL_SHARE = 0.005
_WIDE_PER_BROKEN = 5  # whole characters of UTF-8 per broken byte; in Windows-1252 they hardly occur by chance

# The sets in which French was written, the likeliest first: the first of equal looks is taken.
_CANDIDATES = {
    "cp1252": "Windows-1252", "iso8859_15": "ISO-8859-15", "mac_roman": "Mac Roman", "cp850": "DOS (code page 850)",
    "cp437": "DOS (code page 437)", "cp863": "DOS (code page 863)",
}  # fmt: skip
_SURE_LOOK = 0.45
_SURE_LEAD = 0.1
_TEXT_LOOK, _TEXT_SHARE = 0.3, 0.35  # bytes beyond ASCII: a Western text has few of them
_WESTERN = frozenset({"cp1252", "iso8859-1", "iso8859-15", "mac-roman", "cp850", "cp437", "cp863", "ascii"})
_JUDGED = 60_000  # bytes
# What programs declare and mean: the web's names, and those that Python does not know.
_ALIASES = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "l1": "cp1252",
    "ascii": "cp1252", "us-ascii": "cp1252", "ansi": "cp1252", "windows1252": "cp1252", "x-ansi": "cp1252",
    "iso-8859-9": "cp1254", "latin9": "iso8859_15", "latin-9": "iso8859_15", "latin0": "iso8859_15",
    "x-mac-roman": "mac_roman", "macroman": "mac_roman", "mac": "mac_roman", "x-macroman": "mac_roman",
    "macintosh": "mac_roman", "dos": "cp850", "oem": "cp850", "ibm850": "cp850", "cp-850": "cp850",
    "unicode": "utf-16", "ucs-2": "utf-16", "utf8": "utf-8", "unicode-1-1-utf-7": "utf-7",
}  # fmt: skip

UNKNOWN_CHARACTERS = (
    "The file's characters are in no set that is known here: it is not UTF-8, and read as Windows, ISO, Mac or DOS "
    "characters it makes no text; save it as UTF-8, then load it again."
)
NOT_TEXT = "The content is not text but binary data; choose a file that holds a written article."
BROKEN_CHARACTERS = "{n} broken character(s) in a file otherwise written in UTF-8 were read as Windows-1252; check the spelling."
UNSURE = (
    "The file does not say which characters it uses; it was read as {name} (“{sample}”): check the spelling."
)
DECLARED_WRONGLY = "The file says that it is written in {declared}, which does not fit; it was read as {name} (“{sample}”): check the spelling."


def decode(file_name: str, data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of `data` and warnings about it.

    Args:
        declared: the character set that the file names for itself, "" when it names none. UTF-8 and byte order
            marks win over it, since programs leave wrong names standing.

    Raises:
        ReadingError: the bytes are no text.
    """
    text, warnings = _decode(file_name, data, declared)
    if len(_CONTROL.findall(text)) > max(2, len(text) * _MAX_CONTROL_SHARE) or "\x00" in text[:4096]:
        raise ReadingError(file_name, NOT_TEXT)
    text, more = repaired(text)
    return text, warnings + more


def codec_of(declared: str) -> str:
    """Python's name for a declared character set, as browsers understand it; "" for one that nobody knows."""
    name = declared.strip(" \t\"';").lower().replace("_", "-")
    name = _ALIASES.get(name, name)
    try:
        return codecs.lookup(name).name if name and "\x00" not in name else ""
    except LookupError:
        return ""


def _decode(file_name: str, data: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _UNICODE_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError:
                break
    if encoding := _unmarked_utf16(data):
        try:
            return data.decode(encoding), ()
        except UnicodeDecodeError:
            raise ReadingError(file_name, NOT_TEXT) from None
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_bytes(file_name, data, declared)


def _decode_bytes(file_name: str, data: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    """A file cut inside a character, or with a stray byte, is still UTF-8; else each byte is a character."""
    escaped = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="surrogateescape")
    broken = len(_ESCAPED.findall(escaped))
    wide = sum(character > "\x7f" for character in escaped) - broken
    if broken * _WIDE_PER_BROKEN <= wide:
        text = _ESCAPED.sub(lambda match: _windows_1252(ord(match.group()) - 0xDC00), escaped)
        return text, (BROKEN_CHARACTERS.format(n=broken),)
    guess, its_look, lead = _guessed(data)
    stated = _as_declared(data, declared)
    if stated is not None and not (guess and _is_wrong(codec_of(declared), stated, its_look)):
        return stated, ()
    if not guess or (its_look < _TEXT_LOOK and _share_of_wide(data) > _TEXT_SHARE):
        binary = len(_CONTROL.findall(escaped)) > len(escaped) * _MAX_CONTROL_SHARE
        raise ReadingError(file_name, NOT_TEXT if binary else UNKNOWN_CHARACTERS)
    text = data.decode(guess)
    name, sample = _CANDIDATES[guess], sample_of(text)
    if stated is not None or _is_one_byte(codec_of(declared)):
        return text, (DECLARED_WRONGLY.format(declared=declared.strip()[:40], name=name, sample=sample),)
    if its_look >= _SURE_LOOK and lead >= _SURE_LEAD:
        return text, ()
    return text, (UNSURE.format(name=name, sample=sample),)


def _is_wrong(codec: str, stated: str, best_look: float) -> bool:
    """Is a declaration contradicted by the letters? That of a Western set soon, as such names are left standing."""
    if codec in _WESTERN:
        return look(stated) < min(_SURE_LOOK, best_look - 0.5)
    wide = sum(character > "\x7f" for character in stated)
    return wide >= 8 and best_look > 0.85 and look(stated) < 0.1


def _is_one_byte(codec: str) -> bool:
    return bool(codec) and not codec.startswith("utf")


def _as_declared(data: bytes, declared: str) -> str | None:
    codec = codec_of(declared)
    if not codec or codec.startswith(("utf-8", "utf-16", "utf-32")):
        return None
    try:
        text = data.decode(codec)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None
    if codec.startswith("iso8859") and _UPPER_CONTROL.search(text):
        # Windows writes its own characters under the standard's name.
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return text
    return text


def _guessed(data: bytes) -> tuple[str, float, float]:
    """The character set in which the text looks most French, its look, and its lead over the next other reading."""
    judged = data[:_JUDGED]
    looks: list[tuple[float, str, str]] = []
    for codec in _CANDIDATES:
        try:
            text = judged.decode(codec)
            if len(judged) < len(data):
                data.decode(codec)
        except UnicodeDecodeError:
            continue
        looks.append((look(text), codec, text))
    if not looks:
        return "", 0.0, 0.0
    best = max(looks, key=lambda each: each[0])
    others = [each[0] for each in looks if each[2] != best[2]]
    return best[1], best[0], best[0] - max(others, default=-2.0)


def _share_of_wide(data: bytes) -> float:
    return sum(byte > 0x7F for byte in data[:_JUDGED]) / max(1, min(len(data), _JUDGED))


def _windows_1252(byte: int) -> str:
    return bytes([byte]).decode("cp1252", errors="replace")


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without its mark shows as a zero in most second bytes of Latin text."""
    sample = data[:2000]
    if len(sample) < 8 or len(data) % 2:
        return ""
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    # Curly quotes and the like have no zero; letters do.
    if high > 0.7 * len(sample) / 2 and low <= 0.02 * len(sample):
        return "utf-16-le"
    if low > 0.7 * len(sample) / 2 and high <= 0.02 * len(sample):
        return "utf-16-be"
    return ""
