from __future__ import annotations

import gzip
import plistlib
import zlib

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paragraphs import P1, P2, P3, Q1, read_case, text
from test_text import only, reason

from pipelines.reading import read
from tests.support.packed import packed

PAGE = (
    f'<html lang="fr"><head><meta charset="utf-8"><title>Des renforts</title></head><body><article><h1>Des renforts</h1>'
    f"<p>{P1}</p><p>{P2}</p><p>{P3}</p></article></body></html>"
)
FRAME = f"<html><body><p>Publicité. {Q1}</p></body></html>"


@pytest.mark.parametrize("name", ["04-saved-page.mhtml", "04c-archive.warc", "07-saved-page-folder.zip"])
def test_shown_saved_pages_are_one_article(name: str):
    result = read_case(name)
    assert result.found == 1
    assert (result.articles[0].title, result.articles[0].text) == (
        "Marseille : des renforts",
        text(P1, P2, P3),
    )


def mhtml(head: str, *parts: tuple[str, bytes]) -> bytes:
    body = b"".join(
        b"------=_B\r\n" + kind.encode().replace(b"\n", b"\r\n") + b"\r\n\r\n" + data + b"\r\n"
        for kind, data in parts
    )
    return head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body + b"------=_B--\r\n"


def test_page_saved_by_explorer_in_latin_1_is_read():
    page = PAGE.replace('<meta charset="utf-8">', "").replace("’", "'")
    data = mhtml(
        'From: "Saved by Internet Explorer 11"\nSubject: =?iso-8859-1?Q?Des_renforts?=\nDate: Thu, 10 Nov 2022 08:00:00 +0100\n'
        'MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----=_B"',
        (
            'Content-Type: text/html;\n\tcharset="iso-8859-1"\nContent-Transfer-Encoding: 8bit\nContent-Location: https://www.courrier.example/a',
            page.encode("cp1252"),
        ),
        (
            "Content-Type: text/css\nContent-Location: https://www.courrier.example/s.css",
            b"body { color: red; }",
        ),
    )
    article = only("page.mht", data)
    assert article.text == text(P1, P2, P3).replace("’", "'")
    assert (article.source, article.published) == ("courrier.example", "")


def test_frame_saved_before_the_page_is_not_the_article():
    data = mhtml(
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://www.courrier.example/a\nSubject: Des renforts\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----=_B"',
        ("Content-Type: text/html\nContent-Location: https://pub.example/f", FRAME.encode()),
        ("Content-Type: text/html\nContent-Location: https://www.courrier.example/a", PAGE.encode()),
    )
    article = only("page.mhtml", data)
    assert article.text == text(P1, P2, P3)


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_page_saved_by_safari_is_read_without_its_frames(form: plistlib.PlistFormat):
    def resource(
        data: bytes, encoding: str, url: str = "https://www.courrier.example/a"
    ) -> dict[str, object]:
        return {
            "WebResourceData": data,
            "WebResourceMIMEType": "text/html",
            "WebResourceTextEncodingName": encoding,
            "WebResourceURL": url,
            "WebResourceFrameName": "",
        }

    page = PAGE.replace('<meta charset="utf-8">', "").replace("’", "'")
    data = plistlib.dumps(
        {
            "WebMainResource": resource(page.encode("cp1252"), "iso-8859-1"),
            "WebSubframeArchives": [
                {"WebMainResource": resource(FRAME.encode(), "UTF-8", "https://pub.example")}
            ],
            "WebSubresources": [],
        },
        fmt=form,
    )
    article = only("page.webarchive", data)
    assert (article.source, article.text) == ("courrier.example", text(P1, P2, P3).replace("’", "'"))


def record(
    body: bytes,
    kind: str = "response",
    url: str = "https://www.courrier.example/a",
    length: int | None = None,
) -> bytes:
    return (
        (
            f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <{url}>\r\nWARC-Date: 2022-11-20T07:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body) if length is None else length}\r\n\r\n"
        ).encode()
        + body
        + b"\r\n\r\n"
    )


def answer(
    body: bytes, headers: str = "Content-Type: text/html; charset=utf-8", status: str = "200 OK"
) -> bytes:
    return f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body


def chunked(body: bytes) -> bytes:
    pieces = [body[i : i + 100] for i in range(0, len(body), 100)]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


RAW = PAGE.encode()
RAW_DEFLATE = zlib.compressobj(wbits=-15)
ENCODED = {
    "plain": answer(RAW),
    "chunked": answer(chunked(RAW), "Content-Type: text/html\r\nTransfer-Encoding: Chunked"),
    "gzip": answer(gzip.compress(RAW), "Content-Type: text/html\r\nContent-Encoding: gzip"),
    "x-gzip chunked": answer(chunked(gzip.compress(RAW)), "content-type: text/html\r\ncontent-encoding: x-gzip\r\ntransfer-encoding: chunked"),
    "br": answer(brotli.compress(RAW), "Content-Type: text/html\r\nContent-Encoding: br"),
    "deflate": answer(zlib.compress(RAW), "Content-Type: text/html\r\nContent-Encoding: deflate"),
    "raw deflate": answer(RAW_DEFLATE.compress(RAW) + RAW_DEFLATE.flush(), "Content-Type: text/html\r\nContent-Encoding: deflate"),
    "gzip said, plain sent": answer(RAW, "Content-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked"),
    "br said, plain sent": answer(RAW, "Content-Type: text/html\r\nContent-Encoding: br"),
    "latin-1 in quotes": answer(
        RAW.decode().replace('<meta charset="utf-8">', "").replace("’", "’").encode("cp1252"), 'Content-Type: text/html; charset="iso-8859-1"'
    ),
}  # fmt: skip


@pytest.mark.parametrize("encoding", ENCODED)
@pytest.mark.parametrize("packed", [False, True])
def test_archived_page_is_read_however_it_was_sent(encoding: str, packed: bool):
    parts = [
        record(b"software: x\r\n", "warcinfo"),
        record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        record(ENCODED[encoding]),
        record(
            answer(b"body{color:red}", "Content-Type: text/css"), url="https://www.courrier.example/s.css"
        ),
        record(
            answer(b"", "Location: https://www.courrier.example/a", "301 Moved"),
            url="http://courrier.example/a",
        ),
    ]
    data = b"".join(gzip.compress(part) for part in parts) if packed else b"".join(parts)
    result = read("a.warc.gz" if packed else "a.warc", data)
    assert result.rejections == ()
    (article,) = result.articles
    assert (article.text, article.title, article.source, article.published) == (
        text(P1, P2, P3),
        "Des renforts",
        "courrier.example",
        "",
    )


def test_archive_with_wrong_lengths_and_errors_gives_every_page():
    other = PAGE.replace("Des renforts", "Le canal").replace(P1, Q1).encode()
    data = (
        record(answer(RAW), length=len(answer(RAW)) - 40)
        + record(answer(b"<html>Not found</html>", status="404 Not Found"), url="https://x.fr/404")
        + record(answer(other))
    )
    result = read("a.warc", data)
    assert [article.title for article in result.articles] == ["Des renforts", "Le canal"]
    assert [each.where for each in result.rejections] == ["https://x.fr/404"]
    assert "404" in result.rejections[0].reason


def test_archive_without_a_page_is_refused():
    assert "no page" in reason("a.warc", record(answer(b"body{}", "Content-Type: text/css")))
    assert "no page" in reason("a.warc.gz", gzip.compress(record(b"software: x", "warcinfo")))


CSS = b"@media (max-width:600px){.header{display:none}}\n.titre{font-size:18px;line-height:1.6}\n" * 20
JS = (
    b"/*! x */!function(e,t){'use strict';var n=[],r=Object.getPrototypeOf;function s(e){return e.length}}(window);\n"
    * 20
)


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("main.css", CSS, "style sheet"),
        ("main.css.téléchargement", CSS, "style sheet"),
        ("styles.txt", CSS, "style sheet"),
        ("app.js", JS, "script"),
        ("jquery.js.download", JS, "script"),
        ("a", JS, "script"),
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><text>Le Journal</text></svg>", "drawing"),
        (
            "logo.txt",
            b"<?xml version='1.0'?><!-- x --><svg:svg xmlns:svg='http://www.w3.org/2000/svg'/>",
            "drawing",
        ),
        ("font.woff2", b"wOF2\x00\x01\x00\x00aaaa", "font"),
        ("photo.avif", b"\x00\x00\x00\x1cftypavif\x00\x00", "picture"),
        (
            "a.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"),
            ".docx",
        ),
        (
            "a.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"),
            ".xlsx",
        ),
        (
            "a.msg",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0".encode("utf-16-le"),
            ".eml",
        ),
        ("saved_resource(3).html", FRAME.encode(), "frame"),
    ],
)
def test_parts_of_pages_and_old_files_are_refused_by_name(name: str, data: bytes, word: str):
    assert word in reason(name, data)


@pytest.mark.parametrize("name", ["main.css", "a.js", "a.txt", "a"])
def test_article_by_another_name_is_an_article(name: str):
    body = f"{P1}\n\nIl a écrit : function(x) {{ return x; }}. {P2}\n\n{P3}"
    assert read(name, body.encode()).articles


@pytest.mark.parametrize("folder", ["a b_files", "a b_fichiers", "a b-Dateien".lower()])
def test_folder_of_a_saved_page_belongs_to_the_page(folder: str):
    data = packed(
        {
            "x/a b.html": PAGE.encode(),
            f"x/{folder}/main.css": CSS,
            f"x/{folder}/saved_resource.html": FRAME.encode(),
            f"x/{folder}/sub/f.html": FRAME.encode(),
            "x/autre_files/note.txt": P1.encode(),
        }
    )
    result = read("page.zip", data)
    assert [article.text for article in result.articles] == [text(P1, P2, P3), P1]
    assert result.rejections == ()


def test_packed_web_archive_gives_its_pages_and_not_its_indexes():
    data = packed(
        {
            "archive/data.warc.gz": gzip.compress(record(answer(RAW))),
            "indexes/index.cdx": b"fr,courrier)/a 20221120",
            "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n{"url": "https://www.courrier.example/a", "title": "Des renforts"}',
            "datapackage.json": b'{"profile": "data-package"}',
        }
    )
    assert only("a.wacz", data).text == text(P1, P2, P3)


def test_page_that_cannot_be_read_does_not_cost_the_next():
    data = record(answer(b"<html><body></body></html>"), url="https://x.fr/vide") + record(answer(RAW))
    result = read("a.warc", data)
    assert [article.title for article in result.articles] == ["Des renforts"]
    assert [each.where for each in result.rejections] == ["https://x.fr/vide"]


@given(st.binary(max_size=300), st.sampled_from(["a.warc", "a.webarchive", "a.mhtml"]))
@settings(max_examples=40, deadline=None)
def test_any_saved_page_gives_articles_or_reasons(tail: bytes, name: str):
    start = {
        "a.warc": b"WARC/1.0\r\n",
        "a.webarchive": b"bplist00",
        "a.mhtml": b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\n",
    }[name]
    result = read(name, start + tail)
    assert result.found
    assert all("unexpected" not in each.reason for each in result.rejections)
