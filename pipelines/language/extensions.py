"""The Doc extensions the layers share, and how they are saved; importing this module registers them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import srsly
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from pipelines.language.offsets import token_starts
from pipelines.language.records import Span
from pipelines.packing import decode, encode

# Mutable defaults are safe here: layers assign whole new lists and never append in place.
for _name, _default in {
    "published": "",  # EDTF
    "title": "",
    "names": (),
    "actors": (),
    "mentions": (),
    "dates": (),
    "quotes": (),
    "referents": None,
    "events": (),
}.items():
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


# Named as the entry points are, so that an install has each once; a checkout on the path has no entry points.
srsly.msgpack_encoders.register("visavis_records", func=encode)
srsly.msgpack_decoders.register("visavis_records", func=decode)


def set_spans(doc: Doc, group: str, spans: Iterable[tuple[Span, str]]) -> None:
    """Fill `doc.spans[group]` with the smallest token spans that cover each (start, end), label."""
    # `Doc.char_span` walks the whole Doc for each span; looking offsets up keeps long articles linear.
    starts = token_starts(doc)
    found = []
    for (start, end), label in spans:
        first = max(bisect_right(starts, start) - 1, 0)
        stop = bisect_left(starts, end)
        if start < end and first < stop:
            found.append(TokenSpan(doc, first, stop, label=label))
    doc.spans[group] = found
