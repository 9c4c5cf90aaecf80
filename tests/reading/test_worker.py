from __future__ import annotations

import sys
import threading
import time

import pytest
from made_files import PARAGRAPH, pdf, word

from pipelines.reading import read, worker
from tests.support.packed import packed


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
    assert "stop" in read("a.docx", word([PARAGRAPH])).rejections[0].reason
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
    boot = (
        "from pipelines.reading import parsing, worker as w\n"
        "def items(*_):\n"
        "    yield bytearray(4 * 10**9)\n"
        "parsing._items = items; w.serve()"
    )
    monkeypatch.setattr(worker, "_BOOT", boot)
    worker._stop()
    worker._KEPT.clear()
    for _ in range(2):
        assert "memory" in read("a.docx", word([PARAGRAPH])).rejections[0].reason
        assert worker._KEPT[0].alive()
    worker._stop()
    worker._KEPT.clear()


def test_child_sees_no_secrets_of_the_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DEEPL_API_KEY", "secret")
    boot = (
        "import os; from pipelines.reading import parsing, worker as w; from pipelines.reading.items import Draft\n"
        "parsing._items = lambda *_: [Draft('Le maire : ' + str('DEEPL_API_KEY' in os.environ))]; w.serve()"
    )
    monkeypatch.setattr(worker, "_BOOT", boot)
    worker._stop()
    worker._KEPT.clear()
    assert "False" in read("a.docx", word([PARAGRAPH])).articles[0].text
    worker._stop()
    worker._KEPT.clear()


def test_member_that_stops_the_child_costs_itself_alone(monkeypatch: pytest.MonkeyPatch):
    boot = (
        "import os; from pipelines.reading import parsing, worker as w; from pipelines.reading.items import Draft\n"
        "def items(name, data, *_):\n"
        "    yield Draft('Le maire : ' + name) if b'stop' not in data else os._exit(3)\n"
        "parsing._items = items; w.serve()"
    )
    monkeypatch.setattr(worker, "_BOOT", boot)
    worker._stop()
    worker._KEPT.clear()
    result = read("z.zip", packed({"a.txt": b"un", "b.txt": b"stop", "c.txt": b"deux", "d.txt": b"stop"}))
    assert [each.file_name for each in result.articles] == ["z.zip/a.txt", "z.zip/c.txt"]
    assert [each.where for each in result.rejections] == ["b.txt", "d.txt"]
    worker._stop()
    worker._KEPT.clear()


def test_pages_full_of_comments_are_told_at_once():
    texts = ["<!---->" * count + "<html><body><p>" + PARAGRAPH for count in (24, 4_000)]
    assert [len(read("a.html", text.encode()).articles) for text in texts] == [1, 1]
