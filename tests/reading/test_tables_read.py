from __future__ import annotations

import csv
import datetime
import io
import time

import pandas as pd
import pytest
from made_files import PARAGRAPH, SECOND, excel
from test_text import reason

from pipelines.reading import read

ROWS = [
    ("Accord", "14/11/2022", "Le Monde", "Jeanne Roy", PARAGRAPH),
    ("", "", "", "", f"{SECOND}\n\n{PARAGRAPH}"),
]
HEADER = ("Titre", "Date de publication", "Journal", "Auteur", "Texte")


def table(delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([HEADER, *ROWS])
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("p.csv", table()),
        ("p.csv", table(";", "cp1252")),
        ("p.csv", table("|", "utf-8-sig")),
        ("p.tsv", table("\t")),
        ("p.csv", b"sep=;\r\n" + table(";")),
        ("p.xlsx", excel([HEADER, *ROWS])),
    ],
)
def test_rows_become_articles(name: str, data: bytes):
    result = read(name, data)
    assert result.rejections == ()
    first, second = result.articles
    assert (first.title, first.published, first.source, first.author, first.text) == (
        "Accord", "2022-11-14", "Le Monde", "Jeanne Roy", PARAGRAPH,
    )  # fmt: skip
    assert second.text == f"{SECOND}\n\n{PARAGRAPH}"
    assert [each.file_name for each in result.articles] == [f"{name}#2", f"{name}#3"]


def test_parquet_rows_become_articles():
    out = io.BytesIO()
    frame = pd.DataFrame({"text": [PARAGRAPH, None], "date": [pd.Timestamp("2022-11-14"), pd.NaT]})
    frame.to_parquet(out)
    result = read("p.parquet", out.getvalue())
    assert result.articles[0].published == "2022-11-14"
    assert [each.where for each in result.rejections] == ["row 2"]


def test_excel_dates_are_dates():
    data = excel([("text", "date"), (PARAGRAPH, datetime.date(2022, 11, 14))])
    assert read("p.xlsx", data).articles[0].published == "2022-11-14"


def test_row_without_text_is_rejected_with_its_number():
    result = read(
        "p.csv", f"title,text\nA,{SECOND.replace(',', '')}\nB,\n\nC,{SECOND.replace(',', '')}\n".encode()
    )
    assert len(result.articles) == 2
    assert [(each.file_name, each.where) for each in result.rejections] == [("p.csv", "row 3")]
    assert result.found == 3


@pytest.mark.parametrize("name", ["p.csv", "p.xlsx"])
def test_missing_text_column_names_the_columns_found(name: str):
    data = b"nom;prix\na;2\n" if name.endswith("csv") else excel([("nom", "prix"), ("a", 2)])
    assert "nom, prix" in reason(name, data)


def test_header_alone_is_rejected():
    assert "no rows" in reason("p.csv", b"title,text\n")


def test_unclosed_quotation_mark_rejects_its_row_and_keeps_those_before():
    result = read("p.csv", b'text,a\nPremier texte assez long,1\n"Jamais clos,2\nEncore un,3\n')
    assert [each.text for each in result.articles] == ["Premier texte assez long"]
    assert "never closes" in result.rejections[0].reason


def test_damaged_excel_and_parquet_are_rejected():
    whole = excel([HEADER, *ROWS])
    assert "damaged" in reason("p.xlsx", whole[:-200])
    assert "damaged" in reason("p.parquet", b"PAR1" + b"junk" * 20)


def test_impossible_date_warns_on_its_row_alone():
    result = read("p.csv", f"date;texte\n31/02/2022;{PARAGRAPH}\n01/03/2022;{PARAGRAPH}\n".encode())
    assert [bool(each.warnings) for each in result.articles] == [True, False]


def test_many_quotation_marks_take_linear_time():
    began = time.process_time()
    read("p.csv", b"text\n" + b'"a\n' * 50_001)
    assert time.process_time() - began < 10
