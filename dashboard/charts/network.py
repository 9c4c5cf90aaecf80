"""The co-occurrence network as a plotly figure: few traces, fixed layout, communities as quiet hulls."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd
import plotly.graph_objects as go
from scipy.spatial import ConvexHull

from dashboard import plain, theme
from pipelines.analysis.cooccurrence import Network

WIDTH, HEIGHT = 760, 600  # the drawing board; axes are in its units
MOST_NODES, MOST_LINKS, MOST_LABELS = 150, 600, 40
_LINK_WIDTHS = (0.7, 2.2, 3.6)
_MARGIN, _HULL_PAD, _HULL_STEPS = 60, 30, 12
_LARGEST_RADIUS = 32.0
_MOST_STRETCH = 1.6
_CHARACTER, _LINE = 7.2, 18.0  # rough size of label text in drawing units
Selected = tuple[str, ...]


@dataclass(frozen=True)
class Drawing:
    """A figure and what was left out of it.

    Attributes:
        figure: the plotly figure; points carry `customdata` ["node", id] or ["link", id, id].
        nodes, links: how many are drawn.
    """

    figure: go.Figure
    nodes: int
    links: int


def draw(
    network: Network,
    measure: str,
    colours: Mapping[str, str],
    selected: Selected = (),
    *,
    hulls: bool = True,
) -> Drawing:
    """The figure of `network`, strongest links and most named actors first where it is too large to read.

    Args:
        network: what to draw.
        measure: the column of the links that gives their strength.
        colours: theme tokens.
        selected: one actor id, or the two of a link.
        hulls: draw communities.
    """
    nodes, links = _drawn(network, measure)
    places = _places(nodes, links)
    figure = go.Figure(layout=theme.layout(dict(colours)))
    if hulls:
        figure.update_layout(shapes=list(_hulls(nodes, places, colours)))
    for trace in _link_traces(links, measure, places, colours, selected):
        figure.add_trace(trace)
    figure.add_trace(_node_trace(nodes, places, colours, selected))
    figure.add_trace(_middles(links, measure, places, network.unit))
    axis = {"visible": False, "fixedrange": False}
    figure.update_layout(
        height=HEIGHT,
        xaxis=axis | {"range": [0, WIDTH]},
        yaxis=axis | {"range": [0, HEIGHT]},
        clickmode="event+select",
    )
    return Drawing(figure, len(nodes), len(links))


def _drawn(network: Network, measure: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    nodes = network.nodes.head(MOST_NODES)
    kept = set(nodes["actor_id"])
    links = network.links[network.links["source"].isin(kept) & network.links["target"].isin(kept)]
    links = links.sort_values([measure, "count"], ascending=False, kind="stable").head(MOST_LINKS)
    linked = set(links["source"]) | set(links["target"])
    return nodes[nodes["actor_id"].isin(linked)], links


def _places(nodes: pd.DataFrame, links: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """actor_id → place on the board; the same network always looks the same."""
    graph = nx.Graph()
    graph.add_nodes_from(sorted(nodes["actor_id"]))
    graph.add_edges_from(zip(links["source"], links["target"], strict=True))
    if not graph:
        return {}
    raw: dict[str, np.ndarray] = {}
    for box, members in _boxes(sorted(nx.connected_components(graph), key=lambda c: (-len(c), min(c)))):
        raw |= _laid_out(_in_order(graph, members), box)
    points = np.array([raw[key] for key in graph])
    low, high = points.min(axis=0), points.max(axis=0)
    board = np.array([WIDTH, HEIGHT], dtype=float)
    scale = (board - 2 * _MARGIN) / np.maximum(high - low, 1e-9)
    scale = np.minimum(
        scale, _MOST_STRETCH * scale.min()
    )  # fill the board, but keep neighbours near each other
    scaled = board / 2 + (points - (low + high) / 2) * scale
    return {key: (float(x), float(y)) for key, (x, y) in zip(graph, scaled, strict=True)}


def _in_order(graph: nx.Graph, members: set[str]) -> nx.Graph:
    """The part of `graph` with its nodes in order of their ids; networkx's own subgraph follows string hashes."""
    part = nx.Graph()
    part.add_nodes_from(sorted(members))
    part.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges(members)))
    return part


def _boxes(components: Sequence[set[str]]) -> list[tuple[tuple[float, float, float], set[str]]]:
    """A square (x, y, side) for each component, its area by its actors, set in shelves about as wide as high."""
    sides = [math.sqrt(len(members)) + 0.6 for members in components]
    shelf = max(sides[0], math.sqrt(sum(side * side for side in sides)) * WIDTH / HEIGHT)
    placed, x, y, height = [], 0.0, 0.0, 0.0
    for side, members in zip(sides, components, strict=True):
        if x and x + side > shelf:
            x, y, height = 0.0, y + height, 0.0
        placed.append(((x, y, side), members))
        x, height = x + side, max(height, side)
    return placed


def _laid_out(graph: nx.Graph, box: tuple[float, float, float]) -> dict[str, np.ndarray]:
    """Places inside `box` for one connected component."""
    start = nx.circular_layout(graph)
    if len(graph) <= 60:
        raw = nx.kamada_kawai_layout(graph, pos=start)
    else:
        raw = nx.spring_layout(graph, seed=1, iterations=120, k=1.8 / math.sqrt(len(graph)), pos=start)
    x, y, side = box
    points = np.array([raw[key] for key in graph])
    low = points.min(axis=0)
    span = max(float((points - low).max()), 1e-9)
    inside = 0.3 + (points - low) / span * (side - 0.6)
    return {key: np.array([x, y]) + place for key, place in zip(graph, inside, strict=True)}


def _hulls(
    nodes: pd.DataFrame, places: Mapping[str, tuple[float, float]], colours: Mapping[str, str]
) -> Iterable[dict[str, object]]:
    angles = np.linspace(0, 2 * np.pi, _HULL_STEPS, endpoint=False)
    around = np.stack([np.cos(angles), np.sin(angles)], axis=1) * _HULL_PAD
    for _, group in nodes.groupby("community"):
        if len(group) < 2:
            continue
        centres = np.array([places[key] for key in group["actor_id"]])
        cloud = (centres[:, None, :] + around[None, :, :]).reshape(-1, 2)
        outline = cloud[ConvexHull(cloud).vertices]
        path = "M" + "L".join(f"{x:.0f},{y:.0f}" for x, y in outline) + "Z"
        yield {
            "type": "path", "path": path, "layer": "below", "fillcolor": colours["side"],
            "line": {"color": colours["hair"], "width": 1},
        }  # fmt: skip


def strength_class(values: Sequence[float]) -> list[int]:
    """0, 1 or 2 by thirds of the range of `values`; all 0 when they are equal."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    if high <= low:
        return [0] * len(values)
    return [min(2, int(3 * (value - low) / (high - low))) for value in values]


def _link_traces(
    links: pd.DataFrame,
    measure: str,
    places: Mapping[str, tuple[float, float]],
    colours: Mapping[str, str],
    selected: Selected,
) -> Iterable[go.Scatter]:
    """One trace per third of strength and one for the selected link: a trace per link would take seconds."""
    classes = np.array(strength_class(list(links[measure])), dtype=int)
    pairs = list(zip(links["source"], links["target"], strict=True))
    chosen = np.array([len(selected) == 2 and set(pair) == set(selected) for pair in pairs], dtype=bool)
    for third, width in enumerate(_LINK_WIDTHS):
        drawn = [pair for pair, c, s in zip(pairs, classes, chosen, strict=True) if c == third and not s]
        if drawn:
            yield _lines(drawn, places, colours["control"], width)
        lit = [pair for pair, c, s in zip(pairs, classes, chosen, strict=True) if c == third and s]
        if lit:
            yield _lines(lit, places, colours["accent"], max(width, 2.2))


def _lines(
    pairs: Iterable[tuple[str, str]], places: Mapping[str, tuple[float, float]], colour: str, width: float
) -> go.Scatter:
    x: list[float | None] = []
    y: list[float | None] = []
    for one, other in pairs:
        x += [places[one][0], places[other][0], None]
        y += [places[one][1], places[other][1], None]
    return go.Scatter(x=x, y=y, mode="lines", line={"color": colour, "width": width}, hoverinfo="skip")


def _node_trace(
    nodes: pd.DataFrame,
    places: Mapping[str, tuple[float, float]],
    colours: Mapping[str, str],
    selected: Selected,
) -> go.Scatter:
    radius = [min(_LARGEST_RADIUS, 5 + 3.3 * math.sqrt(n)) for n in nodes["sentences"]]
    labelled = set(nodes.sort_values("degree", ascending=False, kind="stable")["actor_id"].head(MOST_LABELS))
    labelled |= set(selected)
    names = [
        plain.chart(name) if key in labelled else ""
        for key, name in zip(nodes["actor_id"], nodes["name"], strict=True)
    ]
    points = [places[key] for key in nodes["actor_id"]]
    lit = [key in selected for key in nodes["actor_id"]]
    return go.Scatter(
        x=[x for x, _ in points],
        y=[y for _, y in points],
        mode="markers+text",
        marker={
            "symbol": [theme.TYPE_SYMBOL[kind] for kind in nodes["type"]],
            "size": [2 * r for r in radius],
            "color": [colours[theme.TYPE_TOKEN[kind]] for kind in nodes["type"]],
            "opacity": 1,
            "line": {
                "width": [2.5 if s else 2 for s in lit],
                "color": [colours["accent"] if s else colours["bg"] for s in lit],
            },
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        text=[f"<b>{name}</b>" if s and name else name for name, s in zip(names, lit, strict=True)],
        textposition=label_positions(points, radius, names),
        textfont={"size": 13.5, "color": colours["ink"], "shadow": _halo(colours["bg"])},
        hovertext=[_node_words(row) for row in nodes.itertuples()],
        hoverinfo="text",
        customdata=[["node", key] for key in nodes["actor_id"]],
        cliponaxis=False,
    )  # fmt: skip


def _halo(colour: str) -> str:
    corners = [(dx, dy) for dx in (-1.5, 0, 1.5) for dy in (-1.5, 0, 1.5) if dx or dy]
    return ", ".join(f"{dx}px {dy}px 1px {colour}" for dx, dy in corners)


def _node_words(row: object) -> str:
    name, n, degree = row.name, row.sentences, row.degree  # type: ignore[attr-defined]
    linked = f"{degree} link{'s' if degree > 1 else ''}"
    return f"<b>{plain.chart(name)}</b><br>named in {n} sentence{'s' if n > 1 else ''}, {linked}"


def label_positions(
    points: Sequence[tuple[float, float]], radius: Sequence[float], names: Sequence[str]
) -> list[str]:
    """For each label the side of its node where it meets least: right, left, below or above."""
    taken = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(points, radius, strict=True)]
    chosen: list[str] = []
    for (x, y), r, name in zip(points, radius, names, strict=True):
        if not name:
            chosen.append("middle right")
            continue
        width, half = _CHARACTER * len(html.unescape(name)), _LINE / 2
        boxes = {
            "middle right": (x + r, y - half, x + r + width, y + half),
            "middle left": (x - r - width, y - half, x - r, y + half),
            "bottom center": (x - width / 2, y - r - _LINE, x + width / 2, y - r),
            "top center": (x - width / 2, y + r, x + width / 2, y + r + _LINE),
        }
        best = min(boxes, key=lambda side: _cost(boxes[side], taken))
        chosen.append(best)
        taken.append(boxes[best])
    return chosen


Box = tuple[float, float, float, float]


def _cost(box: Box, taken: Sequence[Box]) -> float:
    left, low, right, high = box
    outside = max(0.0, -left) + max(0.0, right - WIDTH) + max(0.0, -low) + max(0.0, high - HEIGHT)
    covered = sum(
        max(0.0, min(right, r) - max(left, a)) * max(0.0, min(high, t) - max(low, b)) for a, b, r, t in taken
    )
    return covered + 20 * outside


def _middles(
    links: pd.DataFrame, measure: str, places: Mapping[str, tuple[float, float]], unit: str
) -> go.Scatter:
    """Invisible points in the middle of each link: a line itself cannot be chosen in plotly."""
    rows = list(links.itertuples(index=False))
    ends = [(places[row.source], places[row.target]) for row in rows]
    return go.Scatter(
        x=[(a[0] + b[0]) / 2 for a, b in ends],
        y=[(a[1] + b[1]) / 2 for a, b in ends],
        mode="markers",
        marker={"size": 14, "opacity": 0},
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}},
        hovertext=[_link_words(row, measure, unit) for row in rows],
        hoverinfo="text",
        customdata=[["link", row.source, row.target] for row in rows],
    )


def _link_words(row: object, measure: str, unit: str) -> str:
    one, other = plain.chart(row.source_name), plain.chart(row.target_name)  # type: ignore[attr-defined]
    count = int(row.count)  # type: ignore[attr-defined]
    shared = f"{count} {unit if count == 1 else {'story': 'stories'}.get(unit, unit + 's')}"
    strength = "" if measure == "count" else f"<br>{measure} {getattr(row, measure):.2f}"
    return f"<b>{one}</b> and <b>{other}</b><br>together in {shared}{strength}"
