"""A report as one HTML file that needs nothing else: style and pictures inside, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pandas as pd

from pipelines.paths import DATA
from pipelines.report.content import Quote, Report
from pipelines.report.picture import font_face
from pipelines.report.pictures import network_picture, timeline_picture

# Nothing may be asked from anywhere, whatever a text holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
_STYLE = DATA / "report.css"


def html_bytes(report: Report) -> bytes:
    """The report as UTF-8."""
    style = font_face() + _STYLE.read_text(encoding="utf-8")
    made = f"Made {report.made:%Y-%m-%d %H:%M} UTC with Vis-à-vis"
    sections = [
        _section("Question", _terms(report.question)),
        _section("Key figures", _terms(report.figures)),
        _section(_head("Quotes", len(report.quotes)), _cut(report, "quotes") + _quotes(report.quotes)),
        _section("Timeline", timeline_picture(report.dated, report.window).svg() + _cut(report, "events") + _events(report)),
        _section("Network", network_picture(report.seen).svg() + _support(report) + _cut(report, "links") + _links(report)),
        _section(_head("Articles", len(report.articles)), _articles(report.articles)),
        _section("How this was made", "".join(f"<p>{_text(line)}</p>" for line in report.method)),
    ]  # fmt: skip
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{_text(report.title)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{style}</style></head>'
        f"<body><main><h1>{_text(report.title)}</h1><p class=soft>{_text(made)}</p>{''.join(sections)}</main></body></html>\n"
    ).encode("utf-8", "replace")


def _text(value: object) -> str:
    return escape(str(value))


def _head(name: str, number: int) -> str:
    return f"{name} ({number:,})"


def _section(title: str, body: str) -> str:
    return f"<section><h2>{_text(title)}</h2>{body}</section>"


def _terms(lines: Iterable[tuple[str, str]]) -> str:
    return (
        "<dl>" + "".join(f"<dt>{_text(name)}</dt><dd>{_text(value)}</dd>" for name, value in lines) + "</dl>"
    )


def _cut(report: Report, kind: str) -> str:
    told = report.cut.get(kind, "")
    return f"<p class=cut>{_text(told)}</p>" if told else ""


def _quotes(quotes: Iterable[Quote]) -> str:
    return "".join(map(_quote, quotes)) or "<p>No quote passes.</p>"


def _quote(quote: Quote) -> str:
    cited = quote.cited
    verb = f' <i lang="fr">{_text(quote.cue)}</i> {_text(quote.cue_en)}' if quote.cue else ""
    about = f" · about {_text(quote.about)}" if quote.about else ""
    told = f" · tells of <span class=told>{_text(quote.told)}</span>" if quote.told else ""
    english = (
        f'<p lang="en">{_text(cited.english())}</p>' if cited.text_en else "<p class=soft>no English yet</p>"
    )
    return (
        f"<article class=quote><h3>{_text(cited.who())}{verb}<span class=soft>{about}{told}</span></h3>"
        f'<div class=pair><p lang="fr">{_text(cited.french())}</p>{english}</div>'
        f'<p class=source>{_text(cited.work())} <a href="#a{quote.article}">[{quote.article}]</a></p></article>'
    )


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of cells that are escaped already."""
    top = "".join(f"<th>{_text(head)}</th>" for head in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<div class=wide><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"


def _events(report: Report) -> str:
    rows = [
        (
            _text(event.label), _text(str(event.type).capitalize()), _text(event.who),
            f'<span lang="fr">{_text(event.text)}</span>', _text(event.text_en or "no English yet"),
            _article_link(event.article),
        )
        for event in report.events.itertuples()
    ]  # fmt: skip
    left = f"<p>{report.undated:,} events have no date.</p>" if report.undated else ""
    if not rows:
        return f"<p>No event has a date.</p>{left}"
    return _table(("When", "Event", "Who", "French", "English", "Article"), rows) + left


def _article_link(number: int) -> str:
    return f'<a href="#a{number}">[{number}]</a>'


def _support(report: Report) -> str:
    return f"<p>{_text(report.drawn)}</p>" if report.drawn else ""


def _links(report: Report) -> str:
    rows = [
        (_text(link.source_name), _text(link.target_name), f"{link.count:,}", f"{link.npmi:.2f}")
        for link in report.links.itertuples()
    ]
    return _table(("Named", "together with", "in sentences", "NPMI"), rows) if rows else ""


def _articles(articles: pd.DataFrame) -> str:
    rows = [
        (
            f'<span id="a{article.number}">{article.number}</span>', _text(article.day),
            _text(article.source or "not stated"),
            f'<span lang="fr">{_text(article.title or f"untitled ({article.file_name})")}</span>',
            _text(article.title_en) + (f" <small>{_text(article.title_engine)}</small>" if article.title_en else ""),
            _text(article.author), f"{article.n_words:,}",
        )
        for article in articles.itertuples()
    ]  # fmt: skip
    return _table(("No.", "Published", "Paper", "Title", "Title in English", "Author", "Words"), rows)
