"""The text of one Doc, where its tokens start and what the model says of them, taken from spaCy once.

spaCy joins `Doc.text` anew, and makes a Token for each place asked for, at every access; every layer asks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

import numpy as np
from spacy.tokens import Doc, Token


@lru_cache(maxsize=1)
def text_of(doc: Doc) -> str:
    """The text of `doc`; the last one is kept, as the layers read one Doc after the other."""
    return doc.text


@lru_cache(maxsize=1)
def token_starts(doc: Doc) -> list[int]:
    """The offset of every token of `doc`; the last list is kept, not to be changed."""
    starts: list[int] = doc.to_array("IDX").tolist()
    return starts


@lru_cache(maxsize=1)
def tokens_of(doc: Doc) -> list[Token]:
    """The tokens of `doc`, made once; not to be changed."""
    return list(doc)


@lru_cache(maxsize=8)
def column(doc: Doc, attribute: str) -> list[str]:
    """An attribute of every token as text ("LOWER", "POS", "DEP", "MORPH"); not to be changed.

    Each value is looked up once: a text has many words and few tags.
    """
    values = doc.to_array(attribute).tolist()
    names = {value: doc.vocab.strings[value] for value in set(values)}
    return [names[value] for value in values]


@lru_cache(maxsize=1 << 12)
def form_in(morph: str) -> str:
    """The form of a verb in a morphology as spaCy writes it: "Fin" in "Number=Sing|VerbForm=Fin", "" where it tells none."""
    return next((each[9:] for each in morph.split("|") if each.startswith("VerbForm=")), "")


@lru_cache(maxsize=1)
def heads_of(doc: Doc) -> list[int]:
    """The index of every token's head; not to be changed."""
    # The distances to the heads come as unsigned numbers.
    heads: list[int] = (np.arange(len(doc)) + doc.to_array("HEAD").astype("int64")).tolist()
    return heads


def tokens_at(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The first token of a stretch of words, and one past its last: as `Doc.char_span` expands it, without a Span."""
    starts = token_starts(doc)
    return max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end)
