"""Nexis: the classic text export in French and English, and Nexis Uni in Word and Rich Text."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.model import Article
from pipelines.reading import read
from pipelines.reading.items import Draft
from pipelines.reading.press.lines import articles_in_lines
from pipelines.reading.press.sheet import Sheet
from tests.reading.made_files import pdf, word

GREVE = (
    "Les cheminots de la région Occitanie ont cessé le travail jeudi pour demander des embauches. « Nous sommes à bout », a "
    "expliqué Nadia Ferrand, déléguée syndicale, devant la gare de Toulouse."
)
REPONSE = (
    "La direction a répondu vendredi qu’elle ouvrirait des négociations le 3 mars. Sujet : les salaires."
)
PORT = "Le port de Brest accueillera un chantier naval en 2024, a annoncé le maire, François Le Goff."
SUITE = "Le projet coûtera quarante millions d’euros. Les pêcheurs s’y opposent depuis deux ans."


def centred(*lines: str) -> str:
    return "\n".join(line.center(80).rstrip() for line in lines)


def wrapped(*paragraphs: str) -> str:
    return "\n\n".join(textwrap.fill(each, 79) for each in paragraphs)


FRENCH = "\n\n".join(
    [
        "Requête de téléchargement: Documents sélectionnés: 1-2\nHeure de la requête: Mardi 14 Mars 2023  10:12:44\n\nTermes: (grève)\nSource: Presse\n\n",
        centred("Document 1 de 2"),
        centred("Sud Ouest"),
        centred("Jeudi 23 Février 2023", "Toutes éditions"),
        "Les cheminots d’Occitanie en grève pour des\nembauches",
        "AUTEUR: Nadia Roux; Paul Petit",
        "RUBRIQUE: RÉGION; Pg. 3",
        "LONGUEUR: 412 mots",
        "ENCART: Le trafic est interrompu.",
        wrapped(GREVE, REPONSE),
        "DATE-CHARGEMENT: 24 février 2023",
        "LANGUE: FRENCH; FRANÇAIS",
        "TYPE-PUBLICATION: Journal",
        "CODE-REVUE: SO",
        centred("Copyright 2023 SAPESO", "Tous droits réservés"),
        centred("Document 2 de 2"),
        centred("Le Télégramme (France)"),
        centred("Mercredi 1er Mars 2023"),
        "Un chantier naval à Brest",
        "LONGUEUR: 120 mots",
        wrapped(PORT, SUITE),
        "DATE-CHARGEMENT: 2 mars 2023",
        centred("Copyright 2023 Le Télégramme", "Tous droits réservés"),
    ]
)


def rows(articles: tuple[Article, ...]) -> list[tuple[str, str, str, str, str]]:
    return [(a.title, a.source, a.published, a.author, plain(a.text)) for a in articles]


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


GREVE_ROW = (
    "Les cheminots d’Occitanie en grève pour des embauches", "Sud Ouest", "2023-02-23", "Nadia Roux; Paul Petit",
    plain(f"Le trafic est interrompu.\n\n{GREVE}\n\n{REPONSE}"),
)  # fmt: skip
PORT_ROW = ("Un chantier naval à Brest", "Le Télégramme (France)", "2023-03-01", "", f"{PORT}\n\n{SUITE}")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_nexis_text_in_french(ends: str, encoding: str):
    result = read("presse.TXT", FRENCH.replace("\n", ends).encode(encoding))
    assert rows(result.articles) == [GREVE_ROW, PORT_ROW]
    assert not result.rejections
    assert not any(each.warnings for each in result.articles)


def test_nexis_text_in_english_has_other_words():
    english = (
        FRENCH.replace("Document 1 de 2", "1 of 2 DOCUMENTS").replace("Document 2 de 2", "2 of 2 DOCUMENTS")
        .replace("AUTEUR", "BYLINE").replace("RUBRIQUE", "SECTION").replace("LONGUEUR", "LENGTH").replace(" mots", " words")
        .replace("ENCART", "HIGHLIGHT").replace("DATE-CHARGEMENT: 24 février 2023", "LOAD-DATE: February 24, 2023")
        .replace("LANGUE", "LANGUAGE").replace("TYPE-PUBLICATION", "PUBLICATION-TYPE").replace("CODE-REVUE", "JOURNAL-CODE")
        .replace("Tous droits réservés", "All Rights Reserved").replace("Jeudi 23 Février 2023", "February 23, 2023 Thursday")
    )  # fmt: skip
    assert rows(read("press.txt", english.encode()).articles) == [GREVE_ROW, PORT_ROW]


def test_nexis_text_with_property_above_and_labelled_title():
    old = "\n\n".join(
        [
            centred("Document 1 de 1"),
            centred("Copyright 2006 Le Monde", "Tous droits réservés", "Le Monde"),
            centred("9 novembre 2006 jeudi"),
            "RUBRIQUE: FRANCE; Pg. 12",
            "LONGUEUR: 310 mots",
            "TITRE: Le port de Brest grandit",
            "AUTEUR: Anne Le Bris",
            wrapped(PORT, SUITE),
            "DATE-CHARGEMENT: 9 novembre 2006",
        ]
    )
    assert rows(read("monde.txt", old.encode()).articles) == [
        ("Le port de Brest grandit", "Le Monde", "2006-11-09", "Anne Le Bris", f"{PORT}\n\n{SUITE}")
    ]


def test_nexis_missing_documents_are_told():
    cut = FRENCH[: FRENCH.index("Document 2 de 2".center(80).rstrip())].replace(
        "Document 1 de 2", "Document 1 de 20"
    )
    (article,) = read("presse.txt", cut.encode()).articles
    assert any("says that it holds 20 articles, but 1 were found" in each for each in article.warnings)


def test_nexis_document_without_text_is_rejected_by_its_number():
    empty = FRENCH.replace(wrapped(PORT, SUITE), "")
    result = read("presse.txt", empty.encode())
    assert [each.where for each in result.rejections] == ["article 2"]
    assert result.found == 2


def test_nexis_article_without_date_has_a_warning():
    undated = FRENCH.replace("Mercredi 1er Mars 2023", "")
    article = read("presse.txt", undated.encode()).articles[1]
    assert article.published == ""
    assert any("does not state" in each and "date" in each for each in article.warnings)
    assert article.text.startswith(PORT[:40])


COVER = [
    "Nom d’utilisateur: Alice Martin", "Date et heure: mardi 14 mars 2023 10:12:00 CET", "Numéro de tâche: 183838383",
    "Documents (2)", "1. Les cheminots d’Occitanie en grève", "2. Un chantier naval à Brest", "Client/Dossier: -Aucun-",
    "Termes de recherche: grève", "Type de recherche: Booléen", "Affiné par:",
]  # fmt: skip
FIRST = [
    "Les cheminots d’Occitanie en grève", "Sud Ouest", "jeudi 23 février 2023 05:12 PM GMT", "Toutes éditions",
    "Copyright 2023 SAPESO Tous droits réservés", "Section: RÉGION; Pg. 3", "Longueur: 412 mots", "Signature: Nadia Roux",
    "Encart: Le trafic est interrompu.", "Corps", GREVE, "Lien vers l’image", REPONSE, "Graphique", "Une photo de la gare",
    "Date de chargement: 24 février 2023", "Classification", "Langue: FRENCH; FRANÇAIS", "Sujet: Grèves (90%)", "Fin du document",
]  # fmt: skip
SECOND = [
    "Un chantier naval à Brest", "Le Télégramme (France)", "March 1, 2023 Wednesday", "Copyright 2023 Le Télégramme All Rights Reserved",
    "Length: 120 words", "Body", PORT, SUITE, "Load-Date: March 2, 2023", "End of Document",
]  # fmt: skip
UNI = [
    ("Les cheminots d’Occitanie en grève", "Sud Ouest", "2023-02-23", "Nadia Roux",
     plain(f"Le trafic est interrompu.\n\n{GREVE}\n\n{REPONSE}")),
    PORT_ROW,
]  # fmt: skip


def as_rtf(lines: list[str]) -> bytes:
    body = "".join("".join(c if c.isascii() else f"\\u{ord(c)}?" for c in line) + "\\par\n" for line in lines)
    return ("{\\rtf1\\ansi\\ansicpg1252\\uc1 " + body + "}").encode("ascii")


@pytest.mark.parametrize("blank_lines", [False, True])
@pytest.mark.parametrize("form", ["docx", "rtf"])
def test_nexis_uni_combined_leaves_cover_and_list_out(form: str, blank_lines: bool):
    lines = [*COVER, *FIRST, *SECOND]
    if blank_lines:
        lines = [each for line in lines for each in (line, "")]
    data = word(lines) if form == "docx" else as_rtf(lines)
    result = read(f"presse.{form}", data)
    assert rows(result.articles) == UNI
    assert not result.rejections
    assert not any(each.warnings for each in result.articles)


@pytest.mark.parametrize("form", ["docx", "rtf"])
def test_nexis_uni_single_document(form: str):
    data = word(FIRST) if form == "docx" else as_rtf(FIRST)
    (article,) = read(f"presse.{form}", data).articles
    assert rows((article,)) == UNI[:1]
    assert article.file_name == f"presse.{form}"


def test_nexis_uni_without_mark_of_the_text_begins_after_its_labels():
    lines = [line for line in SECOND if line != "Body"]
    assert rows(read("presse.docx", word(lines)).articles) == [PORT_ROW]


def test_nexis_uni_count_of_the_cover_is_compared():
    result = read("presse.docx", word([*COVER[:3], "Documents (3)", *COVER[4:], *FIRST, *SECOND]))
    assert any("3 articles, but 2" in each for each in result.articles[0].warnings)


def test_nexis_article_that_speaks_of_documents_is_no_export():
    text = f"{GREVE}\n\nLe document 1 de 2 est signé.\n\n{REPONSE}"
    (article,) = read("note.txt", text.encode()).articles
    assert plain(article.text) == plain(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*FIRST, *SECOND, *COVER, *FRENCH.split("\n"), ""]), max_size=40))
def test_nexis_lines_in_any_order_give_items(lines: list[str]):
    for whole in (True, False):
        sheet = (
            Sheet.of_paragraphs((line, False) for line in lines) if whole else Sheet.of_text("\n".join(lines))
        )
        for item in articles_in_lines(sheet):
            if isinstance(item, Draft):
                assert "DATE-CHARGEMENT" not in item.text


def test_nexis_uni_as_pdf_repeats_no_head():
    def cut(line: str) -> list[str]:
        return textwrap.wrap(line, 88)

    first = ["Page 1 de 2", *[part for line in FIRST for part in cut(line)]]
    second = ["Page 2 de 2", *[part for line in SECOND for part in cut(line)]]
    result = read("nexis.pdf", pdf([[part for line in COVER for part in cut(line)], first, second]))
    assert [(a.title, a.source, a.published, a.author) for a in result.articles] == [each[:4] for each in UNI]
    for article, each in zip(result.articles, UNI, strict=True):
        assert " ".join(plain(article.text).split()) == " ".join(each[4].split())


def test_nexis_page_of_the_classic_export():
    spans = "".join(
        f'<div class="c0"><p class="c1"><span class="c2">{line.strip()}</span></p></div>'
        for line in FRENCH.split("\n\n")
    ).replace("DATE-CHARGEMENT:", "DATE-CHARGEMENT:</span> <span>")
    result = read("nexis.HTML", f"<html><body>{spans}</body></html>".encode())
    assert [(a.title, a.source, a.published, a.author) for a in result.articles] == [
        GREVE_ROW[:4], PORT_ROW[:4],
    ]  # fmt: skip
    assert not any("Copyright" in a.text or "FRENCH" in a.text for a in result.articles)
