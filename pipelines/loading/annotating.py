"""Article → rows: the French pipeline of this process, one article at a time."""

from __future__ import annotations

import threading

from pipelines.model import Article, Tables

# One spaCy pipeline per process; its string store is not made for several writers.
_READING = threading.Lock()


def annotated(article: Article, key: str = "") -> Tables:
    """All rows of an article; `key` is its identity where that is not its text's."""
    # Imported late: the dashboard's server hands articles to another process and never loads the model.
    from pipelines import language  # noqa: PLC0415
    from pipelines.tables import article_tables  # noqa: PLC0415

    with _READING:
        return article_tables(article, language.annotate(article), key)


def warm_up() -> None:
    """Load the French pipeline and its lexicons, so that the first article need not wait for them; once per process."""
    annotated(Article("Le ministre Jean Dupont a déclaré lundi à Paris\xa0: «\xa0Nous partirons.\xa0»"))
