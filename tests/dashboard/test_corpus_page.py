"""Corpus: loading adds up, refusals say why, metadata is checked before it is kept."""

import html
import itertools
import json
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.dashboard_app import component_data, gold_corpus, open_page, page_text

from dashboard import loading, warm
from dashboard.loading import FileLine, Load
from pipelines import ingest
from pipelines.corpus import Corpus
from pipelines.errors import CorpusError
from pipelines.ingest import FileProgress, FileReport, LoadReport


@pytest.fixture
def corpus(tmp_path):
    return gold_corpus(tmp_path / "corpus.db", "seed")


def reports(monkeypatch, made):
    """Loading that gives back the reports of `made`, by file name, or raises what stands there."""

    def ingest_files(corpus, files, on_progress, metadata=None, should_stop=lambda: False):
        ((name, _),) = files
        on_progress(FileProgress(name, "annotating", 0, 1))
        if isinstance(made[name], Exception):
            raise made[name]
        return LoadReport([made[name]])

    monkeypatch.setattr(loading, "ingest_files", ingest_files)


def test_counts_of_a_load_add_up_and_a_bad_file_stops_nothing(monkeypatch, corpus):
    reports(monkeypatch, {
        "a.txt": FileReport("a.txt", 1, 1, 0, 0, 13),
        "b.pdf": FileReport("b.pdf", 1, 0, 0, 1, 0, ("no text layer. Export it as text and load it again.",)),
        "c.txt": CorpusError("The disk is full."),
        "d.txt": RuntimeError("boom"),
        "e.zip": FileReport("e.zip", 5, 2, 2, 1, 40, ("x: empty.",)),
    })  # fmt: skip
    load = Load(corpus, [(name, b"") for name in ("a.txt", "b.pdf", "c.txt", "d.txt", "e.zip")])
    load.run()
    found = load.reconcile()
    assert (found.loaded, found.duplicates, found.rejected, found.to_do, found.stopped) == (3, 2, 4, 0, 0)
    assert found.found == 9
    words = [line.words for line in load.lines]
    assert words[0] == "Loaded, 13 sentences"
    assert words[1] == "Rejected: no text layer. Export it as text and load it again."
    assert words[2] == "The disk is full."
    assert "RuntimeError" in words[3]
    assert words[4].startswith("2 loaded, 2 already there, 1 rejected; 40 sentences.")
    assert [line.is_bad for line in load.lines] == [False, True, True, True, True]


def test_stopping_leaves_the_rest_and_still_adds_up(monkeypatch, corpus):
    begun, go_on = threading.Event(), threading.Event()

    def ingest_files(corpus, files, on_progress, metadata=None, should_stop=lambda: False):
        ((name, _),) = files
        on_progress(FileProgress(name, "annotating", 0, 3))
        begun.set()
        go_on.wait(5)
        assert should_stop()
        return LoadReport([FileReport(name, 1, 1, 0, 0, 9)])

    monkeypatch.setattr(loading, "ingest_files", ingest_files)
    load = Load(corpus, [("many.csv", b""), ("next.txt", b"")])
    load.start()
    assert begun.wait(5)
    assert load.running
    assert load.reconcile().to_do == 4
    load.stop()
    go_on.set()
    load._thread.join(5)
    found = load.reconcile()
    assert (found.loaded, found.stopped, found.found) == (1, 3, 4)
    assert load.lines[1].words == "Stopped"


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), max_size=6))
def test_found_is_always_the_sum(counts):
    load = Load(None, [("f", b"")] * len(counts))  # type: ignore[arg-type]
    for line, (loaded, duplicates, rejected) in zip(load.lines, counts, strict=True):
        line.stage, line.total = "done", loaded + duplicates
        line.report = FileReport("f", loaded + duplicates + rejected, loaded, duplicates, rejected)
    found = load.reconcile()
    assert found.found == sum(map(sum, counts)) == found.loaded + found.duplicates + found.rejected


def test_progress_is_told_in_words():
    assert FileLine("a").words == "Waiting"
    assert FileLine("a", "annotating", 0, 1).words == "Reading the French"
    assert FileLine("a", "annotating", 17, 29).words == "Reading article 18 of 29"


def test_first_visit_offers_the_sample_and_says_where_files_stay(monkeypatch, tmp_path):
    app = open_page(monkeypatch, Corpus(tmp_path / "empty.db"), "corpus")
    assert app.button(key="open_sample").label == "Or open the sample article"
    assert "Files stay on this machine" in page_text(app)
    assert "Read the French press beside its English" in page_text(app)


def test_articles_are_listed_with_what_was_found_in_them(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus, "corpus")
    data = json.dumps(component_data(app, "visavis_typeset"))
    for words in ("not stated", "November 2022", "open:seed", "edit:seed"):
        assert words in data
    assert "1 story / 1 article, 14 sentences." in page_text(app)


def paste(app, text, published=""):
    app.text_area(key="paste_text").set_value(text)
    app.text_input(key="paste_published").set_value(published)
    return next(b for b in app.button if b.label == "Load text").click().run()


@pytest.mark.parametrize("date", ["tomorrow", "2022-13", "14/11/2022", "2022-02-30"])
def test_a_date_that_cannot_be_read_is_refused_in_one_sentence(monkeypatch, corpus, date):
    monkeypatch.setattr(ingest, "ingest_text", lambda *a, **k: pytest.fail("nothing may be loaded"))
    app = paste(open_page(monkeypatch, corpus, "corpus"), "Un texte.", date)
    assert [e.value for e in app.error] == [
        f"“{date}” is not a date this page can read. Write 2022-11-14, 2022-11 or 2022."
    ]


def test_pasted_text_goes_in_with_its_metadata(monkeypatch, corpus):
    given_ = {}

    def ingest_text(corpus, text, **metadata):
        given_.update(metadata, text=text)
        return FileReport("pasted text", 1, 1, 0, 0, 3)

    monkeypatch.setattr(ingest, "ingest_text", ingest_text)
    app = paste(open_page(monkeypatch, corpus, "corpus"), "Un texte.", "2022-11")
    assert given_ == {
        "text": "Un texte.",
        "title": "",
        "published": "2022-11",
        "source": "",
        "author": "",
        "exact": True,
    }
    assert "Loaded, 3 sentences." in json.dumps(component_data(app, "visavis_typeset"))
    assert app.text_area(key="paste_text").value == ""


def test_what_a_pasted_text_says_of_itself_is_shown_and_can_be_changed(monkeypatch, corpus):
    given_ = {}

    def ingest_text(corpus, text, **metadata):
        given_.update(metadata)
        return FileReport("pasted text", 1, 1, 0, 0, 3, article_ids=("seed",))

    monkeypatch.setattr(ingest, "ingest_text", ingest_text)
    app = open_page(monkeypatch, corpus, "corpus")
    app.text_area(key="paste_text").set_value(
        "Des renforts à Marseille\n\nPar Jeanne Roy\nPublié le 9 novembre 2022 à 7h\n\n"
        "Le ministre a annoncé des renforts à Marseille, où la maire les attendait depuis des mois."
    ).run()
    shown = {
        name: app.text_input(key=f"paste_{name}").value for name in ("title", "published", "source", "author")
    }
    assert shown == {
        "title": "Des renforts à Marseille", "published": "2022-11-09", "source": "", "author": "Jeanne Roy",
    }  # fmt: skip
    assert "Found in the text: title, date and author" in html.unescape(page_text(app))
    app.text_input(key="paste_author").set_value("")
    app.text_input(key="paste_source").set_value("Le Figaro")
    next(b for b in app.button if b.label == "Load text").click().run()
    assert (given_["author"], given_["source"], given_["exact"]) == ("", "Le Figaro", True)
    assert "open:seed" in json.dumps(component_data(app, "visavis_typeset"))


def test_fields_a_person_wrote_stay_when_the_text_changes(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus, "corpus")
    app.text_input(key="paste_source").set_value("Le Temps")
    text = "Le Figaro · 9 nov. 2022\n\nLe ministre a annoncé des renforts à Marseille, où la maire les attendait."
    app.text_area(key="paste_text").set_value(text).run()
    assert app.text_input(key="paste_source").value == "Le Temps"
    assert app.text_input(key="paste_published").value == "2022-11-09"
    app.text_area(key="paste_text").set_value("Un autre texte, sans date.").run()
    assert app.text_input(key="paste_source").value == "Le Temps"
    assert app.text_input(key="paste_published").value == ""


def test_empty_paste_says_what_is_missing(monkeypatch, corpus):
    app = paste(open_page(monkeypatch, corpus, "corpus"), "   ")
    assert "There is no text yet" in app.error[0].value


def test_an_article_is_edited_and_deleted_only_when_sure(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus, "corpus")
    app.session_state["corpus_editing"] = "seed"
    app.run()
    app.text_input(key="edit_published:seed").set_value("soon").run()
    assert app.button(key="edit_save").disabled
    assert app.button(key="edit_delete").disabled
    app.text_input(key="edit_published:seed").set_value("2022-11").run()
    app.text_input(key="edit_title:seed").set_value("Un titre").run()
    app.button(key="edit_save").click().run()
    assert corpus.article("seed")["title"] == "Un titre"
    app.session_state["corpus_editing"] = "seed"
    app.run()
    app.checkbox(key="edit_sure:seed").check().run()
    app.button(key="edit_delete").click().run()
    assert not corpus.has("seed")


def test_french_pipeline_is_loaded_in_the_background_once(monkeypatch, tmp_path):
    begun, may_end, count = threading.Event(), threading.Event(), itertools.count()

    def slow() -> None:
        next(count)
        begun.set()
        may_end.wait(60)

    monkeypatch.setattr(warm, "warm_up", slow)
    warm.start.clear()
    try:
        app = open_page(monkeypatch, Corpus(tmp_path / "empty.db"), "corpus")  # is drawn though it never ends
        app.run()
        assert begun.wait(60)
        assert not app.exception
        assert next(count) == 1
    finally:
        may_end.set()
        warm.start.clear()
