"""The parts of a mail or a saved page in MIME: headers in words, bodies in characters, whatever the sender declared."""

from __future__ import annotations

import email
import email.errors
import email.policy
import quopri
import re
from collections.abc import Iterator
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from pipelines.errors import ReadingError
from pipelines.reading.decoding import codec_of, decode

_COUNTED = re.compile(rb"(\d{1,9})[ \t]{0,20}\r?\n")
_FOLD = re.compile(r"\r?\n[ \t]+")
_BLANKS_AT_END = re.compile(rb"=[ \t]{1,80}\r?\n")
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w-]{2,30})", re.IGNORECASE
)
_STATEFUL = ("utf-16", "utf-32", "utf-7", "iso2022", "hz")
_MAX_HEADER = 10_000
_MAX_SENDER = 1_000
MAX_PARTS = 2_000
TOO_MANY_PARTS = f"The message has more than {MAX_PARTS:,} parts; save the article itself."


def parse_message(data: bytes) -> Message:
    """The message in `data`, which may begin with a mark of its encoding or with blank lines.

    Raises:
        ReadingError: its parts lie too deep in each other.
    """
    given = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if counted := _COUNTED.match(given):  # Apple Mail keeps a mail between its length and its own notes
        given = given[counted.end() : counted.end() + int(counted[1])]
    # The older policy leaves headers as they are; the newer one stops at many that programs write.
    try:
        return email.message_from_bytes(given, policy=email.policy.compat32)
    except RecursionError:
        raise ReadingError("", TOO_MANY_PARTS) from None


def parts(message: Message, file_name: str) -> Iterator[Message]:
    """All parts that hold something, without going into messages inside the message.

    Raises:
        ReadingError: absurdly many.
    """
    stack, seen = [message], 0
    while stack:
        part = stack.pop()
        seen += 1
        if seen > MAX_PARTS:
            raise ReadingError(file_name, TOO_MANY_PARTS)
        yield part
        if part.get_content_maintype() == "multipart":
            stack.extend(reversed(inner(part)))


def inner(part: Message) -> list[Message]:
    """The parts of a multipart, [] where it is none or broken."""
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def header(message: Message, name: str) -> str:
    """A header in words: unfolded, encoded words and raw UTF-8 undone; "" where it is missing."""
    raw = message.get(name)
    return header_text(str_of(raw)) if raw is not None else ""


def str_of(raw: object) -> str:
    """A raw header with its 8-bit characters, which the standard keeps as half surrogates, as letters."""
    text = str(raw)[:_MAX_HEADER]
    if hasattr(raw, "encode") and not isinstance(raw, str):  # email.header.Header: 8-bit characters in it
        chunks = getattr(raw, "_chunks", [])
        text = "".join(str(chunk[0]) for chunk in chunks) or text
    given = text.encode("ascii", "surrogateescape") if _is_escaped(text) else b""
    if not given:
        return text
    try:
        return given.decode("utf-8")
    except UnicodeDecodeError:
        return given.decode("cp1252", "replace")


def _is_escaped(text: str) -> bool:
    return any("\udc80" <= character <= "\udcff" for character in text) and all(
        character < "\x80" or "\udc80" <= character <= "\udcff" for character in text
    )


def header_text(raw: str) -> str:
    """Encoded words ("=?utf-8?q?=C3=A0?=") as their letters, on one line."""
    unfolded = _FOLD.sub(" ", raw)
    if "=?" not in unfolded:
        return " ".join(unfolded.split())
    try:
        decoded = decode_header(unfolded)
    except (email.errors.HeaderParseError, ValueError):
        return " ".join(unfolded.split())
    words = (
        each if isinstance(each, str) else in_charset(each, charset or "ascii") for each, charset in decoded
    )
    return " ".join("".join(words).split())


def sender(message: Message, name: str = "From") -> tuple[str, str]:
    """Display name and address of a sender, each "" where missing."""
    raw = message.get(name)
    if raw is None:
        return "", ""
    given = _FOLD.sub(" ", str_of(raw)[:_MAX_SENDER]).strip()
    before, bracket, after = given.rpartition("<")
    # A name may hold a comma that the sender did not quote.
    display, address = (before, after.partition(">")[0]) if bracket else _parsed(given)
    return header_text(display).strip(" '\"").replace('\\"', '"'), address.strip()


def _parsed(given: str) -> tuple[str, str]:
    try:
        return parseaddr(given)
    except (RecursionError, ValueError):  # nested comments, thousands of names
        return "", ""


def payload(part: Message) -> bytes:
    """The bytes of a part, its transfer encoding undone."""
    given = part.get_payload()
    encoding = str(part.get("Content-Transfer-Encoding") or "").strip().lower()
    if isinstance(given, str) and encoding == "quoted-printable":
        raw = given.encode("ascii", "surrogateescape") if _plain(given) else given.encode("utf-8", "replace")
        return quopri.decodestring(_BLANKS_AT_END.sub(b"=\n", raw))
    decoded = part.get_payload(decode=True)
    return decoded if isinstance(decoded, bytes) else b""


def _plain(text: str) -> bool:
    return all(character < "\x80" or "\udc80" <= character <= "\udcff" for character in text)


def text_of(part: Message, file_name: str) -> str:
    """The characters of a text part: what is valid UTF-8 is; else what the part or its page declares.

    Raises:
        ReadingError: the bytes are no text.
    """
    data = payload(part)
    declared = str(part.get_content_charset() or "")
    if not declared and part.get_content_subtype() == "html" and (meta := _META_CHARSET.search(data[:4096])):
        declared = meta[1].decode("ascii")
    return in_charset(data, declared, file_name).replace("\r\n", "\n").replace("\r", "\n")


def in_charset(data: bytes, declared: str, file_name: str = "") -> str:
    """`data` as characters, the declaration believed where UTF-8 does not fit.

    Raises:
        ReadingError: only with a file name: the bytes are no text.
    """
    name = codec_of(declared)
    if name.startswith(_STATEFUL):  # its bytes are valid UTF-8, too
        try:
            return data.decode(name)
        except (UnicodeDecodeError, ValueError):
            pass
    if file_name:
        return decode(file_name, data, declared)[0]
    for charset in filter(None, ("utf-8", name)):
        try:
            return data.decode(charset)
        except (UnicodeDecodeError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def is_attachment(part: Message) -> bool:
    """Whether a part is a file sent along, and not to be read in the mail's place."""
    disposition = str(part.get("Content-Disposition") or "").strip().lower()
    return disposition.startswith("attachment") or (
        bool(part.get_filename()) and part.get_content_maintype() != "multipart"
    )


def file_name_of(part: Message) -> str:
    """The name a part was sent under, without folders; "" where it has none."""
    try:
        name = part.get_filename()
    except (LookupError, ValueError):
        name = None
    return header_text(str_of(name)).replace("\\", "/").rpartition("/")[2] if name else ""
