from __future__ import annotations

import sys
import threading
import time

import pytest
from made_files import PARAGRAPH, pdf, word

from pipelines.errors import ReadingError
from pipelines.reading import read, worker


def test_threads_share_one_worker():
    data = word([PARAGRAPH])
    results = []
    threads = [threading.Thread(target=lambda: results.append(read("a.docx", data))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.articles[0].text for each in results] == [PARAGRAPH] * 8


def test_fifty_files_are_quick_once_it_runs():
    data = word([PARAGRAPH])
    read("a.docx", data)
    began = time.perf_counter()
    for _ in range(50):
        read("a.docx", data)
    assert time.perf_counter() - began < 10


def test_killed_worker_is_a_rejection_and_the_next_file_is_read():
    read("a.docx", word([PARAGRAPH]))
    worker._KEPT[0]._process.kill()
    worker._KEPT[0]._process.wait()
    assert read("a.docx", word([PARAGRAPH])).articles


def test_parser_over_its_time_is_stopped(monkeypatch: pytest.MonkeyPatch):
    read("a.docx", word([PARAGRAPH]))
    monkeypatch.setattr(worker, "WORKER_SECONDS", 0.01)
    slow = pdf([["Le maire a dit non."] * 60] * 300)
    result = read("a.pdf", slow)
    assert "seconds" in result.rejections[0].reason
    monkeypatch.undo()
    assert read("a.docx", word([PARAGRAPH])).articles


def test_crash_of_the_child_is_a_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(worker, "_BOOT", "import os; os._exit(3)")
    worker._stop()
    worker._KEPT.clear()
    with pytest.raises(ReadingError, match="stop"):
        worker.read_in_worker("docx", "a.docx", word([PARAGRAPH]))
    monkeypatch.undo()
    assert read("a.docx", word([PARAGRAPH])).articles


def test_without_child_processes_files_are_still_read(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise OSError

    worker._stop()
    worker._KEPT.clear()
    monkeypatch.setattr(worker.subprocess, "Popen", refuse)
    assert read("a.docx", word([PARAGRAPH])).articles[0].text == PARAGRAPH


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can cap a process's memory")
def test_parser_over_its_memory_is_a_sentence_and_the_worker_lives_on(monkeypatch: pytest.MonkeyPatch):
    boot = "from pipelines.reading import worker as w; w._parse = lambda *_: bytearray(4 * 10**9); w.serve()"
    monkeypatch.setattr(worker, "_BOOT", boot)
    worker._stop()
    worker._KEPT.clear()
    for _ in range(2):
        with pytest.raises(ReadingError, match="memory"):
            worker.read_in_worker("docx", "a.docx", b"PK")
    worker._stop()
    worker._KEPT.clear()


def test_child_sees_no_secrets_of_the_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DEEPL_API_KEY", "secret")
    boot = (
        "import os; from pipelines.errors import ReadingError; from pipelines.reading import worker as w\n"
        "def parse(*_): raise ReadingError('a', str('DEEPL_API_KEY' in os.environ))\n"
        "w._parse = parse; w.serve()"
    )
    monkeypatch.setattr(worker, "_BOOT", boot)
    worker._stop()
    worker._KEPT.clear()
    with pytest.raises(ReadingError, match="False"):
        worker.read_in_worker("docx", "a.docx", b"PK")
    worker._stop()
    worker._KEPT.clear()
