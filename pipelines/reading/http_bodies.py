"""An HTTP answer as it was sent → its body, transfer and content encodings undone, under a limit."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/[\d.]{1,5}\s+(\d{3})")
_CHUNK = re.compile(rb"\s{0,4}([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_CHARSET = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([\w-]{2,30})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered.

    Attributes:
        status: 200, 404 …; 0 where none is stated.
        kind: the media type, "text/html".
        charset: as declared, "" when not.
        body: its bytes, decoded as far as they could be.
    """

    status: int
    kind: str
    charset: str
    body: bytes


def parse_answer(data: bytes, limit: int) -> Answer:
    """The answer in `data`; a body that is not encoded as its headers say is kept as it is.

    Args:
        data: status line, headers and body.
        limit: bytes that the body may have when unpacked.

    Raises:
        OverflowError: it unpacks to more.
    """
    end = _END.search(data)
    head, body = (data[: end.start()], data[end.end() :]) if end else (data, b"")
    headers: dict[str, str] = {}
    for line in head.decode("latin-1").split("\n")[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    status = _STATUS.match(head)
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    for encoding in reversed(headers.get("content-encoding", "").lower().split(",")):
        body = unpacked(body, encoding.strip(), limit)
    kind = headers.get("content-type", "")
    charset = _CHARSET.search(kind)
    return Answer(
        int(status[1]) if status else 0,
        kind.partition(";")[0].strip().lower(),
        charset[1] if charset else "",
        body,
    )


def _unchunked(body: bytes) -> bytes:
    out: list[bytes] = []
    position = 0
    while match := _CHUNK.match(body, position):
        size = int(match[1], 16)
        if not size:
            return b"".join(out)
        out.append(body[match.end() : match.end() + size])
        position = match.end() + size
    # Not chunked at all, whatever the header says; or cut short.
    return b"".join(out) if out else body


def unpacked(body: bytes, encoding: str, limit: int) -> bytes:
    """`body` without its content encoding; unchanged where it is not so encoded.

    Raises:
        OverflowError: it unpacks to more than `limit` bytes.
    """
    if encoding in {"gzip", "x-gzip"}:
        return _inflated(body, 16 + zlib.MAX_WBITS, limit)
    if encoding == "deflate":
        whole = _inflated(body, zlib.MAX_WBITS, limit)
        return whole if whole is not body else _inflated(body, -zlib.MAX_WBITS, limit)
    if encoding == "br":
        return _from_brotli(body, limit)
    return body


def _inflated(body: bytes, window: int, limit: int) -> bytes:
    out: list[bytes] = []
    size = 0
    rest = body
    while rest:
        inflater = zlib.decompressobj(window)
        try:
            out.append(inflater.decompress(rest, limit - size + 1))
        except zlib.error:
            break
        size += len(out[-1])
        if size > limit:
            raise OverflowError
        if not inflater.eof:
            break  # cut short: what came is kept
        rest = inflater.unused_data
    return b"".join(out) if size else body


def _from_brotli(body: bytes, limit: int) -> bytes:
    import brotli  # noqa: PLC0415 - only few archives need it

    decompressor = brotli.Decompressor()
    out: list[bytes] = []
    size = 0
    try:
        for start in range(0, len(body), 1 << 12):
            out.append(decompressor.process(body[start : start + (1 << 12)]))
            size += len(out[-1])
            if size > limit:
                raise OverflowError
    except brotli.error:
        return b"".join(out) or body
    return b"".join(out)
