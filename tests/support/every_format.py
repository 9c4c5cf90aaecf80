"""Small valid files of every kind that is read, by name: those kept beside the tests, and some made here."""

from __future__ import annotations

import io
import plistlib
import sys
from functools import cache
from pathlib import Path

import pandas as pd

_TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(_TESTS / "reading"))
from made_files import PARAGRAPH, SECOND, excel, pdf, word  # noqa: E402

from tests.support.packed import packed  # noqa: E402

_LARGEST = 60_000
_OFFICE = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
_PAGE = f"<html><head><title>Un accord</title></head><body><article><h1>Un accord</h1><p>{PARAGRAPH}</p><p>{SECOND}</p></article></body></html>"


@cache
def every_format() -> dict[str, bytes]:
    """Name → content, in an order that does not change."""
    files = {
        path.name: path.read_bytes()
        for path in sorted((_TESTS / "reading" / "cases").rglob("*"))
        if path.is_file() and path.stat().st_size <= _LARGEST
    }
    return files | _made()


# fmt: off
def _made() -> dict[str, bytes]:
    table = io.BytesIO()
    pd.DataFrame({"title": ["Un accord"], "text": [PARAGRAPH], "date": ["2022-11-09"]}).to_parquet(table)
    sheet = f"<table:table table:name='a'><table:table-row><table:table-cell><text:p>text</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>{PARAGRAPH}</text:p></table:table-cell></table:table-row></table:table>"
    mail = f"From: Jeanne Roy <j.roy@exemple.test>\nTo: a@exemple.test\nSubject: Un accord\nDate: Wed, 09 Nov 2022 07:00:00 +0100\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{PARAGRAPH}\n\n{SECOND}\n"
    return {
        "made.txt": f"MARSEILLE, 8 nov 2022 (AFP) - {PARAGRAPH}\n\n{SECOND}\n".encode(),
        "made.md": f"---\ntitle: Un accord\ndate: 2022-11-09\n---\n# Un accord\n\n{PARAGRAPH}\n\n- {SECOND}\n".encode(),
        "made.html": _PAGE.encode(),
        "made.csv": f'title;text;date\nA;"{PARAGRAPH}";09/11/2022\nB;"{SECOND}";10/11/2022\n'.encode(),
        "made.tsv": f"title\ttext\tdate\nA\t{PARAGRAPH}\t2022-11-09\n".encode(),
        "zotero.csv": f'"Key","Item Type","Title","Author","Publication Title","Date","Abstract Note"\n"A","newspaperArticle","Un accord","Roy, Jeanne","Le Monde","2022-11-09","{PARAGRAPH}"\n'.encode(),
        "made.xlsx": excel([("title", "text", "date"), ("A", PARAGRAPH, "2022-11-09"), ("B", SECOND, "2022")]),
        "made.parquet": table.getvalue(),
        "made.json": f'[{{"title": "A", "text": "{PARAGRAPH}", "date": "2022-11-09"}}, {{"text": "{SECOND}"}}, 3]'.encode(),
        "made.jsonl": f'{{"text": "{PARAGRAPH}"}}\n{{"text": "{SECOND}"}}\n'.encode(),
        "made.pdf": pdf([[PARAGRAPH[:90], PARAGRAPH[90:180]], [SECOND[:90]]], title="Un accord"),
        "made.docx": word([PARAGRAPH, SECOND]),
        "made.zip": packed({"a.txt": PARAGRAPH.encode(), "b.csv": b"text\nBonjour", "c/d.html": _PAGE.encode()}),
        "made.rtf": ("{\\rtf1\\ansi\\ansicpg1252 " + PARAGRAPH + "\\par " + SECOND + "}").encode("cp1252", "replace"),
        "made.odt": packed({
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_OFFICE}><office:body><office:text><text:p>{PARAGRAPH}</text:p></office:text></office:body></office:document-content>".encode(),
        }),
        "made.ods": packed({
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {_OFFICE}><office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body></office:document-content>".encode(),
        }),
        "made.epub": packed({
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": b"<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>",
            "a.opf": b"<package xmlns='http://www.idpf.org/2007/opf'><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine></package>",
            "a.xhtml": _PAGE.encode(),
        }),
        "made.webarchive": plistlib.dumps({"WebMainResource": {"WebResourceData": _PAGE.encode(), "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "UTF-8", "WebResourceURL": "http://exemple.test/"}}, fmt=plistlib.FMT_BINARY),
        "made.eml": mail.encode(),
        "made.mbox": (f"From a@exemple.test Wed Nov  9 07:00:00 2022\n{mail}\n" * 2).encode(),
        "made.nitf": f"<nitf><head><title>Un accord</title></head><body><body.content><p>{PARAGRAPH}</p></body.content></body></nitf>".encode(),
        "made.newsml": f"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'><contentSet><inlineXML contenttype='application/nitf+xml'><nitf><body><body.content><p>{PARAGRAPH}</p></body.content></body></nitf></inlineXML></contentSet></newsItem>".encode(),
    }
