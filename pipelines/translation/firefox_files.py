"""Whether a model, its vocabulary and its shortlist belong together, read from their heads.

fxtranslate 0.5.0 checks none of this: files of different models are built without a word and fail at some later
sentence, or give rubbish. The layouts are those of Marian's binary models and shortlists and of SentencePiece.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator
from operator import gt

_WORD = struct.Struct("<Q")
_MOST_TENSORS = 10_000
_MOST_DIMENSIONS = 8
_PADDED = 64
_EMBEDDINGS = ("Wemb", "encoder_Wemb")
_SHORTLIST_MAGIC = 0xF11A48D5013417F5
_PIECES = 1  # the field of a SentencePiece model that holds its pieces
_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5


def misfit(model: bytes, vocabulary: bytes, shortlist: bytes) -> str:
    """'' when the three fit, else one sentence."""
    try:
        rows = rows_of(model)
    except (ValueError, struct.error, IndexError):
        return "the model file is damaged or no Marian model."
    try:
        pieces = pieces_of(vocabulary)
    except (ValueError, IndexError):
        return "the vocabulary file is damaged or no SentencePiece model."
    if not rows - _PADDED <= pieces <= rows:  # a model may have a few rows more than there are pieces
        return f"its vocabulary has {pieces:,} pieces of words and the model {rows:,}; they are not of one model."
    return _shortlist_misfit(shortlist, pieces, rows)


def rows_of(model: bytes) -> int:
    """How many pieces of words a model knows: the rows of its embeddings.

    Raises:
        ValueError, struct.error, IndexError: it is no such file, or ends too early.
    """
    version, count = struct.unpack_from("<QQ", model)
    if version != 1 or not 0 < count <= _MOST_TENSORS:
        raise ValueError("no binary model")
    heads = [struct.unpack_from("<4Q", model, 16 + 32 * n) for n in range(count)]
    at = 16 + 32 * count
    names: list[str] = []
    for length, _, dimensions, _ in heads:
        if dimensions > _MOST_DIMENSIONS or at + length > len(model):
            raise ValueError("no shape")
        names.append(model[at : at + length].rstrip(b"\0").decode("utf-8"))
        at += length
    rows = 0
    for name, (_, _, dimensions, _) in zip(names, heads, strict=True):
        shape = struct.unpack_from(f"<{dimensions}i", model, at)
        at += 4 * dimensions
        if name in _EMBEDDINGS:
            rows = shape[0]
    (gap,) = _WORD.unpack_from(model, at)
    if at + 8 + gap + sum(size for *_, size in heads) > len(model):
        raise ValueError("ends too early")
    if rows <= 0:
        raise ValueError("no embeddings")
    return rows


def pieces_of(vocabulary: bytes) -> int:
    """How many pieces a SentencePiece model holds.

    Raises:
        ValueError, IndexError: it is no such file, or ends too early.
    """
    found = sum(field == _PIECES for field in _fields(vocabulary))
    if not found:
        raise ValueError("no pieces")
    return found


def _fields(message: bytes) -> Iterator[int]:
    """The numbers of the outermost fields of a protocol buffer."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        kind = key & 7
        if kind == _VARINT:
            _, at = _varint(message, at)
        elif kind == _BYTES:
            length, at = _varint(message, at)
            at += length
        elif kind in {_EIGHT, _FOUR}:
            at += 8 if kind == _EIGHT else 4
        else:
            raise ValueError("no protocol buffer")
        if at > len(message):
            raise ValueError("ends too early")
        yield key >> 3


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at
        if shift > 63:
            raise ValueError("no number")


def _shortlist_misfit(shortlist: bytes, pieces: int, rows: int) -> str:
    if len(shortlist) < 48:
        return "the shortlist file is damaged."
    magic, _, first, _, offsets, ids = struct.unpack_from("<6Q", shortlist)
    if magic != _SHORTLIST_MAGIC or len(shortlist) != 48 + 8 * offsets + 4 * ids:
        return "the shortlist file is damaged or no shortlist."
    if not pieces < offsets <= rows + _PADDED + 1 or first + 8 > rows:
        return f"its shortlist is for {offsets - 1:,} pieces of words and the model has {rows:,}; they are not of one model."
    lists, listed = array("Q", shortlist[48 : 48 + 8 * offsets]), array("I", shortlist[48 + 8 * offsets :])
    if sys.byteorder == "big":
        lists.byteswap()
        listed.byteswap()
    if lists[-1] > ids or any(map(gt, lists, lists[1:])):
        return "the shortlist file is damaged."
    return "the shortlist names words that the model has not." if ids and max(listed) >= rows else ""
