from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from made_files import PARAGRAPH, SECOND, word
from test_text import only, reason

from tests.support.packed import packed

CASES = Path(__file__).with_name("cases")


def test_document_gives_title_and_paragraphs():
    article = only(
        "a.docx", word([PARAGRAPH, "", SECOND], title="Accord à Paris", author="Alice Martin (veille)")
    )
    assert (article.title, article.author) == ("Accord à Paris", "")
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
    assert "damaged" in reason("a.docx", packed({"word/document.xml": b"<not closed"}))
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


P1 = (
    "Le ministre de l’Intérieur, Paul Garnier, a annoncé mardi à Marseille le déploiement de 300 policiers "
    "supplémentaires. « Nous ne céderons rien », a-t-il déclaré devant la presse."
)
P2 = (
    "La maire de la ville, Claire Vasseur, a dénoncé mercredi une mesure « insuffisante ». Elle a réclamé une rencontre "
    "avec le préfet des Bouches-du-Rhône."
)
P3 = (
    "Le syndicat Alliance a salué l’annonce. Son secrétaire général, Denis Aubry, a appelé à manifester le 24 novembre "
    "devant la préfecture."
)


@pytest.mark.parametrize(
    ("case", "paragraphs"),
    [
        ("tracked", ["Le ministre n’a pas accepté la proposition du président mardi."]),
        ("smarttag", ["De Jean Dupont, le ministre, a rencontré Anne Martin mardi à Paris."]),
        (
            "control",
            [
                "« Nous irons jusqu’au bout », a dit le ministre dans un contrôle de contenu.",
                "Suite de l’article.",
                "Le 3 mai 2023, il est parti.",
            ],
        ),
        (
            "02-tracked-insertion",
            [
                "Revue de presse",
                "Le ministre Paul Garnier a annoncé ne pas vouloir fermer l’hôpital de Nevers.",
                P2,
            ],
        ),
        ("03-content-control", [P2, P1, P3]),
    ],
)
def test_document_is_stored_as_word_shows_it(case: str, paragraphs: list[str]):
    assert only("a.docx", (CASES / f"{case}.docx").read_bytes()).text.split("\n\n") == paragraphs


def test_person_who_saved_the_file_is_not_its_author():
    assert only("a.docx", (CASES / "36-file-author.docx").read_bytes()).author in {"Jeanne Roy", ""}
