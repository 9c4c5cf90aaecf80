"""Sixty files of every kind, each read as a person reads it."""

from __future__ import annotations

import pytest
from support.thirty_kinds import NEVER, File, sixty_files

from pipelines.reading import read
from pipelines.reading.registry import FORMATS

FILES = {each.name: each for each in sixty_files()}


def test_sixty_files_hold_every_kind_that_is_read() -> None:
    assert len(FILES) >= 60
    assert {each.kind for each in FORMATS} <= {each.kind for each in FILES.values()}


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_file_is_read_as_a_person_sees_it(file: File) -> None:
    result = read(file.name, file.content)
    assert not result.questions
    assert len(result.rejections) == file.rejected, result.rejections
    assert all(len(each.reason) > 15 for each in result.rejections)
    assert len(result.articles) == len(file.articles), [each.text for each in result.articles]
    for article, seen in zip(result.articles, file.articles, strict=True):
        text = article.text.replace("\u00a0", " ").replace("\u202f", " ")
        assert text.startswith(seen.first)
        assert not seen.last or text.endswith(seen.last)
        for words in (*NEVER, *seen.never):
            assert words not in text
        assert article.title.replace("\u00a0", " ") == seen.title
        for field in ("published", "source", "author"):
            if wanted := getattr(seen, field):
                assert getattr(article, field) == wanted
