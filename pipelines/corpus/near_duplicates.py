"""Near-duplicates: the same dispatch in ten papers shares one story.

MinHash with banded locality-sensitive hashing (Broder 1997; Leskovec, Rajaraman & Ullman, ch. 3), with
signatures from datasketch. The bands live in the database, so the search is an indexed look-up.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache

import numpy as np
from datasketch import MinHash

PERMUTATIONS = 128
BANDS = 32
_ROWS = PERMUTATIONS // BANDS
SHINGLE = 5  # words
SAME_STORY = 0.6  # Jaccard of shingles; agency copy with a changed lead and a cut tail stays above it
_WORD = re.compile(r"\w+")


def signature(text: str) -> np.ndarray:
    """The MinHash signature of a text's five-word shingles, shape (128,), dtype uint64."""
    words = [word.lower() for word in _WORD.findall(text)]
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    minhash = MinHash(num_perm=PERMUTATIONS, seed=1)
    minhash.update_batch([shingle.encode() for shingle in shingles])
    return np.asarray(minhash.hashvalues, dtype=np.uint64)


@cache
def maker() -> str:
    """A name for whatever decides a signature here: only signatures of one maker can be compared.

    Not the version of a library: versions that make the same signatures may share a corpus, and one of them may
    change what it makes without a new number.
    """
    probe = "Le ministre a déclaré lundi à Paris que les négociations avec l’Iran reprendraient avant la fin de l’année."
    return "minhash:" + hashlib.sha256(signature(probe).tobytes()).hexdigest()[:16]


def band_keys(signature: np.ndarray) -> list[tuple[int, int]]:
    """(band, key) pairs of a signature; key fits a signed 64-bit column."""
    bands = signature.reshape(BANDS, _ROWS)
    mixed = np.zeros(BANDS, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for column in range(_ROWS):
            mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + bands[:, column]
    return [(band, int(key)) for band, key in enumerate(mixed.view(np.int64))]


def similarity(one: np.ndarray, other: np.ndarray) -> float:
    """Estimated Jaccard similarity of two signatures, 0 to 1."""
    return float(np.mean(one == other))
