"""A file or folder that cannot be written can still be read; writing to it is a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.corpus import Corpus
from pipelines.model import Rejection

ROOT = Path(__file__).resolve().parents[2]

# The superuser may write anywhere: the child looks with an ordinary user's rights.
_LOOK = """
import os, sys
from pipelines.corpus import Corpus
from pipelines.errors import CorpusError
from pipelines.model import Rejection
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
try:
    corpus = Corpus(sys.argv[1])
    print(corpus.read_only, len(corpus.tables().rejections), corpus.version())
    corpus.reject([Rejection("b", "", "none")])
except CorpusError as error:
    print(error)
"""


def look(path: Path) -> list[str]:
    run = subprocess.run(
        [sys.executable, "-c", _LOOK, str(path)],
        check=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    return run.stdout.splitlines()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users may enter; pytest's own they may not."""
    with tempfile.TemporaryDirectory(prefix="visavis-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.skipif(os.name == "nt", reason="needs Unix permissions")
@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o555), (0o666, 0o555), (0o444, 0o777)])
def test_corpus_that_cannot_be_written_is_read(open_folder: Path, file_mode: int, folder_mode: int) -> None:
    folder = open_folder / "nur lesen"
    corpus = Corpus(folder / "corpus.db")
    corpus.reject([Rejection("a", "", "none")])
    version = corpus.version()
    corpus.close()
    before = (folder / "corpus.db").read_bytes()
    (folder / "corpus.db").chmod(file_mode)
    folder.chmod(folder_mode)
    try:
        told = look(folder / "corpus.db")
        new = look(folder / "new.db") if folder_mode == 0o555 else []
    finally:
        folder.chmod(0o755)
    assert told[0] == f"True 1 {version}"
    assert "can be read but not written" in told[1]
    assert all("cannot be written" in line for line in new)
    assert (folder / "corpus.db").read_bytes() == before
