"""The dependency tree of one Doc, read once, so that no later question costs more than a few steps.

spaCy finds a token's children and sentence by walking the sentence each time; in a paragraph without a full stop that
makes every loop over triggers quadratic.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

_CHILDREN = 24  # on each side; no clause a person writes has more


@dataclass(frozen=True, slots=True)
class Tree:
    """Per token of a Doc: where its sentence starts and ends, and its children in text order."""

    starts: list[int]
    ends: list[int]
    children: list[list[int]]


@lru_cache(maxsize=1)
def tree_of(doc: Doc) -> Tree:
    """The tree of `doc`; the last one is kept, as one Doc is read at a time."""
    starts, ends = [0] * len(doc), [len(doc)] * len(doc)
    for sentence in doc.sents:
        length = sentence.end - sentence.start
        starts[sentence.start : sentence.end] = [sentence.start] * length
        ends[sentence.start : sentence.end] = [sentence.end] * length
    children: list[list[int]] = [[] for _ in range(len(doc))]
    for token in doc:
        head = token.head.i
        if head != token.i:
            children[head].append(token.i)
    return Tree(starts, ends, children)


def sentence_start(token: Token) -> int:
    """Index of the first token of the sentence."""
    return tree_of(token.doc).starts[token.i]


def sentence_end(token: Token) -> int:
    """Index after the last token of the sentence."""
    return tree_of(token.doc).ends[token.i]


def children_of(token: Token) -> list[Token]:
    """The children of a token in text order, the nearest ones where there are very many."""
    doc = token.doc
    found = tree_of(doc).children[token.i]
    if len(found) > 2 * _CHILDREN:
        middle = bisect_left(found, token.i)
        found = found[max(0, middle - _CHILDREN) : middle + _CHILDREN]
    return [doc[i] for i in found]
