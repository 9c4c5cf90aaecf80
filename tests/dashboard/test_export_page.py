"""Export: what the page offers is what is filtered on screen."""

import io
import json
import zipfile

import pandas as pd
import pytest
from support.dashboard_app import gold_corpus, open_page

from pipelines.analysis.filters import Filters, apply
from pipelines.export.csv import csv_bytes
from pipelines.model import TABLE_NAMES


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return gold_corpus(tmp_path_factory.mktemp("export") / "corpus.db", "seed")


def test_every_table_is_offered_with_its_rows(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus, "export")
    tables = dict(corpus.tables().items())
    options = app.selectbox(key="export_table").options
    assert [option.split(",")[0] for option in options] == list(TABLE_NAMES)
    assert f"sentences, {len(tables['sentences'])} rows" in options


def test_preview_is_the_filtered_table(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus, "export", words="Iran")
    app.selectbox(key="export_table").set_value("mentions").run()
    expected = apply(corpus.tables(), Filters(words="Iran")).mentions
    assert len(app.dataframe[0].value) == len(expected)
    assert list(app.dataframe[0].value["surface"]) == list(expected["surface"])


def test_csv_holds_the_frame_row_for_row(corpus):
    mentions = corpus.tables().mentions
    read = pd.read_csv(io.BytesIO(csv_bytes(mentions)), keep_default_na=False)
    pd.testing.assert_frame_equal(read, mentions.reset_index(drop=True), check_dtype=False)


def test_archive_describes_itself(corpus):
    from pipelines.export.bundle import bundle_bytes

    packed = bundle_bytes(corpus.tables(), Filters(words="Iran"), "sentence")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        described = json.loads(archive.read("manifest.json"))
        assert set(archive.namelist()) == {*described["files"], "manifest.json"}
        assert {f"csv/{name}.csv" for name in TABLE_NAMES} <= set(archive.namelist())
        assert described["filters"]["words"] == "Iran"


def test_cells_that_a_workbook_cannot_hold_are_said(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus, "export")
    assert not [each.value for each in app.caption if "XLSX" in each.value]
    monkeypatch.setattr("pipelines.export.workbook.LONGEST_CELL", 200)
    app.selectbox(key="export_table").set_value("articles").run()
    assert [each.value for each in app.caption if "In XLSX, 1 cell is cut" in each.value]
