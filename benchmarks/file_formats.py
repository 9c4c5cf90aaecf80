"""Files of every format that a library of the field reads, made from articles, and what that library does with them.

Each library does what a person who knows it would do to have the text: the plain use that its documentation shows. Those that
are no part of the development tools are measured where they are installed: `pip install striprtf odfpy EbookLib feedparser fastwarc`.
"""

from __future__ import annotations

import csv
import email
import email.policy
import html
import io
import mailbox
import tempfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.model import Article
from tests.support.packed import packed

ONE, MANY = 1, 20  # articles a file


class Side(NamedTuple):
    """A format measured.

    Attributes:
        kind: of the registry of formats.
        suffix: of its files.
        write: articles as a file of that format.
        library: what the field uses for the format, given a file; None where decoding bytes is all.
        needs: the module of that library.
        articles: how many stand in a file.
    """

    kind: str
    suffix: str
    write: Callable[[Sequence[Article]], bytes]
    library: Callable[[bytes], object] | None
    needs: str = ""
    articles: int = ONE


def as_text(articles: Sequence[Article]) -> bytes:
    return articles[0].text.encode()


def as_page(articles: Sequence[Article]) -> bytes:
    """The article as a site sets it, among navigation, boxes and teasers."""
    article = articles[0]
    paragraphs = "".join(
        f'<p class="article__paragraph">{html.escape(each)}</p>' for each in article.text.split("\n\n")
    )
    teasers = "".join(
        f'<article class="teaser"><h3><a href="/{i}">Une autre nouvelle du jour, numéro {i}</a></h3><p>Son résumé en une phrase.</p></article>'
        for i in range(30)
    )
    menu = "".join(f'<li class="nav__item"><a href="/{i}">Rubrique {i}</a></li>' for i in range(60))
    page = (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{html.escape(article.title)} - Le Journal</title>'
        '<meta property="article:published_time" content="2022-11-09T07:00:00+01:00"><meta name="author" content="Jeanne Roy">'
        f"<style>{'.a{color:red}' * 300}</style><script>{'var a = 1;' * 500}</script></head><body><nav><ul>{menu}</ul></nav><main>"
        f'<article><h1>{html.escape(article.title or "Nouvelle")}</h1><p class="chapo">Un chapeau pour cet article, en une seule phrase.</p>'
        f'<div class="share"><a href="#">Partager</a></div><div class="article__content">{paragraphs}</div></article></main>'
        f"<aside>{teasers}</aside><footer>Mentions légales</footer></body></html>"
    )
    return page.encode()


def as_word(articles: Sequence[Article]) -> bytes:
    document = import_module("docx").Document()
    for paragraph in articles[0].text.split("\n\n"):
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf(articles: Sequence[Article]) -> bytes:
    platypus, styles = (
        import_module("reportlab.platypus"),
        import_module("reportlab.lib.styles").getSampleStyleSheet(),
    )
    out = io.BytesIO()
    story = [
        platypus.Paragraph(html.escape(each), styles["BodyText"]) for each in articles[0].text.split("\n\n")
    ]
    platypus.SimpleDocTemplate(out).build(story)
    return out.getvalue()


def as_rich_text(articles: Sequence[Article]) -> bytes:
    def escaped(text: str) -> str:
        return "".join(
            each if " " <= each <= "~" and each not in "\\{}" else f"\\u{ord(each)}?" for each in text
        )

    body = "".join(
        rf"\pard\plain\f0\fs24 {escaped(each)}\par" + "\n" for each in articles[0].text.split("\n\n")
    )
    return (r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}" + "\n" + body + "}").encode("ascii")


def as_open_document(articles: Sequence[Article]) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(
        f'<text:p text:style-name="Standard">{html.escape(each)}</text:p>'
        for each in articles[0].text.split("\n\n")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{office}:office:1.0" xmlns:text="{office}:text:1.0" '
        f'office:version="1.2"><office:body><office:text>{body}</office:text></office:body></office:document-content>'
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return packed({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def as_publication(articles: Sequence[Article]) -> bytes:
    names = [f"a{i}.xhtml" for i in range(len(articles))]
    items = "".join(
        f'<item id="i{i}" href="{name}" media-type="application/xhtml+xml"/>' for i, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="i{i}"/>' for i in range(len(names)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="u"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<dc:identifier id="u">x</dc:identifier><dc:title>Le Mensuel</dc:title><dc:language>fr</dc:language></metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
        '<rootfile full-path="content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    pages = {
        name: '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>'
        f"<h1>{html.escape(article.title or name)}</h1>{_paragraphs(article)}</body></html>"
        for name, article in zip(names, articles, strict=True)
    }
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "content.opf": package,
            **pages,
        }
    )


def as_rows(articles: Sequence[Article]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerows([["Titre", "Date", "Journal", "Texte"], *_rows(articles)])
    return out.getvalue().encode()


def as_workbook(articles: Sequence[Article]) -> bytes:
    book = import_module("openpyxl").Workbook()
    for row in [["Titre", "Date", "Journal", "Texte"], *_rows(articles)]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_mail(articles: Sequence[Article]) -> bytes:
    message = EmailMessage()
    message["From"], message["Date"] = "Le Journal <lettre@example.fr>", "Wed, 09 Nov 2022 07:00:00 +0100"
    message["Subject"] = articles[0].title or "Nouvelle"
    message.set_content(articles[0].text)
    message.add_alternative(f"<html><body>{_paragraphs(articles[0])}</body></html>", subtype="html")
    return bytes(message)


def as_mailbox(articles: Sequence[Article]) -> bytes:
    return b"".join(
        b"From x@example.fr Wed Nov  9 07:00:00 2022\n" + as_mail([each]) + b"\n" for each in articles
    )


def as_feed(articles: Sequence[Article]) -> bytes:
    items = "".join(
        f"<item><title>{html.escape(each.title or 'Nouvelle')}</title><link>https://example.fr/{i}</link><description>Un chapeau.</description>"
        f"<pubDate>Wed, 09 Nov 2022 07:00:00 +0100</pubDate><content:encoded><![CDATA[{_paragraphs(each)}]]></content:encoded></item>"
        for i, each in enumerate(articles)
    )
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {names}><channel><title>Le Journal</title>{items}</channel></rss>'.encode()


def as_web_archive(articles: Sequence[Article]) -> bytes:
    out = bytearray()
    for i, each in enumerate(articles):
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + as_page([each])
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.fr/{i}\r\nWARC-Date: 2022-11-09T07:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{i:012}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        out += head.encode() + body + b"\r\n\r\n"
    return bytes(out)


def _paragraphs(article: Article) -> str:
    return "".join(f"<p>{html.escape(each)}</p>" for each in article.text.split("\n\n"))


def _rows(articles: Sequence[Article]) -> list[list[str]]:
    return [[each.title or "Nouvelle", "2022-11-09", "Le Journal", each.text] for each in articles]


def with_trafilatura(data: bytes) -> object:
    return import_module("trafilatura").bare_extraction(
        data.decode(), with_metadata=True, include_comments=False
    )


def with_python_docx(data: bytes) -> object:
    document: Any = import_module("docx").Document(io.BytesIO(data))
    return [paragraph.text for paragraph in document.paragraphs]


def with_pdfminer(data: bytes) -> object:
    return import_module("pdfminer.high_level").extract_text(io.BytesIO(data))


def with_striprtf(data: bytes) -> object:
    return import_module("striprtf.striprtf").rtf_to_text(data.decode("latin-1"))


def with_odfpy(data: bytes) -> object:
    document = import_module("odf.opendocument").load(io.BytesIO(data))
    extract = import_module("odf.teletype").extractText
    return [extract(each) for each in document.getElementsByType(import_module("odf.text").P)]


def with_ebooklib(data: bytes) -> object:
    book = import_module("ebooklib.epub").read_epub(io.BytesIO(data))
    parse = import_module("lxml.html").fromstring
    return [
        parse(item.get_content()).text_content()
        for item in book.get_items_of_type(import_module("ebooklib").ITEM_DOCUMENT)
    ]


def with_pandas(data: bytes) -> object:
    return import_module("pandas").read_csv(io.BytesIO(data), sep=None, engine="python").to_dict("records")


def with_openpyxl(data: bytes) -> object:
    book = import_module("openpyxl").load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return list(book.active.iter_rows(values_only=True))


def with_email(data: bytes) -> object:
    return _content_of(email.message_from_bytes(data, policy=email.policy.default))


def with_mailbox(data: bytes) -> object:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "m.mbox")
        path.write_bytes(data)
        box: Any = mailbox.mbox(
            path, factory=lambda file: email.message_from_binary_file(file, policy=email.policy.default)
        )
        return [_content_of(message) for message in box]


def _content_of(message: Any) -> object:
    return [
        str(message["subject"]),
        str(message["from"]),
        message["date"].datetime,
        message.get_body().get_content(),
    ]


def with_feedparser(data: bytes) -> object:
    return import_module("feedparser").parse(data).entries


def with_fastwarc(data: bytes) -> object:
    warc = import_module("fastwarc.warc")
    records = warc.ArchiveIterator(io.BytesIO(data), record_types=warc.WarcRecordType.response)
    return [with_trafilatura(record.reader.read()) for record in records]


SIDES = (
    Side("text", ".txt", as_text, None),
    Side("html", ".html", as_page, with_trafilatura, "trafilatura"),
    Side("docx", ".docx", as_word, with_python_docx, "docx"),
    Side("pdf", ".pdf", as_pdf, with_pdfminer, "pdfminer"),
    Side("rtf", ".rtf", as_rich_text, with_striprtf, "striprtf"),
    Side("odt", ".odt", as_open_document, with_odfpy, "odf"),
    Side("epub", ".epub", as_publication, with_ebooklib, "ebooklib", MANY),
    Side("table", ".csv", as_rows, with_pandas, "pandas", MANY),
    Side("xlsx", ".xlsx", as_workbook, with_openpyxl, "openpyxl", MANY),
    Side("mail", ".eml", as_mail, with_email, "email"),
    Side("mbox", ".mbox", as_mailbox, with_mailbox, "mailbox", MANY),
    Side("feed", ".rss", as_feed, with_feedparser, "feedparser", MANY),
    Side("warc", ".warc", as_web_archive, with_fastwarc, "fastwarc", MANY),
)
