"""Word documents are read as Word shows their final text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import word_of
from test_text import only, reason

from pipelines.reading.docx import read_docx
from tests.support.packed import packed


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>"


def text_of(body: str, **parts: str) -> list[str]:
    return only("a.docx", word_of(body, **parts)).text.split("\n\n")


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction: str, *result: str) -> str:
    separate = mark("separate") if result else ""
    return (
        mark("begin")
        + f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        + separate
        + "".join(result)
        + mark("end")
    )


def deleted(text: str) -> str:
    return (
        f'<w:del w:id="9" w:author="A"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'
    )


BOX = (
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent>"
)

INLINE = {
    "insertion": (r("Il ") + f'<w:ins w:id="1">{r("ne viendra pas")}</w:ins>' + r("."), "Il ne viendra pas."),
    "deletion": (r("Il a dit ") + deleted("oui") + f'<w:ins w:id="2">{r("non")}</w:ins>' + r("."), "Il a dit non."),
    "inserted then deleted": (r("Oui") + f'<w:ins w:id="1">{deleted(" mais non")}</w:ins>' + r("."), "Oui."),
    "moved away": (r("Ici. ") + f'<w:moveFrom w:id="1">{r("Là. ")}</w:moveFrom>' + r("Fin."), "Ici. Fin."),
    "moved here": (r("Ici. ") + f'<w:moveTo w:id="1">{r("Là. ")}</w:moveTo>' + r("Fin."), "Ici. Là. Fin."),
    "content control": (r("Le ") + f"<w:sdt><w:sdtContent>{r('3 mai')}</w:sdtContent></w:sdt>" + r(" à Lyon."), "Le 3 mai à Lyon."),
    "nested content controls": (
        f"<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{r('Le maire')}</w:sdtContent></w:sdt>{r(' part')}</w:sdtContent></w:sdt>" + r("."),
        "Le maire part.",
    ),
    "prompt of an empty control": (
        r("Fin.") + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Cliquez ici')}</w:sdtContent></w:sdt>",
        "Fin.",
    ),
    "smart tag": (r("De ") + f'<w:smartTag w:element="PersonName"><w:smartTagPr/>{r("Anne Colin")}</w:smartTag>' + r("."), "De Anne Colin."),
    "custom XML": (f'<w:customXml w:element="lieu"><w:customXmlPr/>{r("Lyon")}</w:customXml>' + r(" vote."), "Lyon vote."),
    "link": (r("Voir ") + f"<w:hyperlink>{r('le rapport')}</w:hyperlink>" + r("."), "Voir le rapport."),
    "simple field": (r("Le ") + f'<w:fldSimple w:instr="DATE">{r("3 mai 2023")}</w:fldSimple>' + r("."), "Le 3 mai 2023."),
    "complex field": (r("Voir ") + field('HYPERLINK "https://x.fr"', r("le site")) + r("."), "Voir le site."),
    "field without result": (r("Le maire") + field(' XE "maire" ') + r(" part."), "Le maire part."),
    "field in an instruction": (
        r("A") + mark("begin") + "<w:r><w:instrText>IF </w:instrText></w:r>" + field("REF x", r("caché")) + mark("separate") + r(" vu") + mark("end") + r("."),
        "A vu.",
    ),
    "field that never ends": (r("A ") + mark("begin") + r("vu tout") + r("."), "A vu tout."),
    "drop-down": (
        r("À ") + '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Lyon"/>'
        '<w:listEntry w:val="Nice"/></w:ddList></w:ffData></w:fldChar></w:r>' + "<w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>" + mark("end") + r("."),
        "À Nice.",
    ),
    "hidden run": (r("Oui") + r(" (note du desk)", "<w:vanish/>") + r("."), "Oui."),
    "shown again": (r("Oui") + r(" et non", '<w:vanish w:val="0"/>') + r("."), "Oui et non."),
    "formerly hidden": (r("Oui") + r(" et non", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>") + r("."), "Oui et non."),
    "capitals as typed": (r("Paul Garnier", "<w:caps/>") + r(" part."), "Paul Garnier part."),
    "struck but not deleted": (r("Oui ") + r("et non", "<w:strike/>") + r("."), "Oui et non."),
    "non-breaking hyphen": ("<w:r><w:t>Saint</w:t><w:noBreakHyphen/><w:t>Denis</w:t></w:r>", "Saint-Denis"),
    "soft hyphen": ("<w:r><w:t>anti</w:t><w:softHyphen/><w:t>constitutionnel</w:t></w:r>", "anticonstitutionnel"),
    "tab": ("<w:r><w:t>Lyon</w:t><w:tab/><w:t>12</w:t></w:r>", "Lyon 12"),
    "line breaks": ("<w:r><w:t>Un</w:t><w:br/><w:t>deux</w:t><w:cr/><w:t>trois</w:t></w:r>", "Un\ndeux\ntrois"),
    "rendered page break": ("<w:r><w:t xml:space='preserve'>Un </w:t><w:lastRenderedPageBreak/><w:t>deux</w:t></w:r>", "Un deux"),
    "symbols": (
        '<w:r><w:sym w:font="Symbol" w:char="F061"/><w:t>, 300 </w:t><w:sym w:font="Symbol" w:char="F0A0"/>'
        '<w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:font="Arial" w:char="00E9"/></w:r>',
        "α, 300 €→é",
    ),
    "own mark of a note": (r("Un mot") + '<w:r><w:footnoteReference w:id="4" w:customMarkFollows="1"/><w:t>*</w:t></w:r>' + r("."), "Un mot."),
    "comment": ('<w:commentRangeStart w:id="0"/>' + r("Oui") + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>' + r("."), "Oui."),
    "ruby": ("<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>to</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>東</w:t></w:r></w:rubyBase></w:ruby></w:r>" + r(" est"), "東 est"),
    "formula": (r("Soit ") + "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>", "Soit 1/2"),
}  # fmt: skip


@pytest.mark.parametrize("kind", INLINE)
def test_paragraph_is_read_as_word_shows_it(kind):
    inner, shown = INLINE[kind]
    assert text_of(p(r("Avant.")) + p(inner))[1:] == [shown]


@pytest.mark.parametrize("kind", INLINE)
def test_strict_documents_are_read_alike(kind):
    inner, shown = INLINE[kind]
    assert text_of(p(r("Avant.")) + p(inner), strict=True, main="word/document2.xml")[1:] == [shown]


def cell(*inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(inner)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


LONG = "La réforme prévoit la création de mille postes, selon le ministère, qui compte les pourvoir avant la fin de l’année."
BLOCKS = {
    "block control": (f"<w:sdt><w:sdtContent>{p(r('Un.'))}{p(r('Deux.'))}</w:sdtContent></w:sdt>", ["Un.", "Deux."]),
    "prompt of an empty block control": (
        p(r("Un.")) + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p(r('Cliquez ici pour entrer du texte.'))}</w:sdtContent></w:sdt>",
        ["Un."],
    ),
    "block custom XML": (f"<w:customXml>{p(r('Un.'))}</w:customXml>", ["Un."]),
    "end of paragraph deleted": (
        p(r("Le maire "), properties="<w:rPr><w:del w:id='1'/></w:rPr>") + p(r("est parti.")),
        ["Le maire est parti."],
    ),
    "paragraph deleted": (
        p(r("Un.")) + p(deleted("Deux."), properties="<w:rPr><w:del w:id='1'/></w:rPr>") + p(r("Trois.")),
        ["Un.", "Trois."],
    ),
    "paragraph moved": (
        p(f"<w:moveTo w:id='1'>{r('Deux.')}</w:moveTo>") + p(r("Un.")) + p(f"<w:moveFrom w:id='2'>{r('Deux.')}</w:moveFrom>", properties="<w:rPr><w:moveFrom w:id='3'/></w:rPr>"),
        ["Deux.", "Un."],
    ),
    "last end deleted": (p(r("Un."), properties="<w:rPr><w:del w:id='1'/></w:rPr>"), ["Un."]),
    "end deleted before a table": (
        p(r("Un."), properties="<w:rPr><w:del w:id='1'/></w:rPr>") + table(row(cell(p(r("A"))))), ["Un.", "A"]
    ),
    "drop cap": (p(r("L"), properties='<w:framePr w:dropCap="drop"/>') + p(r("e ministre part.")), ["Le ministre part."]),
    "page break": (p("<w:r><w:t>Un.</w:t><w:br w:type='page'/><w:t>Deux.</w:t></w:r>"), ["Un.", "Deux."]),
    "table": (table(row(cell(p(r("Ville"))), cell(p(r("Voix")))), row(cell(p(r("Lyon"))), cell(p(r("12"))))), ["Ville | Voix", "Lyon | 12"]),
    "row and cell controls": (
        table(f"<w:sdt><w:sdtContent>{row('<w:sdt><w:sdtContent>' + cell(p(r('Lyon'))) + '</w:sdtContent></w:sdt>', cell(p(r('12'))))}</w:sdtContent></w:sdt>"),
        ["Lyon | 12"],
    ),
    "deleted row": (table(row(cell(p(r("Lyon")))), row(cell(p(r("Nice"))), properties="<w:del w:id='1'/>")), ["Lyon"]),
    "deleted cell": (table(row(cell(p(r("Lyon"))), cell(p(r("Nice")), properties="<w:cellDel w:id='1'/>"))), ["Lyon"]),
    "merged cells": (
        table(row(cell(p(r("Rhône")), properties="<w:vMerge w:val='restart'/>"), cell(p(r("Lyon")))), row(cell(p(r("caché")), properties="<w:vMerge/>"), cell(p(r("Oullins"))))),
        ["Rhône | Lyon", "Oullins"],
    ),
    "table in a table": (
        p(r("Avant.")) + table(row(cell(p(r("Un.")), table(row(cell(p(r("Lyon"))), cell(p(r("12"))))), p(r("Deux."))))) + p(r("Après.")),
        ["Avant.", "Un.", "Lyon | 12", "Deux.", "Après."],
    ),
    "columns of a layout": (
        table(row(cell(p(r(LONG)), p(r("Un."))), cell(p(r("Deux."))))), [LONG, "Un.", "Deux."]
    ),
    "text box once": (p(r("Avant."), f"<w:r>{BOX.format(p(r('Dans la boîte.')))}</w:r>") + p(r("Après.")), ["Avant.", "Dans la boîte.", "Après."]),
    "old text box": (p(f"<w:r><w:pict><v:textbox><w:txbxContent>{p(r('Dans la boîte.'))}</w:txbxContent></v:textbox></w:pict></w:r>"), ["Dans la boîte."]),
    "box that repeats the text": (
        p(r("« Nous ne céderons rien », a dit le maire."), f"<w:r>{BOX.format(p(r('Nous ne céderons rien')))}</w:r>"), ["« Nous ne céderons rien », a dit le maire."]
    ),
    "field over two paragraphs": (p(mark("begin"), "<w:r><w:instrText>TOC</w:instrText></w:r>") + p(r("caché"), mark("separate"), r("Vu.")) + p(r("Vu aussi."), mark("end")), ["Vu.", "Vu aussi."]),
    "headers and footers": (p(r("Un."), properties="<w:sectPr><w:headerReference w:id='h'/></w:sectPr>"), ["Un."]),
    "table of contents": (
        f"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>{p(r('Sommaire 3'))}</w:sdtContent></w:sdt>" + p(r("Un.")),
        ["Un."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", BLOCKS)
def test_blocks_are_read_in_the_order_of_the_page(kind):
    body, shown = BLOCKS[kind]
    assert text_of(body) == shown


def test_notes_stand_at_the_end_in_the_order_of_their_references():
    body = p(
        r("Un"), '<w:r><w:footnoteReference w:id="3"/></w:r>', r(", deux"), '<w:r><w:endnoteReference w:id="2"/></w:r>',
        deleted("x"), '<w:del w:id="1"><w:r><w:footnoteReference w:id="5"/></w:r></w:del>', r("."),
    ) + p(r("Trois."), '<w:r><w:footnoteReference w:id="2"/></w:r>')  # fmt: skip
    notes = "".join(
        f'<w:footnote w:id="{i}">{p("<w:r><w:footnoteRef/></w:r>", r(f"Note {i}."))}</w:footnote>'
        for i in (1, 2, 3, 5)
    )
    ends = f'<w:endnote w:id="2">{p(r("Fin."))}</w:endnote>'
    assert text_of(body, footnotes=notes, endnotes=ends) == [
        "Un, deux.",
        "Trois.",
        "Note 3.",
        "Note 2.",
        "Fin.",
    ]


def test_styles_hide_text_and_name_the_title():
    styles = (
        '<w:style w:styleId="Titre"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="Interne"><w:name w:val="Interne"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Interne2"><w:name w:val="Interne 2"/><w:basedOn w:val="Interne"/></w:style>'
    )
    body = (
        p(r("FRANCE"))
        + p(r("Des renforts"), properties='<w:pStyle w:val="Titre"/>')
        + p(r("Un "), r("caché ", '<w:rStyle w:val="Interne2"/>'), r("mot."))
        + p(r("Tout caché."), properties='<w:pStyle w:val="Interne"/>')
    )
    article = only("a.docm", word_of(body, styles=styles))
    assert article.title == "Des renforts"
    assert article.text == "FRANCE\n\nUn mot."


def test_table_of_contents_and_embedded_parts_are_told():
    contents = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{p(r('Sommaire'))}</w:sdtContent></w:sdt>"
    )
    article = only("a.docx", word_of(contents + p(r("Un.")) + "<w:altChunk/>"))
    assert article.text == "Un."
    assert any("table of contents" in warning for warning in article.warnings)
    assert any("embedded" in warning for warning in article.warnings)
    assert "embedded" in reason("a.docx", word_of("<w:altChunk/>"))


def test_who_saved_the_file_is_not_the_author():
    core = (
        b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Alice Martin (veille)</dc:creator>'
        b"<cp:lastModifiedBy>Paul Rey</cp:lastModifiedBy></cp:coreProperties>"
    )
    body = (
        '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{p(r('Le maire est parti.'))}</w:body></w:document>"
    )
    article = only("a.docx", packed({"word/document.xml": body.encode(), "docProps/core.xml": core}))
    assert article.author == ""
    assert article.text == "Le maire est parti."


@pytest.mark.parametrize(
    "declaration", ['<!DOCTYPE w:document [<!ENTITY a "texte">]>', "<!DOCTYPE w:document SYSTEM 'x'>"]
)
def test_document_with_a_document_type_is_refused(declaration):
    body = (
        f'{declaration}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    )
    assert "damaged" in reason("a.docx", packed({"word/document.xml": body.encode()}))


WORDS = st.text(alphabet="abcé’ «»-", min_size=1, max_size=12).filter(lambda each: each.strip())
PIECES = st.lists(st.tuples(st.sampled_from(["run", "ins", "del", "moveFrom", "moveTo", "sdt", "field"]), WORDS), min_size=1, max_size=8)  # fmt: skip


@given(PIECES)
def test_exactly_the_shown_pieces_are_read_in_their_order(pieces):
    inner, shown = "", ""
    for kind, words in pieces:
        if kind == "run":
            inner += r(words)
        elif kind == "sdt":
            inner += f"<w:sdt><w:sdtContent>{r(words)}</w:sdtContent></w:sdt>"
        elif kind == "field":
            inner += field("QUOTE", r(words))
        elif kind == "del":
            inner += deleted(words)
        else:
            inner += f"<w:{kind} w:id='1'>{r(words)}</w:{kind}>"
        if kind not in {"del", "moveFrom"}:
            shown += words
    (draft,) = read_docx("a.docx", word_of(p(r("A."), inner, r(".Z"))))
    assert draft.text == f"A.{shown}.Z"
