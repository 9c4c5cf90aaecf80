"""The corpus that benchmarks are run on is a corpus like any other, and always the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.make_corpus import make
from pipelines.corpus import Corpus
from pipelines.corpus.salvage import broken_spans


def test_invented_corpus_is_whole_and_the_same_each_time(tmp_path: Path) -> None:
    made = []
    for name in ("one.db", "two.db"):
        make(40, tmp_path / name)
        corpus = Corpus(tmp_path / name)
        made.append(corpus.tables())
        assert corpus.bad_rows == []
        corpus.close()
    one, two = made
    assert [len(getattr(one, name)) for name in ("articles", "sentences", "quotes", "events")] == [
        40,
        400,
        120,
        120,
    ]
    assert broken_spans(one) == []
    for name, rows in one.items():
        assert rows.equals(getattr(two, name)), name


def test_making_over_a_corpus_replaces_it(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    for number in (3, 2):
        make(number, path)
    assert len(Corpus(path).tables().articles) == 2


@pytest.mark.parametrize("number", ["0", "-3", "many"])
def test_a_corpus_of_no_articles_is_refused(
    number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    from benchmarks.make_corpus import main

    monkeypatch.setattr(sys, "argv", ["make_corpus", number, str(tmp_path / "c.db")])
    with pytest.raises(SystemExit):
        main()
    assert not (tmp_path / "c.db").exists()
