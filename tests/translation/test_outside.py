"""Engines in processes of their own: asked in order, ended when they hang, started again when they die."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pipelines.translation.base import AbandonedError, Engine
from pipelines.translation.outside.child import how_it_ended
from pipelines.translation.outside.engine import OutsideEngine, clean

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and process groups")


class Fake(OutsideEngine):
    name, title, version = "fake", "The fake engine", "1"
    worker = "support.fake_worker:FakeWorker"
    batch, seconds = 4, 1.0

    def __init__(self, fault="", marks=""):
        super().__init__()
        self.fault, self.marks, self.state = fault, marks, 0

    def absent(self):
        return ""

    def opening(self):
        return {"fault": self.fault, "marks": str(self.marks)}

    def signature(self):
        return self.state


@pytest.fixture
def engine():
    engine = Fake()
    yield engine
    engine.close()


def english(results):
    return [r.text_en for r in results]


def test_outside_engine_answers_in_order_whatever_is_in_the_sentence(engine):
    sentences = ["un", "« deux »\nbruit", "trois \ud800", "quatre\0", "  ", "🙂 bruit"]
    assert isinstance(engine, Engine)
    assert english(engine.translate(sentences)) == [
        "EN un", "EN « deux » bruit", "EN trois \ufffd", "EN quatre", "", "EN 🙂 bruit",
    ]  # fmt: skip


def test_outside_engine_runs_beside_the_program_in_its_own_group_and_yields_to_it(engine):
    pid, group = engine.translate(["qui ?"])[0].text_en.split()
    assert pid == group != str(os.getpid())
    assert int(engine.translate(["priorité"])[0].text_en) >= os.nice(0) + 5
    assert engine.translate(["qui ?"])[0].text_en.split()[0] == pid  # one child, kept


@pytest.mark.parametrize(
    ("bad", "why"), [("mourir", "signal 11"), ("durer", "gave no answer for 1 seconds and was stopped")]
)
def test_sentence_that_ends_the_engine_costs_no_other(engine, bad, why):
    results = engine.translate(["un", "deux", f"il faut {bad}", "quatre", "cinq"])
    assert english(results) == ["EN un", "EN deux", "", "EN quatre", "EN cinq"]
    assert why in results[2].error
    assert "others are not affected" in results[2].error
    assert engine.available() == ""


def test_engine_that_always_dies_is_not_asked_again_until_a_person_wants_it(tmp_path):
    engine = Fake(marks=tmp_path / "starts")
    engine.batch = 1
    results = engine.translate(["mourir"] * 6)
    assert english(results) == [""] * 6
    assert "signal 11" in engine.available()
    assert "Try again" in engine.available()
    starts = (tmp_path / "starts").read_text()
    assert len(starts.splitlines()) == 3
    assert engine.translate(["un"])[0].error == engine.available()
    assert (tmp_path / "starts").read_text() == starts
    engine.try_again()
    assert engine.translate(["un"])[0].text_en == "EN un"
    engine.close()


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("refuse", "The model cannot be used: it is none."),
        ("illegal", "signal 4 (this processor cannot run it)"),
        ("panic", "not of one model"),
    ],
)
def test_engine_that_cannot_be_built_says_so_once_and_is_built_again_when_its_files_change(
    tmp_path, fault, why
):
    engine = Fake(fault, tmp_path / "starts")
    results = engine.translate(["un", "deux", "trois", "quatre", "cinq"])
    assert all(why in r.error for r in results)
    assert why in engine.available()
    engine.translate(["six"])
    assert len((tmp_path / "starts").read_text().splitlines()) == 1
    engine.fault, engine.state = "", 1
    assert engine.available() == ""
    assert engine.translate(["un"])[0].text_en == "EN un"
    engine.close()


def test_translation_that_is_abandoned_lets_go_at_once_and_the_child_lives(engine):
    pid = engine.translate(["qui ?"])[0].text_en
    began = threading.Event()
    raised: list[BaseException] = []

    def work():
        began.set()
        try:
            engine.translate(["c'est lent", "c'est lent", "c'est lent"])
        except AbandonedError as error:
            raised.append(error)

    engine.seconds = 30.0
    thread = threading.Thread(target=work)
    thread.start()
    began.wait(5)
    while engine._child is None or not engine._child._waiting:
        time.sleep(0.01)
    engine.abandon()
    thread.join(1.0)
    assert not thread.is_alive()
    assert raised
    # What comes late is nobody's answer.
    assert engine.translate(["un", "qui ?"])[0].text_en == "EN un"
    assert engine.translate(["qui ?"])[0].text_en == pid


def test_abandoning_an_idle_engine_harms_nothing(engine):
    engine.abandon()
    engine.translate(["un"])
    engine.abandon()
    assert engine.translate(["deux"])[0].text_en == "EN deux"


def test_threads_share_one_child(engine):
    answers: dict[int, str] = {}

    def work(number):
        answers[number] = engine.translate([f"phrase {number}"])[0].text_en

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert answers == {n: f"EN phrase {n}" for n in range(6)}


def test_child_ends_with_the_program(tmp_path):
    script = (
        "import sys; from test_outside import Fake\n"
        "print(Fake().translate(['qui ?'])[0].text_en.split()[0], flush=True)\n"
    )
    here = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([here, str(Path(here).parent), *sys.path])},
    )  # fmt: skip
    pid = int(done.stdout)
    for _ in range(100):
        if not _alive(pid):
            break
        time.sleep(0.05)
    assert not _alive(pid)


def _alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().split(") ")[-1].startswith("Z"))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (-4, "this processor cannot run it"),
        (0xC000001D, "this processor cannot run it"),
        (-9, "memory"),
        (3, "status 3"),
        (0, "too early"),
        (-60, "signal 60"),
    ],
)
def test_how_a_child_ended_is_said_in_words(status, words):
    assert words in how_it_ended(status)


def test_clean_leaves_words_and_their_order():
    assert clean(" a\0b\u00a0c\td\r\ne \udfff ") == "a b c d e \ufffd"
