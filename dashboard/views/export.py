"""Export: every table as it is filtered on screen, the network, and all of it in one archive with a manifest."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard import address, plain, state
from dashboard.display import count
from pipelines.analysis import cooccurrence
from pipelines.analysis.filters import Filters
from pipelines.export.bundle import bundle_bytes
from pipelines.export.csv import csv_bytes
from pipelines.export.english_left import english_left
from pipelines.export.graph import gexf_bytes, graphml_bytes
from pipelines.export.parquet import parquet_bytes
from pipelines.export.titles import as_file
from pipelines.export.workbook import LONGEST_CELL, cells_cut, xlsx_bytes
from pipelines.model import TABLE_NAMES, Tables
from pipelines.report import Report, docx_bytes, gather, html_bytes
from pipelines.report.alone import SCALE, network_alone, timeline_alone
from pipelines.report.picture import Picture

PREVIEW = 200
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def render() -> None:
    """Draw the page."""
    everything = state.tables()
    st.title("Export", anchor=False)
    if everything.is_empty:
        state.no_articles()
        return
    tables = state.filtered()
    _intro(tables, everything)
    left = english_left(tables)
    if left:
        st.caption(
            f"{plain.markdown(left.words())} They are translated while the dashboard is open; files hold what is there now."
        )
    _one_table(tables)
    _report(everything)
    unit = _network(tables)
    _all(tables, unit)


def _intro(tables: Tables, everything: Tables) -> None:
    if state.filters():
        kept = f"{len(tables.articles):,} of {count(len(everything.articles), 'article')}"
        kept += f", {len(tables.sentences):,} of {count(len(everything.sentences), 'sentence')}"
        st.caption(
            f"Filtered as on screen: {plain.markdown(kept)}. Clear the filters to export the whole corpus."
        )
    else:
        st.caption(f"The whole corpus: {count(len(tables.articles), 'article')}. Filters apply here too.")


def _one_table(tables: Tables) -> None:
    frames = dict(tables.items())
    with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
        address.keep("export_table", TABLE_NAMES[0], address.one_of(TABLE_NAMES))
        name = st.selectbox(
            "Table",
            TABLE_NAMES,
            format_func=lambda n: f"{plain.visible(n)}, {count(len(frames[n]), 'row')}",
            key="export_table",
            width=300,
        )
        frame = frames[name]
        st.download_button(
            "CSV",
            lambda: csv_bytes(as_file(tables, name)),
            f"{plain.visible(name)}.csv",
            "text/csv",
            on_click="ignore",
            key="export_csv",
        )
        st.download_button(
            "XLSX",
            lambda: xlsx_bytes({name: as_file(tables, name)}),
            f"{plain.visible(name)}.xlsx",
            XLSX,
            on_click="ignore",
            key="export_xlsx",
        )
        st.download_button(
            "Parquet", lambda: parquet_bytes(as_file(tables, name)), f"{plain.visible(name)}.parquet", "application/octet-stream", on_click="ignore",
            key="export_parquet",
        )  # fmt: skip
    if cut := cells_cut(frame):
        st.caption(
            f"In XLSX, {count(cut, 'cell is', 'cells are')} cut at {LONGEST_CELL:,} characters, the most that Excel holds. "
            "CSV and Parquet hold all."
        )
    preview = as_file(tables, name, PREVIEW)
    st.dataframe(plain.frame(preview), hide_index=True, height=360, key="export_preview")
    if len(frame) > PREVIEW:
        st.caption(f"The first {PREVIEW:,} of {len(frame):,} rows; the files hold all.")


def _report(everything: Tables) -> None:
    st.header("Report", anchor=False)
    st.caption(
        "The view as one document to hand in: the question, key figures, quotes with citations, timeline, network, list "
        "of articles, and how it was made. The HTML file opens without a network."
    )
    chosen = state.filters()  # now: what is made for a download is made outside the session
    with st.container(key="export_report", horizontal=True):
        st.download_button(
            "Report (HTML)", lambda: html_bytes(gather(everything, chosen)), "vis-a-vis-report.html", "text/html",
            on_click="ignore", key="export_report_html",
        )  # fmt: skip
        st.download_button(
            "Report (Word)", lambda: docx_bytes(gather(everything, chosen)), "vis-a-vis-report.docx", DOCX,
            on_click="ignore", key="export_report_docx",
        )  # fmt: skip
    st.caption(
        "Its pictures alone, with the question, the day and the source beneath; PNG at three times the size."
    )
    with st.container(key="export_pictures", horizontal=True):
        for name, alone in (("Network", network_alone), ("Timeline", timeline_alone)):
            _picture(plain.visible(name), partial(_alone, alone, everything, chosen))


def _alone(draw: Callable[[Report], Picture], everything: Tables, chosen: Filters) -> Picture:
    return draw(gather(everything, chosen))


def _picture(name: str, make: Callable[[], Picture]) -> None:
    st.download_button(
        f"{plain.markdown(name)} (SVG)", lambda: make().svg_bytes(), f"{plain.visible(name.lower())}.svg", "image/svg+xml",
        on_click="ignore", key=f"export_{name}_svg",
    )  # fmt: skip
    st.download_button(
        f"{plain.markdown(name)} (PNG)", lambda: make().png(SCALE), f"{plain.visible(name.lower())}.png", "image/png",
        on_click="ignore", key=f"export_{name}_png",
    )  # fmt: skip


def _network(tables: Tables) -> str:
    st.header("Network", anchor=False)
    st.caption("Who is named with whom, for Gephi, Cytoscape or igraph; every link from one shared unit on.")
    with st.container(key="export_network", horizontal=True, vertical_alignment="bottom"):
        address.keep("export_unit", "sentence", address.one_of(cooccurrence.UNITS))
        unit = st.segmented_control(
            "Named together in one", cooccurrence.UNITS, key="export_unit", required=True
        ) or "sentence"  # fmt: skip
        st.download_button(
            "GEXF", lambda: gexf_bytes(_whole(tables, unit)), "network.gexf", "application/xml", on_click="ignore",
            key="export_gexf",
        )  # fmt: skip
        st.download_button(
            "GraphML", lambda: graphml_bytes(_whole(tables, unit)), "network.graphml", "application/xml",
            on_click="ignore", key="export_graphml",
        )  # fmt: skip
    return unit


def _whole(tables: Tables, unit: str) -> cooccurrence.Network:
    return cooccurrence.network(tables, unit, minimum=1)


def _all(tables: Tables, unit: str) -> None:
    st.header("Everything", anchor=False)
    st.caption(
        "A Frictionless data package: all tables as CSV and Parquet with the schema of each, who speaks about whom, the "
        "network (GEXF, GraphML), the bitext (TMX), and a manifest: filters, counts, versions, translation engines, what has "
        "no English, a SHA-256 for each file, and the time."
    )
    chosen = state.filters()  # now: what is made for a download is made outside the session
    st.download_button(
        "Download everything (ZIP)", lambda: bundle_bytes(tables, chosen, unit), "vis-a-vis-export.zip", "application/zip",
        type="primary", on_click="ignore", key="export_all",
    )  # fmt: skip


render()
