"""The words by which exports of press databases are known (`data/lexicon/press_exports.yaml`)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from pipelines.lexicon import load_yaml

_WIDE = re.compile(r"[^\x00-\x7f]")  # no mark that stands on a letter is in ASCII


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
    return " ".join(_WIDE.sub(_no_mark, plain).casefold().split())


def _no_mark(match: re.Match[str]) -> str:
    return "" if unicodedata.combining(match.group()) else match.group()
