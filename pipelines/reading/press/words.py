"""The words by which exports of press databases are known (`data/lexicon/press_exports.yaml`)."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from pipelines.lexicon import load_yaml


@cache
def words(name: str) -> frozenset[str]:
    """The entries of one list."""
    return frozenset(_lexicon()[name])


@cache
def begins(name: str) -> tuple[str, ...]:
    """The entries of one list, for `str.startswith`."""
    return tuple(sorted(_lexicon()[name]))


@cache
def field_of(name: str) -> dict[str, str]:
    """Label → field, of a list of labels by field."""
    return {label: field for field, labels in _lexicon()[name].items() for label in labels}


@cache
def _lexicon() -> dict[str, Any]:
    lexicon: dict[str, Any] = load_yaml("press_exports.yaml")
    return lexicon


def folded(text: str) -> str:
    """Lower case, without accents, one blank between words, straight apostrophes: "Date d’édition" → "date d'edition"."""
    plain = unicodedata.normalize("NFD", text.replace("’", "'").replace("‘", "'"))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(plain.casefold().split())
