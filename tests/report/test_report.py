"""A report says all that passes the filters, escapes what it says, and needs nothing else."""

from __future__ import annotations

import io
import re
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from lxml import etree, html
from PIL import Image
from support.gold_tables import gold_tables
from typer.testing import CliRunner

from pipelines.analysis.filters import Filters, apply, to_query
from pipelines.cli import app
from pipelines.corpus import Corpus
from pipelines.errors import VisavisError
from pipelines.model import Tables, frame
from pipelines.paths import DATA
from pipelines.report import docx_bytes, gather, html_bytes, writer_for
from pipelines.report.alone import network_alone, timeline_alone
from pipelines.report.content import READINGS
from pipelines.report.picture import Picture, fitted, text_width
from pipelines.report.pictures import timeline_picture
from pipelines.report.question import filter_lines, filters_of

MADE = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> & \x01 “é”"


@pytest.fixture(scope="module")
def tables() -> Tables:
    return gold_tables(DATA / "gold" / "dev.jsonl")


def words_of(document: bytes) -> str:
    return " ".join(html.fromstring(document.decode()).text_content().split())


def test_report_holds_every_quote_and_article_that_passes(tables: Tables) -> None:
    chosen = Filters(actor_ids=(tables.actors["actor_id"].iloc[0],))
    kept = apply(tables, chosen)
    report = gather(tables, chosen, MADE)
    assert len(report.quotes) == len(kept.quotes)
    assert list(report.articles["number"]) == list(range(1, len(kept.articles) + 1))
    said = words_of(html_bytes(report))
    for text in kept.quotes["text"]:
        assert " ".join(text.split()) in said
    for title in kept.articles["title"]:
        assert " ".join(title.split()) in said


def test_figures_are_those_of_the_filtered_tables(tables: Tables) -> None:
    chosen = Filters(event_types=("ACCUSE",))
    kept, figures = apply(tables, chosen), dict(gather(tables, chosen, MADE).figures)
    assert figures["Articles"] == f"{len(kept.articles)} of {len(tables.articles)} in the corpus"
    assert figures["Sentences"] == f"{len(kept.sentences)} of {len(tables.sentences)}"
    assert figures["Quotes"].startswith(f"{len(kept.quotes)};")
    assert figures["Events"].startswith(f"{len(kept.events)},")


def test_every_link_of_the_page_leads_to_an_article_of_it(tables: Tables) -> None:
    page = html.fromstring(html_bytes(gather(tables, Filters(), MADE)).decode())
    targets = {f"#{each}" for each in page.xpath("//@id")}
    links = page.xpath("//a/@href")
    assert links
    assert set(links) <= targets


@pytest.fixture(scope="module")
def hostile(tables: Tables) -> Tables:
    articles = tables.articles.assign(title=HOSTILE, title_en=HOSTILE, source=HOSTILE, author=HOSTILE)
    quotes = tables.quotes.assign(text=HOSTILE, speaker_name=HOSTILE, cue=HOSTILE)
    actors = tables.actors.assign(name=HOSTILE, name_en=HOSTILE)
    return replace(tables, articles=articles, quotes=quotes, actors=actors)


def test_page_runs_and_fetches_nothing_whatever_texts_hold(hostile: Tables) -> None:
    content = html_bytes(gather(hostile, Filters(), MADE)).decode()
    page = html.fromstring(content)
    assert not page.xpath("//script | //img | //link | //iframe | //object | //@onerror | //@src")
    assert "default-src 'none'" in page.xpath("//meta/@content")[0] + page.xpath("//meta/@content")[1]
    assert not re.search(r"url\((?!data:)", content)
    assert all(href.startswith("#") for href in page.xpath("//@href"))


def test_document_takes_any_text(hostile: Tables) -> None:
    document = docx.Document(io.BytesIO(docx_bytes(gather(hostile, Filters(), MADE))))
    said = " ".join(paragraph.text for paragraph in document.paragraphs)
    assert "<script>alert(1)</script>" in said


def test_document_holds_quotes_pictures_and_tables(tables: Tables) -> None:
    report = gather(tables, Filters(), MADE)
    document = docx.Document(io.BytesIO(docx_bytes(report)))
    said = [paragraph.text for paragraph in document.paragraphs]
    for quote in report.quotes:
        assert quote.cited.french() in said
    assert len(document.inline_shapes) == 2
    assert len(document.tables[-1].rows) == len(tables.articles) + 1
    assert report.method[0] in said


def test_report_of_nothing_says_so() -> None:
    report = gather(Tables(), Filters(), MADE)
    said = words_of(html_bytes(report))
    for words in ("No quote passes.", "No event has a date.", "Nothing was translated."):
        assert words in said
    assert docx.Document(io.BytesIO(docx_bytes(report))).paragraphs


def test_what_was_left_out_is_said(tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines.report import content

    monkeypatch.setattr(content, "MOST_QUOTES", 3)
    report = gather(tables, Filters(), MADE)
    assert len(report.quotes) == 3
    assert f"The first 3 of {len(tables.quotes)} quotes" in words_of(html_bytes(report))


def test_method_names_engines_reader_and_review(tables: Tables) -> None:
    key = tables.articles["article_id"].iloc[0]
    rows = [
        {"article_id": key, "sentence": n, "text_en": "English.", "engine": "apertium", "engine_version": "fr-es",
         "edited_by": "Ada" if n == 1 else "", "flags": "[]"}
        for n in (1, 2, 3)
    ]  # fmt: skip
    quotes = tables.quotes.copy()
    quotes.loc[quotes.index[:2], "reviewed"] = ["right", "wrong"]
    told = " ".join(
        gather(
            replace(tables, translations=frame("translations", rows), quotes=quotes), Filters(), MADE
        ).method
    )
    assert "English by apertium gist fr-es (2 sentences) and people (1 sentence)." in told
    assert f"{len(tables.sentences) - 3} of {len(tables.sentences)} sentences" in told
    assert f"2 of {len(quotes)} quotes (1 right, 0 put right, 1 wrong)" in told
    assert len(READINGS) == 4


ONE_OF_EACH = {
    "actor_ids": ("iran",), "start_day": "2022-03-01", "end_day": "2022-03-31", "sources": ("Le Monde",),
    "event_types": ("AID",), "words": "paix",
}  # fmt: skip


def test_every_filter_is_told_in_the_question() -> None:
    assert set(ONE_OF_EACH) == {each.name for each in fields(Filters)}
    for name, value in ONE_OF_EACH.items():
        ((label, told),) = filter_lines(Filters(**{name: value}), Tables())
        assert label
        assert "no filter" not in told


def test_address_of_a_page_gives_its_filters(tables: Tables) -> None:
    actor, source = tables.actors["actor_id"].iloc[3], tables.articles["source"].iloc[0]
    chosen = Filters((actor,), "2022-01-01", "2022-12-31", (source,), ("AID", "ACCUSE"), "la paix")
    from urllib.parse import urlencode

    query = urlencode(to_query(chosen), doseq=True)
    wanted = replace(chosen, event_types=("AID", "ACCUSE"))
    for address in (query, f"http://127.0.0.1:8501/quotes?{query}&quotes_order=paper", f"?{query}"):
        assert filters_of(address, tables) == replace(
            wanted, event_types=filters_of(query, tables).event_types
        )
    assert set(filters_of(query, tables).event_types) == {"AID", "ACCUSE"}
    assert filters_of("", tables) == Filters()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("actor=nobody", "the actor “nobody”"), ("from=2022-13-45", "the day “2022-13-45”"),
        ("type=DANCE", "the event type “DANCE”"), ("source=Nowhere", "the paper “Nowhere”"),
    ],
)  # fmt: skip
def test_address_with_what_is_not_there_is_refused_by_name(tables: Tables, query: str, words: str) -> None:
    with pytest.raises(VisavisError, match=re.escape(words)):
        filters_of(query, tables)


def test_suffix_that_no_report_has_is_refused() -> None:
    with pytest.raises(VisavisError, match=r"“report.pdf” .* \.html or \.docx"):
        writer_for(Path("report.pdf"))


def test_command_writes_both_kinds_and_refuses_in_a_sentence(tmp_path: Path) -> None:
    where = str(tmp_path / "c.db")
    Corpus(where)
    for name in ("r.html", "r.docx"):
        done = CliRunner().invoke(app, ["report", "--out", str(tmp_path / name), "--corpus", where])
        assert done.exit_code == 0, done.output
        assert (tmp_path / name).stat().st_size > 1000
    refused = CliRunner().invoke(app, ["report", "--out", str(tmp_path / "r.pdf"), "--corpus", where])
    assert refused.exit_code == 1
    assert "Traceback" not in refused.output
    lost = CliRunner().invoke(
        app,
        ["report", "--out", str(tmp_path / "x.html"), "--corpus", where, "--filters", "http://h/?actor=x"],
    )
    assert lost.exit_code == 1
    assert "the actor “x”" in lost.output
    assert not (tmp_path / "x.html").exists()


def test_picture_is_the_same_in_three_times_the_pixels() -> None:
    picture = Picture(300, 100, "A <picture>")
    picture.words(10, 20, "Élysée & <b>")
    picture.circle(50, 50, 10)
    image = Image.open(io.BytesIO(picture.png()))
    assert image.size == (900, 300)
    assert "Élysée &amp; &lt;b&gt;" in picture.svg()
    assert 'aria-label="A &lt;picture&gt;"' in picture.svg()


def test_words_fit_the_width_they_are_given() -> None:
    long = "Fédération tchadienne de football " * 4
    assert text_width(fitted(long, 120)) <= 120
    assert fitted("Iran", 120) == "Iran"


def test_timeline_says_what_lies_outside_its_days(tables: Tables) -> None:
    report = gather(tables, Filters(), MADE)
    assert "earlier" in timeline_picture(report.dated, ("2022-01-01", "2022-12-31")).svg()


def test_pictures_alone_say_question_day_and_source(tables: Tables) -> None:
    report = gather(tables, Filters(words="paix"), MADE)
    for draw in (network_alone, timeline_alone):
        picture = draw(report)
        drawn = etree.fromstring(picture.svg_bytes())
        said = " ".join(drawn.itertext())
        for words in ("Words: “paix”", "made 2026-01-02", f"of {len(tables.articles)} in the corpus"):
            assert words in said
        assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
        assert Image.open(io.BytesIO(picture.png())).size == (3 * picture.width, 3 * picture.height)
