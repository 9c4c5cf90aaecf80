"""Everything in one archive: a Frictionless data package with all tables, the network, the bitext and a manifest."""

from __future__ import annotations

from pipelines.analysis.cooccurrence import network
from pipelines.analysis.filters import Filters
from pipelines.analysis.speaking import speaking
from pipelines.export import datapackage, described
from pipelines.export.csv import csv_bytes
from pipelines.export.graph import gexf_bytes, graphml_bytes
from pipelines.export.manifest import manifest, zip_bytes
from pipelines.export.parquet import parquet_bytes
from pipelines.export.titles import handed_on
from pipelines.export.tmx import bitext_bytes
from pipelines.model import Tables


def bundle_bytes(tables: Tables, filters: Filters, unit: str = "sentence") -> bytes:
    """A ZIP of `tables` (already filtered by `filters`) and of their network by `unit`, every link included."""
    linked = network(tables, unit, minimum=1)
    frames = dict(handed_on(tables))
    files = {f"csv/{name}.csv": csv_bytes(frame) for name, frame in frames.items()}
    files |= {f"parquet/{name}.parquet": parquet_bytes(frame) for name, frame in frames.items()}
    files |= {
        "csv/who-about-whom.csv": csv_bytes(speaking(frames["quotes"])),
        "network/links.csv": csv_bytes(linked.links), "network/network.gexf": gexf_bytes(linked),
        "network/network.graphml": graphml_bytes(linked), "bitext.tmx": bitext_bytes(tables),
        "tables.md": described.page().encode(),
    }  # fmt: skip
    files[datapackage.NAME] = datapackage.datapackage(files, filters)
    return zip_bytes(files, manifest(tables, filters, files))


def folder_files(tables: Tables, filters: Filters) -> dict[str, bytes]:
    """Every table as CSV with the package's description beside: what `visavis export all` writes."""
    files = {f"{name}.csv": csv_bytes(frame) for name, frame in handed_on(tables)}
    return files | {datapackage.NAME: datapackage.datapackage(files, filters)}
