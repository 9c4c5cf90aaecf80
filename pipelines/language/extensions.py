"""The Doc extensions the layers share; importing this module registers them."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from pipelines.language.records import Span

# Mutable defaults are safe here: layers assign whole new lists and never append in place.
for _name, _default in {
    "published": "",  # EDTF
    "title": "",
    "actors": (),
    "mentions": (),
    "dates": (),
    "quotes": (),
    "events": (),
}.items():
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


def set_spans(doc: Doc, group: str, spans: Iterable[tuple[Span, str]]) -> None:
    """Fill `doc.spans[group]` with the smallest token spans that cover each (start, end), label."""
    found = (doc.char_span(start, end, label=label, alignment_mode="expand") for (start, end), label in spans)
    doc.spans[group] = [span for span in found if span is not None]
