"""Memories that OmegaT wrote, and what it makes of ours; see omegat/README.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.corpus import Corpus
from pipelines.ingest import import_memory, ingest_files
from pipelines.translation.tmx import Unit, read_tmx

FILES = Path(__file__).parent / "omegat"
WRITTEN = [
    Unit("La grève continue à Lyon.", "The strike goes on in Lyon & “Oullins” <now>.", "firefox 1", "Ada", "20250102T030405Z"),
    Unit("Le ministre a annoncé mardi des renforts.", "The minister announced reinforcements.", "apertium gist"),
    Unit("Oui.", "Yes.", changed="20250102T030405Z"),
    Unit("Oui.", "Quite so.", changed="20250103T030405Z", file="b.txt", prev="Personne ne l’a suivi.", next="La grève continue à Lyon."),
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
    def told(units: list[Unit]) -> list[tuple[str, ...]]:
        return sorted((u.fr, u.en, u.changed, u.file, u.prev, u.next) for u in units)

    assert told(list(read_tmx(FILES / "read_back.tmx"))) == told(WRITTEN)


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
