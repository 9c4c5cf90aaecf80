from __future__ import annotations

import io
import zipfile

import pytest
from made_files import PARAGRAPH, SECOND, archive, word
from test_text import only, reason


def test_document_gives_title_author_and_paragraphs():
    article = only("a.docx", word([PARAGRAPH, "", SECOND], title="Accord à Paris", author="Jeanne Roy"))
    assert (article.title, article.author) == ("Accord à Paris", "Jeanne Roy")
    assert article.text == f"{PARAGRAPH}\n\n{SECOND}"


def test_tables_in_the_document_are_kept():
    assert (
        "Bamako | 12"
        in only("a.docx", word([PARAGRAPH], table=[["Ville", "Blessés"], ["Bamako", "12"]])).text
    )


def test_header_lines_in_the_document_are_metadata():
    article = only("a.docx", word(["Date : 14 novembre 2022", "Source : Le Monde", PARAGRAPH]))
    assert (article.published, article.source, article.text) == ("2022-11-14", "Le Monde", PARAGRAPH)


def test_document_called_txt_is_read_as_a_document():
    assert only("a.txt", word([PARAGRAPH])).text == PARAGRAPH


def test_broken_document_is_rejected():
    whole = word([PARAGRAPH])
    assert "damaged" in reason("a.docx", whole[: len(whole) // 2])
    assert "damaged" in reason("a.docx", b"PK\x03\x04" + b"junk" * 50)
    assert "damaged" in reason("a.docx", archive({"word/document.xml": b"<not closed"}))
    assert "Word" in reason("a.docx", b"Bonjour.")


def test_document_without_text_is_rejected():
    assert "no text" in reason("a.docx", word([]))


def test_bomb_is_refused_before_parsing():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * 30_000_000)
    assert "unreasonable size" in reason("a.docx", out.getvalue())


def test_old_office_file_is_named():
    assert "Office" in reason("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


@pytest.mark.parametrize(
    ("stated", "author"),
    [
        ("Par Jeanne Roy", "Jeanne Roy"),
        ("By Jeanne Roy", "Jeanne Roy"),
        ("Parisa Roy", "Parisa Roy"),
        ("Par", "Par"),
    ],
)
def test_byline_gives_the_name_alone(stated, author):
    assert only("a.docx", word([PARAGRAPH], author=stated)).author == author
