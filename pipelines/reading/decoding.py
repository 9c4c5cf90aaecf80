"""Bytes → characters: UTF-8 first, then UTF-16 by its mark, then Windows-1252; what is none of them is not text."""

from __future__ import annotations

import codecs
import re

from pipelines.errors import ReadingError

_UNICODE_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ESCAPED = re.compile(r"[\udc80-\udcff]")
_MAX_CONTROL_SHARE = 0.005
_WIDE_PER_BROKEN = 5  # whole characters of UTF-8 per broken byte; in Windows-1252 they hardly occur by chance

NOT_TEXT = "The content is not text but binary data; choose a file that holds a written article."
BROKEN_CHARACTERS = "{n} broken character(s) in a file otherwise written in UTF-8 were read as Windows-1252; check the spelling."


def decode(file_name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of `data` and warnings about it.

    Raises:
        ReadingError: the bytes are no text.
    """
    text, warnings = _decode(file_name, data)
    if len(_CONTROL.findall(text)) > max(2, len(text) * _MAX_CONTROL_SHARE) or "\x00" in text[:4096]:
        raise ReadingError(file_name, NOT_TEXT)
    return text, warnings


def _decode(file_name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
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
        return _decode_broken(file_name, data)


def _decode_broken(file_name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """A file cut inside a character, or with a stray byte, is still UTF-8; else it is Windows-1252."""
    escaped = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="surrogateescape")
    broken = len(_ESCAPED.findall(escaped))
    wide = sum(character > "\x7f" for character in escaped) - broken
    if broken * _WIDE_PER_BROKEN <= wide:
        text = _ESCAPED.sub(lambda match: _windows_1252(ord(match.group()) - 0xDC00), escaped)
        return text, (BROKEN_CHARACTERS.format(n=broken),)
    try:
        return data.decode("cp1252"), ()
    except UnicodeDecodeError:
        raise ReadingError(file_name, NOT_TEXT) from None


def _windows_1252(byte: int) -> str:
    return bytes([byte]).decode("cp1252", errors="replace")


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without its mark shows as a zero in every second byte of Latin text."""
    sample = data[:2000]
    if len(sample) < 8 or len(data) % 2:
        return ""
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if high > 0.8 * len(sample) / 2 and low == 0:
        return "utf-16-le"
    if low > 0.8 * len(sample) / 2 and high == 0:
        return "utf-16-be"
    return ""
