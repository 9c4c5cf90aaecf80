"""CSV: what a spreadsheet must never run, and what must come back unchanged."""

import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.export.csv import csv_bytes, defuse
from pipelines.model import SCHEMAS, frame


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+33 1 42", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "=HYPERLINK(\"http://x\")", "  =1+1"],
)  # fmt: skip
def test_formula_cells_are_defused(cell):
    written = csv_bytes(pd.DataFrame({"a": [cell]}))
    assert pd.read_csv(io.BytesIO(written))["a"][0] == f"'{cell}".replace("\r", "\n")


@pytest.mark.parametrize("cell", ["-5", "+1.5", "2022-11~", "« Non »", "", "a=b", "d’où"])
def test_numbers_and_plain_text_stay(cell):
    assert defuse(cell) == cell


def test_numbers_are_not_text():
    assert defuse(-5) == -5


def test_file_begins_with_a_byte_order_mark_and_keeps_accents():
    written = csv_bytes(pd.DataFrame({"nom": ["Élysée, “dit”"]}))
    assert written.startswith(b"\xef\xbb\xbfnom\n")
    assert pd.read_csv(io.BytesIO(written))["nom"][0] == "Élysée, “dit”"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=1))
def test_text_comes_back_row_for_row(values):
    written = csv_bytes(pd.DataFrame({"a": values, "b": "x"}))
    read = pd.read_csv(io.BytesIO(written), keep_default_na=False, dtype=str)
    assert list(read["a"]) == [defuse(value) for value in values]
    assert not any(cell.lstrip(" ").startswith(("=", "@")) for cell in read["a"])


def test_column_names_are_defused_too():
    assert b"'=cmd" in csv_bytes(pd.DataFrame({"=cmd": [1]}))


@pytest.mark.parametrize("table", sorted(SCHEMAS))
def test_an_empty_table_is_its_header(table):
    assert csv_bytes(frame(table)).decode("utf-8-sig").splitlines() == [",".join(SCHEMAS[table].columns)]
