"""A corpus whose file is deleted, replaced or hurt while it is open: nothing is written into a file nobody sees."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from pipelines.corpus import Corpus
from pipelines.errors import CorpusError
from pipelines.model import Rejection

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")


def named(corpus: Corpus) -> set[str]:
    return set(corpus.tables().rejections["file_name"])


def filled(path: Path, name: str) -> Corpus:
    corpus = Corpus(path)
    corpus.reject([Rejection(name, "", "none")])
    return corpus


def test_file_that_was_deleted_is_a_sentence_and_none_is_made_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    corpus = filled(path, "a")
    path.rename(tmp_path / "away.db")
    for use in (corpus.tables, corpus.version, lambda: corpus.reject([Rejection("b", "", "none")])):
        with pytest.raises(CorpusError, match="not there any more"):
            use()
    corpus.close()
    with pytest.raises(CorpusError, match="not there any more"):
        corpus.tables()
    assert not path.exists()
    (tmp_path / "away.db").rename(path)
    corpus.reject([Rejection("c", "", "none")])
    assert named(corpus) == named(Corpus(path)) == {"a", "c"}


def test_file_put_in_the_place_of_the_open_one_is_the_one_read_and_written(tmp_path: Path) -> None:
    corpus = filled(tmp_path / "corpus.db", "a")
    filled(tmp_path / "other.db", "o").close()
    assert named(corpus) == {"a"}
    corpus.close()
    assert corpus.version()  # open again
    (tmp_path / "other.db").replace(tmp_path / "corpus.db")
    assert named(corpus) == {"o"}
    corpus.reject([Rejection("b", "", "none")])
    assert named(Corpus(tmp_path / "corpus.db")) == {"o", "b"}


def test_file_that_was_hurt_and_mended_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    corpus = filled(path, "a")
    corpus.close()
    shutil.copy(path, tmp_path / "good.db")
    assert corpus.version()
    path.write_bytes(b"no database at all " * 500)
    with pytest.raises(CorpusError, match="damaged"):
        corpus.tables()
    path.write_bytes((tmp_path / "good.db").read_bytes())
    assert named(corpus) == {"a"}
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(CorpusError, match="damaged"):
        corpus.tables()
    path.write_bytes((tmp_path / "good.db").read_bytes())
    assert named(corpus) == {"a"}
