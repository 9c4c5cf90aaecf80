"""“Download everything” is a data package that frictionless finds valid; docs/tables.md says what is in it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from frictionless import Package
from lxml import etree
from support.gold_tables import gold_tables

from pipelines.analysis.cooccurrence import network
from pipelines.analysis.filters import Filters, apply
from pipelines.export import described
from pipelines.export.bundle import bundle_bytes, folder_files
from pipelines.export.datapackage import datapackage
from pipelines.export.english_left import english_left
from pipelines.model import LINKS, SCHEMAS, Tables, frame
from pipelines.paths import DATA
from pipelines.translation.tmx import read_tmx

ROOT = DATA.parent


@pytest.fixture(scope="module")
def tables() -> Tables:
    gold = gold_tables(DATA / "gold" / "dev.jsonl")
    key = gold.articles["article_id"].iloc[0]
    rows = [
        {"article_id": key, "sentence": n, "text_en": text, "engine": "apertium", "engine_version": "fr-es",
         "edited_by": who, "flags": "[]"}
        for n, text, who in ((1, "=1+1; “English”", ""), (2, "Second.", "Ada"), (3, "", ""))
    ]  # fmt: skip
    return replace(gold, translations=frame("translations", rows))


def _unpacked(content: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return folder


@pytest.mark.parametrize("chosen", [Filters(), Filters(event_types=("ACCUSE",), start_day="2021-01-01")])
def test_download_is_a_valid_data_package(tables: Tables, chosen: Filters, tmp_path: Path) -> None:
    folder = _unpacked(bundle_bytes(apply(tables, chosen), chosen), tmp_path)
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "title", "message"])[:5]
    assert report.stats["tasks"] == len(json.loads((folder / "datapackage.json").read_text())["resources"])


def test_package_of_nothing_is_valid(tmp_path: Path) -> None:
    folder = _unpacked(bundle_bytes(Tables(), Filters()), tmp_path)
    assert Package(str(folder / "datapackage.json")).validate().valid


def test_frictionless_would_see_a_wrong_cell_and_a_missing_article(tables: Tables, tmp_path: Path) -> None:
    for name, content in folder_files(tables, Filters()).items():
        (tmp_path / name).write_bytes(content)
    assert Package(str(tmp_path / "datapackage.json")).validate().valid
    events = (tmp_path / "events.csv").read_text(encoding="utf-8-sig")
    key = tables.articles["article_id"].iloc[0]
    bad = events.replace(",ACCUSE,", ",DANCE,", 1).replace(f"{key},", "nowhere,", 1)
    assert bad != events
    files = {name: (tmp_path / name).read_bytes() for name in ("articles.csv",)} | {
        "events.csv": bad.encode()
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "datapackage.json").write_bytes(datapackage(files, Filters()))
    found = Package(str(tmp_path / "datapackage.json")).validate().flatten(["type"])
    assert {"constraint-error", "foreign-key"} <= {kind for (kind,) in found}


def test_every_file_is_a_resource_with_its_size(tables: Tables) -> None:
    with zipfile.ZipFile(io.BytesIO(bundle_bytes(tables, Filters(words="paix")))) as archive:
        told = json.loads(archive.read("datapackage.json"))
        names = set(archive.namelist()) - {"datapackage.json", "manifest.json"}
        assert {each["path"] for each in told["resources"]} == names
        assert {"bitext.tmx", "network/network.gexf", "tables.md", "csv/who-about-whom.csv"} <= names
        for each in told["resources"]:
            assert each["bytes"] == len(archive.read(each["path"]))
        assert told["filters"]["words"] == "paix"
        assert json.loads(archive.read("manifest.json"))["filters"]["words"] == "paix"


def test_bitext_holds_each_sentence_that_has_english(tables: Tables) -> None:
    with zipfile.ZipFile(io.BytesIO(bundle_bytes(tables, Filters()))) as archive:
        content = archive.read("bitext.tmx")
    assert etree.fromstring(content).tag == "tmx"
    units = {unit.en: unit.edited_by for unit in read_tmx(io.BytesIO(content), "bitext.tmx")}
    assert units == {"=1+1; “English”": "", "Second.": "Ada"}


@pytest.mark.parametrize("table", described.NAMES)
def test_every_column_is_described_and_no_other(table: str) -> None:
    told = yaml.safe_load((DATA / "tables.yaml").read_text(encoding="utf-8"))
    names = [column.name for column in described.columns(table)]
    assert set(told[table]["columns"]) <= set(names)
    assert all(column.about.endswith(".") for column in described.columns(table))
    assert not {name for name in told if name not in (*described.NAMES, "shared")}


def test_header_of_each_file_is_its_schema(tables: Tables) -> None:
    for name, content in folder_files(tables, Filters()).items():
        if name.endswith(".csv"):
            header = next(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
            assert header == [column.name for column in described.columns(name.removesuffix(".csv"))]


def test_types_are_those_of_the_model() -> None:
    kinds = {(table, column.name): column for table in described.NAMES for column in described.columns(table)}
    assert kinds["sentences", "start"].type == "integer"
    assert kinds["quotes", "speaker_inferred"].type == "boolean"
    assert kinds["mentions", "type"].options == ("PER", "ORG", "LOC", "MISC")
    assert kinds["articles", "article_id"].is_key
    assert kinds["who-about-whom", "share_denials"].type == "number"
    assert all(kinds[table, name] for table in SCHEMAS for name in SCHEMAS[table].columns)


def test_links_fit_their_schema(tables: Tables) -> None:
    for unit in ("sentence", "article"):
        LINKS.validate(network(tables, unit, minimum=1).links)


def test_page_of_tables_is_current() -> None:
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    assert page == described.page(), "run: python -m pipelines.export.described docs/tables.md"


def test_what_has_no_english_is_counted(tables: Tables) -> None:
    left = english_left(tables)
    assert left.sentences == len(tables.sentences) - 2
    assert left.all_sentences == len(tables.sentences)
    assert left.titles == (tables.articles["title"] != "").sum()
    assert left.words().startswith(f"{left.sentences:,} of {left.all_sentences:,} sentences and ")
    assert not english_left(Tables())
