"""CSV: what a spreadsheet must never run, and what must come back unchanged."""

import io
import re
import unicodedata

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.export.csv import csv_bytes
from pipelines.formula_cells import defuse, restore
from pipelines.model import SCHEMAS, frame
from pipelines.reading.tables.files import read_delimited


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+33 1 42", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "=HYPERLINK(\"http://x\")", "  =1+1",
     "\u00a0=1+1", "\u202f\u00a0 @SUM(1)", "\n=1+1", "\ufeff+1+1", "\u200b=1", "\u3000=1", "＝1+1", "＋1+1", "－1+1", "＠SUM(1)",
     "﹦1", "\u00a0＝1", "Oui;=1+1", "Oui ; @SUM(1)", "Oui\n-1+1", "Oui\t=1", "a|=1", "''=1"],
)  # fmt: skip
def test_formula_cells_are_defused(cell):
    written = csv_bytes(pd.DataFrame({"a": [cell]}))
    read = pd.read_csv(io.BytesIO(written))["a"][0]
    assert not _is_formula(read)
    assert restore(read) == cell.replace("\r", "\n")


def _is_formula(text: str) -> bool:
    """A spreadsheet's view: cells begin at the text's start and after separators, blanks and invisible signs skipped."""
    cells = re.split(r"[;\t\n|]", text)
    seen = ["".join(c for c in cell if not c.isspace() and unicodedata.category(c) != "Cf") for cell in cells]
    return any(unicodedata.normalize("NFKC", cell[:1]) in set("=+-@") for cell in seen)


_DANGEROUS = st.text(st.sampled_from("=+-@＝'a;\t\n|\u00a0\u202f\u200b\u202e 5."))


@given(_DANGEROUS | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")))
def test_what_comes_back_in_is_what_went_out(value):
    written = defuse(value)
    assert restore(written) == value
    assert not _is_formula(written) or value == written == _number(value)


def _number(text: str) -> str | None:
    try:
        float(text)
    except ValueError:
        return None
    return text


def test_defusing_takes_time_in_proportion_to_the_text():
    for hostile in ("'" * 100_000, "\n" * 100_000, "\u00a0" * 100_000, "=" * 100_000, ";'" * 50_000):
        assert len(restore(defuse(hostile))) == len(hostile)


def test_articles_exported_and_loaded_again_are_the_same():
    texts = {
        "title": "=Vingt ; -un",
        "source": "@lemonde",
        "author": "-\u00a0AFP",
        "text": "\u2013 Oui.\n\n- Non, dit-elle.\n\n= Fin.",
    }
    row = dict.fromkeys(SCHEMAS["articles"].columns, "") | texts | {"article_id": "a", "n_words": 3}
    written = csv_bytes(pd.DataFrame([row]))
    (draft,) = read_delimited("articles.csv", written)
    assert {name: getattr(draft, name) for name in texts} == texts
    (foreign,) = read_delimited("autres.csv", b"title,text\n'-Non,Il a dit non.\n")
    assert foreign.title == "'-Non"


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
    assert not any(cell.lstrip().startswith(("=", "@")) for cell in read["a"])


def test_column_names_are_defused_too():
    assert b"'=cmd" in csv_bytes(pd.DataFrame({"=cmd": [1]}))


@pytest.mark.parametrize("table", sorted(SCHEMAS))
def test_an_empty_table_is_its_header(table):
    assert csv_bytes(frame(table)).decode("utf-8-sig").splitlines() == [",".join(SCHEMAS[table].columns)]
