"""A loading process whose reader needs no French model: for tests of what happens around it.

Run as a module it is such a process; preloaded into a Dask worker it makes that one quick. Imported it changes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import spacy

import pipelines.language.extensions  # noqa: F401 - registers the Doc extensions
from pipelines.loading import loader
from pipelines.model import Article, Tables
from pipelines.rereading import article as rereading
from pipelines.tables import article_tables

SECONDS = 0.05  # an article takes


@cache
def _blank() -> Any:
    nlp = spacy.blank("fr")
    nlp.add_pipe("sentencizer")
    return nlp


def annotated(article: Article, key: str = "") -> Tables:
    """Sentences and nothing else; a text with "boum" fails."""
    if "boum" in article.text:
        raise ValueError("boum")
    time.sleep(SECONDS)
    doc = _blank()(article.text)
    for layer in ("actors", "mentions", "dates", "quotes", "events"):
        setattr(doc._, layer, [])
    return article_tables(article, doc, key)


@contextmanager
def quick() -> Iterator[None]:
    """Within it, this process reads so."""
    before = loader.annotated, rereading.annotated
    loader.annotated = rereading.annotated = annotated
    try:
        yield
    finally:
        loader.annotated, rereading.annotated = before


def dask_setup(_worker: object) -> None:
    """What Dask calls once in a worker that preloads this module."""
    loader.annotated = annotated


if __name__ == "__main__":
    loader.annotated = rereading.annotated = annotated
    from pipelines.loading.process import main

    main()
