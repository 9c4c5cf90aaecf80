"""All rows of one corpus into another, from a file to a server or back."""

from __future__ import annotations

import sqlalchemy as sa

from pipelines.corpus import schema
from pipelines.corpus.connection import Database

_ROWS = 1000  # in hand at a time


def copy_rows(source: Database, target: Database) -> None:
    """Put the rows of one corpus, of one moment, in the place of all rows of another, in one transaction."""
    with source._reading() as old, target._writing() as new:
        counters = dict(new.execute(sa.select(schema.meta.c.key, schema.meta.c.value)).tuples().all())
        for table in schema.metadata.sorted_tables:
            new.execute(sa.delete(table))
            rows = old.execution_options(yield_per=_ROWS).execute(sa.select(table)).mappings()
            for part in rows.partitions(_ROWS):
                new.execute(sa.insert(table), [dict(row) for row in part])
        _number_on(new)
        for key, value in counters.items():  # they never go back: see `backup`
            here = schema.meta.c.key == key
            there = new.scalar(sa.select(schema.meta.c.value).where(here)) or 0
            new.execute(sa.update(schema.meta).where(here).values(value=max(value, there) + 10_000))


def _number_on(connection: sa.Connection) -> None:
    """PostgreSQL numbers rows by a sequence, which does not know of rows that came with their numbers."""
    if connection.dialect.name != "postgresql":
        return
    for table in schema.metadata.sorted_tables:
        if "row" in table.c:
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', 'row'),"  # noqa: S608 - our own names
                f' (SELECT coalesce(max("row"), 0) + 1 FROM {table.name}), false)'
            )
