"""Everything in one archive: all tables in two formats, the network in three, and the manifest."""

from __future__ import annotations

from pipelines.analysis.cooccurrence import network
from pipelines.analysis.filters import Filters
from pipelines.export.csv import csv_bytes
from pipelines.export.graph import gexf_bytes, graphml_bytes
from pipelines.export.manifest import manifest, zip_bytes
from pipelines.export.parquet import parquet_bytes
from pipelines.export.titles import handed_on
from pipelines.model import Tables


def bundle_bytes(tables: Tables, filters: Filters, unit: str = "sentence") -> bytes:
    """A ZIP of `tables` (already filtered by `filters`) and of their network by `unit`, every link included."""
    linked = network(tables, unit, minimum=1)
    files = {f"csv/{name}.csv": csv_bytes(frame) for name, frame in handed_on(tables)}
    files |= {f"parquet/{name}.parquet": parquet_bytes(frame) for name, frame in handed_on(tables)}
    files |= {
        "network/links.csv": csv_bytes(linked.links), "network/network.gexf": gexf_bytes(linked),
        "network/network.graphml": graphml_bytes(linked),
    }  # fmt: skip
    return zip_bytes(files, manifest(tables, filters, files))
