"""Many threads and processes write one corpus: nothing is lost, nobody fails; a lock that stays is a sentence."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pipelines.corpus import Corpus, faults
from pipelines.corpus.connection import insert_new
from pipelines.corpus.schema import terms
from pipelines.errors import CorpusError
from pipelines.model import Rejection

ROOT = Path(__file__).resolve().parents[2]
THREADS, WRITES = 20, 5


def at_once(works: list[Callable[[], None]]) -> list[BaseException]:
    failures: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:  # told by the test
            failures.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


_PROCESS = """
import sys
from pipelines.corpus import Corpus
from pipelines.model import Rejection
corpus = Corpus(sys.argv[1])
for n in range(int(sys.argv[3])):
    corpus.reject([Rejection(f"{sys.argv[2]}-{n}", "", "none")])
    corpus.terms()
"""


def test_no_write_is_lost_among_threads_and_processes(corpus_url: str) -> None:
    shared = Corpus(corpus_url)
    first = shared.version()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _PROCESS, corpus_url, f"process{n}", str(WRITES)],
            env=environment, stderr=subprocess.PIPE, text=True,
        )
        for n in range(2)
    ]  # fmt: skip

    def session(n: int) -> Callable[[], None]:
        def work() -> None:
            corpus = shared if n % 2 else Corpus(corpus_url)
            for write in range(WRITES):
                corpus.reject([Rejection(f"thread{n}-{write}", "", "none")])
                corpus.version()
                corpus.terms()

        return work

    failures = at_once([session(n) for n in range(THREADS)])
    errors = [process.communicate(timeout=120)[1] for process in processes]
    assert failures == []
    assert errors == ["", ""]
    names = set(shared.tables().rejections["file_name"])
    wanted = {f"thread{n}-{write}" for n in range(THREADS) for write in range(WRITES)}
    wanted |= {f"process{n}-{write}" for n in range(2) for write in range(WRITES)}
    assert names == wanted
    assert shared.version() == first + len(wanted)
    shared.close()


def test_many_open_a_new_corpus_at_once(corpus_url: str) -> None:
    def work() -> None:
        corpus = Corpus(corpus_url)
        corpus.set_terms([])
        corpus.close()

    assert at_once([work] * 12) == []
    assert Corpus(corpus_url).version() == 13


def test_lock_that_another_program_keeps_is_a_sentence_and_then_goes_on(
    corpus_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "BUSY_SECONDS", 0.3)
    corpus, other = Corpus(corpus_url), Corpus(corpus_url)
    with other._writing():
        monkeypatch.setattr(corpus, "_queue", threading.Lock())  # as if it were another process
        with pytest.raises(CorpusError, match=r"Another program has been writing .* try again"):
            corpus.reject([Rejection("a", "", "none")])
        assert corpus.tables().rejections.empty  # reading goes on meanwhile
    corpus.reject([Rejection("a", "", "none")])
    assert len(corpus.tables().rejections) == 1
    corpus.close()
    other.close()


def test_writer_waits_for_a_lock_that_is_let_go(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus.db")
    holder = sqlite3.connect(tmp_path / "corpus.db", isolation_level=None, check_same_thread=False)
    with closing(holder):
        holder.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(0.5, lambda: holder.execute("COMMIT"))
        timer.start()
        corpus.reject([Rejection("a", "", "none")])
        timer.join()
    assert len(corpus.tables().rejections) == 1


def test_snapshot_does_not_change_while_others_write(corpus_url: str) -> None:
    corpus, other = Corpus(corpus_url), Corpus(corpus_url)
    other.reject([Rejection("a", "", "none")])
    with corpus._reading() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM rejections").scalar()
        other.reject([Rejection("b", "", "none")])
        assert connection.exec_driver_sql("SELECT count(*) FROM rejections").scalar() == before == 1
    corpus.close()
    other.close()


_UNTIL_KILLED = """
import sys
from pipelines.corpus import Corpus
from pipelines.model import Rejection
from pipelines.translation.glossary import Term
corpus = Corpus(sys.argv[1])
n = int(sys.argv[2])
while True:
    n += 1
    corpus.set_terms([Term(f"terme {n}", str(n)), Term(f"autre {n}", str(n))])
    corpus.reject([Rejection(str(n), "", "none")])
    print(n, flush=True)
"""


def test_nothing_acknowledged_is_lost_and_nothing_is_half_there_after_kills(tmp_path: Path) -> None:
    where = str(tmp_path / "corpus.db")
    said = 0
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", _UNTIL_KILLED, where, str(said)],
            env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        for _line in range(4):
            said = int(process.stdout.readline())
        process.kill()
        said = max([said, *(int(line) for line in process.stdout.read().split() if line.isdigit())])
        process.wait()
        corpus = Corpus(where)
        kept = {int(name) for name in corpus.tables().rejections["file_name"]}
        assert kept >= set(range(1, said + 1))
        assert len({term.en for term in corpus.terms()}) == 1
        assert len(corpus.terms()) == 2
        corpus.close()
        said = max(kept)


_FULL_DISK = """
import resource, sys
from pipelines.corpus import Corpus
from pipelines.errors import CorpusError
from pipelines.model import Rejection
corpus = Corpus(sys.argv[1])
corpus.reject([Rejection("first", "", "none")])
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
kept = 0
try:
    while True:
        corpus.reject([Rejection(f"{kept}", "", "x" * 50_000)])
        kept += 1
except CorpusError as error:
    print(kept)
    print(error)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs resource limits")
def test_full_disk_is_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    where = str(tmp_path / "corpus.db")
    run = subprocess.run(
        [sys.executable, "-c", _FULL_DISK, where],
        check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    kept, sentence = run.stdout.splitlines()
    assert "took no more" in sentence
    assert run.stderr == ""
    corpus = Corpus(where)
    assert list(corpus.tables().rejections["file_name"]) == ["first", *map(str, range(int(kept)))]
    corpus.reject([Rejection("last", "", "none")])


def test_rows_that_are_there_are_passed_over(corpus_url: str) -> None:
    corpus = Corpus(corpus_url)
    with corpus._writing() as connection:
        insert_new(connection, terms, [{"fr": "a", "en": "1"}])
        insert_new(connection, terms, [{"fr": "a", "en": "2"}, {"fr": "b", "en": "3"}])
        insert_new(connection, terms, [])
    assert [(term.fr, term.en) for term in corpus.terms()] == [("a", "1"), ("b", "3")]
    corpus.close()
