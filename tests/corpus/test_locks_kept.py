"""A second look at a corpus file must not end the locks that the first holds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.corpus import Corpus


@pytest.mark.skipif(os.name != "posix", reason="locks end so on POSIX systems only")
def test_opening_a_corpus_twice_in_one_process_keeps_it_open_for_others(tmp_path: Path) -> None:
    where = tmp_path / "corpus.db"
    first = Corpus(where)
    first.version()
    Corpus(where).version()
    other = f"import sqlite3; c = sqlite3.connect({str(where)!r}); c.execute('SELECT * FROM meta').fetchall(); c.close()"
    subprocess.run([sys.executable, "-c", other], check=True)
    # Who closes last removes the log; the other process was not the last.
    assert where.with_name("corpus.db-wal").exists()
    assert first.version()
