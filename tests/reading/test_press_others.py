"""PressReader, Gallica, IRaMuTeQ, RIS, Zotero and GarganText."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.model import Article
from pipelines.reading import read
from pipelines.reading.items import Draft, Refusal
from pipelines.reading.press.iramuteq import BEFORE_FIRST, read_iramuteq
from pipelines.reading.press.lines import articles_in_lines
from pipelines.reading.press.ris import ABSTRACT, NO_TEXT, NOTE, read_ris
from pipelines.reading.press.sheet import Sheet
from tests.reading.test_press_nexis import GREVE, PORT, REPONSE, SUITE, as_rtf, plain


def rows(articles: tuple[Article, ...]) -> list[tuple[str, str, str, str, str]]:
    return [(a.title, a.source, a.published, a.author, plain(a.text)) for a in articles]


TITLE = "Les cheminots d’Occitanie en grève"
BODY = plain(f"{GREVE}\n\n{REPONSE}")


@pytest.mark.parametrize(
    ("line", "source", "published", "author"),
    [
        ("Sud Ouest · 23 févr. 2023 · 3 · Nadia Roux", "Sud Ouest", "2023-02-23", "Nadia Roux"),
        ("Sud Ouest • jeudi 23 février 2023 • Page A3 • Nadia Roux et Paul Petit", "Sud Ouest", "2023-02-23", "Nadia Roux et Paul Petit"),
        ("Le Soir | 1er mars 2023 | Anne Le Bris", "Le Soir", "2023-03-01", "Anne Le Bris"),
        ("La Presse · 23 Feb 2023", "La Presse", "2023-02-23", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["txt", "rtf"])
def test_pressreader_line_states_paper_day_and_author(
    form: str, line: str, source: str, published: str, author: str
):
    lines = [TITLE, "", line, "", GREVE, "", REPONSE]
    data = as_rtf(lines) if form == "rtf" else "\n".join(lines).encode()
    assert rows(read(f"a.{form}", data).articles) == [(TITLE, source, published, author, BODY)]


def test_pressreader_several_articles_and_its_labels():
    lines = [
        TITLE, "", "Sud Ouest · 23 févr. 2023 · 3 · Nadia Roux", "", GREVE, "", REPONSE, "",
        "Article Name:Les cheminots", "Publication:Sud Ouest", "Start Page:3", "End Page:3", "",
        "Un chantier naval à Brest", "", "Le Télégramme · 1 mars 2023 · 12", "", PORT, "", SUITE,
    ]  # fmt: skip
    assert rows(read("a.txt", "\n".join(lines).encode()).articles) == [
        (TITLE, "Sud Ouest", "2023-02-23", "Nadia Roux", BODY),
        ("Un chantier naval à Brest", "Le Télégramme", "2023-03-01", "", f"{PORT}\n\n{SUITE}"),
    ]


def test_pressreader_line_inside_a_text_is_no_export():
    lines = [GREVE, PORT, SUITE, REPONSE, GREVE, PORT, SUITE, "Le Soir · 1er mars 2023 · 3", REPONSE]
    assert articles_in_lines(Sheet.of_text("\n\n".join(lines))) == []


NOTICE = """Rappel de votre demande:


Format de téléchargement: : Texte

Vues 1 à 6 sur 6

Nombre de pages: 6

Notice complète:

Titre : Le Petit Parisien : journal quotidien du soir

Éditeur : [s.n.] (Paris)

Date d'édition : 1915-03-11

Contributeur : Dupuy, Paul (1878-1927). Directeur de publication

Type : texte

Type : publication en série imprimée

Langue : français

Description : 11 mars 1915

Description : 1915/03/11 (Numéro 13999).

Droits : domaine public

Identifiant : ark:/12148/bpt6k0000000

Source : Bibliothèque nationale de France, Gr Fol Lc2-3850

Notice du catalogue : http://catalogue.bnf.fr/ark:/12148/cb00000000

Provenance : Bibliothèque nationale de France

Date de mise en ligne : 01/12/2010

Le texte affiché peut comporter un certain nombre d'erreurs. En effet, le mode texte de ce document a été généré
de façon automatique par un programme de reconnaissance optique de caractères (OCR).
Le taux de reconnaissance estimé pour ce document est de RATE%.
En savoir plus sur l'OCR


"""


@pytest.mark.parametrize("rate", ["98", "71.25"])
def test_gallica_notice_is_metadata_and_no_text(rate: str):
    (article,) = read("petit.txt", (NOTICE.replace("RATE", rate) + f"{PORT}\n\n{SUITE}").encode()).articles
    assert rows((article,)) == [
        ("Le Petit Parisien : journal quotidien du soir", "Le Petit Parisien : journal quotidien du soir", "1915-03-11", "", f"{PORT}\n\n{SUITE}")
    ]  # fmt: skip
    assert any("71.25 %" in each for each in article.warnings) == (rate == "71.25")


def test_gallica_book_is_no_newspaper():
    notice = NOTICE.replace("RATE", "99").replace("publication en série imprimée", "monographie imprimée").replace(
        "Titre : Le Petit Parisien : journal quotidien du soir", "Titre : Lettres de la guerre / par Jean Moreau\n\nAuteur : Moreau, Jean (1880-1950). Auteur du texte"
    )  # fmt: skip
    (article,) = read("livre.txt", (notice + PORT).encode()).articles
    assert (article.source, article.author) == ("", "Moreau, Jean (1880-1950). Auteur du texte")
    assert any("newspaper" in each for each in article.warnings)


@pytest.mark.parametrize(
    ("variables", "title", "source", "published", "author"),
    [
        ("*source_La_Croix *am_2022-11 *annee_2022 *date_2022-11-09", "", "La Croix", "2022-11-09", ""),
        ("*journal_Le_Monde *jour_11 *mois_11 *annee_2022", "", "Le Monde", "2022-11-11", ""),
        ("*journal_Le_Monde *jour_3 *mois_février *année_2021", "", "Le Monde", "2021-02-03", ""),
        ("*journal_Libération *jour_mardi *mois_5 *annee_2020", "", "Libération", "2020-05", ""),
        ("*media_20_Minutes *annee_2019", "", "20 Minutes", "2019", ""),
        ("*date_20221109 *titre_Des_renforts *auteur_Jeanne_Roy", "Des renforts", "", "2022-11-09", "Jeanne Roy"),
        ("*date_09_11_2022 *source_AFP", "", "AFP", "2022-11-09", ""),
        ("*date_09112022 *source_AFP", "", "AFP", "2022-11-09", ""),
        ("*date_9_novembre_2022", "", "", "2022-11-09", ""),
        ("*sexe_f *age_30", "", "", "", ""),
    ],
)  # fmt: skip
def test_iramuteq_variables_state_what_they_name(
    variables: str, title: str, source: str, published: str, author: str
):
    (article,) = read("corpus.txt", f"**** {variables}\n{PORT}\n".encode()).articles
    assert rows((article,)) == [(title, source, published, author, PORT)]


def test_iramuteq_themes_part_a_text_and_are_none():
    corpus = f"**** *source_AFP\n-*thematique_social\n{GREVE}\n-*thematique_mer\n{PORT}\n\n0001 points\n**** *source_EFE\n{SUITE}\n"
    first, second = read("corpus.txt", corpus.encode()).articles
    assert plain(first.text).startswith(f"{GREVE}\n\n{PORT}")
    assert "thematique" not in first.text
    assert (second.source, second.text) == ("EFE", SUITE)


def test_iramuteq_alceste_numbers_its_texts():
    articles = read("corpus.txt", f"0001 *source_AFP\n{PORT}\n0002 *source_EFE\n{SUITE}\n".encode()).articles
    assert [(a.source, a.text) for a in articles] == [("AFP", PORT), ("EFE", SUITE)]


def test_iramuteq_text_before_the_first_mark_is_not_lost_in_silence():
    result = read("corpus.txt", f"Corpus de test\n\n**** *source_AFP\n{PORT}\n**** *source_EFE\n\n".encode())
    assert next(each.reason for each in result.rejections) == BEFORE_FIRST
    assert result.found == 3


@settings(max_examples=80, deadline=None)
@given(st.text(st.sampled_from("*-_ \n0123date é"), max_size=80))
def test_iramuteq_any_text_after_a_mark_gives_items(text: str):
    for item in read_iramuteq("**** *a_b\n" + text):
        assert isinstance(item, Draft | Refusal)


RIS = "TY  - NEWS\r\nTI  - {title}\r\nAU  - Roux, Nadia\r\nAU  - Petit, Paul\r\nDA  - 2023/02/23/\r\nPY  - 2023\r\nT2  - Sud Ouest\r\n{rest}ER  - \r\n\r\n"


def test_ris_abstract_is_said_to_be_one():
    (article,) = read("zotero.ris", RIS.format(title=TITLE, rest=f"AB  - {PORT}\r\n").encode()).articles
    assert rows((article,)) == [(TITLE, "Sud Ouest", "2023-02-23", "Nadia Roux, Paul Petit", PORT)]
    assert article.warnings == (ABSTRACT,)


def test_ris_full_text_in_a_note_wins_over_the_abstract():
    note = f"<p>{GREVE}</p><p>{PORT}</p><p>{SUITE} R&amp;D</p>"
    (article,) = read(
        "zotero.ris", RIS.format(title=TITLE, rest=f"AB  - {SUITE}\r\nN1  - {note}\r\n").encode()
    ).articles
    assert plain(article.text) == plain(f"{GREVE}\n\n{PORT}\n\n{SUITE} R&D")
    assert article.warnings == (NOTE,)


def test_ris_without_text_is_rejected_and_the_next_is_read():
    data = RIS.format(title="Sans texte", rest="UR  - https://exemple.fr\r\n") + RIS.format(
        title=TITLE, rest=f"N2  - {PORT}\r\n"
    )
    result = read("zotero.ris", ("\ufeff" + data).encode())
    assert [(each.where, each.reason) for each in result.rejections] == [("reference 1", NO_TEXT)]
    assert [(a.title, a.file_name) for a in result.articles] == [(TITLE, "zotero.ris#2")]


def test_ris_text_over_several_lines_is_kept_whole():
    (article,) = read(
        "a.ris", RIS.format(title=TITLE, rest=f"N2  - {PORT}\r\n\r\n{SUITE}\r\n").encode()
    ).articles
    assert article.text == f"{PORT}\n\n{SUITE}"


@pytest.mark.parametrize(
    ("date", "published"),
    [("2022/11/09", "2022-11-09"), ("2022/11//", "2022-11"), ("2022///", "2022"), ("2022/11/09/matin", "2022-11-09"), ("9 novembre 2022", "2022-11-09")],
)  # fmt: skip
def test_ris_dates_are_as_precise_as_stated(date: str, published: str):
    record = f"TY  - NEWS\nTI  - T\nPY  - {date}\nT2  - Le Monde\nAB  - {PORT}\nER  - \n"
    assert read("a.txt", record.encode()).articles[0].published == published


@settings(max_examples=80, deadline=None)
@given(st.text(st.sampled_from("TYERABN12 -\r\n/é<p>"), max_size=120))
def test_ris_any_lines_give_items(text: str):
    for item in read_ris("a.ris", b"TY  - NEWS\n" + text.encode()):
        assert isinstance(item, Draft | Refusal)


ZOTERO = '"Key","Item Type","Publication Year","Author","Title","Publication Title","Abstract Note","Date","Date Added","Notes","File Attachments"\n'


def test_zotero_table_gives_abstracts_and_notes():
    note = f"<p>{GREVE}</p><p>{PORT}</p><p>{SUITE}</p>"
    data = (
        ZOTERO
        + f'"A1","newspaperArticle","2023","Roux, Nadia; Petit, Paul","{TITLE}","Sud Ouest","{PORT}","2023-02-23","2024-01-01 10:00:00","",""\n'
        + f'"A2","newspaperArticle","2023","AFP","Autre","Le Soir","Bref.","1 mars 2023","2024-01-01 10:00:00","{note}",""\n'
        + '"A3","newspaperArticle","2023","","Vide","Le Soir","","2023","2024-01-01 10:00:00","","C:\\a.pdf"\n'
    )
    result = read("Ma collection.csv", ("\ufeff" + data).encode())
    assert rows(result.articles) == [
        (TITLE, "Sud Ouest", "2023-02-23", "Nadia Roux, Paul Petit", PORT),
        ("Autre", "Le Soir", "2023-03-01", "AFP", plain(f"{GREVE}\n\n{PORT}\n\n{SUITE}")),
    ]
    assert [a.warnings for a in result.articles] == [(ABSTRACT,), (NOTE,)]
    assert [(each.where, each.reason) for each in result.rejections] == [("row 4", NO_TEXT)]


GARGANTEXT = "Publication Day\tPublication Month\tPublication Year\tAuthors\tTitle\tSource\tAbstract\n"


@pytest.mark.parametrize(
    ("row", "published", "text"),
    [
        (f"23\t2\t2023\tNadia Roux\t{TITLE}\tSud Ouest\t{PORT}", "2023-02-23", PORT),
        (f'23\t2\t2023\tNadia Roux\t{TITLE}\tSud Ouest\t"Port" : le maire a dit oui', "2023-02-23", '"Port" : le maire a dit oui'),
        (f'23\t2\t2023\tNadia Roux\t{TITLE}\tSud Ouest\t"Il a dit ""oui"" à tous."', "2023-02-23", 'Il a dit "oui" à tous.'),
        (f"\t\t2023\tNadia Roux\t{TITLE}\tSud Ouest\t{PORT}", "2023", PORT),
    ],
)  # fmt: skip
def test_gargantext_rows_are_articles(row: str, published: str, text: str):
    (article,) = read("corpus.tsv", (GARGANTEXT + row + "\n").encode()).articles
    assert (article.title, article.source, article.author, article.published) == (
        TITLE,
        "Sud Ouest",
        "Nadia Roux",
        published,
    )
    assert plain(article.text).replace("“", '"').replace("”", '"') == text


def test_gargantext_row_with_too_many_cells_is_refused_by_number():
    result = read("corpus.tsv", (GARGANTEXT + f"1\t1\t2023\tA\tB\tC\t{PORT}\tde trop\n").encode())
    assert [each.where for each in result.rejections] == ["row 2"]
