"""The English of titles; of the memory's units, how old they are, and those that hold for one place only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """See the module."""
    for column, default in (("title_en", ""), ("title_engine", ""), ("title_flags", "[]")):
        op.add_column("articles", sa.Column(column, sa.Text(), nullable=False, server_default=default))
    op.create_index("ix_articles_title_opening", "articles", [sa.text("substr(title, 1, 32)")])
    op.add_column("memory_units", sa.Column("changed", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "placed_units",
        sa.Column("fr_hash", sa.String(64), primary_key=True),
        sa.Column("place_hash", sa.String(64), primary_key=True),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("fr", "en", "label", "edited_by", "changed", "file", "id", "prev", "next")
        ),
    )
