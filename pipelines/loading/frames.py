"""Messages between the loading process and whoever asks it: a length, JSON, and bytes where a file is sent along."""

from __future__ import annotations

import json
import struct
from typing import IO, Any

_LENGTHS = struct.Struct(">II")


def send(pipe: IO[bytes], message: dict[str, Any], data: bytes = b"") -> None:
    """Write one message.

    Raises:
        OSError: the other side is gone.
    """
    head = json.dumps(message).encode()
    pipe.write(_LENGTHS.pack(len(head), len(data)))
    pipe.write(head)
    pipe.write(data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """The next message and its bytes; None when the other side is gone, in the midst of one too."""
    lengths = pipe.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head_length, data_length = _LENGTHS.unpack(lengths)
    head, data = pipe.read(head_length), pipe.read(data_length)
    if len(head) < head_length or len(data) < data_length:
        return None
    return json.loads(head), data
