"""The dependency tree of one Doc, read once, so that no later question costs more than a few steps.

spaCy finds a token's children and sentence by walking the sentence each time; in a paragraph without a full stop that
makes every loop over triggers quadratic.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from pipelines.language.offsets import column, form_in, heads_of, tokens_of

_CHILDREN = 24  # on each side; no clause a person writes has more


@dataclass(frozen=True, slots=True)
class Tree:
    """Per token of a Doc, by its index.

    Attributes:
        tokens, words: the token, and its word in lower case.
        forms: "Inf", "Part", "Fin" or "", the form of a verb as the model tells it.
        starts, ends: where its sentence starts and ends.
        children: those below it, in text order.
    """

    tokens: list[Token]
    words: list[str]
    forms: list[str]
    starts: list[int]
    ends: list[int]
    children: list[list[Token]]


@lru_cache(maxsize=1)
def tree_of(doc: Doc) -> Tree:
    """The tree of `doc`; the last one is kept, as one Doc is read at a time."""
    starts, ends = [0] * len(doc), [len(doc)] * len(doc)
    for sentence in doc.sents:
        length = sentence.end - sentence.start
        starts[sentence.start : sentence.end] = [sentence.start] * length
        ends[sentence.start : sentence.end] = [sentence.end] * length
    tokens = tokens_of(doc)
    children: list[list[Token]] = [[] for _ in tokens]
    for i, head in enumerate(heads_of(doc)):
        if head != i:
            children[head].append(tokens[i])
    forms = [form_in(morph) for morph in column(doc, "MORPH")]
    return Tree(tokens, column(doc, "LOWER"), forms, starts, ends, children)


def verb_form(token: Token) -> str:
    """ "Inf", "Part" or "Fin" of a verb, "" of another word."""
    return tree_of(token.doc).forms[token.i]


def sentence_start(token: Token) -> int:
    """Index of the first token of the sentence."""
    return tree_of(token.doc).starts[token.i]


def sentence_end(token: Token) -> int:
    """Index after the last token of the sentence."""
    return tree_of(token.doc).ends[token.i]


def children_of(token: Token) -> Sequence[Token]:
    """The children of a token in text order, the nearest ones where there are very many."""
    found = tree_of(token.doc).children[token.i]
    if len(found) > 2 * _CHILDREN:
        middle = bisect_left(found, token.i, key=lambda child: child.i)
        found = found[max(0, middle - _CHILDREN) : middle + _CHILDREN]
    return found
