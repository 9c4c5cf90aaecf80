"""The text of one Doc and where its tokens start, taken from spaCy once.

spaCy joins `Doc.text` anew, and makes a Token for each place asked for, at every access; every layer asks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from spacy.attrs import IDX
from spacy.tokens import Doc


@lru_cache(maxsize=1)
def text_of(doc: Doc) -> str:
    """The text of `doc`; the last one is kept, as the layers read one Doc after the other."""
    return doc.text


@lru_cache(maxsize=1)
def token_starts(doc: Doc) -> list[int]:
    """The offset of every token of `doc`; the last list is kept, not to be changed."""
    starts: list[int] = doc.to_array(IDX).tolist()
    return starts


def tokens_at(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The first token of a stretch of words, and one past its last: as `Doc.char_span` expands it, without a Span."""
    starts = token_starts(doc)
    return max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end)
