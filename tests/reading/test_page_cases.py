"""Web pages whose right value is known: lead first, what stands beside the article left out, dates as stated."""

from __future__ import annotations

import pytest
from paragraphs import CASES, P1, P2, P3
from test_text import only

LEAD = "Le ministre de l’Intérieur veut réorganiser la police des grandes villes dès 2024, malgré la colère des syndicats."
FIRST = (
    "Le ministre de l’Intérieur a annoncé mardi une réforme de la police dans les grandes villes du pays, après "
    "plusieurs semaines de débats."
)
SECOND = "La réforme prévoit la création de mille postes, selon le ministère, qui compte les pourvoir avant la fin de l’année prochaine."
THIRD = (
    "Les syndicats, reçus lundi, ont demandé des garanties sur les horaires et les primes des agents de nuit."
)
FOURTH = "L’opposition a dénoncé un texte « bâclé » et annoncé le dépôt de cent amendements à l’Assemblée nationale."
FIFTH = "Le gouvernement doit présenter le texte au Conseil des ministres avant l’été, puis le soumettre au Parlement à la rentrée."
BODY = [FIRST, SECOND, THIRD, FOURTH]


def case(name: str):
    return only(f"{name}.html", (CASES / f"{name}.html").read_bytes())


def paragraphs(name: str) -> list[str]:
    return case(name).text.split("\n\n")


@pytest.mark.parametrize(
    "name", ["lead-figaro", "lead-h2", "lead-lemonde", "lead-ouest", "lead-plain", "lead-rfi"]
)
def test_lead_comes_first(name: str):
    assert paragraphs(name) == [LEAD, *BODY, FIFTH]


def test_short_lead_comes_first():
    lead = "Le ministre de l’Intérieur veut réorganiser la police des grandes villes dès 2024."
    assert paragraphs("chapo") == [lead, FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("date-aout", "2023-08-03"),
        ("date-1er", "2023-05-01"),
        ("date-mai", "2023-05-03"),
        ("date-1962", "1962-03-19"),
        ("date-1994", "1994-12-26"),
        ("date-month", "2023-05"),
        ("date-monthmeta", "2023-05"),
        ("inline-time", ""),
        ("lead-lemonde", ""),
        ("author", ""),
    ],
)
def test_publication_date_is_what_the_page_states(name: str, published: str):
    article = case(name)
    assert article.published == published
    assert "Publié" not in article.text


@pytest.mark.parametrize(
    ("name", "author"),
    [("author", "Jean-Marie Petit"), ("author2", "AFP"), ("author3", "Le Monde avec AFP")],
)
def test_author_is_the_name_alone_or_the_agency(name: str, author: str):
    assert case(name).author == author
    assert paragraphs(name) == BODY


def test_time_and_quotation_elements_stay_in_their_sentences():
    assert paragraphs("inline-time")[1] == (
        "Le président a rencontré le chancelier mercredi 3 mai à Berlin, avant de partir pour Rome."
    )
    assert paragraphs("q")[1] == (
        "Le ministre a déclaré «\u00a0Nous irons jusqu’au bout\u00a0» avant de quitter la salle."
    )


def test_interview_keeps_questions_and_short_answers():
    assert paragraphs("interview") == [
        FIRST, "Allez-vous démissionner ?", "Non.", SECOND, "Allez-vous vous représenter ?", "Non.", THIRD,
        "Et vos ministres ?", "Non.",
    ]  # fmt: skip


def test_what_stands_beside_the_article_is_left_out():
    article = case("35-read-also-paywall")
    assert article.title == "Marseille : des renforts annoncés"
    assert article.text.split("\n\n") == ["Le ministre était en visite mardi.", P1, P2, P3]


def test_declared_character_set_is_used():
    text = case("17-charset-8859-15").text
    assert "300 €" in text
    assert "cœur" in text


def test_box_with_words_of_its_own_is_kept():
    assert set(BODY) <= set(paragraphs("aside"))
