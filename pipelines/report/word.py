"""A report as a Word document."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Inches, Pt, RGBColor

from pipelines.report.content import Quote, Report
from pipelines.report.picture import Picture
from pipelines.report.pictures import network_picture, timeline_picture

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SOFT = RGBColor(0x66, 0x6C, 0x75)


def docx_bytes(report: Report) -> bytes:
    """The report as .docx."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = Inches(0.8)
    document.styles["Normal"].font.size = Pt(10)
    document.core_properties.title = _clean(report.title)[:255]
    document.core_properties.author = "Vis-à-vis"
    document.core_properties.comments = ""
    document.add_heading(_clean(report.title), 0)
    _soft(document, f"Made {report.made:%Y-%m-%d %H:%M} UTC with Vis-à-vis")
    _terms(document, "Question", report.question)
    _terms(document, "Key figures", report.figures)
    _quotes(document, report)
    _timeline(document, report)
    _network(document, report)
    _articles(document, report)
    document.add_heading("How this was made", 1)
    for line in report.method:
        document.add_paragraph(_clean(line))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _clean(text: object) -> str:
    return _UNWRITABLE.sub("", str(text))


def _soft(document: Any, text: str) -> None:
    run = document.add_paragraph().add_run(_clean(text))
    run.font.color.rgb = _SOFT
    run.font.size = Pt(9)


def _terms(document: Any, title: str, lines: Iterable[tuple[str, str]]) -> None:
    document.add_heading(title, 1)
    _table(document, ("", ""), [(name, value) for name, value in lines], headed=False)


def _table(
    document: Any, heads: Sequence[str], rows: Sequence[Sequence[str]], *, headed: bool = True
) -> None:
    """A table; python-docx finds cells anew at each step, so a row's are asked for once."""
    table = document.add_table(
        rows=1 if headed else 0, cols=len(heads), style="Light List" if headed else None
    )
    if headed:
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            cell.text = head
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _clean(text)
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9)


def _cut(document: Any, report: Report, kind: str) -> None:
    if kind in report.cut:
        _soft(document, report.cut[kind])


def _picture(document: Any, picture: Picture) -> None:
    document.add_picture(io.BytesIO(picture.png()), width=Inches(9))
    inline = document.inline_shapes[-1]._inline.docPr  # python-docx has no public way to the description
    inline.set("descr", picture.about)


def _quotes(document: Any, report: Report) -> None:
    document.add_heading(f"Quotes ({len(report.quotes):,})", 1)
    _cut(document, report, "quotes")
    if not report.quotes:
        document.add_paragraph("No quote passes.")
    for quote in report.quotes:
        _quote(document, quote)


def _quote(document: Any, quote: Quote) -> None:
    cited = quote.cited
    head = document.add_paragraph()
    head.paragraph_format.keep_with_next = True
    head.paragraph_format.space_after = Pt(0)
    head.add_run(_clean(cited.who())).bold = True
    if quote.cue:
        head.add_run(f" {_clean(quote.cue)}").italic = True
        head.add_run(f" {_clean(quote.cue_en)}")
    aside = [quote.about and f"about {quote.about}", quote.told and f"tells of {quote.told}"]
    for words in filter(None, aside):
        head.add_run(f" · {_clean(words)}").font.color.rgb = _SOFT
    for text in (cited.french(), cited.english() or "no English yet"):
        said = document.add_paragraph(_clean(text))
        said.paragraph_format.space_after = Pt(0)
        said.paragraph_format.left_indent = Pt(14)
    _soft(document, f"{cited.work()} [{quote.article}]")


def _timeline(document: Any, report: Report) -> None:
    document.add_heading("Timeline", 1)
    _picture(document, timeline_picture(report.dated, report.window))
    _cut(document, report, "events")
    rows = [
        (event.label, str(event.type).capitalize(), event.who, event.text, event.text_en or "no English yet",
         f"[{event.article}]")
        for event in report.events.itertuples()
    ]  # fmt: skip
    if rows:
        _table(document, ("When", "Event", "Who", "French", "English", "Article"), rows)
    if report.undated:
        document.add_paragraph(f"{report.undated:,} events have no date.")


def _network(document: Any, report: Report) -> None:
    document.add_heading("Network", 1)
    _picture(document, network_picture(report.seen))
    if report.drawn:
        _soft(document, report.drawn)
    _cut(document, report, "links")
    rows = [
        (link.source_name, link.target_name, f"{link.count:,}", f"{link.npmi:.2f}")
        for link in report.links.itertuples()
    ]
    if rows:
        _table(document, ("Named", "together with", "in sentences", "NPMI"), rows)


def _articles(document: Any, report: Report) -> None:
    document.add_heading(f"Articles ({len(report.articles):,})", 1)
    rows = [
        (f"{article.number}", article.day, article.source or "not stated", article.title or f"untitled ({article.file_name})",
         article.title_en, article.title_engine, article.author)
        for article in report.articles.itertuples()
    ]  # fmt: skip
    if rows:
        _table(document, ("No.", "Published", "Paper", "Title", "Title in English", "Engine", "Author"), rows)
