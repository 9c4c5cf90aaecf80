"""Sixty files of every kind that is read, with what a person sees in each: invented French press.

python tests/support/thirty_kinds.py FOLDER
"""

from __future__ import annotations

import gzip
import io
import json
import plistlib
import quopri
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pypdf
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen import canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, SimpleDocTemplate

from tests.support.packed import packed

NEVER = (
    "cookies", "Abonnez-vous", "Lire aussi", "Mentions légales", "Les plus lus", "Copyright", "Tous droits", "<p", "&nbsp;",
    "&eacute;", "Ã©", "\ufffd", "Content-Type", "Se désinscrire", "mots)", "DELETED",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """One article as a person reads it: metadata as the file states them, its first and last words."""

    title: str = ""
    published: str = ""
    source: str = ""
    author: str = ""
    first: str = ""
    last: str = ""
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A file, its articles in order, and how many of its things are no article."""

    name: str
    content: bytes
    articles: tuple[Seen, ...] = ()
    rejected: int = 0
    kind: str = ""


class Story:
    """An invented dispatch of two paragraphs about a town, unlike any other town's."""

    def __init__(self, town: str, person: str, thing: str) -> None:
        self.title = f"{town} : {thing} divise le conseil"
        self.one = (
            f"Le projet de {thing} revient devant les élus de {town}, après dix-huit mois d’un débat où personne "
            f"n’a voulu céder. « Nous irons au bout », a promis {person} à l’issue de la réunion publique."
        )
        self.two = (
            f"Les opposants, eux, annoncent un recours. À {town}, plus de deux mille signatures ont déjà été "
            f"réunies contre {thing}, selon le collectif, qui réclame « une étude sérieuse »."
        )
        self.first = f"Le projet de {thing} revient devant"
        self.last = "qui réclame « une étude sérieuse »."

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter((self.one, self.two))

    @property
    def text(self) -> str:
        """Both paragraphs."""
        return f"{self.one}\n\n{self.two}"

    @property
    def html(self) -> str:
        """Both paragraphs as <p>."""
        return f"<p>{self.one}</p><p>{self.two}</p>"

    def seen(self, **stated: Any) -> Seen:
        """What a person sees of it; the file's own title unless stated otherwise."""
        return Seen(**{"title": self.title, "first": self.first, "last": self.last, **stated})


_TOWNS = [
    "Aubenas",
    "Bressuire",
    "Cahors",
    "Digne",
    "Épernay",
    "Fougères",
    "Gap",
    "Hendaye",
    "Issoire",
    "Jarnac",
    "Kaysersberg",
    "Laon",
    "Morlaix",
    "Nyons",
    "Orthez",
    "Pamiers",
    "Quimperlé",
    "Redon",
    "Saumur",
    "Tulle",
    "Ussel",
    "Vierzon",
    "Wissembourg",
    "Yvetot",
    "Agde",
    "Bayeux",
    "Cluny",
    "Dole",
    "Embrun",
    "Figeac",
    "Guéret",
    "Honfleur",
    "Issoudun",
    "Lodève",
    "Mende",
    "Nérac",
    "Olonne",
    "Privas",
    "Riom",
    "Sarlat",
    "Thiers",
    "Uzès",
    "Vendôme",
    "Autun",
    "Briare",
    "Céret",
    "Dinan",
    "Évron",
    "Foix",
    "Gien",
    "Ham",
    "Langres",
    "Mortain",
    "Niort",
    "Orange",
    "Pontivy",
    "Rodez",
    "Senlis",
    "Toul",
    "Vitré",
    "Apt",
    "Blois",
    "Châteaudun",
    "Dreux",
    "Falaise",
    "Granville",
    "Loches",
    "Mauriac",
    "Nogent",
    "Péronne",
]
_PEOPLE = ("Maud Ferrier", "Paul Garnier", "Claire Vasseur", "Denis Aubry", "Inès Caron")
_THINGS = (
    "la rocade",
    "la halle",
    "la piscine",
    "l’éolienne",
    "la ligne de bus",
    "la caserne",
    "la zone piétonne",
)


def _stories() -> list[Story]:
    return [
        Story(town, _PEOPLE[i % len(_PEOPLE)], _THINGS[i % len(_THINGS)]) for i, town in enumerate(_TOWNS)
    ]


def _saved(thing: Any) -> bytes:
    out = io.BytesIO()
    thing.save(out)
    return out.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _word(body: str) -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W}><w:body>{body}</w:body></w:document>'
    return packed({"[Content_Types].xml": types, "_rels/.rels": rels, "word/document.xml": document})


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _tracked(s: Story) -> bytes:
    by = 'w:id="1" w:author="Secrétariat" w:date="2024-01-01T00:00:00Z"'
    head, tail = s.one.split("personne n’a voulu céder")
    return _word(
        f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{_run(s.title)}</w:p><w:p>{_run(head)}'
        f"<w:del {by}><w:r><w:delText>DELETED tout le monde a cédé</w:delText></w:r></w:del><w:ins {by}>{_run('personne n’a voulu céder')}</w:ins>{_run(tail)}</w:p>"
        f"<w:p><w:moveFrom {by}>{_run('DELETED')}</w:moveFrom><w:sdt><w:sdtContent>{_run(s.two)}</w:sdtContent></w:sdt></w:p>"
    )


def _docx(s: Story) -> bytes:
    document = docx.Document()
    document.core_properties.author = "Poste 12"
    document.sections[0].header.paragraphs[0].text = "Revue de presse interne"
    document.add_heading(s.title, level=0)
    for each in s:
        document.add_paragraph(each)
    return _saved(document)


def _pdf(s: Story, columns: int = 1) -> bytes:
    out = io.BytesIO()
    style = getSampleStyleSheet()
    flow = [Paragraph(s.title, style["Title"]), *(Paragraph(each, style["Normal"]) for each in s)]
    if columns == 1:
        SimpleDocTemplate(out, title=s.title).build(
            flow, onFirstPage=lambda c, _: c.drawCentredString(297, 30, "Page 1 sur 1")
        )
        return out.getvalue()
    width = 460 / columns
    frames = [Frame(60 + i * (width + 15), 500, width, 250) for i in range(columns)]
    template = BaseDocTemplate(out, pagesize=(595, 842), title=s.title)
    template.addPageTemplates(PageTemplate(frames=frames))
    template.build([*flow[1:], *(Paragraph(f"{each} Bis.", style["Normal"]) for each in s)])
    return out.getvalue()


def _locked(s: Story) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(_pdf(s)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _drawing() -> bytes:
    out = io.BytesIO()
    drawn = canvas.Canvas(out)
    drawn.rect(50, 50, 300, 300, fill=1)
    drawn.save()
    return out.getvalue()


def _xlsx(rows: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    return _saved(book)


def _parquet(s: Story) -> bytes:
    out = io.BytesIO()
    pq.write_table(
        pa.table(
            {"headline": [s.title], "body": [s.text], "date": [date(2021, 3, 4)], "media": ["Le Petit Quai"]}
        ),
        out,
    )
    return out.getvalue()


def _page(head: str, body: str, encoding: str = "utf-8") -> bytes:
    page = f'<!DOCTYPE html><html lang="fr"><head><meta charset="{encoding}">{head}</head><body>{body}</body></html>'
    return page.encode(encoding, "xmlcharrefreplace")


def _linked(**stated: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **stated}, ensure_ascii=False)}</script>'


_NAV = "<nav><a href='/'>Accueil</a> <a href='/sport'>Sport</a></nav>"
_FOOT = "<footer>Mentions légales – Nos cookies – Abonnez-vous</footer>"


def _sites(stories: list[Story]) -> list[File]:
    """Pages in the manner of ten sites of the press in French."""
    take = iter(stories)
    files = []

    def add(name: str, make: Any, **seen: Any) -> None:
        s = next(take)
        files.append(File(f"{name}.html", make(s), (s.seen(**seen),), kind="html"))

    graph = lambda s: _linked(  # noqa: E731
        **{"@graph": [
            {"@type": "WebSite", "name": "Reporterre", "publisher": {"@id": "#o"}}, {"@type": "Organization", "@id": "#o", "name": "Reporterre"},
            {"@type": "Person", "@id": "#a", "name": "Nina Coste"},
            {"@type": "NewsArticle", "headline": s.title, "datePublished": "2023-02-01T09:00:00+01:00", "author": {"@id": "#a"}, "publisher": {"@id": "#o"}},
        ]}
    )  # fmt: skip
    add("reporterre", lambda s: _page(
        f"<title>{s.title} - Reporterre</title>{graph(s)}",
        f"{_NAV}<main><h1>{s.title}</h1><div class='texte'>{s.html}<div class='encart-don'><p>Abonnez-vous à notre lettre d’info</p></div></div></main>{_FOOT}",
    ), published="2023-02-01", source="Reporterre", author="Nina Coste")  # fmt: skip
    add("telegramme", lambda s: _page(
        f'<title>{s.title} - Le Télégramme</title><meta property="og:site_name" content="Le Télégramme">',
        f"<header>{_NAV}</header><article><h1>{s.title}</h1><p class='tlg-byline'>Par <span class='author'>Loïc Prigent</span></p><p>Publié le 14 juin 2023 à 18h35</p><div class='body'>{s.html}</div><div class='read-more'><strong>Lire aussi</strong> <a href='/x'>La halle fermée</a></div></article>{_FOOT}",
    ), published="2023-06-14", source="Le Télégramme", author="Loïc Prigent")  # fmt: skip
    add("voix-du-nord", lambda s: _page(
        f'<title>{s.title}</title><meta property="og:site_name" content="La Voix du Nord"><meta property="article:published_time" content="2022-12-24T06:00:00+0100">',
        f"<r-header>{_NAV}</r-header><r-main><h1>{s.title}</h1><r-byline>Par <strong>Léa Mahieu</strong></r-byline><r-article--section>{s.html}</r-article--section></r-main>{_FOOT}",
    ), published="2022-12-24", source="La Voix du Nord", author="Léa Mahieu")  # fmt: skip
    add("actu-fr", lambda s: _page(
        f"<title>{s.title} | actu.fr</title>" + _linked(**{"@type": "Article", "headline": s.title, "datePublished": "2024-05-05", "author": [{"@type": "Person", "name": "Rédaction Actu"}], "publisher": {"name": "actu.fr"}}),
        f"{_NAV}<div class='ac-article'><h1 class='ac-article-title'>{s.title}</h1><div class='ac-article-content'>{s.html}<div class='ac-newsletter'><p>Abonnez-vous, c’est gratuit</p></div></div></div>{_FOOT}",
    ), published="2024-05-05", source="actu.fr", author="Rédaction Actu")  # fmt: skip
    add("le-temps", lambda s: _page(
        f'<title>{s.title} - Le Temps</title><meta property="og:site_name" content="Le Temps"><meta name="author" content="Yves Rochat">',
        f"<main><h1>{s.title}</h1><div class='post__published'>Publié le 30 août 2023 à 05:00. / Modifié le 31 août 2023 à 09:15.</div><article>{s.html}</article></main>{_FOOT}",
    ), published="2023-08-30", source="Le Temps", author="Yves Rochat")  # fmt: skip
    add("la-libre", lambda s: _page(
        f'<title>{s.title} - La Libre</title><meta property="og:site_name" content="La Libre.be"><meta property="article:author" content="https://www.facebook.com/lalibre.be"><meta property="article:published_time" content="2021-10-02T14:20:00Z">',
        f"<article class='ap-StoryContent'><h1>{s.title}</h1><div class='ap-StoryAuthor'><a rel='author' href='/j'>Elise Lambert</a></div>{s.html}</article><aside><h2>Les plus lus</h2><ul><li><a href='/1'>Le train en retard</a></li></ul></aside>",
    ), published="2021-10-02", source="La Libre.be", author="Elise Lambert")  # fmt: skip
    add("le-devoir", lambda s: _page(
        f'<title>{s.title} | Le Devoir</title><meta property="og:site_name" content="Le Devoir">',
        f"<article itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop='headline'>{s.title}</h1><span itemprop='author' itemscope><span itemprop='name'>Zoé Tremblay</span></span><time itemprop='datePublished' datetime='2020-01-09T00:00:00-05:00'>9 janvier 2020</time><div itemprop='articleBody'>{s.html}</div></article>{_FOOT}",
    ), published="2020-01-09", source="Le Devoir", author="Zoé Tremblay")  # fmt: skip
    add("bondy", lambda s: _page(
        f'<title>{s.title} - Bondy Blog</title><meta property="og:site_name" content="Bondy Blog">',
        f"<article class='post type-post status-publish'><h1 class='entry-title'>{s.title}</h1><div class='entry-meta'>Le <time class='entry-date published' datetime='2019-04-30T10:00:00+02:00'>mardi 30 avril 2019</time> - Par <a class='url fn n' rel='author'>Sarah Ait</a></div><div class='entry-content'>{s.html}<p><strong>Sarah AIT</strong></p></div></article><div id='comments'><p>Bravo pour cet article, tous droits aux gens du quartier de se faire entendre !</p></div>",
    ), published="2019-04-30", source="Bondy Blog", author="Sarah Ait", last="")  # fmt: skip
    add("old-latin1", lambda s: _page(
        f"<title>{s.title}</title>",
        f"<table><tr><td><a href=a>Une</a></td><td><h1>{s.title}</h1><i>Le 2 février 2001, par Luc Aubin</i><br><br>{s.one}<br><br>{s.two}</td></tr></table>",
        "iso-8859-1",
    ), published="2001-02-02", author="Luc Aubin")  # fmt: skip
    add("seneweb", lambda s: _page(
        f'<title>{s.title}</title><meta property="og:site_name" content="Seneweb.com">',
        f"<div class='row'><div class='post'><h1 class='post_header_title'>{s.title}</h1><div class='post_header_info'>Par : Awa Diop | Publié le 17 septembre 2024 à 11:09</div><div class='post_content'>{s.html}</div></div><div class='commentaires'><h2>0 Commentaires</h2></div></div>",
    ), published="2024-09-17", source="Seneweb.com", author="Awa Diop")  # fmt: skip
    return files


def _rtf(s: Story, cocoa: bool = False) -> bytes:
    def escaped(text: str) -> str:
        return "".join(
            c if ord(c) < 128 else (f"\\uc0\\u{ord(c)} " if cocoa else f"\\u{ord(c)}?") for c in text
        )

    if cocoa:
        head = r"{\rtf1\ansi\ansicpg1252\cocoartf2709{\fonttbl\f0\fswiss Helvetica;}{\colortbl;\red255\green255\blue255;}\f0\fs24 \cf0 "
        return (head + "\\\n\\\n".join(map(escaped, s)) + "}").encode()
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}{\info{\title T}{\author Poste 12}}{\header Revue interne\par}"
    return (head + "".join(rf"\pard {{\deleted DELETED }}{escaped(each)}\par" for each in s) + "}").encode()


_OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def _odf(kind: str, body: str) -> bytes:
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_OFFICE}><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>'
    kind_name = "text" if kind == "text" else "spreadsheet"
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind_name}", "content.xml": content})


def _odt(s: Story) -> bytes:
    return _odf(
        "text",
        f'<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>DELETED</text:p></text:deletion></text:changed-region></text:tracked-changes>'
        f'<text:h text:outline-level="1">{s.title}</text:h><text:p>{s.one}<text:change text:change-id="c1"/></text:p><text:p>{s.two}</text:p>',
    )


def _fodt(s: Story) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><office:document {_OFFICE} office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:h text:outline-level="1">{s.title}</text:h><text:p>{s.one}</text:p><text:p>{s.two}</text:p></office:text></office:body></office:document>'.encode()


def _ods(s: Story) -> bytes:
    rows = [
        ("Titre", "Date", "Journal", "Texte"),
        (s.title, "2018-07-14", "Le Petit Quai", s.one + " " + s.two),
    ]
    cells = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell><text:p>{c}</text:p></table:table-cell>' for c in row)}</table:table-row>"
        for row in rows
    )
    return _odf("spreadsheet", f'<table:table table:name="F">{cells}</table:table>')


def _epub(s: Story, other: Story) -> bytes:
    def chapter(each: Story) -> str:
        return f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>{each.title}</title></head><body><h1>{each.title}</h1>{each.html}</body></html>'

    opf = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Revue du port</dc:title><dc:identifier id="i">x</dc:identifier><dc:language>fr</dc:language></metadata>'
        '<manifest><item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    nav = f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Sommaire</title></head><body><nav epub:type="toc"><ol><li><a href="a.xhtml">{s.title}</a></li><li><a href="b.xhtml">{other.title}</a></li></ol></nav></body></html>'
    container = '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    return packed(
        {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "c.opf": opf, "nav.xhtml": nav, "a.xhtml": chapter(s), "b.xhtml": chapter(other)}
    )  # fmt: skip


def _article_page(s: Story) -> bytes:
    return _page(
        f'<title>{s.title}</title><meta property="og:site_name" content="Le Petit Quai"><meta property="article:published_time" content="2022-03-08">',
        f"{_NAV}<article><h1>{s.title}</h1>{s.html}</article>{_FOOT}",
    )


def _mhtml(s: Story) -> bytes:
    page = quopri.encodestring(_article_page(s)).replace(b"\n", b"\r\n")
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nSubject: =?utf-8?Q?Une=20page?=\r\nDate: Sun, 3 Nov 2024 10:00:00 -0000\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----MultipartBoundary--x----"\r\n\r\n\r\n'
        "------MultipartBoundary--x----\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://example.org/a\r\n\r\n"
    )
    tail = "\r\n------MultipartBoundary--x----\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: cid:css-1@mhtml.blink\r\n\r\n.a { color: red; }\r\n------MultipartBoundary--x------\r\n"
    return head.encode() + page + tail.encode()


def _webarchive(s: Story) -> bytes:
    return plistlib.dumps(
        {"WebMainResource": {"WebResourceData": _article_page(s), "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "UTF-8", "WebResourceURL": "https://example.org/a"}},
        fmt=plistlib.FMT_BINARY,
    )  # fmt: skip


def _warc(s: Story) -> bytes:
    def record(kind: str, body: bytes, mime: str, url: str) -> bytes:
        head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-11-03T10:00:00Z\r\nContent-Type: {mime}\r\nContent-Length: {len(body)}\r\n\r\n"
        return gzip.compress(head.encode() + body + b"\r\n\r\n", mtime=0)

    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + _article_page(s)
    return record("warcinfo", b"software: x\r\n", "application/warc-fields", "") + record(
        "response", answer, "application/http; msgtype=response", "https://example.org/a"
    )


def _mail(s: Story, html: bool = False, day: str = "Thu, 04 Apr 2024 07:00:00 +0200") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Le Petit Quai <lettre@petitquai.example>", "veille@example.org"
    mail["Subject"], mail["Date"] = s.title, day
    mail.set_content(s.text)
    if html:
        mail.add_alternative(
            f"<html><body><h1>{s.title}</h1>{s.html}<p style='font-size:9px'><a href='u'>Se désinscrire</a></p></body></html>", subtype="html"
        )  # fmt: skip
    return mail.as_bytes()


def _mbox(one: Story, two: Story) -> bytes:
    mark = b"From lettre@petitquai.example Thu Apr  4 07:00:00 2024\n"
    return mark + _mail(one) + b"\n" + mark + _mail(two) + b"\n"


def _rss(s: Story) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Le Petit Quai</title><link>https://e.org</link><description>Le fil</description>
<item><title>{s.title}</title><link>https://e.org/1</link><dc:creator><![CDATA[Nina Coste]]></dc:creator><pubDate>Wed, 09 Nov 2022 07:00:00 +0100</pubDate><description>{s.one[:60]}…</description><content:encoded><![CDATA[{s.html}]]></content:encoded></item></channel></rss>""".encode()


def _atom(s: Story) -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Le Petit Quai</title><updated>2024-01-01T00:00:00Z</updated><entry><title type="text">{s.title}</title><published>2023-11-02T08:00:00+01:00</published><updated>2023-12-01T08:00:00+01:00</updated><author><name>Nina Coste</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{s.html}</div></content></entry></feed>""".encode()


def _rdf(s: Story) -> bytes:
    return f"""<?xml version="1.0" encoding="ISO-8859-15"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://e.org"><title>Le Petit Quai</title></channel><item rdf:about="https://e.org/1"><title>{s.title}</title><dc:date>2010-05-06T10:00:00+02:00</dc:date><dc:creator>Nina Coste</dc:creator><description>{s.one} {s.two}</description></item></rdf:RDF>""".encode(
        "iso-8859-15", "xmlcharrefreplace"
    )


def _nitf(s: Story) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?><nitf><head><title>{s.title}</title><docdata><date.issue norm="20221109T070000Z"/></docdata><pubdata name="Le Petit Quai" date.publication="20221109"/></head><body><body.head><hedline><hl1>{s.title}</hl1></hedline><byline>Par <person>Nina Coste</person></byline></body.head><body.content>{s.html}</body.content><body.end/></body></nitf>""".encode()


def _newsml(s: Story) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x" version="1" xml:lang="fr"><itemMeta><versionCreated>2022-11-09T08:00:00Z</versionCreated></itemMeta><contentMeta><contentCreated>2022-11-09T07:00:00Z</contentCreated><by>Nina Coste</by><headline>{s.title}</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{s.html}</body></html></inlineXML></contentSet></newsItem>""".encode()


def _json(thing: object) -> bytes:
    return json.dumps(thing, ensure_ascii=False).encode()


def _nexis(one: Story, two: Story) -> str:
    def document(number: int, s: Story, paper: str, day: str) -> str:
        return f"{number} of 2 DOCUMENTS\n\n\n{paper}\n\n{day}\n\n{s.title}\n\nAUTEUR: Nina Coste\n\nRUBRIQUE: Région; Pg. 4\n\nLONGUEUR: 120 mots\n\n{s.one}\n\n{s.two}\n\nDATE-CHARGEMENT: 3 janvier 2024\n\nLANGUE: FRENCH; FRANÇAIS\n\nTYPE-PUBLICATION: Journal\n\nCopyright 2023 {paper}\nTous droits réservés\n\n\n"

    return document(1, one, "Sud Ouest", "Vendredi 29 Décembre 2023") + document(
        2, two, "La Montagne", "Samedi 30 Décembre 2023"
    )


def _factiva(one: Story, two: Story) -> str:
    def document(s: Story, day: str, code: str) -> str:
        return f"{s.title}\n\nNina Coste\n120 mots\n{day}\nSud Ouest\nSUDOU\n4\nFrançais\nCopyright 2023 Sud Ouest. Tous droits réservés.\n\n{s.one}\n\n{s.two}\n\nDocument {code}\n\n"

    return document(one, "5 mai 2023", "SUDOU00020230505ej5500012") + document(
        two, "6 mai 2023", "SUDOU00020230506ej5600013"
    )


def _europresse(s: Story) -> bytes:
    return f'<html><head><meta charset="utf-8"></head><body><article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">La Croix</span></div><span class="DocHeader">jeudi 16 mars 2023 210 mots, p. 9</span><div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">{s.title}</p></div><div class="docAuthors">Nina Coste</div></header><section><div class="docOcurrContainer">{s.html}</div></section></article></body></html>'.encode()


def _ris(s: Story) -> str:
    return f"TY  - NEWS\r\nTI  - {s.title}\r\nAU  - Coste, Nina\r\nT2  - La Croix\r\nDA  - 2023/03/16/\r\nPY  - 2023\r\nAB  - {s.one} {s.two}\r\nLA  - fr\r\nER  - \r\n\r\n"


def _txm(one: Story, two: Story) -> bytes:
    rows = [
        ("id", "titre", "date", "journal"),
        ("a", one.title, "2012-05-06", "Le Petit Quai"),
        ("b", two.title, "2012-05-07", "Le Petit Quai"),
    ]
    table = "".join(",".join(row) + "\n" for row in rows)
    return packed({"corpus/metadata.csv": table, "corpus/a.txt": one.text, "corpus/b.txt": two.text})


def _csv(s: Story, sign: str = ",", **more: str) -> str:
    cells = {"titre": s.title, "date": "2017-01-31", "journal": "Le Petit Quai", "texte": s.text, **more}
    return sign.join(cells) + "\n" + sign.join(f'"{each}"' for each in cells.values()) + "\n"


def sixty_files() -> list[File]:
    """The files, in the order in which they are dropped; each story is in one file, one of them in two."""
    stories = iter(_stories())
    files: list[File] = []

    def add(
        name: str, kind: str, make: Any, count: int = 1, rejected: int = 0, seen: dict[str, Any] | None = None
    ) -> None:
        taken = [next(stories) for _ in range(max(count, 1))]
        content = make(*taken)
        articles = tuple(each.seen(**(seen or {})) for each in taken[:count])
        files.append(
            File(name, content if isinstance(content, bytes) else content.encode(), articles, rejected, kind)
        )

    quai = {"source": "Le Petit Quai"}
    add("suivi.docx", "docx", _tracked)
    add("note.docx", "docx", _docx, seen={"never": ("Revue de presse interne",)})
    add("une-colonne.pdf", "pdf", _pdf, seen={"never": ("Page 1 sur 1",)})
    add("deux-colonnes.pdf", "pdf", lambda s: _pdf(s, 2), seen={"last": "« une étude sérieuse ». Bis."})
    add("secret.pdf", "pdf", _locked, count=0, rejected=1)
    files.append(File("dessin.pdf", _drawing(), rejected=1, kind="pdf"))
    add(
        "titres-dessus.xlsx",
        "xlsx",
        lambda s: _xlsx(
            [
                ["Veille presse 2017"],
                [],
                ["Titre", "Date", "Source", "Texte intégral"],
                [s.title, date(2017, 1, 31), "Le Petit Quai", s.text],
            ]
        ),
        seen={"published": "2017-01-31", **quai},
    )
    add("table.parquet", "parquet", _parquet, seen={"published": "2021-03-04", **quai})
    files += _sites([next(stories) for _ in range(10)])
    add("traitement.rtf", "rtf", _rtf, seen={"title": "", "never": ("Revue interne",)})
    add("textedit.rtf", "rtf", lambda s: _rtf(s, cocoa=True), seen={"title": ""})
    add(
        "reference.ris",
        "ris",
        _ris,
        seen={"published": "2023-03-16", "source": "La Croix", "author": "Nina Coste"},
    )
    add("suivi.odt", "odt", _odt)
    add("plat.fodt", "odt", _fodt)
    add("classeur.ods", "ods", _ods, seen={"published": "2018-07-14", **quai})
    add("revue.epub", "epub", _epub, count=2)
    add("page.mhtml", "mhtml", _mhtml, seen={"published": "2022-03-08", **quai})
    add("page.webarchive", "webarchive", _webarchive, seen={"published": "2022-03-08", **quai})
    add("collecte.warc.gz", "warc", _warc, seen={"published": "2022-03-08", **quai})
    add("boite.mbox", "mbox", _mbox, count=2, seen={"published": "2024-04-04", **quai})
    add("lettre.eml", "mail", lambda s: _mail(s, html=True), seen={"published": "2024-04-04", **quai})
    add("simple.eml", "mail", _mail, seen={"published": "2024-04-04", **quai})
    add("fil.rss", "feed", _rss, seen={"published": "2022-11-09", "author": "Nina Coste", **quai})
    add("fil.atom", "feed", _atom, seen={"published": "2023-11-02", "author": "Nina Coste", **quai})
    add("fil-rdf.xml", "feed", _rdf, seen={"published": "2010-05-06", "author": "Nina Coste", **quai})
    add("depeche.xml", "nitf", _nitf, seen={"published": "2022-11-09", "author": "Nina Coste", **quai})
    add("depeche-g2.xml", "newsml", _newsml, seen={"published": "2022-11-09", "author": "Nina Coste"})
    add(
        "carnet.md",
        "markdown",
        lambda s: (
            f'---\ntitle: "{s.title}"\ndate: 2016-02-29\nauthor: Nina Coste\nsource: Le Petit Quai\n---\n\n{s.one}\n\n{s.two}\n'
        ),
        seen={"published": "2016-02-29", "author": "Nina Coste", **quai},
    )
    add(
        "lignes.jsonl",
        "json_lines",
        lambda a, b: "\n".join(
            json.dumps({"title": x.title, "text": x.text, "date": "2015-01-07", "source": "Le Petit Quai"})
            for x in (a, b)
        ),
        count=2,
        seen={"published": "2015-01-07", **quai},
    )
    add(
        "wordpress.json",
        "json",
        lambda s: _json(
            [
                {
                    "id": 1,
                    "date": "2014-06-01T10:00:00",
                    "title": {"rendered": s.title},
                    "content": {"rendered": s.html},
                    "link": "https://e.org",
                }
            ]
        ),
        seen={"published": "2014-06-01"},
    )
    add(
        "ninjs.json",
        "json",
        lambda s: _json(
            {
                "uri": "x",
                "type": "text",
                "versioncreated": "2022-11-09T07:00:00Z",
                "headline": s.title,
                "byline": "Par Nina Coste",
                "body_xhtml": s.html,
                "language": "fr",
            }
        ),
        seen={"published": "2022-11-09", "author": "Nina Coste"},
    )
    add(
        "trafilatura.json",
        "json",
        lambda s: _json(
            {
                "title": s.title,
                "author": "Nina Coste",
                "hostname": "petitquai.example",
                "date": "2022-11-09",
                "sitename": "Le Petit Quai",
                "raw_text": s.text,
                "text": s.text,
                "source": "https://petitquai.example/a",
            }
        ),
        seen={"published": "2022-11-09", "author": "Nina Coste", **quai},
    )
    for name, sign in (
        ("virgules.csv", ","),
        ("points-virgules.csv", ";"),
        ("barres.csv", "|"),
        ("tabulations.tsv", "\t"),
    ):
        add(name, "table", lambda s, sign=sign: _csv(s, sign), seen={"published": "2017-01-31", **quai})
    add(
        "unicode-excel.txt",
        "table",
        lambda s: _csv(s, "\t").encode("utf-16"),
        seen={"published": "2017-01-31", **quai},
    )
    add(
        "zotero.csv",
        "references",
        lambda s: (
            '"Key","Item Type","Publication Year","Author","Title","Publication Title","Date","Abstract Note"\n'
            + f'"A1","newspaperArticle","2023","Coste, Nina","{s.title}","La Croix","2023-03-16","{s.one} {s.two}"\n'
        ),
        seen={"published": "2023-03-16", "source": "La Croix", "author": "Nina Coste"},
    )
    add("cp1252.txt", "text", lambda s: s.text.encode("cp1252"), seen={"title": ""})
    add("macintosh.txt", "text", lambda s: s.text.encode("mac_roman"), seen={"title": ""})
    add("utf16.txt", "text", lambda s: s.text.encode("utf-16-le"), seen={"title": ""})
    add(
        "deux-fois.txt",
        "text",
        lambda s: s.text.encode().decode("latin-1").encode(),
        seen={"title": ""},
    )
    add("nexis.txt", "text", _nexis, count=2, seen={"author": "Nina Coste"})
    add("factiva.txt", "text", _factiva, count=2, seen={"source": "Sud Ouest", "author": "Nina Coste"})
    add("europresse.html", "html", _europresse, seen={"published": "2023-03-16", "source": "La Croix"})
    add(
        "iramuteq.txt",
        "text",
        lambda a, b: "".join(
            f"**** *journal_quai *annee_2013 *date_2013-04-0{i}\n{x.one} {x.two}\n\n"
            for i, x in enumerate((a, b), start=1)
        ),
        count=2,
        seen={"title": ""},
    )
    add("txm.zip", "zip", _txm, count=2, seen=quai)
    files.append(File("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 4, rejected=1))
    files.append(
        File(
            "style.css",
            b"@charset 'utf-8';\nbody { margin: 0; color: #333 }\n.article > p { font: 12px/1.5 serif }\n",
            rejected=1,
        )
    )
    files.append(File("cassee.zip", packed({"a.txt": "Bonjour"})[:40], rejected=1))
    files.append(File("vide.txt", b"", rejected=1))
    return files


def main(folder: str) -> None:
    """Write the files, and what a person sees in them."""
    to = Path(folder)
    to.mkdir(parents=True, exist_ok=True)
    for each in sixty_files():
        (to / each.name).write_bytes(each.content)


if __name__ == "__main__":
    main(sys.argv[1])
