from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paragraphs import P1, P2, P3, Q1, text
from test_text import only, reason

from pipelines.reading import read
from tests.support.packed import packed

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"), ("svg", "svg-compatible"),
        ("manifest", "manifest"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip
TEXT = "application/vnd.oasis.opendocument.text"
SHEET = "application/vnd.oasis.opendocument.spreadsheet"
STYLES = (
    "<office:automatic-styles>"
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'
    "</office:automatic-styles>"
)


def odt(body: str, **parts: bytes) -> bytes:
    content = f"<?xml version='1.0'?><office:document-content {NAMES}>{STYLES}<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return packed(
        {
            "mimetype": TEXT.encode(),
            "content.xml": content.encode(),
            **{name.replace("__", "/"): data for name, data in parts.items()},
        }
    )


def p(inner: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def test_document_is_read_as_writer_shows_it():
    comment = "<office:annotation><dc:creator>Relecteur</dc:creator><dc:date>2022-12-01</dc:date><text:p>À vérifier.</text:p></office:annotation>"
    note = f"<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>{p('Selon la préfecture.')}</text:note-body></text:note>"
    box = f"<draw:frame><draw:text-box>{p(Q1)}</draw:text-box><svg:title>Encadré</svg:title></draw:frame>"
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Relecteur</dc:creator></office:change-info>"
        f"{p('ne pas vouloir ')}</text:deletion></text:changed-region></text:tracked-changes>"
        + p("Des renforts", "P1")
        + p(
            "Le ministre de l’Intérieur,<text:s/>Paul <text:span>Garnier</text:span>, a annoncé<text:change text:change-id='c1'/> mardi à\n   Marseille "
            f"le<text:tab/>déploiement{comment} de <text:soft-page-break/>300 policiers supplémentaires.{note} « <text:span text:style-name='T1'>caché</text:span>"
            f"Nous ne céderons<text:s text:c='1'/>rien », a-t-il déclaré devant la presse.{box}"
        )
        + f"<text:section><text:list><text:list-item>{p(P2)}</text:list-item></text:list></text:section>"
        + f"<text:section text:display='none'>{p('Section cachée.')}</text:section>"
        + f"<text:table-of-content><text:index-body>{p('Des renforts 1')}</text:index-body></text:table-of-content>"
        + f"<table:table><table:table-row><table:table-cell>{p('Policiers')}</table:table-cell><table:table-cell>{p('300')}</table:table-cell></table:table-row></table:table>"
    )
    article = only("a.odt", odt(body, **{"meta.xml": b"<x><creator>Qui enregistre</creator></x>"}))
    assert (article.title, article.author) == ("Des renforts", "")
    assert article.text == text(P1, Q1, P2, "Policiers | 300", "Selon la préfecture.")


def test_line_break_and_header_lines_are_read():
    article = only(
        "a.odt",
        odt(
            p("Titre : Des renforts")
            + p("Date : 9 novembre 2022")
            + p(P1)
            + p("Un vers<text:line-break/>et l’autre")
        ),
    )
    assert (article.title, article.published) == ("Des renforts", "2022-11-09")
    assert article.text == text(P1, "Un vers\net l’autre")


def test_flat_document_is_read():
    data = f"<?xml version='1.0'?><office:document {NAMES} office:mimetype='{TEXT}'>{STYLES}<office:body><office:text>{p(P1)}{p(P2)}</office:text></office:body></office:document>"
    assert only("a.fodt", data).text == text(P1, P2)
    assert only("a.xml", data).text == text(P1, P2)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (odt(p(P1), META__x=b"", **{"META-INF__manifest.xml": b"<m><manifest:encryption-data xmlns:manifest='x'/></m>"}), "password"),
        (odt(p("")), "no text"),
        (packed({"mimetype": TEXT.encode(), "content.xml": b"nothing"}), "damaged"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.presentation", "content.xml": b"<x/>"}), "presentation"),
    ],
)  # fmt: skip
def test_document_without_a_text_is_refused_with_the_cause(data: bytes, word: str):
    assert word in reason("a.odt", data)


def ods(rows: str, *more: str) -> bytes:
    tables = "".join(
        f"<table:table table:name='Feuille{n}'>{each}</table:table>"
        for n, each in enumerate((rows, *more), start=1)
    )
    content = f"<?xml version='1.0'?><office:document-content {NAMES}><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    return packed({"mimetype": SHEET.encode(), "content.xml": content.encode()})


def cell(shown: str, more: str = "office:value-type='string'") -> str:
    return f"<table:table-cell {more}>{''.join(f'<text:p>{line}</text:p>' for line in shown.split('|'))}</table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def test_workbook_gives_an_article_a_row():
    comment = "<office:annotation><text:p>Relire</text:p></office:annotation>"
    rest = "<table:table-cell table:number-columns-repeated='1020'/>"
    data = ods(
        row(cell("titre"), cell("date"), cell("source"), cell("texte"), rest)
        + row(cell("Des renforts"), cell("09/11/22", "office:value-type='date' office:date-value='2022-11-09T00:00:00'"), cell("Le <text:a xlink:href='x'>Figaro</text:a>"), cell(f"{P1}|{P2}"), rest)
        + row(rest, more="table:number-rows-repeated='3'")
        + row(cell("Le canal"), cell("2022-11-11"), f"<table:table-cell office:value-type='string'>{comment}<text:p>La Croix</text:p></table:table-cell>", cell(Q1))
        + row("<table:table-cell table:number-columns-repeated='1024'/>", more="table:number-rows-repeated='1048570'")
    )  # fmt: skip
    first, second = read("presse.ods", data).articles
    assert (first.title, first.published, first.source, first.text) == (
        "Des renforts",
        "2022-11-09",
        "Le Figaro",
        text(P1, P2),
    )
    assert (second.title, second.published, second.source, second.text) == (
        "Le canal",
        "2022-11-11",
        "La Croix",
        Q1,
    )
    assert second.file_name.endswith("#6")


def test_workbook_that_repeats_a_text_beyond_reason_is_refused():
    data = ods(row(cell("texte")) + row(cell(P1), more="table:number-rows-repeated='900000'"))
    assert "beyond reason" in reason("a.ods", data)


CONTAINER = b"<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile full-path='OEBPS/content.opf'/></rootfiles></container>"


def page(body: str, more: str = "") -> bytes:
    return f"<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'><head><title>x</title></head><body {more}>{body}</body></html>".encode()


def epub(
    spine: str, texts: dict[str, bytes], creator: str = "Rédaction", nav: str = "", **more: bytes
) -> bytes:
    manifest = "".join(
        f"<item id='i{n}' href='{name.replace('é', '%C3%A9')}' media-type='application/xhtml+xml'/>"
        for n, name in enumerate(texts)
    )
    package = (
        "<package xmlns='http://www.idpf.org/2007/opf' xmlns:dc='http://purl.org/dc/elements/1.1/' version='3.0'><metadata>"
        f"<dc:title>Le Mensuel</dc:title><dc:creator>{creator}</dc:creator><dc:date>2022-11-09</dc:date></metadata><manifest>{manifest}"
        f"<item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/></manifest><spine><itemref idref='nav'/>{spine}</spine></package>"
    )
    parts = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/content.opf": package.encode(),
        "OEBPS/nav.xhtml": page(f"<nav>{nav}</nav>"),
    }
    return packed({**parts, **{f"OEBPS/{name}": data for name, data in texts.items()}, **more})


def test_magazine_gives_its_articles_in_reading_order():
    texts = {
        "b.xhtml": page(f"<section><h1>Le canal</h1><p>{Q1}</p></section>"),
        "été.xhtml": page(
            f"<h1>Des<br/>renforts</h1><p>{P1}</p><figure><img/><figcaption>La photo</figcaption></figure><p>{P2}</p>"
        ),
        "pub.xhtml": page("<p>Publicité. Abonnez-vous au Mensuel dès aujourd’hui.</p>"),
        "cover.xhtml": page("<img src='a.jpg'/>", "epub:type='cover'"),
        "somm.xhtml": page(
            "<h1>Sommaire</h1><p><a href='b.xhtml'>Le canal, un long chantier de la région du Nord</a></p><p><a href='x'>Des renforts à Marseille, récit</a></p>"
        ),
        "c.xhtml": page(f"<p>{P3}</p>"),
    }
    spine = "<itemref idref='i3'/><itemref idref='i4'/><itemref idref='i1'/><itemref idref='i2' linear='no'/><itemref idref='i0'/><itemref idref='i5'/>"
    result = read(
        "mensuel.epub", epub(spine, texts, nav="<ol><li><a href='c.xhtml#a'>Alliance salue</a></li></ol>")
    )
    assert result.rejections == ()
    assert [(a.title, a.text) for a in result.articles] == [
        ("Des renforts", text(P1, P2)),
        ("Le canal", Q1),
        ("Alliance salue", P3),
    ]
    assert {(a.source, a.published, a.author) for a in result.articles} == {("Le Mensuel", "2022-11-09", "")}


def test_text_that_a_program_split_is_one_article():
    texts = {
        "a_split_000.html": page(f"<h1>Des renforts</h1><p>{P1}</p>"),
        "a_split_001.html": page(f"<p>{P2}</p>"),
    }
    article = only("a.epub", epub("<itemref idref='i0'/><itemref idref='i1'/>", texts))
    assert (article.title, article.text) == ("Des renforts", text(P1, P2))


def test_page_of_several_articles_and_utf16_is_read():
    several = page(f"<article><h2>Un</h2><p>{P1}</p></article><article><h2>Deux</h2><p>{P2}</p></article>")
    wide = page(f"<h1>Trois</h1><p>{P3}</p>").decode().replace("utf-8", "utf-16").encode("utf-16")
    result = read(
        "a.epub", epub("<itemref idref='i0'/><itemref idref='i1'/>", {"a.xhtml": several, "b.xhtml": wide})
    )
    assert [(a.title, a.text) for a in result.articles] == [("Un", P1), ("Deux", P2), ("Trois", P3)]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (epub("<itemref idref='i0'/>", {"a.xhtml": page(f"<p>{P1}</p>")}, **{"META-INF/encryption.xml": b"<e><EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes256-cbc'/></e>"}), "DRM"),
        (epub("<itemref idref='i0'/>", {"a.xhtml": page("<img src='a'/>")}), "pictures"),
        (packed({"mimetype": b"application/epub+zip", "a": b"b"}), "damaged"),
    ],
)  # fmt: skip
def test_publication_without_a_text_is_refused_with_the_cause(data: bytes, word: str):
    assert word in reason("a.epub", data)


def test_scrambled_fonts_do_not_close_a_publication():
    fonts = b"<e><EncryptionMethod Algorithm='http://www.idpf.org/2008/embedding'/></e>"
    data = epub(
        "<itemref idref='i0'/>", {"a.xhtml": page(f"<p>{P1}</p>")}, **{"META-INF/encryption.xml": fonts}
    )
    assert only("a.epub", data).text == P1


@given(st.text(max_size=200), st.sampled_from(["a.odt", "a.ods", "a.epub"]))
@settings(max_examples=40, deadline=None)
def test_any_container_gives_articles_or_reasons(inner: str, name: str):
    made = {
        "a.odt": lambda: odt(inner),
        "a.ods": lambda: ods(inner),
        "a.epub": lambda: epub(inner, {"a.xhtml": page(inner)}),
    }[name]
    data = made() if "\ud800" not in inner else odt("")
    result = read(name, data)
    assert result.found
    assert all("unexpected" not in each.reason for each in result.rejections)


def test_table_named_as_a_style_of_text_does_not_show_what_is_hidden():
    styles = (
        '<style:style style:name="T9" style:family="table"/><style:style style:name="T9" style:family="text">'
        '<style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="T8" style:family="text"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="T8" style:family="paragraph"/>'
    )
    body = p(f"<text:span text:style-name='T9'>caché </text:span>{P1}") + p(P2, "T8")
    content = (
        f"<?xml version='1.0'?><office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    data = packed({"mimetype": TEXT.encode(), "content.xml": content.encode()})
    assert only("a.odt", data).text == text(P1, P2)


def test_names_that_programs_write_where_nobody_named_a_thing_are_no_names():
    data = epub(
        "<itemref idref='i0'/>",
        {"s.xhtml": page(f"<p>{P1}</p><p>{P2}</p>")},
        nav="<a href='s.xhtml'>Section 1</a>",
    )
    unnamed = repacked(data, b"<dc:title>Le Mensuel</dc:title>", b"<dc:title>Unknown Title</dc:title>")
    article = only("a.epub", unnamed)
    assert (article.title, article.source, article.text) == ("", "", text(P1, P2))


def repacked(data: bytes, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return packed({name: container.read(name).replace(old, new) for name in container.namelist()})
