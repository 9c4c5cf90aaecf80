"""A small, valid, harmless model for the Firefox engine: random weights, its own vocabulary and shortlist.

`tiny(folder)` writes about 200 kB that load in milliseconds. With `dim=384, ffn=1536, encoder=6, decoder=4, pieces=32_000`
the files have the published model's size, for measuring; what random weights say means nothing. Layouts (little-endian):

- model: u64 1, u64 count; per tensor four u64 (bytes of its name, type, dimensions, bytes of data); the names; the
  shapes as i32; u64 gap and as many bytes; the data. A weight of type int8 is declared [K, N] and stored [N, K], with
  one float32 multiplier behind it.
- shortlist: six u64 (magic, checksum, first, best, number of offsets, number of ids), u64 offsets, u32 ids.
- vocabulary: SentencePiece's protocol buffer; pieces are field 1 (text 1, score 2, kind 3).
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from pipelines.translation.model_registry import ModelFile

FLOAT32, INTGEMM8, INT8 = 0x404, 0x4101, 0x101
MAGIC = 0xF11A48D5013417F5
NAMES = ("model.bin", "lex.bin", "vocab.spm")
NORMAL, UNKNOWN, CONTROL, BYTE = 1, 2, 3, 6
WORDS = [
    "le",
    "la",
    "les",
    "de",
    "un",
    "une",
    "et",
    "est",
    "dans",
    "pour",
    "que",
    "qui",
    "sur",
    "maire",
    "Lyon",
    "Paris",
    "ministre",
    "lundi",
    "mars",
    "the",
    "of",
    "to",
    "and",
    "in",
    "said",
    "mayor",
    "minister",
    "Monday",
    "budget",
    "council",
    "city",
    "year",
    "court",
]


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _message(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _piece(text: str, score: float, kind: int) -> bytes:
    body = _message(1, text.encode()) + b"\x15" + struct.pack("<f", score)
    if kind != NORMAL:
        body += b"\x18" + _varint(kind)
    return _message(1, body)


def piece_list(count: int = 420) -> list[tuple[str, int]]:
    """Pieces and their kinds: the end, the unknown, 256 bytes, letters, words, and fillers up to `count`."""
    found = [("</s>", CONTROL), ("<unk>", UNKNOWN)]
    found += [(f"<0x{n:02X}>", BYTE) for n in range(256)]
    letters = "abcdefghijklmnopqrstuvwxyzéèêàçùôîâABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?'’«»-()"
    found += [("▁", NORMAL), *((sign, NORMAL) for sign in letters)]
    found += [(f"▁{word}", NORMAL) for word in WORDS]
    found += [(f"▁f{n}q", NORMAL) for n in range(count - len(found))]
    return found[:count]


def vocabulary(pieces: Iterable[tuple[str, int]]) -> bytes:
    """A SentencePiece unigram model with byte fallback."""
    scores = {BYTE: -20.0, CONTROL: 0.0, UNKNOWN: 0.0}
    body = b"".join(
        _piece(text, scores.get(kind, -3.0 - (10.0 if len(text) == 1 else 0.0)), kind)
        for text, kind in pieces
    )
    # unigram (3 = 1), byte_fallback (35), unk_id 1 (40), bos_id -1 (41), eos_id 0 (42), pad_id -1 (43)
    minus = _varint((1 << 64) - 1)
    trainer = b"\x18\x01" + _varint(35 << 3) + b"\x01" + _varint(40 << 3) + b"\x01"
    trainer += _varint(41 << 3) + minus + _varint(42 << 3) + b"\x00" + _varint(43 << 3) + minus
    normaliser = _message(1, b"identity") + b"\x18\x01\x20\x01\x28\x01"
    return body + _message(2, trainer) + _message(3, normaliser)


@dataclass
class Weights:
    """Random weights of the wanted sizes; `bias` makes the model like some pieces more than all others."""

    rows: int
    dim: int = 64
    ffn: int = 128
    encoder: int = 2
    decoder: int = 2
    heads: int = 4
    bias: Mapping[int, float] = field(default_factory=dict)
    items: list[tuple[str, int, tuple[int, ...], bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = np.random.default_rng(7)

    def _floats(self, name: str, values: object) -> None:
        array = np.asarray(values, "<f4")
        self.items.append((name, FLOAT32, array.shape, array.tobytes()))

    def _int8(self, name: str, shape: tuple[int, int], factor: str, *, turned: bool = True) -> None:
        weights = self._random.normal(0, 1 / np.sqrt(self.dim), shape).astype("<f4")
        scale = 127.0 / float(np.abs(weights).max())
        small = np.clip(np.rint(weights * scale), -127, 127).astype("i1")
        data = (small.T if turned else small).tobytes() + struct.pack("<f", scale)
        self.items.append((name, INTGEMM8, shape, data))
        self._floats(f"{factor}_QuantMultA", [[127.0 / 4.0]])

    def _weight(self, name: str, inputs: int, outputs: int) -> None:
        self._int8(name, (inputs, outputs), name)

    def _norm(self, base: str) -> None:
        self._floats(f"{base}_ln_scale", np.ones((1, self.dim)))
        self._floats(f"{base}_ln_bias", np.zeros((1, self.dim)))

    def _attention(self, base: str) -> None:
        for letter in "qkvo":
            self._weight(f"{base}_W{letter}", self.dim, self.dim)
            self._floats(f"{base}_b{letter}", np.zeros((1, self.dim)))
        self._norm(f"{base}_Wo")

    def _feed(self, base: str) -> None:
        for number, inputs, outputs in ((1, self.dim, self.ffn), (2, self.ffn, self.dim)):
            self._weight(f"{base}_W{number}", inputs, outputs)
            self._floats(f"{base}_b{number}", np.zeros((1, outputs)))
        self._norm(f"{base}_ffn")

    def make(self) -> bytes:
        """The model file."""
        self._int8("Wemb", (self.rows, self.dim), "none", turned=False)
        for layer in range(1, self.encoder + 1):
            self._attention(f"encoder_l{layer}_self")
            self._feed(f"encoder_l{layer}_ffn")
        for layer in range(1, self.decoder + 1):
            base = f"decoder_l{layer}"
            self._weight(f"{base}_rnn_W", self.dim, self.dim)
            self._weight(f"{base}_rnn_Wf", self.dim, self.dim)
            self._floats(f"{base}_rnn_bf", np.zeros((1, self.dim)))
            self._norm(f"{base}_rnn_ffn")
            self._attention(f"{base}_context")
            self._feed(f"{base}_ffn")
        liked = np.zeros((1, self.rows), "<f4")
        for piece, value in self.bias.items():
            liked[0, piece] = value
        self._floats("decoder_ff_logit_out_b", liked)
        settings = (
            f"dim-emb: {self.dim}\ntransformer-heads: {self.heads}\nenc-depth: {self.encoder}\n"
            f"dec-depth: {self.decoder}\ntransformer-dim-ffn: {self.ffn}\ndim-vocabs:\n  - {self.rows}\n  - {self.rows}\n\0"
        ).encode()
        self.items.append(("special:model.yml", INT8, (len(settings),), settings))
        return _packed(self.items)


def _packed(items: list[tuple[str, int, tuple[int, ...], bytes]], align: int = 256) -> bytes:
    items = [(name, kind, shape, data + b"\0" * (-len(data) % align)) for name, kind, shape, data in items]
    names = [name.encode() + b"\0" for name, *_ in items]
    out = bytearray(struct.pack("<QQ", 1, len(items)))
    for name, (_, kind, shape, data) in zip(names, items, strict=True):
        out += struct.pack("<4Q", len(name), kind, len(shape), len(data))
    out += b"".join(names)
    for _, _, shape, _ in items:
        out += struct.pack(f"<{len(shape)}i", *shape)
    gap = -(len(out) + 8) % align
    out += struct.pack("<Q", gap) + b"\0" * gap
    return bytes(out) + b"".join(data for *_, data in items)


def shortlist(rows: int, first: int = 100, best: int = 4, of: int = 0) -> bytes:
    """A shortlist with `best` random pieces (of the first `of`) for each of `rows`, beside `first` always allowed."""
    ids = np.random.default_rng(3).integers(0, of or rows, rows * best).astype("<u4")
    offsets = np.arange(rows + 1, dtype="<u8") * best
    head = struct.pack("<6Q", MAGIC, 0, first, best, len(offsets), len(ids))
    return head + offsets.tobytes() + ids.tobytes()


def files_of(folder: Path, names: Iterable[str] = NAMES) -> tuple[ModelFile, ...]:
    """The files as they lie there, with their sizes and hashes."""
    content = {name: (folder / name).read_bytes() for name in names}
    return tuple(
        ModelFile(name, len(data), hashlib.sha256(data).hexdigest(), len(data))
        for name, data in content.items()
    )


def tiny(folder: Path, pieces: int = 420, says: str = "", **sizes: int) -> tuple[ModelFile, ...]:
    """Write model, shortlist and vocabulary; `says`: the one piece that the model says, as often as it may."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = piece_list(pieces)
    bias = {next(n for n, (text, _) in enumerate(listed) if text == says): 1e6} if says else {}
    model = Weights(rows=len(listed), bias=bias, **sizes).make()
    everything = 8 * ((len(listed) - 8) // 8)
    lists = shortlist(len(listed), first=everything if says else min(100, everything))
    for name, data in zip(NAMES, (model, lists, vocabulary(listed)), strict=True):
        (folder / name).write_bytes(data)
    return files_of(folder)


REAL_SIZE = {"dim": 384, "ffn": 1536, "encoder": 6, "decoder": 4, "heads": 8}
REAL_PIECES = 32_000
