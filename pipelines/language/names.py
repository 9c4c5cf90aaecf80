"""Names in a text: lexicon first, then the model's, then repair over the whole document."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from pipelines.language import extensions
from pipelines.language.gazetteer import Known, Word, demonyms, fold, gazetteer, titles, words_of

FACTORY = "visavis_names"

if not Doc.has_extension("names"):
    Doc.set_extension("names", default=())


@dataclass(frozen=True, slots=True)
class Name:
    """A name found: offsets are code points, `known` is its lexicon entry, if any."""

    start: int
    end: int
    type: str
    method: str
    known: Known | None = None


@Language.factory(FACTORY)
def create_names(nlp: Language, name: str) -> Names:
    """The component, for `nlp.add_pipe("visavis_names")` after the model's `ner`."""
    return Names()


class Names:
    """Fills `doc._.names` (records) and `doc.spans["names"]` (spans labelled by type)."""

    def __call__(self, doc: Doc) -> Doc:
        found = find_names(doc)
        doc._.names = tuple(found)
        extensions.set_spans(doc, "names", (((n.start, n.end), n.type) for n in found))
        return doc


_LEADING = re.compile(
    r"(?:(?:[Ll]es?|[Ll]a|[Uu]ne?|[Dd]es|[Dd]u|[Aa]ux?|[Dd]e|[EeÀà]n?)\s+|(?:[LlDdQqSsNnJj]u?')\s*)+"
)
_EDGES = " \t\n.,;:!?…\"'«»“”()[]-–—"


def find_names(doc: Doc) -> list[Name]:
    """Every name of `doc`, in text order, without overlap."""
    text = doc.text
    words = words_of(text)
    names = _Chart(len(text))
    for match in gazetteer().find(words, text):
        if not match.known.common:
            start, end = words[match.first].start, words[match.last - 1].end
            names.add(Name(start, end, match.known.type, "gazetteer", match.known))
    for ent in doc.ents:
        for name in _from_model(text, ent.start_char, ent.end_char, ent.label_):
            names.add(name)
    found = names.sorted()
    return _spread_surnames(text, words, found)


class _Chart:
    """Names that do not overlap; the first to come keeps its place."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)
        self._names: list[Name] = []

    def add(self, name: Name) -> bool:
        if name.start >= name.end or any(self._taken[name.start : name.end]):
            return False
        self._taken[name.start : name.end] = b"\x01" * (name.end - name.start)
        self._names.append(name)
        return True

    def sorted(self) -> list[Name]:
        return sorted(self._names, key=lambda n: n.start)


def _from_model(text: str, start: int, end: int, label: str) -> list[Name]:
    """The model's entity without determiner, title and edge punctuation; none when nothing proper is left."""
    match = _LEADING.match(text, start, end)
    if match and match.end() < end and label != "ORG":
        start = match.end()
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    words = [w for w in words_of(text[start:end])]
    while words and (fold(words[0].text) in titles() or words[0].text.islower()) and len(words) > 1:
        words = words[1:]
    if not words or not words[0].text[0].isupper() or (len(words) == 1 and words[0].key in demonyms()):
        return []
    return [Name(start + words[0].start, start + words[-1].end, label, "model")]


def _spread_surnames(text: str, words: list[Word], names: list[Name]) -> list[Name]:
    """A surname of a full name in the article is that person wherever it stands alone."""
    surnames = {}
    for name in names:
        parts = words_of(text[name.start : name.end])
        if name.type == "PER" and len(parts) > 1:
            surnames[parts[-1].key] = name
    chart = _Chart(len(text))
    for name in names:
        parts = words_of(text[name.start : name.end])
        if len(parts) == 1 and parts[0].key in surnames and not name.known:
            name = replace(name, type="PER", method="surname")
        chart.add(name)
    for word in words:
        if word.key in surnames and word.text[0].isupper():
            chart.add(Name(word.start, word.end, "PER", "surname"))
    return chart.sorted()
