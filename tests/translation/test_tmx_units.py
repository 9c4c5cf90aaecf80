"""Units of other programs' memories: languages, dates, markup, places, and one bad unit among good ones."""

from __future__ import annotations

import io
from itertools import permutations
from pathlib import Path

import pytest

from pipelines.corpus import Corpus
from pipelines.corpus.memory_places import Places
from pipelines.translation.imported import Imported
from pipelines.translation.memory import MemoryEngine
from pipelines.translation.tmx import Skipped, Unit, read_tmx, write_tmx
from pipelines.translation.tmx_units import language_of, stamp


def tmx(*units: str, header: str = "<header/>") -> io.BytesIO:
    return io.BytesIO(f'<tmx version="1.4">{header}<body>{"".join(units)}</body></tmx>'.encode())


def tu(fr: str, en: str = "Yes.", attributes: str = "", fr_code: str = "fr", props: str = "") -> str:
    return (
        f'<tu {attributes}>{props}<tuv xml:lang="{fr_code}"><seg>{fr}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{en}</seg></tuv></tu>'
    )


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("fr", "fr"), ("fr-FR", "fr"), ("FR-CA", "fr"), ("fr_BE", "fr"), ("fra", "fr"), ("EN-US", "en"), ("en", "en"),
        ("frp", ""), ("fro", ""), ("frm", ""), ("frr-DE", ""), ("enm", ""), ("", ""), ("x-fr", ""),
    ],
)  # fmt: skip
def test_language_code_is_compared_whole(code: str, language: str) -> None:
    assert language_of(code) == language


def test_unit_of_another_language_is_left_out_and_named() -> None:
    skipped: list[Skipped] = []
    units = list(read_tmx(tmx(tu("Vos châtéls.", fr_code="fro"), tu("Oui.")), "m.tmx", skipped))
    assert [unit.fr for unit in units] == ["Oui."]
    assert skipped == [Skipped(1, "it has no French")]


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("20240131T120000Z", "20240131T120000Z"), ("2024-01-31T12:00:00+00:00", "20240131T120000Z"),
        ("20240131", "20240131T000000Z"), ("2024-01-31 12:00", "20240131T120000Z"), ("yesterday", ""), ("", ""),
        ("99999999", ""), ("20241399T000000Z", ""), ("20240230T256199Z", "20240230T000000Z"), ("202401315", ""),
    ],
)  # fmt: skip
def test_date_is_put_into_one_form(date: str, told: str) -> None:
    assert stamp(date) == told


def test_newest_date_counts_wherever_it_stands() -> None:
    source = tmx(
        '<tu creationdate="20300101T000000Z" changedate="20200101T000000Z"><tuv xml:lang="fr"><seg>A.</seg></tuv>'
        '<tuv xml:lang="en" changedate="20210101T000000Z"><seg>B.</seg></tuv></tu>',
        '<tu creationdate="20190101T000000Z"><tuv xml:lang="fr"><seg>C.</seg></tuv><tuv xml:lang="en"><seg>D.</seg></tuv></tu>',
    )
    assert [unit.changed for unit in read_tmx(source)] == ["20210101T000000Z", "20190101T000000Z"]


@pytest.mark.parametrize(
    ("segment", "words"),
    [
        ('a dit<ph x="1">&lt;br/&gt;</ph>oui.', "a dit oui."),
        ('a dit <ph x="1"/> oui.', "a dit oui."),
        ('a dit.<ph x="1">\\par </ph>Oui.', "a dit. Oui."),
        ('l’<ph x="1"/>Iran', "l’Iran"),
        ('oui<ph x="1"/>.', "oui."),
        ('le 1<ph x="1">&lt;sup&gt;</ph>er<ph x="2">&lt;/sup&gt;</ph> mai', "le 1er mai"),
        ('le <it pos="begin">{\\b </it>maire<it pos="end">}</it> part', "le maire part"),
        ('le mi<bpt i="1">&lt;b&gt;</bpt>nistre<ept i="1">&lt;/b&gt;</ept>', "le ministre"),
        ('<ut>{\\f1 </ut>Bonjour<hi type="x"> à tous</hi>', "Bonjour à tous"),
        ('la note<ph x="1">&lt;fn&gt;<sub>Voir page 3.</sub>&lt;/fn&gt;</ph> suit', "la note suit"),
        ('<ph x="1"/>Bonjour<ph x="2"/>', "Bonjour"),
        ("a dit<ut>{\\cs6\\f1\\cf6\\lang1024 &lt;br/&gt;}</ut>oui.", "a dit oui."),
        ("le mi<ut>{\\cs6\\f1\\cf6\\lang1024 &lt;b&gt;}</ut>nistre", "le ministre"),
    ],
)
def test_markup_leaves_the_words_as_they_read(segment: str, words: str) -> None:
    assert [unit.fr for unit in read_tmx(tmx(tu(segment)))] == [words]


def test_short_tags_go_from_omegats_files_and_stay_in_others() -> None:
    given = tu("Le &lt;f0&gt;maire&lt;/f0&gt; part.")
    (ours,) = read_tmx(tmx(given, header='<header creationtool="OmegaT"/>'))
    (theirs,) = read_tmx(tmx(given))
    assert (ours.fr, theirs.fr) == ("Le maire part.", "Le <f0>maire</f0> part.")


@pytest.mark.parametrize(
    "bad", [tu("A & B."), tu("<b>A."), tu("A&#x1f;B."), "<tu><tuv></tu>", tu("&nbsp;< A.")]
)
@pytest.mark.parametrize("opened", [True, False])
def test_bad_unit_costs_itself_and_is_named(bad: str, opened: bool, tmp_path: Path) -> None:
    source = tmx(tu("Un."), tu("Deux."), bad, tu("Quatre."))
    if not opened:
        (tmp_path / "m.tmx").write_bytes(source.getvalue())
    skipped: list[Skipped] = []
    units = list(read_tmx(source if opened else tmp_path / "m.tmx", "m.tmx", skipped))
    assert [unit.fr for unit in units] == ["Un.", "Deux.", "Quatre."]
    assert [each.number for each in skipped] == [3]
    assert "not well-formed" in skipped[0].reason


def test_file_that_ends_too_soon_gives_what_is_whole() -> None:
    whole = tmx(tu("Un."), tu("Deux."), tu("Trois.")).getvalue()
    skipped: list[Skipped] = []
    units = list(read_tmx(io.BytesIO(whole[: whole.index(b"Trois")]), "m.tmx", skipped))
    assert [unit.fr for unit in units] == ["Un.", "Deux."]
    assert [each.number for each in skipped] == [3]


DATED = [
    Unit("A.", f"Of {year}.", changed=f"{year}0101T000000Z" if year else "") for year in ("2024", "2020", "")
]


@pytest.mark.parametrize("units", permutations(DATED))
def test_newest_unit_wins_whatever_the_order(units: tuple[Unit, ...], tmp_path: Path) -> None:
    assert MemoryEngine(units).translate(["A."])[0].text_en == "Of 2024."
    corpus = Corpus(tmp_path / "a.db")
    assert corpus.import_units(units) == Imported(read=3, new=1, older=2)
    one_by_one = Corpus(tmp_path / "b.db")
    for unit in units:
        one_by_one.import_units([unit])
    for each in (corpus, one_by_one):
        assert [unit.en for unit in each.imported_units()] == ["Of 2024."]


def test_import_counts_what_became_of_each_unit(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "c.db")
    corpus.import_units([Unit("A.", "a", changed="2024"), Unit("B.", "b", changed="2024"), Unit("C.", "c")])
    done = corpus.import_units([
        Unit("A.", "older", changed="2020"), Unit("B.", "newer", changed="2025"), Unit("C.", "c"), Unit("D.", "d"),
        Unit("D.", "placed", file="a.txt"),
    ], [Skipped(6, "it has no English")])  # fmt: skip
    assert done == Imported(
        5, new=2, replaced=1, same=1, older=1, placed=1, skipped=(Skipped(6, "it has no English"),)
    )
    assert done.words("m.tmx") == (
        "5 units read from m.tmx: 2 new, 1 replaced what you had, 1 already there, 1 older than another wording. "
        "1 of them holds for one place of one file only. 1 unit left out (unit 6: it has no English)."
    )


def test_placed_unit_is_never_the_english_elsewhere() -> None:
    placed = Unit("Oui.", "Quite so.", file="b.txt", id="12")
    assert MemoryEngine([placed]).translate(["Oui."])[0].text_en == ""
    assert MemoryEngine([Unit("Oui.", "Yes."), placed]).translate(["Oui."])[0].text_en == "Yes."


def test_number_alone_is_no_place() -> None:
    units = list(read_tmx(tmx(tu("Oui.", props='<prop type="id">12</prop>'))))
    assert units == [Unit("Oui.", "Yes.")]
    assert MemoryEngine(units).translate(["Oui."])[0].text_en == "Yes."


@pytest.mark.parametrize(
    ("unit", "name", "holds"),
    [
        ({"file": "a.txt"}, "a.txt", True),
        ({"file": "a.txt", "id": "12"}, "press/a.txt", True),
        ({"file": "press/a.txt"}, "a.txt", True),
        ({"file": "press\\a.txt"}, "bundle.zip/press/a.txt#3", True),
        ({"file": "2023/a.txt"}, "2022/a.txt", False),
        ({"file": "a.txt"}, "aa.txt", False),
        ({"file": "a.txt", "prev": "Le maire a dit « non »."}, "a.txt", True),
        ({"file": "a.txt", "prev": "Le maire a dit : « non »."}, "a.txt", False),
        ({"file": "a.txt", "prev": ""}, "a.txt", False),
        ({"file": "a.txt", "next": ""}, "a.txt", True),
        ({"prev": "Le maire a dit\u00a0«\u00a0<f0>non</f0>\u00a0»."}, "any.txt", True),
        ({"prev": "Le maire a dit « non ».", "next": "Fin."}, "any.txt", False),
    ],
)
def test_alternative_holds_where_all_that_it_states_is_so(
    unit: dict[str, str], name: str, holds: bool
) -> None:
    places = Places([Unit("C’est\u00a0: oui\u202f!", "It is yes!", **unit)])
    french = {0: "Titre", 1: "Début.", 2: "Le maire a dit « non ».", 3: "C'est : oui !"}
    assert set(places.within(name, french, [0, 1, 2, 3])) == ({3} if holds else set())


def test_alternative_of_a_file_alone_holds_only_where_its_sentence_stands_once() -> None:
    places = Places([Unit("Oui.", "Quite so.", file="a.txt")])
    assert set(places.within("a.txt", {1: "Oui.", 2: "Non."}, [1, 2])) == {1}
    assert places.within("a.txt", {1: "Oui.", 2: "Non.", 3: "Oui."}, [1, 2, 3]) == {}


def test_newer_of_two_alternatives_of_one_place_holds() -> None:
    old, new = (Unit("Oui.", en, changed=en, file="a.txt", id=en) for en in ("2020", "2024"))
    for units in ([old, new], [new, old]):
        assert Places(units).within("a.txt", {1: "Oui."}, [1])[1].en == "2024"


def test_placed_units_go_out_with_their_places_and_come_back(tmp_path: Path) -> None:
    from pipelines.export.tmx import memory_bytes

    units = [
        Unit("Oui.", "Yes.", "x", changed="20240101T000000Z"),
        Unit("Oui.", "Quite so.", file="b.txt", id="1", prev="Non."),
        Unit("Oui.", "Indeed.", file="b.txt", prev="", next="Non.", path="menu"),
        Unit("Oui.", "Right.", file="b.txt", prev="", next="Non."),
        Unit("Oui.", "Yes indeed.", file="b.txt", next="Non."),
    ]
    corpus = Corpus(tmp_path / "c.db")
    corpus.import_units(units)
    content, number = memory_bytes(corpus)
    read = list(read_tmx(io.BytesIO(content)))
    assert (read[0], set(read), number) == (units[0], set(units), 5)
    assert corpus.import_units(units) == Imported(read=5, same=5, placed=4)


def test_written_date_and_person_are_where_omegat_looks() -> None:
    out = io.BytesIO()
    write_tmx([Unit("Oui.", "Yes.", edited_by="Ada", changed="20240101T000000Z")], out)
    assert b'<tuv xml:lang="en" changedate="20240101T000000Z" changeid="Ada">' in out.getvalue()
