"""Of a memory's alternative, what is stated of its place and what is not: that nothing is before it says something.

Until now an empty cell stood for both; it becomes a NULL, for what is not stated.
"""

from __future__ import annotations

import hashlib
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
_WORDS = ("fr", "en", "label", "edited_by", "changed")
_PLACE = ("file", "id", "prev", "next")
_MANY = 1_000


def upgrade() -> None:
    """See the module."""
    connection = op.get_bind()
    before = connection.execute(sa.text("SELECT * FROM placed_units")).mappings()
    rows = [_row(dict(row)) for row in before]
    op.drop_table("placed_units")
    table = op.create_table(
        "placed_units",
        sa.Column("fr_hash", sa.String(64), primary_key=True),
        sa.Column("place_hash", sa.String(64), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _WORDS),
        *(sa.Column(name, sa.Text(), nullable=True) for name in (*_PLACE, "path")),
    )
    for begin in range(0, len(rows), _MANY):
        connection.execute(sa.insert(table), rows[begin : begin + _MANY])


def _row(row: dict[str, Any]) -> dict[str, Any]:
    place = {name: row[name] or None for name in _PLACE} | {"path": None}
    stated = "\x1f".join("\x00" if value is None else value for value in place.values())
    return {**row, **place, "place_hash": hashlib.sha256(stated.encode()).hexdigest()}
