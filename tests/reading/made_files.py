"""Files of every format, made in memory."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
import openpyxl
import pypdf

from tests.support.packed import packed

PARAGRAPH = (
    "Le ministre de l’Intérieur a annoncé mardi à Paris que les négociations avec les syndicats reprendraient "
    "la semaine prochaine. « Nous voulons un accord », a-t-il déclaré devant la presse."
)
SECOND = "Les organisations ont salué cette décision, tout en restant prudentes sur la suite des discussions."
ENGLISH = (
    "The government said on Tuesday that talks with the unions would start again next week. Ministers want a deal "
    "before the end of the year, but the unions remain cautious about what will happen after the elections."
)

_UNICODE_MAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
2 beginbfrange <20> <7e> <0020> <a0> <ff> <00a0> endbfrange
4 beginbfchar <01> <FB01> <92> <2019> <85> <2026> <9c> <0153> endbfchar
endcmap end end"""


def pdf(pages: Sequence[Sequence[str]], title: str = "", headline: Sequence[str] = ()) -> bytes:
    """A PDF whose pages hold the given lines; "ﬁ" is set as one glyph, as typesetting programs do.

    `headline` stands in larger type above the first page.
    """
    objects: list[bytes] = [b"", b""]
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 4 0 R >>"
    )
    objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(_UNICODE_MAP), _UNICODE_MAP))
    kids = []
    for number, lines in enumerate(pages):
        shown = b"".join(b"(%s) Tj T* " % _escaped(line) for line in lines)
        large = b"".join(b"(%s) Tj T* " % _escaped(line) for line in headline if not number)
        content = b"BT /F1 20 Tf 24 TL 72 800 Td %s /F1 11 Tf 14 TL 0 -24 Td %s ET" % (large, shown)
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    objects.append(b"<< /Title (%s) >>" % _escaped(title))
    return _assembled(objects)


def _escaped(line: str) -> bytes:
    encoded = line.replace("ﬁ", "\x01").encode("cp1252")
    return encoded.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _assembled(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        len(objects),
        start,
    )
    return bytes(out)


def encrypted_pdf(password: str = "secret") -> bytes:
    """A PDF that opens only with `password`."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([[PARAGRAPH]])))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(
    paragraphs: Sequence[str], title: str = "", author: str = "", table: Sequence[Sequence[str]] = ()
) -> bytes:
    """A Word document."""
    document = docx.Document()
    document.core_properties.author = author
    if title:
        document.add_heading(title, level=0)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        added = document.add_table(rows=len(table), cols=len(table[0]))
        for i, row in enumerate(table):
            for j, cell in enumerate(row):
                added.cell(i, j).text = cell
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def excel(rows: Sequence[Sequence[object]]) -> bytes:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_NAMESPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def word_of(
    body: str,
    *,
    footnotes: str = "",
    endnotes: str = "",
    styles: str = "",
    strict: bool = False,
    main: str = "word/document.xml",
) -> bytes:
    """A Word document of the given WordprocessingML (prefix w), without what Word does not need."""
    word = _STRICT_WORD if strict else _WORD
    kinds = _STRICT_RELATIONS if strict else _RELATIONS

    def part(root: str, content: str) -> bytes:
        return f'<?xml version="1.0"?><w:{root} xmlns:w="{word}" {_NAMESPACES}>{content}</w:{root}>'.encode()

    def relations(*pairs: tuple[str, str]) -> bytes:
        each = "".join(
            f'<Relationship Id="r{i}" Type="{kinds}/{kind}" Target="{target}"/>'
            for i, (kind, target) in enumerate(pairs)
        )
        return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'.encode()

    folder, _, name = main.rpartition("/")
    members = {
        "_rels/.rels": relations(("officeDocument", main)),
        main: part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        f"{folder}/_rels/{name}.rels": relations(
            ("footnotes", "footnotes.xml"), ("endnotes", "endnotes.xml"), ("styles", "styles.xml")
        ),
    }
    for root, content in (("footnotes", footnotes), ("endnotes", endnotes), ("styles", styles)):
        if content:
            members[f"{folder}/{root}.xml"] = part(root, content)
    return packed(members)
