"""The Apertium engine, with the real programs where they are installed, and with stand-ins that misbehave."""

import sys
import threading
import time

import pytest

from pipelines.translation.apertium import (
    ApertiumEngine,
    Pipeline,
    PipelineError,
    escape,
    keep_ending,
    unescape,
)

ENGINE = ApertiumEngine()
needs_apertium = pytest.mark.skipif(
    bool(ENGINE.available()), reason="Apertium's French pairs are not installed"
)

ECHO = "import os,sys\nwhile d:=os.read(0,65536): os.write(1,d)"
DIES_ON_BOOM = "import os,sys\nwhile d:=os.read(0,65536):\n  if b'boom' in d: sys.exit(3)\n  os.write(1,d)"
HANGS_ON_BOOM = (
    "import os,time\nwhile d:=os.read(0,65536):\n  if b'boom' in d: time.sleep(60)\n  os.write(1,d)"
)


def chain(*scripts, timeout=1.0):
    return Pipeline([[sys.executable, "-c", script] for script in scripts], timeout)


@pytest.fixture
def fake(request):
    """An engine whose chain is a stand-in."""
    engine = ApertiumEngine()
    engine.available = lambda: ""
    engine._pipeline = chain(request.param)
    yield engine
    engine.close()


@needs_apertium
def test_apertium_translates_in_order_and_keeps_final_marks():
    results = ENGINE.translate(["Il est à Paris.", "Qui ?", "« Oui ! »", "intérêt stratégique. »"])
    assert [r.text_en[-1] for r in results] == [".", "?", "”", "”"]
    assert {r.quality for r in results} == {"gist"}
    assert "Paris" in results[0].text_en


@needs_apertium
def test_apertium_unknown_words_keep_accents_and_get_no_mark():
    text = ENGINE.translate(["Éloïse Zgrbñova aime le plüksch [sic] / {x} <b> ^ykk$ @zkk."])[0].text_en
    assert "Éloïse Zgrbñova" in text
    assert "plüksch" in text
    assert "[sic] / {x} <b> ^ykk$ @zkk" in text
    assert "*" not in text


@needs_apertium
def test_apertium_stays_in_step_over_many_calls():
    for i in range(5):
        numbers = [str(1000 + 10 * i + k) for k in range(3)]
        results = ENGINE.translate([f"Il y a {n} maisons." for n in numbers])
        assert all(n in r.text_en for n, r in zip(numbers, results, strict=True))


@needs_apertium
def test_apertium_empty_sentence_does_not_shift_the_others():
    results = ENGINE.translate(["Le chat 11.", "", "Le chat 22."])
    assert ["11" in results[0].text_en, results[1].text_en, "22" in results[2].text_en] == [True, "", True]


@needs_apertium
def test_apertium_is_shared_by_threads():
    answers: dict[int, str] = {}

    def work(n):
        answers[n] = ENGINE.translate([f"Le numéro {n}."])[0].text_en

    threads = [threading.Thread(target=work, args=(n,)) for n in range(40, 46)]
    for t in threads:
        t.start()
    for t in threads:
        t.join(60)
    assert all(str(n) in text for n, text in answers.items())
    assert len(answers) == 6


@needs_apertium
def test_apertium_speed_once_warm():
    sentences = [
        "Le président a rencontré les ministres à Paris pour parler de la situation économique du pays."
    ] * 150
    ENGINE.translate(sentences[:2])
    start = time.perf_counter()
    ENGINE.translate(sentences)
    assert 150 * 16 / (time.perf_counter() - start) > 1500 / 3  # a third of the aim: test machines are busy


@pytest.mark.parametrize("fake", [DIES_ON_BOOM, HANGS_ON_BOOM], indirect=True)
def test_apertium_survives_a_sentence_that_kills_or_hangs_it(fake):
    results = fake.translate(["un", "deux", "boom", "quatre"])
    assert [r.text_en for r in results] == ["un", "deux", "", "quatre"]
    assert "others are not affected" in results[2].error
    assert fake.translate(["cinq"])[0].text_en == "cinq"


def test_apertium_pipeline_of_two_programs_ends_cleanly():
    pipe = chain(ECHO, ECHO)
    assert pipe.run(["a", "b"]) == ["a", "b"]
    processes = list(pipe._processes)
    pipe.stop()
    assert all(p.poll() is not None for p in processes)
    assert not pipe.running


def test_apertium_missing_program_is_an_error_not_a_hang():
    with pytest.raises((PipelineError, OSError)):
        Pipeline([["/nonexistent/program"]], 1.0).run(["x"])


def test_apertium_not_installed_names_the_packages(tmp_path):
    engine = ApertiumEngine(modes=tmp_path)
    assert "apt install apertium-fr-es apertium-eng-spa" in engine.available()
    assert engine.translate(["Bonjour."])[0].error == engine.available()


@pytest.mark.parametrize("text", [r"a\b [c] {d} ^e$ @f /g <h> ~i", "L’« été » 50 %"])
def test_apertium_escaping_is_undone(text):
    assert unescape(escape(text)) == " ".join(text.replace("’", "'").split())


@pytest.mark.parametrize(
    ("french", "english", "expected"),
    [
        ("Il part.", "He leaves", "He leaves."),
        ("Il part.", "He leaves.", "He leaves."),
        ("« Non ! »", "« No »", "« No!»"),
        ("un titre", "a title", "a title"),
        ("Vide.", "", ""),
    ],
)
def test_apertium_final_punctuation(french, english, expected):
    assert keep_ending(french, english) == expected
