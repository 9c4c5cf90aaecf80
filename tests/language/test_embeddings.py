"""Rows of words kept between texts: the model reads the same as without."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language

from pipelines.language import MODEL, embeddings

TEXTS = [
    "Le ministre a rencontré l'ambassadeur à Paris.",
    "",
    "L'ambassadeur aujourd'hui à Paris,  le ministre M. Dupont à Rome\n\nParis ; le Ministre.",
    "À Rome, l'ambassadeur a rencontré le ministre.",
]


@pytest.fixture(scope="module")
def bare() -> Language:
    return spacy.load(MODEL)


@pytest.fixture
def keeping() -> Language:
    nlp = spacy.load(MODEL)
    embeddings.keep_embeddings(nlp)
    return nlp


def _read(nlp: Language) -> list[Any]:
    return [doc.tensor for doc in nlp.pipe(TEXTS)] + [
        doc.to_array(["POS", "HEAD", "DEP", "MORPH", "LEMMA", "ENT_TYPE"]) for doc in nlp.pipe(TEXTS)
    ]


def test_both_networks_keep_their_words(keeping: Language) -> None:
    networks = [
        name
        for name, component in keeping.pipeline
        if (network := getattr(component, "model", None)) is not None
        and any(
            isinstance(embed._func, embeddings._Memory)
            for node in network.walk()
            if (embed := node.maybe_get_ref("embed")) is not None
        )
    ]
    assert networks == ["tok2vec", "ner"]


def test_words_met_before_are_not_embedded_again(keeping: Language) -> None:
    _read(keeping)
    embed = next(e for node in keeping.get_pipe("ner").model.walk() if (e := node.maybe_get_ref("embed")))
    places = dict(embed._func._places)
    assert places
    _read(keeping)
    assert embed._func._places == places


@pytest.mark.parametrize("kept", [3, 12, 20_000])
def test_the_model_reads_the_same(
    bare: Language, keeping: Language, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    monkeypatch.setattr(embeddings, "KEPT", kept)
    for one, other in zip(_read(bare), _read(keeping), strict=True):
        assert np.array_equal(one, other)
    assert all(np.array_equal(bare(text).tensor, keeping(text).tensor) for text in TEXTS if text)
