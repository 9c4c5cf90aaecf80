from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.corpus import Corpus
from pipelines.loading.column_memory import keep_answers, remembered_answers
from pipelines.loading.loader import Loader
from pipelines.loading.worker import LoadingWorker
from pipelines.reading.answers import Answers, Question

TEXT = (
    "Le ministre de l’Intérieur, Paul Garnier, a annoncé mardi à Marseille le déploiement de 300 policiers."
)
TABLE = f"Quand;Quoi\n08/11/2022;{TEXT}\n".encode()
ASK = Answers(ask=True)


@pytest.fixture(autouse=True)
def preferences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VISAVIS_PREFERENCES", str(tmp_path / "preferences"))
    return tmp_path / "preferences"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(str(tmp_path / "c.db"))


def test_table_of_unknown_columns_is_asked_then_remembered(corpus: Corpus) -> None:
    report = Loader(corpus, answers=ASK).load("p.csv", TABLE)
    assert (report.found, report.loaded, len(report.questions)) == (0, 0, 1)
    answers = Answers({"text": "Quoi", "published": "Quand"}, day_first=False, ask=True)
    assert Loader(corpus, answers=answers).load("p.csv", TABLE).loaded == 1
    keep_answers(report.questions[0], answers)
    again = f"Quand;Quoi\n09/11/2022;{TEXT} Le maire a dit non.\n".encode()
    later = Loader(corpus, answers=ASK).load("q.csv", again)
    assert (later.loaded, later.questions) == (1, ())
    assert [corpus.article(key)["published"] for key in later.article_ids] == ["2022-09-11"]


def test_what_is_remembered_serves_the_command_line_too(corpus: Corpus) -> None:
    question = Question("", ("Quand", "Quoi"), (), {})
    keep_answers(question, Answers({"text": "Quoi", "published": "Quand"}))
    assert Loader(corpus).load("p.csv", TABLE).loaded == 1


def test_remembered_answers_that_answer_nothing_are_not_given(preferences: Path) -> None:
    question = Question("", ("Quand", "Quoi"), (), {})
    assert remembered_answers(question, ASK) is None
    keep_answers(question, Answers({"title": "Quand"}))
    assert remembered_answers(question, ASK) is None
    (preferences / "columns.json").write_text("[broken")
    assert remembered_answers(question, ASK) is None


def test_question_comes_through_the_loading_process(corpus: Corpus) -> None:
    worker = LoadingWorker(corpus.where)
    try:
        report = worker.load("p.csv", TABLE, answers=ASK)
        assert report.questions[0].columns == ("Quand", "Quoi")
        answers = Answers({"text": "Quoi", "published": "Quand"}, day_first=True)
        assert worker.load("p.csv", TABLE, answers=answers).loaded == 1
    finally:
        worker.close()


def test_columns_are_named_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_bytes(TABLE)
    told = ["ingest", str(tmp_path / "p.csv"), "--corpus", str(tmp_path / "c.db")]
    assert "Quand, Quoi" in CliRunner().invoke(app, told).stdout
    wrong = CliRunner().invoke(app, [*told, "--columns", "corps=Quoi"])
    assert wrong.exit_code
    assert "FIELD=COLUMN" in wrong.stderr
    done = CliRunner().invoke(
        app, [*told, "--columns", "text=Quoi", "--columns", "date=Quand", "--month-first"]
    )
    assert done.exit_code == 0, done.output
    assert list(Corpus(str(tmp_path / "c.db")).tables().articles["published"]) == ["2022-08-11"]
