"""README's list of formats is that of the registry."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import DataFileError
from pipelines.reading.listing import formats_table, main, with_table
from pipelines.reading.press.lines import READERS
from pipelines.reading.registry import BY_KIND, FORMATS

README = Path(__file__).parents[2] / "README.md"


def test_readme_lists_the_formats_of_the_registry():
    page = README.read_text(encoding="utf-8")
    assert with_table(page) == page, "run: python -m pipelines.reading.listing README.md"


def test_every_format_and_suffix_is_listed():
    table = formats_table()
    for each in FORMATS:
        assert f"| {each.title} |" in table
        assert all(suffix in table for suffix in each.suffixes)


@pytest.mark.parametrize("kind", ["pdf", "docx", "rtf", "text"])
def test_exports_of_a_format_are_those_that_its_lines_are_asked_for(kind: str):
    assert list(BY_KIND[kind].exports)[: len(READERS)] == list(READERS)


def test_page_without_marks_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(DataFileError, match="no list of formats"):
        with_table("# Rien")
    page = tmp_path / "a.md"
    page.write_text("# Rien")
    assert main([str(page)]) == 1
    assert "no list of formats" in capsys.readouterr().err
    assert page.read_text() == "# Rien"
