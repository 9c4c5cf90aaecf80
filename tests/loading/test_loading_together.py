"""Files dropped together: a table of metadata among them states what the texts do not say themselves."""

from __future__ import annotations

from pathlib import Path

from test_loading_worker import QUICK

from dashboard.loading import Load
from pipelines.corpus import Corpus
from pipelines.loading.worker import LoadingWorker

TABLE = "id,titre,source,date\nfigaro_01,Des renforts,Le Figaro,9 novembre 2022\nvdn_02,Le canal,La Voix du Nord,\n"


class QuickWorker(LoadingWorker):
    command = (str(QUICK),)


def loaded(tmp_path: Path, *files: tuple[str, str]) -> tuple[Load, dict[str, dict[str, str]]]:
    where = str(tmp_path / "c.db")
    corpus = Corpus(where)
    worker = QuickWorker(where)
    try:
        load = Load(worker)
        load.add([(name, text.encode()) for name, text in files])
        assert load.wait(120)
    finally:
        worker.close()
    rows = corpus.tables().articles.to_dict("records")
    return load, {row["file_name"]: row for row in rows}


def test_table_of_metadata_dropped_with_its_texts_is_taken(tmp_path: Path) -> None:
    load, articles = loaded(
        tmp_path,
        ("figaro_01.txt", "Le maire a dit non."),
        ("metadata.csv", TABLE),
        ("vdn_02.txt", "Titre : Autre\n\nLe préfet a dit oui."),
    )
    assert set(articles) == {"figaro_01.txt", "vdn_02.txt"}
    first = articles["figaro_01.txt"]
    assert (first["title"], first["source"], first["published"]) == (
        "Des renforts",
        "Le Figaro",
        "2022-11-09",
    )
    assert articles["vdn_02.txt"]["source"] == "La Voix du Nord"
    assert [line.is_bad for line in load.lines] == [False, False, False]
    assert "taken from it" in load.lines[1].words
    counts = load.reconcile()
    assert (counts.found, counts.loaded, counts.rejected) == (2, 2, 0)


def test_text_without_a_row_is_told_and_loaded(tmp_path: Path) -> None:
    load, articles = loaded(
        tmp_path,
        ("a.txt", "Le maire a dit non."),
        ("figaro_01.txt", "Il a dit oui."),
        ("metadata.csv", TABLE),
    )
    assert articles["figaro_01.txt"]["title"] == "Des renforts"
    assert articles["a.txt"]["title"] == ""
    assert "differ" in load.lines[2].words


def test_another_table_of_that_name_is_a_table(tmp_path: Path) -> None:
    table = "titre,texte\nUn,Le maire a parlé longuement de la réforme des transports devant le conseil.\n"
    _, articles = loaded(tmp_path, ("a.txt", "Le maire a dit non."), ("metadata.csv", table))
    assert any(name.startswith("metadata.csv") for name in articles)
