"""Whatever text is stored comes back equal from a file that a person exported, and no spreadsheet runs it."""

from __future__ import annotations

import io

import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from pipelines.export import workbook
from pipelines.export.csv import csv_bytes
from pipelines.export.workbook import cells_cut, xlsx_bytes
from pipelines.model import SCHEMAS
from pipelines.reading.items import Draft
from pipelines.reading.tables.files import read_delimited, read_excel

PIECES = (
    "=", "+", "-", "@", "＝", "'", "''", ";", "|", ",", '"', '""', "\n", "\n\n", "\t", " ", "\u00a0", "\u202f", "\u200b",
    "\u202e", "_x0041_", "_x000D_", "_x005F_x0041_", "_", "#N/A", "#REF!", "TRUE", "1E5", "007", "5 %", "2022-11-09", "12:30",
    "=1+1", "@SUM(1)", "\u2013 Oui", "« Non »", "Le maire a parlé.", "De : a@b.fr", "Publié le 3 mai 2022", "😀", "é", "e\u0301",
)  # fmt: skip
# Controls are left out of what is stored when it is read.
SIGNS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXT = st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(SIGNS, max_size=20)


def rows_of(*texts: tuple[str, str, str]) -> pd.DataFrame:
    """Articles with these titles, authors and texts."""
    blank = dict.fromkeys(SCHEMAS["articles"].columns, "")
    made = [
        blank | {"article_id": str(n), "n_words": 3, "title": title, "author": author, "text": text}
        for n, (title, author, text) in enumerate(texts)
    ]
    return pd.DataFrame(made)


def back(kind: str, rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Titles, authors and texts of the articles read out of an exported file."""
    if kind == "csv":
        read = read_delimited("articles.csv", csv_bytes(rows))
    else:
        read = read_excel("articles.xlsx", xlsx_bytes({"articles": rows}))
    return [(each.title, each.author, each.text) for each in read if isinstance(each, Draft)]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@settings(max_examples=50, deadline=None)
@given(given=st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=4))
@example(given=[("_x0041_", "#N/A", "_x000D_ et _x0042_")])
@example(given=[("=Vingt ; -un", "-\u00a0AFP", "'\n'=1")])
def test_articles_that_were_read_once_come_back_equal(kind: str, given: list[tuple[str, str, str]]) -> None:
    stored = [
        (title, author, f"Le maire. {text} Fin.")
        for title, author, text in back("csv", rows_of(*[(a, b, f"x{c}x") for a, b, c in given]))
    ]
    once = back("csv", rows_of(*stored))
    assert len(once) == len(stored)
    assert back(kind, rows_of(*once)) == once


@settings(max_examples=80, deadline=None)
@given(st.lists(TEXT | st.text(), min_size=1, max_size=6))
@example(["#N/A", "=1+1", "_x0041_", "_x005F_"])
def test_every_cell_of_a_workbook_is_text_and_as_it_was(values: list[str]) -> None:
    rows = pd.DataFrame({"=1+1": values, "#N/A": values})
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes({"t": rows})))["t"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert [cell.value for cell in sheet[1]] == ["=1+1", "#N/A"]
    for value, cells in zip(values, sheet.iter_rows(min_row=2), strict=True):
        seen = workbook._UNWRITABLE.sub("", value)
        assert [unescape(cell.value or "") for cell in cells] == [seen, seen]
        assert all(cell.value is None or isinstance(cell.value, str) for cell in cells)


@pytest.mark.parametrize("text", ["a" * 40_000, "😀" * 20_000, "_x0041_" * 5_000, "a" + "😀" * 16_383 + "é"])
def test_cell_too_long_for_a_workbook_is_cut_where_excel_counts_and_counted(text: str) -> None:
    rows = pd.DataFrame({"text": [text, "court"]})
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes({"t": rows})))
    kept = unescape(book["t"]["A2"].value)
    assert text.startswith(kept)
    assert len(kept.encode("utf-16-le")) <= 2 * workbook.LONGEST_CELL
    assert cells_cut(rows) == 1
    assert book["t"]["A3"].value == "court"


def test_cell_as_long_as_a_workbook_holds_is_whole() -> None:
    longest = "é" * workbook.LONGEST_CELL
    rows = pd.DataFrame({"text": [longest, "😀" * (workbook.LONGEST_CELL // 2)], "n": [1, 2]})
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes({"t": rows})))["t"]
    assert [sheet["A2"].value, sheet["A3"].value] == list(rows["text"])
    assert cells_cut(rows) == 0
