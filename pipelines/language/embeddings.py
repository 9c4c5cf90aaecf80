"""What the model's first layers make of each word, worked out once and kept.

Before the model looks at neighbours it turns every word, by itself, into a row of numbers: from its letters and its
vector, so the same row wherever the word stands. Texts repeat their words and share most of them, so the rows are
kept and only new words go through those layers. With spaCy's own matrix products, in which no row depends on the
others, they are the same to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

KEPT = 20_000
"""Words kept, about 8 MB for each of the model's two networks; after that it begins anew."""

# What tells one row from another; all else these layers look at follows from the form.
_TOLD_BY: list[int | str] = ["ORTH", "NORM", "SPACY"]
_Key = tuple[int, ...]
_Forward = Callable[..., tuple[list[np.ndarray], Callable[..., Any]]]


def keep_embeddings(nlp: Language) -> None:
    """Put a memory around the layers of `nlp` that look at one word at a time.

    The layers stay those of the model, so that a pipeline saved with `nlp.to_disk` is loaded by any spaCy; the memory
    is not saved.
    """
    for _, component in nlp.pipeline:
        network = getattr(component, "model", None)
        if not isinstance(network, Model):
            continue
        for node in list(network.walk()):
            embed = node.maybe_get_ref("embed")
            if embed is not None and embed in node.layers and not isinstance(embed._func, _Memory):
                embed._func = _Memory(embed._func)


def _learn_nothing(gradient: Any) -> Any:
    return []


class _Memory:
    """The forward pass of an embedding, with the rows of the words met so far."""

    def __init__(self, forward: _Forward) -> None:
        self._embed = forward
        self._places: dict[_Key, int] = {}
        self._rows = np.empty((0, 0), dtype="float32")
        self._lock = Lock()  # two threads may read with the same pipeline

    def __reduce__(self) -> tuple[type[_Memory], tuple[_Forward]]:
        """A copy in another process begins with an empty memory."""
        return _Memory, (self._embed,)

    def __call__(
        self, model: Model[Any, Any], docs: list[Doc], is_train: bool
    ) -> tuple[list[np.ndarray], Callable[..., Any]]:
        """The rows of each Doc's words, and how to learn from them."""
        if is_train:
            return self._embed(model, docs, is_train)
        return self._look_up(docs, lambda new: self._embed(model, new, False)[0]), _learn_nothing

    def _look_up(self, docs: list[Doc], predict: Callable[[list[Doc]], list[np.ndarray]]) -> list[np.ndarray]:
        """The rows of each Doc's words, those not met before from `predict`."""
        keys = [list(map(tuple, doc.to_array(_TOLD_BY).tolist())) for doc in docs]
        words = {key for each in keys for key in each}
        if not words or len(words) > KEPT:
            return predict(docs)
        with self._lock:
            new = [key for key in words if key not in self._places]
            if len(self._places) + len(new) > KEPT:
                self._places.clear()
                new = list(words)
            if new:
                self._add(new, predict([_as_doc(new, docs[0])])[0])
            places = self._places
            return [self._rows[[places[key] for key in each]] for each in keys]

    def _add(self, new: list[_Key], rows: np.ndarray) -> None:
        if not self._rows.size:
            self._rows = np.empty((KEPT, rows.shape[1]), dtype=rows.dtype)
        start = len(self._places)
        self._rows[start : start + len(new)] = rows
        self._places.update(zip(new, range(start, start + len(new)), strict=True))


def _as_doc(keys: list[_Key], like: Doc) -> Doc:
    """The words as a text of their own."""
    strings = like.vocab.strings
    doc = Doc(
        like.vocab, words=[strings[form] for form, _, _ in keys], spaces=[bool(gap) for _, _, gap in keys]
    )
    norms = np.array([[norm] for _, norm, _ in keys], dtype="uint64")
    return doc.from_array(["NORM"], norms)  # type: ignore[arg-type]  # spaCy takes any uint64 array
