"""The Firefox engine with fxtranslate's own native code and a small model of random weights made here.

What is said of the library holds for version 0.5.0. Files that do not fit are refused by our own reading of their heads
before the library sees them; native code runs in the child process alone.

Given to the library without that look, a shortlist that ends early makes it panic, as does one with numbers of pieces
that the model has not, at the first sentence that leads to them; a model that counts more tensors than memory can hold
ends its process. No such file is made here: the guard is tested with files that do not fit either, and that the library
itself refuses in words or takes without harm.
"""

from __future__ import annotations

import json
import struct
import sys
from dataclasses import asdict
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import pytest
from support import tiny_model
from support.tiny_model import files_of, piece_list, shortlist, tiny, vocabulary

from pipelines.errors import EngineUnavailableError
from pipelines.translation import firefox_files, processor
from pipelines.translation import firefox_model as module
from pipelines.translation.answers import answered
from pipelines.translation.download import MODEL_FILES
from pipelines.translation.firefox import FirefoxEngine
from pipelines.translation.firefox_model import (
    FirefoxModel,
    load_translator,
    pieces,
    put_together,
    translated,
)

native = pytest.mark.skipif(
    find_spec("fxtranslate") is None or bool(processor.lacks()), reason="fxtranslate does not run here"
)
SENTENCE = "Le maire de Lyon est à Paris lundi."


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    tiny(folder)
    return folder


@pytest.fixture
def run(request, tmp_path):
    """An engine over a model that says one piece, or over files as they lie in a folder."""
    made: list[FirefoxEngine] = []

    def engine(says="", files=None, folder=tmp_path):
        made.append(FirefoxEngine(folder, files or tiny(folder, says=says)))
        return made[-1]

    yield engine
    for each in made:
        each.close()


# --- the library, through the child process -------------------------------------------------------------------


@native
def test_firefox_small_model_loads_and_says_the_same_each_time(run, folder):
    engine = run(files=files_of(folder), folder=folder)
    assert engine.available() == ""
    first, second = engine.translate([SENTENCE, SENTENCE])
    assert first.error == ""
    assert first.text_en == second.text_en != ""
    assert sum(path.stat().st_size for path in folder.iterdir()) < 250_000


@native
def test_firefox_native_code_is_never_loaded_by_the_program(run):
    engine = run()
    engine.translate([SENTENCE])
    engine.available()
    assert not [name for name in sys.modules if name.partition(".")[0] == "fxtranslate"]
    maps = Path("/proc/self/maps")
    assert not maps.exists() or "fxtranslate" not in maps.read_text()


@native
def test_firefox_order_of_arguments_is_the_librarys(run):
    """A piece that only the vocabulary names comes out: the files stand in the places that the library means."""
    assert run(says="▁mayor").translate([SENTENCE])[0].text_en.split()[:2] == ["mayor", "mayor"]


@native
@pytest.mark.parametrize(("says", "why"), [("▁the", "again and again"), ("</s>", "no English"), ("▁", "no")])
def test_firefox_output_that_repeats_or_is_empty_is_refused(run, says, why):
    (made,) = answered(run(says=says), [SENTENCE])
    assert made.text_en == ""
    assert why in made.error


@native
def test_firefox_byte_pieces_come_out_as_characters(run):
    assert set(run(says="<0x25>").translate([SENTENCE])[0].text_en) == {"%"}


@native
def test_firefox_strange_sentences_are_translated_or_said(run, folder):
    engine = run(files=files_of(folder), folder=folder)
    strange = [
        "",
        " \u00a0 ",
        "a\0b",
        "\ud800 seul",
        "😀 № €",
        "</s>",
        "<b>gras</b>",
        "x" * 2_000,
        "mot " * 500,
        "\n",
    ]
    results = engine.translate(strange)
    assert [bool(r.text_en) for r in results] == [bool(s.strip()) for s in strange]
    assert results[0].error == "The sentence is blank."
    assert engine.available() == ""


@native
@pytest.mark.parametrize(
    "fault",
    ["model cut", "model garbage", "vocabulary smaller", "vocabulary of other bytes", "shortlist of a larger", "shortlist longer"],
)  # fmt: skip
def test_firefox_files_that_do_not_fit_are_said_once_and_not_read_again(run, folder, tmp_path, fault):
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    model, lexicon, words = (tmp_path / name for name in tiny_model.NAMES)
    if fault == "model cut":
        model.write_bytes(model.read_bytes()[:-1000])
    elif fault == "model garbage":
        model.write_bytes(b"\1" * 4096)
    elif fault == "vocabulary smaller":
        words.write_bytes(vocabulary(piece_list(300)))
    elif fault == "vocabulary of other bytes":
        words.write_bytes(b"<html>not here</html>")
    elif fault == "shortlist of a larger":
        lexicon.write_bytes(shortlist(600, of=420))
    else:
        lexicon.write_bytes(lexicon.read_bytes() + b"\0" * 5)
    engine = run(files=files_of(tmp_path), folder=tmp_path)
    first = engine.translate([SENTENCE, SENTENCE])
    assert len({r.error for r in first}) == 1
    assert "The Firefox model cannot be used" in first[0].error
    assert engine.available() == first[0].error
    opened = engine.opening

    def no_more():
        raise AssertionError("the files were read again")

    engine.opening = no_more
    assert engine.translate([SENTENCE])[0].error == first[0].error
    engine.opening = opened
    for path in folder.iterdir():  # the right files come: it works again without being told
        (tmp_path / path.name).write_bytes(path.read_bytes())
    engine._files = files_of(tmp_path)
    assert engine.translate([SENTENCE])[0].text_en


@native
def test_firefox_library_that_panics_while_building_is_a_sentence(folder, monkeypatch):
    """With our own look at the files left out, the library's panics are caught: they are no `Exception`s."""
    monkeypatch.setattr(module, "misfit", lambda *_: "")
    monkeypatch.setitem(sys.modules, "fxtranslate", _Panics)
    with pytest.raises(EngineUnavailableError, match=r"cannot be used: PanicException, no such tensor\."):
        load_translator(folder, files_of(folder))


class PanicException(BaseException):
    pass


class _Panics:
    def Translator(*_):  # noqa: N802
        raise PanicException("no such\ntensor")


@native
def test_firefox_contract_is_that_of_the_version_it_was_measured_with():
    assert version("fxtranslate").startswith("0.5.")


# --- without the library --------------------------------------------------------------------------------------


class Says:
    def __init__(self, text):
        self.text, self.asked = text, []

    def translate(self, text):
        self.asked.append(text)
        if isinstance(self.text, BaseException):
            raise self.text
        return self.text


def test_firefox_panic_at_one_sentence_is_its_error_alone():
    english, error = translated(Says(PanicException("row id 302 out of range")), "un")
    assert english == ""
    assert error == "The Firefox engine failed on this sentence (PanicException)."


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("20 <0x25>", "20 %"),
        ("20 <0xE2><0x82><0xAC>.", "20 €."),
        ("<0xF0><0x9F><0x99><0x82><0x21>", "🙂!"),
        ("no <0xE2> end", "no <0xE2> end"),
        ("<0x> <0xZZ> < 0x25>", "<0x> <0xZZ> < 0x25>"),
    ],
)
def test_firefox_bytes_are_put_together_only_where_they_are_characters(said, meant):
    assert put_together(said) == meant


def test_firefox_long_sentences_are_cut_at_clauses():
    long = ", ".join(f"le mot {i} suit le mot {i + 1}" for i in range(40)) + "."
    cut = list(pieces(long))
    assert len(cut) > 1
    assert " ".join(cut) == long
    assert list(pieces("Une phrase courte.")) == ["Une phrase courte."]


@pytest.mark.parametrize(
    "text",
    [
        "mot " * 300,
        "Bełchatów-Wzgórze " * 60,
        "a" * 3_000,
        "b, " * 500,
        " ".join("c" * 120 for _ in range(9)),
    ],
)
def test_firefox_pieces_hold_all_and_no_more_than_the_model_can(text):
    cut = list(pieces(text.strip()))
    assert "".join("".join(cut).split()) == "".join(text.split())
    assert all(len(p) <= module.MOST_CHARACTERS and len(p.split()) <= module.MOST_WORDS for p in cut)


def test_firefox_without_model_says_how_to_get_it(tmp_path):
    reason = FirefoxEngine(tmp_path).available()
    assert "visavis engines install firefox" in reason
    assert FirefoxEngine(tmp_path).translate(["Bonjour."])[0].error == reason


def sparse_model(directory):
    """Files of the right names and sizes, with nothing in them."""
    for file in MODEL_FILES:
        with (directory / file.name).open("wb") as out:
            out.truncate(file.size)


def test_firefox_incomplete_model_is_noticed(tmp_path):
    sparse_model(tmp_path)
    assert FirefoxEngine(tmp_path).available() == ""
    (tmp_path / MODEL_FILES[1].name).write_bytes(b"short")
    assert "incomplete (lex" in FirefoxEngine(tmp_path).available()


def test_firefox_wrong_bytes_of_the_right_size_are_never_loaded(tmp_path):
    sparse_model(tmp_path)
    with pytest.raises(EngineUnavailableError, match="damaged"):
        load_translator(tmp_path, MODEL_FILES)
    engine = FirefoxEngine(tmp_path)
    assert "damaged" in engine.translate(["Bonjour."])[0].error
    assert "damaged" in engine.available()
    engine.close()


def test_firefox_hands_the_library_what_it_asks_for(folder, monkeypatch):
    """Model, source vocabulary, target vocabulary, shortlist: the order of fxtranslate's documentation."""

    class Library:
        Translator = staticmethod(lambda *given: given)

    monkeypatch.setitem(sys.modules, "fxtranslate", Library)
    monkeypatch.setattr(processor, "lacks", lambda: "")
    model, source, target, lists = load_translator(folder, files_of(folder))
    assert source == target == (folder / "vocab.spm").read_bytes()
    assert model == (folder / "model.bin").read_bytes()
    assert lists == (folder / "lex.bin").read_bytes()


def test_firefox_worker_is_built_from_what_goes_into_json(folder, monkeypatch):
    monkeypatch.setattr(module, "load_translator", lambda directory, files: Says(f"{directory} {files}"))
    worker = FirefoxModel(str(folder), [{"name": "a", "size": 1, "sha256": "x", "packed_size": 1}])
    assert str(folder) in worker.translate(["un"])[0][0]


# --- the processor --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("system", "machine", "flags", "words"),
    [
        ("linux", "x86_64", {"sse4_2", "avx"}, "AVX2"),
        ("linux", "x86_64", {"avx", "avx2"}, ""),
        ("linux", "x86_64", None, ""),
        ("win32", "amd64", set(), "AVX2"),
        ("linux", "aarch64", {"asimd"}, "I8MM"),
        ("linux", "aarch64", {"asimd", "i8mm"}, ""),
        ("darwin", "arm64", set(), ""),
    ],
)
def test_processor_that_lacks_what_the_engine_needs_is_told_in_words(system, machine, flags, words):
    found = processor.judged(system, machine, None if flags is None else frozenset(flags))
    assert words in found
    assert bool(words) == bool(found)


@pytest.mark.parametrize(
    ("system", "machine", "glibc", "words"),
    [
        ("linux", "x86_64", True, ""),
        ("linux", "aarch64", True, ""),
        ("linux", "x86_64", False, "Linux without glibc"),
        ("linux", "riscv64", True, "Linux on riscv64"),
        ("darwin", "arm64", True, ""),
        ("darwin", "x86_64", True, "macOS on x86_64"),
        ("win32", "amd64", True, ""),
        ("win32", "arm64", True, "Windows on arm64"),
        ("freebsd14", "amd64", True, "freebsd14 on amd64"),
    ],
)
def test_system_for_which_there_is_no_build_is_named(system, machine, glibc, words):
    found = processor.unserved(system, machine, glibc=glibc)
    assert words in found
    assert bool(words) == bool(found)


def test_firefox_without_its_package_says_whether_one_can_be_had(folder, monkeypatch):
    monkeypatch.setattr("pipelines.translation.firefox.find_spec", lambda _: None)
    engine = FirefoxEngine(folder, files_of(folder))
    monkeypatch.setattr(processor, "no_build", lambda: "")
    assert "pip install fxtranslate" in engine.available()
    monkeypatch.setattr(processor, "no_build", lambda: processor.unserved("darwin", "x86_64"))
    assert engine.available().startswith("The Firefox engine has no build (fxtranslate) for macOS on x86_64.")


def test_processor_flags_are_read_as_linux_lists_them(tmp_path):
    path = tmp_path / "cpuinfo"
    path.write_text("processor\t: 0\nflags\t\t: fpu SSE avx2\n\nprocessor\t: 1\nflags\t\t: fpu\n")
    assert processor.of_cpuinfo(path) == {"fpu", "sse", "avx2"}
    path.write_text("nothing of the kind")
    assert processor.of_cpuinfo(path) is None
    assert processor.of_cpuinfo(tmp_path / "none") is None


def test_firefox_is_not_usable_on_an_old_processor_and_says_so_before_anything_is_started(
    folder, monkeypatch
):
    monkeypatch.setattr(processor, "lacks", lambda: processor.judged("linux", "x86_64", frozenset({"avx"})))
    engine = FirefoxEngine(folder, files_of(folder))
    assert "needs a processor with AVX2" in engine.available()
    assert "AVX2" in engine.translate(["un"])[0].error
    assert engine._child is None
    with pytest.raises(EngineUnavailableError, match="AVX2"):
        load_translator(folder, files_of(folder))


# --- the files' heads -----------------------------------------------------------------------------------------


def test_heads_of_fitting_files_are_read(folder):
    model, lexicon, words = ((folder / name).read_bytes() for name in tiny_model.NAMES)
    assert firefox_files.rows_of(model) == firefox_files.pieces_of(words) == 420
    assert firefox_files.misfit(model, words, lexicon) == ""


@pytest.mark.parametrize("name", ["model.bin", "vocab.spm"])
@pytest.mark.parametrize("keep", [0, 1, 7, 15, 47, 200, -1, -9])
def test_heads_of_cut_files_never_raise_and_are_refused(folder, name, keep):
    content = {n: (folder / n).read_bytes() for n in tiny_model.NAMES}
    content[name] = content[name][:keep]
    model, lexicon, words = content.values()
    assert firefox_files.misfit(model, words, lexicon)


def test_shortlist_whose_length_is_not_what_its_head_says_is_refused(folder):
    model, lexicon, words = ((folder / name).read_bytes() for name in tiny_model.NAMES)
    for more in (1, 4, 5, 8, 1_000):
        assert "shortlist" in firefox_files.misfit(model, words, lexicon + b"\0" * more)
    assert "shortlist" in firefox_files.misfit(model, words, b"\0" * 8 + lexicon[8:])


def test_heads_with_absurd_counts_are_refused(folder):
    model, lexicon, words = ((folder / name).read_bytes() for name in tiny_model.NAMES)
    for count in (0, 10_001):
        assert "damaged" in firefox_files.misfit(struct.pack("<QQ", 1, count) + model[16:], words, lexicon)
    assert "damaged" in firefox_files.misfit(model[:16] + b"\xff" * 32 + model[48:], words, lexicon)


def test_firefox_another_release_beside_its_description_is_used_with_its_own_version(folder, tmp_path):
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    files = [asdict(file) for file in files_of(tmp_path)]
    (tmp_path / "model.json").write_text(json.dumps({"files": files}))
    engine = FirefoxEngine(tmp_path)
    assert engine.available() == processor.lacks()
    assert engine.version == f"fr-en {files[0]['sha256'][:8]}" != FirefoxEngine(tmp_path / "none").version
