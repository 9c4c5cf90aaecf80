"""The ledger in its lasting shape: numbered entries, anchored by article and span, with what each undoes.

A change of metadata or of English that was logged before is an entry like any other now. Old and new values are JSON.
Articles say which reader made their rows; of those there are, it is not known.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
_MANY = 1_000


def upgrade() -> None:
    """See the module."""
    op.add_column("articles", sa.Column("reader_version", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    read = sa.text(
        'SELECT "row", "when", who, "table", "key", "column", old, new FROM corrections ORDER BY "row"'
    )
    before = [dict(row) for row in connection.execute(read).mappings()]
    entries = [_entry(connection, row) for row in before]
    op.drop_table("corrections")
    ledger = op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("when", "who", "what", "article_id")),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("start", "end")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("old", "new")),
        sa.Column("undoes", sa.Integer(), nullable=True),
    )
    op.create_index("ix_corrections_article_id", "corrections", ["article_id"])
    for begin in range(0, len(entries), _MANY):
        connection.execute(sa.insert(ledger), entries[begin : begin + _MANY])
    last = max((entry["id"] for entry in entries), default=0)
    connection.execute(sa.text("DELETE FROM meta WHERE key = 'corrections'"))
    connection.execute(sa.text("INSERT INTO meta (key, value) VALUES ('corrections', :last)"), {"last": last})


def _entry(connection: sa.Connection, row: dict[str, Any]) -> dict[str, Any]:
    article, slash, number = row["key"].rpartition("/")
    start = end = None
    old, new = row["old"], row["new"]
    if row["table"] == "translations" and slash and number.isdigit():
        place = connection.execute(
            sa.text('SELECT start, "end" FROM sentences WHERE article_id = :article AND sentence = :number'),
            {"article": article, "number": int(number)},
        ).first()
        start, end = place or (None, None)
        what = "english.text"
    else:
        article, what = row["key"], f"article.{row['column']}"
        old, new = (json.dumps(value, ensure_ascii=False) for value in (old, new))
    entry = {"id": row["row"], "when": row["when"], "who": row["who"], "what": what, "article_id": article}
    return {**entry, "start": start, "end": end, "old": old, "new": new, "undoes": None}
