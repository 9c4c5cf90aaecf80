"""Deletion means gone: no row, no cached sentence and no byte of an article stays, but what another article holds."""

from __future__ import annotations

import sqlalchemy as sa

from pipelines.corpus import schema
from pipelines.corpus.sentence_cache import forget


def delete_article(connection: sa.Connection, article_id: str) -> None:
    """Delete every row that carries the article's id, its corrections, and what is cached of its sentences."""
    articles = schema.TABLES["articles"].c
    title = connection.scalar(sa.select(articles.title).where(articles.article_id == article_id))
    texts = {*sentences_of(connection, article_id).values(), title or ""}
    for table in schema.metadata.sorted_tables:
        if "article_id" in table.c:
            connection.execute(sa.delete(table).where(table.c.article_id == article_id))
    forget(connection, texts)


def sentences_of(connection: sa.Connection, article_id: str) -> dict[int, str]:
    """Sentence number → French of an article."""
    table = schema.TABLES["sentences"]
    query = sa.select(table.c.sentence, table.c.text).where(table.c.article_id == article_id)
    return dict(connection.execute(query).tuples().all())
