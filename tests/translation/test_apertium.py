"""The Apertium engine, with the real programs where they are installed, and with stand-ins that misbehave."""

import sys
import threading

import pytest

from pipelines.translation.apertium import ApertiumEngine
from pipelines.translation.apertium_chain import (
    ApertiumChain,
    Pipeline,
    PipelineError,
    escape,
    keep_ending,
    own,
    unescape,
)
from pipelines.translation.gist.marks import unmarked
from pipelines.translation.hyphenated import kept_whole, put_back

ENGINE = ApertiumEngine()
needs_apertium = pytest.mark.skipif(
    bool(ENGINE.available()), reason="Apertium's French pairs are not installed"
)

ECHO = "import os,sys\nwhile d:=os.read(0,65536): os.write(1,d)"
DIES_ON_BOOM = "import os,sys\nwhile d:=os.read(0,65536):\n  if b'boom' in d: sys.exit(3)\n  os.write(1,d)"
DROPS_ON_BOOM = "import os\nwhile d:=os.read(0,65536):\n  os.write(1,b'\\0'.join(m for m in d.split(b'\\0') if b'boom' not in m))"
HANGS_ON_BOOM = (
    "import os,time\nwhile d:=os.read(0,65536):\n  if b'boom' in d: time.sleep(60)\n  os.write(1,d)"
)


def chain(*scripts, timeout=1.0):
    return Pipeline([[sys.executable, "-c", script] for script in scripts], timeout)


@pytest.fixture
def fake(request):
    """A worker whose chain is a stand-in."""
    worker = ApertiumChain([])
    worker._pipeline = chain(request.param)
    yield worker
    worker._pipeline.stop()


@needs_apertium
def test_apertium_translates_in_order_and_keeps_final_marks():
    results = ENGINE.translate(["Il est à Paris.", "Qui ?", "« Oui ! »", "intérêt stratégique. »"])
    assert [r.text_en[-1] for r in results] == [".", "?", "”", "”"]
    assert {r.quality for r in results} == {"gist"}
    assert "Paris" in results[0].text_en


@needs_apertium
def test_apertium_unknown_words_keep_accents_and_french_ones_are_marked():
    text = ENGINE.translate(["Éloïse Zgrbñova aime le plüksch [sic] / {x} <b> ^ykk$ @zkk."])[0].text_en
    assert "Éloïse Zgrbñova" in text
    assert "the *plüksch*" in text
    assert "[sic] / {x} <b> ^ykk$ @zkk" in unmarked(text)
    assert "*Éloïse" not in text


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


@pytest.mark.parametrize("fake", [DIES_ON_BOOM, HANGS_ON_BOOM], indirect=True)
def test_apertium_survives_a_sentence_that_kills_or_hangs_it(fake):
    results = fake.translate(["un", "deux", "boom", "quatre"])
    assert [english for english, _ in results] == ["un", "deux", "", "quatre"]
    assert "others are not affected" in results[2][1]
    assert fake.translate(["cinq"]) == [("cinq", "")]


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


LINES = [
    "Le train est arrivé à Saint-Denis.",
    "Il est 20 h 30 à Fort-de-France.",
    "Le président a reçu Ali Al-Sissi.",
]


@needs_apertium
@pytest.mark.parametrize(
    "last", ["Il a dit ^", "fin \\", "la rue [", "le reste /", "a@", "b ~", "le prix <", "{", "$ ^"]
)
def test_apertium_reserved_sign_at_the_end_gives_no_other_sentence_its_english(last):
    results = ENGINE.translate(["Le numéro 11.", last, "Le numéro 22.", last, "Le numéro 33."])
    assert ["11" in results[0].text_en, "22" in results[2].text_en, "33" in results[4].text_en] == [True] * 3
    assert results[1].text_en == results[3].text_en
    assert last[-1] in results[1].text_en or last[-1] == "~"  # a mark of the programs' own


@needs_apertium
def test_apertium_last_words_with_hyphens_are_whole():
    ends = [made.text_en.split()[-1] for made in ENGINE.translate(LINES)]
    assert ends == ["Saint-Denis.", "Fort-de-France.", "Al-Sissi."]


@needs_apertium
def test_apertium_version_is_not_the_one_of_the_answers_out_of_step():
    assert ENGINE.version not in {"fr-es+spa-eng", "fra-cat+cat-eng"}


@pytest.mark.parametrize("fake", [DROPS_ON_BOOM], indirect=True)
def test_apertium_lost_message_shifts_nothing(fake):
    fake._pipeline.timeout = 0.5
    results = fake.translate(["un", "deux", "boom", "quatre", "cinq"])
    assert [english for english, _ in results] == ["un", "deux", "", "quatre", "cinq"]
    assert results[2][1]


@pytest.mark.parametrize(
    ("output", "problem"),
    [
        ("The end.[][\n\n]Zqk3x.[]", True),
        ("The end.[][\n\n]Zqk4x.[]The next.[][\n\n]Zqk5x.[]", True),
        ("The end.", True),
        ("The Zqk4x end.[][\n\n]Zqk4x.[]", True),
        ("The end.[][\n\n]Zqk4x.[]", False),
    ],
)
def test_apertium_message_is_taken_only_with_its_own_sentinel(output, problem):
    if problem:
        with pytest.raises(PipelineError, match="out of step"):
            own(output, "Zqk4x")
    else:
        assert own(output, "Zqk4x") == "The end."


def test_apertium_sentinel_in_the_french_does_no_harm():
    worker = ApertiumChain([])
    worker._pipeline = chain(ECHO)
    assert worker.translate(["le mot Zqk0x ici", "deux"]) == [("le mot ici", ""), ("deux", "")]
    worker._pipeline.stop()


def test_hyphenated_names_with_small_words_are_held_out_and_others_are_not():
    text = "Près d'Aix-en-Provence, au Moyen-Orient et à L'Haÿ-les-Roses, dit-il, peut-être en Bosnie-Herzégovine."
    held, names = kept_whole(text)
    assert list(names.values()) == ["Aix-en-Provence", "Haÿ-les-Roses"]
    assert "Moyen-Orient" in held
    assert put_back(held, names) == text
