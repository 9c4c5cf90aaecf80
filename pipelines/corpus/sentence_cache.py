"""What is cached of sentences goes with the last article that holds them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import sqlalchemy as sa

from pipelines.corpus import schema


def sentence_hash(text: str) -> str:
    """The key of a sentence in the caches and the memory."""
    return hashlib.sha256(text.encode()).hexdigest()


def forget(connection: sa.Connection, sentences: Iterable[str]) -> None:
    """Take sentences that no article holds any more out of the caches."""
    texts = set(sentences)
    hashes = [sentence_hash(text) for text in texts - held(connection, texts)]
    for part in schema.in_parts(hashes):
        for table in (schema.translation_cache, schema.substitutions):
            connection.execute(sa.delete(table).where(table.c.sentence_hash.in_(part)))


def held(connection: sa.Connection, texts: Iterable[str]) -> set[str]:
    """Those sentences that an article of the corpus holds, in its text or as its title."""
    queries = [
        sa.select(sa.literal(1))
        .where(schema.opening(column) == sa.bindparam("opening"), column == sa.bindparam("whole"))
        .limit(1)
        for column in (schema.TABLES["sentences"].c.text, schema.TABLES["articles"].c.title)
    ]
    return {
        text
        for text in texts
        if any(
            connection.scalar(query, {"opening": text[: schema.OPENING], "whole": text}) is not None
            for query in queries
        )
    }
