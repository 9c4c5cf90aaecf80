"""Translation memory: lookup rules, TMX in and out, and what a hostile file cannot do."""

import io
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import paths
from pipelines.errors import DataFileError
from pipelines.translation.memory import MemoryEngine, shipped_units
from pipelines.translation.tmx import Unit, read_tmx, write_tmx

TEXT = (
    st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufffe\uffff"),
        min_size=1,
        max_size=60,
    )
    .map(str.strip)
    .filter(bool)
)


def round_trip(units):
    out = io.BytesIO()
    write_tmx(units, out)
    return list(read_tmx(io.BytesIO(out.getvalue())))


@given(
    st.lists(
        st.builds(Unit, TEXT, TEXT, st.sampled_from(["", "reference"]), st.sampled_from(["", "Ana"])),
        max_size=5,
    )
)
def test_tmx_round_trip_keeps_every_unit(units):
    assert round_trip(units) == units


def test_tmx_round_trip_with_translate_toolkit(tmp_path):
    tmx = pytest.importorskip("translate.storage.tmx")
    units = [Unit("« L’Iran » & <Israël>", "“Iran” & <Israel>"), Unit("Éloïse 🙂", "Eloise 🙂")]
    path = tmp_path / "ours.tmx"
    write_tmx(units, path)
    store = tmx.tmxfile.parsestring(path.read_bytes())
    assert [(u.source, u.target) for u in store.units] == [(u.fr, u.en) for u in units]
    theirs = tmx.tmxfile(sourcelanguage="fr", targetlanguage="en")
    for unit in units:
        theirs.addtranslation(unit.fr, "fr", unit.en, "en")
    assert [(u.fr, u.en) for u in read_tmx(io.BytesIO(bytes(theirs)))] == [(u.fr, u.en) for u in units]


def test_tmx_twenty_thousand_units_in_under_five_seconds(tmp_path):
    path = tmp_path / "big.tmx"
    start = time.process_time()
    write_tmx(
        (Unit(f"Phrase numéro {i} du texte.", f"Sentence number {i} of the text.") for i in range(20_000)),
        path,
    )
    assert sum(1 for _ in read_tmx(path)) == 20_000
    assert time.process_time() - start < 5


def test_tmx_reading_takes_no_more_memory_for_a_longer_file(tmp_path):
    peaks = []
    for count in (500, 5_000):
        path = tmp_path / f"{count}.tmx"
        write_tmx((Unit(f"Phrase {i}.", f"Sentence {i}.") for i in range(count)), path)
        tracemalloc.start()
        assert sum(1 for _ in read_tmx(path)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]


def test_tmx_reads_inline_codes_language_variants_and_doctype():
    source = b"""<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">
    <tmx version="1.4"><header/><body><tu><tuv xml:lang="fr-FR"><seg>Le <bpt i="1">&lt;b&gt;</bpt>Kremlin<ept i="1"/> <hi>dit</hi> non.</seg>
    </tuv><tuv lang="EN-us"><seg>The Kremlin says no.</seg></tuv><tuv xml:lang="de"><seg>Nein.</seg></tuv></tu>
    <tu><tuv xml:lang="fr"><seg>Seul.</seg></tuv></tu></body></tmx>"""
    assert list(read_tmx(io.BytesIO(source))) == [Unit("Le Kremlin dit non.", "The Kremlin says no.")]


def test_tmx_entities_are_never_expanded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    source = f"""<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY a "boum">
    <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
    <tmx version="1.4"><body><tu><tuv xml:lang="fr"><seg>A &x; &c;</seg></tuv><tuv xml:lang="en"><seg>B</seg></tuv></tu></body></tmx>"""
    text = " ".join(u.fr for u in read_tmx(io.BytesIO(source.encode())))
    assert "secret" not in text
    assert "boum" not in text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<html><p>x</p></html>", "not a TMX"),
        (b"<tmx><body><tu>", "not well-formed"),
        (b"\x00\x01binary", "not well-formed"),
    ],
)
def test_tmx_bad_file_is_one_sentence(content, says):
    with pytest.raises(DataFileError, match=says):
        list(read_tmx(io.BytesIO(content), "mine.tmx"))


def test_tmx_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(DataFileError, match=r"none\.tmx cannot be read"):
        list(read_tmx(tmp_path / "none.tmx"))


def test_tmx_leaves_out_characters_xml_forbids():
    assert round_trip([Unit("a\x0bb", "c\x00d")]) == [Unit("ab", "cd")]


def test_memory_matches_despite_typography():
    memory = MemoryEngine([Unit("« L’Iran dit : non »", "Iran says no", "reference")])
    result = memory.translate(['"L\'Iran dit: non"'])[0]
    assert (result.text_en, result.quality, result.version) == ("Iran says no", "reference", "reference")


def test_memory_persons_wording_wins_over_every_other():
    reference, person = Unit("Oui.", "Yes.", "reference"), Unit("Oui.", "Indeed.", edited_by="Ana")
    for order in ([reference, person], [person, reference]):
        result = MemoryEngine(order).translate(["Oui."])[0]
        assert (result.text_en, result.quality, result.version) == ("Indeed.", "person", "Ana")


def test_memory_persons_wording_wins_when_it_differs_in_typography():
    memory = MemoryEngine(
        [Unit("L’Iran.", "Iran (ref).", "reference"), Unit("L'Iran.", "Iran!", edited_by="Ana")]
    )
    assert memory.translate(["L’Iran."])[0].text_en == "Iran!"


def test_memory_fuzzy_match_is_suggested_and_never_used():
    memory = MemoryEngine(
        [Unit("Le ministre a quitté Paris lundi matin.", "The minister left Paris on Monday morning.")]
    )
    near = "Le ministre a quitté Paris mardi matin."
    assert memory.translate([near])[0].text_en == ""
    assert memory.suggest(near)[0].score >= 90
    assert memory.suggest("Tout autre chose, vraiment.") == []
    assert memory.suggest("Le ministre a quitté Paris lundi matin.") == []


def test_memory_empty_says_so():
    assert "empty" in MemoryEngine().available()


def test_shipped_memory_covers_the_whole_sample():
    import json

    seed = json.loads((paths.DATA / "gold" / "seed.jsonl").read_text(encoding="utf-8").splitlines()[0])
    sentences = [seed["text"][a:b] for a, b in seed["sentences"]]
    results = MemoryEngine(shipped_units()).translate(sentences)
    assert all(r.text_en for r in results)
    assert {r.version for r in results} == {"reference, shipped with the sample"}
    assert "the IDF (Tsahal)" in results[7].text_en.replace("The", "the")
