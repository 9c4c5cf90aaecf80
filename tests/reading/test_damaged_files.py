"""Damaged files of every format: each gets an answer, and the reader goes on."""

from __future__ import annotations

import pytest

from benchmarks import fuzz
from pipelines.reading import read
from pipelines.reading.registry import BY_KIND


def test_damaged_files_of_every_format_are_accounted_for() -> None:
    run = fuzz.fuzz(files=125, first_seed=1_000_000)
    assert run.faults == []
    assert set(run.tried) == {*BY_KIND, "archive"}


def test_faults_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ValueError("boum")

    monkeypatch.setattr(fuzz, "read", fails)
    assert "boum" in fuzz.fault("a.txt", b"a")


@pytest.mark.parametrize("name", ["a.nitf", "a.newsml", "a.rss", "a.xml"])
def test_file_in_which_a_parser_finds_nothing_is_refused(name: str) -> None:
    result = read(name, b"<nit><title>Un accord</title><p>Le texte.</p></nit>")
    assert result.articles == ()
    assert [each.file_name for each in result.rejections] == [name]
