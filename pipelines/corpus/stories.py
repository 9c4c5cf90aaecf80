"""Stories: near-duplicates among the articles of a corpus, kept as signatures and their bands.

A signature says by whom it was made (`near_duplicates.maker`); those of another maker cannot be compared, and are
made anew from the stored texts before the next article is added.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import sqlalchemy as sa

from pipelines.corpus import near_duplicates, schema
from pipelines.corpus.connection import Database, insert_new

_BATCH = 100  # articles in one write, so that other writers wait for a moment only


def renew_signatures(corpus: Database) -> int:
    """Make those signatures anew that another maker made; how many. Costs two look-ups where there are none."""
    made = 0
    while batch := _of_another_maker(corpus):
        fresh = [(key, near_duplicates.signature(text)) for key, text in batch]
        with corpus._writing() as connection:
            for key, signature in fresh:
                _renew(connection, key, signature)
        made += len(fresh)
    return made


def join_story(connection: sa.Connection, article_id: str, signature: np.ndarray) -> str:
    """Keep an article's signature; the story of the nearest article that is near enough, else a new one."""
    keys = near_duplicates.band_keys(signature)
    bands, signatures = schema.story_bands, schema.story_signatures
    same_band = sa.or_(*(sa.and_(bands.c.band == band, bands.c.key == key) for band, key in keys))
    candidates = sa.select(bands.c.article_id).where(same_band)
    query = (
        sa.select(signatures.c.story_id, signatures.c.signature)
        .where(signatures.c.article_id.in_(candidates), signatures.c.maker == near_duplicates.maker())
        .order_by(signatures.c.article_id)
    )
    story, best = article_id, near_duplicates.SAME_STORY
    for other_story, packed in connection.execute(query).tuples():
        likeness = near_duplicates.similarity(signature, np.frombuffer(packed, dtype=np.uint64))
        if likeness >= best:
            story, best = other_story, likeness
    # A repeat of a loaded text fails on the articles key next, and takes these rows back with it.
    row = {"article_id": article_id, "story_id": story, "signature": signature.tobytes()}
    insert_new(connection, signatures, [{**row, "maker": near_duplicates.maker()}])
    insert_new(connection, bands, _band_rows(article_id, keys))
    return story


def _of_another_maker(corpus: Database) -> Sequence[tuple[str, str]]:
    signatures, articles = schema.story_signatures, schema.TABLES["articles"]
    mine = near_duplicates.maker()
    ends = sa.select(sa.func.min(signatures.c.maker)), sa.select(sa.func.max(signatures.c.maker))
    with corpus._reading() as connection:
        if {connection.scalar(end) for end in ends} <= {mine, None}:  # each a look-up at one end of the index
            return []
        query = (
            sa.select(articles.c.article_id, articles.c.text)
            .join(signatures, signatures.c.article_id == articles.c.article_id)
            .where(signatures.c.maker != mine)
        )
        return connection.execute(query.limit(_BATCH)).tuples().all()


def _renew(connection: sa.Connection, article_id: str, signature: np.ndarray) -> None:
    bands, signatures = schema.story_bands, schema.story_signatures
    here = signatures.c.article_id == article_id
    if connection.scalar(sa.select(signatures.c.article_id).where(here)) is None:
        return  # deleted meanwhile
    new = {"signature": signature.tobytes(), "maker": near_duplicates.maker()}
    connection.execute(sa.update(signatures).where(here).values(**new))
    connection.execute(sa.delete(bands).where(bands.c.article_id == article_id))
    connection.execute(sa.insert(bands), _band_rows(article_id, near_duplicates.band_keys(signature)))


def _band_rows(article_id: str, keys: Sequence[tuple[int, int]]) -> list[dict[str, object]]:
    return [{"band": band, "key": key, "article_id": article_id} for band, key in keys]
