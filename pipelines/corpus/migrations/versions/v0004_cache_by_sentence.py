"""The caches are found by sentence, so that a deleted article's leave them at once."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """See the module."""
    for table in ("translation_cache", "substitutions"):
        op.create_index(f"ix_{table}_sentence_hash", table, ["sentence_hash"])
