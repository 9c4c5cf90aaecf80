"""Network: who is named with whom, and the sentences that say so."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import evidence, filters, plain, state, theme
from dashboard.charts import network as chart
from dashboard.display import count as counted
from dashboard.typeset import Node, glyph, node, show
from pipelines.analysis import cooccurrence
from pipelines.analysis.cooccurrence import Network
from pipelines.export.csv import csv_bytes
from pipelines.model import Tables

MEASURES = {
    "count": "Count", "jaccard": "Jaccard", "cosine": "Cosine", "npmi": "NPMI", "chi2": "χ², signed",
    "conditional": "Conditional",
}  # fmt: skip
PLURAL = {"sentence": "sentences", "paragraph": "paragraphs", "article": "articles", "story": "stories"}
SELECTED = "network_selected"
CHART = "network_chart"
ROWS_SHOWN = 1000
_FEW_ARTICLES = 3


def render() -> None:
    """Draw the page."""
    if state.tables().is_empty:
        st.title("Network", anchor=False)
        state.no_articles()
        return
    head = st.container(key="page_head", horizontal=True, horizontal_alignment="distribute")
    tables, unit, measure, minimum, hulls, span = _controls(state.filtered())
    network = _network(tables, (*state.key(), *span), unit, minimum)
    _head(head, network, tables)
    if network.links.empty:
        _no_links(tables, unit)
        return
    if network.minimum < minimum:
        st.caption(
            plain.markdown(
                f"No two actors share {minimum} {PLURAL[unit]}, so links of a single {unit} are shown."
            )
        )
    _select_from_url_or_known(network)
    _views(tables, network, measure, (*state.key(), *span, unit, network.minimum), hulls=hulls)


@st.cache_resource(max_entries=8, show_spinner=False)
def _network(_tables: Tables, key: tuple[str | int, ...], unit: str, minimum: int) -> Network:
    return cooccurrence.network(_tables, unit, minimum)


@st.cache_resource(max_entries=16, show_spinner=False)
def _drawing(
    _network: Network,
    key: tuple[str | int, ...],
    measure: str,
    selected: chart.Selected,
    dark: bool,
    hulls: bool,
) -> chart.Drawing:
    return chart.draw(_network, measure, theme.tokens(dark), selected, hulls=hulls)


def _head(place: st.delta_generator.DeltaGenerator, network: Network, tables: Tables) -> None:
    with place:
        with st.container(width="stretch"):
            st.title("Network", anchor=False)
            total = f"{network.n_units:,} {PLURAL[network.unit] if network.n_units != 1 else network.unit}"
            actors, links = counted(len(network.nodes), "actor"), counted(len(network.links), "link")
            st.caption(plain.markdown(f"Who is named with whom: {actors}, {links}, from {total}."))
        st.download_button(
            "Download links (CSV)", csv_bytes(network.links), "links.csv", "text/csv", on_click="ignore"
        )


def _controls(tables: Tables) -> tuple[Tables, str, str, int, bool, tuple[str, ...]]:
    """The row of controls; the tables of the chosen time slice, unit, measure, support, hulls, slice."""
    with st.container(key="controls", horizontal=True, gap="medium", vertical_alignment="bottom"):
        unit = st.segmented_control(
            "Named together in one", cooccurrence.UNITS, default="sentence", key="network_unit", required=True
        )
        measure = st.selectbox(
            "Link strength",
            tuple(MEASURES),
            format_func=lambda name: plain.visible(MEASURES[name]),
            key="network_measure",
            width=115,
        )
        # In a handful of articles hardly any pair meets twice; in a corpus, once is often chance.
        few = len(tables.articles) <= _FEW_ARTICLES
        minimum = st.slider(
            "Minimum support", 1, 10, 1 if few else 2, key=f"network_support:{few}", width=160
        )
        hulls = st.selectbox("Communities", ["Outlined", "Hidden"], key="network_hulls", width=115)
        tables, span = _slice(tables)
    return tables, unit or "sentence", measure or "count", int(minimum), hulls == "Outlined", span


def _slice(tables: Tables) -> tuple[Tables, tuple[str, ...]]:
    months = filters.months_of(replace(tables, events=tables.events.head(0)))
    if len(months) < 2:
        return tables, ()
    span = st.select_slider(
        "Time slice, published", months, (months[0], months[-1]), format_func=lambda month: plain.visible(filters.month_words(month)),
        key=f"network_slice:{months[0]}:{months[-1]}", width=180,
    )  # fmt: skip
    if span == (months[0], months[-1]):
        return tables, ()
    articles = tables.articles
    inside = articles[
        (articles["published_start"].str[:7] <= span[1]) & (articles["published_end"].str[:7] >= span[0])
    ]
    inside = inside[inside["published_start"] != ""]
    return apply_articles(tables, inside["article_id"]), tuple(span)


def apply_articles(tables: Tables, article_ids: pd.Series) -> Tables:
    """The rows of some articles; actors stay, as only those named are drawn."""
    frames = {
        name: frame[frame["article_id"].isin(article_ids)] if "article_id" in frame.columns else frame
        for name, frame in tables.items()
    }
    return Tables(**frames)


def _no_links(tables: Tables, unit: str) -> None:
    if tables.is_empty or (state.filters() and tables.sentences.empty):
        state.nothing_left()
        return
    st.write(plain.markdown(f"No two actors are named in the same {unit}. Try a larger unit."))


def _select_from_url_or_known(network: Network) -> None:
    """Forget a selection that is no longer drawn."""
    known = set(network.nodes["actor_id"])
    selected = st.session_state.get(SELECTED, ())
    if not all(key in known for key in selected):
        st.session_state[SELECTED] = ()


def _views(
    tables: Tables, network: Network, measure: str, key: tuple[str | int, ...], *, hulls: bool
) -> None:
    with st.container(key="views"):
        left, right = st.columns([0.68, 0.32], gap="large")
    with left:
        graph, table = st.tabs(["Graph", f"Table, {counted(len(network.links), 'link')}"])
        with graph:
            _graph(network, measure, key, hulls=hulls)
        with table:
            _table(network)
    with right:
        _panel(tables, network)


def _graph(network: Network, measure: str, key: tuple[str | int, ...], *, hulls: bool) -> None:
    selected = st.session_state.get(SELECTED, ())
    drawing = _drawing(network, key, measure, selected, theme.is_dark(), hulls)
    st.plotly_chart(
        drawing.figure, theme=None, key=CHART, on_select=_chosen, selection_mode="points", config=theme.PLOTLY_CONFIG,
        alt=f"Co-occurrence network, {drawing.nodes:,} actors and {drawing.links:,} links. The table has the same data.",
    )  # fmt: skip
    show(_key(network, drawing), "network_key")


def _chosen() -> None:
    points = st.session_state[CHART].selection.points
    data = points[0].get("customdata") if points else None
    if data:
        st.session_state[SELECTED] = tuple(data[1:])


def _key(network: Network, drawing: chart.Drawing) -> list[Node]:
    words = [
        node("span", glyph(kind), name)
        for kind, name in (
            ("PER", "Person"),
            ("ORG", "Organisation"),
            ("LOC", "Place"),
            ("MISC", "Other name"),
        )
        if kind in set(network.nodes["type"])
    ]
    words += [node("span", "Size: sentences named in"), node("span", "Line width: link strength")]
    made: list[Node] = [node("div", *words, node("span", glyph("community"), "Community"), cls="keyl")]
    if drawing.links < len(network.links):
        made.append(node(
            "p", f"{drawing.nodes:,} of {len(network.nodes):,} actors and {drawing.links:,} of "
            f"{len(network.links):,} links drawn, the most named and the strongest. The table has all.", cls="note",
        ))  # fmt: skip
    return made


def _table(network: Network) -> None:
    links = network.links.head(ROWS_SHOWN)
    chosen = st.dataframe(
        plain.frame(links[["source_name", "target_name", "count", "npmi", "jaccard", "cosine", "chi2", "fisher_p", "conditional"]]),
        hide_index=True, height=560, key="network_table", on_select="rerun", selection_mode="single-row",
        column_config={
            "source_name": "Actor", "target_name": st.column_config.TextColumn("Actor "), "count": "Count",
            **{name: st.column_config.NumberColumn(title, format="%.2f") for name, title in MEASURES.items() if name != "count"},
            "fisher_p": st.column_config.NumberColumn("Fisher p", format="%.3g"),
        },
    )  # fmt: skip
    if len(network.links) > ROWS_SHOWN:
        st.caption(f"{ROWS_SHOWN:,} of {len(network.links):,} links shown; the download has all.")
    rows = chosen.selection.rows if chosen else []
    if rows and rows != st.session_state.get("network_row"):
        st.session_state["network_row"] = rows
        row = links.iloc[rows[0]]
        st.session_state[SELECTED] = (row["source"], row["target"])
        st.rerun()


def _panel(tables: Tables, network: Network) -> None:
    """The evidence for what is selected."""
    selected: tuple[str, ...] = st.session_state.get(SELECTED, ())
    if not selected:
        show(
            [
                node(
                    "p",
                    "Choose an actor or the middle of a link to read the sentences behind it.",
                    cls="note",
                )
            ],
            "network_hint",
        )
        return
    names = dict(zip(network.nodes["actor_id"], network.nodes["name"], strict=True))
    rows = cooccurrence.evidence(tables, selected, network.unit)
    heading = node("h2", " and ".join(names[key] for key in selected))
    facts = node("p", _facts(network, selected, len(rows)), cls="k")
    block = node(
        "section", heading, facts, *evidence.pairs(tables, rows, selected), cls="ev-p", label="Evidence"
    )
    with st.container(key="evidence"):
        picked = evidence.parse_sentence_pick(show([block], "network_evidence"))
        if picked:
            state.open_sentence(*picked)
        for key in selected:
            st.button(
                f"Filter to {plain.markdown(names[key])}",
                key=f"network_filter:{key}",
                on_click=state.set_actor_filter,
                args=(key,),
            )


def _facts(network: Network, selected: tuple[str, ...], sentences: int) -> str:
    total = f"{network.n_units:,} {PLURAL[network.unit]}"
    if len(selected) == 1:
        row = network.nodes.set_index("actor_id").loc[selected[0]]
        return f"Named in {row['units']:,} of {total}, with {counted(int(row['degree']), 'other actor')}."
    links = network.links
    found = links[(links["source"].isin(selected)) & (links["target"].isin(selected))]
    if found.empty:
        return f"Named together in {counted(sentences, 'sentence')}."
    link = found.iloc[0]
    return (
        f"Named together in {link['count']:,} of {total}. NPMI {link['npmi']:.2f}, Jaccard {link['jaccard']:.2f}, "
        f"χ² {link['chi2']:.1f} (Fisher p {link['fisher_p']:.2g})."
    )


render()
