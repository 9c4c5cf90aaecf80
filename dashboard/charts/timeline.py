"""Events as bars and diamonds over days, lane by lane; the drawing never claims more than the text.

Reported: filled. Planned: outline. Alleged and hypothetical: dashed outline. Negated: outline, struck through.
A bar is closed where the text gives a bound and open where it gives none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard import plain, theme
from dashboard.charts.time_axis import axis_marks
from pipelines.analysis.timeline import Lane, describe

MOST_LANES, MOST_BARS = 40, 400
ROW, BAR, HEAD, LANE_GAP = 36, 22, 56, 16  # px
LABELS, BOARD = 180, 900  # px: lane labels, and the plot's width that placing of words reckons with
_CHARACTER = 6.6  # px
SYMBOL = {
    "actual": "diamond", "planned": "diamond-open-dot", "alleged": "diamond-open", "hypothetical": "diamond-open",
    "negated": "diamond-x-open",
}  # fmt: skip
_EARLIEST, _LATEST = date(2, 1, 1), date(8000, 1, 1)  # Python's calendar ends in 9999; bars need room beyond


@dataclass(frozen=True)
class Drawing:
    """A figure, and how many bars and lanes it shows."""

    figure: go.Figure
    bars: int
    lanes: int


@dataclass
class _Board:
    """What the bars add up to: shapes, words and points."""

    first: date
    last: date
    colours: Mapping[str, str]
    shapes: list[dict[str, Any]] = field(default_factory=list)
    points: list[dict[str, Any]] = field(default_factory=list)
    hits: list[dict[str, Any]] = field(default_factory=list)

    @property
    def days_per_pixel(self) -> float:
        return max(1, (self.last - self.first).days) / BOARD


def draw(
    lanes: Sequence[Lane],
    rows: pd.DataFrame,
    colours: Mapping[str, str],
    selected: tuple[str, str] | None = None,
    published: pd.DataFrame | None = None,
) -> Drawing:
    """The figure of `rows` (of `pipelines.analysis.timeline.laned`).

    Args:
        lanes: in order, top first; those over `MOST_LANES` are left out, and bars over `MOST_BARS`.
        rows: dated events with their `lane`.
        colours: theme tokens.
        selected: (article_id, event_id), lit in every lane.
        published: rows of articles whose publication dates are shown as a muted lane, None for none.

    Returns:
        The figure; points carry `customdata` [article_id, event_id].
    """
    drawn_lanes, drawn = _capped(lanes, rows)
    board = _Board(*_window(drawn, published), colours)
    y, ticks, borders = float(HEAD), [], [float(HEAD)]
    if published is not None and not published.empty:
        _publication_lane(board, published, y + ROW / 2 + LANE_GAP / 2)
        ticks.append((y + ROW / 2 + LANE_GAP / 2, f'<span style="color:{colours["ink3"]}">Published</span>'))
        y += ROW + LANE_GAP
        borders.append(y)
    by_lane = dict(tuple(drawn.groupby("lane", sort=False)))
    for lane in drawn_lanes:
        height = _lane(board, by_lane[lane.key], y + LANE_GAP / 2, selected)
        ticks.append((y + LANE_GAP / 2 + ROW / 2, _lane_words(lane, colours)))
        y += height * ROW + LANE_GAP
        borders.append(y)
    return Drawing(_figure(board, ticks, borders, y), len(drawn), len(drawn_lanes))


def _capped(lanes: Sequence[Lane], rows: pd.DataFrame) -> tuple[list[Lane], pd.DataFrame]:
    keys = [lane.key for lane in lanes[:MOST_LANES]]
    order = {key: n for n, key in enumerate(keys)}
    drawn = rows[rows["lane"].isin(keys)]
    drawn = drawn.assign(_lane=drawn["lane"].map(order)).sort_values("_lane", kind="stable").head(MOST_BARS)
    left = set(drawn["lane"])
    return [lane for lane in lanes[:MOST_LANES] if lane.key in left], drawn


def _window(rows: pd.DataFrame, published: pd.DataFrame | None) -> tuple[date, date]:
    """Whole months that show nearly every bound; a few far-off years do not squeeze the rest together."""
    columns = [rows["start_day"], rows["end_day"]]
    if published is not None:
        columns += [published["published_start"], published["published_end"]]
    days = sorted(_day(d) for column in columns for d in column if d)
    low, high = days[0], days[-1]
    if (high - low).days > 5 * 366 and len(days) >= 24:
        low, high = days[len(days) // 12], days[-1 - len(days) // 12]
    first = low.replace(day=1)
    end = _first_of_next_month(high)
    if not rows.empty:  # room for a bar without an end, and for words beside the last diamond
        end = max(end + timedelta(27), end + min((end - first) // 5, timedelta(100_000)))
    return first, end


def _day(iso: str) -> date:
    return min(max(date.fromisoformat(iso), _EARLIEST), _LATEST)


def _first_of_next_month(day: date) -> date:
    """The day after the last day of `day`'s month."""
    return (day.replace(day=1) + timedelta(32)).replace(day=1)


def _lane(board: _Board, rows: pd.DataFrame, top: float, selected: tuple[str, str] | None) -> int:
    """Place a lane's bars under each other where they or their words would overlap; rows used."""
    ends: list[date] = []
    for row in rows.itertuples(index=False):
        start, end = _shown_days(row, board)
        words = timedelta(int((len(f"{row.type}  {row.label}") * _CHARACTER + 40) * board.days_per_pixel) + 1)
        level = next((n for n, taken in enumerate(ends) if taken < start), len(ends))
        taken = max(end, (end if _is_short(row, board) else start) + min(words, timedelta(100_000)))
        ends[level : level + 1] = [taken]
        middle = top + level * ROW + ROW / 2
        _event(board, row, start, end, middle, lit=selected == (row.article_id, row.event_id))
    return max(1, len(ends))


def _shown_days(row: Any, board: _Board) -> tuple[date, date]:
    """First day and the day after the last, within the window where the text gives no bound."""
    start = _day(row.start_day) if row.start_day else min(board.first, _day(row.end_day))
    end = _day(row.end_day) + timedelta(1) if row.end_day else max(board.last, start + timedelta(1))
    return start, end


def _is_short(row: Any, board: _Board) -> bool:
    """Whether the bar is too narrow for its words, which then stand to its right."""
    start, end = _shown_days(row, board)
    room = (min(end, board.last) - max(start, board.first)).days / board.days_per_pixel
    return room < len(f"{row.type}  {row.label}") * _CHARACTER + 40


def _event(board: _Board, row: Any, start: date, end: date, y: float, *, lit: bool) -> None:
    colour = board.colours["accent"] if lit else board.colours["ink"]
    about = {
        "text": _bar_words(row, board.colours, lit=lit),
        "data": [row.article_id, row.event_id],
        "hover": _hover(row),
    }
    symbol = SYMBOL[row.status]
    if row.candidates:
        days = [_day(d) for d in row.candidates]
        _line(board, days[0], days[-1], y, colour)
        for day in days[:-1]:
            board.points.append(
                about | {"x": _noon(day), "y": y, "symbol": symbol, "colour": colour, "text": ""}
            )
        board.points.append(about | {"x": _noon(days[-1]), "y": y, "symbol": symbol, "colour": colour})
        return
    if row.start_day == row.end_day:
        board.points.append(about | {"x": _noon(start), "y": y, "symbol": symbol, "colour": colour})
        return
    _bar(board, row, start, end, y, lit=lit)
    shown_start, shown_end = max(start, board.first), min(end, board.last)
    inset = timedelta(days=14 * board.days_per_pixel)
    place = _instant(shown_end) + inset if _is_short(row, board) else _instant(shown_start) + inset
    board.points.append(about | {"x": place.isoformat(), "y": y, "symbol": symbol, "colour": colour})
    middle = _instant(shown_start) + (_instant(shown_end) - _instant(shown_start)) / 2
    board.hits.append(about | {"x": middle.isoformat(), "y": y})


def _instant(day: date) -> Any:
    return pd.Timestamp(day)


def _noon(day: date) -> str:
    return f"{day.isoformat()}T12:00:00"


def _bar(board: _Board, row: Any, start: date, end: date, y: float, *, lit: bool) -> None:
    colours = board.colours
    reported = row.status == "actual"
    line: dict[str, Any] = {
        "color": colours["accent"] if lit else colours["control" if reported else "ink"],
        "width": 1 if reported and not lit else 1.5,
    }
    if row.status in ("alleged", "hypothetical"):
        line["dash"] = "5px,3.5px"
    low, high = y - BAR / 2, y + BAR / 2
    left, right = start.isoformat(), end.isoformat()
    fill = colours["fill"] if reported else colours["bg"]
    path = f"M{left},{low}L{right},{low}L{right},{high}L{left},{high}Z"
    if row.end_day == "":
        path = f"M{right},{low}L{left},{low}L{left},{high}L{right},{high}"
    elif row.start_day == "":
        path = f"M{left},{low}L{right},{low}L{right},{high}L{left},{high}"
    board.shapes.append({"type": "path", "path": path, "fillcolor": fill, "line": line, "layer": "between"})
    if row.status == "negated":
        _line(board, start, end, y, line["color"], noon=False)


def _line(board: _Board, first: date, last: date, y: float, colour: str, *, noon: bool = True) -> None:
    ends = (_noon(first), _noon(last)) if noon else (first.isoformat(), last.isoformat())
    board.shapes.append({
        "type": "line", "x0": ends[0], "x1": ends[1], "y0": y, "y1": y, "layer": "between",
        "line": {"color": colour, "width": 1.5},
    })  # fmt: skip


def _publication_lane(board: _Board, published: pd.DataFrame, y: float) -> None:
    for row in published.head(MOST_BARS).itertuples(index=False):
        start, end = _day(row.published_start), _day(row.published_end)
        hover = f"<b>{plain.chart(row.title_en or row.title or row.file_name)}</b><br>published {describe(row.published_start, row.published_end)}"
        middle = _instant(start) + (_instant(end) + timedelta(1) - _instant(start)) / 2
        if end > start:
            _line(board, start, end, y, board.colours["control"], noon=False)
        board.points.append({
            "x": middle.isoformat(), "y": y, "symbol": "line-ns-open", "colour": board.colours["control"],
            "text": "", "data": [row.article_id, ""], "hover": hover,
        })  # fmt: skip


def _bar_words(row: Any, colours: Mapping[str, str], *, lit: bool) -> str:
    code = colours["accent"] if lit else colours["ink"]
    return (
        f'  <span style="color:{code};font-size:12.5px"><b>{plain.chart(row.type)}</b></span>'
        f'  <span style="color:{colours["ink2"]}">{plain.chart(row.label)}</span>'
    )


def _hover(row: Any) -> str:
    who = plain.chart(row.who)
    return f"<b>{plain.chart(row.type)}</b> {plain.chart(row.trigger)}<br>{who}<br>{plain.chart(row.label)}"


def _lane_words(lane: Lane, colours: Mapping[str, str]) -> str:
    label = lane.label if len(lane.label) <= 24 else f"{lane.label[:23]}…"
    if not lane.kind:
        return plain.chart(label)
    colour = colours[theme.TYPE_TOKEN[lane.kind]]
    return f'<span style="color:{colour}">{theme.TYPE_CHARACTER[lane.kind]}</span>  {plain.chart(label)}'


def _figure(board: _Board, ticks: list[tuple[float, str]], borders: list[float], bottom: float) -> go.Figure:
    colours = board.colours
    figure = go.Figure(layout=theme.layout(dict(colours)))
    marks = axis_marks(board.first, board.last)
    for border in borders:
        board.shapes.append({
            "type": "line", "xref": "paper", "yref": "y", "x0": -1, "x1": 1, "y0": border, "y1": border,
            "line": {"color": colours["hair"], "width": 1}, "layer": "below",
        })  # fmt: skip
    first, last = board.first.isoformat(), board.last.isoformat()
    for point in board.points:
        if not first <= point["x"][:10] < last:  # its words would float at the edge without it
            point["text"] = ""
    figure.add_trace(_trace(board.hits, 30, 0.0, colours))
    figure.add_trace(_trace(board.points, 11, 1.0, colours))
    figure.update_layout(
        height=int(bottom) + 8,
        margin={"l": LABELS, "r": 0, "t": 0, "b": 8},
        shapes=board.shapes,
        annotations=[*_lane_labels(ticks, colours), *_axis_labels(marks, colours)],
        clickmode="event+select",
        xaxis={
            "type": "date", "range": [board.first.isoformat(), board.last.isoformat()], "showgrid": True,
            "gridcolor": colours["hair"], "tickvals": [day for day, _ in marks.ticks], "showticklabels": False,
            "ticks": "", "zeroline": False, "showline": False,
        },
        yaxis={"range": [bottom + 8, 0], "visible": False, "fixedrange": True},
    )  # fmt: skip
    return figure


def _lane_labels(ticks: Iterable[tuple[float, str]], colours: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    for y, words in ticks:
        yield {
            "xref": "paper", "x": 0, "xanchor": "left", "xshift": -LABELS, "y": y, "yanchor": "middle",
            "text": words, "showarrow": False, "align": "left", "font": {"size": 14.5, "color": colours["ink"]},
        }  # fmt: skip


def _axis_labels(marks: Any, colours: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    for day, words in marks.ticks:
        yield {
            "x": day, "y": 37, "text": words, "showarrow": False, "yanchor": "middle",
            "font": {"size": 13, "color": colours["ink3"]},
        }  # fmt: skip
    for day, words in marks.heads:
        yield {
            "x": day, "y": 14, "text": f"<b>{words}</b>", "showarrow": False, "xanchor": "left", "yanchor": "middle",
            "font": {"size": 14, "color": colours["ink"]},
        }  # fmt: skip
    if marks.name:
        yield {
            "xref": "paper", "x": 0, "xanchor": "right", "xshift": -18, "y": 37, "yanchor": "middle",
            "text": marks.name, "showarrow": False, "font": {"size": 13, "color": colours["ink3"]},
        }  # fmt: skip


def _trace(points: list[dict[str, Any]], size: int, opacity: float, colours: Mapping[str, str]) -> go.Scatter:
    return go.Scatter(
        x=[p["x"] for p in points],
        y=[p["y"] for p in points],
        mode="markers+text" if opacity else "markers",
        marker={
            "symbol": [p.get("symbol", "square") for p in points], "size": size, "opacity": opacity,
            "color": [p.get("colour", colours["ink"]) for p in points],
            "line": {"width": 1.5, "color": [p.get("colour", colours["ink"]) for p in points]},
        },
        selected={"marker": {"opacity": opacity}},
        unselected={"marker": {"opacity": opacity}},
        text=[p["text"] for p in points] if opacity else None,
        textposition="middle right",
        textfont={"size": 13, "color": colours["ink2"]},
        hovertext=[p["hover"] for p in points],
        hoverinfo="text",
        customdata=[p["data"] for p in points],
        cliponaxis=True,
    )  # fmt: skip
