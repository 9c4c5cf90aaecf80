"""Stored text, its map back to the text as given, and the model's view of it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelines.language.normalise import model_view, normalise

ODD = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "abéÀ \n\r\t\u00a0\u202f\u00ad\u200b\u2028\u2029\u0085’ʼ‘‐‑ﬁﬀ\u0301\u0327\u0000\ufeff«»“”."
        ),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=80,
)


@settings(max_examples=300, deadline=None)
@given(ODD)
@example("\ufeff\r\n\r\ne\u0301t\u00ade\r\n \r\nfin\u2029")
def test_normalise_maps_spans_back_inside_the_given_text(given_text):
    stored = normalise(given_text)
    assert len(stored.origin) == len(stored.text) + 1
    assert list(stored.origin) == sorted(stored.origin)
    assert all(0 <= o <= len(given_text) for o in stored.origin)
    for i, character in enumerate(stored.text):
        start, end = stored.to_given(i, i + 1)
        assert 0 <= start < end <= len(given_text)
        if character.isalnum() and given_text[start:end].isascii():
            assert given_text[start] == character


@settings(max_examples=300, deadline=None)
@given(ODD)
@example("e\u00ad\u0301")
@example("\u1100\u200b\u1161")
def test_normalise_is_idempotent_and_composed(given_text):
    once = normalise(given_text).text
    assert normalise(once).text == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()
    assert "\r" not in once and "\n\n\n" not in once


@settings(max_examples=300, deadline=None)
@given(ODD)
def test_model_view_keeps_length(given_text):
    stored = normalise(given_text).text
    assert len(model_view(stored)) == len(stored)
    assert model_view(model_view(stored)) == model_view(stored)


@pytest.mark.parametrize(
    ("given_text", "stored"),
    [
        ("e\u0301te\u0301", "été"),
        ("e\ufb03cace", "efficace"),
        ("Mos\u00adcou", "Moscou"),
        ("a\r\n\r\n \r\nb", "a\n\nb"),
        ("« Oui\u00a0!\u202f»", "« Oui\u00a0!\u202f»"),
        ("  \ufeffTexte \n", "Texte"),
        ("", ""),
        ("\u00ad", ""),
    ],
)
def test_normalise_stores(given_text, stored):
    assert normalise(given_text).text == stored


def test_normalise_spans_speak_in_the_callers_offsets():
    given_text = "\ufeffLe Se\u0301nat e\ufb03cace\r\n\r\ndu Mos\u00adcou"
    stored = normalise(given_text)
    for word, original in (("Sénat", "Se\u0301nat"), ("efficace", "e\ufb03cace"), ("Moscou", "Mos\u00adcou")):
        start = stored.text.index(word)
        a, b = stored.to_given(start, start + len(word))
        assert given_text[a:b] == original


def test_normalise_is_linear_on_long_runs():
    assert len(normalise("\u00ad" * 300_000 + "a" + "\u0301" * 300_000).text) == 300_000
