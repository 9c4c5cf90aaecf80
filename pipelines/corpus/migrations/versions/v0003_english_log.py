"""A log of what English was written; Apertium's earlier English goes, in the cache and beside the French.

One sentence that ended in a reserved sign could give all later ones of its batch their neighbour's English, so none of
it can be told to be right. It is translated anew; what a person worded stays.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
# The versions that Apertium's two chains had, alone or with a person's terms after them.
_POISONED = (
    "engine = 'apertium' AND (engine_version LIKE 'fr-es+spa-eng%' OR engine_version LIKE 'fra-cat+cat-eng%')"
)


def upgrade() -> None:
    """See the module."""
    op.create_table(
        "english_log",
        sa.Column("changed", sa.Integer(), primary_key=True),
        sa.Column("article_id", sa.String(64), primary_key=True),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
    )
    op.create_index("ix_english_log_article_id", "english_log", ["article_id"])
    connection = op.get_bind()
    for statement in (
        "DELETE FROM translation_cache WHERE",
        "DELETE FROM substitutions WHERE",
        "DELETE FROM translations WHERE edited_by = '' AND",
    ):
        connection.execute(sa.text(f"{statement} {_POISONED}"))
