"""Annotated articles read by the pipeline, with what is needed to find a gold span's tokens again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from pipelines.evaluate import half, read_gold
from pipelines.language import annotate_many, pipeline
from pipelines.language.normalise import Normalised, normalise
from pipelines.model import Article
from pipelines.paths import DATA

GOLD = (DATA / "gold" / "dev.jsonl", DATA / "gold" / "press.jsonl")


@dataclass(frozen=True, slots=True)
class Reading:
    """One gold article and what the pipeline reads in it."""

    gold: dict[str, Any]
    doc: Doc
    normalised: Normalised

    def given(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the gold text of offsets into the Doc."""
        return self.normalised.to_given(start, end)


def tuning_articles(paths: Sequence[Path] = GOLD) -> list[dict[str, Any]]:
    """The articles one may learn from: the tuning half of every gold file."""
    return [article for path in paths for article in half(read_gold(path), "tune")]


def readings(articles: Sequence[dict[str, Any]], *, without: Sequence[str] = ()) -> Iterator[Reading]:
    """Read gold articles in order.

    Args:
        without: layers to leave out, by the name of their component.
    """
    texts = [normalise(article["text"]) for article in articles]
    docs = annotate_many(
        Article(text=text.text, title=article.get("title", ""), published=article.get("published", ""))
        for article, text in zip(articles, texts, strict=True)
    )
    with pipeline().select_pipes(disable=list(without)):
        for article, doc, text in zip(articles, docs, texts, strict=True):
            yield Reading(article, doc, text)
