"""Workbook, Parquet, graphs, manifest: the same rows, and proof of it."""

import dataclasses
import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime

import networkx as nx
import openpyxl
import pandas as pd
import pytest
from support.small_corpus import small_tables

from pipelines.analysis.cooccurrence import network
from pipelines.analysis.filters import Filters
from pipelines.export import workbook
from pipelines.export.graph import gexf_bytes, graphml_bytes
from pipelines.export.manifest import manifest, zip_bytes
from pipelines.export.parquet import parquet_bytes
from pipelines.export.workbook import xlsx_bytes


@pytest.fixture(scope="module")
def tables():
    return small_tables([["A & Co", "<B>"], ["A & Co"], ["A & Co", "<B>", "C"]], english=["A and B"])


def test_workbook_holds_every_table_with_text_as_text():
    rows = pd.DataFrame({"cell": ["=1+1", "a\x01b", "x" * 40_000]})
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes({"one": rows, "two": pd.DataFrame({"n": [1]})})))
    assert book.sheetnames == ["one", "two"]
    cells = [cell for (cell,) in book["one"].iter_rows(min_row=2)]
    assert (cells[0].value, cells[0].data_type) == ("=1+1", "s")
    assert cells[1].value == "ab"
    assert len(cells[2].value) == workbook.LONGEST_CELL


def test_workbook_refuses_more_rows_than_a_sheet_holds(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    with pytest.raises(ValueError, match="more than a sheet holds"):
        xlsx_bytes({"t": pd.DataFrame({"a": [1, 2, 3]})})


def test_parquet_keeps_rows_and_columns(tables):
    for table in dict(tables.items()).values():
        read = pd.read_parquet(io.BytesIO(parquet_bytes(table)))
        pd.testing.assert_frame_equal(read, table.reset_index(drop=True), check_dtype=False)


@pytest.mark.parametrize(("write", "read"), [(gexf_bytes, nx.read_gexf), (graphml_bytes, nx.read_graphml)])
def test_graph_files_hold_nodes_links_and_weights(tables, write, read):
    found = network(tables, minimum=1)
    graph = read(io.BytesIO(write(found)))
    assert set(graph.nodes) == {"A & Co", "<B>", "C"}
    assert graph.edges["A & Co", "<B>"]["weight"] == 2
    assert graph.edges["A & Co", "<B>"]["count"] == 2
    assert graph.nodes["C"]["sentences"] == 1
    heavy = read(io.BytesIO(write(found, "jaccard")))
    assert heavy.edges["A & Co", "<B>"]["weight"] == pytest.approx(2 / 3)


def test_graph_files_of_an_empty_network_can_be_read():
    empty = network(small_tables([["A"]]))
    assert len(nx.read_gexf(io.BytesIO(gexf_bytes(empty)))) == 0
    assert len(nx.read_graphml(io.BytesIO(graphml_bytes(empty)))) == 0


def test_manifest_says_filters_counts_engines_and_hashes(tables):
    files = {"csv/a.csv": b"abc"}
    made = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    found = manifest(tables, Filters(words="paix", event_types=("AID",)), files, made)
    assert found["made"] == "2026-01-02T03:04:05+00:00"
    assert found["filters"]["words"] == "paix"
    assert found["rows"]["sentences"] == 3
    assert found["translation"] == [{"engine": "test", "version": "1", "sentences": 1}]
    assert found["files"]["csv/a.csv"] == {"bytes": 3, "sha256": hashlib.sha256(b"abc").hexdigest()}
    assert found["versions"]["pandas"] == pd.__version__


def test_manifest_says_which_english_is_a_gist(tables):
    translations = tables.translations.assign(engine="apertium", engine_version="fr-es+spa-eng")
    found = manifest(dataclasses.replace(tables, translations=translations), Filters(), {})
    assert [made["engine"] for made in found["translation"]] == ["apertium gist"]


def test_archive_holds_files_and_manifest(tables):
    files = {"csv/a.csv": b"abc"}
    packed = zip_bytes(files, manifest(tables, Filters(), files))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.read("csv/a.csv") == b"abc"
        assert json.loads(archive.read("manifest.json"))["files"].keys() == files.keys()
