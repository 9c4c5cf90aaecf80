"""What the reader makes of a text, whole: every layer as plain values, their digests and where two differ."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from spacy.tokens import Doc

from pipelines import language
from pipelines.annotation import to_gold
from pipelines.language import long_texts
from pipelines.language.normalise import normalise
from pipelines.model import Article
from pipelines.tables import article_rows
from tests.gate.texts import GateText

Reading = dict[str, Any]
LAYERS = ("annotate", "articles", "sentences", "actors", "mentions", "quotes", "dates", "events")
_OF_THE_DAY = ("loaded_at", "reader_version")  # columns that say when and by which reader, not what was read
_DIGITS = 6
NOTHING = "-"


def _article(text: GateText) -> Article:
    return Article(text=text.text, title=text.title, published=text.published)


def reading(text: GateText, doc: Doc) -> Reading:
    """Layer → rows, JSON values only: the record `visavis annotate` prints, and every column of every table."""
    meta = {"id": text.key, "title": text.title, "published": text.published}
    layers: Reading = {"annotate": to_gold(doc, normalise(text.text), text.text, meta)}
    for name, rows in article_rows(_article(text), doc).items():
        layers[name] = [{column: row[column] for column in row if column not in _OF_THE_DAY} for row in rows]
    return layers


def one_by_one(texts: Iterable[GateText]) -> Iterator[Reading]:
    """Each text by itself."""
    for text in texts:
        yield reading(text, language.annotate(_article(text)))


def piped(texts: Iterable[GateText]) -> Iterator[Reading]:
    """All texts in one `nlp.pipe`."""
    texts = list(texts)
    docs = language.annotate_many(_article(text) for text in texts)
    for text, doc in zip(texts, docs, strict=True):
        yield reading(text, doc)


def as_long(texts: Iterable[GateText]) -> Iterator[Reading]:
    """Each text on the path of texts too long for the model, in one piece."""
    nlp = language.pipeline()
    for text in texts:
        doc = long_texts.annotate_in_pieces(nlp, language.model_view(text.text), language.COMPONENTS)
        language._with_metadata(doc, _article(text))
        for factory in language.COMPONENTS:
            doc = nlp.get_pipe(factory)(doc)
        yield reading(text, doc)


def in_processes(texts: Iterable[GateText], number: int = 2) -> Iterator[Reading]:
    """The texts shared out to `number` processes, which load a model of their own as the workers of a load do."""
    texts = list(texts)
    share = -(-len(texts) // number)
    # A new process, not a copy of this one, which has its model already.
    new = multiprocessing.get_context("spawn")
    with _bare_main(), ProcessPoolExecutor(number, mp_context=new) as pool:
        for part in pool.map(_read_some, [texts[n : n + share] for n in range(0, len(texts), share)]):
            yield from part


@contextmanager
def _bare_main() -> Iterator[None]:
    """A new process first runs the file of `__main__` again, which Streamlit 1.67's AppTest leaves to be the app's."""
    before = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = before


def _read_some(texts: list[GateText]) -> list[Reading]:
    return list(piped(texts))


def digests(found: Reading) -> tuple[str, ...]:
    """A digest a layer, in the order of `LAYERS`; "-" where the layer is empty."""
    return tuple(_digest(found[layer]) for layer in LAYERS)


def _digest(value: Any) -> str:
    if not value:
        return NOTHING
    written = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def first_difference(one: Any, other: Any, path: str = "") -> tuple[str, Any, Any] | None:
    """Where two plain values first differ, as ("events[2].recipients", value, value); None when they are the same."""
    if type(one) is type(other) and isinstance(one, dict):
        pairs = [(f"{path}.{key}".lstrip("."), one.get(key), other.get(key)) for key in {**one, **other}]
    elif type(one) is type(other) and isinstance(one, list):
        pairs = [(f"{path}[{n}]", *both) for n, both in enumerate(zip(one, other, strict=False))]
        longer = one if len(one) > len(other) else other
        if len(one) != len(other):
            n = min(len(one), len(other))
            extra = (
                f"{path}[{n}]",
                longer[n] if longer is one else None,
                longer[n] if longer is other else None,
            )
            pairs.append(extra)
    else:
        return None if one == other else (path, one, other)
    return next((found for pair in pairs if (found := first_difference(pair[1], pair[2], pair[0]))), None)
