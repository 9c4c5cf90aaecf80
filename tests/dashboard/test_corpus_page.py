"""Corpus: loading adds up, refusals say why, metadata is checked before it is kept."""

import html
import json
import threading
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.dashboard_app import component_data, gold_corpus, open_page, page_text

from dashboard import warm
from dashboard.components.load_lines import load_nodes
from dashboard.loading import FileLine, Load
from pipelines.corpus import Corpus
from pipelines.errors import CorpusError
from pipelines.ingest import FileProgress, FileReport
from pipelines.loading.worker import LoadingWorker
from pipelines.reading.answers import Answers, Question


class Worker:
    """A loading process that gives back the reports of `made`, by file name, or raises what stands there."""

    def __init__(self, made=None, go_on=None):
        self.made, self.go_on, self.begun, self.given = made or {}, go_on, threading.Event(), []
        self.answers = []

    def load(
        self,
        name,
        data,
        *,
        given=None,
        stated=None,
        answers=None,
        on_progress=lambda _: None,
        should_stop=lambda: False,
    ):
        self.answers.append(answers)
        self.given.append((name, dict(given or {})))
        on_progress(FileProgress(name, "annotating", 0, 3))
        self.begun.set()
        if self.go_on is not None:
            self.go_on.wait(20)
        made = self.made.get(name, FileReport(name, 1, 1, 0, 0, 3, (), ("seed",)))
        if isinstance(made, Exception):
            raise made
        return FileReport(name, 3, 1, 0, 0, 9, stopped=2) if should_stop() else made

    def load_text(self, text, *, given=None, exact=False):
        return self.load(text, b"", given={**given, "exact": exact})

    def warm_up(self):
        self.warmed = getattr(self, "warmed", 0) + 1


@pytest.fixture
def corpus(tmp_path):
    return gold_corpus(tmp_path / "corpus.db", "seed")


@pytest.fixture(autouse=True)
def worker(monkeypatch):
    made = Worker()
    monkeypatch.setattr(warm, "worker", lambda: made)
    monkeypatch.setattr(warm, "start", lambda: None)
    return made


def loaded(worker, *names) -> Load:
    load = Load(worker)
    load.add([(name, b"") for name in names])
    assert load.wait(20)
    return load


QUESTION = Question("", ("Quand", "Quoi"), (("08/11/2022", "Le maire a dit non."),), {}, (), 7)


def test_table_that_must_be_asked_about_waits_and_is_loaded_on_its_line_once_answered():
    worker = Worker({"a.csv": FileReport("a.csv", questions=(QUESTION,))})
    load = loaded(worker, "a.csv", "b.txt")
    assert "which of its columns" in load.lines[0].words
    assert "ask:0" in json.dumps(load_nodes(load))
    found = load.reconcile()
    assert (found.found, found.loaded, found.to_do) == (2, 1, 1)
    worker.made = {}
    load.answer(load.lines[0], Answers({"text": "Quoi"}))
    assert load.wait(20)
    assert worker.answers[-1].columns == {"text": "Quoi"}
    assert [load.reconcile().loaded, load.reconcile().to_do] == [2, 0]
    assert load.lines[0].words == "Loaded, 3 sentences"


def test_dialog_asks_for_columns_and_for_the_order_of_dates(corpus, worker, monkeypatch, tmp_path):
    monkeypatch.setenv("VISAVIS_PREFERENCES", str(tmp_path))
    worker.made = {"a.csv": FileReport("a.csv", questions=(QUESTION,))}
    load = loaded(worker, "a.csv")
    app = open_page(monkeypatch, corpus, "corpus")
    app.session_state["load"], app.session_state["table_asked"] = load, 0
    app.run()
    assert app.selectbox(key="column:title").options[0] == "not in the table"
    assert button(app, "Load it so").disabled
    app.selectbox(key="column:text").select("Quoi").run()
    order = replace(QUESTION, order_of=("08/11/2022",), guess={"text": "Quoi"})
    worker.made = {"a.csv": FileReport("a.csv", questions=(order,))}
    button(app, "Load it so").click().run()
    assert load.wait(20)
    assert worker.answers[-1].columns == {"text": "Quoi"}
    assert "day first or month first" in load.lines[0].words
    app.session_state["table_asked"] = 0
    app.run()
    assert "2022-08-11" in html.unescape(app.radio(key="day_first").options[1])
    app.radio(key="day_first").set_value(False).run()
    worker.made = {}
    button(app, "Load it so").click().run()
    assert load.wait(20)
    assert worker.answers[-1].day_first is False
    assert "day_first" in (tmp_path / "columns.json").read_text()


def test_table_that_nobody_answers_for_is_left_out_and_counted(corpus, worker, monkeypatch):
    worker.made = {"a.csv": FileReport("a.csv", questions=(QUESTION,))}
    load = loaded(worker, "a.csv")
    app = open_page(monkeypatch, corpus, "corpus")
    app.session_state["load"], app.session_state["table_asked"] = load, 0
    app.run()
    button(app, "Leave it out").click().run()
    assert "Left out" in load.lines[0].words
    assert (load.reconcile().rejected, load.reconcile().to_do) == (1, 0)


def button(app, label):
    return next(each for each in app.button if each.label == label)


def test_counts_of_a_load_add_up_and_a_bad_file_stops_nothing():
    load = loaded(Worker({
        "a.txt": FileReport("a.txt", 1, 1, 0, 0, 13),
        "b.pdf": FileReport("b.pdf", 1, 0, 0, 1, 0, ("no text layer. Export it as text and load it again.",)),
        "c.txt": CorpusError("The disk is full."),
        "d.txt": RuntimeError("boom"),
        "e.zip": FileReport("e.zip", 5, 2, 2, 1, 40, ("x: empty.",)),
    }), "a.txt", "b.pdf", "c.txt", "d.txt", "e.zip")  # fmt: skip
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


def test_files_dropped_while_others_load_are_loaded_after_them():
    go_on = threading.Event()
    worker = Worker(go_on=go_on)
    load = Load(worker)
    load.add([("first.txt", b"")], {"source": "Le Monde"})
    assert worker.begun.wait(20)
    load.add([("second.txt", b""), ("third.txt", b"")])
    assert [line.words for line in load.lines] == ["Reading article 1 of 3", "Waiting", "Waiting"]
    assert load.running
    go_on.set()
    assert load.wait(20)
    assert not load.running
    assert worker.given == [("first.txt", {"source": "Le Monde"}), ("second.txt", {}), ("third.txt", {})]
    assert load.reconcile().loaded == 3


def test_stopping_leaves_the_rest_adds_up_and_holds_nothing_that_is_dropped_later():
    go_on = threading.Event()
    worker = Worker(go_on=go_on)
    load = Load(worker)
    load.add([("many.csv", b""), ("next.txt", b"")])
    assert worker.begun.wait(20)
    assert load.reconcile().to_do == 4
    load.stop()
    assert load.stopping
    load.add([("later.txt", b"")])
    go_on.set()
    assert load.wait(20)
    assert not load.stopping
    found = load.reconcile()
    assert (found.loaded, found.stopped, found.found) == (2, 3, 5)
    assert [line.words for line in load.lines][1:] == ["Stopped", "Loaded, 3 sentences"]


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 4), max_size=6))
def test_found_is_always_the_sum(counts):
    load = Load(None)  # type: ignore[arg-type]
    for loaded_, duplicates, rejected, stopped in counts:
        total = loaded_ + duplicates + rejected + stopped
        report = FileReport("f", total, loaded_, duplicates, rejected, stopped=stopped)
        load.lines.append(FileLine("f", "done", report=report))
    found = load.reconcile()
    assert found.found == sum(map(sum, counts))


def test_a_line_is_a_link_to_its_article_at_once_and_many_are_listed():
    load = loaded(Worker({"b.csv": FileReport("b.csv", 2, 2, 0, 0, 9, (), ("k1", "k2"))}), "a.txt", "b.csv")
    drawn = json.dumps(load_nodes(load))
    for pick in ("open:seed", "open:k1", "list:1"):
        assert f'"{pick}"' in drawn
    assert "List the 2 articles" in drawn


def test_names_of_any_shape_stand_in_the_lines_as_they_can_be_read():
    load = loaded(Worker(), "a\n\u202eb.txt", "x" * 3000 + ".pdf")
    assert load.lines[0].name == "a \ufffdb.txt"
    assert len(load.lines[1].name) < 300


def test_thousands_of_files_are_no_endless_list_but_all_that_was_refused_is_told():
    load = Load(None)  # type: ignore[arg-type]
    good, refused = FileReport("f", 1, 1), FileReport("f", 1, 0, 0, 1, 0, ("Empty.",))
    load.lines = [FileLine(f"good{n}", "done", report=good) for n in range(2000)]
    load.lines += [FileLine(f"bad{n}", "done", report=refused) for n in range(40)]
    load.lines += [FileLine(f"waiting{n}") for n in range(500)]
    drawn = json.dumps(load_nodes(load))
    assert drawn.count('"bad') >= 40
    assert "1,920 more loaded before" in drawn
    assert "490 more waiting" in drawn
    assert len(drawn) < 60_000


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


@pytest.mark.parametrize(
    "date", ["tomorrow", "2022-13", "14/11/2022", "2022-02-30", "9999", "0000", "2022-25"]
)
def test_a_date_that_cannot_be_read_is_refused_in_one_sentence(monkeypatch, corpus, worker, date):
    app = paste(open_page(monkeypatch, corpus, "corpus"), "Un texte.", date)
    assert [e.value for e in app.error] == [
        f"“{date}” is not a date this page can read. Write 2022-11-14, 2022-11 or 2022, between 1400 and 2200."
    ]
    assert worker.given == []
    assert app.text_area(key="paste_text").value == "Un texte."


def test_pasted_text_goes_in_with_its_metadata_and_leaves_its_box(monkeypatch, corpus, worker):
    app = paste(open_page(monkeypatch, corpus, "corpus"), "Un texte.", "2022-11")
    ((text, given_),) = worker.given
    assert text == "Un texte."
    assert given_ == {"title": "", "published": "2022-11", "source": "", "author": "", "exact": True}
    drawn = json.dumps(component_data(app, "visavis_typeset"))
    assert "Loaded, 3 sentences." in drawn
    assert "open:seed" in drawn
    assert app.text_area(key="paste_text").value == ""


def test_what_a_pasted_text_says_of_itself_is_shown_and_can_be_changed(monkeypatch, corpus, worker):
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
    ((_, given_),) = worker.given
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


def test_files_wait_until_the_date_given_for_them_is_one(monkeypatch, corpus, worker):
    app = open_page(monkeypatch, corpus, "corpus")
    app.text_input(key="given_published").set_value("2022-25").run()
    app.session_state["held_files"] = [("a.txt", b"Un."), ("b.txt", b"Deux.")]
    app.text_input(key="given_published").set_value("2022-31").run()
    assert any("2 files wait" in each.value for each in app.error)
    assert worker.given == []
    app.text_input(key="given_published").set_value("2022").run()
    assert app.session_state["load"].wait(20)
    assert worker.given == [("a.txt", {"published": "2022"}), ("b.txt", {"published": "2022"})]
    assert "held_files" not in app.session_state


def test_what_files_did_not_state_is_one_line_that_leads_to_it(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus, "corpus")
    data = json.dumps(component_data(app, "visavis_typeset"))
    assert "missing:source" in data
    assert "missing:published" not in data
    app.session_state["corpus_narrowed"] = ("Articles without a date", "published")
    app.run()
    assert "Articles without a date" in [each.value for each in app.header]
    data = json.dumps(component_data(app, "visavis_typeset"))
    assert "open:seed" not in data
    assert '"all"' in data


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


def test_loading_process_is_warmed_once_per_server(monkeypatch, tmp_path):
    asked = []
    monkeypatch.undo()
    monkeypatch.setattr(LoadingWorker, "warm_up", lambda self: asked.append(self.where))
    warm._started.clear()
    warm._of.clear()
    try:
        app = open_page(monkeypatch, Corpus(tmp_path / "empty.db"), "corpus")
        app.run()
        assert not app.exception
        assert len(asked) == 1
    finally:
        warm._started.clear()
        warm._of.clear()
