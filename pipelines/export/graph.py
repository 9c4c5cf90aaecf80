"""The co-occurrence network for Gephi, Cytoscape, yEd, igraph: GEXF and GraphML."""

from __future__ import annotations

import io
import re

import networkx as nx

from pipelines.analysis.cooccurrence import Network

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def gexf_bytes(network: Network, weight: str = "count") -> bytes:
    """GEXF 1.2; actor names as labels, `weight` (a column of the links) as edge weight."""
    buffer = io.BytesIO()
    nx.write_gexf(_labelled(network, weight), buffer, encoding="utf-8")
    return buffer.getvalue()


def graphml_bytes(network: Network, weight: str = "count") -> bytes:
    """GraphML with the same nodes, links and attributes."""
    buffer = io.BytesIO()
    nx.write_graphml(_labelled(network, weight), buffer, encoding="utf-8", infer_numeric_types=True)
    return buffer.getvalue()


def _labelled(network: Network, weight: str) -> nx.Graph:
    graph = nx.Graph()
    for key, attributes in network.graph(weight).nodes(data=True):
        plain = {name: _native(value) for name, value in attributes.items()}
        graph.add_node(_clean(str(key)), label=plain["name"], **plain)
    for one, other, attributes in network.graph(weight).edges(data=True):
        plain = {name: _native(value) for name, value in attributes.items() if not name.endswith("_name")}
        graph.add_edge(_clean(str(one)), _clean(str(other)), **plain)
    return graph


def _native(value: object) -> object:
    """Text without what XML forbids; numpy numbers as Python's own."""
    if isinstance(value, str):
        return _clean(value)
    return value.item() if hasattr(value, "item") else value


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)
