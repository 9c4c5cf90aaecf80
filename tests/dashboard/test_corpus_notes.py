"""What is said of the corpus as a whole: damage, no right to write, and that it was brought up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.dashboard_app import gold_corpus, open_page

from dashboard import plain
from dashboard.components import corpus_notes
from pipelines.corpus import Corpus, sqlite_file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    corpus = gold_corpus(tmp_path / "corpus.db", "seed")
    corpus.close()
    return tmp_path / "corpus.db"


def test_sound_corpus_is_not_remarked_upon(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page(monkeypatch, Corpus(path), "quotes")
    assert not app.exception
    assert not app.sidebar.caption
    assert corpus_notes.lines(Corpus(path)) == []


def test_damaged_rows_are_named_on_the_corpus_page_and_told_on_others(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute(
            "UPDATE mentions SET type = '**X**' WHERE rowid IN (SELECT rowid FROM mentions LIMIT 7)"
        )
        connection.commit()
    app = open_page(monkeypatch, Corpus(path), "corpus")
    said = [each.value for each in app.main.caption]
    assert not app.exception
    assert any(line.startswith("7 rows of this corpus are damaged") for line in said)
    assert sum(line.startswith("mentions, article") for line in said) == corpus_notes._MOST
    assert "2 more." in said
    assert not any("**" in line for line in said)
    app = open_page(monkeypatch, Corpus(path), "quotes")
    assert [each.value for each in app.sidebar.caption] == [plain.markdown(corpus_notes.DAMAGED_ELSEWHERE)]


def test_corpus_that_takes_no_changes_says_so_on_every_page(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "is_writable", lambda _path: False)
    for page in ("quotes", "export"):
        app = open_page(monkeypatch, Corpus(path), page)
        assert not app.exception
        assert [each.value for each in app.sidebar.caption] == [
            plain.markdown(corpus_notes.READ_ONLY_ELSEWHERE)
        ]
    app = open_page(monkeypatch, Corpus(path), "corpus")
    assert plain.markdown(corpus_notes.READ_ONLY) in [each.value for each in app.main.caption]


def test_notice_of_an_older_corpus_is_plain_text(path: Path) -> None:
    corpus = Corpus(path)
    corpus.notices = ("Brought up to date.",)
    assert corpus_notes.lines(corpus) == ["Brought up to date."]
