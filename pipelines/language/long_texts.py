"""Texts longer than the model takes at once: read by the model in pieces, by the layers as a whole.

spaCy refuses texts over a million characters and needs about a gigabyte for every hundred thousand, so a long text
is cut at paragraphs, else at sentences, else at spaces. The pieces come together again to one Doc with the text's own
offsets before the layers see it: names, quotes and dates still lean on the whole article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

LONGEST = 60_000
"""Characters the model reads at once; an ordinary article has 2,000 to 10,000."""

# Where a text may be cut, best first.
_CUTS = tuple(re.compile(pattern) for pattern in (r"\n\n", r"[.!?…][»”\"]?\s+(?=[«“\"]?[^\W\d_])", r"\s+"))


def pieces(text: str, longest: int) -> Iterator[str]:
    """`text` in pieces of at most `longest` characters, which put together are `text` again."""
    start = 0
    while len(text) - start > longest:
        end = _cut(text, start, start + longest)
        yield text[start:end]
        start = end
    yield text[start:]


def _cut(text: str, start: int, limit: int) -> int:
    # Only the second half of the stretch is searched, so that pieces stay few and time linear.
    middle = (start + limit) // 2
    for pattern in _CUTS:
        ends = [match.end() for match in pattern.finditer(text, middle, limit)]
        if ends:
            return ends[-1]
    return limit


def annotate_in_pieces(nlp: Language, text: str, layers: tuple[str, ...]) -> Doc:
    """The Doc of `text` as the components of `nlp` other than `layers` leave it."""
    docs: list[Doc] = []
    for piece in pieces(text, LONGEST):
        doc = nlp.make_doc(piece)
        for name, component in nlp.pipeline:
            if name not in layers:
                doc = component(doc)
        # The vectors that components share have served; kept, they would fill the memory.
        doc.tensor = doc.tensor[:0]
        docs.append(doc)
    # ensure_whitespace would put spaces between the pieces and shift every offset after them.
    return Doc.from_docs(docs, ensure_whitespace=False) or nlp.make_doc(text)
