"""Signatures say who made them; sentences are found by their opening; forgotten sentences leave the caches.

Row numbers grow to 64 bits where they had 32 (PostgreSQL).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """See the module."""
    op.add_column("story_signatures", sa.Column("maker", sa.Text(), nullable=False, server_default=""))
    op.create_index("ix_story_signatures_maker", "story_signatures", ["maker"])
    op.create_index("ix_sentences_opening", "sentences", [sa.text("substr(text, 1, 32)")])
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        for table in ("mentions", "dates", "rejections", "corrections"):
            op.alter_column(table, "row", type_=sa.BigInteger(), existing_type=sa.Integer())
    _forget_sentences_of_deleted_articles(connection)


def _forget_sentences_of_deleted_articles(connection: sa.Connection) -> None:
    connection.execute(
        sa.text(
            "DELETE FROM translation_cache WHERE NOT EXISTS (SELECT 1 FROM sentences"
            " WHERE substr(sentences.text, 1, 32) = substr(text_fr, 1, 32) AND sentences.text = text_fr)"
        )
    )
    connection.execute(
        sa.text(
            "DELETE FROM substitutions WHERE NOT EXISTS (SELECT 1 FROM translation_cache AS kept"
            " WHERE kept.engine = substitutions.engine AND kept.engine_version = substitutions.engine_version"
            " AND kept.sentence_hash = substitutions.sentence_hash)"
        )
    )
