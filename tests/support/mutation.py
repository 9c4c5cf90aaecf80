"""Files that nobody would send on purpose: valid ones of every format, cut, doubled, swapped and overwritten.

The same seed gives the same files on every machine.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

_TEXTS = (
        " ", "\n", "\r\n", "\t", "\x00", '"', "'", "«", "»", "“", "(", ")", "[", "]", "{", "}", "<", ">", "<!---->", "<br>", "</p>",
        "<p>", "&amp;", "&#160;", ",", ";", "|", "-", "_", "*", "#", "0", "9", "2022-25-41", "0000-00-00", "9999", "9 novembre 2022",
        "le ", "de ", "M. ", "A", "É", "é", "\ufeff", "\u00a0", "\u202e", "\u2028", "=", "==\n", ":", "From ", "\\", "{\\rtf1 ", "\\par ",
        "%PDF-1.4\n", "PK\x03\x04", "****", "TY  - JOUR\n", "ER  - \n", "http://exemple.test/", "(AFP)", "Document 1 de 2\n",
)  # fmt: skip
MARKS = (*(text.encode() for text in _TEXTS), b"\xff", b"\xfe\xff", b"\xc3", b"\x80", b"\xe9")


def mutated(files: Mapping[str, bytes], seed: int) -> tuple[str, bytes]:
    """A file's name and bytes: one of `files` with up to eight changes, now and then under another's name."""
    chance = random.Random(seed)
    name = chance.choice(sorted(files))
    data = bytearray(files[name])
    for _ in range(chance.randint(1, 8)):
        _change(chance, data, files)
    if chance.random() < 0.15:
        name = chance.choice(sorted(files))
    return name, bytes(data)


def _change(chance: random.Random, data: bytearray, files: Mapping[str, bytes]) -> None:
    size = len(data)
    start = chance.randint(0, size)
    length = min(chance.choice((1, 1, 2, 8, 40, 300, 5_000)), size - start)
    match chance.randint(0, 8):
        case 0:
            del data[start : start + length]
        case 1:
            data[start:start] = data[start : start + length] * chance.choice((1, 2, 50))
        case 2:
            data[start : start + length] = chance.randbytes(length)
        case 3:
            data[start:start] = chance.choice(MARKS) * chance.choice((1, 1, 2, 30, 500))
        case 4:
            if length:
                data[start] ^= 1 << chance.randint(0, 7)
        case 5:
            other = files[chance.choice(sorted(files))]
            at = chance.randint(0, len(other))
            data[start:start] = other[at : at + chance.choice((10, 200, 3_000))]
        case 6:
            del data[start:]
        case 7:
            there = chance.randint(0, size)
            data[start : start + length], moved = data[there : there + length], data[start : start + length]
            data[there:there] = moved
        case _:
            mark, other_mark = chance.choice(MARKS), chance.choice(MARKS)
            data[:] = data.replace(mark, other_mark, chance.choice((1, 3, 1_000)))[:2_000_000]


def all_of(files: Mapping[str, bytes], count: int, first: int = 0) -> Iterator[tuple[str, bytes]]:
    """`count` changed files, from the seed `first` on."""
    for seed in range(first, first + count):
        yield mutated(files, seed)
