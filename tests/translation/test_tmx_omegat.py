"""Memories that OmegaT wrote, and what it makes of ours; see omegat/README.md."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from pipelines.corpus import Corpus
from pipelines.corpus.memory_places import Places
from pipelines.ingest import import_memory, ingest_files
from pipelines.translation.tmx import Unit, read_tmx, write_tmx

FILES = Path(__file__).parent / "omegat"
WRITTEN = [
    Unit("La grève continue à Lyon.", "The strike goes on in Lyon & “Oullins” <now>.", "firefox 1", "Ada", "20250102T030405Z"),
    Unit("Le ministre a annoncé mardi des renforts.", "The minister announced reinforcements.", "apertium gist"),
    Unit("Oui.", "Yes.", changed="20250102T030405Z"),
    Unit("Oui.", "Quite so.", changed="20250103T030405Z", file="b.txt", prev="Personne ne l’a suivi.", next="La grève continue à Lyon."),
    Unit("Le ministre a annoncé mardi des renforts.", "First.", file="b.txt", prev="", next="Personne ne l’a suivi."),
    Unit("Le maire a refusé.", "Last.", file="a.txt", prev="Oui.", next=""),
]  # fmt: skip


@pytest.mark.parametrize("name", ["omegat.tmx", "level1.tmx", "level2.tmx"])
def test_omegat_markup_is_out_and_the_words_are_kept(name: str) -> None:
    pairs = {(unit.fr, unit.en) for unit in read_tmx(FILES / name)}
    assert pairs >= {
        ("Le préfet a dit", "The prefect said"),
        ("oui à l’accord.", "yes to the agreement."),
        ("Voir la carte des ports & gares.", "See the map of ports & stations."),
    }


@pytest.mark.parametrize("name", ["omegat.tmx", "level1.tmx", "level2.tmx"])
def test_omegat_alternative_keeps_its_place_and_date(name: str) -> None:
    (alternative,) = [unit for unit in read_tmx(FILES / name) if unit.is_placed]
    assert (alternative.en, alternative.file, alternative.changed) == (
        "Quite so.",
        "b.txt",
        "20240303T101500Z",
    )
    assert (alternative.prev, alternative.next) == ("Personne ne l’a suivi.", "La grève continue à Lyon.")


def test_omegat_reads_back_what_we_write() -> None:
    def told(units: list[Unit]) -> set[tuple[str | None, ...]]:
        return {(u.fr, u.en, u.changed, u.file, u.prev, u.next) for u in units}

    read = list(read_tmx(FILES / "read_back.tmx"))
    assert (told(read), len(read)) == (told(WRITTEN), len(WRITTEN))


def test_omegat_alternative_at_an_end_of_its_file_holds_there_only() -> None:
    units = list(read_tmx(FILES / "edges.tmx"))
    assert [(unit.prev, unit.next) for unit in units if unit.file == "b.txt"] == [("", "")]
    places = Places(units)

    def english(file: str, *french: str) -> list[str]:
        numbered = dict(enumerate(french, 1))
        found = places.within(file, numbered, list(numbered))
        return [found[n].en if n in found else "" for n in numbered]

    assert english("a.txt", "Oui.", "Le maire part.", "Non.") == ["First yes.", "", ""]
    assert english("a.txt", "Bon.", "Oui.", "Le maire part.") == ["", "", ""]
    assert english("b.txt", "Oui.") == ["Only yes."]
    assert english("b.txt", "Oui.", "Oui.") == ["", ""]
    assert english("c.html", "La page", "Le maire part.", "Oui.", "Fin.") == ["", "", "Page yes.", ""]


def test_what_omegat_stated_goes_back_to_it() -> None:
    units = list(read_tmx(FILES / "edges.tmx"))
    out = io.BytesIO()
    write_tmx(units, out)
    assert list(read_tmx(io.BytesIO(out.getvalue()))) == units
    assert out.getvalue().count(b'<prop type="prev"></prop>') == 2


@pytest.mark.parametrize("order", ["memory first", "articles first"])
def test_omegat_alternative_is_used_in_its_place_only(tmp_path: Path, order: str) -> None:
    corpus = Corpus(tmp_path / "corpus.db")
    texts = {
        "a.txt": "Le ministre a annoncé mardi des renforts.\n\nLa grève continue à Lyon.\n\nOui.\n\nLe maire a refusé.",
        "b.txt": "Le ministre a annoncé mardi des renforts.\n\nPersonne ne l’a suivi.\n\nOui.\n\nLa grève continue à Lyon.",
    }
    steps = [
        lambda: import_memory(corpus, FILES / "omegat.tmx"),
        lambda: ingest_files(corpus, [(name, text.encode()) for name, text in texts.items()], metadata={"title": "T"}),
    ]  # fmt: skip
    for step in steps if order == "memory first" else reversed(steps):
        step()
    tables = corpus.tables()
    files = dict(zip(tables.articles["article_id"], tables.articles["file_name"], strict=True))
    rows = tables.sentences.merge(tables.translations, on=["article_id", "sentence"])
    found = {(files[r.article_id], r.text): r.text_en for r in rows.itertuples()}
    assert found["a.txt", "Oui."] == "Yes."
    assert found["b.txt", "Oui."] == "Quite so."
    assert found["b.txt", "La grève continue à Lyon."] == "The strike goes on in Lyon."
