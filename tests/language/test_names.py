"""Strict names: the name alone, with its type."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipelines.language import pipeline
from pipelines.language.normalise import model_view


@pytest.fixture(scope="module")
def read():
    def find(text: str) -> dict[str, str]:
        doc = pipeline()(model_view(text))
        return {text[n.start : n.end]: n.type for n in doc._.names}

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le général Mark Milley a vu Mme Castaing.", {"Mark Milley": "PER", "Castaing": "PER"}),
        ("La ministre de l’Intérieur Giulia Ferrante a parlé.", {"Giulia Ferrante": "PER"}),
        (
            "Marijke Van der Elst et Amaury de Peyrelade sont là.",
            {"Marijke Van der Elst": "PER", "Amaury de Peyrelade": "PER"},
        ),
        ("Mgr Éric de Moulins-Beaufort a prié.", {"Éric de Moulins-Beaufort": "PER"}),
        ("L'élu du RN Gwenaël Kerbrat applaudit.", {"RN": "ORG", "Gwenaël Kerbrat": "PER"}),
        ("Yonat Friling de Fox News a contribué.", {"Yonat Friling": "PER", "Fox News": "ORG"}),
        (
            "L'armée malienne et la marine tunisienne avancent.",
            {"armée malienne": "ORG", "marine tunisienne": "ORG"},
        ),
        ("Le ministère de la Santé a réagi.", {"ministère de la Santé": "ORG"}),
        ("Le parquet de Rennes enquête.", {"parquet de Rennes": "ORG"}),
        ("L'ambassade de Russie à Berne proteste.", {"ambassade de Russie à Berne": "ORG"}),
        ("Des pirates du groupe LockFang menacent.", {"LockFang": "ORG"}),
        ("Ils vivent rue Hamra, près du lac Tchad.", {"rue Hamra": "LOC", "lac Tchad": "LOC"}),
        ("On a signé le traité de Rome.", {"traité de Rome": "MISC"}),
        ("À bord de l’Ocean Viking, on attend.", {"Ocean Viking": "MISC"}),
        ("Les Iraniens et le président français se parlent.", {}),
        ("L'État paiera, dit le Premier ministre sortant.", {}),
        ("Samedi, la Première ministre sera absente.", {}),
        ("L'O.N.U. et l'UE négocient.", {"O.N.U.": "ORG", "UE": "ORG"}),
        ("LA CRISE S'AGGRAVE À BAMAKO", {"BAMAKO": "LOC"}),
        (
            "L'Iran et l'Irak, le Niger et le Nigeria.",
            {"Iran": "LOC", "Irak": "LOC", "Niger": "LOC", "Nigeria": "LOC"},
        ),
    ],
)
def test_names_are_strict_and_typed(read, text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arrêté par la police vaudoise, il nie.", {"police vaudoise": "ORG"}),
        ("C'est la Croix-Rouge sénégalaise qui l'indique.", {"Croix-Rouge sénégalaise": "ORG"}),
        ("Dans le box de la cour d'assises spéciale de Paris.", {"cour d'assises spéciale de Paris": "ORG"}),
        ("La fédération des pêcheurs de la Somme proteste.", {"fédération des pêcheurs de la Somme": "ORG"}),
        (
            "Il saisit la Cour belge d'arbitrage pour le sport.",
            {"Cour belge d'arbitrage pour le sport": "ORG"},
        ),
        ("On a vu le Conseil des aînés de la mer.", {"Conseil des aînés de la mer": "ORG"}),
        (
            "Il dirige le Syndicat des enseignantes et enseignants de Laval.",
            {"Syndicat des enseignantes et enseignants de Laval": "ORG"},
        ),
        (
            "Voici le Haut-Commissariat à la stratégie et au plan.",
            {"Haut-Commissariat à la stratégie et au plan": "ORG"},
        ),
        ("Le Parti socialiste pour une fois s'abstient.", {"Parti socialiste": "ORG"}),
        ("On a fermé un tribunal de Lyon.", {"Lyon": "LOC"}),
        ("L'UDC vaudoise proteste.", {"UDC vaudoise": "ORG"}),
        ("On siffle le Sporting de Vierzon.", {"Sporting de Vierzon": "ORG"}),
        ("Il a parlé à Radio Zébu.", {"Radio Zébu": "ORG"}),
        ("Ils évacuent le stade de Cavani.", {"stade de Cavani": "LOC"}),
        ("Il écrit au Courrier de la Meuse.", {"Courrier de la Meuse": "ORG"}),
        ("Le FC Sochaux-Montbéliard gagne.", {"FC Sochaux-Montbéliard": "ORG"}),
        ("Ils rentrent du Liban-Sud.", {"Liban-Sud": "LOC"}),
        ("Les salariés de Verlinco sont en grève.", {"Verlinco": "ORG"}),
        ("La chaîne de supermarchés Prixbas a fermé.", {"Prixbas": "ORG"}),
        ("Hélène Prud'homme a démissionné.", {"Hélène Prud'homme": "PER"}),
        ("M. de Lannoy est parti.", {"de Lannoy": "PER"}),
        ("Cheick Oumar Sissouma a parlé.", {"Cheick Oumar Sissouma": "PER"}),
        ("On a parlé à l'AFP Mykola, 24 ans, libéré hier.", {"AFP": "ORG", "Mykola": "PER"}),
        ("À Djermouk, les vitres ont volé.", {"Djermouk": "LOC"}),
        ("Au marché Sandaga, on ferme tôt.", {"Sandaga": "LOC"}),
        ("Visé par dix recours, il cède.", {}),
        ("Ils veulent des missiles Iskander et des F-16.", {}),
        ("Les Vingt-Sept et les ONG attendent la Tabaski.", {}),
    ],
)
def test_names_are_whole(read, text, expected):
    assert read(text) == expected


def test_names_take_their_type_from_what_stands_beside_them(read):
    assert read("Il travaille via une société de Dubaï, Levantine Trading.")["Levantine Trading"] == "ORG"
    assert read("Sa porte-parole, Ei Mon Kyaw, exhorte les soldats.")["Ei Mon Kyaw"] == "PER"
    assert read("Une femme était assise à l'entrée de Chirongui.")["Chirongui"] == "LOC"


def test_names_take_an_expansion_in_another_order_than_its_acronym(read):
    found = read("L'Autorité fédérale de surveillance des marchés lointains (Fimalo) veille.")
    assert found == {"Autorité fédérale de surveillance des marchés lointains": "ORG", "Fimalo": "ORG"}


def test_names_take_the_short_form_of_an_institution_named_before(read):
    text = "Il exige de l'Otan qu'elle reste. L'Alliance a refusé. Il aime l'Alliance des îles."
    assert read(text) == {"Otan": "ORG", "Alliance": "ORG", "Alliance des îles": "ORG"}
    assert "Alliance" not in read("Il porte l'Alliance au doigt.")


def test_names_find_the_person_a_camp_is_named_after(read):
    assert read("Modou Seck a perdu. Une thèse que le camp Seck juge grotesque.")["Seck"] == "PER"


def test_names_take_the_expansion_of_an_acronym(read):
    found = read("L'Agence nationale de la sécurité des navires (Ansna) alerte.")
    assert found == {"Agence nationale de la sécurité des navires": "ORG", "Ansna": "ORG"}


def test_names_spread_a_surname_over_the_article(read):
    text = "François Hollande a promis une loi. Plus tard, Hollande a cédé. Hollande se tait."
    doc = pipeline()(text)
    assert [n.type for n in doc._.names] == ["PER", "PER", "PER"]


def test_names_do_not_overlap_and_stay_in_the_text():
    text = "Le Conseil de sécurité de l'ONU (UN) à New York, M. Ban Ki-moon, Jean-Luc « Le Monde »."
    names = pipeline()(text)._.names
    assert all(a.end <= b.start for a, b in pairwise(names))
    assert all(0 <= n.start < n.end <= len(text) for n in names)


def test_names_of_text_without_words():
    for text in ("", " ", "…", "« »", "12 34"):
        assert pipeline()(text)._.names == ()
