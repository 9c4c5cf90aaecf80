"""Timeline: every event over the days its text allows, and those that have none."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import evidence, plain, state, theme
from dashboard.charts import timeline as chart
from dashboard.components import correct
from dashboard.components.titles import english_title, short_title, titles
from dashboard.display import STATUS_WORDS, count
from dashboard.typeset import Node, glyph, link, node, show, table
from pipelines.analysis import timeline
from pipelines.export.csv import csv_bytes
from pipelines.export.titles import with_title
from pipelines.model import EVENT_STATUSES, Tables

CHART = "timeline_chart"
SELECTED = "timeline_selected"
UNDATED_SHOWN = 100


def render() -> None:
    """Draw the page."""
    if state.tables().is_empty:
        st.title("Timeline", anchor=False)
        state.no_articles()
        return
    tables = state.filtered()
    head = st.container(key="page_head", horizontal=True, horizontal_alignment="distribute")
    by, statuses, with_published = _controls(tables)
    kept, dated, undated = _events(tables, state.key(), tuple(statuses))
    tables = replace(kept, translations=tables.translations)  # English comes while the rest stays
    _head(head, tables, dated, undated)
    if tables.events.empty and not with_published:
        _no_events()
        return
    _chart(tables, dated, by, with_published=with_published)
    _selected(tables, dated)
    _undated(tables, undated)


@st.cache_resource(max_entries=8, show_spinner=False)
def _events(
    _tables: Tables, key: tuple[str, int, str], statuses: tuple[str, ...]
) -> tuple[Tables, pd.DataFrame, pd.DataFrame]:
    """The tables with events of these statuses only, their dated and their undated events."""
    kept = _tables.events[_tables.events["status"].isin(statuses)]
    tables = Tables(**{**dict(_tables.items()), "events": kept})
    return tables, timeline.spans(tables), timeline.undated(tables)


def _controls(tables: Tables) -> tuple[str, list[str], bool]:
    present = [status for status in EVENT_STATUSES if status in set(tables.events["status"])]
    with st.container(key="controls", horizontal=True, gap="medium", vertical_alignment="bottom"):
        by = st.segmented_control(
            "One lane per", timeline.LANES, default="actor", key="timeline_lanes", required=True
        )
        with st.container(key="show", width="content", gap=None):
            st.html("<label class='vav-label'>Show</label>")
            with st.container(horizontal=True, gap="small"):
                chosen = [
                    status
                    for status in present
                    if st.checkbox(
                        plain.markdown(_status_label(status)),
                        value=True,
                        key=f"timeline_status:{status}",
                        width="content",
                    )
                ]
                published = st.checkbox("Publication dates", key="timeline_published", width="content")
    return by or "actor", chosen, published


def _status_label(status: str) -> str:
    character = {"actual": "◆", "planned": "◈", "negated": "⟠"}.get(status, "◇")
    return f"{character} {STATUS_WORDS[status].capitalize()}"


def _head(
    place: st.delta_generator.DeltaGenerator, tables: Tables, dated: pd.DataFrame, undated: pd.DataFrame
) -> None:
    with place:
        with st.container(width="stretch"):
            st.title("Timeline", anchor=False)
            number = count(len(tables.events), "event")
            st.caption(
                f"{plain.markdown(number)}: {len(dated):,} dated, {len(undated):,} without a date. A bar covers every day the text allows."
            )
        st.download_button(
            "Download events (CSV)",
            csv_bytes(with_title(tables.events, tables.articles)),
            "events.csv",
            "text/csv",
            on_click="ignore",
        )


def _no_events() -> None:
    if state.filters():
        state.nothing_left()
    else:
        st.write("No events were found in these articles, or every kind of event is switched off above.")


def _chart(tables: Tables, dated: pd.DataFrame, by: str, *, with_published: bool) -> None:
    articles = tables.articles
    published = articles[(articles["published_start"] != "") & (articles["published_end"] != "")]
    shown = published if with_published and not published.empty else None
    if dated.empty and shown is None:
        return
    lanes, rows = _laned(dated, tables, by, (*state.key(), *sorted(set(tables.events["status"]))))
    drawing = chart.draw(lanes, rows, theme.tokens(), st.session_state.get(SELECTED), shown)
    with st.container(key="timeline_board"):
        st.plotly_chart(
        drawing.figure, theme=None, key=CHART, on_select=_chosen, selection_mode="points", config=theme.PLOTLY_CONFIG,
        alt=f"Timeline, {len(dated):,} dated events in {drawing.lanes:,} lanes. The download has the same data.",
    )  # fmt: skip
    if drawing.bars < len(rows):
        st.caption(
            f"{drawing.bars:,} of {len(rows):,} bars in {drawing.lanes:,} of {len(lanes):,} lanes drawn, fullest lanes "
            "first. Narrow the filters to see others; the download has all."
        )


@st.cache_resource(max_entries=8, show_spinner=False)
def _laned(
    _dated: pd.DataFrame, _tables: Tables, by: str, key: tuple[str | int, ...]
) -> tuple[list[timeline.Lane], pd.DataFrame]:
    return timeline.laned(_dated, _tables, by)


def _chosen() -> None:
    points = st.session_state[CHART].selection.points
    data = points[0].get("customdata") if points else None
    if data and data[1]:
        st.session_state[SELECTED] = (data[0], data[1])


def _selected(tables: Tables, dated: pd.DataFrame) -> None:
    """The sentence of the chosen event, in both languages."""
    selected = st.session_state.get(SELECTED)
    found = (
        dated[(dated["article_id"] == selected[0]) & (dated["event_id"] == selected[1])]
        if selected
        else dated.head(0)
    )
    if found.empty:
        show(
            [node("p", "Choose a bar or a diamond to read the sentence behind it.", cls="note")],
            "timeline_hint",
        )
        return
    event = found.iloc[0]
    sentences = tables.sentences
    rows = sentences[
        (sentences["article_id"] == event["article_id"]) & (sentences["sentence"] == event["sentence"])
    ]
    with st.container(key="evidence"):
        for _, french, english in evidence.marked(tables, rows):
            block = node(
                "section",
                node("div", *_about(tables, event)),
                node("p", *french, lang="fr", cls="tx"),
                evidence.english_node(english, "tx"),
                cls="sel-ev",
                label="Selected event",
            )
            picked = evidence.parse_sentence_pick(show([block], "timeline_evidence"))
            if picked:
                state.open_sentence(*picked)
            place = correct.Place(
                event["article_id"], int(event["sentence"]), "events", int(_row(tables, event)["start"])
            )
            st.button("Correct this event", key="timeline_correct", on_click=correct.open_for, args=(place,))


def _about(tables: Tables, event: pd.Series) -> list[Node]:
    days = timeline.describe(event["start_day"], event["end_day"])
    if event["candidates"]:
        days = f"{timeline.describe_candidates(event['candidates'])}, day not known"
    title = titles(tables, [event["article_id"]])[event["article_id"]]
    row = _row(tables, event)
    words = [event["label"].capitalize(), row["date_note"]]
    if event["candidates"]:
        listed = ", ".join(str(int(day[8:])) for day in event["candidates"])
        words.insert(0, f"{listed} {timeline.describe(event['start_day'], event['end_day'])}")
    return [
        node("h2", event["type"], node("span", days)),
        node("p", event["who"]),
        node("p", ". ".join(dict.fromkeys(w.rstrip(".") for w in words if w)) + "."),
        node("p", link(f"Sentence {event['sentence']} in the reader",
                       evidence.sentence_pick(event["article_id"], int(event["sentence"])))),
        node("p", node("span", title.fr, lang="fr"), english_title(title), cls="of"),
    ]  # fmt: skip


def _row(tables: Tables, event: pd.Series) -> pd.Series:
    events = tables.events
    here = (events["article_id"] == event["article_id"]) & (events["event_id"] == event["event_id"])
    return events[here].iloc[0]


def _undated(tables: Tables, rows: pd.DataFrame) -> None:
    if rows.empty:
        return
    st.header("No date found", anchor=False)
    several = len(tables.articles) > 1
    named = titles(tables, set(rows.head(UNDATED_SHOWN)["article_id"])) if several else {}
    body = [
        [
            node("span", glyph(row.status, STATUS_WORDS[row.status]), row.type, cls="evc"),
            row.who,
            node("span", row.trigger, lang="fr", cls="fr"),
            node("span", STATUS_WORDS[row.status], cls="soft"),
            node("span", row.reason, cls="soft"),
            node(
                "div",
                link(str(row.sentence), evidence.sentence_pick(row.article_id, row.sentence)),
                short_title(named[row.article_id]) if several else "",
            ),
        ]
        for row in rows.head(UNDATED_SHOWN).itertuples(index=False)
    ]
    made: list[Node] = [
        table(["Event", "Who", "French", "Told as", "Why not dated", "Sentence"], body, numeric=[5])
    ]
    if len(rows) > UNDATED_SHOWN:
        made.append(node("p", f"{UNDATED_SHOWN} of {len(rows):,} shown; the download has all.", cls="note"))
    picked = evidence.parse_sentence_pick(show(made, "timeline_undated"))
    if picked:
        state.open_sentence(*picked)


render()
