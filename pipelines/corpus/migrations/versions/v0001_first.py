"""The corpus as it was before versions were counted: what an older file lacks of it is added."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create each table that is not there."""
    op.create_table(
        "articles",
        sa.Column("article_id", sa.String(64), primary_key=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=False),
        sa.Column("published_start", sa.Text(), nullable=False),
        sa.Column("published_end", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("n_words", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.Text(), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "sentences",
        sa.Column("article_id", sa.String(64), primary_key=True),
        sa.Column("sentence", sa.Integer(), primary_key=True),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "translations",
        sa.Column("article_id", sa.String(64), primary_key=True),
        sa.Column("sentence", sa.Integer(), primary_key=True),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("engine_version", sa.Text(), nullable=False),
        sa.Column("edited_by", sa.Text(), nullable=False),
        sa.Column("flags", sa.Text(), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "mentions",
        sa.Column("row", sa.Integer(), primary_key=True),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("surface", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        if_not_exists=True,
    )
    op.create_index("ix_mentions_article", "mentions", ["article_id"], if_not_exists=True)
    op.create_table(
        "quotes",
        sa.Column("article_id", sa.String(64), primary_key=True),
        sa.Column("quote_id", sa.String(64), primary_key=True),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("speaker_start", sa.Integer()),
        sa.Column("speaker_end", sa.Integer()),
        sa.Column("speaker_name", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.Text(), nullable=False),
        sa.Column("speaker_inferred", sa.Boolean(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("cue_start", sa.Integer()),
        sa.Column("cue_end", sa.Integer()),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "dates",
        sa.Column("row", sa.Integer(), primary_key=True),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("surface", sa.Text(), nullable=False),
        sa.Column("edtf", sa.Text(), nullable=False),
        sa.Column("start_day", sa.Text(), nullable=False),
        sa.Column("end_day", sa.Text(), nullable=False),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        if_not_exists=True,
    )
    op.create_index("ix_dates_article", "dates", ["article_id"], if_not_exists=True)
    op.create_table(
        "events",
        sa.Column("article_id", sa.String(64), primary_key=True),
        sa.Column("event_id", sa.String(64), primary_key=True),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("actor_ids", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("recipient_ids", sa.Text(), nullable=False),
        sa.Column("edtf", sa.Text(), nullable=False),
        sa.Column("start_day", sa.Text(), nullable=False),
        sa.Column("end_day", sa.Text(), nullable=False),
        sa.Column("date_surface", sa.Text(), nullable=False),
        sa.Column("date_note", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "rejections",
        sa.Column("row", sa.Integer(), primary_key=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("where", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "corrections",
        sa.Column("row", sa.Integer(), primary_key=True),
        sa.Column("when", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("table", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("column", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "article_actors",
        sa.Column("article_id", sa.String(64), primary_key=True),
        sa.Column("actor_id", sa.String(255), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "translation_cache",
        sa.Column("engine", sa.String(64), primary_key=True),
        sa.Column("engine_version", sa.String(128), primary_key=True),
        sa.Column("sentence_hash", sa.String(64), primary_key=True),
        sa.Column("text_fr", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "substitutions",
        sa.Column("engine", sa.String(64), primary_key=True),
        sa.Column("engine_version", sa.String(128), primary_key=True),
        sa.Column("sentence_hash", sa.String(64), primary_key=True),
        sa.Column("terms", sa.Text(), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "memory_units",
        sa.Column("fr_hash", sa.String(64), primary_key=True),
        sa.Column("fr", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("edited_by", sa.Text(), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "terms",
        sa.Column("fr", sa.String(512), primary_key=True),
        sa.Column("en", sa.Text(), nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "story_bands",
        sa.Column("band", sa.Integer(), primary_key=True),
        sa.Column("key", sa.BigInteger(), primary_key=True),
        sa.Column("article_id", sa.String(64), primary_key=True),
        if_not_exists=True,
    )
    op.create_index("ix_story_bands_article_id", "story_bands", ["article_id"], if_not_exists=True)
    op.create_table(
        "story_signatures",
        sa.Column("article_id", sa.String(64), primary_key=True),
        sa.Column("story_id", sa.String(64), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        if_not_exists=True,
    )
    op.create_index("ix_story_signatures_story_id", "story_signatures", ["story_id"], if_not_exists=True)
    op.create_table(
        "meta",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("value", sa.Integer(), nullable=False),
        if_not_exists=True,
    )
