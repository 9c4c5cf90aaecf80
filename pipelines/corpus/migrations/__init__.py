"""The steps that bring an older corpus to the schema of today; `pipelines.corpus.versions` runs them.

A new corpus is made whole from `pipelines.corpus.schema` and takes no step. To change the schema:

1. change `schema.py` (a new table is a `Table` there; one that has a column `article_id` is emptied of an article
   when it is deleted, without further ado);
2. add `versions/vNNNN_what_it_does.py`, NNNN the next number, after the pattern of those there::

       revision = "0003"
       down_revision = "0002"

       def upgrade() -> None:
           op.add_column("articles", sa.Column("reader", sa.Text(), nullable=False, server_default=""))

   A step is frozen once it is on main: it names its tables and columns itself and imports nothing of `schema`, which
   moves on. `op.get_bind()` is the connection, for rows that must change; new columns stand last and have a
   `server_default`, in `schema.py` as well. There is no way back but the backup. All steps of an opening are one
   transaction, on SQLite and on PostgreSQL; a step that fails leaves the corpus as it was.
3. `tests/corpus/test_versions.py` compares what the steps make with what `schema.py` makes; it needs no change.

If two people add a step of the same number, the later to reach main renumbers his.
"""
