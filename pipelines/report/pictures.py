"""The network and the timeline of a report as pictures."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import igraph
import numpy as np
import pandas as pd

from pipelines.analysis.cooccurrence import Network
from pipelines.analysis.timeline import describe
from pipelines.report.picture import ACCENT, HAIR, INK, SOFT, Picture, fitted, text_width
from pipelines.wording.typography import count

WIDTH = 900
_HEIGHT, _MARGIN = 560, 70
_TYPE_COLOUR = {"PER": "#7A35A8", "ORG": "#854F0A", "LOC": "#0B6660", "MISC": "#4A5058"}
_TYPE_WORD = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other name"}
_LINK = "#A4B8D6"
_ROW, _LABELS, _MOST_ROWS = 22, 250, 40
_SHORTEST_BAR = 4


def network_picture(seen: Network) -> Picture:
    """Actors as circles, larger the more sentences name them; links wider the more sentences name both."""
    nodes, links = seen.nodes, seen.links
    about = f"Network of {count(len(nodes), 'actor')} and {count(len(links), 'link')}"
    picture = Picture(WIDTH, _HEIGHT if len(nodes) else 40, about)
    if nodes.empty:
        picture.words(8, 24, "Nobody is named together with anybody.", colour=SOFT)
        return picture
    place = _places(nodes, links)
    most = int(links["count"].max())
    for link in links.itertuples():
        ends = (*place[link.source], *place[link.target])
        picture.line(*ends, colour=_LINK, width=1 + 5 * math.sqrt(link.count / most))
    largest = int(nodes["sentences"].max())
    radius = {row.actor_id: 4 + 10 * math.sqrt(row.sentences / largest) for row in nodes.itertuples()}
    circles = {
        actor: (x - radius[actor], y - radius[actor], x + radius[actor], y + radius[actor])
        for actor, (x, y) in place.items()
    }
    for node in nodes.itertuples():
        picture.circle(*place[node.actor_id], radius[node.actor_id], _TYPE_COLOUR.get(node.type, INK))
    taken = list(circles.values())
    without = sum(
        not _label(picture, str(node.name), *place[node.actor_id], radius[node.actor_id], taken)
        for node in nodes.itertuples()
    )
    _legend(picture, [kind for kind in _TYPE_COLOUR if kind in set(nodes["type"])], without)
    return picture


def _places(nodes: pd.DataFrame, links: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Fruchterman and Reingold's layout from a circle, the same each time, scaled to the picture."""
    number = {actor: n for n, actor in enumerate(nodes["actor_id"])}
    edges = [(number[a], number[b]) for a, b in zip(links["source"], links["target"], strict=True)]
    graph = igraph.Graph(n=len(number), edges=edges)
    weights = np.sqrt(links["count"].to_numpy(float)) if edges else None
    layout = graph.layout_fruchterman_reingold(weights=weights, niter=1000, seed=graph.layout_circle().coords)
    at = np.asarray(layout.coords, dtype=float).reshape(-1, 2)
    low, reach = at.min(axis=0), np.maximum(np.ptp(at, axis=0), 1e-9)
    size = np.array([WIDTH - 2 * _MARGIN - 60, _HEIGHT - 2 * _MARGIN])
    scaled = _MARGIN + (at - low) / reach * size
    return {actor: (float(scaled[n][0]), float(scaled[n][1])) for actor, n in number.items()}


def _label(
    picture: Picture,
    name: str,
    x: float,
    y: float,
    radius: float,
    taken: list[tuple[float, float, float, float]],
) -> bool:
    """The name beside its circle, where it covers no name and no circle; False where no place is left."""
    text = fitted(name, 190)
    width = text_width(text)
    spots = [
        (x + radius + 5, y + 4), (x - radius - 5 - width, y + 4), (x - width / 2, y - radius - 5),
        (x - width / 2, y + radius + 15), (x + radius, y - radius - 2), (x + radius, y + radius + 12),
    ]  # fmt: skip
    for left, base in spots:
        area = (left, base - 12, left + width, base + 4)
        inside = area[0] >= 2 and area[2] <= WIDTH - 2 and area[1] >= 2 and area[3] <= _HEIGHT - 26
        if inside and not any(_meet(area, other) for other in taken):
            taken.append(area)
            picture.words(left, base, text)
            return True
    return False


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _legend(picture: Picture, kinds: list[str], without: int) -> None:
    x = 8.0
    for kind in kinds:
        picture.circle(x + 5, _HEIGHT - 12, 5, _TYPE_COLOUR[kind])
        picture.words(x + 16, _HEIGHT - 8, _TYPE_WORD[kind], 12, SOFT)
        x += 30 + text_width(_TYPE_WORD[kind], 12)
    if without:
        picture.words(x + 12, _HEIGHT - 8, f"{count(without, 'name')} left out for want of room", 12, SOFT)


def timeline_picture(dated: pd.DataFrame, window: tuple[str, str]) -> Picture:
    """A row an event, from its first to its last day, over the days in which the articles were published.

    The first `_MOST_ROWS` that reach into these days are drawn; how many are earlier, later or not drawn is said, and the
    table beneath holds them. An event that has no first or no last day reaches to the edge and is drawn in outline, as
    is one that is not told as having happened.
    """
    if dated.empty:
        picture = Picture(WIDTH, 40, "Timeline without events")
        picture.words(8, 24, "No event has a date.", colour=SOFT)
        return picture
    first, last = _ends(dated, window)
    begin = dated["start_day"].map(lambda day: _day(day) if day else first)
    end = dated["end_day"].map(lambda day: _day(day) if day else last)
    inside = dated[(begin <= last) & (end >= first)]
    shown = inside.head(_MOST_ROWS)
    height = 40 + _ROW * len(shown) + 44
    picture = Picture(WIDTH, height, f"Timeline of {count(len(shown), 'event')}")
    scale = (WIDTH - _LABELS - 16) / max(1, last - first)
    _axis(picture, first, last, scale, height)
    for n, event in enumerate(shown.itertuples()):
        _bar(picture, event, 40 + n * _ROW, first, last, scale)
    left = [
        (int((end < first).sum()), "earlier"), (int((begin > last).sum()), "later"),
        (len(inside) - len(shown), "more in these days"),
    ]  # fmt: skip
    told = ", ".join(f"{number:,} {words}" for number, words in left if number)
    picture.words(
        _LABELS,
        height - 26,
        "filled: told as having happened; outline: not so, or with an open end",
        12,
        SOFT,
    )
    picture.words(_LABELS, height - 8, f"Not drawn: {told}" if told else "", 12, SOFT)
    return picture


def _bar(picture: Picture, event: Any, y: float, first: int, last: int, scale: float) -> None:
    words = f"{str(event.type).capitalize()}: {event.who}"
    picture.words(_LABELS - 10, y + 14, fitted(words, _LABELS - 16, 12), 12, anchor="end")
    begin = max(first, _day(event.start_day) if event.start_day else first)
    end = min(last, _day(event.end_day) if event.end_day else last)
    filled = event.status == "actual" and bool(event.start_day and event.end_day)
    width = max(_SHORTEST_BAR, (end - begin + 1) * scale)
    left = min(_LABELS + (begin - first) * scale, WIDTH - 16 - width)
    picture.box(left, y + 4, width, 12, ACCENT, filled=filled)


def _ends(dated: pd.DataFrame, window: tuple[str, str]) -> tuple[int, int]:
    """First and last day that the picture shows: those of publication, or those of the events where none is known."""
    if all(window):
        return _day(window[0]), _day(window[1])
    days = [_day(day) for column in ("start_day", "end_day") for day in dated[column] if day]
    return min(days), max(days)


def _day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def _axis(picture: Picture, first: int, last: int, scale: float, height: int) -> None:
    """About six marks, with their days."""
    step = max(1, math.ceil((last - first) / 6))
    for day in range(first, last + 1, step):
        x = _LABELS + (day - first) * scale
        if day > first and x > WIDTH - 90:  # its words would not fit
            continue
        picture.line(x, 26, x, height - 44, HAIR)
        when = date.fromordinal(day)
        picture.words(x, 18, describe(when.isoformat(), when.isoformat()), 12, SOFT)
