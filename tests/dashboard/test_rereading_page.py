"""Reading again from the Corpus page: in a process of its own, stopped and gone on with, and told in numbers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.dashboard_app import open_page, page_text
from support.quick_reader import quick

from dashboard import rereading
from dashboard.components.rereading_panel import summary_nodes
from dashboard.live import LiveTables
from pipelines.corpus import Corpus
from pipelines.corrections import Draft
from pipelines.loading.loader import Loader
from pipelines.reader_version import reader_version
from pipelines.rereading.background import LOST, Rereading
from pipelines.rereading.corpus import Summary

QUICK = Path(__file__).parents[1] / "support" / "quick_reader.py"
_CHILD = (
    f"from pipelines.loading import worker; worker.LoadingWorker.command = ({str(QUICK)!r},); "
    "from pipelines.rereading.process import main; main()"
)
ARTICLES = 4


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Corpus]:
    monkeypatch.setattr(Rereading, "command", ("-c", _CHILD))
    opened = Corpus(tmp_path / "c.db")
    with quick():
        for n in range(ARTICLES):
            Loader(opened).load(f"{n}.txt", f"Le maire de la ville {n} parle. Il a dit oui.".encode())
    yield opened
    run = rereading.desk(opened.where).current
    if run is not None:
        run.stop()
        assert run.wait(60)


def test_button_reads_again_and_says_what_became_of_each(monkeypatch, corpus) -> None:
    corpus.correct(
        [Draft("mention.add", corpus.tables().articles["article_id"][0], 0, 8, {"type": "PER"})], "Ana"
    )
    corpus.ask_for_rereading()
    app = open_page(monkeypatch, corpus, "corpus")
    assert f"{ARTICLES} articles of {ARTICLES} were read by an older reader" in page_text(app)
    app.button(key="reread_older").click().run()
    assert not app.exception
    assert rereading.desk(corpus.where).current.wait(60)
    assert corpus.older_articles(reader_version()) == []
    app.run()
    assert not app.exception
    summary = rereading.desk(corpus.where).current.summary
    assert (summary.found, summary.reread, summary.corrections["applied"]) == (ARTICLES, ARTICLES, 1)
    assert "were read by an older reader" not in page_text(app)
    assert "read again" in " ".join(each.proto.json for each in app.main if each.type == "bidi_component")


def test_stopped_rereading_is_gone_on_with(corpus) -> None:
    run = Rereading(corpus.where, "all")
    run.stop()
    assert run.wait(60)
    assert run.problem == ""
    first = run.summary
    assert first.reread + first.left == first.found
    then = Rereading(corpus.where, "older")
    assert then.wait(60)
    assert (then.summary.found, then.summary.left) == (first.left, 0)
    assert corpus.older_articles(reader_version()) == []


def test_lost_process_is_told_in_a_sentence_and_can_be_started_again(monkeypatch, corpus) -> None:
    monkeypatch.setattr(Rereading, "command", ("-c", "import os; os.kill(os.getpid(), 9)"))
    desk = rereading.desk(corpus.where)
    desk.start(corpus.where, "all")
    assert desk.current.wait(60)
    assert desk.current.problem == LOST
    app = open_page(monkeypatch, corpus, "corpus")
    assert [each.value for each in app.error] == [LOST]


def test_corpus_that_cannot_be_opened_is_told(tmp_path) -> None:
    (tmp_path / "notes.txt").write_text(
        "Not a corpus at all, and long enough to be told from an empty file." * 20
    )
    run = Rereading(str(tmp_path / "notes.txt"), "older")
    assert run.wait(60)
    assert "notes.txt" in run.problem
    assert sys.executable not in run.problem


def test_summary_comes_over_from_another_process_as_it_was() -> None:
    made = Summary(found=3, reread=1, left=1, failed={"k": "Why."}, to_place={7: "Gone."})
    made.tables["quotes"].update(new=2, gone=1, changed=0)
    made.corrections.update(applied=4, waiting=1)
    again = Summary.of(made.told())
    assert again.words() == made.words()
    nodes = str(summary_nodes(again))
    assert all(words in nodes for words in ("Quotes", "4 in place, 1 to be placed", "Article k: Why."))


def test_pages_wait_for_no_whole_reading_while_articles_are_written(corpus, monkeypatch) -> None:
    busy = True
    live = LiveTables(corpus, lambda: busy)
    before = live.now()
    key = before.tables.articles["article_id"][0]
    corpus.edit_article(key, title="Nouveau titre")
    assert not live.is_behind()
    assert live.now().version == before.version
    corpus.correct([Draft("sentence.not_text", key, 0, before.tables.sentences["end"][0])], "Ana")
    assert len(live.now().tables.sentences) == len(before.tables.sentences) - 1
    live.look_again()
    assert "Nouveau titre" in set(live.now().tables.articles["title"])
    corpus.edit_article(key, title="Encore un")
    assert not live.is_behind()
    busy = False
    assert live.is_behind()
    assert "Encore un" in set(live.now().tables.articles["title"])
