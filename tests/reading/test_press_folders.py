"""Folders with a table of metadata (TXM) or telling names (CAMille)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipelines.reading import read
from pipelines.reading.folders import plan
from pipelines.reading.press.described import NOT_CSV, NOTES
from tests.reading.test_press_nexis import GREVE, PORT

CASES = Path(__file__).parent / "cases" / "press"


def archive(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def stated(files: Mapping[str, str | bytes]) -> list[tuple[str, str, str, str, str]]:
    result = read("corpus.zip", archive(files))
    return [(a.file_name.split("/", 1)[1], a.title, a.source, a.published, a.author) for a in result.articles]


EXPECTED = [
    ("so_1.txt", "La grève", "Sud Ouest", "2023-02-23", "Nadia Roux"),
    ("tl-2.txt", "Le port", "Le Télégramme", "2023-03-01", ""),
]
TABLE = "id;titre;journal;date;auteur\nso_1;La grève;Sud Ouest;23/02/2023;Nadia Roux\ntl-2;Le port;Le Télégramme;1er mars 2023;\n"


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("metadata.csv", TABLE),
        ("metadata.csv", "\ufeff" + TABLE.replace("\n", "\r\n")),
        ("Metadata.CSV", TABLE.replace(";", ",")),
        ("metadata.tsv", TABLE.replace(";", "\t")),
        ("metadata.csv", TABLE.replace("so_1;", "so_1.txt;").replace("tl-2;", "tl-2.txt;")),
        ("metadata.csv", '"' + TABLE.replace(";", '","').replace("\n", '"\n"').removesuffix('"')),
    ],
)
def test_txm_metadata_states_title_source_and_date(name: str, table: str):
    assert stated({name: table, "so_1.txt": GREVE, "tl-2.txt": PORT}) == EXPECTED


def test_txm_metadata_in_the_code_page_of_windows():
    assert stated({"metadata.csv": TABLE.encode("cp1252"), "so_1.txt": GREVE, "tl-2.txt": PORT}) == EXPECTED


def test_txm_metadata_holds_for_its_own_folder_alone():
    files = {"a/metadata.csv": TABLE, "a/so_1.txt": GREVE, "a/tl-2.txt": PORT, "b/so_1.txt": PORT + " Suite."}
    rows = stated(files)
    assert [row[1] for row in rows] == ["La grève", "Le port", ""]


def test_txm_names_with_accents_written_apart_are_met():
    table = TABLE.replace("so_1", "été_1")
    assert (
        stated({"metadata.csv": table, "e\u0301te\u0301_1.txt": GREVE, "tl-2.txt": PORT})[0][1] == "La grève"
    )


def test_txm_rows_and_texts_without_each_other_are_told():
    files = {
        "metadata.csv": TABLE + "xx_9;Perdu;X;2023;\n",
        "so_1.txt": GREVE,
        "tl-2.txt": PORT,
        "zz.txt": PORT + " Fin.",
    }
    result = read("corpus.zip", archive(files))
    (rejection,) = result.rejections
    assert rejection.where == "metadata.csv"
    assert "1 row(s) without a text (xx_9) and 1 text(s) without a row (zz.txt)" in rejection.reason
    assert len(result.articles) == 3


def test_txm_table_with_the_articles_in_it_is_a_table():
    table = f'id,titre,texte\nso_1,La grève,"{GREVE} {GREVE} {PORT}"\n'
    result = read("corpus.zip", archive({"metadata.csv": table, "so_1.txt": PORT}))
    assert [a.title for a in result.articles] == ["La grève", ""]


def test_txm_metadata_as_workbook_says_what_to_do():
    result = read("corpus.zip", archive({"metadata.xlsx": b"PK", "so_1.txt": GREVE, "tl-2.txt": PORT}))
    assert [each.reason for each in result.rejections] == [NOT_CSV]
    assert len(result.articles) == 2


def test_txm_case_gives_its_right_value():
    result = read("txm-folder.zip", (CASES / "txm-folder.zip").read_bytes())
    assert [(a.title, a.source, a.published) for a in result.articles] == [
        ("Des renforts", "Le Figaro", "2022-11-09"),
        ("Le canal", "La Voix du Nord", "2022-11-11"),
    ]
    assert not result.rejections


def test_camille_case_gives_its_right_value():
    result = read("camille-folder.zip", (CASES / "camille-folder.zip").read_bytes())
    assert [a.published for a in result.articles] == ["1928-09-04"]
    assert [(each.where, each.reason) for each in result.rejections] == [("_README.txt", NOTES)]


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("KB_JB838_1928-09-04_01-00003.txt", "1928-09-04"),
        ("KBR_B14138_1914-08-02_02-00001.txt", "1914-08-02"),
        ("dossier/KB_JB427_1940-05-10_01-00012.txt", "1940-05-10"),
        ("KB_JB838_1928-13-04_01-00003.txt", ""),
        ("notes_1928-09-04.txt", ""),
        ("Rapport_final_2022-11-09.txt", ""),
    ],
)
def test_camille_names_state_the_day(name: str, published: str):
    assert dict(plan([name], lambda _: b"").stated.get(name, {})).get("published", "") == published
    assert [a.published for a in read(name, GREVE.encode()).articles] == [published]


def test_camille_name_never_wins_over_the_text():
    text = f"Date: 2001-02-03\n\n{GREVE}"
    assert read("KB_JB838_1928-09-04_01-00003.txt", text.encode()).articles[0].published == "2001-02-03"


def test_notes_outside_such_folders_are_read():
    result = read("corpus.zip", archive({"README.txt": GREVE, "a.txt": PORT}))
    assert len(result.articles) == 2
