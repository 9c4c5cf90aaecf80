"""Backups are whole while others write; a restored corpus is seen at once by those who have it open."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
from support.gold_tables import gold_tables, one_article

from pipelines.corpus import Corpus, care, faults, health_report, versions
from pipelines.errors import CorpusError
from pipelines.model import Tables
from pipelines.paths import DATA
from pipelines.translation.glossary import Term
from pipelines.translation.tmx import Unit

OLD = (Path(__file__).parent / "corpus_without_version.sql").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def articles() -> list[Tables]:
    gold = gold_tables(DATA / "gold" / "dev.jsonl")
    return [one_article(gold, key) for key in gold.articles["article_id"][:8]]


def filled(where: str | Path, articles: list[Tables]) -> Corpus:
    corpus = Corpus(where)
    for tables in articles:
        corpus.add(tables)
    key = articles[0].articles["article_id"].iloc[0]
    corpus.edit_translation(key, 1, "English.", who="Ada")
    corpus.edit_article(key, title="Été")
    corpus.set_terms([Term("Tsahal", "the IDF")])
    corpus.import_units([Unit("Bonjour.", "Hello.")])
    return corpus


def same(one: Tables, other: Tables) -> None:
    for name, rows in one.items():
        pd.testing.assert_frame_equal(rows, getattr(other, name))


def test_backup_and_restore_bring_everything_back(
    corpus_url: str, tmp_path: Path, articles: list[Tables]
) -> None:
    corpus = filled(corpus_url, articles[:3])
    before = corpus.tables()
    kept = care.back_up(corpus_url, tmp_path / "kept.db")
    seen = corpus.version()
    corpus.delete(before.articles["article_id"][0])
    corpus.add(articles[4])
    care.restore(corpus_url, kept)
    same(corpus.tables(), before)  # through connections that were open all the while
    assert corpus.version() > seen + 2
    assert [term.en for term in corpus.terms()] == ["the IDF"]
    assert corpus.person_memory().translate(["Bonjour."])[0].text_en == "Hello."
    assert corpus.add(articles[5])
    corpus.edit_article(before.articles["article_id"][1], title="Weiter")
    same(Corpus(kept).tables(), before)
    assert not [p for p in tmp_path.rglob("*") if ".part" in p.name]
    corpus.close()


def test_backup_is_one_moment_while_another_writes(tmp_path: Path, articles: list[Tables]) -> None:
    corpus = filled(tmp_path / "corpus.db", articles[:1])
    stop = threading.Event()

    def write() -> None:
        n = 0
        while not stop.is_set():
            n += 1
            part = {
                name: rows.assign(article_id=f"a{n}")
                for name, rows in articles[1].items()
                if name in ("articles", "sentences")
            }
            corpus.add(Tables(**part))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(5):
            kept = Corpus(care.back_up(corpus.where, tmp_path / f"kept{n}.db"))
            tables = kept.tables()
            per_article = tables.sentences.groupby("article_id").size()
            assert set(tables.articles["article_id"]) == set(per_article.index)
            assert per_article.drop(articles[0].articles["article_id"].iloc[0]).nunique() <= 1
            kept.close()
    finally:
        stop.set()
        writer.join()


def test_restore_keeps_what_was_there_beside(tmp_path: Path, articles: list[Tables]) -> None:
    corpus = filled(tmp_path / "corpus.db", articles[:2])
    kept = care.back_up(corpus.where, tmp_path)
    assert kept.name.startswith("corpus.backup-")
    corpus.add(articles[2])
    there = corpus.tables()
    before = care.restore(corpus.where, kept)
    assert before is not None
    same(Corpus(before).tables(), there)


def test_older_backup_is_brought_up_to_date_when_it_is_restored(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript(OLD)
    before = old.read_bytes()
    assert care.restore(str(tmp_path / "new" / "corpus.db"), old) is None
    assert list(Corpus(tmp_path / "new" / "corpus.db").tables().articles["title"]) == ["Le départ"]
    assert old.read_bytes() == before
    assert {p.name for p in (tmp_path / "new").iterdir()} <= {"corpus.db", "corpus.db-wal", "corpus.db-shm"}


@pytest.mark.parametrize("content", [b"", b"notes of mine", b"SQLite format 3\0" + b"x" * 5000])
def test_restore_of_what_is_no_backup_changes_nothing(
    tmp_path: Path, articles: list[Tables], content: bytes
) -> None:
    corpus = filled(tmp_path / "corpus.db", articles[:1])
    before = corpus.tables()
    (tmp_path / "notes").write_bytes(content)
    for kept in (tmp_path / "notes", tmp_path / "nowhere", tmp_path / "corpus.db"):
        with pytest.raises(CorpusError):
            care.restore(corpus.where, kept)
    same(corpus.tables(), before)


def test_another_programs_file_is_neither_replaced_by_a_backup_nor_by_a_restore(
    tmp_path: Path, articles: list[Tables]
) -> None:
    corpus = filled(tmp_path / "corpus.db", articles[:1])
    theirs = tmp_path / "notes.txt"
    theirs.write_text("mine")
    with pytest.raises(CorpusError, match="no corpus"):
        care.back_up(corpus.where, theirs)
    with pytest.raises(CorpusError, match="move it away"):
        care.restore(str(theirs), Path(corpus.where))
    assert theirs.read_text() == "mine"


def test_restore_waits_for_a_lock_and_then_says_so(
    tmp_path: Path, articles: list[Tables], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "BUSY_SECONDS", 0.3)
    corpus = filled(tmp_path / "corpus.db", articles[:1])
    kept = care.back_up(corpus.where, tmp_path / "kept.db")
    before = corpus.tables()
    with closing(sqlite3.connect(corpus.where, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CorpusError, match="Another program has been writing"):
            care.restore(corpus.where, kept)
        other.execute("ROLLBACK")
    same(corpus.tables(), before)
    care.restore(corpus.where, kept)


def damaged(path: Path, how: str) -> None:
    content = bytearray(path.read_bytes())
    if how == "cut off":
        content = content[: len(content) * 9 // 10]
    elif how == "page zeroed":
        content[4096 * 6 : 4096 * 7] = b"\0" * 4096
    elif how == "bytes flipped":
        with closing(
            sqlite3.connect(path)
        ) as connection:  # behind the list of tables, without which all is lost
            roots = connection.execute("SELECT max(rootpage) FROM sqlite_master").fetchone()[0]
        for at in range(4096 * (roots + 4), len(content), 9973):
            content[at] ^= 0xFF
    elif how == "half written":
        tail = len(content) // 10
        content[-tail:] = bytes(tail)
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("how", ["cut off", "page zeroed", "bytes flipped", "half written"])
def test_damaged_file_is_told_saved_and_restored(tmp_path: Path, articles: list[Tables], how: str) -> None:
    path = tmp_path / "corpus.db"
    corpus = filled(path, articles)
    before = corpus.tables()
    kept = care.back_up(str(path), tmp_path)
    corpus.close()
    damaged(path, how)
    hurt = path.read_bytes()
    try:
        Corpus(path).tables()
    except CorpusError as error:
        assert "visavis doctor" in str(error)
    health = care.examine(str(path))
    assert not health.is_sound
    assert [each.path for each in health.backups] == [kept]
    assert "damaged" in health_report.told(health)
    saved = care.save_what_can_be(str(path), tmp_path / "saved.db")
    mended = Corpus(tmp_path / "saved.db")
    assert len(mended.tables().articles) == saved["articles"]
    assert mended.add(articles[0]) in (True, False)
    assert path.read_bytes() == hurt
    put_aside = care.restore(str(path), kept)
    assert put_aside is not None
    assert put_aside.read_bytes() == hurt
    same(Corpus(path).tables(), before)


def test_file_whose_list_of_tables_is_hurt_is_a_sentence(tmp_path: Path, articles: list[Tables]) -> None:
    path = tmp_path / "corpus.db"
    filled(path, articles[:1]).close()
    content = bytearray(path.read_bytes())
    for at in range(200, 3 * 4096, 3):
        content[at] ^= 0xFF
    path.write_bytes(bytes(content))
    with pytest.raises(CorpusError, match="damaged"):
        Corpus(path)
    assert not care.examine(str(path)).is_sound
    with pytest.raises(CorpusError, match="nothing was saved"):
        care.save_what_can_be(str(path), tmp_path / "saved.db")
    assert [each.name for each in tmp_path.iterdir() if "saved" in each.name] == []


def test_one_lost_page_costs_its_rows_only(tmp_path: Path, articles: list[Tables]) -> None:
    path = tmp_path / "corpus.db"
    filled(path, articles).close()
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'quotes'").fetchone()[0]
    content = bytearray(path.read_bytes())
    content[4096 * (root - 1) : 4096 * root] = b"\xee" * 4096
    path.write_bytes(bytes(content))
    saved = care.save_what_can_be(str(path), tmp_path / "saved.db")
    assert saved["articles"] == len(articles)
    assert saved["quotes"] == 0
    tables = Corpus(tmp_path / "saved.db").tables()
    assert len(tables.mentions) == sum(len(each.mentions) for each in articles)
    assert list(tables.translations["text_en"]) == ["English."]


def test_whole_corpus_is_healthy(corpus_url: str, articles: list[Tables]) -> None:
    filled(corpus_url, articles[:2]).close()
    health = care.examine(corpus_url)
    assert health.is_sound
    assert health.version == versions.head()
    assert health_report.told(health).endswith("Nothing is wrong.")


def test_words_that_are_not_in_the_text_are_found(tmp_path: Path, articles: list[Tables]) -> None:
    path = tmp_path / "corpus.db"
    filled(path, articles[:2]).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE mentions SET surface = 'Napoléon' WHERE \"row\" = 1")
        connection.execute("UPDATE quotes SET kind = 'x' WHERE rowid = 1")
        connection.commit()
    health = care.examine(str(path))
    assert len(health.bad_rows) == 2
    assert not health.faults


def test_disk_that_takes_no_more_leaves_the_corpus_and_no_half_backup(
    tmp_path: Path, articles: list[Tables], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = filled(tmp_path / "corpus.db", articles[:2])
    before = corpus.tables()

    def full(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CorpusError, match="No space left"):
        care.back_up(corpus.where, tmp_path / "kept.db")
    assert not (tmp_path / "kept.db").exists()
    assert not list(tmp_path.glob(".*part*"))
    same(corpus.tables(), before)


def test_backup_of_no_corpus_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="There is no corpus"):
        care.back_up(str(tmp_path / "none.db"), tmp_path / "kept.db")
    with pytest.raises(CorpusError, match="There is no folder"):
        care.back_up(str(tmp_path / "none.db"), tmp_path / "no" / "kept.db")
    shutil.rmtree(tmp_path)
