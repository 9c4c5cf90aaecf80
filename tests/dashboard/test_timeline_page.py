"""The timeline page and its figure: certainty is drawn, nothing is guessed, nothing is dropped."""

from datetime import date

import pytest
from support.dashboard_app import gold_corpus, open_page, page_text
from support.small_corpus import small_tables

from dashboard import theme
from dashboard.charts import timeline as chart
from dashboard.charts.time_axis import axis_marks
from pipelines.analysis import timeline


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return gold_corpus(tmp_path_factory.mktemp("timeline") / "corpus.db", "seed", "dev")


def drawn(events, by="event type", **options):
    tables = small_tables(
        [["A"]] * len(events), events=[{"sentence": n, **e} for n, e in enumerate(events, 1)]
    )
    lanes, rows = timeline.laned(timeline.spans(tables), tables, by)
    return chart.draw(lanes, rows, theme.LIGHT, **options)


def bars(drawing):
    return [shape for shape in drawing.figure.layout.shapes if shape.type == "path"]


def points(drawing):
    return drawing.figure.data[-1]


MONTH = {"start_day": "2022-11-01", "end_day": "2022-11-30"}


def test_page_counts_every_event(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus, "timeline")
    tables = corpus.tables()
    dated, undated = len(timeline.spans(tables)), len(timeline.undated(tables))
    assert f"{len(tables.events)} events: {dated} dated, {undated} without a date" in page_text(app)
    assert dated + undated == len(tables.events)


def test_page_says_when_not_every_bar_is_drawn(monkeypatch, corpus):
    assert "bars in" in page_text(open_page(monkeypatch, corpus, "timeline"))


def test_switching_a_status_off_takes_its_events_away(monkeypatch, corpus):
    app = open_page(monkeypatch, corpus, "timeline")
    alleged = (corpus.tables().events["status"] == "alleged").sum()
    assert alleged
    app.checkbox(key="timeline_status:alleged").uncheck().run()
    assert f"{len(corpus.tables().events) - alleged} events:" in page_text(app)


@pytest.mark.parametrize("status", ["alleged", "hypothetical"])
def test_what_is_not_established_is_dashed_and_hollow(status):
    drawing = drawn([{"status": status, **MONTH}])
    (bar,) = bars(drawing)
    assert bar.line.dash == "5px,3.5px"
    assert bar.fillcolor == theme.LIGHT["bg"]
    assert list(points(drawing).marker.symbol) == ["diamond-open"]


def test_negated_is_never_solid():
    drawing = drawn([{"status": "negated", **MONTH}])
    assert bars(drawing)[0].fillcolor == theme.LIGHT["bg"]
    assert "open" in points(drawing).marker.symbol[0]


def test_reported_is_filled_and_planned_is_an_outline():
    reported, planned = drawn([{"status": "actual", **MONTH}]), drawn([{"status": "planned", **MONTH}])
    assert (bars(reported)[0].fillcolor, points(reported).marker.symbol[0]) == (
        theme.LIGHT["fill"],
        "diamond",
    )
    assert (bars(planned)[0].fillcolor, points(planned).marker.symbol[0]) == (
        theme.LIGHT["bg"],
        "diamond-open-dot",
    )
    assert bars(planned)[0].line.dash is None


def test_a_bar_is_open_where_the_text_gives_no_bound():
    closed, open_end, open_start = (
        drawn([{"start_day": s, "end_day": e}])
        for s, e in (("2022-11-01", "2022-11-20"), ("2022-11-01", ""), ("", "2022-11-20"))
    )
    assert bars(closed)[0].path.endswith("Z")
    assert not bars(open_end)[0].path.endswith("Z")
    assert (
        bars(open_end)[0].path.split("L")[1].startswith("2022-11-01")
    )  # begins at the far end, closes at the bound
    assert bars(open_start)[0].path.split("L")[1].startswith("2022-11-21")


def test_candidate_days_are_joined_diamonds_not_a_bar():
    drawing = drawn([{"date_surface": "lundi", **MONTH}])
    assert not bars(drawing)
    assert [x[:10] for x in points(drawing).x] == ["2022-11-07", "2022-11-14", "2022-11-21", "2022-11-28"]
    assert "one of four Mondays" in points(drawing).text[-1]


def test_a_known_day_is_one_diamond():
    drawing = drawn([{"start_day": "2022-11-14", "end_day": "2022-11-14"}])
    assert [x[:10] for x in points(drawing).x] == ["2022-11-14"]
    assert not bars(drawing)


def test_the_selected_event_is_lit_in_every_lane():
    event = {"actor_ids": ["A", "B"], "actors": ["A", "B"], **MONTH}
    tables = small_tables([["A", "B"]], events=[{"sentence": 1, **event}])
    lanes, rows = timeline.laned(timeline.spans(tables), tables, "actor")
    drawing = chart.draw(lanes, rows, theme.LIGHT, ("a", "e1"))
    assert [bar.line.color for bar in bars(drawing)] == [theme.LIGHT["accent"]] * 2


def test_a_large_corpus_is_capped():
    events = [{"start_day": f"20{n % 20:02d}-01-01", "end_day": f"20{n % 20:02d}-03-01"} for n in range(1000)]
    drawing = drawn(events)
    assert drawing.bars == chart.MOST_BARS
    assert len(drawing.figure.data) == 2


def test_names_in_the_figure_are_not_markup():
    drawing = drawn([{"date_surface": "<img src=x>", "start_day": "2022-11-01"}])
    assert not any("<img" in text for text in points(drawing).text)


def test_publication_dates_stand_apart():
    tables = small_tables([["A"]], published={"a": "2022-11-10"}, events=[{"sentence": 1, **MONTH}])
    lanes, rows = timeline.laned(timeline.spans(tables), tables, "actor")
    drawing = chart.draw(lanes, rows, theme.LIGHT, published=tables.articles)
    assert "line-ns-open" in points(drawing).marker.symbol


@pytest.mark.parametrize(
    ("first", "last", "name", "fewest", "most"),
    [
        (date(2022, 11, 1), date(2023, 1, 1), "Mondays", 8, 9),
        (date(2022, 1, 1), date(2023, 1, 1), "", 12, 12),
        (date(2020, 1, 1), date(2023, 1, 1), "", 12, 12),
        (date(1900, 1, 1), date(2023, 1, 1), "", 5, 14),
        (date(1, 1, 1), date(9000, 1, 1), "", 5, 14),
    ],
)
def test_axis_has_few_lines_at_any_scale(first, last, name, fewest, most):
    marks = axis_marks(first, last)
    assert marks.name == name
    assert fewest <= len(marks.ticks) <= most


def test_events_at_the_ends_of_the_calendar_do_not_break_the_figure():
    drawn(
        [
            {"start_day": "9999-12-31", "end_day": "9999-12-31"},
            {"start_day": "0001-01-01", "end_day": "0001-12-31"},
        ]
    )
