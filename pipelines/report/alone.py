"""The pictures of a report as files of their own, with the question, the day and the source beneath."""

from __future__ import annotations

from pipelines.report.content import Report
from pipelines.report.picture import Picture
from pipelines.report.pictures import network_picture, timeline_picture
from pipelines.wording.typography import count

SCALE = 3  # pixels of the PNG for each of the picture


def network_alone(report: Report) -> Picture:
    """The network with its caption."""
    drawn = report.drawn or f"All {count(report.n_links, 'link')} of who is named with whom in one sentence."
    return network_picture(report.seen).captioned([drawn, *_source(report)])


def timeline_alone(report: Report) -> Picture:
    """The timeline with its caption."""
    return timeline_picture(report.dated, report.window).captioned(_source(report))


def _source(report: Report) -> list[str]:
    question = "; ".join(f"{label}: {value}" for label, value in report.question)
    articles = dict(report.figures)["Articles"]
    return [f"Question: {question}", f"Source: {articles}; made {report.made:%Y-%m-%d} with Vis-à-vis."]
