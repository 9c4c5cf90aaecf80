"""Many files side by side: on this machine and on a cluster, with processes that are lost on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipelines import batch
from pipelines.batch import Stop, ingest_paths
from pipelines.corpus import Corpus
from pipelines.errors import VisavisError
from pipelines.loading.outcomes import FileReport
from pipelines.loading.progress import Progress
from pipelines.loading.worker import LoadingWorker
from pipelines.reading.answers import Answers

ROOT = Path(__file__).resolve().parents[2]
QUICK = ROOT / "tests" / "support" / "quick_reader.py"


class QuickWorker(LoadingWorker):
    command = (str(QUICK),)


def press(folder: Path, files: int, articles: int = 3) -> Path:
    """A folder of files; every other file repeats the first article of the one before it."""
    folder.mkdir()
    for n in range(files):
        first = n - n % 2
        rows = [f"Texte {first} premier.", *(f"Texte {n} de rang {i}." for i in range(1, articles))]
        (folder / f"{n:03}.jsonl").write_text("\n".join(json.dumps({"text": row}) for row in rows))
    return folder


def total(report, *names: str) -> tuple[int, ...]:
    return tuple(report.total(name) for name in names)


def test_many_processes_load_each_article_once_and_report_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "LoadingWorker", QuickWorker)
    lines: list[str] = []
    where = str(tmp_path / "c.db")
    folder = press(tmp_path / "press", 6)
    report = ingest_paths(where, [folder], workers=2, on_progress=lambda step: lines.append(step.line()))
    assert total(report, "found", "loaded", "duplicates", "rejected") == (18, 15, 3, 0)
    assert [each.file_name for each in report.files] == sorted(path.name for path in folder.iterdir())
    assert lines[-1].startswith("6 of 6 files, 15 articles loaded")
    assert "left" in lines[0]
    assert len(Corpus(where).tables().articles) == 15


def test_a_stopped_load_is_reported_and_taken_up_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "LoadingWorker", QuickWorker)
    where, stop = str(tmp_path / "c.db"), Stop()
    folder = press(tmp_path / "press", 8)
    report = ingest_paths(where, [folder], on_progress=lambda _: stop.gently.set(), stop=stop)
    assert 0 < len(report.files) < 8
    assert report.not_opened == 8 - len(report.files)
    again = ingest_paths(where, [folder])
    assert total(again, "found", "rejected") == (24, 0)
    assert again.total("loaded") + report.total("loaded") == 20 == len(Corpus(where).tables().articles)


def test_a_stop_at_once_waits_for_no_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "LoadingWorker", QuickWorker)
    stop = Stop()
    threading.Timer(0.2, lambda: (stop.gently.set(), stop.at_once.set())).start()
    report = ingest_paths(str(tmp_path / "c.db"), [press(tmp_path / "press", 4, 200)], stop=stop)
    assert report.not_opened == 4


@pytest.mark.skipif(os.name == "nt", reason="no signals there")
def test_control_c_stops_and_still_tells_what_became_of_each_file(tmp_path: Path) -> None:
    folder = press(tmp_path / "press", 2, 300)
    code = (
        f"import sys; from pipelines.loading import worker; worker.LoadingWorker.command = ({str(QUICK)!r},); "
        "sys.argv[0] = 'visavis'; from pipelines.cli import app; app()"
    )
    corpus = tmp_path / "c.db"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "ingest", str(folder), "--corpus", str(corpus)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and not (corpus.exists() and len(Corpus(corpus).tables().articles)):
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all processes of the command
    out, err = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Stopping after the articles being read" in err
    assert "Traceback" not in err
    last = out.splitlines()[-1].split()
    assert last[-1] == "stopped"
    assert int(last[0]) == sum(int(word) for word in last[1:] if word.isdigit()) == 300
    assert int(last[3]) == len(Corpus(corpus).tables().articles) > 0


def test_progress_says_rate_and_time_left() -> None:
    progress = Progress(40, 4_000_000, began=0.0)
    for _ in range(10):
        progress.add(FileReport("a", 5, 4, 1), 100_000)
    assert progress.line(now=20.0) == "10 of 40 files, 40 articles loaded, 2.0 a second, 1 min left"
    assert Progress(2, 0, began=0.0).line(now=1.0) == "0 of 2 files, 0 articles loaded"
    many = Progress(10**6, 10**9, began=0.0)
    many.add(FileReport("a", 1, 1), 1000)
    assert many.line(now=1.0).endswith("12 days left")


# On a cluster ------------------------------------------------------------------------------------------------


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: the extra [cluster]")
    # streamlit 1.67.0's AppTest leaves its script as the process's main module, which a spawned worker would run.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, preload=[str(QUICK)], silence_logs=50
    ) as made:
        yield made


def test_a_cluster_that_loses_a_worker_loads_every_article_exactly_once(tmp_path: Path, cluster: Any) -> None:
    where, killed = str(tmp_path / "c.db"), []

    def kill_one(progress: Progress) -> None:
        if progress.done >= 3 and not killed:
            nanny = next(iter(cluster.workers.values()))
            killed.append(nanny.pid)
            os.kill(nanny.pid, signal.SIGKILL)

    folder = press(tmp_path / "press", 12, 10)
    (folder / "vide.txt").touch()
    report = ingest_paths(where, [folder], dask=cluster.scheduler_address, on_progress=kill_one)
    assert killed
    assert (report.problem, report.not_opened) == ("", 0)
    refused = [message for each in report.files for message in each.messages if each.rejected]
    assert len(refused) == 1, refused
    assert total(report, "found", "loaded", "duplicates", "rejected") == (121, 114, 6, 1)
    articles = Corpus(where).tables().articles
    assert len(articles) == articles["text"].nunique() == 114
    again = ingest_paths(where, [folder], dask=cluster.scheduler_address)
    assert total(again, "found", "loaded", "duplicates", "rejected") == (121, 0, 120, 1)


def test_a_scheduler_lost_on_the_way_is_one_sentence(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed: the extra [cluster]")
    place = tmp_path / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": ROOT}
    scheduler = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard",
         "--host", "127.0.0.1", "--scheduler-file", str(place)], **quiet,
    )  # fmt: skip
    worker = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(place), "--nthreads", "1",
         "--no-dashboard", "--no-nanny", "--death-timeout", "60", "--preload", str(QUICK)], **quiet,
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while not place.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        address = json.loads(place.read_text())["address"]
        where = str(tmp_path / "c.db")
        report = ingest_paths(
            where, [press(tmp_path / "press", 12, 10)], dask=address, on_progress=lambda _: scheduler.kill()
        )
        assert "was lost after" in report.problem
        assert "run the same command again" in report.problem
        assert report.files
        assert len(report.files) + report.not_opened == 12
    finally:
        for process in (worker, scheduler):
            process.kill()
            process.wait()


@pytest.mark.parametrize(
    "address", ["nonsense", "", "tcp://", "http://x", "tcp://a b:1", "tcp://127.0.0.1:9"]
)
def test_an_address_without_a_scheduler_is_one_sentence(tmp_path: Path, address: str) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed: the extra [cluster]")
    from pipelines.loading.cluster import load_on_cluster

    with pytest.raises(VisavisError, match="Dask scheduler"):
        load_on_cluster(
            str(tmp_path / "c.db"),
            [],
            address,
            {},
            Answers(),
            Progress(0, 0),
            lambda _: None,
            threading.Event(),
        )
