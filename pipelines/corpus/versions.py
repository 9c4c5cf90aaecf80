"""Schema versions: a new corpus is made whole, an older one is brought up to date, a newer one is refused.

How a step is added: see `pipelines.corpus.migrations`. A corpus that is up to date is recognised without Alembic.
"""

from __future__ import annotations

import re
from pathlib import Path

import sqlalchemy as sa

from pipelines.corpus import schema
from pipelines.corpus.place import shown
from pipelines.corpus.sqlite_file import APPLICATION_ID, NEW
from pipelines.errors import CorpusError

_MIGRATIONS = Path(__file__).parent / "migrations"
_TABLE = "visavis_version"
# "version" moves with every write a page shows but machine English, which has "english" (see `english_log`); "memory"
# with every change of what a person has worded or imported, "imports" with every import; "corrections" is the number of
# the ledger's last entry.
VERSION, MEMORY, IMPORTS, ENGLISH, CORRECTIONS = COUNTERS = (
    "version",
    "memory",
    "imports",
    "english",
    "corrections",
)


def head() -> int:
    """The schema version that this program reads and writes."""
    names = (path.name for path in (_MIGRATIONS / "versions").iterdir())
    return max(int(found[1]) for name in names if (found := re.match(r"v(\d{4})_\w+\.py$", name)))


def version_on_server(connection: sa.Connection) -> int:
    """The schema version of a corpus in PostgreSQL; 0 for one from before versions were counted, `NEW` for none.

    Raises:
        CorpusError: the database holds tables of another program under our names.
    """
    inspector = sa.inspect(connection)
    tables = set(inspector.get_table_names())
    if _TABLE in tables:
        return int(connection.scalar(sa.text(f"SELECT version_num FROM {_TABLE}")) or 0)  # noqa: S608 - our own name
    there = tables & set(schema.metadata.tables)
    if not there:
        return NEW
    if {"articles", "sentences", "meta"} <= there and "story_id" in {
        column["name"] for column in inspector.get_columns("articles")
    }:
        return 0
    raise CorpusError(
        f"The database holds tables of another program ({', '.join(sorted(there))}). They were not touched. "
        "Make a database for the corpus alone, and name that."
    )


def refuse_newer(version: int, where: str) -> None:
    """Stop before a corpus that a newer program made.

    Raises:
        CorpusError: it is newer than `head()`.
    """
    if version > head():
        raise CorpusError(
            f"The corpus at {shown(where)} was made by a newer Vis-à-vis (its tables are version {version}, this "
            f"program knows {head()}). It was not touched. Update Vis-à-vis, or name another corpus with --corpus; a "
            f"backup that was kept before the update lies beside it."
        )


def create(connection: sa.Connection) -> None:
    """Make all tables of a new corpus; to be called in a transaction that keeps others from doing the same."""
    schema.metadata.create_all(connection)
    connection.exec_driver_sql(f"CREATE TABLE {_TABLE} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    connection.exec_driver_sql(f"INSERT INTO {_TABLE} VALUES ('{head():04}')")  # noqa: S608 - our own number
    _finish(connection)


def migrate(connection: sa.Connection) -> None:
    """Bring an older corpus to `head()`, in the transaction that is open; its failure leaves all as it was."""
    # Slow to load, and needed once in the life of a version.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes.update(connection=connection, version_table=_TABLE)
    command.upgrade(config, "head")
    _finish(connection)


def _finish(connection: sa.Connection) -> None:
    known = set(connection.scalars(sa.select(schema.meta.c.key)))
    missing = [{"key": key, "value": int(key != CORRECTIONS)} for key in COUNTERS if key not in known]
    if missing:
        connection.execute(sa.insert(schema.meta), missing)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={head()}")
