"""Spans, candidates, lanes and reasons."""

import pytest
from support.small_corpus import small_tables

from pipelines.analysis import timeline
from pipelines.model import INFERRED


def test_candidates_are_the_named_weekday_of_the_month():
    mondays = ("2022-11-07", "2022-11-14", "2022-11-21", "2022-11-28")
    assert timeline.candidates("2022-11-01", "2022-11-30", "a Monday in Nov 2022") == mondays
    assert timeline.candidates("2022-11-01", "2022-11-30", " lundi") == mondays


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2022-11-07", "2022-11-07", "lundi"), ("2022-11-01", "", "lundi"), ("2022-11-01", "2022-11-30", "novembre"),
        ("2022-11-01", "2022-11-30", "lundi ou mardi"), ("2022-01-01", "2022-12-31", "un lundi"),
        ("2022-11-07", "2022-11-13", "lundi"),
    ],
)  # fmt: skip
def test_candidates_are_not_guessed(start, end, words):
    assert timeline.candidates(start, end, words) == ()


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2022-11-14", "2022-11-14", "14 Nov 2022"), ("2022-11-14", "2022-11-20", "14–20 Nov 2022"),
        ("2022-11-28", "2022-12-04", "28 Nov – 4 Dec 2022"), ("2022-12-28", "2023-01-04", "28 Dec 2022 – 4 Jan 2023"),
        ("2022-11-01", "2022-11-30", "Nov 2022"), ("2022-10-01", "2022-12-31", "Oct–Dec 2022"),
        ("2022-12-01", "2023-02-28", "Dec 2022 – Feb 2023"), ("2022-01-01", "2022-12-31", "2022"),
        ("1990-01-01", "1999-12-31", "1990–1999"), ("2022-11-14", "", "from 14 Nov 2022, no end given"),
        ("", "2022-11-14", "until 14 Nov 2022, no beginning given"), ("", "", "no date"),
    ],
)  # fmt: skip
def test_describe_says_no_more_than_the_span(start, end, words):
    assert timeline.describe(start, end) == words


@pytest.fixture(scope="module")
def tables():
    month = {"start_day": "2022-11-01", "end_day": "2022-11-30"}
    return small_tables(
        [["A", "B"], ["C"]],
        events=[
            {"sentence": 1, "actor_ids": ["A", ""], "actors": ["A", "ils"], "recipient_ids": ["B"], "recipients": ["B"],
             "date_surface": "lundi", **month},
            {"sentence": 1, "status": "alleged", "start_day": "2022-11-14", "date_surface": "dans les semaines à venir"},
            {"sentence": 2, "status": "hypothetical"},
            {"sentence": 2, "date_surface": "un jour"},
            {"sentence": 2, "date_note": "“au cours des discussions”, talks undated"},
            {"sentence": 2},
            {"sentence": 2, "start_day": "2022-11-14", "end_day": "2022-11-14", "date_note": f"{INFERRED}, 46 %"},
            {"sentence": 2, "start_day": "2022-11-15", "end_day": "2022-11-15", "date_note": f"{INFERRED}, 46 %",
             "rule": "discussion (noun); parties: the talks before, inferred"},
            {"sentence": 2, "start_day": "2022-11-16", "end_day": "2022-11-16", "rule": "appel (noun); actor: subj; recipient: B, inferred, 61 %"},
        ],
    )  # fmt: skip


def test_every_event_is_either_dated_or_listed_with_a_reason(tables):
    dated, undated = timeline.spans(tables), timeline.undated(tables)
    assert len(dated) + len(undated) == len(tables.events)
    assert list(undated["reason"]) == [
        "hypothetical, never dated", "“un jour” gives no day", "“au cours des discussions”, talks undated",
        "no date in the sentence",
    ]  # fmt: skip


def test_labels_say_status_and_what_is_known_of_the_day(tables):
    labels = dict(zip(timeline.spans(tables)["event_id"], timeline.spans(tables)["label"], strict=True))
    assert labels == {
        "e1": "one of four Mondays", "e2": "alleged, “dans les semaines à venir”, no end given",
        "e7": "14 Nov 2022, date inferred", "e8": "15 Nov 2022, date and parties inferred",
        "e9": "16 Nov 2022, parties inferred",
    }  # fmt: skip


def test_who_names_parties_and_quotes_those_not_resolved(tables):
    assert timeline.spans(tables)["who"].iloc[0] == "A, “ils” → B"
    assert timeline.undated(tables)["who"].iloc[0] == "not named"


def test_an_event_stands_in_the_lane_of_each_party(tables):
    lanes, rows = timeline.laned(timeline.spans(tables), tables, "actor")
    assert [(lane.key, lane.kind) for lane in lanes] == [("A", "PER"), ("B", "PER"), ("", "")]
    assert lanes[-1].label == "Not named"
    assert sorted(rows["lane"]) == ["", "", "", "", "A", "B"]


def test_lanes_by_type_and_article(tables):
    spans = timeline.spans(tables)
    assert [lane.label for lane in timeline.laned(spans, tables, "event type")[0]] == ["CONSULT"]
    assert [lane.label for lane in timeline.laned(spans, tables, "article")[0]] == ["Titre a"]
    with pytest.raises(ValueError, match="unknown lanes"):
        timeline.laned(spans, tables, "mood")
